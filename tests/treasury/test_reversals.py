"""A mistake is undone by an opposite entry, once, by a second person; everything that hangs on it follows."""

import datetime as dt
import uuid
from typing import Any

import pytest

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Claim, Entry, Payment, ReversalRequest
from overstap.treasury.queries import ReversalCard
from overstap.treasury.values import CeilingUse, CommitmentCard
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

CEILING = CeilingUse("maatwerkbudget", 500_00)


def entry_of(kind: str) -> Entry:
    return Entry.objects.filter(kind=kind).latest("id")


def ask(kind: str, **other: Any) -> ReversalCard | Refusal:
    asked: dict[str, Any] = {
        "actor": make.someone(Role.CASHIER), "key": uuid.uuid4(), "entry_id": entry_of(kind).id,
        "because": "Verkeerd geboekt", "now": make.NOW,
    }  # fmt: skip
    return actions.ask_reversal(**(asked | other))


def reverse(card: ReversalCard, **other: Any) -> ReversalCard | Refusal:
    asked: dict[str, Any] = {"actor": make.someone(Role.CASHIER_APPROVER), "key": card.key, "now": make.NOW}
    return actions.reverse_entry(**(asked | other))


def undo(kind: str) -> Entry:
    """Undo the last entry of a kind, and see that the books are right."""
    of_framework = kind in {"toewijzen", "intrekken"}
    first, second = (make.keeper(), make.keeper()) if of_framework else (None, None)
    card = make.given(ask(kind, **({"actor": first} if first else {})))
    done = make.given(reverse(card, **({"actor": second} if second else {})))

    assert queries.check_invariants() == ()
    assert done.state == "uitgevoerd"

    return Entry.objects.get(id=done.opposite_id)


def standing() -> Position:
    return queries.position(stream=make.STREAM, region_code=make.REGION, year=make.YEAR)


def card_of(commitment: CommitmentCard) -> CommitmentCard:
    return queries.commitments_by_keys([commitment.key])[commitment.key]


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.fixture
def bound() -> CommitmentCard:
    """A commitment that counts towards the ceiling of a person."""
    make.budget(1000_00)
    return make.committed(amount_cents=300_00, ceiling=CEILING, person_key=uuid.UUID(int=7))


def used() -> int:
    return queries.ceiling_used(uuid.UUID(int=7), CEILING.code)


def paid(commitment: CommitmentCard, cents: int = 100_00) -> Claim:
    card = make.approved(commitment, amount_cents=cents)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=card.key, now=make.NOW))
    return Claim.objects.get(key=card.key)


def test_a_commitment_is_undone_and_its_money_is_free_again(bound: CommitmentCard) -> None:
    opposite = undo("verplichten")

    assert (opposite.kind, opposite.reverses) == ("vrijgeven", entry_of("verplichten"))
    assert standing() == Position(ceiling=1000_00)
    assert (card_of(bound).state, used()) == ("vrijgegeven", 0)


def test_a_payment_is_undone_and_the_claim_waits_to_be_paid_again(bound: CommitmentCard) -> None:
    claim = paid(bound)
    opposite = undo("betalen")
    claim.refresh_from_db()

    assert (opposite.kind, claim.state) == ("teruggekomen", "goedgekeurd")
    assert standing() == Position(ceiling=1000_00, committed=300_00)

    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))

    assert standing() == Position(ceiling=1000_00, committed=200_00, paid=100_00)
    assert queries.check_invariants() == ()


def test_a_release_is_undone_and_can_be_done_again(bound: CommitmentCard) -> None:
    adviser = make.someone(Role.ADVISER)
    make.given(actions.release(actor=adviser, key=bound.key, because="Over", now=make.NOW))
    opposite = undo("vrijgeven")

    assert opposite.kind == "opnieuw_verplichten"
    assert (card_of(bound).state, card_of(bound).released_cents, used()) == ("verplicht", 0, 300_00)

    make.given(actions.release(actor=adviser, key=bound.key, because="Toch over", now=make.NOW))

    assert (card_of(bound).state, used(), standing().free) == ("vrijgegeven", 0, 1000_00)
    assert queries.check_invariants() == ()


def test_a_recovery_is_undone_and_can_be_done_again(bound: CommitmentCard) -> None:
    claim = paid(bound)
    cashier = make.someone(Role.CASHIER)
    make.given(actions.recover_payment(actor=cashier, claim_key=claim.key, because="Terug", now=make.NOW))
    opposite = undo("terugvorderen")

    assert opposite.kind == "toch_betaald"
    assert standing() == Position(ceiling=1000_00, committed=200_00, paid=100_00)
    assert (card_of(bound).claimed_cents, used(), Payment.objects.get().recovered_cents) == (100_00, 300_00, 0)

    make.given(actions.recover_payment(actor=cashier, claim_key=claim.key, because="Terug", now=make.NOW))

    assert standing() == Position(ceiling=1000_00, committed=200_00)
    assert queries.check_invariants() == ()


