"""What `overstap demo-replay` prints of a rush that was played."""

import datetime as dt

from overstap.allotment.queries import DayOfOrder
from overstap.cli.demo_replay_command import NAMES, told
from overstap.site.demo.replays import ADVICE, RUSHES, Played

DAYS = (
    DayOfOrder(dt.date(2020, 8, 3), 10, 10, 10, 0),
    DayOfOrder(dt.date(2020, 8, 7), 25, 25, 25, 0),
    DayOfOrder(dt.date(2020, 8, 10), 45, 40, 40, 5),
)


def test_every_rush_has_a_name_on_the_command_line() -> None:
    assert set(NAMES) == set(RUSHES)


def test_each_week_tells_who_came_in_it_and_how_it_stood_at_its_end() -> None:
    played = Played(ADVICE, DAYS, dt.date(2020, 8, 10), dt.date(2020, 8, 7), dt.date(2020, 8, 9))

    lines = list(told(played))

    assert " ".join(lines[1].split()) == "2020 week 32: 25 came, 25 have a place, 0 wait"
    assert " ".join(lines[2].split()) == "2020 week 33: 20 came, 40 have a place, 5 wait"
    assert lines[-1] == "First warning on 2020-08-07, 3 days before; expected then: 2020-08-09."


def test_a_rush_that_fits_says_so() -> None:
    assert list(told(Played(ADVICE, DAYS[:2], None, None, None)))[-2:] == [
        "Never full.",
        "The forecast did not warn.",
    ]
