"""Vouchers: a number handed to a person, redeemed once by a provider with a bill (R-439)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.core.money import euros
from overstap.payments.models import Voucher
from overstap.payments.queries.vouchers import VoucherCard, voucher_card
from overstap.payments.values import ACCOUNTABILITY, CASHIER_WORK
from overstap.payments.voucher_numbers import new_number, read_number
from overstap.treasury import actions as treasury
from overstap.treasury import queries as books
from overstap.treasury.books import one_transaction

ROLE = Refusal("voucher.rol", N_("Alleen de kassier geeft vouchers uit en neemt ze in."), source=CASHIER_WORK)
NOT_BOUND = Refusal(
    "voucher.verplichting",
    N_("Voor deze voucher is nog geen geld vastgelegd."),
    source=CASHIER_WORK,
    remedy=N_("Start eerst het arrangement."),
)
UNKNOWN = Refusal(
    "voucher.onbekend",
    N_("Dit nummer kennen wij niet."),
    remedy=N_("Kijk het nummer na op de voucher. Let op het verschil tussen letters en cijfers."),
)
USED = N_("Deze voucher is al ingeleverd, op %(day)s door “%(provider)s”.")
NO_BILL = Refusal(
    "voucher.factuur",
    N_("Bij een voucher hoort een factuur met een nummer en een datum."),
    source=ACCOUNTABILITY,
    remedy=N_("Vul het nummer en de datum van de factuur in."),
)
TOO_MUCH = N_("Deze voucher is ten hoogste %(limit)s waard. De factuur is %(billed)s.")


@dataclass(frozen=True, slots=True)
class Bill:
    """The bill that comes with a voucher (factuur bij een voucher)."""

    provider: str
    number: str
    on: date
    amount_cents: int
    sha256: str = ""


@one_transaction
def issue_voucher(*, actor: Actor, commitment_key: UUID, now: datetime) -> VoucherCard | Refusal:
    """Give the voucher of a commitment its number (uitgeven): what is bound is what it is worth.

    Twice gives the same voucher. Refuses `voucher.rol` and `voucher.verplichting`. Raises NotFoundError for a
    commitment that this actor may not see.
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ROLE
    known = Voucher.objects.select_related("issued_by").filter(commitment_key=commitment_key).first()
    if known is not None:
        return voucher_card(known)
    commitment = books.commitment_history(actor, commitment_key).card
    if commitment.state != "verplicht" or commitment.claimable_cents <= 0:
        return NOT_BOUND
    row = Voucher(
        number=new_number(secrets.randbelow),
        commitment_key=commitment_key,
        limit_cents=commitment.claimable_cents,
        issued_at=now,
    )
    row.issued_by_id = actor.user_id
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return voucher_card(Voucher.objects.select_related("issued_by").get(commitment_key=commitment_key))
    _record(actor, "voucher_uitgeven", row, now)
    return voucher_card(row)


@one_transaction
def redeem_voucher(*, actor: Actor, key: UUID, number: str, bill: Bill, now: datetime) -> VoucherCard | Refusal:
    """Take in a voucher with the bill of a provider (inleveren): it becomes a claim that a second person approves.

    `key` makes the command count once. Refuses `voucher.rol`, `voucher.onbekend`, `voucher.gebruikt` (good once),
    `voucher.factuur`, `voucher.waarde` (more than it is worth), and what `treasury.submit_claim` refuses.
    """
    if not actor.has(Role.CASHIER):
        return ROLE
    read = read_number(number)
    row = Voucher.objects.select_for_update(of=("self",)).select_related("issued_by").filter(number=read or "").first()
    if row is None:
        return UNKNOWN
    refused = _refusal(row, key, bill)
    if refused is not None or row.claim_key == key:
        return refused or voucher_card(row)
    claim = treasury.submit_claim(
        actor=actor,
        key=key,
        commitment_key=row.commitment_key,
        evidence=f"Voucher {row.number}, factuur {bill.number.strip()}",
        amount_cents=bill.amount_cents,
        paper=treasury.Evidence("voucher", bill.number, bill.on, bill.sha256),
        recipient=" ".join(bill.provider.split()),
        now=now,
    )
    if isinstance(claim, Refusal):
        return claim
    row.redeemed_at, row.redeemed_by_id, row.claim_key = now, actor.user_id, key
    row.provider, row.billed_cents = claim.recipient, bill.amount_cents
    row.save(update_fields=("redeemed_at", "redeemed_by", "claim_key", "provider", "billed_cents"))
    _record(actor, "voucher_inleveren", row, now)
    return voucher_card(row)


def _refusal(row: Voucher, key: UUID, bill: Bill) -> Refusal | None:
    if row.redeemed_at is not None and row.claim_key != key:
        details = (("day", f"{row.redeemed_at:%d-%m-%Y}"), ("provider", row.provider))
        return Refusal("voucher.gebruikt", USED, details=details)
    if not bill.number.strip() or not bill.provider.strip():
        return NO_BILL
    if bill.amount_cents > row.limit_cents:
        details = (("limit", euros(row.limit_cents)), ("billed", euros(bill.amount_cents)))
        return Refusal("voucher.waarde", TOO_MUCH, details=details, remedy=N_("De deelnemer betaalt de rest zelf."))
    return None


def _record(actor: Actor, verb: str, row: Voucher, now: datetime) -> None:
    details = {"bedrag_cent": row.billed_cents or row.limit_cents}
    audit.record(actor=actor, verb=verb, object_kind="voucher", object_id=row.commitment_key, now=now, details=details)
