"""The compiled program gives on every slot what running the operations one by one gives."""

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.rules import SchemeVersion, load_catalogue
from overstap.rules.compiled import Runner, compile_steps, source_of
from overstap.rules.evaluation import evaluate
from overstap.rules.operations import OPERATIONS, WAYS, Interval
from overstap.rules.prepared import Dictionary, Prepared, prepare
from overstap.rules.program import BoundStep, run, run_changed
from overstap.rules.static_checks import parameter_values

CATALOGUE = load_catalogue()
VERSIONS = [version for versions in CATALOGUE.versions.values() for version in versions]
ROUNDS = 20
LEAVES = 6
BOOLEANS = frozenset({0, 1})
TRUTHS = {"both": (1, 4), "either": (1, 4), "negate": (1, 1), "count_true": (1, 3)}
NUMBERS = {
    "smallest": (2, 4),
    "largest": (2, 4),
    "opposite": (1, 1),
    **dict.fromkeys(("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"), (2, 2)),
    **dict.fromkeys(("add", "subtract", "multiply"), (2, 2)),
    "one_of": (1, 1),
    "bracket": (1, 1),
    "share": (3, 3),
    "rounded": (2, 2),
    **dict.fromkeys(("days_between", "weeks_between", "months_between", "years_between", "plus_months"), (2, 2)),
}
GIVES_TRUTH = {"both", "either", "negate", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal"}
GIVES_TRUTH |= {"one_of"}
MOST = 2**40


@st.composite
def intervals(draw: st.DrawFn, low: int = -40, high: int = 60) -> Interval:
    first, second = draw(st.integers(low, high)), draw(st.integers(low, high))
    return min(first, second), max(first, second)


def static_for(draw: st.DrawFn, op: str) -> Any:
    if op in ("share", "rounded"):
        return draw(st.sampled_from(WAYS))
    if op == "one_of":
        return tuple(sorted(draw(st.sets(st.integers(-5, 20), min_size=1, max_size=4))))
    if op == "bracket":
        starts = sorted(draw(st.sets(st.integers(-5, 30), min_size=1, max_size=4)))
        return tuple((start, draw(st.integers(-50, 50))) for start in starts)
    return None


@st.composite
def programs(draw: st.DrawFn) -> tuple[list[BoundStep], list[Interval], dict[int, Interval]]:
    """Some leaves, two of them true or false, some of them constant, and steps that build on what came before."""
    truth = st.sampled_from([(0, 0), (0, 1), (1, 1)])
    values = [draw(truth), draw(truth), *[draw(intervals()) for _ in range(LEAVES - 2)]]
    constants = {}
    for slot in draw(st.sets(st.integers(0, LEAVES - 1), max_size=3)):
        values[slot] = constants[slot] = (values[slot][0], values[slot][0])
    truths, numbers, steps = [0, 1], list(range(LEAVES)), []
    for _ in range(draw(st.integers(1, 7))):
        op = draw(st.sampled_from([*TRUTHS, *NUMBERS, "choose"]))
        if op == "choose":
            pool = draw(st.sampled_from([truths, numbers]))
            args = [draw(st.sampled_from(truths)), draw(st.sampled_from(pool)), draw(st.sampled_from(pool))]
            gives_truth = pool is truths
        else:
            few, many = TRUTHS.get(op) or NUMBERS[op]
            pool = truths if op in TRUTHS else numbers
            args = draw(st.lists(st.sampled_from(pool), min_size=few, max_size=many))
            gives_truth = op in GIVES_TRUTH
        step = BoundStep(LEAVES + len(steps), OPERATIONS[op], tuple(args), static_for(draw, op))
        tried = [*values, *[(0, 0)] * (len(steps) + 1)]
        run([*steps, step], tried)
        if max(abs(bound) for bound in tried[step.slot]) > MOST:
            continue
        steps.append(step)
        numbers.append(step.slot)
        if gives_truth:
            truths.append(step.slot)
    return steps, [*values, *[(0, 0)] * len(steps)], constants


def compiled(steps: list[BoundStep], values: list[Interval], constants: dict[int, Interval]) -> list[Interval]:
    found = list(values)
    compile_steps(steps, constants, BOOLEANS)(found)
    return found


def generic(steps: list[BoundStep], values: list[Interval]) -> list[Interval]:
    found = list(values)
    run(steps, found)
    return found


@settings(max_examples=600)
@given(programs())
def test_a_compiled_program_gives_the_same_in_every_slot(
    program: tuple[list[BoundStep], list[Interval], dict[int, Interval]],
) -> None:
    steps, values, constants = program

    assert compiled(steps, values, constants) == generic(steps, values), source_of(steps, constants, BOOLEANS)


def test_every_operation_takes_part() -> None:
    assert {*TRUTHS, *NUMBERS, "choose"} == set(OPERATIONS)


@pytest.mark.parametrize("op", sorted({*TRUTHS, *NUMBERS} - {"one_of", "bracket"}))
@settings(max_examples=60)
@given(data=st.data())
def test_an_operation_is_compiled_with_and_without_constants(op: str, data: st.DataObject) -> None:
    few, many = TRUTHS.get(op) or NUMBERS[op]
    pool = st.sampled_from([(0, 0), (0, 1), (1, 1)]) if op in TRUTHS else intervals()
    args = data.draw(st.lists(pool, min_size=few, max_size=many))
    static = data.draw(st.sampled_from(WAYS)) if op in ("share", "rounded") else None
    step = BoundStep(len(args), OPERATIONS[op], tuple(range(len(args))), static)
    fixed = {slot: args[slot] for slot in data.draw(st.sets(st.integers(0, len(args) - 1)))}
    booleans = frozenset(range(len(args))) if op in TRUTHS else frozenset()
    values = [*args, (0, 0)]
    compile_steps([step], fixed, booleans)(found := list(values))

    assert found == generic([step], values)


def starts(version: SchemeVersion) -> list[Prepared]:
    """The version as it is on the first day and on every day on which a parameter changes."""
    days = {version.valid_from}
    for parameter in version.parameters.values():
        days |= {piece.start for piece in parameter.values if version.valid_on(piece.start)}
    dictionary = Dictionary(CATALOGUE.facts)
    return [prepare(version, dictionary, tuple(parameter_values(version.parameters, day).items())) for day in days]


def drawn(luck: random.Random, prepared: Prepared) -> list[Interval]:
    """Slots with some facts known, some open and some in between."""
    values = list(prepared.start)
    if prepared.today is not None:
        values[prepared.today] = (luck.randint(735_000, 740_000),) * 2
    for slots in prepared.slots.values():
        for slot in slots:
            if slot is not None and luck.random() < 0.7:
                low, high = prepared.start[slot]
                first, second = luck.randint(low, high), luck.choice([low, high, luck.randint(low, high)])
                values[slot] = luck.choice([(first, first), (min(first, second), max(first, second))])
    return values


@pytest.mark.parametrize("version", VERSIONS, ids=lambda one: f"{one.id}@{one.valid_from}")
def test_every_scheme_compiles_to_the_same(version: SchemeVersion) -> None:
    luck = random.Random(version.id)
    for prepared in starts(version):
        whole = compile_steps(prepared.steps, prepared.fixed, prepared.truths)
        for _ in range(ROUNDS):
            values = drawn(luck, prepared)
            whole(found := list(values))

            assert found == generic(list(prepared.steps), values)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda one: f"{one.id}@{one.valid_from}")
