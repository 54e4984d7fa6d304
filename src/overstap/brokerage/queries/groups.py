"""Questions about groups; frozen values, never rows."""

from __future__ import annotations

from overstap.brokerage.access import access_surplus, visible_surpluses
from overstap.brokerage.models import Coupling, Surplus
from overstap.brokerage.values import CouplingCard, SurplusCard
from overstap.core.actor import Actor
from overstap.core.brokerage import STANDING
from overstap.core.decision import NotFoundError


def surpluses(actor: Actor) -> tuple[SurplusCard, ...]:
    """Every surplus that the actor sees: open ones first, the soonest first."""
    rows = list(visible_surpluses(actor).prefetch_related("couplings__vacancy__employer", "couplings__vacancy__site"))
    return tuple(_card(row, actor) for row in sorted(rows, key=lambda row: (row.state != "open", row.from_on, row.pk)))


def surplus(actor: Actor, surplus_id: int) -> SurplusCard:
    """One surplus with its couplings. Raises NotFoundError for who does not see it."""
    return _card(access_surplus(actor, surplus_id), actor)


def company_groups(actor: Actor, employer_id: int) -> tuple[SurplusCard, ...]:
    """The surpluses of one company that the actor sees, over all its regions when it is a national one (R-081)."""
    return tuple(one for one in surpluses(actor) if one.employer_id == employer_id)


def surplus_of(actor: Actor, coupling_id: int) -> int:
    """The surplus of a coupling. Raises NotFoundError for a coupling of a surplus that the actor does not see."""
    found = Coupling.objects.filter(pk=coupling_id).values_list("surplus_id", flat=True).first()
    if found is None:
        raise NotFoundError(coupling_id)
    return access_surplus(actor, found).pk


def _card(row: Surplus, actor: Actor) -> SurplusCard:
    couplings = sorted(row.couplings.all(), key=lambda one: (one.state not in STANDING, one.pk))
    held = sum(one.people for one in couplings if one.state in STANDING)
    return SurplusCard(
        id=row.pk,
        employer_id=row.employer_id,
        employer_name=row.employer.name,
        municipality=row.site.municipality,
        region_name=row.site.region.name,
        occupation_name=row.occupation_name,
        people=row.people,
        left=row.people - held,
        started=sum(one.placed for one in couplings),
        from_on=row.from_on,
        until_on=row.until_on,
        social_plan=row.social_plan,
        social_plan_url=row.social_plan_url,
        state=row.state,
        may_change=row.site.region.code in actor.region_codes,
        couplings=tuple(_coupling(one) for one in couplings),
    )


def _coupling(row: Coupling) -> CouplingCard:
    return CouplingCard(
        id=row.pk,
        vacancy_id=row.vacancy_id,
        vacancy_title=row.vacancy.title,
        employer_name=row.vacancy.employer.name,
        municipality=row.vacancy.site.municipality,
        people=row.people,
        placed=row.placed,
        state=row.state,
        manual=row.manual,
        nearness=round(row.nearness / 10),
        km=row.km,
        weights=row.weights,
    )
