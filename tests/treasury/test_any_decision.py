"""Decisions, mistakes and closed months in any order keep every promise, and defects planted in the code are found."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from overstap.core.decision import Refusal
from overstap.core.ledger import EntryKind
from overstap.treasury import books
from overstap.treasury.actions import undoing
from overstap.treasury.models import Entry
from tests.treasury.machine_decisions import Ledgers
from tests.treasury.test_any_order import ORDINARY, SEARCH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


# These walks do more at each step than those of one role alone, so there are fewer of them.
WALKS = settings(ORDINARY, max_examples=8, stateful_step_count=20)


@pytest.mark.requirement("R-262")
def test_decisions_in_any_order_keep_every_promise() -> None:
    run_state_machine_as_test(Ledgers, settings=WALKS)


def dated_in_a_closed_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who books does not look whether the month is closed."""
    monkeypatch.setattr(books, "open_from", lambda: None)


def money_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What moves arrives with one cent more."""
    right = books.Books.post

    def post(self: books.Books, kind: EntryKind, budget_id: int, amount: int, **rest: Any) -> Entry | Refusal:
        more = 1 if rest["key"].endswith(":naar") else 0
        return right(self, kind, budget_id, amount + more, **rest)

    monkeypatch.setattr(books.Books, "post", post)


def person_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that is undone does not count for the person again."""
    monkeypatch.setattr("overstap.treasury.ceilings.Ceilings.count_again", lambda *_: None)


def undone_before_it_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """An opposite entry is dated a day before the one that it undoes."""
    right = books.Books.post

    def post(self: books.Books, kind: EntryKind, budget_id: int, amount: int, **rest: Any) -> Entry | Refusal:
        posted = right(self, kind, budget_id, amount, **rest)
        if rest.get("reverses") is not None and isinstance(posted, Entry):
            posted.at = rest["reverses"].at - dt.timedelta(days=1)
            posted.save(update_fields=("at",))
        return posted

    monkeypatch.setattr(books.Books, "post", post)


def claim_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A payment is undone and its claim is not."""
    monkeypatch.setitem(undoing._FOLLOW, EntryKind.PAY, lambda *_: None)


DEFECTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    dated_in_a_closed_month, money_from_nowhere, person_forgotten, undone_before_it_was_done, claim_left_behind,
]  # fmt: skip


@pytest.mark.parametrize("plant", DEFECTS, ids=lambda plant: plant.__name__)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    with pytest.raises((AssertionError, IntegrityError)):
        run_state_machine_as_test(Ledgers, settings=SEARCH)
