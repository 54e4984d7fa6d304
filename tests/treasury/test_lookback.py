"""A commitment as it stood on any past day."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError
from overstap.treasury import actions, queries
from overstap.treasury.models import Budget
from overstap.treasury.queries.commitments import CommitmentPage
from overstap.treasury.values import CommitmentCard
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

DAY = dt.timedelta(days=1)


@pytest.fixture
def lived() -> CommitmentCard:
    """Reserved on day 0, committed on day 1, claimed on day 2, approved on 3, paid on 4, a rest released on day 5."""
    make.budget(1000_00)
    card = make.reserved(amount_cents=300_00, expires_at=None)
    cashier = make.someone(Role.CASHIER)
    make.given(actions.commit(actor=make.order()["actor"], keys=[card.key], now=make.NOW + DAY))
    claim = make.claimed(card, amount_cents=100_00, now=make.NOW + 2 * DAY)
    approver = make.someone(Role.CASHIER_APPROVER)
    make.given(actions.approve_claim(actor=approver, claim_key=claim.key, now=make.NOW + 3 * DAY))
    make.given(actions.pay_claim(actor=cashier, claim_key=claim.key, now=make.NOW + 4 * DAY))
    make.given(
        actions.release(
            actor=make.order()["actor"],
            key=card.key,
            because="minder nodig",
            now=make.NOW + 5 * DAY,
            amount_cents=200_00,
            command=uuid.uuid4(),
        )
    )
    return card


def on(card: CommitmentCard, day: int) -> CommitmentPage:
    return queries.commitment_history(make.someone(Role.CASHIER), card.key, as_of=make.NOW + day * DAY)


@pytest.mark.requirement("R-252")
@pytest.mark.parametrize(
    ("day", "amounts", "claims"),
    [
        (0, ("gereserveerd", 0, 0, 0), []),
        (1, ("verplicht", 0, 0, 0), []),
        (2, ("verplicht", 100_00, 0, 0), ["ingediend"]),
        (3, ("verplicht", 100_00, 0, 0), ["goedgekeurd"]),
        (4, ("verplicht", 100_00, 100_00, 0), ["betaald"]),
        (5, ("vrijgegeven", 100_00, 100_00, 200_00), ["betaald"]),
    ],
)
def test_a_commitment_is_told_as_it_stood(
    lived: CommitmentCard, day: int, amounts: tuple[str, int, int, int], claims: list[str]
) -> None:
    page = on(lived, day)

    card = page.card
    assert (card.state, card.claimed_cents, card.paid_cents, card.released_cents) == amounts
    assert [claim.state for claim in page.claims] == claims
    assert len(page.payments) == (1 if day >= 4 else 0)


def test_now_is_what_is_kept(lived: CommitmentCard) -> None:
    kept = queries.commitments_by_keys([lived.key])[lived.key]

    assert on(lived, 5).card == kept
    assert queries.commitment_history(make.someone(Role.CASHIER), lived.key).card == kept


def test_before_the_reservation_there_is_nothing(lived: CommitmentCard) -> None:
    page = on(lived, -1)

    assert (page.entries, page.claims, page.payments, page.deeds) == ((), (), (), ())


def test_the_trail_tells_who_did_what_in_order(lived: CommitmentCard) -> None:
    assert [deed.verb for deed in on(lived, 5).deeds] == [
        "geld_reserveren",
        "geld_verplichten",
        "aanspraak_indienen",
        "aanspraak_goedgekeurd",
        "betalen",
        "geld_vrijgeven",
    ]
    assert len(on(lived, 2).deeds) == 3


def test_what_was_paid_unduly_counts_as_given_back(lived: CommitmentCard) -> None:
    (claim,) = on(lived, 5).claims
    make.given(
        actions.recover_payment(
            actor=make.someone(Role.CASHIER), claim_key=claim.key, because="ging niet door", now=make.NOW + 6 * DAY
        )
    )

    assert on(lived, 6).card == queries.commitments_by_keys([lived.key])[lived.key]
    assert on(lived, 5).card.paid_cents == 100_00


def test_a_page_of_a_past_day_is_for_who_may_see_the_budget(lived: CommitmentCard) -> None:
    with pytest.raises(NotFoundError):
        queries.commitment_history(make.someone(Role.ADVISER), lived.key, as_of=make.NOW)


def test_the_entries_of_a_budget_are_read_page_by_page_with_the_same_standing() -> None:
    make.budget(1000_00)
    for number in range(7):
        make.reserved(amount_cents=(number + 1) * 100, now=make.NOW + number * DAY, expires_at=None)
    (budget_id,) = Budget.objects.values_list("id", flat=True)
    page = queries.budget_page(make.someone(Role.CASHIER), budget_id)

    whole = page.entries[::-1]
    assert len(page.newest) == len(whole) == 8
    for start in range(0, 8, 3):
        assert tuple(page.newest[start : start + 3]) == whole[start : start + 3]
    assert whole[0].after == page.row.position
    assert page.newest[20:30] == []


def test_a_budget_of_a_past_day_shows_what_there_was() -> None:
    make.budget(1000_00)
    make.reserved(amount_cents=10_00, now=make.NOW + 2 * DAY, expires_at=None)
    make.budget(2000_00, now=make.NOW + 4 * DAY, key=uuid.uuid4())
    (budget_id,) = Budget.objects.values_list("id", flat=True)

    page = queries.budget_page(make.someone(Role.CASHIER), budget_id, as_of=make.NOW + 3 * DAY)
    assert (page.row.position.ceiling, page.row.position.reserved) == (1000_00, 10_00)
    assert (len(page.decisions), len(page.newest)) == (1, 2)
