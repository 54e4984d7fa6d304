"""What is being asked of the streams and is not reserved now: for who looks ahead, in amounts and nobody's name."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from overstap.arrangements.models import ArrangementItem, ArrangementState, ItemKind, ItemStage
from overstap.casework.policy import local_day
from overstap.core.forecast import Bounds
from overstap.treasury.queries import commitments_by_keys

OPEN_STATES = (ArrangementState.DRAFT, ArrangementState.PROPOSED, ArrangementState.AGREED)
HOLDS = frozenset({"gereserveerd", "verplicht"})


def open_demand(now: datetime) -> dict[tuple[str, str, int], Bounds]:
    """What chosen items will ask, at least and at most, in cents by stream, region and year (nog te vragen).

    At least what the rules surely give to an item that the participant agreed with, and nothing for one that is still
    being composed; at most what the item costs. An item whose money is reserved or bound is not counted again.
    """
    items = ArrangementItem.objects.filter(
        kind=ItemKind.ADDITIONAL, stage=ItemStage.CHOSEN, arrangement__state__in=OPEN_STATES
    ).exclude(stream="")
    rows = items.annotate(charge=F("cost_cents") - F("cofinancing_cents") - F("shared_cents")).values_list(
        "stream",
        "arrangement__case__region__code",
        "starts_on",
        "charge",
        "arrangement__state",
        "receipt__amount",
        "commitment_key",
    )
    found = list(rows.order_by("id"))
    held = commitments_by_keys([row[-1] for row in found if row[-1] is not None])
    demand: dict[tuple[str, str, int], Bounds] = {}
    for stream, region, starts_on, charge, state, amount, key in found:
        if charge <= 0 or (key in held and held[key].state in HOLDS):
            continue
        sure = min(amount[0], charge) if amount and state == ArrangementState.AGREED else 0
        where = (stream, region, (starts_on or local_day(now)).year)
        so_far = demand.get(where, Bounds())
        demand[where] = Bounds(so_far.lo + sure, so_far.hi + charge)
    return demand
