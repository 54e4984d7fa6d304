"""Decisions about many budgets, as the cashier and the framework keeper read them."""

from __future__ import annotations

from uuid import UUID

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.treasury.framework_cards import ReallocationCard, reallocation_card
from overstap.treasury.models import Reallocation
from overstap.treasury.values import MONEY_ROLES

_WITH_EVERYTHING = ("from_budget__stream", "to_budget__stream", "proposed_by", "decided_by")


def reallocations(actor: Actor) -> tuple[ReallocationCard, ...]:
    """Every proposed and decided reallocation, newest first; none for who does not keep the money."""
    if not actor.has(*MONEY_ROLES):
        return ()
    return tuple(reallocation_card(row) for row in Reallocation.objects.select_related(*_WITH_EVERYTHING))


def reallocation(actor: Actor, key: UUID) -> ReallocationCard:
    """One reallocation; raises NotFoundError for who does not keep the money."""
    found = Reallocation.objects.select_related(*_WITH_EVERYTHING).filter(key=key).first()
    if found is None or not actor.has(*MONEY_ROLES):
        raise NotFoundError(f"no reallocation {key}")
    return reallocation_card(found)
