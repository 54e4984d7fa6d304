"""Who gains or loses how much over a table of people, against the execution for one person."""

import random
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from overstap.rules import Catalogue, Facts, Known, Outcome, assess, plain_of
from overstap.screening.files import UnreadableTableError
from overstap.screening.population import PopulationError
from overstap.screening.review import LONG_AGO, PopulationReview, compare_population
from tests.rules.conftest import DAY
from tests.rules.written import PLACEMENT, load

FILE = "proefplaats/2020-12-01.yaml"
OLD = PLACEMENT.replace(", {from: 2022-01-01, value: 30}", "").split("ceiling:", maxsplit=1)[0]
OLD = OLD.replace("  plafond_bedrag:\n", "  plafond_bedrag:\n    only_shown: true\n")
CASES = "cases:" + PLACEMENT.split("cases:", maxsplit=1)[1].replace(", proefplaats_gebruikt: 0.00", "")
FACTS = ("leeftijd", "banenafspraak", "inzet", "weken", "taal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for scheme files."""
    return tmp_path / "schemes"


def pair(folder: Path, *changes: tuple[str, str]) -> tuple[Catalogue, Catalogue]:
    text = OLD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    one, other = (load(folder / name, {FILE: words + CASES}) for name, words in (("een", OLD), ("twee", text)))
    return one, other


def population(catalogue: Catalogue, rows: int, gaps: float) -> tuple[pl.DataFrame, list[dict[str, object]]]:
    """Draw people, with a part of the answers missing."""
    luck = random.Random(7)
    people: list[dict[str, object]] = []
    for _ in range(rows):
        person: dict[str, object] = {}
        for name in FACTS:
            fact = catalogue.facts[name]
            number = luck.randint(24, 32) if name == "leeftijd" else luck.randint(fact.low, fact.high)
            person[name] = None if luck.random() < gaps else plain_of(fact.type, number)
        people.append({**person, "uitkering_dagen": 10})
    return pl.DataFrame(people), people


def both(one: Catalogue, other: Catalogue, table: pl.DataFrame | Path) -> PopulationReview:
    return compare_population(
        one, one.scheme("proefplaats", DAY), other, other.scheme("proefplaats", DAY), table, on=DAY
    )


YOUNGER = ("value: 27}]\n    source", "value: 30}]\n    source")
DEARER = ("value: 30.00", "value: 40.00")


def case(person: dict[str, object]) -> Facts:
    return {name: Known(value) for name, value in person.items() if value is not None}  # type: ignore[arg-type]


def test_with_all_answers_the_sums_are_those_of_one_person_at_a_time(folder: Path) -> None:
    one, other = pair(folder, YOUNGER, DEARER)
    table, people = population(one, 400, 0.0)
    found = both(one, other, table)
    total = gainers = opened = 0
    for person in people:
        before, after = (assess(each, "proefplaats", case(person), DAY) for each in (one, other))
        assert before.amount is not None
        assert after.amount is not None
        total += after.amount.lo - before.amount.lo
        gainers += after.amount.lo > before.amount.lo
        opened += (before.outcome, after.outcome) == (Outcome.NEE, Outcome.JA)

    assert (found.total.low, found.total.high) == (total, total)
    assert (found.gain, found.loss, found.open) == (gainers, 0, 0)
    assert found.moves["nee", "ja"] == opened > 0


def test_with_answers_missing_the_bounds_hold_what_the_answers_would_give(folder: Path) -> None:
    one, other = pair(folder, YOUNGER, DEARER)
    table, _ = population(one, 300, 0.3)
    full, _ = population(one, 300, 0.0)
    filled = table.with_columns(pl.coalesce(pl.col(name), full.get_column(name)) for name in FACTS)
    open_, known = both(one, other, table), both(one, other, filled)

    assert open_.total.low <= known.total.low <= open_.total.high
    assert open_.open > 0
    assert open_.gain + open_.loss + open_.same + open_.open == open_.rows


def test_whom_no_class_can_hold_has_certainly_the_same(folder: Path) -> None:
    one, other = pair(folder, YOUNGER)
    table = pl.DataFrame(
        {"leeftijd": [25, 40, 28, None], "banenafspraak": [None, None, None, None], "weken": [10, None, 10, 10]}
    )
    found = both(one, other, table)

    assert found.untouched == 2
    assert found.same == 2
    assert found.open == 2


def test_the_other_way_round_they_lose(folder: Path) -> None:
    one, other = pair(folder, DEARER)
    table, _ = population(one, 200, 0.0)
    up, down = both(one, other, table), both(other, one, table)

    assert (down.loss, down.gain) == (up.gain, up.loss)
    assert down.total.low == -up.total.low
    assert down.less == up.more


def test_a_version_beside_itself_changes_nothing_whatever_is_missing(folder: Path) -> None:
    one, _ = pair(folder)
    table, _ = population(one, 100, 0.5)
    found = both(one, one, table)

    assert (found.untouched, found.same, found.total.low, found.total.high) == (100, 100, 0, 0)
    assert all(before == after for before, after in found.moves)


def test_it_is_told_in_words_with_the_columns_that_nobody_asked(folder: Path) -> None:
    one, other = pair(folder, YOUNGER)
    table, _ = population(one, 50, 0.0)
    lines = both(one, other, table.with_columns(pl.lit("x").alias("naam"))).lines()

    assert lines[0] == "50 mensen in de tabel, bekeken op 1 februari 2021."
    assert any(line.startswith("Van nee naar ja: ") for line in lines)
    assert lines[-1] == "Kolommen die geen van beide versies vraagt: naam."
    assert any("Difference in money" in line for line in both(one, other, table).lines("en"))


def test_a_file_is_read_and_a_wrong_one_told(folder: Path, tmp_path: Path) -> None:
    one, other = pair(folder, YOUNGER)
    table, _ = population(one, 20, 0.2)
    table.write_parquet(tmp_path / "mensen.parquet")

    assert both(one, other, tmp_path / "mensen.parquet").rows == 20
    with pytest.raises(UnreadableTableError, match="There is no file"):
        both(one, other, tmp_path / "nergens.parquet")
    with pytest.raises(PopulationError, match="outside the domain"):
        both(one, other, pl.DataFrame({"leeftijd": [3]}))


def test_a_version_of_the_past_is_taken_with_its_own_numbers(folder: Path) -> None:
    one, _ = pair(folder)
    version = one.scheme("proefplaats", DAY)
    ended = replace(version, valid_until=version.valid_from)
    table, _ = population(one, 30, 0.0)
    found = compare_population(one, ended, one, version, table, on=DAY)

    assert version.valid_from > LONG_AGO
    assert found.total.low == found.total.high == 0
