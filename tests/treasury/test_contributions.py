"""Money beside the ledgers: preparing the start, and what social partners apply for."""

import datetime as dt
import uuid
from typing import Any

import pytest

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.treasury import actions, queries
from overstap.treasury.contribution_cards import ApplicationCard, CapacityCard, ContributionCard
from overstap.treasury.models import Capacity, CapacityApplication, Entry, PreparationContribution
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

FOUR = ["vakbond", "werkgeversorganisatie", "uwv", "gemeente"]
NOT_THE_KEEPER = [
    [Role.CASHIER],
    [Role.CASHIER_APPROVER],
    [Role.FRAMEWORK_KEEPER, Role.CASHIER],
    [Role.COORDINATOR],
    [],
]


def contribute(**other: Any) -> ContributionCard | Refusal:
    asked = {
        "actor": make.keeper(), "key": uuid.uuid4(), "year": 2020, "region_code": make.REGION, "recipient": "uwv",
        "amount_cents": 50_000_00, "source": "Beschikking 12", "now": make.NOW,
    }  # fmt: skip
    return actions.record_contribution(**(asked | other))


def register(**other: Any) -> ApplicationCard | Refusal:
    asked = {
        "actor": make.keeper(), "key": uuid.uuid4(), "organisation": "FNV", "organisation_kind": "vakbond",
        "purpose": "bemensing", "asked_cents": 100_000_00, "received_on": dt.date(2021, 1, 20), "now": make.NOW,
    }  # fmt: skip
    return actions.register_application(**(asked | other))


def decide(card: ApplicationCard, **other: Any) -> ApplicationCard | Refusal:
    asked = {"actor": make.keeper(), "key": card.key, "granted_cents": 80_000_00, "source": "Besluit", "now": make.NOW}
    return actions.decide_application(**(asked | other))


def record(card: ApplicationCard, **other: Any) -> CapacityCard | Refusal:
    asked = {
        "actor": make.keeper(), "key": uuid.uuid4(), "application_key": card.key, "region_code": make.REGION,
        "task": "Loopbaanbegeleiding", "hours_per_week": 36, "begins_on": dt.date(2021, 3, 1),
        "ends_on": dt.date(2021, 12, 31), "agreed": FOUR, "now": make.NOW,
    }  # fmt: skip
    return actions.record_capacity(**(asked | other))


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-257")
def test_uwv_and_the_centre_municipality_of_a_region_get_it_in_two_years() -> None:
    for year in (2020, 2021):
        for recipient in ("uwv", "centrumgemeente"):
            make.given(contribute(year=year, recipient=recipient))

    assert queries.contribution_years() == (2020, 2021)
    assert [(card.year, card.recipient) for card in queries.contributions(make.someone(Role.CASHIER))] == [
        (2020, "centrumgemeente"), (2020, "uwv"), (2021, "centrumgemeente"), (2021, "uwv"),
    ]  # fmt: skip
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"year": 2022}, "bijdrage.jaar"), ({"year": 2019}, "bijdrage.jaar"),
        ({"region_code": "AM99"}, "bijdrage.regio"),
        ({"recipient": "vakbond"}, "bijdrage.ontvanger"), ({"amount_cents": -1}, "kader.bedrag"),
        ({"source": " "}, "kader.bron"),
    ],
)  # fmt: skip
def test_a_contribution_that_cannot_be_is_refused(change: dict[str, Any], rule: str) -> None:
    assert rule_of(contribute(**change)) == rule
    assert PreparationContribution.objects.count() == 0


def test_a_later_amount_takes_the_place_of_an_earlier_one_that_stays() -> None:
    make.given(contribute())
    make.given(contribute(amount_cents=60_000_00))

    (card,) = queries.contributions(make.keeper())

    assert card.amount_cents == 60_000_00
    assert PreparationContribution.objects.count() == 2


def test_the_same_command_counts_once() -> None:
    key = uuid.uuid4()

    assert contribute(key=key) == contribute(key=key)
    assert rule_of(contribute(key=key, amount_cents=1)) == "opdracht.sleutel"
    assert register(key=key) == register(key=key)
    assert rule_of(register(key=key, asked_cents=1)) == "opdracht.sleutel"


