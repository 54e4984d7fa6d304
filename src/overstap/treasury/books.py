"""The books: the only place that writes an entry or a total.

Lock order, everywhere, so that nobody waits in a circle: funding stream, accounts by id, commitments by id, claims by
id, ceilings per person by id, requests and periods. An action may skip a step but never goes back.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Max

from overstap.core import ledger
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.ledger import AccountKind, EntryKind, Moved, Position
from overstap.treasury.days import Dated, note
from overstap.treasury.models import Account, Budget, Commitment, Entry, FundingStream, Period

P = ParamSpec("P")
R = TypeVar("R")

begin = transaction.atomic

PARTICIPANT = N_("de deelnemer")

TAKES = frozenset({EntryKind.RESERVE, EntryKind.WITHDRAW, EntryKind.RECOMMIT, EntryKind.RETAKE})
"""What leaves less free in a budget; everything else moves between its accounts or gives back."""

_BINDS = (EntryKind.COMMIT, EntryKind.RETURN, EntryKind.RECOMMIT)
_PAYS = (EntryKind.PAY, EntryKind.RETAKE)
GOES_OUT = {
    EntryKind.PAY: _BINDS,
    EntryKind.RELEASE: _BINDS,
    EntryKind.RECOVER: _PAYS,
    EntryKind.RETURN: _PAYS,
}
"""What must have come to a commitment before it goes out of it, so that no past day stands below zero."""


def undo() -> None:
    """Let the running transaction, or the part of it that an action is, come to nothing."""
    transaction.set_rollback(True)


def one_transaction(action: Callable[P, R]) -> Callable[P, R]:
    """Make an action one transaction: all of it or, when it raises or refuses, nothing of it."""

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with begin():
            answer = action(*args, **kwargs)
            if isinstance(answer, Refusal):
                undo()
            return answer

    return run


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who, why and when: what every entry of one command carries."""

    actor: Actor
    because: str
    now: datetime

    @property
    def name(self) -> str:
        """Who did it, as the cashier may read it: a person who agrees or stops is no name in the books (R-404)."""
        return PARTICIPANT if self.actor.participant_id is not None else self.actor.name


@dataclass(frozen=True, slots=True)
class Line:
    """One of many entries that are written together: its amount in cents, what it is about, and its key."""

    amount: int
    commitment: Commitment
    key: str
    ends: Entry | None = None


