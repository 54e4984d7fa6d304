"""Decision tables say what the engine decides."""

import datetime as dt

from overstap.rules import Catalogue, load_catalogue
from overstap.rules.reading import decision_table, decision_tables, words
from tests.rules.conftest import DAY

CATALOGUE = load_catalogue()
ANY = words.ANY.nl


def test_a_route_has_a_row_per_branch_and_one_for_the_rest() -> None:
    table = next(one for one in decision_tables(CATALOGUE.scheme("contactpunt", DAY), CATALOGUE) if one.id == "persona")

    assert table.columns[:2] == ("Hoort bij de doelgroep banenafspraak", "Arbeidsbeperking")
    assert table.rows[0].cells[0] == "ja"
    assert [row.outcome for row in table.rows][:2] == [
        "6. Doelgroep banenafspraak",
        "5. Heeft een (medische) arbeidsbeperking",
    ]
    assert table.rows[-1].cells[0] == "anders"


def test_yes_or_no_stands_first_with_the_facts_that_decide(catalogue: Catalogue) -> None:
    table = decision_table(catalogue.scheme("proefplaats", DAY), catalogue, "nl", DAY)

    assert table is not None
    assert table.columns == ("Banenafspraak", "Dagen uitkering", "Inzet", "Al gebruikt", "Leeftijd")
    assert (table.rows[0].cells, table.rows[0].outcome) == (
        ("ja", "niet van toepassing", "ja", "lager dan € 1.000,00", ANY),
        "ja",
    )
    assert table.rows[-1].outcome == "nee"


def test_a_row_that_nobody_can_be_in_is_left_out() -> None:
    table = decision_table(CATALOGUE.scheme("doelgroep", dt.date(2021, 2, 15)), CATALOGUE)

    assert table is not None
    assert all(" en nee" not in cell and "nee en" not in cell for row in table.rows for cell in row.cells)


def test_many_conditions_give_a_row_for_each() -> None:
    version = CATALOGUE.scheme("praktijkleren", DAY)
    table = decision_table(version, CATALOGUE)

    assert table is not None
    assert len(table.columns) == 1
    assert [row.outcome for row in table.rows] == ["nee"] * len(version.conditions) + ["ja"]


def test_a_file_with_values_only_decides_nothing() -> None:
    assert decision_table(CATALOGUE.scheme("termijnen", DAY), CATALOGUE) is None
