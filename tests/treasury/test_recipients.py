"""The statement of a recipient: bound, asked, paid, come back and open, over a period and as of any past day."""

import datetime as dt

import pytest

from overstap.core.actor import Role
from overstap.treasury import actions
from overstap.treasury.queries.recipients import RecipientSums, recipient_statement
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


def day(number: int) -> dt.datetime:
    return make.NOW + dt.timedelta(days=number)


def sums(number: int, *, recipient: str = "ROC Tilburg", start: int = 0, **other: object) -> RecipientSums:
    asked = {"start": day(start), "until": day(100), "as_of": day(number)} | other
    actor = make.someone(Role.CASHIER)
    return recipient_statement(actor, recipient, **asked).after  # type: ignore[arg-type]


@pytest.fixture
def history() -> None:
    """Day 1 committed 100, 2 asked 60, 3 paid, 4 came back, 5 paid again, 6 asked 30 and rejected, 7 given back 40."""
    make.budget(1000_00)
    cashier, approver = make.someone(Role.CASHIER), make.someone(Role.CASHIER_APPROVER)
    commitment = make.committed(amount_cents=100_00, now=day(1), expires_at=day(30))
    claim = make.claimed(commitment, amount_cents=60_00, now=day(2))
    make.given(actions.approve_claim(actor=approver, claim_key=claim.key, now=day(2)))
    make.given(actions.pay_claim(actor=cashier, claim_key=claim.key, now=day(3)))
    back = actions.BankReturn(claim.key, "AC04")
    make.given(actions.return_payments(actor=cashier, returns=[back], now=day(4)))
    make.given(actions.pay_claims(actor=cashier, claim_keys=[claim.key], now=day(5)))
    wrong = make.claimed(commitment, amount_cents=30_00, now=day(6))
    make.given(actions.reject_claim(actor=approver, claim_key=wrong.key, because="Dubbel", now=day(6)))
    adviser = make.someone(Role.ADVISER)
    make.given(actions.release(actor=adviser, key=commitment.key, because="Klaar", now=day(7)))


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("number", "expected", "still"),
    [
        (0, RecipientSums(), 0),
        (1, RecipientSums(committed_cents=100_00), 0),
        (2, RecipientSums(committed_cents=100_00, claimed_cents=60_00), 60_00),
        (3, RecipientSums(committed_cents=100_00, claimed_cents=60_00, paid_cents=60_00), 0),
        (4, RecipientSums(committed_cents=100_00, claimed_cents=60_00, returned_cents=60_00), 60_00),
        (5, RecipientSums(committed_cents=100_00, claimed_cents=60_00, paid_cents=60_00, returned_cents=60_00), 0),
        (6, RecipientSums(committed_cents=100_00, claimed_cents=60_00, paid_cents=60_00, returned_cents=60_00), 0),
        (7, RecipientSums(committed_cents=60_00, claimed_cents=60_00, paid_cents=60_00, returned_cents=60_00), 0),
    ],
)
def test_any_past_day_is_told(number: int, expected: RecipientSums, still: int) -> None:
    found = sums(number)

    assert found == expected
    assert found.open_cents == still


@pytest.mark.usefixtures("history")
def test_what_was_before_and_during_a_period_come_to_what_is_after() -> None:
    actor = make.someone(Role.CASHIER)

    found = recipient_statement(actor, "ROC Tilburg", start=day(4), until=day(100), as_of=day(100))

    assert (found.before.paid_cents, found.during.paid_cents, found.after.paid_cents) == (60_00, 0, 60_00)
    assert [line.kind for line in found.lines][:2] == ["teruggekomen", "betalen"]


@pytest.mark.usefixtures("history")
def test_nobody_else_is_in_it_and_who_sees_no_budget_sees_nothing() -> None:
    assert sums(7, recipient="Iemand anders") == RecipientSums()
    nobody = make.someone(Role.ADVISER)
    assert recipient_statement(nobody, "ROC Tilburg", start=day(0), until=day(9), as_of=day(9)).lines == ()


def test_what_was_recovered_is_no_longer_asked() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=60_00)
    cashier = make.someone(Role.CASHIER)
    make.given(actions.pay_claim(actor=cashier, claim_key=claim.key, now=day(1)))
    make.given(actions.recover_payment(actor=cashier, claim_key=claim.key, because="Ging niet door", now=day(2)))

    assert (sums(1).paid_cents, sums(2).paid_cents, sums(2).open_cents) == (60_00, 0, 0)


def test_who_is_paid_instead_has_it_on_their_own_statement() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(recipient="Voucher"), amount_cents=60_00, recipient="ROC Tilburg")
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=day(1)))

    assert (sums(1).claimed_cents, sums(1).paid_cents, sums(1).committed_cents) == (60_00, 60_00, 0)
    assert sums(1, recipient="Voucher") == RecipientSums(committed_cents=100_00)
