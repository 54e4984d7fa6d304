"""The lists of a desk: who registered today, who waits too long, and where people are helped who were just found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from overstap.casework.access import FINDING_ROLES, GUIDING_ROLES, visible_cases
from overstap.casework.colleagues import regions_of
from overstap.casework.discretion import discreet_row
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.casework.queries.lists import joined, log_list, shape
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.paging import pages_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from overstap.casework.values import CaseRow
    from overstap.core.actor import Actor

TODAY, LATE = "vandaag", "te_laat"
PAGE_SIZE = 50
ORDERS = {TODAY: ("-opened_at", "-id"), LATE: ("step_due_on", "id")}


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of a list of the desk (bladzijde): the rows, how many there are in all."""

    rows: tuple[CaseRow, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1


def desk_page(actor: Actor, now: dt.datetime, which: str, *, page: int = 1, size: int = PAGE_SIZE) -> DeskPage:
    """Give one page of the open files of the actor's regions: `vandaag` registered today, or `te_laat`.

    Whom it is about and where they are helped; nothing of the content. For desk staff and coordinators, so that nobody
    who walks in is sent away (R-102). Only who stands on the page gets a line in the trail. Which union helps someone
    is told only to a party that the person shares the file with.
    """
    if not _finds(actor):
        return DeskPage()
    rows = _open_here(actor).filter(_condition(which, now))
    total = rows.count()
    page, pages, start = pages_of(total, page, size)
    ordered = rows.order_by(*ORDERS[which])
    return DeskPage(_told(ordered, actor, now, "loketlijst", start=start, length=size), total, page, pages)


def desk_rows(actor: Actor, now: dt.datetime, participant_ids: Collection[int]) -> dict[int, CaseRow]:
    """Give the open files of people who were found, by person, in a fixed number of questions; each look is logged.

    To a desk what `desk_page` tells; to an adviser the files that the person shares with the own party.
    """
    wanted = sorted(participant_ids)
    if not wanted:
        return {}
    found: dict[int, CaseRow] = {}
    if _finds(actor):
        here = _open_here(actor).filter(participant_id__in=wanted).order_by("id")
        found |= {row.participant_id: row for row in _told(here, actor, now, "loketlijst", length=len(wanted))}
    if actor.has(*GUIDING_ROLES):
        shared = visible_cases(actor, now=now).filter(closed_at__isnull=True, participant_id__in=wanted).order_by("id")
        own = shape(joined(shared), actor, now, start=0, length=len(wanted))
        log_list(actor, "caseload", [row.participant_id for row in own.cases], now)
        found |= {row.participant_id: row for row in own.rows}
    return found


def _finds(actor: Actor) -> bool:
    return actor.has(*FINDING_ROLES) and actor.serves_people


def _open_here(actor: Actor) -> QuerySet[Case]:
    return Case.objects.filter(region_id__in=regions_of(actor), closed_at__isnull=True)


def _condition(which: str, now: dt.datetime) -> Q:
    today = local_day(now)
    if which == LATE:
        return Q(step_due_on__lt=today)
    midnight = timezone.make_aware(dt.datetime.combine(today, dt.time()))
    return Q(opened_at__gte=midnight, opened_at__lt=midnight + dt.timedelta(days=1))


def _told(
    rows: QuerySet[Case], actor: Actor, now: dt.datetime, verb: str, *, start: int = 0, length: int
) -> tuple[CaseRow, ...]:
    shared = Consent.objects.filter(
        in_force(now), participant_id=OuterRef("participant_id"), party_id=actor.party_id or 0
    )
    found = shape(joined(rows).annotate(shared=Exists(shared)), actor, now, start=start, length=length, advised=False)
    log_list(actor, verb, [row.participant_id for row in found.cases], now)
    return tuple(
        row if getattr(case, "shared", False) else discreet_row(row, case, actor)
        for case, row in zip(found.cases, found.rows, strict=True)
    )
