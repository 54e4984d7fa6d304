"""Screening a table gives, row by row, what assessing each person gives."""

import datetime as dt
import random
from pathlib import Path

import polars as pl
import pytest

from overstap.rules import NOT_APPLICABLE, Catalogue, FactValue, Kind, Known, load_catalogue, plain_of
from overstap.rules.evaluation import evaluate
from overstap.rules.program import ParameterValue
from overstap.screening import DifferenceError, PopulationError, screen
from overstap.screening.columns import evaluate_table
from overstap.screening.graph import Graph
from tests.rules.written import load

CATALOGUE = load_catalogue()
DAY = dt.date(2021, 2, 15)
SCHEMES = [version.id for version in CATALOGUE.schemes(DAY) if version.fact_ids]


def drawn(luck: random.Random, catalogue: Catalogue, names: tuple[str, ...], *, gaps: float) -> dict[str, FactValue]:
    """Give a case with some facts, drawn from their whole domains and near their edges."""
    case: dict[str, FactValue] = {}
    for name in names:
        fact = catalogue.facts[name]
        if luck.random() < gaps:
            continue
        if fact.may_be_not_applicable and luck.random() < 0.3:
            case[name] = NOT_APPLICABLE
            continue
        number = luck.choice(
            [fact.low, fact.high, luck.randint(fact.low, fact.high), luck.randint(fact.low, fact.high)]
        )
        case[name] = Known(plain_of(fact.type, number))
    return case


def tabled(catalogue: Catalogue, names: tuple[str, ...], cases: list[dict[str, FactValue]]) -> pl.DataFrame:
    """Give the table that holds cases, as a file would."""
    columns: dict[str, pl.Series] = {}
    for name in names:
        fact = catalogue.facts[name]
        values = [case.get(name) for case in cases]
        plain = [one.value if isinstance(one, Known) else None for one in values]
        dtype = {Kind.BOOLEAN: pl.Boolean, Kind.DATE: pl.Date, Kind.ENUM: pl.String}.get(fact.type.kind, pl.Int64)
        column = f"{name}_cents" if fact.type.kind is Kind.MONEY else name
        columns[column] = pl.Series(plain, dtype=dtype)
        if fact.may_be_not_applicable:
            columns[f"{name}__toestand"] = pl.Series(["n.v.t." if one is NOT_APPLICABLE else None for one in values])
    return pl.DataFrame(columns)


@pytest.mark.parametrize("scheme_id", SCHEMES)
@pytest.mark.parametrize("gaps", [0.0, 0.4, 1.0])
def test_every_slot_of_every_scheme_is_the_same_in_both_executions(scheme_id: str, gaps: float) -> None:
    version = CATALOGUE.scheme(scheme_id, DAY)
    luck = random.Random(f"{scheme_id} {gaps}")
    cases = [drawn(luck, CATALOGUE, version.fact_ids, gaps=gaps) for _ in range(60)]
    slots = evaluate_table(CATALOGUE, version, cases, DAY)

    for row, case in enumerate(cases):
        one_by_one = evaluate(version, CATALOGUE.facts, case, DAY).values
        assert [slot[row] for slot in slots] == one_by_one


@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_a_whole_catalogue_over_a_table_passes_when_every_row_is_calculated_again(gaps: float) -> None:
    names = tuple(dict.fromkeys(name for scheme in SCHEMES for name in CATALOGUE.scheme(scheme, DAY).fact_ids))
    luck = random.Random(f"table {gaps}")
    cases = [drawn(luck, CATALOGUE, names, gaps=gaps) for _ in range(150)]
    found = screen(
        CATALOGUE, tabled(CATALOGUE, names, cases), on=DAY, recheck=1, grounds=True, outputs=True, chunk_rows=64
    )

    assert found.height == 150
    assert {f"{scheme}.uitkomst" for scheme in SCHEMES} <= set(found.columns)


def test_rows_keep_their_own_date() -> None:
    scheme = "praktijkleren-werkgeversvergoeding"
    versions = CATALOGUE.all_versions(scheme)
    days = [version.valid_from for version in versions] + [dt.date(2000, 1, 1)] + [versions[0].valid_from]
    table = pl.DataFrame({"dag": days, "nummer": range(len(days))})
    found = screen(CATALOGUE, table, date_column="dag", schemes=[scheme], keep=["nummer"], grounds=True, recheck=1)

    assert found["nummer"].to_list() == list(range(len(days)))
    assert found["dag"].to_list() == days
    assert found[f"{scheme}.grond"].to_list()[-2] == "geldigheid"
    assert found[f"{scheme}.uitkomst"].to_list()[-2] == "nee"
    assert found[f"{scheme}.bedrag_max_cents"].to_list()[-2] is None
    assert found[f"{scheme}.uitkomst"].to_list()[-1] != "nee"


def test_everything_wrong_in_a_table_is_told_together_with_column_and_row() -> None:
    table = pl.DataFrame(
        {
            "leeftijd": [30, 300, 20, -1],
            "leeftyd": [1, 1, 1, 1],
            "taalniveau_mondeling": ["B1", "B9", "x", "C1"],
            "wil_ondersteuning": ["ja", "nee", "misschien", ""],
        }
    )
    with pytest.raises(PopulationError) as caught:
        screen(CATALOGUE, table.drop("leeftyd"), on=DAY, schemes=["selectie"])
    told = {problem.column: problem for problem in caught.value.problems}

    assert told["leeftijd"].rows == [2, 4]
    assert told["taalniveau_mondeling"].count == 2
    assert told["wil_ondersteuning"].rows == [3]

    with pytest.raises(PopulationError, match="Did you mean 'leeftijd'"):
        screen(CATALOGUE, table, on=DAY, schemes=["selectie"])


