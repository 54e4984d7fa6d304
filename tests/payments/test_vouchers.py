"""Vouchers: a number that cannot be guessed or misread, good once, for a bill up to what it is worth."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given as for_all
from hypothesis import strategies as st

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.payments import actions, queries
from overstap.payments.models import RunLine, Voucher
from overstap.payments.voucher_numbers import SIGNS, new_number, read_number
from overstap.treasury import queries as books
from tests.factories import payments as make
from tests.factories import treasury as money

NUMBERS = st.lists(st.integers(0, len(SIGNS) - 1), min_size=11, max_size=11).map(
    lambda values: new_number(lambda _: values.pop())
)


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.fixture
def voucher(streams: None) -> queries.VoucherCard:
    """A voucher worth 2,500 euros."""
    money.budget(100_000_00)
    commitment = money.committed(amount_cents=2500_00, recipient="Voucher")
    card = money.given(actions.issue_voucher(actor=make.cashier(), commitment_key=commitment.key, now=money.NOW))
    assert isinstance(card, queries.VoucherCard)
    return card


def bill(cents: int = 2400_00, **other: object) -> actions.Bill:
    asked = {"provider": "ROC Tilburg", "number": "2021-9", "on": money.NOW.date(), "amount_cents": cents}
    return actions.Bill(**(asked | other))  # type: ignore[arg-type]


def redeem(number: str, **other: object) -> object:
    asked = {"actor": make.cashier(), "key": uuid.uuid4(), "number": number, "bill": bill(), "now": money.NOW}
    return actions.redeem_voucher(**(asked | other))


@for_all(NUMBERS)
def test_a_number_is_read_however_it_is_typed(number: str) -> None:
    assert read_number(number) == number
    assert read_number(f" {number.lower().replace('-', ' ')} ") == number


@for_all(NUMBERS, st.integers(0, 11), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(number: str, place: int, sign: str) -> None:
    plain = number.replace("-", "")
    wrong = plain[:place] + sign + plain[place + 1 :]

    assert (read_number(wrong) is not None) == (wrong == plain)


def test_no_number_holds_a_sign_that_is_read_as_another() -> None:
    assert not set("01OILU") & set(SIGNS)
    assert read_number("") is None
    assert read_number("0000-0000-0000") is None


@pytest.mark.django_db
@pytest.mark.requirement("R-439")
def test_a_voucher_is_good_once_for_the_bill_of_a_provider(voucher: queries.VoucherCard) -> None:
    redeemed = money.given(redeem(voucher.number.lower()))

    claim = books.claim(make.cashier(), redeemed.claim_key)
    assert (redeemed.provider, redeemed.billed_cents) == ("ROC Tilburg", 2400_00)
    assert (claim.recipient, claim.amount_cents, claim.evidence_kind) == ("ROC Tilburg", 2400_00, "voucher")
    assert (claim.evidence_number, claim.state) == ("2021-9", "ingediend")
    assert rule_of(redeem(voucher.number)) == "voucher.gebruikt"
    assert books.check_invariants() == ()


@pytest.mark.django_db
@pytest.mark.requirement("R-439")
def test_a_voucher_pays_no_more_than_it_is_worth(voucher: queries.VoucherCard) -> None:
    assert rule_of(redeem(voucher.number, bill=bill(2500_01))) == "voucher.waarde"
    assert money.given(redeem(voucher.number, bill=bill(2500_00))).billed_cents == 2500_00


@pytest.mark.django_db
def test_the_provider_of_a_voucher_is_paid_and_not_who_the_commitment_names(voucher: queries.VoucherCard) -> None:
    make.payee("ROC Tilburg")
    make.debtor()
    redeemed = money.given(redeem(voucher.number))
    claim = books.claim(make.cashier(), redeemed.claim_key)
    from_treasury = money.actions.approve_claim(
        actor=money.someone(Role.CASHIER_APPROVER), claim_key=claim.key, now=money.NOW
    )

    make.released([money.given(from_treasury)])

    assert RunLine.objects.get().recipient == "ROC Tilburg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"number": "2222-2222-2222"}, "voucher.onbekend"),
        ({"number": "onzin"}, "voucher.onbekend"),
        ({"bill": bill(number=" ")}, "voucher.factuur"),
        ({"bill": bill(provider=" ")}, "voucher.factuur"),
        ({"bill": bill(on=money.NOW.date() + dt.timedelta(days=1))}, "aanspraak.bewijs_datum"),
        ({"bill": bill(0)}, "aanspraak.niets"),
        ({"bill": bill(sha256="x")}, "aanspraak.bewijs_bestand"),
    ],
)
def test_what_is_not_right_is_refused_and_the_voucher_stays_good(
    voucher: queries.VoucherCard, asked: dict[str, object], rule: str
) -> None:
    assert rule_of(redeem(**({"number": voucher.number} | asked))) == rule  # type: ignore[arg-type]
    assert Voucher.objects.get().redeemed_at is None


@pytest.mark.django_db
def test_the_same_commands_twice_count_once(voucher: queries.VoucherCard) -> None:
    key, actor = uuid.uuid4(), make.cashier()
    again = actions.issue_voucher(actor=actor, commitment_key=voucher.commitment_key, now=money.NOW)

    first, second = redeem(voucher.number, key=key, actor=actor), redeem(voucher.number, key=key, actor=actor)

    assert money.given(again).number == voucher.number
    assert first == second
    assert len(queries.vouchers(actor)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER, Role.ADVISER])
def test_only_the_cashier_issues_and_takes_in(voucher: queries.VoucherCard, role: Role) -> None:
    actor = money.someone(role)

    assert rule_of(redeem(voucher.number, actor=actor)) == "voucher.rol"
    answer = actions.issue_voucher(actor=actor, commitment_key=uuid.uuid4(), now=money.NOW)
    assert rule_of(answer) == "voucher.rol"


@pytest.mark.django_db
def test_a_voucher_needs_money_that_is_bound(streams: None) -> None:
    money.budget(1000_00)
    reserved = money.reserved()

    answer = actions.issue_voucher(actor=make.cashier(), commitment_key=reserved.key, now=money.NOW)

    assert rule_of(answer) == "voucher.verplichting"
    with pytest.raises(NotFoundError):
        actions.issue_voucher(actor=make.cashier(), commitment_key=uuid.uuid4(), now=money.NOW)


@pytest.mark.django_db
def test_the_database_itself_keeps_a_voucher_under_its_worth(voucher: queries.VoucherCard) -> None:
    money.given(redeem(voucher.number))

    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.update(billed_cents=2500_01)