class Books:
    """The accounts of some budgets, locked until the transaction ends (de boeken)."""

    def __init__(self, rows: Iterable[Account]) -> None:
        self._rows: dict[tuple[int, str], Account] = {(row.budget_id, row.kind): row for row in rows}

    @functools.cached_property
    def open_from(self) -> datetime | None:
        """The first moment that no closed period holds. Who closes one waits for the locks that are held here."""
        return open_from()

    def __contains__(self, budget_id: int) -> bool:
        """Tell whether the accounts of this budget are in these books."""
        return (budget_id, AccountKind.BUDGET) in self._rows

    def position(self, budget_id: int) -> Position:
        """Where a budget stands now."""
        return ledger.position_of({kind: as_value(self._rows[budget_id, kind]) for kind in AccountKind})

    def last_at(self, budget_id: int) -> datetime | None:
        """The latest moment of an entry of a budget; None when it never moved."""
        moments = (self._rows[budget_id, kind].last_at for kind in AccountKind)
        return max((at for at in moments if at is not None), default=None)

    def post(
        self,
        kind: EntryKind,
        budget_id: int,
        amount: int,
        *,
        key: str,
        stamp: Stamp,
        commitment: Commitment | None = None,
        ends: Entry | None = None,
        reverses: Entry | None = None,
        not_before: datetime | None = None,
    ) -> Entry | Refusal:
        """Write one entry with the new totals of both accounts, or give the refusal of the kernel and write nothing.

        It is dated now, but never before what it follows, on a moment on which it would not fit or in a closed period.
        """
        movement = ledger.MOVEMENTS[kind]
        debit, credit = self._rows[budget_id, movement.debit], self._rows[budget_id, movement.credit]
        moved = ledger.move(kind, as_value(debit), as_value(credit), amount)
        if not isinstance(moved, Moved):
            return moved
        meant = max(filter(None, (stamp.now, not_before, _after_coming(kind, commitment))))
        at = self._moment(kind, debit, amount, max(meant, self.open_from or meant))
        note(budget_id, [Dated(kind, at, amount)], last=self.last_at(budget_id))
        self._save(debit, moved.debit, at)
        self._save(credit, moved.credit, at)
        return Entry.objects.create(
            kind=kind.value,
            budget_id=budget_id,
            amount_cents=amount,
            commitment=commitment,
            ends=ends,
            reverses=reverses,
            idempotency_key=key,
            at=at,
            meant_at=self._meant_at(meant),
            actor_name=stamp.name,
            because=stamp.because,
        )

    def post_many(
        self, kind: EntryKind, budget_id: int, lines: Sequence[Line], *, stamp: Stamp
    ) -> list[Entry] | Refusal:
        """Write many entries of one kind at one moment: all or none, each account's totals changed once.

        Gives the entries in the order of `lines`, or the refusal of the kernel for all of them together.
        """
        movement = ledger.MOVEMENTS[kind]
        debit, credit = self._rows[budget_id, movement.debit], self._rows[budget_id, movement.credit]
        total = sum(line.amount for line in lines)
        moved = ledger.move(kind, as_value(debit), as_value(credit), total)
        if not isinstance(moved, Moved):
            return moved
        meant = max([stamp.now, *(line.ends.at for line in lines if line.ends)])
        at = self._moment(kind, debit, total, max(meant, self.open_from or meant))
        note(budget_id, [Dated(kind, at, total, len(lines))], last=self.last_at(budget_id))
        self._save(debit, moved.debit, at)
        self._save(credit, moved.credit, at)
        return Entry.objects.bulk_create(
            Entry(
                kind=kind.value,
                budget_id=budget_id,
                amount_cents=line.amount,
                commitment=line.commitment,
                ends=line.ends,
                idempotency_key=line.key,
                at=at,
                meant_at=self._meant_at(meant),
                actor_name=stamp.name,
                because=stamp.because,
            )
            for line in lines
        )

    def _meant_at(self, meant: datetime) -> datetime | None:
        """When an entry was meant for, where that period is closed."""
        return meant if self.open_from is not None and meant < self.open_from else None

    def _moment(self, kind: EntryKind, debit: Account, amount: int, now: datetime) -> datetime:
        """When a clock was set back, what takes from a budget could pass the ceiling of a day that is over."""
        if kind not in TAKES or debit.last_at is None or now >= debit.last_at:
            return now
        later = Entry.objects.filter(budget_id=debit.budget_id, at__gt=now).order_by("-at", "-id")
        passed = [(EntryKind(one), cents) for one, cents in later.values_list("kind", "amount_cents")]
        fits = ledger.lowest_free(as_value(debit).free, passed) >= amount
        return now if fits else debit.last_at

    @staticmethod
    def _save(row: Account, value: ledger.Account, at: datetime) -> None:
        row.debits_pending_cents = value.debits_pending
        row.debits_posted_cents = value.debits_posted
        row.credits_pending_cents = value.credits_pending
        row.credits_posted_cents = value.credits_posted
        row.last_at = max(at, row.last_at or at)
        row.save(
            update_fields=(
                "debits_pending_cents",
                "debits_posted_cents",
                "credits_pending_cents",
                "credits_posted_cents",
                "last_at",
            )
        )


def open_from() -> datetime | None:
    """The end of the last closed period; None when none is closed. Ask it while holding the locks on the accounts."""
    found: datetime | None = Period.objects.filter(closed_at__isnull=False).aggregate(end=Max("ends_at"))["end"]
    return found


def _after_coming(kind: EntryKind, commitment: Commitment | None) -> datetime | None:
    """The last moment on which money of a commitment came to where it goes out from."""
    if commitment is None or kind not in GOES_OUT:
        return None
    came = Entry.objects.filter(commitment=commitment, kind__in=[one.value for one in GOES_OUT[kind]])
    found: datetime | None = came.aggregate(last=Max("at"))["last"]
    return found


def as_value(row: Account) -> ledger.Account:
    """An account as the kernel knows it."""
    return ledger.Account(
        ledger=row.budget_id,
        kind=AccountKind(row.kind),
        debits_pending=row.debits_pending_cents,
        debits_posted=row.debits_posted_cents,
        credits_pending=row.credits_pending_cents,
        credits_posted=row.credits_posted_cents,
    )


def locked_accounts(budget_ids: Iterable[int]) -> list[Account]:
    """Lock the accounts of these budgets, in the order of their ids."""
    return list(Account.objects.select_for_update().filter(budget_id__in=set(budget_ids)).order_by("id"))


def open_books(budget_ids: Iterable[int]) -> Books:
    """Lock and read the accounts of these budgets."""
    return Books(locked_accounts(budget_ids))


def find_budget(stream: str, region_code: str, year: int) -> Budget | None:
    """The budget of a stream in a region and a year, with its stream."""
    found = Budget.objects.select_related("stream").filter(stream__code=stream, region_code=region_code, year=year)
    return found.first()


def budget_with_accounts(stream: FundingStream, region_code: str, year: int) -> Budget:
    """Find a budget or make it, empty, with its four accounts; the caller holds the lock on the stream."""
    budget, made = Budget.objects.get_or_create(stream=stream, region_code=region_code, year=year)
    if made:
        Account.objects.bulk_create(Account(budget=budget, kind=kind.value) for kind in AccountKind)
    return budget
