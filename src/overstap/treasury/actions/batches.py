"""Many commitments at once: who settles a window binds money for hundreds of applications in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.ledger import EntryKind, too_much, use_ceiling
from overstap.treasury import policy
from overstap.treasury.actions.commitments import NOTHING_ASKED, no_budget, overdue_in, void_overdue
from overstap.treasury.actions.frameworks import OTHER_CONTENTS
from overstap.treasury.books import Books, Line, Stamp, find_budget, one_transaction, open_books
from overstap.treasury.ceilings import lock_ceilings
from overstap.treasury.models import Budget, Commitment, PersonCeiling
from overstap.treasury.values import EMPLOYER_FEE_SCHEME, EMPLOYER_FEE_STREAM, CeilingUse, proof_of

IN_TURN = N_("Toegekend op volgorde van binnenkomst")


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for one commitment among many (opdracht in een reeks)."""

    key: UUID
    person_key: UUID
    item_key: UUID
    instrument: str
    scheme: str
    scheme_version: date
    receipt: Mapping[str, Any]
    recipient: str
    amount_cents: int
    ceiling: CeilingUse | None = None


class Series:
    """Orders on one budget, decided one by one in their order, written together (reeks).

    Opened inside the transaction that writes it; the accounts and the ceilings per person are locked until it ends.
    """

    def __init__(self, budget: Budget, books: Books, keys: Iterable[UUID], ceilings: Iterable[PersonCeiling]) -> None:
        self._budget, self._books = budget, books
        self._free = books.position(budget.id).free
        self._known = {row.key: row for row in Commitment.objects.filter(key__in=list(keys)).order_by("id")}
        self._ceilings = {(row.person_key, row.code): row for row in ceilings}
        self._touched: set[tuple[UUID, str]] = set()
        self._rows: list[tuple[Commitment, Order]] = []

    @property
    def free(self) -> int:
        """What is left of the budget after the orders so far, in cents."""
        return self._free

    def take(self, order: Order) -> Refusal | None:
        """Count one order, or give its refusal; the others are not harmed by it.

        Refuses what `reserve` refuses. An order that was carried out before counts no second time.
        """
        if order.amount_cents <= 0:
            return NOTHING_ASKED
        known = self._known.get(order.key)
        if known is not None:
            same = (known.budget_id, known.amount_cents, known.person_key)
            return None if same == (self._budget.id, order.amount_cents, order.person_key) else OTHER_CONTENTS
        if order.amount_cents > self._free:
            return too_much(self._free, order.amount_cents)
        refused = self._count(order)
        if refused is not None:
            return refused
        self._free -= order.amount_cents
        row = self._known[order.key] = self._commitment(order)
        self._rows.append((row, order))
        return None

    def _count(self, order: Order) -> Refusal | None:
        if order.ceiling is None:
            return None
        row = self._ceilings[order.person_key, order.ceiling.code]
        used = use_ceiling(used=row.used_cents, limit=order.ceiling.limit_cents, amount=order.amount_cents)
        if isinstance(used, Refusal):
            return used
        row.used_cents, row.limit_cents = used, order.ceiling.limit_cents
        self._touched.add((order.person_key, order.ceiling.code))
        return None

    def _commitment(self, order: Order) -> Commitment:
        return Commitment(
            key=order.key,
            budget=self._budget,
            person_key=order.person_key,
            item_key=order.item_key,
            instrument=order.instrument,
            scheme=order.scheme,
            scheme_version=order.scheme_version,
            receipt=proof_of(order.receipt),
            recipient=order.recipient,
            amount_cents=order.amount_cents,
            ceiling_code=order.ceiling.code if order.ceiling else "",
        )

    def write(
        self, *, actor: Actor, because: str, bind: bool, now: datetime, expires_at: datetime | None = None
    ) -> None:
        """Write every order that was taken: reserved, and with `bind` committed at once; one line of the trail each."""
        if not self._rows:
            return
        stamp = Stamp(actor, because, now)
        rows = [row for row, _ in self._rows]
        for row in rows:
            row.reserved_at, row.expires_at = stamp.now, None if bind else expires_at
            if bind:
                row.state, row.committed_at = Commitment.State.COMMITTED, stamp.now
        made = Commitment.objects.bulk_create(rows)
        lines = [Line(row.amount_cents, row, f"reserveren:{row.key}") for row in made]
        reserved = self._posted(EntryKind.RESERVE, lines, stamp)
        if bind:
            ending = [
                Line(row.amount_cents, row, f"{EntryKind.COMMIT.value}:{row.key}", ends=entry)
                for row, entry in zip(made, reserved, strict=True)
            ]
            self._posted(EntryKind.COMMIT, ending, stamp)
        touched = [self._ceilings[name] for name in sorted(self._touched)]
        PersonCeiling.objects.bulk_update(touched, ("used_cents", "limit_cents"))
        self._record(made, stamp, "geld_verplichten" if bind else "geld_reserveren")
        self._rows, self._touched = [], set()

    def _posted(self, kind: EntryKind, lines: list[Line], stamp: Stamp) -> list[Any]:
        posted = self._books.post_many(kind, self._budget.id, lines, stamp=stamp)
        if isinstance(posted, Refusal):
            # Each order was counted under the lock: together they fit.
            raise AssertionError(posted.sentence())  # noqa: TRY004 (no wrong type, but a broken promise)
        return posted

    def _record(self, rows: Iterable[Commitment], stamp: Stamp, verb: str) -> None:
        stream = self._budget.stream.code
        audit.record_many(
            audit.Deed(
                actor=stamp.actor,
                verb=verb,
                object_kind="verplichting",
                object_id=row.key,
                at=stamp.now,
                details={"geldstroom": stream, "bedrag_cent": row.amount_cents, "instrument": row.instrument},
            )
            for row in rows
        )


