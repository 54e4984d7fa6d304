"""Two people at once at the same payment run, the same claims or the same statement: paid once, sent once.

The negative control releases without the lock on the run, and then both of them get through the first check.
"""

import uuid
from contextlib import nullcontext
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.payments import actions
from overstap.payments.access import access_run
from overstap.payments.actions import runs
from overstap.payments.demo_bank import Movement, statement_of
from overstap.payments.models import BankStatement, PayeeAccount, PaymentRun, RunLine, RunState
from overstap.treasury import books as books_lock
from overstap.treasury import queries as books
from overstap.treasury.models import Entry, Payment
from tests.factories import payments as make
from tests.factories import treasury as money
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def rules_of(answers: list[object]) -> list[str]:
    return sorted(answer.rule for answer in answers if isinstance(answer, Refusal))


@pytest.mark.requirement("R-252")
def test_two_people_release_one_run_at_once_and_it_goes_out_once() -> None:
    run = make.made(make.ready(60_00, 40_00, 30_00))
    cashiers = [make.cashier() for _ in range(4)]

    answers = meet(*[partial(actions.release_run, actor=one, run_key=run.key, now=money.NOW) for one in cashiers])

    assert rules_of(answers) == ["betaalopdracht.besloten"] * 3
    assert Payment.objects.count() == Entry.objects.filter(kind="betalen").count() == 3
    assert PaymentRun.objects.filter(file__isnull=False).count() == 1
    assert books.check_invariants() == ()


def test_without_the_lock_both_would_find_it_waiting_and_make_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the lock on the run, and without the books, two people make two files of one run."""
    run = make.made(make.ready(60_00))
    gate, made = Barrier(2), []

    def unlocked(actor: Actor, key: uuid.UUID, *, for_update: bool = False) -> PaymentRun:
        found = access_run(actor, key)
        if for_update:
            gate.wait(PATIENCE_SECONDS)
        return found

    def filed(*_: object) -> bytes:
        made.append(b"bestand")
        return b"bestand"

    monkeypatch.setattr(runs, "access_run", unlocked)
    monkeypatch.setattr(runs, "_file", filed)
    monkeypatch.setattr(runs.treasury, "pay_claims", lambda **_: ())
    monkeypatch.setattr(books_lock, "begin", nullcontext)
    monkeypatch.setattr(books_lock, "undo", lambda: None)

    meet(*[partial(actions.release_run, actor=make.cashier(), run_key=run.key, now=money.NOW) for _ in range(2)])

    assert made == [b"bestand", b"bestand"]


def test_two_runs_that_want_the_same_claim_do_not_both_get_it() -> None:
    claims = make.ready(60_00, 40_00)
    asked: list[dict[str, Any]] = [make.asked_run(claims) for _ in range(4)]

    answers = meet(*[partial(actions.make_run, **one) for one in asked])

    assert rules_of(answers) == ["betaalopdracht.dubbel"] * 3
    assert PaymentRun.objects.count() == 1
    assert RunLine.objects.count() == 2


def test_releasing_and_withdrawing_at_once_does_one_of_both() -> None:
    run = make.made(make.ready(60_00))

    answers = meet(
        partial(actions.release_run, actor=make.cashier(), run_key=run.key, now=money.NOW),
        partial(actions.withdraw_run, actor=make.cashier(), run_key=run.key, because="Fout", now=money.NOW),
    )

    state = PaymentRun.objects.get().state
    assert rules_of(answers) == ["betaalopdracht.besloten"]
    assert Payment.objects.count() == (1 if state == RunState.RELEASED else 0)
    assert books.check_invariants() == ()


def test_the_same_statement_read_in_by_several_at_once_is_one() -> None:
    make.released(make.ready(60_00))
    line = RunLine.objects.get()
    content = statement_of(
        make.OURS,
        "A-1",
        make.TUESDAY,
        0,
        [Movement(-60_00, line.end_to_end), Movement(60_00, line.end_to_end, "", "AC04")],
    )

    answers = meet(
        *[partial(actions.import_statements, actor=make.cashier(), content=content, now=money.NOW) for _ in range(4)]
    )

    assert rules_of(answers) == []
    assert BankStatement.objects.count() == 1
    assert Entry.objects.filter(kind="teruggekomen").count() == 1
    assert books.check_invariants() == ()


def test_two_proposals_for_one_payee_at_once_leave_one_waiting() -> None:
    proposals = [make.proposal(iban=iban) for iban in (make.THEIRS, make.OTHER)]

    answers = meet(*[partial(actions.propose_payee_account, **one) for one in proposals])

    assert rules_of(answers) == ["rekening.wacht"]
    assert PayeeAccount.objects.count() == 1
