"""A commitment and its claims as they stood at a past moment, from what had happened until then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from overstap.core.ledger import EntryKind
from overstap.treasury.models import Claim, Commitment
from overstap.treasury.queries.histories import EntryRow
from overstap.treasury.values import ClaimCard, CommitmentCard


def commitment_at(card: CommitmentCard, entries: Iterable[EntryRow], claims: Iterable[ClaimCard]) -> CommitmentCard:
    """The commitment after these entries and claims, which are all there were at the moment that is asked for."""
    sums: Counter[str] = Counter()
    for entry in entries:
        sums[entry.kind] += entry.amount_cents
    paid = sums[EntryKind.PAY] + sums[EntryKind.RETAKE] - sums[EntryKind.RECOVER] - sums[EntryKind.RETURN]
    recovered = sums[EntryKind.RECOVER] - sums[EntryKind.RETAKE]
    released = sums[EntryKind.RELEASE] - sums[EntryKind.RECOMMIT] + recovered
    asked = sum(claim.amount_cents for claim in claims if claim.state != Claim.State.REJECTED)
    # What was bound on top later, when dates changed, was not there yet.
    amount = sums[EntryKind.RESERVE]
    return replace(
        card,
        amount_cents=amount,
        state=_state(sums, amount - paid - released, released),
        claimed_cents=asked - recovered,
        paid_cents=paid,
        released_cents=released,
        committed_at=card.committed_at if sums[EntryKind.COMMIT] else None,
    )


def _state(sums: Counter[str], open_cents: int, released: int) -> str:
    if sums[EntryKind.COMMIT]:
        return Commitment.State.RELEASED if released and not open_cents else Commitment.State.COMMITTED
    return Commitment.State.VOIDED if sums[EntryKind.VOID] else Commitment.State.RESERVED


def claim_at(card: ClaimCard, *, paid: bool, as_of: datetime) -> ClaimCard:
    """The claim as it stood; `paid` tells whether a payment of it stood at that moment."""
    if card.decided_at is None or card.decided_at > as_of:
        return replace(card, state=Claim.State.SUBMITTED, decided_at=None, decided_by="", decided_by_id=None, answer="")
    if card.state == Claim.State.REJECTED:
        return card
    return replace(card, state=Claim.State.PAID if paid else Claim.State.APPROVED)
