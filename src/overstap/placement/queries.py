"""Questions about waiting lists: a person's own places, and what an employer may know."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from overstap.casework.policy import local_day
from overstap.core.actor import Actor, Role
from overstap.core.demand import VacancyState
from overstap.demand.access import visible_vacancies
from overstap.demand.models import Vacancy
from overstap.placement.access import open_waiting
from overstap.placement.calling import in_line
from overstap.placement.models import STANDING, WaitingPlace, WaitingState
from overstap.placement.policy import refuse_list
from overstap.placement.values import EmployerList, HiringLine, Starter

MOST = 50
LISTED = (VacancyState.OPEN, VacancyState.FILLED)


def lists_for(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[HiringLine, ...]:
    """The lists of the region of a file and those on which this person stands; their own first.

    Raises NotFoundError for a foreign file.
    """
    case = open_waiting(actor, case_id, now=now)
    today = local_day(now)
    own = {row.vacancy_id: row for row in WaitingPlace.objects.filter(case=case).order_by("number")}
    near = Q(site__region=case.region, open_hiring=True, state__in=LISTED)
    rows = Vacancy.objects.filter(near & (Q(closes_on__isnull=True) | Q(closes_on__gte=today)) | Q(pk__in=own))
    found = rows.select_related("employer", "site").order_by("-created_at", "-pk")[:MOST]
    lines = [_line(one, own.get(one.pk), today, open_file=case.closed_at is None) for one in found]
    return tuple(sorted(lines, key=lambda line: not line.state))


def _line(vacancy: Vacancy, row: WaitingPlace | None, today: dt.date, *, open_file: bool) -> HiringLine:
    queue = in_line(vacancy)
    waiting = queue.count()
    standing = row is not None and row.state in STANDING
    listed = vacancy.state in LISTED and (vacancy.closes_on is None or vacancy.closes_on >= today)
    return HiringLine(
        vacancy_id=vacancy.pk,
        title=vacancy.title,
        employer=vacancy.employer.name,
        municipality=vacancy.site.municipality,
        hours_least=vacancy.hours_least,
        hours_most=vacancy.hours_most,
        starts_on=vacancy.starts_on,
        waiting=waiting,
        state=row.state if row else "",
        ahead=queue.filter(number__lt=row.number).count() if row else waiting,
        answer_by=row.answer_by if row else None,
        life_coach=row.life_coach if row else False,
        may_join=open_file and listed and not standing and refuse_list(vacancy, today) is None,
    )


def employer_lists(actor: Actor) -> tuple[EmployerList, ...]:
    """The lists of an employer: how many wait, and who starts after a yes. Nothing to choose on (R-362)."""
    if not actor.has(Role.EMPLOYER):
        return ()
    waits = Q(waiting__state=WaitingState.WAITING, waiting__case__closed_at__isnull=True)
    rows = visible_vacancies(actor).filter(open_hiring=True).order_by("-created_at", "-pk")
    found = list(
        rows.annotate(
            waits=Count("waiting", filter=waits), called=Count("waiting", filter=Q(waiting__state=WaitingState.CALLED))
        )[:MOST]
    )
    begun: dict[int, list[Starter]] = {}
    starts = WaitingPlace.objects.filter(
        vacancy__in=found, state=WaitingState.STARTS, case__participant__withdrew_at=None
    )
    for row in starts.select_related("case__participant").order_by("vacancy", "number"):
        begun.setdefault(row.vacancy_id, []).append(Starter(row.case.participant.full_name, row.starts_on))
    return tuple(
        EmployerList(one.pk, one.title, one.places, one.waits, one.called, tuple(begun.get(one.pk, ())))
        for one in found
    )
