"""The waiting list: what comes free is offered to its head, with a term; nobody jumps the queue."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from overstap.allotment import actions, queries
from overstap.allotment.models import Application
from overstap.allotment.values import ReceiptCard
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from tests.factories import allotment as make
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db
Clock = Callable[[dt.datetime], dt.datetime]


def queue(row: Any, count: int, **other: Any) -> list[ReceiptCard]:
    """So many applications, settled."""
    receipts = [make.applied(row, **other) for _ in range(count)]
    actions.settle_all(now=make.NOW)
    return receipts


def withdraw(receipt: ReceiptCard, now: dt.datetime = make.NOW) -> Any:
    return actions.withdraw_application(actor=make.CASHIER, key=receipt.key, now=now)


def answer(receipt: ReceiptCard, *, accept: bool, now: dt.datetime = make.NOW) -> Any:
    return actions.answer_offer(actor=make.CASHIER, key=receipt.key, accept=accept, now=now)


def places(*receipts: ReceiptCard) -> list[int | None]:
    return [queries.application(make.CASHIER, one.key, make.NOW).place for one in receipts]


def test_a_place_that_comes_free_is_offered_to_the_head_of_the_list() -> None:
    row = make.window(funded_ceiling=2)
    receipts = queue(row, 4)
    withdraw(receipts[0])

    assert make.states(row) == ["ingetrokken", "toegekend", "aangeboden", "wachtlijst"]
    assert places(*receipts) == [None, None, None, 1]
    assert queries.check_invariants() == ()


def test_who_comes_after_someone_who_waits_waits_too_even_when_there_is_room() -> None:
    row = make.window(funded_ceiling=10)
    queue(row, 1, amount=8)
    queue(row, 1, amount=5)
    queue(row, 1, amount=1)

    assert make.states(row) == ["toegekend", "wachtlijst", "wachtlijst"]
    assert queries.check_invariants() == ()


def test_a_head_that_does_not_fit_is_not_passed_by_a_smaller_one_behind_it() -> None:
    row = make.window(funded_ceiling=10)
    first, second = queue(row, 2, amount=4)
    queue(row, 1, amount=9)
    queue(row, 1, amount=1)
    withdraw(first)
    half_free = make.states(row)
    withdraw(second)

    assert half_free == ["ingetrokken", "toegekend", "wachtlijst", "wachtlijst"]
    assert make.states(row) == ["ingetrokken", "ingetrokken", "aangeboden", "aangeboden"]


def test_an_offer_that_is_accepted_is_a_grant_and_one_that_is_declined_goes_to_the_next() -> None:
    row = make.window(funded_ceiling=1)
    receipts = queue(row, 4)
    withdraw(receipts[0])
    declined = answer(receipts[1], accept=False)
    accepted = answer(receipts[2], accept=True)

    assert (declined, accepted) == ("bedankt", "toegekend")
    assert make.states(row) == ["ingetrokken", "bedankt", "toegekend", "wachtlijst"]
    assert queries.check_invariants() == ()


def test_the_same_answer_twice_is_as_once_and_another_answer_finds_no_offer() -> None:
    row = make.window(funded_ceiling=1)
    receipts = queue(row, 2)
    withdraw(receipts[0])
    answers = [answer(receipts[1], accept=True), answer(receipts[1], accept=True), answer(receipts[1], accept=False)]

    assert answers[:2] == ["toegekend", "toegekend"]
    assert answers[2].rule == "aanvraag.geen_aanbod"


def test_an_offer_lapses_at_the_end_of_its_term_and_not_before(given_clock: Clock) -> None:
    row = make.window(funded_ceiling=1, answer_days=14)
    receipts = queue(row, 3)
    withdraw(receipts[0])
    end = make.NOW + dt.timedelta(days=14)
    early = actions.let_offers_lapse(now=given_clock(end - dt.timedelta(seconds=1)))
    too_late = answer(receipts[1], accept=True, now=end)
    lapsed = actions.let_offers_lapse(now=end)

    assert (early, too_late.rule, lapsed) == (0, "aanvraag.aanbod_verlopen", 1)
    assert make.states(row) == ["ingetrokken", "verlopen", "aangeboden"]
    assert actions.let_offers_lapse(now=end) == 0


def test_who_withdraws_before_the_own_turn_keeps_the_rank() -> None:
    row = make.window(funded_ceiling=1)
    first, second = make.applied(row), make.applied(row)
    withdraw(second)
    ranks = [queries.application(make.CASHIER, one.key, make.NOW).rank for one in (first, second)]

    assert ranks == [1, 2]
    assert make.states(row) == ["toegekend", "ingetrokken"]


def test_withdrawing_twice_is_as_once_and_a_refused_application_is_over() -> None:
    row = make.window(funded_ceiling=1, has_list=False)
    receipts = queue(row, 2)
    answers = [withdraw(receipts[0]), withdraw(receipts[0]), withdraw(receipts[1])]

    assert answers[:2] == ["ingetrokken", "ingetrokken"]
    assert answers[2].rule == "aanvraag.voorbij"


def test_a_second_application_of_one_applicant_is_refused_and_names_the_first() -> None:
    row, applicant = make.window(), uuid.uuid4()
    first, second = (make.applied(row, applicant_key=applicant) for _ in range(2))
    actions.settle_all(now=make.NOW)
    third = make.applied(row, applicant_key=applicant)
    actions.settle_all(now=make.NOW)
    cards = [queries.application(make.CASHIER, one.key, make.NOW) for one in (first, second, third)]

    assert [card.state for card in cards] == ["toegekend", "afgewezen", "afgewezen"]
    assert [card.same_as for card in cards] == [None, first.number, first.number]
    assert queries.check_invariants() == ()


def test_who_withdrew_may_apply_again() -> None:
    row, applicant = make.window(), uuid.uuid4()
    (first,) = queue(row, 1, applicant_key=applicant)
    withdraw(first)
    queue(row, 1, applicant_key=applicant)

    assert make.states(row) == ["ingetrokken", "toegekend"]


def test_a_window_with_a_list_only_gives_places_when_they_are_released() -> None:
    row = make.window(way="wachtlijst", funded_ceiling=2)
    queue(row, 3)
    waiting = make.states(row)
    offered = actions.release_places(now=make.NOW, window=row.code)

    assert waiting == ["wachtlijst"] * 3
    assert offered == 2
    assert make.states(row) == ["aangeboden", "aangeboden", "wachtlijst"]


def test_a_higher_ceiling_goes_to_the_list_and_a_lower_one_than_is_given_is_refused() -> None:
    row = make.window(funded_ceiling=1)
    queue(row, 3)
    asked = {"actor": make.KEEPER, "window": row.code, "source": "Besluit 2", "now": make.NOW}
    key = uuid.uuid4()
    for _ in range(2):
        given(actions.change_ceiling(key=key, funded_ceiling=2, **asked))
    lower = actions.change_ceiling(key=uuid.uuid4(), funded_ceiling=1, **asked)

    assert make.states(row) == ["toegekend", "aangeboden", "wachtlijst"]
    assert isinstance(lower, Refusal)
    assert lower.rule == "loket.te_laag"


@pytest.mark.requirement("R-220")
def test_registrations_and_what_is_funded_have_ceilings_of_their_own() -> None:
    row = make.window(registration_ceiling=3, funded_ceiling=2)
    receipts = queue(row, 4)
    answers = [actions.fund_application(actor=make.CASHIER, key=one.key, now=make.NOW) for one in receipts]
    counter = queries.public_counter(row.code, make.NOW)

    assert answers[:2] == ["gefinancierd", "gefinancierd"]
    assert [one.rule for one in answers[2:]] == ["loket.gefinancierd", "aanvraag.niet_toegekend"]
    assert counter is not None
    assert (counter.granted, counter.held, counter.waiting) == (3, 2, 1)
    assert queries.check_invariants() == ()


def test_only_the_framework_keeper_decides_on_windows_and_only_the_cashier_funds() -> None:
    row = make.window(funded_ceiling=1)
    (receipt,) = queue(row, 1)
    both = Actor(user_id=None, name="Beide", roles=frozenset({Role.FRAMEWORK_KEEPER, Role.CASHIER}))
    asked: dict[str, Any] = {"key": uuid.uuid4(), "window": row.code, "source": "Besluit 2", "now": make.NOW}
    for actor in (make.CASHIER, make.APPLICANT, both):
        changed = actions.change_ceiling(actor=actor, funded_ceiling=5, **asked)
        planned = actions.plan_window(actor=actor, opens_at=make.NOW, closes_at=None, **asked)

        assert isinstance(changed, Refusal)
        assert isinstance(planned, Refusal)
        assert (changed.rule, planned.rule) == ("loket.rol", "loket.rol")
    funded = actions.fund_application(actor=make.KEEPER, key=receipt.key, now=make.NOW)

    assert isinstance(funded, Refusal)
    assert funded.rule == "loket.uitvoerder"


def test_an_application_is_not_there_for_others_and_the_receipt_names_nobody() -> None:
    row = make.window()
    mine = Actor(user_id=7, name="Opleider Noord", roles=frozenset(), party_id=3)
    colleague = Actor(user_id=8, name="Collega", roles=frozenset(), party_id=3)
    stranger = Actor(user_id=9, name="Vreemde", roles=frozenset({Role.ADVISER}), party_id=4)
    (receipt,) = queue(row, 1, actor=mine, applicant_name="Opleider Noord")
    card = queries.receipt(receipt.key, make.NOW)

    assert queries.application(colleague, receipt.key, make.NOW).applicant_name == "Opleider Noord"
    assert card is not None
    assert (card.number, card.applicant_name, card.history) == (receipt.number, "", ())
    for actor in (stranger, Actor(user_id=None, name="", roles=frozenset())):
        with pytest.raises(NotFoundError):
            queries.application(actor, receipt.key, make.NOW)
        with pytest.raises(NotFoundError):
            actions.withdraw_application(actor=actor, key=receipt.key, now=make.NOW)
        with pytest.raises(NotFoundError):
            queries.window_page(actor, row.code, make.NOW)
    assert Application.objects.get(key=receipt.key).state == "toegekend"


def test_the_history_tells_who_applied_and_what_became_of_it() -> None:
    row = make.window(funded_ceiling=1)
    receipts = queue(row, 2)
    withdraw(receipts[0])
    answer(receipts[1], accept=True)
    verbs = [mark.verb for mark in queries.application(make.CASHIER, receipts[1].key, make.NOW).history]
    page = queries.window_page(make.CASHIER, row.code, make.NOW)

    assert verbs == ["aanvragen", "plaats_aanbieden", "aanbod_aannemen"]
    assert page.counts == (("toegekend", 1), ("ingetrokken", 1))
    assert [card.rank for card in page.applications] == [1, 2]
