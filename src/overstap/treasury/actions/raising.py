"""Binding more money for what is bound already: the dates or the price of an item changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.ledger import EntryKind
from overstap.treasury.actions.commitments import (
    NOTHING_ASKED,
    lock_commitments,
    overdue_in,
    settle_state,
    void_overdue,
)
from overstap.treasury.books import Books, Stamp, one_transaction
from overstap.treasury.ceilings import open_ceilings
from overstap.treasury.models import Commitment, Entry
from overstap.treasury.values import CommitmentCard, commitment_card


@one_transaction
def raise_commitment(
    *, actor: Actor, key: UUID, amount_cents: int, command: UUID, because: str, now: datetime
) -> CommitmentCard | Refusal:
    """Bind more for an item than was bound (verhogen): reserved and committed at once, in the same budget.

    What was paid or claimed stays as it is. Refuses `reserveren.niets`, `verplichting.niet_vast` (nothing is committed
    yet), `budget.plafond` (more than is free) and `persoon.plafond` (more than this person has left; R-156). The same
    `command` twice counts once. Raises NotFoundError for an unknown key.
    """
    if amount_cents <= 0:
        return NOTHING_ASKED
    books, rows = lock_commitments([key])
    row = rows[0]
    entry_key = f"verhogen:{key}:{command}"
    if Entry.objects.filter(idempotency_key=entry_key).exists():
        return commitment_card(row)
    if row.state not in {Commitment.State.COMMITTED, Commitment.State.RELEASED}:
        return Refusal("verplichting.niet_vast", N_("Dit geld is nog niet vastgelegd. Kies het onderdeel opnieuw."))
    # What ran out never stands in the way; whoever reserves in this budget waits for the same locks.
    void_overdue(books, overdue_in(row.budget, now), now)
    refused = _bind(books, row, amount_cents, entry_key, Stamp(actor, because, now))
    return refused or commitment_card(row)


def _bind(books: Books, row: Commitment, amount: int, key: str, stamp: Stamp) -> Refusal | None:
    reserved = books.post(
        EntryKind.RESERVE, row.budget_id, amount, key=f"{key}:reserveren", stamp=stamp, commitment=row
    )
    if isinstance(reserved, Refusal):
        return reserved
    bound = books.post(
        EntryKind.COMMIT,
        row.budget_id,
        amount,
        key=key,
        stamp=stamp,
        commitment=row,
        ends=reserved,
        not_before=reserved.at,
    )
    if isinstance(bound, Refusal):
        return bound
    row.amount_cents += amount
    settle_state(row)
    row.save(update_fields=("amount_cents", "state"))
    refused = open_ceilings([row]).count_again(row, amount)
    if refused is not None:
        return refused
    details = {"geldstroom": row.budget.stream.code, "bedrag_cent": amount, "instrument": row.instrument}
    audit.record(
        actor=stamp.actor,
        verb="geld_verhogen",
        object_kind="verplichting",
        object_id=row.key,
        now=stamp.now,
        details=details,
    )
    return None
