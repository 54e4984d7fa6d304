"""Decision tables say what the engine decides."""

import datetime as dt
import random

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    Catalogue,
    FactValue,
    Kind,
    Known,
    SchemeVersion,
    load_catalogue,
    plain_of,
    show,
)
from overstap.rules.class_tables import class_table
from overstap.rules.datatypes import BOOLEAN
from overstap.rules.evaluation import Evaluation, evaluate
from overstap.rules.reading import DecisionRow, DecisionTable, decision_table, decision_tables, words
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


def first_row(table: DecisionTable, evaluation: Evaluation) -> DecisionRow:
    """Give the first row of a table that is true for a full case."""
    program, values = evaluation.version.program, evaluation.values
    for row in table.rows:
        if all(values[program.slot(clause.node)] == (clause.holds, clause.holds) for clause in row.when if clause.node):
            return row
    raise AssertionError(table.id)


def drawn(luck: random.Random, version: SchemeVersion) -> dict[str, FactValue]:
    table = class_table(evaluate(version, CATALOGUE.facts, {}, version.valid_from))
    case: dict[str, FactValue] = {}
    for name in version.fact_ids:
        fact, setting = CATALOGUE.facts[name], luck.choice(table.of(name))
        number = luck.choice([setting.value[0], setting.value[1], luck.randint(fact.low, fact.high)])
        case[name] = NOT_APPLICABLE if setting.applies == (0, 0) else Known(plain_of(fact.type, number))
    return case


VERSIONS = [version for versions in CATALOGUE.versions.values() for version in versions if version.fact_ids]


@pytest.mark.parametrize("version", VERSIONS, ids=[f"{one.id}@{one.valid_from}" for one in VERSIONS])
def test_a_table_decides_as_the_engine_does(version: SchemeVersion) -> None:
    tables = decision_tables(version, CATALOGUE, "nl", version.valid_from)
    luck = random.Random(version.id)
    for _ in range(25):
        evaluation = evaluate(version, CATALOGUE.facts, drawn(luck, version), version.valid_from)
        for table in tables:
            output = version.outputs.get(table.id)
            if table.id == "bedrag" or (output is not None and output.type.kind not in (Kind.BOOLEAN, Kind.ENUM)):
                continue
            root = version.outcome if output is None else output.expression
            low, high = evaluation.values[version.program.slot(root)]
            kind = BOOLEAN if output is None else output.type
            choices = () if output is None else output.choices

            assert low == high
            assert first_row(table, evaluation).outcome == show(kind, low, "nl", choices)
