"""Rows with a day and a region of their own: every version of every scheme in one table, each row calculated again."""

import random
from datetime import date, timedelta

import polars as pl
import pytest

from overstap.rules import Facts, SchemeVersion, load_catalogue
from overstap.screening import screen
from tests.proof.executions import Setup
from tests.proof.grid import grid
from tests.proof.settings_of_schemes import days, regional_values, versions
from tests.proof.tables import as_table

CATALOGUE = load_catalogue()
SCHEMES = list(dict.fromkeys(version.id for version in versions(CATALOGUE) if version.conditions or version.outputs))
PER_VERSION = 9
HERE, ELSEWHERE = "hier", "elders"


def rows(luck: random.Random, version: SchemeVersion) -> list[tuple[Facts, date]]:
    """Draw cases of a version on its days, and some on the days around it."""
    cells = grid(Setup(version, CATALOGUE.facts, version.valid_from))
    around = [version.valid_from - timedelta(days=1)]
    if version.valid_until is not None:
        around.append(version.valid_until + timedelta(days=1))
    held = [*days(version), *around]
    return [(cells.drawn(luck, luck.choice((0.0, 0.3, 0.8))), luck.choice(held)) for _ in range(PER_VERSION)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_row_comes_out_as_for_one_person_on_its_own_day_in_its_own_region(scheme: str) -> None:
    luck = random.Random(scheme)
    several = CATALOGUE.all_versions(scheme)
    drawn = [row for version in several for row in rows(luck, version)]
    names = list(dict.fromkeys(name for version in several for name in version.fact_ids))
    dag = pl.Series("dag", [day for _, day in drawn], dtype=pl.Date)
    regio = pl.Series("regio", [luck.choice((HERE, ELSEWHERE, "nergens")) for _ in drawn])
    facts = as_table(CATALOGUE.facts, names, [case for case, _ in drawn])
    table = pl.DataFrame([*facts.get_columns(), dag, regio])
    other = regional_values(several[0], several[0].valid_from)[-1] if len(several) == 1 else {}
    found = screen(
        CATALOGUE,
        table,
        date_column="dag",
        schemes=[scheme],
        region_column="regio",
        regional={HERE: {}, ELSEWHERE: {scheme: other}},
        outputs=True,
        grounds=True,
        recheck=1,
        chunk_rows=7,
    )
    in_force = [any(version.valid_on(day) for version in several) for _, day in drawn]
    outside = found.filter(~pl.Series(in_force))

    assert found.height == len(drawn)
    assert set(outside[f"{scheme}.grond"].cast(pl.String)) <= {"geldigheid"}
    assert set(outside[f"{scheme}.uitkomst"].cast(pl.String)) <= {"nee"}
