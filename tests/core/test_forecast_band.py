"""How often the band held the real day, and how wide it was, in runs drawn by chance from ways in which money can go.

Four windows that end on a known day, seven ways in which what is asked is spread over the days, each drawn anew with
another strength, another moment and other luck, and asked when a quarter, two fifths, three fifths and four fifths of
the time had passed. `python -m tests.core.test_forecast_band` prints the whole table.
"""

import math
import random
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from overstap.core.forecast import Inflow, Method, forecast

METHOD = Method(halving=4, least=5, band=80, wander=38, wander_young=34, horizon_days=730)
MOMENTS = (0.25, 0.4, 0.6, 0.8)
DRAWS = 60
LOOK_BACK_DAYS = 16 * 7
NEVER = 10**6

Curve = Callable[[float], float]


def even(_luck: random.Random) -> Curve:
    return lambda _at: 1.0


def fading(luck: random.Random) -> Curve:
    by = luck.uniform(0.5, 2.5)
    return lambda at: math.exp(-by * at)


def rising(luck: random.Random) -> Curve:
    by = luck.uniform(0.4, 0.9)
    return lambda at: 1 - by + 2 * by * at


def wave(luck: random.Random) -> Curve:
    height, start, pace = luck.uniform(0.3, 0.6), luck.uniform(-0.6, 0.6), luck.uniform(5, 7)
    return lambda at: 1 + height * math.sin(pace * at + start)


def burst(luck: random.Random) -> Curve:
    top, width, height = luck.uniform(0.15, 0.6), luck.uniform(0.05, 0.15), luck.uniform(1, 3)
    return lambda at: 1 + height * math.exp(-(((at - top) / width) ** 2))


def wandering(luck: random.Random) -> Curve:
    steps = [math.exp(luck.gauss(0, 0.2)) for _ in range(16)]
    return lambda at: math.prod(steps[: int(at * len(steps))])


def turning(luck: random.Random) -> Curve:
    """All at once much more, without a sign before: nobody can foretell that."""
    moment, times = luck.uniform(0.4, 0.7), luck.uniform(1.5, 3)
    return lambda at: 1.0 if at < moment else times


WAYS = {one.__name__: one for one in (even, fading, rising, wave, burst, wandering, turning)}
WINDOWS = {"month of rush": (22_000, 31), "small": (250, 60), "vouchers": (9_000, 121), "year": (2_600, 330)}


def drawn(window: str, way: str, seed: int) -> list[int]:
    """What came in on each day until it was gone; in half of the runs fewer come in the weekend."""
    luck = random.Random(f"{window} {way} {seed}")
    total, days = WINDOWS[window]
    curve, unrest, first = WAYS[way](luck), luck.uniform(0.05, 0.3), luck.randrange(7)
    weights = [
        curve(day / days)
        * (0.3 if seed % 2 and (day + first) % 7 in {5, 6} else 1.0)
        * max(0.05, luck.gauss(1, unrest))
        for day in range(days)
    ]
    part = total / sum(weights)
    return [max(0, round(luck.gauss(part * weight, math.sqrt(part * weight)))) for weight in weights]


@dataclass(frozen=True)
class Found:
    """In percent how often the real day lay in the band, and the middle width as a part of the time that was left."""

    held: float
    width: float


@cache
def found(window: str, way: str, moment: float) -> Found:
    inside, widths = 0, []
    for seed in range(DRAWS):
        counts = drawn(window, way, seed)
        day = int(len(counts) * moment)
        seen, left = tuple(counts[:day][-LOOK_BACK_DAYS:]), len(counts) - day
        told = forecast(Inflow(seen, seen, sum(seen)), sum(counts[day:]), METHOD)
        early, late = (NEVER if one is None else one for one in (told.early, told.late))
        inside += early <= left <= late
        widths.append((min(late, METHOD.horizon_days) - min(early, METHOD.horizon_days)) / left)
    return Found(100 * inside / DRAWS, statistics.median(widths))


@pytest.mark.requirement("R-260")
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("way", [way for way in WAYS if way != "turning"])
def test_the_band_holds_the_real_day_about_as_often_as_it_says_or_more(window: str, way: str, moment: float) -> None:
    assert found(window, way, moment).held >= 72


@pytest.mark.parametrize("window", WINDOWS)
def test_the_band_is_not_so_wide_that_it_says_nothing(window: str) -> None:
    middle = [statistics.median(found(window, way, moment).width for way in WAYS) for moment in MOMENTS]

    assert middle[0] < 3
    assert middle[-1] < 2.5


@pytest.mark.parametrize("window", WINDOWS)
def test_the_band_is_narrower_for_who_looks_less_far_ahead(window: str) -> None:
    widths = [found(window, "even", moment).width for moment in MOMENTS]

    assert widths == sorted(widths, reverse=True)


def test_what_turns_without_a_sign_is_not_foretold() -> None:
    """What nobody can know is told as it is: about half of the days after which it turned lay in the band."""
    before = [found(window, "turning", 0.4).held for window in WINDOWS]

    assert 30 <= statistics.mean(before) <= 80


def main() -> None:
    """Print the table."""
    lines, every = [], []
    for window in WINDOWS:
        for way in WAYS:
            cells = [found(window, way, moment) for moment in MOMENTS]
            every += cells if way != "turning" else []
            lines.append(f"{window:<14}{way:<10}" + "".join(f"{one.held:6.0f}% {one.width:5.2f}" for one in cells))
    held, width = [one.held for one in every], statistics.median(one.width for one in every)
    lines.append(f"lowest {min(held):.0f}%, middle {statistics.median(held):.0f}%; width {width:.2f} of the time left")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
