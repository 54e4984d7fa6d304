"""How long somebody travels to work: an estimate, and told as one."""

from __future__ import annotations

from functools import cache

from overstap.mediation.settings import MatchingSettings, matching_settings
from overstap.parties.places import kilometres

UNSAID = ("fiets", "ov")
"""Who did not say how they travel is not supposed to have a car."""

PUBLIC_TRANSPORT = "ov"


@cache
def travel_minutes(home: str, work: str, means: tuple[str, ...]) -> int | None:
    """Minutes from one municipality to another by the fastest of these means; None when a place is unknown.

    The distance as the crow flies times a detour, at a usual speed, after a fixed start; the numbers and their reasons
    stand with the weights. It is no timetable and knows no traffic.
    """
    apart = kilometres(home, work)
    if apart is None:
        return None
    settings = matching_settings()
    far = max(apart * settings.number("travel.detour"), settings.number("travel.inside_km"))
    return min(_by(one, far, settings) for one in usable(means))


@cache
def usable(means: tuple[str, ...]) -> tuple[str, ...]:
    """The means that we can calculate with."""
    speeds = {one.key.removeprefix("travel.speed_") for one in matching_settings().numbers if "speed_" in one.key}
    return tuple(one for one in means if one in speeds) or UNSAID


def _by(one: str, far: float, settings: MatchingSettings) -> int:
    start = "travel.start_minutes_ov" if one == PUBLIC_TRANSPORT else "travel.start_minutes"
    return round(settings.number(start) + far / settings.number(f"travel.speed_{one}") * 60)
