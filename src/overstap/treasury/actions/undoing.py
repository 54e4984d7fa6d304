"""What follows when an entry of a commitment is undone: its amounts, its claim, its payment, the ceiling per person."""

from __future__ import annotations

from collections.abc import Callable

from overstap.core.decision import Refusal
from overstap.core.ledger import OPPOSITE, EntryKind
from overstap.treasury.actions.commitments import give_back, settle_state
from overstap.treasury.books import Books, Stamp
from overstap.treasury.ceilings import open_ceilings
from overstap.treasury.models import Claim, Commitment, Entry, Payment
from overstap.treasury.queries.reversals import recovered_claim


def undo(books: Books, entry: Entry, stamp: Stamp) -> Entry | Refusal:
    """Book the opposite of an entry of a commitment and let everything follow; the caller holds the locks.

    Raises KeyError for an entry without commitment or of a kind that is not undone so (`queries.obstacle` says which).
    """
    follow = _FOLLOW[EntryKind(entry.kind)]
    row = Commitment.objects.select_for_update(of=("self",)).select_related("budget__stream").get(entries=entry)
    opposite = books.post(
        OPPOSITE[EntryKind(entry.kind)],
        entry.budget_id,
        entry.amount_cents,
        key=key_of(entry),
        stamp=stamp,
        commitment=row,
        reverses=entry,
        not_before=entry.at,
    )
    if isinstance(opposite, Refusal):
        return opposite
    return follow(row, entry, opposite, stamp) or opposite


def key_of(entry: Entry) -> str:
    """The idempotency key of the opposite of an entry: there is one."""
    return f"tegenboeken:{entry.id}"


def _uncommit(row: Commitment, entry: Entry, _opposite: Entry, _stamp: Stamp) -> Refusal | None:
    give_back(row, entry.amount_cents, open_ceilings([row]))
    return None


def _unrelease(row: Commitment, entry: Entry, _opposite: Entry, _stamp: Stamp) -> Refusal | None:
    row.released_cents -= entry.amount_cents
    return _keep(row, open_ceilings([row]).count_again(row, entry.amount_cents))


def _unpay(row: Commitment, entry: Entry, opposite: Entry, stamp: Stamp) -> Refusal | None:
    payment = Payment.objects.get(entry=entry)
    claim = Claim.objects.select_for_update(of=("self",)).get(id=payment.claim_id)
    payment.return_entry, payment.return_because = opposite, stamp.because[:200]
    payment.save(update_fields=("return_entry", "return_because"))
    claim.state = Claim.State.APPROVED
    claim.save(update_fields=("state",))
    row.paid_cents -= entry.amount_cents
    return _keep(row, None)


def _unrecover(row: Commitment, entry: Entry, _opposite: Entry, _stamp: Stamp) -> Refusal | None:
    claim = Claim.objects.select_for_update(of=("self",)).get(key=recovered_claim(entry))
    payment = Payment.objects.get(claim=claim, return_entry__isnull=True)
    payment.recovered_cents = 0
    payment.save(update_fields=("recovered_cents",))
    row.paid_cents += entry.amount_cents
    row.claimed_cents += entry.amount_cents
    row.released_cents -= entry.amount_cents
    return _keep(row, open_ceilings([row]).count_again(row, entry.amount_cents))


def _keep(row: Commitment, refused: Refusal | None) -> Refusal | None:
    if refused is None:
        settle_state(row)
        row.save(update_fields=("claimed_cents", "paid_cents", "released_cents", "state"))
    return refused


_FOLLOW: dict[EntryKind, Callable[[Commitment, Entry, Entry, Stamp], Refusal | None]] = {
    EntryKind.COMMIT: _uncommit,
    EntryKind.RELEASE: _unrelease,
    EntryKind.PAY: _unpay,
    EntryKind.RECOVER: _unrecover,
}
