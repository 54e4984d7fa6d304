"""Many payments at once, and what the bank brings back: still owed, and paid again by a new payment."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Claim, Commitment, Entry, Payment
from tests.factories import treasury as make

pytestmark = pytest.mark.django_db

CLOSED = "AC04"


@pytest.fixture(autouse=True)
def _books_are_right(streams: None) -> object:
    yield
    assert queries.check_invariants() == ()


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def standing() -> Position:
    return queries.position(stream=make.STREAM, region_code=make.REGION, year=make.YEAR)


def approved(*amounts: int) -> list[uuid.UUID]:
    make.budget(1000_00)
    return [make.approved(make.committed(amount_cents=100_00), amount_cents=cents).key for cents in amounts]


def pay(keys: list[uuid.UUID], **other: object) -> object:
    return actions.pay_claims(**({"actor": make.someone(Role.CASHIER), "claim_keys": keys, "now": make.NOW} | other))


def bring_back(*keys: uuid.UUID, **other: object) -> object:
    returns = [actions.BankReturn(key, CLOSED) for key in keys]
    return actions.return_payments(
        **({"actor": make.someone(Role.CASHIER), "returns": returns, "now": make.NOW} | other)
    )


@pytest.mark.requirement("R-252")
def test_many_claims_are_paid_at_once_in_the_order_asked() -> None:
    keys = approved(60_00, 40_00, 10_00)

    paid = make.given(pay(keys[::-1]))

    assert [card.claim_key for card in paid] == keys[::-1]
    assert standing() == Position(ceiling=1000_00, committed=190_00, paid=110_00)


def test_one_claim_that_cannot_be_paid_keeps_all_back() -> None:
    keys = approved(60_00, 40_00)
    waiting = make.claimed(make.committed(), amount_cents=5_00)

    assert rule_of(pay([*keys, waiting.key])) == "betaling.stand"
    assert Payment.objects.count() == 0
    assert standing().paid == 0


def test_who_approved_one_of_them_releases_none_of_them() -> None:
    keys = approved(60_00, 40_00)
    both = make.someone(Role.CASHIER, Role.CASHIER_APPROVER)
    own = make.claimed(make.committed(), amount_cents=5_00)
    make.given(actions.approve_claim(actor=both, claim_key=own.key, now=make.NOW))

    assert rule_of(pay([*keys, own.key], actor=both)) == "betaling.vier_ogen"
    assert Payment.objects.count() == 0


def test_what_was_paid_already_is_not_sent_again() -> None:
    keys = approved(60_00)
    make.given(pay(keys))

    assert rule_of(pay(keys)) == "betaling.stand"


def test_an_unknown_claim_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        pay([uuid.uuid4()])


@pytest.mark.requirement("R-252")
def test_what_the_bank_brings_back_is_still_owed() -> None:
    keys = approved(60_00, 40_00)
    make.given(pay(keys))

    returned = make.given(bring_back(keys[0]))[0]

    assert (returned.claim_key, returned.returned_because) == (keys[0], CLOSED)
    assert standing() == Position(ceiling=1000_00, committed=160_00, paid=40_00)
    assert Claim.objects.get(key=keys[0]).state == Claim.State.APPROVED
    assert Commitment.objects.get(claims__key=keys[0]).paid_cents == 0


@pytest.mark.requirement("R-252")
def test_after_a_return_the_claim_is_paid_again_by_a_new_payment() -> None:
    keys = approved(60_00)
    make.given(pay(keys))
    make.given(bring_back(*keys))

    make.given(pay(keys))

    assert Payment.objects.filter(claim__key=keys[0]).count() == 2
    assert standing().paid == 60_00
    assert list(Entry.objects.filter(kind="betalen").order_by("id").values_list("idempotency_key", flat=True)) == [
        f"betalen:{keys[0]}",
        f"betalen:{keys[0]}:1",
    ]


def test_a_second_payment_can_come_back_as_well() -> None:
    keys = approved(60_00)
    for _ in range(3):
        make.given(pay(keys))
        make.given(bring_back(*keys))

    assert standing() == Position(ceiling=1000_00, committed=100_00)
    assert Entry.objects.filter(kind="teruggekomen").count() == 3


@pytest.mark.parametrize("case", ["never paid", "came back", "recovered"])
def test_only_a_payment_that_is_out_comes_back(case: str) -> None:
    keys = approved(60_00)
    if case != "never paid":
        make.given(pay(keys))
    if case == "came back":
        make.given(bring_back(*keys))
    if case == "recovered":
        cashier = make.someone(Role.CASHIER)
        make.given(actions.recover_payment(actor=cashier, claim_key=keys[0], because="Dubbel", now=make.NOW))

    assert rule_of(bring_back(*keys)) == "teruggekomen.stand"


def test_one_wrong_return_keeps_all_back() -> None:
    keys = approved(60_00, 40_00)
    make.given(pay(keys[:1]))

    assert rule_of(bring_back(*keys)) == "teruggekomen.stand"
    assert standing().paid == 60_00


@pytest.mark.parametrize("role", [Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER, Role.ADVISER])
def test_only_the_cashier_pays_and_books_what_comes_back(role: Role) -> None:
    keys = approved(60_00)

    assert rule_of(pay(keys, actor=make.someone(role))) == "betaling.rol"
    make.given(pay(keys))
    assert rule_of(bring_back(*keys, actor=make.someone(role))) == "betaling.rol"


def test_the_database_itself_keeps_a_claim_from_being_paid_twice() -> None:
    keys = approved(60_00)
    make.given(pay(keys))
    first = Payment.objects.get()
    entry = Entry.objects.filter(kind="verplichten").first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            claim=first.claim, entry=entry, amount_cents=1, paid_at=make.NOW,
            approved_by=first.approved_by, paid_by=first.paid_by,
        )  # fmt: skip


def test_what_came_back_is_not_also_recovered() -> None:
    keys = approved(60_00)
    make.given(pay(keys))
    make.given(bring_back(*keys))
    cashier = make.someone(Role.CASHIER)

    answer = actions.recover_payment(actor=cashier, claim_key=keys[0], because="Dubbel", now=make.NOW)

    assert rule_of(answer) == "terugvorderen.stand"
