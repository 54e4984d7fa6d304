"""Desks for many: how far people are, who takes part, what regions promise and what it costs; counts, no names."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from django.db.models import Count

from overstap.arrangements.models import Arrangement, ArrangementState
from overstap.brokerage.access import access_centre, visible_centres
from overstap.brokerage.models import CentreMember, CentreSession, MobilityCentre
from overstap.brokerage.values import (
    CentreCard,
    CentrePage,
    ExpenseCard,
    FunnelStep,
    PartnerCard,
    RoomCard,
    SessionCard,
)
from overstap.casework.models import CaseState, Outcome
from overstap.core.actor import Actor
from overstap.core.centres import partner_checklist, weeks_needed
from overstap.core.decision import NotFoundError
from overstap.parties.models import Region

AGREED = (ArrangementState.AGREED, ArrangementState.ACTIVE, ArrangementState.COMPLETED)


def centres(actor: Actor) -> tuple[CentreCard, ...]:
    """The centres of the regions of the actor: open ones first."""
    rows = visible_centres(actor).annotate(taken_in=Count("members"))
    ordered = sorted(rows, key=lambda row: (row.closed_at is not None, row.starts_on, row.pk))
    return tuple(_card(row, row.taken_in) for row in ordered)


def centre(actor: Actor, centre_id: int) -> CentrePage:
    """One centre as it stands now. Raises NotFoundError for another region."""
    row = access_centre(actor, centre_id)
    members = list(CentreMember.objects.filter(centre=row).order_by("pk").values_list("case_id", "invited_at"))
    cases = [case_id for case_id, _ in members]
    outcomes = list(Outcome.objects.filter(case__in=cases).order_by("pk").values_list("direct", "days_between"))
    partners = tuple(PartnerCard(one.kind, one.name, one.since) for one in row.partners.all())
    sessions = sessions_of(row)
    return CentrePage(
        card=_card(row, len(members)),
        checklist=partner_checklist({one.kind for one in partners}),
        partners=partners,
        sessions=sessions,
        rooms=_rooms(row, cases),
        funnel=_funnel(row, cases, sum(at is not None for _, at in members), sessions, len(outcomes)),
        expenses=tuple(ExpenseCard(one.what, one.cents, one.on) for one in row.expenses.all()),
        not_invited=sum(at is None for _, at in members),
        placed_directly=sum(direct for direct, _ in outcomes),
        days_between=round(statistics.median(days for _, days in outcomes)) if outcomes else None,
    )


def centre_of(actor: Actor, session_id: int) -> int:
    """The centre of a meeting. Raises NotFoundError for a meeting in another region."""
    found = CentreSession.objects.filter(pk=session_id).values_list("centre_id", flat=True).first()
    if found is None:
        raise NotFoundError(session_id)
    return access_centre(actor, found).pk


def sessions_of(row: MobilityCentre) -> tuple[SessionCard, ...]:
    """The meetings of a centre with their seats, the first one first."""
    rows = CentreSession.objects.filter(centre=row).annotate(taken=Count("seats")).order_by("starts_at", "pk")
    return tuple(SessionCard(one.pk, one.place, one.starts_at, one.capacity, one.taken, one.attended) for one in rows)


def _funnel(
    row: MobilityCentre, cases: Sequence[int], invited: int, sessions: Sequence[SessionCard], placed: int
) -> tuple[FunnelStep, ...]:
    """From the jobs that go to the people who found other work; each step out of the jobs."""
    members = CentreMember.objects.filter(centre=row)
    spoken = members.exclude(case__state=CaseState.REGISTERED).count()
    agreed = Arrangement.objects.filter(case__in=cases, state__in=AGREED).order_by().values("case").distinct().count()
    counts = (
        ("banen", row.jobs),
        ("aangemeld", len(cases)),
        ("uitgenodigd", invited),
        ("plaats_gekozen", sum(one.taken for one in sessions)),
        ("aanwezig", sum(one.attended or 0 for one in sessions)),
        ("gesproken", spoken),
        ("afgesproken", agreed),
        ("geplaatst", placed),
    )
    return tuple(FunnelStep(code, count, row.jobs) for code, count in counts)


def _rooms(row: MobilityCentre, cases: Sequence[int]) -> tuple[RoomCard, ...]:
    """Every region where somebody lives or that promised something (R-080)."""
    held = CentreMember.objects.filter(centre=row).order_by().values_list("case__region_id")
    people = dict(held.annotate(Count("pk")))
    placed = Counter(Outcome.objects.filter(case__in=cases).order_by("pk").values_list("case__region_id", flat=True))
    promised = {one.region_id: one.people_per_week for one in row.promises.all()}
    regions = Region.objects.filter(pk__in={*people, *promised, row.region_id}).order_by("name")
    found = []
    for region in regions:
        waiting = people.get(region.pk, 0) - placed[region.pk]
        per_week = promised.get(region.pk, 0)
        found.append(
            RoomCard(
                region_code=region.code,
                region_name=region.name,
                people=people.get(region.pk, 0),
                waiting=waiting,
                people_per_week=per_week,
                weeks=weeks_needed(waiting, per_week),
            )
        )
    return tuple(found)


def _card(row: MobilityCentre, members: int) -> CentreCard:
    return CentreCard(
        id=row.pk,
        employer_id=row.employer_id,
        employer_name=row.employer.name,
        region_code=row.region.code,
        region_name=row.region.name,
        reason=row.reason,
        jobs=row.jobs,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        budget_cents=row.budget_cents,
        closed_at=row.closed_at,
        members=members,
    )
