"""Every expression of every scheme is read aloud, and the words are good Dutch and English."""

import re
from pathlib import Path

import pytest

from overstap.rules import Catalogue, SchemeVersion, load_catalogue
from overstap.rules.binding import Names
from overstap.rules.datatypes import BOOLEAN
from overstap.rules.expressions import bind
from overstap.rules.operations import OPERATIONS
from overstap.rules.reading import outline, parameters_read, sentence, terms_read
from overstap.rules.reading.overview import roots
from overstap.rules.reading.sentences import Sentences
from overstap.rules.reading.speaker import Speaker
from overstap.rules.tree import LEAVES
from tests.rules.conftest import DAY
from tests.rules.written import PLACEMENT, SOURCE, load

CATALOGUE = load_catalogue()
VERSIONS = [version for versions in CATALOGUE.versions.values() for version in versions]
IDS = [f"{version.id}@{version.valid_from}" for version in VERSIONS]


def test_every_operation_of_the_language_has_words() -> None:
    assert set(OPERATIONS) | LEAVES <= Sentences.READ


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("version", VERSIONS, ids=IDS)
def test_every_step_of_every_scheme_has_a_sentence_without_words_of_the_file(
    version: SchemeVersion, language: str
) -> None:
    wrong = []
    for root in roots(version):
        for node in root.walk():
            words = sentence(node, version, CATALOGUE, language)
            bare = re.sub(r"“[^”]*”", "“”", words)
            if not bare or re.search(r"[_{}=<>]|\bhas\(|\bNone\b", bare) or words.count("“") != words.count("”"):
                wrong.append(f"{node.text}: {words}")

    assert wrong == []


