"""Bringing what is bound for several payers of one item to new amounts: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.treasury.actions.commitments import lock_commitments, release
from overstap.treasury.actions.raising import raise_commitment
from overstap.treasury.books import Stamp, one_transaction
from overstap.treasury.ceilings import open_ceilings
from overstap.treasury.models import Commitment
from overstap.treasury.telling import already_asked, name_stream
from overstap.treasury.values import CommitmentCard, commitment_card


@one_transaction
def resize_commitments(
    *, actor: Actor, sizes: Mapping[UUID, int], command: UUID, because: str, now: datetime
) -> tuple[CommitmentCard, ...] | Refusal:
    """Let every commitment come to a new amount (bijstellen), in cents, by its key: all of them or none.

    What becomes less is free in its own stream first, then what becomes more is bound. Refuses
    `verplichting.niet_vast` (nothing is committed yet), `verplichting.al_gevraagd` (less than was paid or claimed
    already), `budget.plafond` with the stream that has no room (R-252), and `persoon.plafond` (R-156). The same
    `command` twice counts once. Raises NotFoundError for an unknown key and ValueError for less than nothing.
    """
    if min(sizes.values(), default=0) < 0:
        raise ValueError("a commitment is nothing or more")
    _, rows = lock_commitments(list(sizes))
    open_ceilings(rows)
    steps = [(row, sizes[row.key] - (row.amount_cents - row.released_cents)) for row in rows]
    for row, more in sorted(steps, key=lambda step: step[1] > 0):
        refused = already_asked(row.budget.stream.name_nl, row.claimed_cents, sizes[row.key]) if more else None
        if refused is None and more:
            refused = _resize(row, more, command, Stamp(actor, because, now))
        if refused is not None:
            return refused
    return tuple(commitment_card(row) for row in lock_commitments(list(sizes))[1])


def _resize(row: Commitment, more: int, command: UUID, stamp: Stamp) -> Refusal | None:
    act = raise_commitment if more > 0 else release
    answer = act(
        actor=stamp.actor,
        key=row.key,
        amount_cents=abs(more),
        command=command,
        because=stamp.because,
        now=stamp.now,
    )
    return name_stream(answer, row.budget.stream.name_nl) if isinstance(answer, Refusal) else None
