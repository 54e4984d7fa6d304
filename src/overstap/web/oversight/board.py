"""The first screen: what needs me now, how my region stands, or how the country stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from overstap.core.actor import Role
from overstap.oversight import queries
from overstap.oversight.queries import RegionBoard, ReportRow, SignalCard, Waiting
from overstap.treasury import queries as treasury
from overstap.web.guards import reading_view
from overstap.web.oversight.figures import shape
from overstap.web.oversight.national import show_country
from overstap.web.oversight.opening import OVERSEERS, open_region, own_regions, show, show_region, today
from overstap.web.oversight.setting_up import warning_lines
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

DECIDED = "besloten"
TOO_EARLY = "te_vroeg_op"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs this reader now (wat nu nodig is): what, where to go, and how urgent."""

    what: str
    url: str
    badge: str = ""
    kind: str = "neutral"


@reading_view(roles=OVERSEERS)
def start(request: ActingRequest) -> HttpResponse:
    """The country for the steering group, the own region for a coordinator."""
    if request.actor.has(Role.STEERING_GROUP):
        return show_country(request)
    codes = own_regions(request.actor)
    if not codes:
        return show(request, "no_region")
    return _show_board(request, codes[0])


@reading_view(roles=OVERSEERS)
def region(request: ActingRequest, code: str) -> HttpResponse:
    """How one region stands."""
    return _show_board(request, code)


def _show_board(request: ActingRequest, code: str) -> HttpResponse:
    page = open_region(request, code)
    board = queries.region_board(request.actor, code, request.now)
    waiting = queries.waiting(request.actor, code, request.now)
    own = code in own_regions(request.actor)
    open_signals = tuple(one for one in board.signals if one.state != DECIDED)
    return show_region(
        request,
        "region",
        page,
        "oversight:region",
        board=board,
        own=own,
        needs=(
            *_needs(board, waiting, open_signals, today(request), own=own),
            *_money_needs(treasury.alarms(request.actor, as_of=request.now, region_code=code), code),
        ),
        lacking=warning_lines(page),
        figures=shape(board.figures),
        open_signals=open_signals,
        reports=tuple(reversed(board.reports)),
        other_regions=tuple(other for other in own_regions(request.actor) if other != code),
    )


def _needs(
    board: RegionBoard, waiting: Waiting, signals: tuple[SignalCard, ...], day: dt.date, *, own: bool
) -> Iterator[Need]:
    for report in board.reports:
        if report.submitted_at is None and report.period_until <= day:
            yield _report_need(report, own=own)
    yield from _waiting_needs(board, waiting, own=own)
    for signal in signals:
        yield Need(
            gettext("Knelpunt: %(subject)s") % {"subject": signal.subject},
            reverse("oversight:signal", args=(signal.id,)),
            gettext("overleg van %(date)s") % {"date": date_format(signal.agenda_on, "j F")},
        )


def _report_need(report: ReportRow, *, own: bool) -> Need:
    sentence = gettext("De rapportage over de periode tot %(date)s is er nog niet")
    if own:
        sentence = gettext("Dien de rapportage in over de periode tot %(date)s")
    return Need(
        sentence % {"date": date_format(report.period_until, "j F Y")},
        reverse("oversight:report", args=(report.id,)),
        gettext("te laat") if report.overdue else gettext("vandaag"),
        "bad" if report.overdue else "attention",
    )


def _waiting_needs(board: RegionBoard, waiting: Waiting, *, own: bool) -> Iterator[Need]:
    here = reverse("oversight:region", args=(board.region.code,))
    if waiting.handovers_late:
        yield Need(
            ngettext(
                "%(n)d overdracht wacht te lang op antwoord",
                "%(n)d overdrachten wachten te lang op antwoord",
                waiting.handovers_late,
            )
            % {"n": waiting.handovers_late},
            f"{here}#overdracht",
            gettext("te laat"),
            "bad",
        )
    if waiting.steps_late:
        yield Need(
            ngettext(
                "In %(n)d dossier is de volgende stap te laat",
                "In %(n)d dossiers is de volgende stap te laat",
                waiting.steps_late,
            )
            % {"n": waiting.steps_late},
            reverse("desk:start") if own else f"{here}#stand",
            gettext("te laat"),
            "bad",
        )


def _money_needs(alarms: tuple[treasury.AlarmCard, ...], code: str) -> Iterator[Need]:
    """Budgets of the region that run out, as the last night round foretold it."""
    for alarm in alarms:
        name = alarm.stream_name_en if in_english() else alarm.stream_name_nl
        sentence = gettext("%(stream)s %(year)s: %(percent)s procent is gebruikt")
        if alarm.kind == TOO_EARLY:
            sentence = gettext("%(stream)s %(year)s kan op zijn voordat het jaar om is")
        yield Need(
            sentence % {"stream": name, "year": alarm.year, "percent": alarm.used_percent},
            f"{reverse('oversight:region', args=(code,))}#geld",
            gettext("rond %(date)s") % {"date": date_format(alarm.likely_on, "j F Y")} if alarm.likely_on else "",
            "attention",
        )
