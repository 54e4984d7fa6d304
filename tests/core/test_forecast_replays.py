"""What happened before, told day by day: was the warning early enough, and how wrong was it at worst?

Only the totals are known: 22,000 registrations within the first month of the advice of 2020; vouchers of 2015 that
were gone in April instead of December. How they were spread over the days is not, so that several ways are tried.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from overstap.core.forecast import Forecast, Inflow, Method, forecast

METHOD = Method(halving=4, least=5, band=80, wander=38, wander_young=34, horizon_days=730)
REGISTRATIONS, VOUCHERS = 22_000, 9_000
MONTH = 31
UNTIL_APRIL, UNTIL_DECEMBER = 121, 365

Shape = Callable[[float], float]

SHAPES: dict[str, Shape] = {
    "even": lambda _at: 1.0,
    "a rush that fades": lambda at: math.exp(-1.5 * at),
    "a rise": lambda at: 0.4 + 1.2 * at,
    "a wave": lambda at: 1 + 0.5 * math.sin(6 * at),
}


def spread(total: int, days: int, shape: Shape, *, resting: bool) -> list[int]:
    """The arrivals of each day: their sum is the total; on Saturday and Sunday fewer come when people rest."""
    luck = random.Random(f"{total} {days} {resting}")
    weights = [
        shape(day / days) * (0.3 if resting and day % 7 in {5, 6} else 1.0) * luck.uniform(0.8, 1.2)
        for day in range(days)
    ]
    whole, reached, counts = sum(weights), 0.0, []
    for weight in weights:
        before, reached = round(reached), reached + total * weight / whole
        counts.append(round(reached) - before)
    return counts


def told_each_day(counts: Sequence[int], total: int) -> Iterator[tuple[int, Forecast]]:
    """On every day how many days are really left, and what is foretold by what came in until then."""
    for day in range(1, len(counts)):
        seen = counts[:day]
        inflow = Inflow(tuple(seen), tuple(seen), sum(seen))
        yield len(counts) - day, forecast(inflow, total - sum(seen), METHOD)


@pytest.mark.requirement("R-220")
@pytest.mark.parametrize("resting", [False, True])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_month_of_rush_is_foretold_from_the_fifth_day_on(shape: Shape, resting: bool) -> None:
    counts = spread(REGISTRATIONS, MONTH, shape, resting=resting)

    # The window was meant to be open for some hundred days more.
    warned = [left for left, told in told_each_day(counts, REGISTRATIONS) if told.chance(left + 100) >= 50]
    assert warned == list(range(26, 0, -1))


@pytest.mark.requirement("R-439")
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_vouchers_that_go_in_april_instead_of_december_are_foretold_sixteen_weeks_before(shape: Shape) -> None:
    counts = spread(VOUCHERS, UNTIL_APRIL, shape, resting=True)
    later = UNTIL_DECEMBER - UNTIL_APRIL

    warned = [left for left, told in told_each_day(counts, VOUCHERS) if told.chance(left + later) >= 50]
    assert warned == list(range(116, 0, -1))


@pytest.mark.parametrize("resting", [False, True])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_in_the_last_ten_days_of_the_month_the_day_is_at_most_eight_days_off(shape: Shape, resting: bool) -> None:
    for left, told in told_each_day(spread(REGISTRATIONS, MONTH, shape, resting=resting), REGISTRATIONS):
        if left <= MONTH / 3:
            assert told.likely is not None
            assert abs(told.likely - left) <= 8


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_in_the_last_forty_days_the_day_of_the_vouchers_is_at_most_three_weeks_off(shape: Shape) -> None:
    for left, told in told_each_day(spread(VOUCHERS, UNTIL_APRIL, shape, resting=True), VOUCHERS):
        if left <= UNTIL_APRIL / 3:
            assert told.likely is not None
            assert abs(told.likely - left) <= 21