def open_series(
    *, stream: str, region_code: str, year: int, keys: Sequence[UUID], ceilings: Sequence[tuple[UUID, CeilingUse]] = (),
    now: datetime,
) -> Series | Refusal:  # fmt: skip
    """Lock a budget for a series of orders with these keys; reservations that have run out are voided first.

    To be called inside the transaction that writes the batch. Refuses `budget.ontbreekt`.
    """
    budget = find_budget(stream, region_code, year)
    if budget is None:
        return no_budget(year)
    books = open_books([budget.id])
    void_overdue(books, overdue_in(budget, now), now)
    return Series(budget, books, keys, lock_ceilings(ceilings))


@one_transaction
def reserve_many(
    *,
    actor: Actor,
    stream: str,
    region_code: str,
    year: int,
    orders: Sequence[Order],
    bind: bool,
    because: str = IN_TURN,
    expires_at: datetime | None = None,
    now: datetime,
) -> tuple[Refusal | None, ...] | Refusal:
    """Set money aside for many orders in their order (reserveren), or with `bind` commit it at once (verplichten).

    Gives per order None or its own refusal, as `reserve` would: one that does not fit harms no other. Repeating a
    command, whole or in part, gives the same answers once. Refuses as a whole only `budget.ontbreekt` and
    `werkgeversvergoeding.geldstroom` (R-202).
    """
    if any((order.scheme == EMPLOYER_FEE_SCHEME) != (stream == EMPLOYER_FEE_STREAM) for order in orders):
        return policy.FEE_FROM_OTHER_STREAM
    batch = open_series(
        stream=stream,
        region_code=region_code,
        year=year,
        keys=[order.key for order in orders],
        ceilings=[(order.person_key, order.ceiling) for order in orders if order.ceiling is not None],
        now=now,
    )
    if isinstance(batch, Refusal):
        return batch
    answers = tuple(batch.take(order) for order in orders)
    batch.write(actor=actor, because=because, bind=bind, now=now, expires_at=expires_at)
    return answers
