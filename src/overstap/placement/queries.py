"""Questions about waiting lists and new work: a person's own, what an employer may know, and counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q

from overstap.casework.policy import local_day
from overstap.core.actor import Actor, Role
from overstap.core.demand import VacancyState
from overstap.core.placement import PlacementState, Through, WorkContract, aftercare_held, contract_of, middle
from overstap.demand.access import visible_vacancies
from overstap.demand.models import Vacancy
from overstap.placement.access import open_placing, open_waiting
from overstap.placement.calling import in_line
from overstap.placement.models import STANDING, Placement, WaitingPlace, WaitingState
from overstap.placement.policy import refuse_list
from overstap.placement.values import EmployerList, HiringLine, PlacementCard, PlacementCounts, Starter, VacancyChoice

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


HAS_STARTED = (PlacementState.STARTED, PlacementState.STOPPED)


def placements_of(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[PlacementCard, ...]:
    """The work that was agreed for somebody, the newest first. Raises NotFoundError for a foreign file."""
    case = open_placing(actor, case_id, now=now)
    return tuple(_card(row) for row in Placement.objects.filter(case=case).order_by("-made_at", "-pk"))


def _card(row: Placement) -> PlacementCard:
    return PlacementCard(
        id=row.pk,
        case_id=row.case_id,
        vacancy_id=row.vacancy_id,
        employer=row.employer_name,
        occupation_uri=row.occupation_uri,
        occupation=row.occupation_name,
        contract=row.contract,
        hours_per_week=row.hours_per_week,
        starts_on=row.starts_on,
        through=row.through,
        state=row.state,
        made_at=row.made_at,
        started_on=row.started_on,
        direct=row.direct,
        days_between=row.days_between,
        aftercare_until=row.aftercare_until,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
    )


def vacancy_choices(
    actor: Actor, case_id: int, vacancy_ids: Iterable[int], *, now: dt.datetime
) -> tuple[VacancyChoice, ...]:
    """These vacancies, and those at which somebody has a turn, without those at which they are placed already.

    Raises NotFoundError for a foreign file.
    """
    case = open_placing(actor, case_id, now=now)
    turns = WaitingPlace.objects.filter(case=case, state=WaitingState.STARTS).order_by("vacancy_id")
    said_yes = set(turns.values_list("vacancy_id", flat=True))
    placed = Placement.objects.filter(case=case, state__in=(PlacementState.AGREED, PlacementState.STARTED))
    rows = Vacancy.objects.filter(pk__in=said_yes | set(vacancy_ids)).exclude(placements__in=placed)
    return tuple(
        VacancyChoice(
            id=row.pk,
            title=row.title,
            employer=row.employer.name,
            contract=contract_of(row.contract),
            hours_most=row.hours_most,
            starts_on=row.starts_on,
            turn=row.pk in said_yes,
        )
        for row in rows.select_related("employer").order_by("title", "pk")
    )


def started_for_cases(case_ids: Iterable[int]) -> set[int]:
    """Which of these files have work that began, whatever came of it later."""
    rows = Placement.objects.filter(case_id__in=list(case_ids), state__in=HAS_STARTED)
    return set(rows.order_by("case_id").values_list("case_id", flat=True))


def started_at(actor: Actor, vacancy_ids: Iterable[int]) -> dict[int, int]:
    """How many people began at each of the actor's own vacancies; never who."""
    seen = visible_vacancies(actor).filter(pk__in=list(vacancy_ids)).order_by("pk")
    rows = seen.annotate(begun=Count("placements", filter=Q(placements__state__in=HAS_STARTED)))
    return dict(rows.values_list("pk", "begun"))


def placement_counts(region_code: str, start: dt.date, until: dt.date, *, today: dt.date) -> PlacementCounts:
    """Count the work that began from `start` up to but not including `until`; an empty code is the country (R-385)."""
    rows = Placement.objects.filter(state__in=HAS_STARTED, started_on__gte=start, started_on__lt=until)
    if region_code:
        rows = rows.filter(case__region__code=region_code)
    found = list(rows.order_by("pk"))
    kept = [
        aftercare_held(
            started_on=row.started_on, aftercare_until=row.aftercare_until, ended_on=row.ended_on, today=today
        )
        for row in found
        if row.started_on is not None and row.aftercare_until is not None
    ]
    return PlacementCounts(
        started=len(found),
        direct=sum(1 for row in found if row.direct),
        median_days_between=middle([row.days_between for row in found if row.days_between is not None]),
        by_through={one.value: sum(1 for row in found if row.through == one) for one in Through},
        by_contract={one.value: sum(1 for row in found if row.contract == one) for one in WorkContract},
        stopped=sum(1 for row in found if row.state == PlacementState.STOPPED),
        aftercare_over=sum(1 for one in kept if one is not None),
        still_working=sum(1 for one in kept if one),
    )
