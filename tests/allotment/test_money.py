"""Windows of a stream: every grant is one commitment, and the books never pass their ceiling."""

import datetime as dt
import uuid
from typing import Any

import pytest

from overstap.allotment import actions, queries
from overstap.allotment.models import Window
from overstap.core.actor import SYSTEM
from overstap.core.allotment import Unit, Way
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions as treasury
from overstap.treasury import queries as books
from overstap.treasury.models import Commitment, Entry
from overstap.treasury.values import CeilingUse
from tests.factories import allotment as make
from tests.factories import treasury as money
from tests.factories.treasury import given

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


@pytest.fixture
def streams(db: None) -> None:
    """Load the funding streams."""
    treasury.load_streams(now=money.NOW)


def euro_window(ceiling: int, **other: Any) -> Window:
    """A window of the money of a stream in a region."""
    asked = {"unit": "euro", "stream": money.STREAM, "region_code": money.REGION, "year": money.YEAR} | other
    return make.window(funded_ceiling=ceiling, **asked)


def standing() -> Position:
    return books.position(stream=money.STREAM, region_code=money.REGION, year=money.YEAR)


def right() -> bool:
    return queries.check_invariants() == () == books.check_invariants()


def test_every_grant_is_a_commitment_and_what_does_not_fit_waits() -> None:
    money.budget(250)
    row = euro_window(1_000)
    receipts = [make.applied(row, amount=100) for _ in range(4)]
    actions.settle_all(now=make.NOW)
    cards = books.commitments_by_keys([one.key for one in receipts])

    assert make.states(row) == ["toegekend", "toegekend", "wachtlijst", "wachtlijst"]
    assert [(card.state, card.amount_cents) for card in cards.values()] == [("verplicht", 100)] * 2
    assert standing().committed == 200
    assert right()


def test_without_a_budget_nobody_is_refused_for_good() -> None:
    row = euro_window(1_000)
    make.applied(row, amount=100)
    actions.settle_all(now=make.NOW)
    waiting = make.states(row)
    money.budget(100)
    actions.release_places(now=make.NOW)

    assert waiting == ["wachtlijst"]
    assert make.states(row) == ["aangeboden"]
    assert right()


def test_an_offer_sets_money_aside_and_its_answer_binds_or_frees_it() -> None:
    money.budget(200)
    row = euro_window(100)
    receipts = [make.applied(row, amount=100) for _ in range(3)]
    actions.settle_all(now=make.NOW)
    actions.withdraw_application(actor=make.CASHIER, key=receipts[0].key, now=make.NOW)
    offered = standing()
    actions.answer_offer(actor=make.CASHIER, key=receipts[1].key, accept=False, now=make.NOW)
    actions.answer_offer(actor=make.CASHIER, key=receipts[2].key, accept=True, now=make.NOW)
    taken = standing()

    assert (offered.reserved, offered.committed) == (100, 0)
    assert (taken.reserved, taken.committed) == (0, 100)
    assert make.states(row) == ["ingetrokken", "bedankt", "toegekend"]
    assert right()


def test_what_the_cashier_gives_back_goes_to_the_head_of_the_list() -> None:
    money.budget(100)
    row = euro_window(100)
    receipts = [make.applied(row, amount=100) for _ in range(2)]
    actions.settle_all(now=make.NOW)
    given(treasury.release(actor=make.CASHIER, key=receipts[0].key, because="Niet nodig", now=make.NOW))
    offers = [actions.release_places(now=make.NOW) for _ in range(2)]

    assert offers == [1, 0]
    assert make.states(row) == ["ingetrokken", "aangeboden"]
    assert right()


