"""The doors to the treasury: who may see which budget, and with it its commitments and claims (R-404).

The cashier and the framework keeper see the whole country, a coordinator the budgets of the own regions; for anyone
else a budget does not exist.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.treasury.models import Budget, Commitment
from overstap.treasury.values import MONEY_ROLES


def visible_budgets(actor: Actor) -> QuerySet[Budget]:
    """The budgets that this actor may see, with their streams."""
    budgets = Budget.objects.select_related("stream")
    if actor.has(*MONEY_ROLES):
        return budgets
    if actor.has(Role.COORDINATOR):
        return budgets.filter(region_code__in=actor.region_codes)
    return budgets.none()


def access_budget(actor: Actor, budget_id: int) -> Budget:
    """A budget that this actor may see; raises NotFoundError otherwise."""
    found = visible_budgets(actor).filter(id=budget_id).first()
    if found is None:
        raise NotFoundError(f"no budget {budget_id}")
    return found


def access_commitment(actor: Actor, key: UUID) -> Commitment:
    """A commitment in a budget that this actor may see; raises NotFoundError otherwise."""
    commitments = Commitment.objects.select_related("budget__stream")
    found = commitments.filter(key=key, budget__in=visible_budgets(actor)).first()
    if found is None:
        raise NotFoundError(f"no commitment {key}")
    return found
