"""The file for the bank: valid by the ISO schema, to the cent what was booked, and in letters that banks take."""

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from importlib import resources
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given as for_all
from hypothesis import strategies as st

from overstap.core.sepa import NAME_LENGTH, REMITTANCE_LENGTH, plain_letters, reference
from overstap.payments import pain, queries
from overstap.rules import Known
from overstap.treasury.models import Entry
from overstap.treasury.values import EMPLOYER_FEE_STREAM
from tests.factories import payments as make
from tests.factories import treasury as money

SPACE = {"p": pain.NAMESPACE}
ALLOWED = re.compile(r"[a-zA-Z0-9/\-?:().,'+ ]*")
HEAD = pain.Initiation("OVS-000001", dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC), "UWV Kassier", dt.date(2021, 2, 16))

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=90).filter(
    lambda name: plain_letters(name, NAME_LENGTH)
)
TRANSFERS = st.lists(
    st.builds(
        pain.Transfer,
        debtor_name=st.just("UWV Kassier"),
        debtor_iban=st.sampled_from([make.OURS, make.OTHER]),
        end_to_end=st.uuids().map(lambda key: reference(key.hex[:16], 1)),
        amount_cents=st.integers(1, 999_999_999_99),
        payee_name=NAMES,
        payee_iban=st.just(make.THEIRS),
        remittance=NAMES,
    ),
    min_size=1,
    max_size=12,
)


@cache
def schema() -> xmlschema.XMLSchema:
    """The schema of ISO 20022, as the package that brings it has it."""
    file = resources.files("sepaxml") / "schemas" / "pain.001.001.09.xsd"
    return xmlschema.XMLSchema(file.read_text(encoding="utf-8"))


def texts(root: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in root.findall(path, SPACE)]


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


@for_all(TRANSFERS)
def test_any_payments_make_a_valid_file_that_adds_up(transfers: list[pain.Transfer]) -> None:
    content = pain.write(HEAD, transfers)
    root = ET.fromstring(content)  # noqa: S314 - our own file

    schema().validate(content.decode())
    assert sorted(map(cents, texts(root, ".//p:InstdAmt"))) == sorted(one.amount_cents for one in transfers)
    header, *blocks = texts(root, ".//p:CtrlSum")
    assert cents(header) == sum(map(cents, blocks)) == sum(one.amount_cents for one in transfers)
    assert len(blocks) == len({one.debtor_iban for one in transfers})
    for name in (*texts(root, ".//p:Nm"), *texts(root, ".//p:Ustrd")):
        assert ALLOWED.fullmatch(name)


@for_all(TRANSFERS)
def test_the_same_payments_in_any_order_make_the_same_bytes(transfers: list[pain.Transfer]) -> None:
    assert pain.write(HEAD, transfers) == pain.write(HEAD, transfers[::-1])


def test_a_file_pays_something() -> None:
    with pytest.raises(ValueError, match="pays something"):
        pain.write(HEAD, [])


def test_the_schema_would_tell_a_wrong_file() -> None:
    right = pain.write(HEAD, [pain.Transfer("UWV", make.OURS, "A-1", 1, "ROC", make.THEIRS, "A-1")]).decode()

    for broken in (right.replace("<MsgId>OVS-000001</MsgId>", ""), right.replace(">TRF<", ">XYZ<")):
        assert not schema().is_valid(broken)
    assert schema().is_valid(right)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Café Ångström & Zn.", "Cafe Angstrom + Zn."),
        ("Straße Łódź", "Strasse Lodz"),
        ('<Cdtr>"R\'OC"</Cdtr>', "Cdtr 'R'OC' /Cdtr"),
        ("A\u0000B\nC\tD", "A B C D"),
        ("中文", ""),
        ("  veel   spaties ", "veel spaties"),
        ("ijsje \N{LATIN SMALL LIGATURE IJ}", "ijsje ij"),
    ],
)
def test_names_are_written_in_letters_that_banks_take(typed: str, written: str) -> None:
    assert plain_letters(typed, 70) == written


def test_a_name_is_cut_and_a_reference_never() -> None:
    assert len(plain_letters("a" * 500, NAME_LENGTH)) == NAME_LENGTH
    assert len(plain_letters("é" * 500, REMITTANCE_LENGTH)) == REMITTANCE_LENGTH
    with pytest.raises(ValueError, match="1 to 35"):
        reference("A" * 36)
    with pytest.raises(ValueError, match="1 to 35"):
        reference("")


# --- The file of a real run ----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("streams")
@pytest.mark.requirement("R-250")
def test_a_run_over_two_streams_pays_each_from_its_own_account() -> None:
    claims = make.ready(60_01, 40_02)
    make.debtor(EMPLOYER_FEE_STREAM, iban=make.OTHER, holder="UWV Praktijkleren")
    make.payee("Bakkerij Aan de Vaart", iban="DE89370400440532013000")
    money.budget(10_000_00, stream=EMPLOYER_FEE_STREAM)
    fee = money.committed(**money.fee_order(amount_cents=2025_00))
    claims.append(money.approved(fee, weeks_present=1, facts=money_recognised()))

    run = make.released(claims)

    content = queries.run_file(make.cashier(), run.key, now=money.NOW).content
    root = ET.fromstring(content)  # noqa: S314 - our own file
    schema().validate(content.decode())
    assert texts(root, ".//p:DbtrAcct//p:IBAN") == [make.OTHER, make.OURS]
    assert texts(root, ".//p:CtrlSum") == ["167.53", "67.50", "100.03"]
    assert texts(root, ".//p:MsgId") == [run.message_id]
    booked = Entry.objects.filter(kind="betalen").order_by("amount_cents").values_list("amount_cents", flat=True)
    assert sorted(map(cents, texts(root, ".//p:InstdAmt"))) == list(booked) == [40_02, 60_01, 67_50]


@pytest.mark.django_db
@pytest.mark.usefixtures("streams")
@pytest.mark.requirement("R-404")
def test_the_file_tells_nothing_of_the_person() -> None:
    money.budget(100_000_00)
    make.payee()
    make.debtor()
    commitment = money.committed(amount_cents=60_00)
    claim = money.approved(commitment, amount_cents=60_00, evidence="Factuur van Joke Jansen")

    run = make.released([claim])

    content = queries.run_file(make.cashier(), run.key, now=money.NOW).content.decode()
    assert "Joke" not in content
    assert commitment.person not in content
    ends = re.findall(r"<EndToEndId>(.*)</EndToEndId>", content)
    assert ends == [line.end_to_end for line in queries.run(make.cashier(), run.key, today=make.TUESDAY).lines]


def money_recognised() -> dict[str, object]:
    """What the fee asks of an employer."""
    return {"leerbedrijf_erkend": Known(value=True)}
