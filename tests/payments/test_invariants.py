"""The proof of payments: right as it stands, and every planted mistake is named."""

from collections.abc import Callable

import pytest

from overstap.payments import queries
from overstap.payments.actions import import_statements
from overstap.payments.demo_bank import Movement, statement_of
from overstap.payments.models import LineState, PayeeAccount, PaymentRun, RunLine, StatementLine
from overstap.treasury.models import Payment
from tests.factories import payments as make
from tests.factories import treasury as money

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


@pytest.fixture
def history() -> None:
    """Two payments of which one came back, and a run that waits."""
    claims = make.ready(60_00, 40_00, 30_00)
    make.released(claims[:2])
    first, second = RunLine.objects.order_by("id")
    moves = [Movement(-60_00, first.end_to_end), Movement(-40_00, second.end_to_end),
             Movement(40_00, second.end_to_end, "", "AC04")]  # fmt: skip
    content = statement_of(make.OURS, "A-1", make.TUESDAY, 500_00, moves)
    money.given(import_statements(actor=make.cashier(), content=content, now=money.NOW))
    make.made(claims[2:])


@pytest.mark.usefixtures("history")
def test_right_payments_are_right() -> None:
    assert queries.check_invariants() == ()


MISTAKES: dict[str, Callable[[], object]] = {
    "a run is its lines": lambda: PaymentRun.objects.filter(state="opgesteld").update(total_cents=1),
    "released by another": lambda: RunLine.objects.filter(state="bevestigd").update(
        approved_by=PaymentRun.objects.get(state="vrijgegeven").released_by_id
    ),
    "the file is the one that was made": lambda: PaymentRun.objects.filter(state="vrijgegeven").update(file="ander"),
    "an account number is as it was sealed": lambda: PayeeAccount.objects.update(iban=make.OTHER),
    "what went out is paid": lambda: RunLine.objects.filter(state="bevestigd").update(amount_cents=60_01),
    "what came back is not paid": lambda: Payment.objects.exclude(return_entry=None).update(
        return_entry=None, return_because=""
    ),
    "a statement is its lines": lambda: StatementLine.objects.filter(amount_cents=40_00).update(amount_cents=40_01),
}


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("promise", MISTAKES)
def test_every_planted_mistake_is_named(promise: str) -> None:
    MISTAKES[promise]()

    assert promise in {problem.invariant for problem in queries.check_invariants()}


@pytest.mark.usefixtures("history")
def test_what_was_sent_and_not_booked_is_named() -> None:
    waiting = RunLine.objects.filter(state=LineState.PLANNED)
    waiting.update(state=LineState.SENT)

    assert "what went out is paid" in {problem.invariant for problem in queries.check_invariants()}
