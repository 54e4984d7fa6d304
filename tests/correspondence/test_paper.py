"""A letter on paper can be read by everyone, is the same every time, and runs nothing that somebody typed."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from overstap.correspondence.paper.codes import address_code
from overstap.correspondence.paper.making import Cover, letter_pdf, pile_pdf, style
from overstap.correspondence.values import Block, FrozenLetter, Sender
from overstap.correspondence.writing import LAYOUT, from_json, to_json

LETTER = FrozenLetter(
    layout=1,
    language="nl",
    large=False,
    subject="Ons besluit over uw aanvraag",
    reference="OS-2021-00001",
    day=dt.date(2021, 2, 15),
    day_text="15 februari 2021",
    sender=Sender("Team Werk", "Loket Tilburg", "Spoorlaan 1", "013 123 45 67", "loket@voorbeeld.example", "9-17 uur"),
    name="Sam de Vries",
    address=("Dorpsstraat 1", "5017 JS  Tilburg"),
    blocks=(
        Block("alinea", ("Beste Sam de Vries,",)),
        Block("kop", ("Wat gebeurt er nu?",)),
        Block("alinea", ("UWV belt u.",)),
        Block("lijst", ("een", "twee")),
    ),
    page="https://overstap.example/mijn/brieven/",
    whole=False,
)
NASTY = (
    '#panic("x")',
    '#import "@preview/x:1.0.0"',
    "$x^2$ *vet* _schuin_ `code`",
    "= kop",
    "</text> <a> @ref // weg /* weg */ \\",
    '#read("/etc/passwd")',
    "] #sys.inputs [",
)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def tags(node: pikepdf.Object) -> Iterator[str]:
    """The names of the parts of a document, in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node and node.get("/Type", "/StructElem") == "/StructElem":
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]


def test_a_letter_is_tagged_with_its_language_and_title() -> None:
    pdf = opened(letter_pdf(LETTER))
    with pdf.open_metadata() as told:
        part, level, title = told["pdfuaid:part"], told["pdfaid:conformance"], told["dc:title"]

    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).startswith("nl")
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert (part, level, title) == ("1", "A", LETTER.subject)


def test_the_parts_are_read_in_order_with_one_heading_of_the_first_level() -> None:
    pdf = opened(letter_pdf(LETTER))
    found = list(tags(pdf.Root.StructTreeRoot.K))
    headings = [tag for tag in found if tag.startswith("/H")]

    assert headings == ["/H1", "/H2"]
    assert found.index("/P") < found.index("/H1") < found.index("/H2") < found.index("/L")
    assert found.count("/LI") == 2


def test_every_font_travels_with_the_letter() -> None:
    pdf = opened(letter_pdf(LETTER))
    found = fonts(pdf)
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in found]

    assert found
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)
    assert all("/ToUnicode" in font for font in found)


def test_the_language_of_an_english_letter_is_english() -> None:
    assert str(opened(letter_pdf(replace(LETTER, language="en"))).Root.Lang).startswith("en")


def test_a_letter_that_was_kept_makes_the_same_paper_again() -> None:
    assert letter_pdf(LETTER) == letter_pdf(from_json(to_json(LETTER)))
    assert letter_pdf(LETTER) != letter_pdf(replace(LETTER, name="Sam de Wit"))


def test_a_house_style_that_was_used_never_changes() -> None:
    """A letter of long ago is made again with the style of then: make a new style instead of changing this one."""
    prints = {number: hashlib.sha256(style(number).read_bytes()).hexdigest() for number in (1, 2)}

    assert prints == {
        1: "3d46617b246de7c57f1634686e165d77e1320da4f5784a2c43989867a6ca77b4",
        2: "f8666bc0ec90990dac881bcb0126ec90dfb38b27ab2abb91b590d6f8bf8f2cbd",
    }
    assert LAYOUT == 2


@pytest.mark.parametrize("text", NASTY)
def test_what_somebody_typed_is_text_and_nothing_else(text: str) -> None:
    plain = letter_pdf(LETTER)
    letter = replace(LETTER, subject=text, name=text, address=(text, text), blocks=(Block("alinea", (text,)),))
    pdf = opened(letter_pdf(letter))
    with pdf.open_metadata() as told:
        title = told["dc:title"]

    assert title == text
    assert len(pdf.pages) == len(opened(plain).pages)


def test_large_print_takes_more_paper() -> None:
    long = replace(LETTER, blocks=(Block("alinea", ("Wij schrijven u een lange brief. " * 150,)),))

    assert len(opened(letter_pdf(replace(long, large=True))).pages) > len(opened(letter_pdf(long)).pages)


def test_a_pile_begins_with_its_list_and_every_letter_on_a_new_sheet() -> None:
    cover = Cover("Printronde 1", ("Loket Tilburg",), ("Plaats", "Naam"), (("1", "Sam"), ("2", "Kim")))
    pdf = opened(pile_pdf([LETTER, replace(LETTER, language="en")], cover, LETTER.day, 1))
    found = list(tags(pdf.Root.StructTreeRoot.K))

    assert len(pdf.pages) == 5
    assert [tag for tag in found if tag == "/H1"] == ["/H1"] * 3
    assert found.index("/Table") < found.index("/L")
    assert found.count("/TH") == 2


def test_the_entrance_stands_on_paper_as_a_qr_code_with_its_address_and_its_words() -> None:
    entrance = "https://overstap.example/brief/"
    pdf = opened(letter_pdf(replace(LETTER, layout=LAYOUT, entrance=entrance)))
    without = opened(letter_pdf(replace(LETTER, layout=LAYOUT)))

    assert "/Figure" in list(tags(pdf.Root.StructTreeRoot))
    assert "/Figure" not in list(tags(without.Root.StructTreeRoot))


def test_the_qr_code_holds_the_address_of_the_entrance_and_nothing_else() -> None:
    entrance = "https://overstap.example/brief/"

    assert address_code(entrance) == address_code(entrance)
    assert address_code(entrance) != address_code(entrance + "x/")
    assert address_code(entrance).startswith("<svg")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ABCD-EFGH-JKMN",
        "/brief/",
        "javascript:1",
        "https://a.example/?code=1",
        "https://a.example/#x",
        "https://a@b/",
    ],
)
def test_what_is_no_plain_page_becomes_no_qr_code(address: str) -> None:
    with pytest.raises(ValueError, match="no plain address"):
        address_code(address)
