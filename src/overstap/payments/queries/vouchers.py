"""Vouchers as the cashier reads them; a number names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from overstap.core.actor import Actor
from overstap.payments.access import may_see_payments
from overstap.payments.models import Voucher


@dataclass(frozen=True, slots=True)
class VoucherCard:
    """A voucher as others see it (voucher)."""

    number: str
    commitment_key: UUID
    limit_cents: int
    issued_at: datetime
    issued_by: str
    redeemed_at: datetime | None
    provider: str
    billed_cents: int | None
    claim_key: UUID | None


def vouchers(actor: Actor) -> tuple[VoucherCard, ...]:
    """Every voucher, the newest first."""
    if not may_see_payments(actor):
        return ()
    rows = Voucher.objects.select_related("issued_by").order_by("-issued_at", "-id")
    return tuple(voucher_card(row) for row in rows)


def voucher_of(actor: Actor, commitment_key: UUID) -> VoucherCard | None:
    """The voucher of a commitment; None when there is none, or for anyone who may not see payments."""
    if not may_see_payments(actor):
        return None
    row = Voucher.objects.select_related("issued_by").filter(commitment_key=commitment_key).first()
    return voucher_card(row) if row else None


def voucher_card(row: Voucher) -> VoucherCard:
    """Make the card; `row` comes with who issued it."""
    return VoucherCard(
        number=row.number,
        commitment_key=row.commitment_key,
        limit_cents=row.limit_cents,
        issued_at=row.issued_at,
        issued_by=row.issued_by.name,
        redeemed_at=row.redeemed_at,
        provider=row.provider,
        billed_cents=row.billed_cents,
        claim_key=row.claim_key,
    )
