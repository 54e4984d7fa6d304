"""The additional social package as a whole: its years, its building blocks, its rules that are still tested."""

import datetime as dt

import pytest

from overstap.rules import assess, load_catalogue

CATALOGUE = load_catalogue()
TODAY = dt.date(2021, 2, 15)
MILLION = 100_000_000


@pytest.mark.requirement("R-001")
def test_the_printed_totals_of_the_years_make_the_total_of_the_package() -> None:
    found = [assess(CATALOGUE, "sociaal-pakket", {}, dt.date(year, 12, 31)).outputs for year in range(2020, 2025)]
    years = [int(str(outputs["totaal_dit_jaar"].value)) // MILLION for outputs in found]

    assert years == [149, 714, 392, 88, 42]
    assert {outputs["totaal_alle_jaren"].value for outputs in found} == {sum(years) * MILLION} == {1_385 * MILLION}


@pytest.mark.requirement("R-001")
def test_the_printed_totals_are_those_of_the_budget_table() -> None:
    total = CATALOGUE.budget("sociaal-pakket", TODAY).line("totaal")
    printed = {
        year: assess(CATALOGUE, "sociaal-pakket", {}, dt.date(year, 12, 31)).outputs["totaal_dit_jaar"].value
        for year in range(2020, 2025)
    }

    assert {year: total.printed[year].cents for year in printed} == printed


@pytest.mark.requirement("R-002")
@pytest.mark.parametrize(
    ("scheme", "block", "in_text"),
    [
        ("waarborgfonds", 4, None),
        ("praktijkleren", 1, 2),
        ("jeugd-nazorg-mbo", 3, None),
        ("impuls-banenafspraak", 1, None),
    ],
)
def test_a_scheme_names_its_building_block(scheme: str, block: int, in_text: int | None) -> None:
    found = CATALOGUE.scheme(scheme, TODAY)

    assert (found.block, found.block_in_text) == (block, in_text)


@pytest.mark.requirement("R-002")
def test_the_four_building_blocks_are_told_with_the_package() -> None:
    (blocks, *_) = CATALOGUE.scheme("sociaal-pakket", TODAY).notes["notes"]

    assert [f"{number}: " in blocks for number in (1, 2, 3, 4)] == [True] * 4
    assert "regel 5: diversen" in blocks


@pytest.mark.requirement("R-003")
def test_the_layers_of_support_are_named() -> None:
    layers = {CATALOGUE.scheme(scheme, TODAY).layer for scheme in ("selectie", "ontschot-budget", "werkfit")}

    assert layers == {3}
    assert CATALOGUE.scheme("jeugd-nazorg-mbo", TODAY).layer == 2


@pytest.mark.requirement("R-006")
def test_money_for_education_outlives_the_support_package() -> None:
    day = dt.date(2023, 6, 1)

    assert CATALOGUE.scheme("jeugd-doorleren", day).valid_until == dt.date(2024, 12, 31)
    assert assess(CATALOGUE, "ontschot-budget", {}, day).outside_validity


@pytest.mark.requirement("R-010")
def test_the_subjects_that_the_ministry_tests_are_marked_on_their_schemes() -> None:
    pending = {version.id for version in CATALOGUE.schemes(TODAY) if version.legal_test_pending}

    assert pending >= {"ontschot-budget", "impuls-banenafspraak", "werkfit", "praktijkleren", "scholing"}


@pytest.mark.requirement("R-010")
def test_a_region_decides_whether_it_uses_a_rule_before_the_test() -> None:
    choice = CATALOGUE.scheme("juridische-toets", TODAY).parameters["regio_gebruikt_voorlopige_regels"]

    assert choice.regional
    assert not choice.given_by_source
    assert choice.on(TODAY) == 0


@pytest.mark.requirement("R-012", "R-204")
def test_figures_of_the_letters_stand_apart_from_the_rules() -> None:
    figures = CATALOGUE.scheme("kerncijfers", TODAY)

    assert {name: found.on(TODAY) for name, found in figures.parameters.items()} == {
        "werkloosheid_oktober_2020_in_tienden_procent": 43,
        "mbo_opleidingen_meer_dan": 400,
        "erkende_leerbedrijven_ongeveer": 250_000,
    }
    assert not figures.fact_ids


READINGS = {
    "praktijkleren": {"I-20", "I-33"},
    "praktijkleren-werkgeversvergoeding": {"I-34"},
    "jobcoach": {"I-22"},
    "werkplekaanpassing": {"I-22"},
    "selectie": {"I-21", "I-41"},
    "doelgroep": {"I-16"},
    "impuls-banenafspraak": {"I-16"},
    "contactpunt": {"I-11", "I-17", "I-19"},
    "routering": {"I-17", "I-18"},
    "sociaal-pakket": {"I-04", "I-07", "I-20"},
    "jeugd-coordinatie": {"I-09"},
    "jeugd-begeleiding": {"I-10"},
    "jeugd-doorleren": {"I-04"},
}


@pytest.mark.parametrize("scheme", READINGS)
def test_where_documents_disagree_the_reading_stands_in_the_file(scheme: str) -> None:
    notes = CATALOGUE.scheme(scheme, TODAY).notes
    named = {text[:4] for texts in notes.values() for text in texts if text.startswith("I-")}

    assert named >= READINGS[scheme]


@pytest.mark.requirement("R-064")
def test_what_a_work_guarantee_means_stands_with_the_target_group() -> None:
    notes = CATALOGUE.scheme("doelgroep", TODAY).notes["notes"]

    assert any(note.startswith("Werkgarantie") and "geen gegarandeerde baan" in note for note in notes)


@pytest.mark.requirement("R-083")
def test_a_group_with_attention_never_leads_to_a_no() -> None:
    version = CATALOGUE.scheme("aandachtsgroepen", TODAY)

    assert not version.conditions
    assert "migratie" not in " ".join(CATALOGUE.facts[name].question.nl for name in version.fact_ids)
