"""Open answers are remembered for cases that look alike, and are the same as when they are searched again."""

import datetime as dt
import random

import pytest

from overstap.rules import NOT_APPLICABLE, REFUSED, FactValue, Known, load_catalogue, plain_of
from overstap.rules.class_tables import class_table
from overstap.rules.evaluation import Evaluation, evaluate
from overstap.rules.sharpening import NOTHING_OPEN, Memory, Sharpened, search, sharpen

CATALOGUE = load_catalogue()
DAYS = (dt.date(2021, 2, 15), dt.date(2022, 7, 1))
SCHEMES = sorted({version.id for day in DAYS for version in CATALOGUE.schemes(day) if version.fact_ids})
ROUNDS = 40


def drawn(luck: random.Random, scheme_id: str) -> list[Evaluation]:
    """Cases with some facts open, from the classes of each fact and from all of its domain."""
    found = []
    for _ in range(ROUNDS):
        day = luck.choice([day for day in DAYS if any(one.valid_on(day) for one in CATALOGUE.versions[scheme_id])])
        version = CATALOGUE.scheme(scheme_id, day)
        table = class_table(evaluate(version, CATALOGUE.facts, {}, day))
        case: dict[str, FactValue] = {}
        for name in version.fact_ids:
            fact, setting = CATALOGUE.facts[name], luck.choice(table.of(name))
            number = luck.choice([setting.value[0], luck.randint(fact.low, fact.high)])
            known = NOT_APPLICABLE if setting.applies == (0, 0) else Known(plain_of(fact.type, number))
            if luck.random() < 0.6:
                case[name] = luck.choice([known, known, known, REFUSED])
        found.append(evaluate(version, CATALOGUE.facts, case, day))
    return found


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_what_is_remembered_is_what_would_be_found_again(scheme_id: str) -> None:
    for evaluation in drawn(random.Random(scheme_id), scheme_id):
        assert sharpen(evaluation) == search(evaluation)


def test_cases_that_look_alike_are_searched_once() -> None:
    day, facts = DAYS[0], CATALOGUE.facts
    version = CATALOGUE.scheme("proefplaats" if "proefplaats" in CATALOGUE.versions else "doelgroep", day)
    open_one, alike = (evaluate(version, facts, {"leeftijd": Known(age)}, day) for age in (40, 41))

    assert class_table(open_one).pattern(open_one.values) == class_table(alike).pattern(alike.values)
    assert sharpen(open_one) is sharpen(alike)


def test_the_memory_forgets_what_was_not_asked_for_long() -> None:
    version = CATALOGUE.scheme("doelgroep", DAYS[0])
    table = class_table(evaluate(version, CATALOGUE.facts, {}, DAYS[0]))
    memory = Memory(2)
    for number in range(3):
        memory.put((table, ((number, number),)), Sharpened({number: (0, 0)}, frozenset()))
    kept = memory.get((table, ((0, 0),)))
    for number in range(3, 9):
        memory.get((table, ((0, 0),)))
        memory.put((table, ((number, number),)), NOTHING_OPEN)

    assert kept == Sharpened({0: (0, 0)}, frozenset())
    assert memory.get((table, ((0, 0),))) == kept
    assert memory.get((table, ((1, 1),))) is None
