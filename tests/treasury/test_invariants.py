"""Every kind of damage to the books is found and named."""

from collections.abc import Callable

import pytest

from overstap.core.actor import Role
from overstap.treasury import actions, queries
from overstap.treasury.models import Account, Commitment, Entry, Payment, PersonCeiling
from overstap.treasury.values import CeilingUse
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


def books_with_everything() -> make.CommitmentCard:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=300_00, ceiling=CeilingUse("maatwerkbudget", 1000_00))
    claim = make.approved(commitment, amount_cents=100_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))
    make.reserved(amount_cents=50_00)
    return commitment


def forget_the_payment() -> None:
    Payment.objects.all().delete()


def test_right_books_have_no_problems() -> None:
    books_with_everything()

    assert queries.check_invariants() == ()


@pytest.mark.parametrize(
    ("spoil", "invariant_"),
    [
        (lambda: Account.objects.filter(kind="betaald").update(credits_posted_cents=99_99), "totals = entries"),
        (lambda: Account.objects.filter(kind="betaald").update(credits_posted_cents=99_99), "debits = credits"),
        (lambda: Account.objects.filter(kind="kader").delete(), "accounts"),
        (lambda: Entry.objects.filter(kind="betalen").update(amount_cents=999_00), "no ceiling passed"),
        (lambda: Entry.objects.filter(kind="verplichten").update(amount_cents=1), "a reservation ends once"),
        (lambda: Commitment.objects.filter(state="verplicht").update(state="vrijgegeven"), "commitment: state"),
        (lambda: Commitment.objects.filter(state="verplicht").update(paid_cents=1), "commitment: paid"),
        (lambda: Commitment.objects.filter(state="verplicht").update(released_cents=1), "commitment: released"),
        (lambda: Commitment.objects.filter(state="verplicht").update(claimed_cents=150_00), "commitment: claimed"),
        (lambda: Commitment.objects.filter(state="verplicht").update(amount_cents=299_99), "commitment: reserved"),
        (lambda: PersonCeiling.objects.update(used_cents=1), "ceiling per person"),
        (lambda: PersonCeiling.objects.all().delete(), "ceiling per person"),
        (forget_the_payment, "what is paid has a payment"),
        (forget_the_payment, "a paid claim has a payment"),
    ],
)
def test_every_kind_of_damage_is_named(spoil: Callable[[], object], invariant_: str) -> None:
    books_with_everything()

    spoil()

    assert invariant_ in {problem.invariant for problem in queries.check_invariants()}
