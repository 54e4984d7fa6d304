"""Everything that people see is marked for translation, and stands in the catalogue in good English."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from overstap.casework.policy import catalogue as policy
from overstap.rules import Text
from overstap.web.deeds import SENTENCES
from overstap.web.oversight.choice_names import CHOICE_NAMES
from overstap.web.translation import texts_in
from tests.architecture.sources import PACKAGE, name_of, python_files
from tests.web.test_wording import verbs_of
from tests.web.wordscan import english_catalogue, marked_texts, templates, words_in_python, words_in_template

PLACE = re.compile(r"%\((\w+)\)[sd]")

# The same word in both languages, or nothing but places; anything else that is equal was forgotten.
THE_SAME = frozenset(
    {
        "Acute crisis",
        "B1",
        "B2",
        "Budget",
        "C1",
        "C2",
        "Vouchers",
        "%(date)s",
        "%(employer)s, %(place)s",
        "%(people)s x %(work)s",
        "Online",
        "Website",
        "Vmbo",
        "online",
        "open hiring",
        "%(region)s, %(day)s",
        "%(source)s, %(day)s",
        "%(who)s: %(what)s.",
        "A1",
        "A2",
        "Accounts",
        "Arrangement",
        "Code",
        "Code:",
        "Contact",
        "Contract",
        "Demo",
        "Diploma",
        "E-mail",
        "ISO 8859-15",
        "Instrument",
        "Intake",
        "Log in",
        "Logo",
        "Open",
        "open",
        "Open %(number)s",
        "Postcode",
        "Privacy",
        "Private partner",
        "SBB",
        "Sector",
        "Start %(title)s",
        "Stop",
        "Stop %(title)s",
        "UTF-16",
        "UWV",
        "tab",
    }
)

# Python that writes Dutch on purpose: what is kept or exported is data, and data speaks Dutch; so do names of regions.
DUTCH_DATA = {
    "src/overstap/web/mine/data.py": {"'eigen dossier'"},
    "src/overstap/web/mine/post.py": {"'eigen dossier'"},
    "src/overstap/web/mine/rights.py": {"'zelf, in Mijn dossier'"},
    "src/overstap/web/wording.py": {"'eigen dossier'"},
    "src/overstap/web/oversight/exporting.py": {"'te klein om te tonen'"},
    "src/overstap/web/oversight/tilemap.py": {"'Food Val.'"},
    # A header for search engines.
    "src/overstap/web/links/pages.py": {"'noindex, nofollow'"},
    # An operator of the scheme language.
    "src/overstap/web/editor/group_form.py": {"'not in'"},
}

# A dictionary from the English of the loader to Dutch: both languages stand in it already.
DICTIONARIES = {"src/overstap/web/editor/problem_sentences.py"}


@pytest.fixture(scope="module")
def english() -> Catalog:
    return english_catalogue()


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return marked_texts()


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)


def _texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def untranslated(catalogue: Catalog) -> list[object]:
    """Texts without a translation, with an uncertain one, or with the Dutch itself."""
    return [
        message.id
        for message in _texts(catalogue)
        if message.fuzzy
        or not all(_forms(message.string))
        or (_forms(message.string) == _forms(message.id) and message.id not in THE_SAME)
    ]


def with_other_places(catalogue: Catalog) -> list[object]:
    """Texts whose translation has other places to fill than the Dutch."""
    return [
        message.id
        for message in _texts(catalogue)
        if any(
            set(PLACE.findall(form)) != set(PLACE.findall(_forms(message.id)[-1]))
            for form in _forms(message.string)
            if form
        )
    ]


def _key(message: Message) -> tuple[object, object]:
    return message.id, message.context


def test_gathering_again_finds_nothing_new_and_nothing_that_is_gone(english: Catalog, gathered: Catalog) -> None:
    known, found = ({_key(message) for message in _texts(one)} for one in (english, gathered))

    assert found - known == set(), "run `make messages` and translate"
    assert known - found == set(), "run `make messages`: these texts are gone"
    assert english.obsolete == {}


def test_every_text_has_an_english_translation_of_its_own(english: Catalog) -> None:
    assert untranslated(english) == []


def test_a_translation_fills_the_same_places(english: Catalog) -> None:
    assert with_other_places(english) == []
    assert [(message.id, str(error)) for message, errors in english.check() for error in errors] == []


def test_the_words_that_may_be_the_same_are_the_same(english: Catalog) -> None:
    assert {text for text in THE_SAME if (found := english.get(text)) is None or found.string != text} == set()


def test_a_forgotten_translation_is_found() -> None:
    planted = Catalog(locale="en")
    planted.add("Dossier afsluiten", "")
    planted.add("Nog open", "Nog open")
    planted.add("Volgende stap", "Next step", flags={"fuzzy"})
    planted.add(("%(n)s dossier", "%(n)s dossiers"), ("%(n)s file", ""))
    planted.add("Sluit het dossier", "Close the file")

    assert untranslated(planted) == [
        "Dossier afsluiten",
        "Nog open",
        "Volgende stap",
        ("%(n)s dossier", "%(n)s dossiers"),
    ]


def test_a_place_that_is_lost_or_renamed_is_found() -> None:
    planted = Catalog(locale="en")
    planted.add("Dossier %(number)s, regio %(region)s", "File %(number)s")
    planted.add("%(name)s helpt", "%(naam)s helps")
    planted.add("sinds %(date)s", "since %(date)s")

    assert with_other_places(planted) == ["Dossier %(number)s, regio %(region)s", "%(name)s helpt"]


@pytest.mark.parametrize("path", templates(PACKAGE), ids=lambda path: path.relative_to(PACKAGE / "web").as_posix())
def test_a_template_shows_only_marked_words(path: Path) -> None:
    assert words_in_template(path.read_text(encoding="utf-8"), plain=path.suffix == ".txt") == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Mijn dossier</p>", ["Mijn dossier"]),
        ('<p>{% translate "Mijn dossier" %}</p>', []),
        ("<p>{% blocktranslate %}Mijn {{ n }}{% endblocktranslate %} dossier</p>", ["dossier"]),
        ('<button aria-label="Sluit het venster">+</button>', ["Sluit het venster"]),
        ("<button aria-label=\"{% translate 'Sluit het venster' %}\">+</button>", []),
        ('<input type="submit" value="Bewaar">', ["Bewaar"]),
        ('<input type="text" value="Bewaar">', []),
        ('<input placeholder="Uw naam">', ["Uw naam"]),
        ('<td data-label="Naam">{{ name }}</td>', ["Naam"]),
        ('{{ name|default:"onbekend" }}', ["onbekend"]),
        ('{{ day|date:"j F Y" }}', []),
        ('{% include "components/badge.html" with text="Te laat" kind="bad" %}', ["Te laat"]),
        ('{% firstof name "niemand" %}', ["niemand"]),
        ("{% comment %}Niet te zien{% endcomment %}<script>let woord = 1</script>", []),
        ('{% block manner %}roomy{% endblock %}<a lang="en">English</a>', []),
    ],
)
def test_words_outside_the_marks_of_a_template_are_found(source: str, found: list[str]) -> None:
    assert words_in_template(source) == found


def test_words_in_a_letter_are_found() -> None:
    assert words_in_template('Beste {{ name }},\n{% translate "Uw code" %}', plain=True) == ["Beste 0,"]


def test_python_shows_only_marked_words() -> None:
    found = {
        name_of(path): set(words_in_python(path.read_text(encoding="utf-8")))
        for path in python_files("src/overstap/web")
        if name_of(path) not in DICTIONARIES
    }

    assert {name: words for name, words in found.items() if words - DUTCH_DATA.get(name, set())} == {}
    assert {name: words for name, words in DUTCH_DATA.items() if words - found[name]} == {}, "no longer there"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('messages.success(request, "Het is bewaard.")', ["'Het is bewaard.'", "'Het is bewaard.'"]),
        ('messages.success(request, _("Het is bewaard."))', []),
        ('messages.info(request, f"{name} is klaar")', ["f'{name} is klaar'"]),
        ('forms.CharField(label="Naam")', ["'Naam'"]),
        ('forms.CharField(label=_("Naam"))', []),
        ('forms.CharField(error_messages={"required": "Verplicht"})', ["'Verplicht'"]),
        ('KEUZES = (("ja", "Ja, dat wil ik"),)', ["'Ja, dat wil ik'"]),
        ('KEUZES = (("ja", _("Ja, dat wil ik")),)', []),
        ('raise ValueError("no such step")', []),
        ('def view():\n    """Show the page of a file."""', []),
    ],
)
def test_words_outside_the_marks_in_python_are_found(source: str, found: list[str]) -> None:
    assert words_in_python(source) == found


def test_the_gathering_finds_texts_in_code_in_templates_and_in_choices(gathered: Catalog) -> None:
    assert gathered.get("Dit kan nu niet: de stand is “%(state)s”.") is not None, "N_ in core"
    assert gathered.get("Warme overdracht voor hulp") is not None, "the label of a choice of a model"
    assert gathered.get("Loket") is not None, "gettext_lazy in Python"
    assert gathered.get("%(who)s zet de eerste stap.") is not None, "blocktranslate with a variable"
    assert gathered.get("%(n)s dossier") is not None, "blocktranslate with a count"


def test_every_deed_in_a_file_has_a_sentence_on_the_timeline() -> None:
    written = set().union(*(verbs_of(PACKAGE / context / "actions") for context in ("casework", "arrangements")))

    assert len(written) > 20
    # What is read, or about a region, stands on no timeline; the decision is written under the name of its move.
    assert written - SENTENCES.keys() - {"besluiten", "regionale_waarde"} == set()


def test_every_deed_of_the_trail_has_a_sentence_in_english(english: Catalog) -> None:
    assert [verb for verb, sentence in SENTENCES.items() if not english.get(sentence)] == []


def test_everything_that_a_region_may_choose_has_a_name() -> None:
    versions = [version for those in policy().versions.values() for version in those]
    regional = {one.name: one.label for version in versions for one in version.parameters.values() if one.regional}

    assert [name for name, label in regional.items() if label is None and name not in CHOICE_NAMES] == []
    assert CHOICE_NAMES.keys() - regional.keys() == set()


def test_every_text_of_the_policy_files_is_there_in_both_languages() -> None:
    texts = list(texts_in(policy(), set()))

    assert len(texts) > 1000
    assert [text for text in texts if not text.nl.strip() or not text.en.strip()] == []
    assert [text for text in texts_in((Text("ja", ""), {"a": Text("nee", "no")}), set()) if not text.en] == [
        Text("ja", "")
    ]
