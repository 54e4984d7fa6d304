"""What one recipient has to do with us over a period: bound, asked, paid, come back and open; as of any past moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from overstap.core.actor import Actor
from overstap.core.ledger import EntryKind
from overstap.treasury.access import visible_budgets
from overstap.treasury.models import Claim, Commitment, Entry, Payment
from overstap.treasury.values import CommitmentCard, commitment_card

COMMITS = (EntryKind.COMMIT, EntryKind.RECOMMIT, EntryKind.RELEASE)
PAYS = (EntryKind.PAY, EntryKind.RETAKE, EntryKind.RETURN, EntryKind.RECOVER)
MINUS = frozenset({EntryKind.RELEASE, EntryKind.RETURN, EntryKind.RECOVER})


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One thing that happened between a recipient and us; `cents` has the sign of what it does to its column."""

    at: datetime
    kind: str
    stream: str
    cents: int
    evidence: str
    commitment_key: UUID


@dataclass(frozen=True, slots=True)
class RecipientSums:
    """What it comes to, in whole cents."""

    committed_cents: int = 0
    claimed_cents: int = 0
    paid_cents: int = 0
    returned_cents: int = 0

    @property
    def open_cents(self) -> int:
        """What was asked and is not paid, or came back: what the recipient still has to get."""
        return self.claimed_cents - self.paid_cents


@dataclass(frozen=True, slots=True)
class RecipientStatement:
    """The statement of one recipient (afrekening): how it stood before, what happened, how it stood after."""

    recipient: str
    before: RecipientSums
    during: RecipientSums
    after: RecipientSums
    lines: tuple[RecipientLine, ...]


def recipient_statement(
    actor: Actor, recipient: str, *, start: datetime, until: datetime, as_of: datetime
) -> RecipientStatement:
    """What happened with a recipient from `start` up to and without `until`, as it was known on `as_of`.

    Only budgets that this actor may see count.
    """
    lines = sorted(
        (line for line in _lines(actor, recipient) if line.at < until and line.at <= as_of),
        key=lambda line: (line.at, line.kind),
    )
    earlier = [line for line in lines if line.at < start]
    within = [line for line in lines if line.at >= start]
    return RecipientStatement(recipient, _sums(earlier), _sums(within), _sums(lines), tuple(within))


def _sums(lines: list[RecipientLine]) -> RecipientSums:
    def total(*kinds: str) -> int:
        return sum(line.cents for line in lines if line.kind in kinds)

    return RecipientSums(
        committed_cents=total(*(kind.value for kind in COMMITS)),
        claimed_cents=total("ingediend", "afgewezen", EntryKind.RECOVER.value, EntryKind.RETAKE.value),
        paid_cents=total(*(kind.value for kind in PAYS)),
        returned_cents=-total(EntryKind.RETURN.value),
    )


def _lines(actor: Actor, recipient: str) -> Iterator[RecipientLine]:
    budgets = visible_budgets(actor)
    claims = Claim.objects.filter(
        Q(recipient=recipient) | Q(recipient="", commitment__recipient=recipient), commitment__budget__in=budgets
    )
    bound = Entry.objects.filter(
        kind__in=[kind.value for kind in COMMITS], commitment__recipient=recipient, budget__in=budgets
    )
    # A payment, and what came back of it, belongs to whoever was paid.
    paid = Entry.objects.filter(
        Q(payment__claim__in=claims) | Q(reverses__payment__claim__in=claims), budget__in=budgets
    )
    keys = [f"{EntryKind.RECOVER.value}:{key}" for key in claims.order_by("id").values_list("key", flat=True)]
    recovered = Entry.objects.filter(
        Q(idempotency_key__in=keys) | Q(reverses__idempotency_key__in=keys), budget__in=budgets
    )
    for found in (bound, paid, recovered):
        for entry in found.select_related("commitment", "budget__stream").order_by("id"):
            yield _of_entry(entry)
    for claim in claims.select_related("commitment__budget__stream").order_by("id"):
        yield from _of_claim(claim)


def _of_entry(entry: Entry) -> RecipientLine:
    sign = -1 if EntryKind(entry.kind) in MINUS else 1
    commitment = entry.commitment
    return RecipientLine(
        at=entry.at,
        kind=entry.kind,
        stream=entry.budget.stream.code,
        cents=sign * entry.amount_cents,
        evidence=entry.because if EntryKind(entry.kind) == EntryKind.PAY else "",
        commitment_key=commitment.key if commitment else UUID(int=0),
    )


def _of_claim(claim: Claim) -> Iterator[RecipientLine]:
    stream = claim.commitment.budget.stream.code
    yield RecipientLine(
        claim.submitted_at, "ingediend", stream, claim.amount_cents, claim.evidence, claim.commitment.key
    )
    if claim.state == Claim.State.REJECTED and claim.decided_at is not None:
        yield RecipientLine(claim.decided_at, "afgewezen", stream, -claim.amount_cents, "", claim.commitment.key)


def claimable_commitments(actor: Actor, *, limit: int) -> tuple[CommitmentCard, ...]:
    """Commitments on which something can still be claimed, the oldest first."""
    rows = Commitment.objects.select_related("budget__stream").filter(
        state=Commitment.State.COMMITTED,
        amount_cents__gt=F("claimed_cents") + F("released_cents"),
        budget__in=visible_budgets(actor),
    )
    return tuple(commitment_card(row) for row in rows.order_by("committed_at", "id")[:limit])


def standing_payments() -> dict[UUID, int]:
    """What was paid on each claim and did not come back from the bank, in cents; for the context that pays."""
    rows = Payment.objects.filter(return_entry__isnull=True).order_by()
    return dict(rows.values_list("claim__key", "amount_cents"))