@pytest.mark.requirement("R-258")
def test_an_application_is_granted_and_then_the_capacity_is_recorded() -> None:
    card = make.given(register())
    granted = make.given(decide(card))
    capacity = make.given(record(card))

    assert (granted.state, granted.granted_cents) == ("toegekend", 80_000_00)
    assert capacity.agreed == tuple(sorted(FOUR))
    assert queries.application(make.someone(Role.CASHIER), card.key).capacities == (capacity,)


@pytest.mark.requirement("R-258")
def test_only_social_partners_apply_and_only_for_this() -> None:
    assert rule_of(register(organisation_kind="uwv")) == "aanvraag.voorwaarden"
    assert rule_of(register(purpose="coordinatie")) == "aanvraag.voorwaarden"
    assert isinstance(register(organisation_kind="werkgeversorganisatie", purpose="organiseren"), ApplicationCard)


@pytest.mark.requirement("R-258")
def test_without_a_grant_or_without_all_four_parties_nothing_is_recorded() -> None:
    card = make.given(register())

    assert rule_of(record(card)) == "aanvraag.voorwaarden"
    make.given(decide(card))
    refused = record(card, agreed=[*FOUR[:3], FOUR[0]])
    assert rule_of(refused) == "aanvraag.voorwaarden"
    assert isinstance(refused, Refusal)
    assert refused.sentence() == "De vier partijen zijn het nog niet eens over wie wat doet."
    assert Capacity.objects.count() == 0


def test_nothing_granted_is_rejected_and_stays_so() -> None:
    card = make.given(register())

    assert make.given(decide(card, granted_cents=0)).state == "afgewezen"
    assert rule_of(decide(card)) == "aanvraag.stand"
    assert decide(card, granted_cents=0) == decide(card, granted_cents=0)


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"granted_cents": 100_000_01}, "aanvraag.te_veel"), ({"granted_cents": -1}, "aanvraag.te_veel"),
     ({"source": ""}, "kader.bron")],
)  # fmt: skip
def test_a_decision_that_cannot_be_is_refused(change: dict[str, Any], rule: str) -> None:
    assert rule_of(decide(make.given(register()), **change)) == rule
    assert CapacityApplication.objects.get().state == "ingediend"


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"organisation": " "}, "aanvraag.organisatie"), ({"asked_cents": 0}, "kader.bedrag"),
     ({"received_on": dt.date(2020, 1, 1)}, "aanvraag.dag")],
)  # fmt: skip
def test_an_application_that_cannot_be_is_refused(change: dict[str, Any], rule: str) -> None:
    assert rule_of(register(**change)) == rule


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"hours_per_week": 0}, "capaciteit.leeg"), ({"task": " "}, "capaciteit.leeg"),
     ({"ends_on": dt.date(2021, 2, 28)}, "capaciteit.leeg"), ({"region_code": "AM99"}, "bijdrage.regio")],
)  # fmt: skip
def test_capacity_that_cannot_be_is_refused(change: dict[str, Any], rule: str) -> None:
    card = make.given(register())
    make.given(decide(card))

    assert rule_of(record(card, **change)) == rule


@pytest.mark.requirement("R-251")
@pytest.mark.parametrize("roles", NOT_THE_KEEPER)
def test_all_of_this_is_the_framework_keepers(roles: list[Role]) -> None:
    other = make.someone(*roles)
    card = make.given(register())

    for answer in (
        contribute(actor=other),
        register(actor=other),
        decide(card, actor=other),
        record(card, actor=other),
    ):
        assert rule_of(answer) == "kader.rol"


def test_who_does_not_keep_the_money_sees_nothing() -> None:
    card = make.given(register())
    make.given(contribute())
    adviser = make.someone(Role.ADVISER)

    assert (queries.contributions(adviser), queries.applications(adviser)) == ((), ())
    with pytest.raises(NotFoundError):
        queries.application(adviser, card.key)
    with pytest.raises(NotFoundError):
        actions.decide_application(actor=make.keeper(), key=uuid.uuid4(), granted_cents=1, source="B", now=make.NOW)