def read(catalogue: Catalogue, text: str, language: str = "nl") -> str:
    """Read an expression over the facts of the invented scheme aloud."""
    version = catalogue.scheme("proefplaats", DAY)
    types = {name: fact.type for name, fact in catalogue.facts.items()}
    optional = frozenset(name for name, fact in catalogue.facts.items() if fact.may_be_not_applicable)
    parameters = {name: parameter.type for name, parameter in version.parameters.items()}
    node = bind(text, Names(types, optional, parameters, dict(version.lets)))
    return sentence(node, version, catalogue, language, DAY)


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("leeftijd < jong_onder", "“Leeftijd” is lager dan 27 jaar", "“Age” is lower than 27 years"),
        ("jong_onder > leeftijd", "“Leeftijd” is lager dan 27 jaar", "“Age” is lower than 27 years"),
        (
            "18 <= leeftijd < jong_onder",
            "“Leeftijd” is minstens 18 jaar en lager dan 27 jaar",
            "“Age” is at least 18 years and lower than 27 years",
        ),
        ("not leeftijd < jong_onder", "“Leeftijd” is minstens 27 jaar", "“Age” is at least 27 years"),
        ("banenafspraak", "“Banenafspraak” is ja", "“Jobs agreement” is yes"),
        ("not banenafspraak", "“Banenafspraak” is nee", "“Jobs agreement” is no"),
        ("banenafspraak == false", "“Banenafspraak” is nee", "“Jobs agreement” is no"),
        ("taal in (A1, B1)", "“Taal” is “eenvoudig” of “redelijk”", "“Language” is “simple” or “fair”"),
        (
            "taal not in (A1, B1)",
            "“Taal” is geen van deze: “eenvoudig” en “redelijk”",
            "“Language” is none of these: “simple” and “fair”",
        ),
        (
            "taal in (A1, B1) and inzet",
            "(“Taal” is “eenvoudig” of “redelijk”) en “Inzet” is ja",
            "(“Language” is “simple” or “fair”) and “Effort” is yes",
        ),
        (
            "has(uitkering_dagen) and (uitkering_dagen > 9 and uitkering_dagen < 90)",
            "“Dagen uitkering” is van toepassing en meer dan 9 dagen en minder dan 90 dagen",
            "“Days of benefit” applies and is more than 9 days and less than 90 days",
        ),
        ("taal == A1 or taal == B1", "“Taal” is “eenvoudig” of “redelijk”", "“Language” is “simple” or “fair”"),
        (
            "einde < peildatum",
            "“Einde contract” ligt voor de dag van de toets",
            "“End of contract” is before the day of the assessment",
        ),
        (
            "peildatum <= einde",
            "“Einde contract” ligt op of na de dag van de toets",
            "“End of contract” is on or after the day of the assessment",
        ),
        (
            "has(uitkering_dagen) and uitkering_dagen > 90",
            "“Dagen uitkering” is van toepassing en meer dan 90 dagen",
            "“Days of benefit” applies and is more than 90 days",
        ),
        (
            "banenafspraak and (jong or inzet)",
            "“Banenafspraak” is ja en (“Leeftijd” is lager dan 27 jaar of “Inzet” is ja)",
            "“Jobs agreement” is yes and (“Age” is lower than 27 years or “Effort” is yes)",
        ),
        (
            "not (banenafspraak or inzet)",
            "geen van deze punten klopt: “Banenafspraak” is ja; “Inzet” is ja",
            "none of these is true: “Jobs agreement” is yes; “Effort” is yes",
        ),
        (
            "not (banenafspraak and inzet)",
            "niet al deze punten kloppen: “Banenafspraak” is ja; “Inzet” is ja",
            "not all of these are true: “Jobs agreement” is yes; “Effort” is yes",
        ),
        (
            "count_true(banenafspraak, inzet, jong) >= 2",
            "minstens 2 van deze punten kloppen: “Banenafspraak” is ja; “Inzet” is ja; “Leeftijd” is lager dan 27 jaar",
            "at least 2 of these are true: “Jobs agreement” is yes; “Effort” is yes; “Age” is lower than 27 years",
        ),
        (
            "banenafspraak if jong else inzet",
            (
                "dit hangt ervan af: als dit klopt (“Leeftijd” is lager dan 27 jaar); dan (“Banenafspraak” is ja); "
                "anders (“Inzet” is ja)"
            ),
            (
                "it depends: if this is true (“Age” is lower than 27 years); then (“Jobs agreement” is yes); "
                "otherwise (“Effort” is yes)"
            ),
        ),
        (
            "banenafspraak != inzet",
            "precies één van deze punten klopt: “Banenafspraak” is ja; “Inzet” is ja",
            "exactly one of these is true: “Jobs agreement” is yes; “Effort” is yes",
        ),
        (
            "weken > weeks_between(einde, peildatum)",
            "“Weken” is meer dan het aantal hele weken van “Einde contract” tot de dag van de toets",
            "“Weeks” is more than the number of whole weeks from “End of contract” to the day of the assessment",
        ),
    ],
)
def test_a_condition_reads_well(catalogue: Catalogue, text: str, dutch: str, english: str) -> None:
    assert (read(catalogue, text), read(catalogue, text, "en")) == (dutch, english)


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ("min(weken, hoogstens)", "“Weken”, maar hoogstens 27 weken"),
        ("max(0, per_week - proefplaats_gebruikt)", "€ 30,00 min “Al gebruikt”, maar minstens € 0,00"),
        ("min(per_week, plafond_bedrag)", "het laagste van € 30,00 en € 1.000,00"),
        ("weken * per_week", "“Weken” keer € 30,00"),
        ("per_week * jong", "€ 30,00 (alleen als dit klopt: “Leeftijd” is lager dan 27 jaar)"),
        ("weken + weken + hoogstens", "de som van “Weken”, “Weken” en 27 weken"),
        ("weken + hoogstens", "“Weken” plus 27 weken"),
        ("-weken", "min “Weken”"),
        (
            "min(per_week, plafond_bedrag - proefplaats_gebruikt)",
            "€ 1.000,00 min “Al gebruikt”, maar hoogstens € 30,00",
        ),
        ("share(per_week, 1, weken + 1)", "€ 30,00 gedeeld door (“Weken” plus 1 week), naar beneden afgerond"),
        ("share(per_week, weken, 30)", "€ 30,00 keer “Weken”, gedeeld door 30, naar beneden afgerond"),
        (
            "rounded(proefplaats_gebruikt, per_week, up)",
            "“Al gebruikt”, afgerond op een veelvoud van € 30,00, naar boven afgerond",
        ),
        ("plus_months(einde, 3)", "de dag die 3 maanden na “Einde contract” ligt"),
        ("days_between(einde, peildatum)", "het aantal dagen van “Einde contract” tot de dag van de toets"),
        ("years_between(einde, peildatum)", "het aantal hele jaren van “Einde contract” tot de dag van de toets"),
        ("per_week if banenafspraak else 0", "€ 30,00 als dit klopt: “Banenafspraak” is ja; anders € 0,00"),
        ("count_true(banenafspraak, inzet)", "het aantal punten dat klopt van: “Banenafspraak” is ja; “Inzet” is ja"),
    ],
)
def test_a_value_reads_well(catalogue: Catalogue, text: str, dutch: str) -> None:
    assert read(catalogue, text) == dutch


