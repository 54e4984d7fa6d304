"""Any commands in any order keep every promise, and defects planted in the code are found."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from overstap.core import ledger
from overstap.core.decision import Refusal
from overstap.core.ledger import Moved
from overstap.treasury import books
from overstap.treasury.models import Account, Entry
from tests.treasury.machine import Treasury

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

ORDINARY = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
# For a planted defect: the same search every time, so that a defect that is found is always found.
SEARCH = settings(ORDINARY, max_examples=100, derandomize=True, phases=[Phase.generate], print_blob=False)


def test_any_commands_in_any_order_keep_every_promise() -> None:
    run_state_machine_as_test(Treasury, settings=ORDINARY)


def wrong_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """A payment gives the commitment its money back instead of taking it."""
    right = ledger.move

    def move(kind: ledger.EntryKind, debit: ledger.Account, credit: ledger.Account, amount: int) -> Moved | Refusal:
        moved = right(kind, debit, credit, amount)
        if kind is ledger.EntryKind.PAY and isinstance(moved, Moved):
            return Moved(replace(debit, credits_posted=debit.credits_posted + amount), moved.credit)
        return moved

    monkeypatch.setattr(ledger, "move", move)


def one_sided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the debited account gets its new total."""
    save = books.Books._save

    def half(row: Account, value: ledger.Account, at: dt.datetime) -> None:
        if row.kind != "verplicht":
            save(row, value, at)

    monkeypatch.setattr(books.Books, "_save", staticmethod(half))


def ceiling_off_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One cent over the ceiling of a person is let through."""
    right = ledger.use_ceiling
    monkeypatch.setattr(
        "overstap.treasury.ceilings.use_ceiling",
        lambda *, used, limit, amount: right(used=used, limit=limit + 1, amount=amount),
    )


def never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lapsed reservation keeps counting for the person."""
    monkeypatch.setattr("overstap.treasury.ceilings.Ceilings.give_back", lambda *_: None)


def lost_expiry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reservation that ran out can still be bound."""
    monkeypatch.setattr("overstap.treasury.actions.commitments._has_run_out", lambda *_: False)


def half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal half way leaves what was done before it."""
    monkeypatch.setattr(books, "undo", lambda: None)


def lost_idempotency(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that was done is done again under a key of its own."""
    post = books.Books.post

    def again(self: books.Books, kind: ledger.EntryKind, budget_id: int, amount: int, **rest: Any) -> Entry | Refusal:
        posted = post(self, kind, budget_id, amount, **rest)
        if kind is ledger.EntryKind.PAY and not isinstance(posted, Refusal):
            post(self, kind, budget_id, amount, **(rest | {"key": f"{rest['key']}:nogmaals"}))
        return posted

    monkeypatch.setattr(books.Books, "post", again)


DEFECTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    wrong_sign, one_sided, ceiling_off_by_one, never_given_back, lost_expiry, half_done, lost_idempotency,
]  # fmt: skip


@pytest.mark.parametrize("plant", DEFECTS, ids=lambda plant: plant.__name__)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    with pytest.raises((AssertionError, IntegrityError)):
        run_state_machine_as_test(Treasury, settings=SEARCH)