@pytest.mark.parametrize(("first", "second", "kind", "left"), [(1000_00, 1500_00, "toewijzen", 1000_00),
                                                                (1000_00, 400_00, "intrekken", 1000_00)])  # fmt: skip
def test_a_decision_about_a_budget_is_undone_by_two_framework_keepers(
    first: int, second: int, kind: str, left: int
) -> None:
    make.budget(first)
    make.budget(second, source="Verkeerd bedrag")
    undo(kind)

    assert standing() == Position(ceiling=left)


def test_undoing_one_after_the_other_goes_back_to_the_beginning(bound: CommitmentCard) -> None:
    claim = paid(bound)
    cashier = make.someone(Role.CASHIER)
    make.given(actions.recover_payment(actor=cashier, claim_key=claim.key, because="Terug", now=make.NOW))

    assert rule_of(ask("betalen")) == "tegenboeken.volgorde"
    undo("terugvorderen")
    assert rule_of(ask("verplichten")) == "tegenboeken.volgorde"
    undo("betalen")
    assert rule_of(ask("verplichten")) == "tegenboeken.aanspraak"


def test_the_entry_that_has_to_go_first_is_named(bound: CommitmentCard) -> None:
    paid(bound)
    answer = ask("verplichten")

    assert isinstance(answer, Refusal)
    assert answer.sentence() == f"Boeking {entry_of('betalen').id} van 15-02-2021 bouwt op deze boeking."


def test_an_earlier_decision_waits_for_a_later_one() -> None:
    make.budget(1000_00)
    first = entry_of("toewijzen")
    make.budget(1500_00)

    assert rule_of(ask("toewijzen", entry_id=first.id, actor=make.keeper())) == "tegenboeken.volgorde"
    undo("toewijzen")
    assert isinstance(ask("toewijzen", entry_id=first.id, actor=make.keeper()), ReversalCard)


def test_money_that_was_used_again_does_not_come_back(bound: CommitmentCard) -> None:
    make.given(actions.release(actor=make.someone(Role.ADVISER), key=bound.key, because="Over", now=make.NOW))
    card = make.given(ask("vrijgeven"))
    make.reserved(amount_cents=900_00)

    assert rule_of(reverse(card)) == "budget.plafond"
    assert ReversalRequest.objects.get().state == "gevraagd"


def test_a_person_who_used_the_room_again_keeps_the_ceiling(bound: CommitmentCard) -> None:
    make.given(actions.release(actor=make.someone(Role.ADVISER), key=bound.key, because="Over", now=make.NOW))
    card = make.given(ask("vrijgeven"))
    make.reserved(amount_cents=300_00, ceiling=CEILING, person_key=uuid.UUID(int=7))

    assert rule_of(reverse(card)) == "persoon.plafond"
    assert queries.check_invariants() == ()


def test_a_budget_in_use_is_not_taken_back(bound: CommitmentCard) -> None:
    keeper = make.keeper()
    card = make.given(ask("toewijzen", actor=keeper))

    assert rule_of(reverse(card, actor=make.keeper())) == "kader.te_laag"
    assert card_of(bound).state == "verplicht"


def test_undoing_a_cut_stays_within_the_national_amount() -> None:
    make.budget(109_000_000_00)
    make.budget(100_000_000_00)
    card = make.given(ask("intrekken", actor=make.keeper()))
    make.budget(9_000_000_00, region_code=make.OTHER_REGION)

    assert rule_of(reverse(card, actor=make.keeper())) == "kader.landelijk"


@pytest.mark.parametrize("kind", ["reserveren", "reservering_vervalt"])
def test_a_reservation_lapses_and_is_not_reversed(kind: str) -> None:
    make.budget(1000_00)
    card = make.reserved()
    make.given(actions.void(actor=make.someone(Role.ADVISER), keys=[card.key], because="Niet", now=make.NOW))

    assert rule_of(ask(kind)) == "tegenboeken.soort"


@pytest.mark.usefixtures("bound")
def test_an_entry_is_undone_once_and_its_opposite_is_not_undone() -> None:
    undo("verplichten")

    assert rule_of(ask("verplichten")) == "tegenboeken.al_gedaan"
    assert rule_of(ask("vrijgeven")) == "tegenboeken.soort"


def test_one_side_of_a_reallocation_is_not_undone_alone() -> None:
    make.budget(1000_00)
    giver, taker = (actions.Place(make.STREAM, region) for region in (make.REGION, make.OTHER_REGION))
    card = make.given(
        actions.propose_reallocation(
            actor=make.someone(Role.CASHIER), key=uuid.uuid4(), giver=giver, taker=taker, year=make.YEAR,
            amount_cents=100_00, because="Over", now=make.NOW,
        )
    )  # fmt: skip
    make.given(actions.decide_reallocation(actor=make.keeper(), key=card.key, source="Besluit", now=make.NOW))

    assert rule_of(ask("intrekken", actor=make.keeper())) == "tegenboeken.samen"
    assert rule_of(ask("toewijzen", actor=make.keeper())) == "tegenboeken.samen"


