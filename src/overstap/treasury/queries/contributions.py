"""Money beside the ledgers: preparation contributions, applications of social partners and agreed capacity."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.treasury.contribution_cards import (
    ApplicationCard,
    ContributionCard,
    application_card,
    contribution_card,
)
from overstap.treasury.contribution_rules import choices_of, contribution_years
from overstap.treasury.models import Capacity, CapacityApplication, PreparationContribution
from overstap.treasury.values import MONEY_ROLES

__all__ = ["application", "applications", "choices_of", "contribution_years", "contributions"]


def contributions(actor: Actor) -> tuple[ContributionCard, ...]:
    """What holds per year, region and recipient: the latest that was entered; none for who does not keep the money."""
    if not actor.has(*MONEY_ROLES):
        return ()
    rows = PreparationContribution.objects.select_related("set_by").order_by("year", "region_code", "recipient", "id")
    latest = {(row.year, row.region_code, row.recipient): contribution_card(row) for row in rows}
    return tuple(latest.values())


def applications(actor: Actor) -> tuple[ApplicationCard, ...]:
    """Every application, newest first, with what was agreed; none for who does not keep the money."""
    if not actor.has(*MONEY_ROLES):
        return ()
    return tuple(application_card(row) for row in _applications().order_by("-registered_at", "-id"))


def application(actor: Actor, key: UUID) -> ApplicationCard:
    """One application; raises NotFoundError for who does not keep the money."""
    found = _applications().filter(key=key).first()
    if found is None or not actor.has(*MONEY_ROLES):
        raise NotFoundError(f"no application {key}")
    return application_card(found)


def _applications() -> QuerySet[CapacityApplication]:
    capacities = Capacity.objects.select_related("recorded_by").order_by("region_code", "begins_on", "id")
    people = CapacityApplication.objects.select_related("registered_by", "decided_by")
    return people.prefetch_related(Prefetch("capacities", capacities))