def test_amounts_are_euros_as_decimals_or_cents_under_their_own_name() -> None:
    money = next(fact for fact in CATALOGUE.facts.values() if fact.type.kind is Kind.MONEY)
    scheme = next(v.id for v in CATALOGUE.schemes(DAY) if money.id in v.fact_ids)
    texts = pl.DataFrame({money.id: ["1,50", "0.5", "12", None]})
    cents = pl.DataFrame({f"{money.id}_cents": [150, 50, 1200, None]})
    floats = pl.DataFrame({money.id: [1.5, 0.5, 12.0, None]})

    assert screen(CATALOGUE, texts, on=DAY, schemes=[scheme]).equals(screen(CATALOGUE, cents, on=DAY, schemes=[scheme]))
    with pytest.raises(PopulationError, match="decimals or texts in euros"):
        screen(CATALOGUE, floats, on=DAY, schemes=[scheme])


def test_a_difference_between_the_executions_stops_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pl.DataFrame({"leeftijd": [20, 30, 40, 60] * 10})
    whole = screen(CATALOGUE, table, on=DAY, recheck=1)

    assert whole.height == 40

    monkeypatch.setattr(Graph, "add", lambda _graph, left, _right: left)
    with pytest.raises(DifferenceError, match="Nothing was written"):
        screen(CATALOGUE, table, on=DAY, recheck=1, outputs=True)


def test_values_of_a_region_hold_for_the_rows_of_that_region() -> None:
    version = CATALOGUE.scheme("selectie", DAY)
    regional = [name for name, one in version.parameters.items() if one.regional and one.type.kind is Kind.INTEGER]
    name = next(one for one in regional if one.startswith("gewicht"))
    luck = random.Random("regions")
    cases = [drawn(luck, CATALOGUE, version.fact_ids, gaps=0.2) for _ in range(80)]
    table = tabled(CATALOGUE, version.fact_ids, cases).with_columns(
        regio=pl.Series(["AM26", "AM01", "AM05", "AM01"] * 20)
    )
    lists: dict[str, ParameterValue] = {
        name: (0,) for name, one in version.parameters.items() if one.regional and one.type.kind is Kind.LIST
    }
    regional_values: dict[str, dict[str, dict[str, ParameterValue]]] = {
        "AM26": {"selectie": {name: 9, **lists}},
        "AM05": {"selectie": {name: 3}},
    }
    found = screen(
        CATALOGUE,
        table,
        on=DAY,
        schemes=["selectie"],
        region_column="regio",
        regional=regional_values,
        outputs=True,
        recheck=1,
    )
    plain = screen(CATALOGUE, table, on=DAY, schemes=["selectie"], region_column="regio", outputs=True, recheck=1)

    assert found.filter(pl.col("regio") == "AM01").equals(plain.filter(pl.col("regio") == "AM01"))
    assert not found.equals(plain)


def test_a_table_without_rows_gives_the_columns_of_the_answer() -> None:
    table = pl.DataFrame(schema={"leeftijd": pl.Int64})
    found = screen(CATALOGUE, table, on=DAY, schemes=["selectie"])

    assert found.height == 0
    assert found.columns[0] == "selectie.uitkomst"


LISTS = """
id: lijsten
name: {nl: Lijsten, en: Lists}
summary: {nl: "Met een lijst en een tabel.", en: "With a list and a table."}
owner: regio
beneficiary: persoon
channel: rmt
kinds: [AMOUNT]
requirements: []
valid: {from: 2020-12-01, until: null}
parameters:
  talen: {type: list, of: taal, values: [{from: 2020-12-01, value: [B1]}], source: {document: werkdocument, place: "1"}, regional: true}
  tarief:
    type: table
    of: money
    by: {type: integer, unit: years}
    values: [{from: 2020-12-01, value: [{from: 0, value: 100.00}, {from: 27, value: 250.00}]}]
    source: {document: werkdocument, place: "1"}
    regional: true
conditions:
  - id: taal
    expression: taal in talen
    source: {document: werkdocument, place: "1"}
    says: {yes: {nl: Ja., en: Yes.}, no: {nl: Nee., en: No.}, unknown: {nl: Onbekend., en: Unknown.}}
amount: {expression: "bracket(leeftijd, tarief)", source: {document: werkdocument, place: "1"}}
cases:
  - {name: ja, on: 2021-02-01, given: {taal: B1, leeftijd: 30}, expect: {outcome: ja, amount: 250.00}}
  - {name: nee, on: 2021-02-01, given: {taal: A1}, expect: {outcome: nee}}
"""  # noqa: E501


def test_lists_and_tables_of_a_region_hold_for_its_rows(tmp_path: Path) -> None:
    catalogue = load(tmp_path / "schemes", {"lijsten/2020-12-01.yaml": LISTS})
    table = pl.DataFrame(
        {"leeftijd": [30] * 4, "taal": ["A1", "B1", "A1", None], "regio": ["een", "een", "twee", "een"]}
    )
    own: dict[str, ParameterValue] = {"talen": (0,), "tarief": ((0, 10_000), (40, 99_900))}
    found = screen(
        catalogue,
        table,
        on=DAY,
        schemes=["lijsten"],
        region_column="regio",
        regional={"een": {"lijsten": own}},
        recheck=1,
    )

    assert found["lijsten.uitkomst"].to_list() == ["ja", "nee", "nee", "onbekend"]
    assert found["lijsten.bedrag_max_cents"].to_list() == [10_000, 0, 0, 10_000]