@pytest.mark.usefixtures("bound")
def test_who_asks_does_not_decide() -> None:
    both = make.someone(Role.CASHIER, Role.CASHIER_APPROVER)
    card = make.given(ask("verplichten", actor=both))

    assert rule_of(reverse(card, actor=both)) == "tegenboeken.tweede_persoon"
    refused = actions.reject_reversal(actor=both, key=card.key, because="Nee", now=make.NOW)
    assert rule_of(refused) == "tegenboeken.tweede_persoon"


@pytest.mark.requirement("R-251")
@pytest.mark.usefixtures("bound")
def test_each_role_undoes_its_own_entries_only() -> None:
    assert rule_of(ask("toewijzen")) == "kader.rol"
    assert rule_of(ask("verplichten", actor=make.keeper())) == "tegenboeken.rol"

    card = make.given(ask("verplichten"))
    decision = make.given(ask("toewijzen", actor=make.keeper()))

    for role in (Role.FRAMEWORK_KEEPER, Role.CASHIER, Role.ADVISER, Role.COORDINATOR):
        assert rule_of(reverse(card, actor=make.someone(role))) == "tegenboeken.rol"
    for role in (Role.CASHIER, Role.CASHIER_APPROVER, Role.ADVISER):
        assert rule_of(reverse(decision, actor=make.someone(role))) == "kader.rol"


@pytest.mark.usefixtures("bound")
def test_a_rejected_request_leaves_the_entry_and_it_can_be_asked_again() -> None:
    card = make.given(ask("verplichten"))
    approver = make.someone(Role.CASHIER_APPROVER)

    assert rule_of(ask("verplichten")) == "tegenboeken.gevraagd"
    assert (
        rule_of(actions.reject_reversal(actor=approver, key=card.key, because=" ", now=make.NOW)) == "tegenboeken.reden"
    )

    rejected = make.given(actions.reject_reversal(actor=approver, key=card.key, because="Klopt wel", now=make.NOW))

    assert (rejected.state, rejected.answer, standing().committed) == ("afgewezen", "Klopt wel", 300_00)
    assert rule_of(reverse(card)) == "tegenboeken.stand"
    assert isinstance(ask("verplichten"), ReversalCard)


@pytest.mark.usefixtures("bound")
def test_the_same_request_twice_counts_once() -> None:
    key, cashier = uuid.uuid4(), make.someone(Role.CASHIER)
    card = make.given(ask("verplichten", key=key, actor=cashier))

    assert ask("verplichten", key=key, actor=cashier) == card
    assert rule_of(ask("reserveren", key=key)) == "opdracht.sleutel"
    assert reverse(card) == reverse(card)
    assert Entry.objects.filter(reverses__isnull=False).count() == 1


@pytest.mark.usefixtures("bound")
def test_without_a_reason_nothing_is_asked() -> None:
    assert rule_of(ask("verplichten", because="  ")) == "tegenboeken.reden"


@pytest.mark.usefixtures("bound")
def test_an_entry_in_a_closed_month_is_undone_in_the_open_one() -> None:
    march = dt.datetime(2021, 3, 3, tzinfo=dt.UTC)
    make.given(actions.ask_to_close(actor=make.someone(Role.CASHIER), year=2021, month=2, now=march))
    make.given(actions.close_period(actor=make.someone(Role.CASHIER), year=2021, month=2, now=march))

    opposite = undo("verplichten")

    assert (opposite.at, opposite.meant_at) == (dt.datetime(2021, 2, 28, 23, tzinfo=dt.UTC), make.NOW)
    assert queries.period_report(make.keeper(), year=2021, month=2, now=march).proven is True


@pytest.mark.usefixtures("bound")
def test_an_entry_tells_what_stands_in_the_way_and_what_was_asked() -> None:
    card = make.given(ask("verplichten"))
    page = queries.entry_page(make.someone(Role.CASHIER), entry_of("verplichten").id)

    assert (page.obstacle, page.requests, page.undone_by_id) == (None, (card,), None)
    assert queries.reversals_waiting(make.someone(Role.CASHIER_APPROVER)) == (card,)
    assert queries.reversals_waiting(make.someone(Role.ADVISER)) == ()


def test_what_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        actions.reverse_entry(actor=make.keeper(), key=uuid.uuid4(), now=make.NOW)
    with pytest.raises(NotFoundError):
        actions.ask_reversal(actor=make.keeper(), key=uuid.uuid4(), entry_id=0, because="Fout", now=make.NOW)
    with pytest.raises(NotFoundError):
        queries.entry_page(make.keeper(), 0)
