"""Telling people that something of their plan is being paid; the cashier, who pays, knows no names (R-404)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from overstap.arrangements.models import ArrangementItem
from overstap.casework.telling import tell_person
from overstap.core.actor import SYSTEM
from overstap.core.bankdays import next_bank_day
from overstap.payments.queries import payments_sent
from overstap.treasury.queries import claims_by_keys


def tell_payments(*, run_key: UUID, now: datetime) -> int:
    """Tell every person of whose plan something goes out in a payment run (betaling); gives how many were told.

    Only what an item costs: the fee for an employer is not about the person. Once per payment, however often it is
    asked; a file that was closed meanwhile gets no letter.
    """
    sent = {line.claim_key: line for line in payments_sent(run_key)}
    claims = claims_by_keys(sent)
    items = _items_by_commitment({claim.commitment_key for claim in claims.values()})
    told = 0
    with transaction.atomic():
        for claim in claims.values():
            item = items.get(claim.commitment_key)
            if item is None or item.arrangement.case.closed_at is not None:
                continue
            line = sent[claim.key]
            values: dict[str, str | date | int] = {
                "bedrag": claim.amount_cents,
                "waarvoor": item.title,
                "uiterlijk": next_bank_day(line.execution_on),
            }
            tell_person(
                item.arrangement.case, "betaling", values, actor=SYSTEM, now=now, once=f"betaling {line.end_to_end}"
            )
            told += 1
    return told


def _items_by_commitment(keys: Iterable[UUID]) -> Mapping[UUID, ArrangementItem]:
    wanted = set(keys)
    rows = ArrangementItem.objects.filter(Q(commitment_key__in=wanted) | Q(shares__commitment_key__in=wanted))
    rows = rows.select_related("arrangement__case__participant", "arrangement__case__first_responsible").distinct()
    return {
        key: item
        for item in rows.order_by("id")
        for key in (item.commitment_key, *(share.commitment_key for share in item.parts))
        if key in wanted and key is not None
    }