def test_what_is_claimed_already_cannot_be_withdrawn() -> None:
    money.budget(100)
    row = euro_window(100)
    receipt = make.applied(row, amount=100)
    actions.settle_all(now=make.NOW)
    Commitment.objects.filter(key=receipt.key).update(claimed_cents=1)
    answer = actions.withdraw_application(actor=make.CASHIER, key=receipt.key, now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "aanvraag.uitbetaald"
    assert make.states(row) == ["toegekend"]


def many(amounts: list[int], **other: Any) -> list[treasury.Order]:
    return [
        treasury.Order(
            key=uuid.UUID(int=number), person_key=uuid.UUID(int=1), item_key=uuid.UUID(int=number), instrument="LOKET",
            scheme="ontschot-budget", scheme_version=dt.date(2020, 12, 1), receipt={}, recipient="ROC",
            amount_cents=amount, **other,
        )
        for number, amount in enumerate(amounts, start=1)
    ]  # fmt: skip


def reserve_many(orders: list[treasury.Order], *, bind: bool = True) -> Any:
    return treasury.reserve_many(
        actor=SYSTEM, stream=money.STREAM, region_code=money.REGION, year=money.YEAR, orders=orders, bind=bind,
        now=money.NOW,
    )  # fmt: skip


def rules(answers: tuple[Refusal | None, ...]) -> list[str]:
    return [answer.rule if answer else "" for answer in answers]


def test_of_many_orders_one_that_does_not_fit_harms_no_other() -> None:
    money.budget(100)
    answers = reserve_many(many([60, 50, 40, 0]))

    assert rules(answers) == ["", "budget.plafond", "", "reserveren.niets"]
    assert standing().committed == 100
    assert books.check_invariants() == ()


def test_the_same_orders_twice_count_once_and_other_contents_are_refused() -> None:
    money.budget(100)
    first, again = reserve_many(many([60, 40])), reserve_many(many([60, 40]))
    other = reserve_many(many([61]))

    assert rules(first) == rules(again) == ["", ""]
    assert rules(other) == ["opdracht.sleutel"]
    assert Entry.objects.filter(commitment__isnull=False).count() == 4


def test_the_ceiling_of_a_person_holds_within_a_series_and_over_what_came_before() -> None:
    money.budget(1_000)
    ceiling = CeilingUse("maatwerk", 100)
    answers = reserve_many(many([60, 50, 40], ceiling=ceiling), bind=False)

    assert rules(answers) == ["", "persoon.plafond", ""]
    assert books.ceiling_used(uuid.UUID(int=1), "maatwerk") == 100
    assert standing().reserved == 100
    assert books.check_invariants() == ()


def test_without_a_budget_a_series_is_refused_as_a_whole() -> None:
    answer = reserve_many(many([1]))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.ontbreekt"


@pytest.mark.requirement("R-201")
def test_after_closing_everybody_gets_the_same_share_to_the_cent() -> None:
    money.budget(1_000)
    row = euro_window(100, way="naar_rato", has_list=False)
    for amount in (300, 300, 300, 1):
        make.applied(row, amount=amount)
    early = actions.close_and_share(actor=make.CASHIER, window=row.code, now=make.NOW)
    Window.objects.filter(pk=row.pk).update(closes_at=dt.datetime(2020, 9, 1, tzinfo=dt.UTC))
    shared = [given(actions.close_and_share(actor=make.CASHIER, window=row.code, now=make.NOW)) for _ in range(2)]
    page = queries.window_page(make.CASHIER, row.code, make.NOW)

    assert isinstance(early, Refusal)
    assert early.rule == "loket.niet_gesloten"
    assert shared[0] == shared[1]
    assert [card.granted for card in page.applications] == [34, 33, 33, 0]
    assert [card.state for card in page.applications] == ["toegekend"] * 3 + ["afgewezen"]
    assert page.applications[3].reason == "aanvraag.aandeel_nul"
    assert standing().committed == 100
    assert right()


def test_never_more_is_divided_than_is_free_in_the_budget() -> None:
    money.budget(90)
    row = euro_window(100, way="naar_rato", has_list=False)
    for _ in range(3):
        make.applied(row, amount=100)
    Window.objects.filter(pk=row.pk).update(closes_at=dt.datetime(2020, 9, 1, tzinfo=dt.UTC))
    given(actions.close_and_share(actor=SYSTEM, window=row.code, now=make.NOW))
    page = queries.window_page(make.CASHIER, row.code, make.NOW)

    assert [card.granted for card in page.applications] == [30, 30, 30]
    assert right()


@pytest.mark.parametrize(
    ("actor", "way", "expected"),
    [(make.KEEPER, "naar_rato", "loket.uitvoerder"), (make.CASHIER, "volgorde", "loket.wijze")],
)
def test_only_the_cashier_divides_and_only_what_is_divided_so(actor: Any, way: str, expected: str) -> None:
    row = make.window(way=way, closes_at=dt.datetime(2020, 9, 1, tzinfo=dt.UTC))
    answer = actions.close_and_share(actor=actor, window=row.code, now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == expected


def test_a_region_can_have_an_extra_window_and_the_terms_must_go_together() -> None:
    like = make.window()
    asked: dict[str, Any] = {"actor": make.KEEPER, "like": like.code, "name_nl": "Extra", "name_en": "Extra",
                             "source": "Besluit 3", "now": make.NOW}  # fmt: skip
    terms = actions.Terms(unit=Unit.EUROS, way=Way.IN_ORDER, funded_ceiling=1_000, opens_at=like.opens_at)
    place = {"stream": money.STREAM, "region_code": money.REGION, "year": money.YEAR}
    key = uuid.uuid4()
    cards = [given(actions.open_window(key=key, code="extra-1", terms=terms, **place, **asked)) for _ in range(2)]
    again = actions.open_window(key=uuid.uuid4(), code="extra-1", terms=terms, **place, **asked)
    wrong = actions.open_window(key=uuid.uuid4(), code="extra-2", terms=terms, **(place | {"year": None}), **asked)

    assert cards[0] == cards[1]
    assert cards[0].region_code == money.REGION
    assert [one.rule for one in (again, wrong) if isinstance(one, Refusal)] == ["loket.bestaat", "loket.voorwaarden"]