def test_without_a_day_a_parameter_tells_what_it_becomes(catalogue: Catalogue) -> None:
    version = catalogue.scheme("proefplaats", DAY)
    words = sentence(version.lets["jong"], version, catalogue)

    assert words == "“Leeftijd” is lager dan 27 jaar (vanaf 1 januari 2022: 30 jaar)"


def test_a_condition_with_parts_has_points_below_it(catalogue: Catalogue) -> None:
    version = catalogue.scheme("proefplaats", DAY)
    found = outline(version.conditions[0].expression, version, catalogue, "nl", DAY)

    assert [line for _, line in found.lines()] == [
        "Minstens één van deze punten klopt:",
        "“Banenafspraak” is ja",
        "“Leeftijd” is lager dan 27 jaar",
    ]


def test_a_named_expression_of_several_steps_is_read_by_its_name_and_explained() -> None:
    version = CATALOGUE.scheme("praktijkleren", DAY)
    words = sentence(version.conditions[0].expression, version, CATALOGUE)

    assert "“werkzoekend” geldt" in words
    assert "werkzoekend" in [term.name for term in terms_read(version, CATALOGUE)]


def test_a_named_expression_of_one_step_is_read_out(catalogue: Catalogue) -> None:
    version = catalogue.scheme("proefplaats", DAY)

    assert terms_read(version, catalogue) == []
    assert not Speaker(version, catalogue).is_term(version.lets["jong"])
    assert version.lets["jong"].type == BOOLEAN


def test_a_list_of_policy_is_read_member_by_member(folder: Path) -> None:
    extra = (
        "  talen:\n    type: list\n    of: taal\n    only_shown: true\n"
        f"    values: [{{from: 2020-12-01, value: [A1, B1]}}]\n    source: {SOURCE}\nlet:\n"
    )
    catalogue = load(folder, {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("let:\n", extra, 1)})

    assert read(catalogue, "taal in talen") == "“Taal” is “eenvoudig” of “redelijk”"
    assert read(catalogue, "taal not in talen", "en") == "“Language” is none of these: “simple” and “fair”"


def test_a_table_is_read_by_its_name(folder: Path) -> None:
    extra = (
        "  tarief:\n    type: table\n    of: money\n    by: {type: integer, unit: years}\n    only_shown: true\n"
        "    values: [{from: 2020-12-01, value: [{from: 0, value: 10.00}, {from: 27, value: 20.00}]}]\n"
        f"    source: {SOURCE}\nlet:\n"
    )
    catalogue = load(folder, {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("let:\n", extra, 1)})
    rows = {one.name: one.shown for one in parameters_read(catalogue.scheme("proefplaats", DAY), catalogue, DAY)}

    assert read(catalogue, "bracket(leeftijd, tarief)") == "de waarde uit de tabel “tarief” bij “Leeftijd”"
    assert rows["tarief"] == "vanaf 0 jaar: € 10,00; vanaf 27 jaar: € 20,00"
