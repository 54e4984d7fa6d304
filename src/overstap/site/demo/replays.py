"""Two rushes that happened, played again through the real actions: who comes when is drawn, who gets what is decided.

How many there were and when it was full is history; the hour at which each came is drawn, always the same.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from overstap.allotment import actions, queries
from overstap.allotment.applicants import ApplicantKind
from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.allotment import Unit, Way
from overstap.core.decision import Refusal

HERE = ZoneInfo("Europe/Amsterdam")
APPLICANT = Actor(user_id=None, name="nagespeelde aanvrager", roles=frozenset({Role.PERSON}))
KEEPER = Actor(user_id=None, name="naspelen", roles=frozenset({Role.FRAMEWORK_KEEPER}))
_SPACE = uuid.UUID("6f0f1df1-98b5-4f0e-a5f3-3f0a2f5f9a10")
_WEEKEND = 5
_QUIET = 0.25


@dataclass(frozen=True, slots=True)
class Rush:
    """A rush on a window (stormloop): what there was, how long it should last, and how many came per day at first.

    `per_day` came on a working day at the beginning, and `growth` times as many a day later; `low` and `high` are what
    one application asks, in the unit.
    """

    code: str
    like: str
    name_nl: str
    name_en: str
    source: str
    unit: Unit
    funded: int
    registrations: int | None
    opens: dt.date
    should_last_until: dt.date
    days: int
    per_day: float
    growth: float
    low: int
    high: int


ADVICE = Rush(
    code="naspelen-ontwikkeladvies",
    like="ontwikkeladvies-2020",
    name_nl="Nagespeeld: ontwikkeladvies, augustus 2020",
    name_en="Replayed: development advice, August 2020",
    source="Kamerbrief 30 november 2020, par. 2: 22.000 registraties in de eerste maand",
    unit=Unit.PLACES,
    funded=20_000,
    registrations=22_000,
    opens=dt.date(2020, 8, 3),
    should_last_until=dt.date(2020, 12, 31),
    days=29,
    per_day=1_500,
    growth=0.985,
    low=1,
    high=1,
)
VOUCHERS = Rush(
    code="naspelen-scholingsvouchers",
    like="scholingsvoucher-2016",
    name_nl="Nagespeeld: scholingsvouchers, 2016 en 2017",
    name_en="Replayed: training vouchers, 2016 and 2017",
    source="UWV 2017: 14.500 vouchers, plafond van 36 miljoen euro bereikt in april 2017",
    unit=Unit.EUROS,
    funded=36_000_000_00,
    registrations=None,
    opens=dt.date(2016, 5, 2),
    should_last_until=dt.date(2017, 12, 31),
    days=360,
    per_day=36.3,
    growth=1.0023,
    low=2_466_00,
    high=2_500_00,
)
RUSHES = {"ontwikkeladvies": ADVICE, "scholingsvouchers": VOUCHERS}


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a replay (uitkomst van het naspelen).

    `full_on` is the day on which the first one had to wait, `warned_on` the first day on which the forecast warned that
    it would not last, and `foretold` the day that it then thought most likely.
    """

    rush: Rush
    days: tuple[queries.DayOfOrder, ...]
    full_on: dt.date | None
    warned_on: dt.date | None
    foretold: dt.date | None

    @property
    def days_ahead(self) -> int | None:
        """How many days before it was full the forecast warned."""
        if self.full_on is None or self.warned_on is None:
            return None
        return (self.full_on - self.warned_on).days


def arrivals(rush: Rush) -> Iterator[tuple[dt.date, list[tuple[dt.datetime, int]]]]:
    """Who comes on each day, in order: the moment and what is asked. Always the same for the same rush."""
    luck = Random(rush.code)
    expected = rush.per_day
    for at in range(rush.days):
        day = rush.opens + dt.timedelta(days=at)
        mean = expected * (_QUIET if day.weekday() >= _WEEKEND else 1.0)
        number = max(0, round(luck.gauss(mean, mean**0.5)))
        morning = dt.datetime.combine(day, dt.time(9), HERE)
        moments = sorted(luck.uniform(0, 9 * 3600) for _ in range(number))
        yield day, [(morning + dt.timedelta(seconds=s), luck.randint(rush.low, rush.high)) for s in moments]
        expected *= rush.growth


def replay(rush: Rush, *, now: dt.datetime) -> Played | Refusal:
    """Make the window when it is not there yet, let everybody apply, and tell what came of it.

    Needs an installation whose windows follow the clock that is handed in. Playing it again changes nothing: everybody
    applied already. Refuses what the actions refuse.
    """
    refused = _open(rush, now)
    if refused is not None:
        return refused
    for number, (day, coming) in enumerate(arrivals(rush)):
        refused = _let_in(rush, number, coming)
        if refused is not None:
            return refused
        evening = dt.datetime.combine(day, dt.time(23, 59), HERE)
        actions.settle_all(now=evening, window=rush.code)
    played = outcome(rush, queries.order_by_day(rush.code))
    _keep(played, now)
    return played


def _keep(played: Played, now: dt.datetime) -> None:
    """Leave the outcome on the trail of the window, where the page of the demo reads it."""
    days = {"vol": played.full_on, "gewaarschuwd": played.warned_on, "voorspeld": played.foretold}
    audit.record(
        actor=KEEPER,
        verb="loket_naspelen",
        object_kind="loket",
        object_id=played.rush.code,
        now=now,
        details={name: day.isoformat() if day else None for name, day in days.items()},
    )


def outcome(rush: Rush, days: tuple[queries.DayOfOrder, ...]) -> Played:
    """When it was full, and when the forecast warned for the first time."""
    full_on = next((one.day for one in days if one.waiting), None)
    for one in days:
        if full_on is not None and one.day >= full_on:
            break
        found = queries.window_outlook(rush.code, on=one.day, until=rush.should_last_until)
        if found is not None and found.too_early:
            return Played(rush, days, full_on, one.day, found.likely_on)
    return Played(rush, days, full_on, None, None)


def _open(rush: Rush, now: dt.datetime) -> Refusal | None:
    opened = actions.open_window(
        actor=KEEPER,
        key=uuid.uuid5(_SPACE, rush.code),
        code=rush.code,
        like=rush.like,
        name_nl=rush.name_nl,
        name_en=rush.name_en,
        terms=actions.Terms(
            unit=rush.unit,
            way=Way.IN_ORDER,
            funded_ceiling=rush.funded,
            registration_ceiling=rush.registrations,
            opens_at=dt.datetime.combine(rush.opens, dt.time(), HERE),
            closes_at=dt.datetime.combine(rush.should_last_until + dt.timedelta(days=1), dt.time(), HERE),
        ),
        source=rush.source,
        now=now,
    )
    return opened if isinstance(opened, Refusal) else None


@transaction.atomic
def _let_in(rush: Rush, number: int, coming: list[tuple[dt.datetime, int]]) -> Refusal | None:
    keys = [uuid.uuid5(_SPACE, f"{rush.code} {number} {place}") for place in range(len(coming))]
    if queries.receipts(keys[:1]):
        # A day is written down whole or not at all.
        return None
    for key, (moment, amount) in zip(keys, coming, strict=True):
        answer = actions.apply(
            actor=APPLICANT,
            key=key,
            window=rush.code,
            applicant_key=key,
            applicant_kind=ApplicantKind.PERSON.value,
            amount=amount,
            now=moment,
        )
        if isinstance(answer, Refusal):
            return answer
    return None
