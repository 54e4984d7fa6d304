"""The table of `make faults` ends well only when nothing went wrong and enough programs were killed."""

from __future__ import annotations

import dataclasses

import pytest

import faults
from tests.faults.scene import Tally

CASE = faults.Case("SQLite", "order", 1, 5)
CLEAN = Tally(acknowledged=3, lost=0, doubled=0, over=0, passed=0, gaps=0, other_answers=0)


def ends_well(name: str, tally: Tally, done: int = 60) -> bool:
    table = faults.Table()
    table.add(name, CASE, (done, tally, 1.0))
    return table.end(at_least=50 if name == "kills" else 0, seconds=1.0)


def test_clean_kills_end_well_when_they_are_enough() -> None:
    assert ends_well("kills", CLEAN)
    assert not ends_well("kills", CLEAN, done=49)


@pytest.mark.parametrize("wrong", ["lost", "doubled", "over", "passed", "gaps", "other_answers"])
def test_one_thing_wrong_ends_badly(wrong: str) -> None:
    assert not ends_well("kills", dataclasses.replace(CLEAN, **{wrong: 1}))


def test_a_control_that_loses_nothing_ends_badly() -> None:
    assert ends_well("control", dataclasses.replace(CLEAN, lost=1))
    assert not ends_well("control", CLEAN)


def test_a_run_that_broke_off_ends_badly_and_one_this_machine_cannot_do_does_not() -> None:
    table = faults.Table()
    table.add("full-disk", CASE, f"{faults.LEFT_OUT}: making a small disk needs root")
    assert table.end(at_least=0, seconds=1.0)

    table.add("clocks", CASE, "order 1 WRONG: the server does not answer")

    assert not table.end(at_least=0, seconds=1.0)


def test_every_way_to_allot_is_killed_with_every_seed_and_every_second_seed_is_mixed_up() -> None:
    cases = list(faults.cases("kills", "SQLite", range(2), 5))

    assert len(cases) == 2 * len(faults.KINDS)
    assert [case.mixed for case in cases] == [False] * len(faults.KINDS) + [True] * len(faults.KINDS)
