"""Commitments, claims and payments as the cashier reads them: amounts, dates and pseudonyms, nobody's name (R-404)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from overstap.audit.queries import Deed, timeline
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.treasury.access import access_commitment, visible_budgets
from overstap.treasury.models import Claim, Commitment, Entry, Payment, PersonCeiling
from overstap.treasury.queries.histories import EntryRow, entries_of
from overstap.treasury.queries.lookback import claim_at, commitment_at
from overstap.treasury.values import (
    ClaimCard,
    CommitmentCard,
    PaymentCard,
    claim_card,
    commitment_card,
    payment_card,
)

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """One commitment with its whole history (verplichting met geschiedenis): from budget to payment."""

    card: CommitmentCard
    budget_id: int
    proof: tuple[tuple[str, str], ...]
    entries: tuple[EntryRow, ...]
    claims: tuple[ClaimCard, ...]
    payments: tuple[PaymentCard, ...]
    deeds: tuple[Deed, ...] = ()


def commitments_by_keys(keys: Iterable[UUID]) -> dict[UUID, CommitmentCard]:
    """The commitments with these keys, for the context that made them; unknown keys are left out."""
    rows = Commitment.objects.select_related("budget__stream").filter(key__in=list(keys))
    return {row.key: commitment_card(row) for row in rows}


def bound_in(stream: str, region_code: str, year: int) -> dict[UUID, int]:
    """What every commitment in a budget still holds, in cents: reserved, committed or paid; nothing when voided."""
    rows = Commitment.objects.filter(budget__stream__code=stream, budget__region_code=region_code, budget__year=year)
    found = rows.order_by("id").values_list("key", "amount_cents", "released_cents", "state")
    return {
        key: 0 if state == Commitment.State.VOIDED else amount - released
        for key, amount, released, state in found.iterator()
    }


def given_back(stream: str, region_code: str, year: int) -> dict[UUID, int]:
    """What was given back of each commitment in a budget, in cents: all of one that was voided, the rest left out."""
    rows = Commitment.objects.filter(budget__stream__code=stream, budget__region_code=region_code, budget__year=year)
    back = rows.filter(Q(released_cents__gt=0) | Q(state=Commitment.State.VOIDED)).order_by("id")
    return {row.key: row.amount_cents if row.state == Commitment.State.VOIDED else row.released_cents for row in back}


def ceiling_used(person_key: UUID, code: str) -> int:
    """What a person used of a ceiling so far, in cents, over all parties."""
    found = PersonCeiling.objects.filter(person_key=person_key, code=code).values_list("used_cents", flat=True)
    return found.first() or 0


def commitment_history(actor: Actor, key: UUID, *, as_of: datetime = END_OF_TIME) -> CommitmentPage:
    """Everything about one commitment until a moment (everything that is known, without one), as it stood then.

    Raises NotFoundError for anyone who may not see its budget. `deeds` is the trail of the commitment and its claims,
    oldest first: who did what. Before the reservation there are no entries.
    """
    row = access_commitment(actor, key)
    entries = entries_of(Entry.objects.filter(commitment=row, at__lte=as_of))
    payments = Payment.objects.filter(claim__commitment=row, paid_at__lte=as_of).order_by("paid_at", "id")
    cards = [payment_card(found) for found in payments.select_related(*_PEOPLE_OF_PAYMENT)]
    not_back = Q(return_entry__isnull=True) | Q(return_entry__at__gt=as_of)
    standing = set(payments.filter(not_back).values_list("claim__key", flat=True))
    claims = tuple(
        claim_at(card, paid=card.key in standing, as_of=as_of)
        for card in _claims(Claim.objects.filter(commitment=row, submitted_at__lte=as_of))
    )
    return CommitmentPage(
        card=commitment_at(commitment_card(row), entries, claims),
        budget_id=row.budget_id,
        proof=_proof(row.receipt),
        entries=entries,
        claims=claims,
        payments=tuple(cards),
        deeds=_deeds(key, claims, as_of),
    )


def _deeds(key: UUID, claims: Iterable[ClaimCard], as_of: datetime) -> tuple[Deed, ...]:
    objects = [("verplichting", key), *(("aanspraak", claim.key) for claim in claims)]
    found = [deed for kind, object_id in objects for deed in reversed(timeline(kind, object_id)) if deed.at <= as_of]
    return tuple(sorted(found, key=lambda deed: deed.at))


def claims_waiting(actor: Actor) -> tuple[ClaimCard, ...]:
    """The claims that nobody decided on yet, oldest first."""
    return _claims(Claim.objects.filter(state=Claim.State.SUBMITTED, commitment__budget__in=visible_budgets(actor)))


def payments_waiting(actor: Actor) -> tuple[ClaimCard, ...]:
    """The claims that are approved and not paid yet, oldest first."""
    return _claims(Claim.objects.filter(state=Claim.State.APPROVED, commitment__budget__in=visible_budgets(actor)))


def payments_made(actor: Actor, *, since: datetime) -> tuple[PaymentCard, ...]:
    """The payments since a moment, newest first."""
    rows = Payment.objects.filter(paid_at__gte=since, claim__commitment__budget__in=visible_budgets(actor))
    return tuple(payment_card(row) for row in rows.select_related(*_PEOPLE_OF_PAYMENT).order_by("-paid_at", "-id"))


def payment_of(actor: Actor, claim_key: UUID) -> PaymentCard | None:
    """The last payment of a claim; None when nothing was paid, or for anyone who may not see its budget."""
    rows = Payment.objects.filter(claim__key=claim_key, claim__commitment__budget__in=visible_budgets(actor))
    found = rows.select_related(*_PEOPLE_OF_PAYMENT).order_by("-id").first()
    return payment_card(found) if found else None


def claims_by_keys(keys: Iterable[UUID]) -> dict[UUID, ClaimCard]:
    """The claims with these keys, for the context that pays them; unknown keys are left out."""
    return {card.key: card for card in _claims(Claim.objects.filter(key__in=list(keys)))}


def claim(actor: Actor, key: UUID) -> ClaimCard:
    """One claim; raises NotFoundError for anyone who may not see its budget."""
    found = _claims(Claim.objects.filter(key=key, commitment__budget__in=visible_budgets(actor)))
    if not found:
        raise NotFoundError(f"no claim {key}")
    return found[0]


_PEOPLE_OF_PAYMENT = ("claim__commitment", "approved_by", "paid_by")


def _claims(claims: QuerySet[Claim]) -> tuple[ClaimCard, ...]:
    rows = claims.select_related("commitment__budget__stream", "submitted_by", "decided_by")
    return tuple(claim_card(row) for row in rows.order_by("submitted_at", "id"))


def _proof(receipt: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in sorted(receipt.items()))
