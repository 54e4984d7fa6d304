"""A case against the whole catalogue at once: the answers are those of one scheme at a time."""

import datetime as dt
import random

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    Catalogue,
    FactValue,
    FactValueError,
    Known,
    UnknownNameError,
    assess,
    assess_all,
    load_catalogue,
    plain_of,
)

REAL = load_catalogue()
DAY = dt.date(2021, 2, 15)


def drawn(luck: random.Random, share: float) -> dict[str, FactValue]:
    case: dict[str, FactValue] = {}
    for name, fact in sorted(REAL.facts.items()):
        if luck.random() < share:
            known = Known(plain_of(fact.type, luck.randint(fact.low, fact.high)), luck.choice(["persoon", ""]))
            case[name] = NOT_APPLICABLE if fact.may_be_not_applicable and luck.random() < 0.3 else known
    return case


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_the_answers_are_those_of_each_scheme_apart(share: float) -> None:
    case = drawn(random.Random(4), share)
    together = assess_all(REAL, case, DAY)
    apart = [assess(REAL, version.id, case, DAY) for version in REAL.schemes(DAY)]

    assert [one.receipt for one in together] == [one.receipt for one in apart]
    assert [one.grounds for one in together] == [one.grounds for one in apart]
    assert [one.missing for one in together] == [one.missing for one in apart]
    assert [dict(one.trace) for one in together] == [dict(one.trace) for one in apart]


def test_schemes_and_values_of_a_region_can_be_named(catalogue: Catalogue) -> None:
    case = {"weken": Known(10), "leeftijd": Known(20), "uitkering_dagen": NOT_APPLICABLE, "inzet": Known(True)}
    (found,) = assess_all(
        catalogue, case, dt.date(2021, 2, 1), ["proefplaats"], overrides={"proefplaats": {"hoogstens": 8}}
    )

    assert found.receipt.overrides == (("hoogstens", 8),)
    assert found.amount is not None
    assert found.amount.hi == 24_000


def test_a_day_before_a_scheme_is_answered_as_outside_validity(catalogue: Catalogue) -> None:
    (found,) = assess_all(catalogue, {}, dt.date(2019, 1, 1), ["proefplaats"])

    assert found.outside_validity
    assert assess_all(catalogue, {}, dt.date(2019, 1, 1)) == ()


def test_mistakes_are_told_as_for_one_scheme(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownNameError):
        assess_all(catalogue, {"leeftyd": Known(3)}, dt.date(2021, 2, 1))
    with pytest.raises(FactValueError):
        assess_all(catalogue, {"leeftijd": Known(3)}, dt.date(2021, 2, 1))
    with pytest.raises(UnknownNameError):
        assess_all(catalogue, {}, dt.date(2021, 2, 1), ["weg"])
