"""The schemes in the repository: open answers agree with every way to fill them in. At length: tests/proof."""

import datetime as dt
import random
from typing import Any

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    Assessment,
    Facts,
    FactValue,
    Known,
    Outcome,
    assess,
    load_catalogue,
    plain_of,
)
from overstap.rules.class_tables import class_table
from overstap.rules.evaluation import evaluate

CATALOGUE = load_catalogue()
DAY = dt.date(2021, 2, 15)
SCHEMES = [version.id for version in CATALOGUE.schemes(DAY) if version.fact_ids]
ROUNDS, COMPLETIONS = 12, 6


def drawn(luck: random.Random, scheme_id: str) -> dict[str, FactValue]:
    """Give a full case drawn from the classes of each fact, their edges included."""
    version = CATALOGUE.scheme(scheme_id, DAY)
    table = class_table(evaluate(version, CATALOGUE.facts, {}, DAY))
    case: dict[str, FactValue] = {}
    for name in version.fact_ids:
        fact, setting = CATALOGUE.facts[name], luck.choice(table.of(name))
        number = luck.choice([setting.value[0], setting.value[1], luck.randint(fact.low, fact.high)])
        absent = setting.applies == (0, 0)
        case[name] = NOT_APPLICABLE if absent else Known(plain_of(fact.type, number))
    return case


def holds(wide: Assessment, full: Assessment) -> bool:
    """Tell whether an open answer leaves room for a full one."""
    bounds: list[tuple[Any, Any]] = [(wide.outputs[name], full.outputs[name]) for name in wide.outputs]
    if wide.amount is not None:
        bounds.append((wide.amount, full.amount))
    return wide.outcome in (Outcome.ONBEKEND, full.outcome) and all(
        one.lo <= other.lo <= other.hi <= one.hi for one, other in bounds
    )


def given(found: Assessment) -> tuple[Any, ...]:
    """What a person is told; answers beside a no do not count."""
    if found.outcome is Outcome.NEE:
        return (found.outcome,)
    return (found.outcome, found.amount, *((one.lo, one.hi) for one in found.outputs.values()))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_an_open_answer_holds_every_way_to_fill_it_in(scheme_id: str) -> None:
    luck = random.Random(scheme_id)
    for _ in range(ROUNDS):
        start = drawn(luck, scheme_id)
        known: Facts = {name: value for name, value in start.items() if luck.random() < luck.random()}
        wide = assess(CATALOGUE, scheme_id, known, DAY)
        needed = set(wide.missing)
        for _ in range(COMPLETIONS):
            filled = {**drawn(luck, scheme_id), **known}
            full = assess(CATALOGUE, scheme_id, filled, DAY)
            only_needed = {**start, **known, **{name: value for name, value in filled.items() if name in needed}}

            assert full.missing == ()
            assert holds(wide, full), known
            assert given(assess(CATALOGUE, scheme_id, only_needed, DAY)) == given(full), known