def test_what_one_fact_changes_compiles_to_the_same(version: SchemeVersion) -> None:
    luck = random.Random(version.id)
    prepared = starts(version)[0]
    for name, slots in prepared.slots.items():
        own = [slot for slot in slots if slot is not None]
        steps = [step for step in prepared.steps if name in prepared.support[step.slot]]
        changed = compile_steps(steps, prepared.fixed, prepared.truths)
        for _ in range(3):
            values = drawn(luck, prepared)
            for slot in own:
                values[slot] = prepared.start[slot]
            run(prepared.steps, values)
            for slot in own:
                values[slot] = (luck.choice(prepared.start[slot]),) * 2
            changed(found := list(values))
            run_changed(steps, again := list(values), own)

            assert found == again == generic(list(prepared.steps), values)


def test_steps_are_compiled_only_after_they_ran_often() -> None:
    version = CATALOGUE.scheme("selectie", dt.date(2021, 2, 1))
    values = evaluate(version, CATALOGUE.facts, {}, dt.date(2021, 2, 1)).values
    prepared = starts(version)[0]
    calls: list[int] = []
    runner = Runner(prepared.steps, lambda found: calls.append(run(prepared.steps, found) or 1), {}, frozenset(), 2)
    for _ in range(5):
        runner.run(found := list(values))

        assert found == values
    assert len(calls) == 3
