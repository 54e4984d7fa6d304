"""Two rushes of the past, played again: asked for here, done in the background, shown day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.allotment import queries
from overstap.allotment.queries import WindowOutlook
from overstap.allotment.values import WindowCard
from overstap.audit import queries as trail
from overstap.background.actions import enqueue
from overstap.core.allotment import Unit
from overstap.web import clock
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.templatetags.windows import grouped
from overstap.web.treasury.chart import Chart, draw


@dataclass(frozen=True, slots=True)
class Story:
    """A rush that can be played (stormloop): its name in addresses, the window it fills, and what happened then."""

    name: str
    code: str
    title: Promise
    told: Promise


STORIES = (
    Story(
        "ontwikkeladvies",
        "naspelen-ontwikkeladvies",
        _("Ontwikkeladvies, augustus 2020"),
        _("Er was plaats voor 22.000 registraties. Binnen een maand waren ze allemaal weg."),
    ),
    Story(
        "scholingsvouchers",
        "naspelen-scholingsvouchers",
        _("Scholingsvouchers, 2016 en 2017"),
        _("Er was geld tot en met december 2017. In april 2017 was het op."),
    ),
)


@dataclass(frozen=True, slots=True)
class WeekPlayed:
    """What came in during one week, and what was left at its end, in the unit that ran out."""

    begins: dt.date
    applications: int
    left: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """A rush as far as it was played (nagespeelde stormloop). `done` when its outcome is known."""

    story: Story
    window: WindowCard | None = None
    applications: int = 0
    done: bool = False
    full_on: dt.date | None = None
    warned_on: dt.date | None = None
    foretold: dt.date | None = None
    weeks: tuple[WeekPlayed, ...] = ()
    chart: Chart | None = None

    @property
    def days_ahead(self) -> int | None:
        """How many days before it was full the warning came."""
        return (self.full_on - self.warned_on).days if self.full_on and self.warned_on else None


def job_kind(name: str) -> str:
    """The kind of job that plays this rush."""
    return f"naspelen_{name}"


@reading_view(roles="public", demo_only=True)
def every(request: ActingRequest) -> HttpResponse:
    """Both rushes: what happened, and what came of playing them again."""
    return render(request, "demo/replays.html", {"replays": [_replayed(story, request.now) for story in STORIES]})


@writing_view(roles="public", demo_only=True, methods=("POST",))
def ask(_request: ActingRequest, name: str) -> HttpResponse:
    """Ask the background to play one; asked twice in a minute is asked once, and playing twice changes nothing."""
    story = next((one for one in STORIES if one.name == name), None)
    if story is None:
        raise Http404
    real = clock.real()
    enqueue(kind=job_kind(name), key=f"{job_kind(name)} {real:%Y-%m-%d %H:%M}", now=real)
    return redirect("demo:replays")


def _replayed(story: Story, now: dt.datetime) -> Replayed:
    window = queries.window(story.code, now)
    if window is None or window.closes_at is None:
        return Replayed(story)
    outlook = queries.window_outlook(story.code, on=window.closes_at.date())
    if outlook is None or not outlook.days:
        return Replayed(story, window)
    found = next((deed for deed in trail.timeline("loket", story.code) if deed.verb == "loket_naspelen"), None)
    days = {name: dt.date.fromisoformat(day) for name, day in (found.details if found else {}).items() if day}
    left = _left(outlook)
    return Replayed(
        story,
        window,
        applications=sum(one.applications for one in outlook.days),
        done=found is not None,
        full_on=days.get("vol"),
        warned_on=days.get("gewaarschuwd"),
        foretold=days.get("voorspeld"),
        weeks=_weeks(outlook, left),
        chart=draw(list(left.items()), (), _millions if window.unit == Unit.EUROS else grouped),
    )


def _millions(cents: int) -> str:
    """An amount beside the drawing, short enough for a phone."""
    return gettext("%(n)s mln") % {"n": number_format(cents / 100_000_000, decimal_pos=0)}


def _left(outlook: WindowOutlook) -> dict[dt.date, int]:
    """What was left at the end of each day, up to the last on which somebody came."""
    last = max(one.day for one in outlook.days if one.applications)
    left, room = {}, outlook.room
    for one in outlook.days:
        if one.day > last:
            break
        room = max(room - one.asked, 0)
        left[one.day] = room
    return left


def _weeks(outlook: WindowOutlook, left: dict[dt.date, int]) -> tuple[WeekPlayed, ...]:
    """The same per week, for the table."""
    shown = [one for one in outlook.days if one.day in left]
    return tuple(
        WeekPlayed(monday, sum(one.applications for one in week), left[week[-1].day])
        for monday, days in groupby(shown, key=lambda one: one.day - dt.timedelta(days=one.day.weekday()))
        for week in [list(days)]
    )
