"""The schemes in the repository: open answers agree with every way to fill them in, and planted faults are found."""

import datetime as dt
import random
from pathlib import Path
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
from tests.rules.planted import undetected
from tests.rules.written import PLACEMENT, load

CATALOGUE = load_catalogue()
DAY = dt.date(2021, 2, 15)
SCHEMES = [version.id for version in CATALOGUE.schemes(DAY) if version.fact_ids]
ROUNDS, COMPLETIONS = 12, 6
ENOUGH = 0.8


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
    luck = random.Random(scheme_id)  # noqa: S311 - the same cases every time
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


def test_most_faults_planted_in_the_schemes_are_found_by_their_cases() -> None:
    results = [undetected(CATALOGUE, version) for version in CATALOGUE.schemes(DAY) if version.cases]
    planted = sum(number for _, number in results)
    missed = [words for words_of_one, _ in results for words in words_of_one]

    assert planted > 100
    assert len(missed) <= (1 - ENOUGH) * planted, "\n".join(missed)


EDGES = """
  - name: zonder uitkering maar met dagen op de grens, en een deel van het plafond gebruikt
    on: 2021-02-01
    given: {leeftijd: 40, banenafspraak: true, uitkering_dagen: 90, inzet: true, taal: B2, weken: 40, proefplaats_gebruikt: 300.00}
    expect: {outcome: ja, amount: 700.00, outputs: {taalles: false}, missing: []}
  - {name: te lang, on: 2021-02-01, given: {leeftijd: 26, uitkering_dagen: 91}, expect: {outcome: nee, refused_by: [uitkering]}}
  - {name: op, on: 2021-02-01, given: {proefplaats_gebruikt: 1000.00}, expect: {outcome: nee, refused_by: [plafond]}}
"""  # noqa: E501


def test_every_fault_planted_in_a_scheme_with_cases_on_its_edges_is_found(folder: Path) -> None:
    catalogue = load(folder, {"proefplaats/2020-12-01.yaml": PLACEMENT.rstrip() + EDGES})
    missed, planted = undetected(catalogue, catalogue.scheme("proefplaats", DAY))

    assert planted > 10
    assert missed == []


def test_a_scheme_without_cases_on_its_edges_misses_a_fault(folder: Path) -> None:
    catalogue = load(folder)
    missed, _ = undetected(catalogue, catalogue.scheme("proefplaats", DAY))

    assert "proefplaats: uitkering_dagen <= 90 as less" in missed
