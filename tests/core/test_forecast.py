"""The forecast holds what its band promises, and says less when it knows less."""

import math
import random
from collections.abc import Callable

import pytest

from overstap.core.forecast import NOTHING_OPEN, Basis, Bounds, Forecast, Inflow, Method, forecast

METHOD = Method(halving=4, least=5, band=80, wander=10, wander_young=10, horizon_days=730)
NO_WANDER = Method(halving=4, least=5, band=80, wander=2, wander_young=2, horizon_days=730)
NEVER = 10**9
PRICE = 1500_00


def arrivals(luck: random.Random, expected: float) -> int:
    """How many come in on a day."""
    if expected > 30:
        return max(0, round(luck.gauss(expected, math.sqrt(expected))))
    limit, count, product = math.exp(-expected), 0, luck.random()
    while product > limit:
        count, product = count + 1, product * luck.random()
    return count


def steady(_luck: random.Random, _week: int, tempo: float) -> float:
    return tempo


def wandering(luck: random.Random, _week: int, tempo: float) -> float:
    return tempo * math.exp(luck.gauss(-0.005, 0.1))


class World:
    """A process whose end is known: so many a day, each for another amount; the tempo is set anew every week."""

    def __init__(self, seed: int, tempo: float, turn: Callable[[random.Random, int, float], float]) -> None:
        self.luck, self.tempo, self.turn, self.day = random.Random(seed), tempo, turn, 0

    def next_day(self) -> tuple[int, int]:
        """How many came in, and for how much."""
        if self.day and self.day % 7 == 0:
            self.tempo = self.turn(self.luck, self.day // 7, self.tempo)
        self.day += 1
        count = arrivals(self.luck, self.tempo)
        return count, sum(int(self.luck.gammavariate(2, PRICE / 2)) for _ in range(count))


def foretold(world: World, days: int, free: int, method: Method) -> tuple[Forecast, int]:
    """What is foretold after some days, and after how many more days it was really gone."""
    seen = [world.next_day() for _ in range(days)]
    inflow = Inflow(tuple(cents for _, cents in seen), tuple(n for n, _ in seen), sum(cents for _, cents in seen))
    gone, day = 0, 0
    while gone < free and day < method.horizon_days:
        gone, day = gone + world.next_day()[1], day + 1
    return forecast(inflow, free, method), day


def share_inside(
    turn: Callable[[random.Random, int, float], float], *, days: int, tempo: float, method: Method
) -> float:
    """How often the real day lay within the band."""
    inside = 0
    for seed in range(150):
        told, day = foretold(World(seed, tempo, turn), days, int(tempo * PRICE * 60), method)
        early, late = (NEVER if one is None else one for one in (told.early, told.late))
        inside += early <= day <= late
    return inside / 150


@pytest.mark.parametrize(("days", "tempo"), [(14, 5), (40, 5), (90, 0.5), (90, 30)])
def test_the_band_holds_the_real_day_as_often_as_it_claims_when_the_tempo_wanders(days: int, tempo: float) -> None:
    assert 0.70 <= share_inside(wandering, days=days, tempo=tempo, method=METHOD) <= 0.95


@pytest.mark.parametrize(("days", "tempo"), [(14, 5), (90, 5), (90, 0.5)])
def test_the_band_holds_the_real_day_as_often_as_it_claims_when_the_tempo_stays(days: int, tempo: float) -> None:
    assert 0.70 <= share_inside(steady, days=days, tempo=tempo, method=NO_WANDER) <= 0.95


def told_of(per_day: list[int], free: int, waiting: Bounds = NOTHING_OPEN, arrived: int = 1) -> Forecast:
    """A forecast from the cents of each day."""
    return forecast(Inflow(tuple(per_day), (arrived,) * len(per_day), sum(per_day)), free, METHOD, waiting)


def band_of(told: Forecast) -> tuple[int, int, int]:
    """The three days of a forecast that gives all of them."""
    assert told.early is not None
    assert told.likely is not None
    assert told.late is not None
    return told.early, told.likely, told.late


def test_few_days_foretell_nothing() -> None:
    told = told_of([100_00] * 4, 10_000_00)

    assert (told.basis, told.likely, told.chance(90), told.left_after(30)) == (Basis.TOO_LITTLE, None, 0, None)


def test_few_arrivals_foretell_nothing_however_long_ago_they_began() -> None:
    one_in_a_month = Inflow((100_00, *[0] * 29) * 4, (1, *[0] * 29) * 4, 400_00)

    assert forecast(one_in_a_month, 10_000_00, METHOD).basis is Basis.TOO_LITTLE


def test_without_inflow_nothing_is_foretold() -> None:
    assert told_of([0] * 60, 10_000_00).basis is Basis.NO_INFLOW


def test_what_is_gone_is_gone() -> None:
    told = told_of([100_00] * 60, 0)

    assert (told.basis, told.early, told.late, told.chance(1)) == (Basis.EMPTY, 0, 0, 100)


def test_a_young_budget_counts_in_days_and_an_older_one_in_weeks() -> None:
    assert (told_of([1_00] * 34, 1).basis, told_of([1_00] * 35, 1).basis) == (Basis.DAYS, Basis.WEEKS)


def test_equal_days_run_out_about_when_division_says_and_never_certainly() -> None:
    told = told_of([100_00] * 70, 6_000_00)

    early, likely, late = band_of(told)
    assert early < likely == 60 < late


def test_less_data_gives_a_wider_band() -> None:
    short, long = (band_of(told_of([90_00, 110_00] * days, 6_000_00)) for days in (18, 60))

    assert short[2] - short[0] > long[2] - long[0]


def test_what_is_asked_already_brings_the_day_forward_by_its_bounds() -> None:
    without = band_of(told_of([100_00] * 70, 6_000_00))
    known = band_of(told_of([100_00] * 70, 6_000_00, Bounds(1_000_00, 1_000_00)))
    unsure = band_of(told_of([100_00] * 70, 6_000_00, Bounds(0, 2_000_00)))

    assert without[1] == 60
    assert known[1] == unsure[1] == 50
    assert unsure[0] < known[0]
    assert unsure[2] > known[2]


def test_bounds_upside_down_are_refused() -> None:
    with pytest.raises(ValueError, match="highest"):
        told_of([1] * 40, 100, Bounds(2, 1))


def test_a_clear_rise_is_carried_on() -> None:
    rising = [100_00 + 10_00 * (day // 7) for day in range(84)]
    level = told_of([rising[-1]] * 84, 20_000_00, arrived=100)

    assert band_of(told_of(rising, 20_000_00, arrived=100))[1] < band_of(level)[1]


def test_a_clear_fall_is_carried_on_but_never_below_nothing() -> None:
    falling = [2_000_00 - 22_00 * day for day in range(84)]
    told = told_of(falling, 20_000_00, arrived=100)
    assert told.rate is not None

    assert told.likely is not None
    assert told.likely > 1.5 * 20_000_00 / (sum(falling[-28:]) / 28)
    assert told.rate.growth < 0
    assert all(told.rate.expected(k + 1) > told.rate.expected(k) for k in range(50))


def test_the_chance_grows_with_time_and_is_never_certain() -> None:
    told = told_of([100_00] * 70, 6_000_00)
    chances = [told.chance(days) for days in (1, 30, 60, 90, 700)]

    assert chances == sorted(chances)
    assert 1 <= chances[0] < 10
    assert 45 <= chances[2] <= 55
    assert chances[-1] <= 99


def test_what_is_left_lies_between_nothing_and_what_is_free() -> None:
    told = told_of([100_00] * 70, 6_000_00)

    for days in (0, 10, 60, 300):
        low, middle, high = told.left_after(days) or (-1, -1, -1)
        assert 0 <= low <= middle <= high <= 6_000_00
    assert told.left_after(0) == (6_000_00, 6_000_00, 6_000_00)


def test_the_same_numbers_give_the_same_answer() -> None:
    numbers = [day * 37 % 500 for day in range(90)]

    assert told_of(numbers, 9_000_00) == told_of(list(numbers), 9_000_00)
