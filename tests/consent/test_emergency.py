"""Emergency access: a need and a reason, for a while, only what the need covers, told, and reviewed by another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from overstap.audit.models import AuditLine
from overstap.audit.queries import who_looked
from overstap.casework.access import open_case
from overstap.casework.models import Case
from overstap.casework.queries import case_page
from overstap.consent.actions import give_consent
from overstap.consent.emergencies import (
    EmergencyCard,
    emergencies,
    emergencies_of,
    emergency_items,
    end_emergency,
    open_in_emergency,
    review_emergency,
)
from overstap.consent.models import EmergencyAccess
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import Party
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, make_case
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def opened(actor: Actor, participant_id: int, **other: Any) -> EmergencyCard:
    asked = {"urgency": "gezondheid_in_gevaar", "reason": "De deelnemer belde en viel weg.", "now": START}
    card = open_in_emergency(actor=actor, participant_id=participant_id, **(asked | other))
    assert isinstance(card, EmergencyCard), card
    return card


def test_who_has_no_consent_sees_what_the_need_covers_and_nothing_more() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    with pytest.raises(NotFoundError):
        open_case(adviser, case.pk, now=START)

    opened(adviser, case.participant_id)

    page = case_page(adviser, case.pk, now=START)
    assert page.items == {Item.CONTACT, Item.INTAKE, Item.HEALTH}
    assert page.decisions == ()


def test_a_need_that_does_not_cover_health_or_debts_opens_neither() -> None:
    case = make_case()
    adviser = adviser_elsewhere()

    opened(adviser, case.participant_id, urgency="termijn_loopt_af")

    assert not {Item.HEALTH, Item.DEBTS} & case_page(adviser, case.pk, now=START).items


def test_it_lets_nobody_change_anything() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    opened(adviser, case.participant_id)

    with pytest.raises(NotFoundError):
        open_case(adviser, case.pk, now=START, for_update=True)


def test_it_is_of_one_professional_and_ends_by_itself() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    opened(adviser, case.participant_id)
    colleague = adviser_elsewhere()

    assert emergency_items(colleague, case.participant_id, START) == frozenset()
    assert emergency_items(adviser, case.participant_id, START + 23 * HOUR)
    assert emergency_items(adviser, case.participant_id, START + 24 * HOUR) == frozenset()


def test_it_can_end_sooner() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    card = opened(adviser, case.participant_id)

    end_emergency(actor=adviser, emergency_id=card.id, now=START + HOUR)

    assert emergency_items(adviser, case.participant_id, START + HOUR) == frozenset()


def helper_with(case: Case, *items: Item) -> Actor:
    """An adviser of a municipality with which the person shares these items, for guidance."""
    helper = adviser_elsewhere()
    assert helper.party_id is not None
    given = give_consent(
        actor=person_actor(case.participant),
        participant_id=case.participant_id,
        party_id=helper.party_id,
        items=items,
        purpose=Purpose.GUIDANCE,
        valid_until=None,
        given_through="online",
        now=START,
    )
    assert not isinstance(given, Refusal), given
    return helper


@pytest.mark.requirement("R-401")
def test_who_sees_a_part_opens_what_the_need_covers_besides_and_works_on_with_that_part_alone() -> None:
    case = make_case()
    helper = helper_with(case, Item.CONTACT, Item.PROFILE)

    opened(helper, case.participant_id)

    page = case_page(helper, case.pk, now=START)
    _, to_change = open_case(helper, case.pk, now=START, for_update=True)
    assert page.items == {Item.CONTACT, Item.PROFILE, Item.INTAKE, Item.HEALTH}
    assert page.urgent == {Item.INTAKE, Item.HEALTH}
    assert page.emergency is not None
    assert page.emergency.opened_by == helper.name
    assert to_change.items == {Item.CONTACT, Item.PROFILE}
    assert Item.DEBTS not in page.items
    assert case_page(helper, case.pk, now=START + 24 * HOUR).items == {Item.CONTACT, Item.PROFILE}


def test_what_an_emergency_opened_is_not_shared_on() -> None:
    case = make_case()
    helper = helper_with(case, Item.CONTACT)
    opened(helper, case.participant_id)
    other = make_professional(Role.ADVISER, party_kind="vakbond")

    def shared(item: Item) -> object:
        return give_consent(
            actor=helper,
            participant_id=case.participant_id,
            party_id=other.party_id or 0,
            items=[item],
            purpose=Purpose.GUIDANCE,
            valid_until=None,
            given_through="aan het loket",
            now=START,
        )

    assert isinstance(shared(Item.HEALTH), Refusal)
    assert not isinstance(shared(Item.CONTACT), Refusal)


def test_what_the_person_shares_already_needs_no_emergency() -> None:
    case = make_case()
    helper = helper_with(case, Item.CONTACT, Item.INTAKE, Item.HEALTH)
    asked = {"actor": helper, "participant_id": case.participant_id, "reason": "Hij viel weg.", "now": START}

    shared = open_in_emergency(urgency="gezondheid_in_gevaar", **asked)
    debts = open_in_emergency(urgency="dreigende_uithuiszetting", **asked)

    assert isinstance(shared, Refusal)
    assert shared.rule == "noodtoegang.niet_nodig"
    assert isinstance(debts, EmergencyCard)
    assert case_page(helper, case.pk, now=START).urgent == {Item.DEBTS}


def test_it_is_stopped_by_who_opened_it_alone() -> None:
    case = make_case()
    adviser, colleague = adviser_elsewhere(), adviser_elsewhere()
    card = opened(adviser, case.participant_id)

    with pytest.raises(NotFoundError):
        end_emergency(actor=colleague, emergency_id=card.id, now=START + HOUR)
    assert emergency_items(adviser, case.participant_id, START + HOUR)
    assert not end_emergency(actor=adviser, emergency_id=card.id, now=START + HOUR).is_open


@pytest.mark.parametrize("wrong", [{"reason": "  "}, {"urgency": "nieuwsgierig"}])
def test_without_a_need_and_a_reason_nothing_opens(wrong: dict[str, str]) -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    asked = {"urgency": "gezondheid_in_gevaar", "reason": "Hij viel weg."} | wrong

    answer = open_in_emergency(actor=adviser, participant_id=case.participant_id, now=START, **asked)

    assert isinstance(answer, Refusal)
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("role", [Role.DESK, Role.CASHIER, Role.PRIVACY_OFFICER, Role.STEERING_GROUP])
def test_only_who_guides_may_open(role: Role) -> None:
    case = make_case()
    actor = make_professional(role)

    with pytest.raises(NotFoundError):
        open_in_emergency(
            actor=actor, participant_id=case.participant_id, urgency="gezondheid_in_gevaar", reason="x", now=START
        )


def test_who_works_in_another_region_does_not_find_the_person() -> None:
    case = make_case()
    stranger = make_professional(Role.ADVISER, region="AM01")

    with pytest.raises(NotFoundError):
        opened(stranger, case.participant_id)


@pytest.mark.requirement("R-401")
def test_the_person_reads_who_did_it_and_why() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    opened(adviser, case.participant_id)
    case_page(adviser, case.pk, now=START)
    person = person_actor(case.participant)

    assert [card.reason for card in emergencies_of(person, START)] == ["De deelnemer belde en viel weg."]
    assert {"noodtoegang"} <= {look.purpose for look in who_looked(person)}
    assert AuditLine.objects.filter(activity__startswith="noodtoegang/", subject_id=case.participant_id).count() >= 2


def reviewer_of(adviser: Actor, *roles: Role) -> Actor:
    return make_professional(*(roles or (Role.PRIVACY_OFFICER,)), party=Party.objects.get(pk=adviser.party_id))


def test_somebody_else_of_the_party_reviews_and_abuse_ends_it_at_once() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    card = opened(adviser, case.participant_id)
    officer = reviewer_of(adviser)
    assert [one.id for one in emergencies(officer, START)] == [card.id]

    reviewed = review_emergency(
        actor=officer, emergency_id=card.id, verdict="onterecht", review="Er was geen nood.", now=START + HOUR
    )

    assert isinstance(reviewed, EmergencyCard)
    assert (reviewed.verdict, reviewed.is_open) == ("onterecht", False)
    assert emergency_items(adviser, case.participant_id, START + HOUR) == frozenset()


def test_nobody_reviews_themselves_or_twice_or_without_saying_why() -> None:
    case = make_case()
    adviser = adviser_elsewhere("gemeente", Role.COORDINATOR)
    card = opened(adviser, case.participant_id)
    said = {"emergency_id": card.id, "verdict": "terecht", "review": "Er was nood.", "now": START}
    officer = reviewer_of(adviser)

    own = review_emergency(actor=adviser, **said)
    empty = review_emergency(actor=officer, **(said | {"review": " "}))
    assert not isinstance(review_emergency(actor=officer, **said), Refusal)
    twice = review_emergency(actor=officer, **said)

    assert [one.rule for one in (own, empty, twice) if isinstance(one, Refusal)] == [
        "noodtoegang.zelf",
        "noodtoegang.oordeel",
        "noodtoegang.nagekeken",
    ]


def test_a_reviewer_of_another_party_finds_nothing() -> None:
    case = make_case()
    card = opened(adviser_elsewhere(), case.participant_id)
    elsewhere = make_professional(Role.PRIVACY_OFFICER, party_kind="vakbond")

    with pytest.raises(NotFoundError):
        review_emergency(actor=elsewhere, emergency_id=card.id, verdict="terecht", review="x", now=START)
    assert emergencies(elsewhere, START) == ()


def test_what_nobody_reviewed_in_time_is_overdue() -> None:
    case = make_case()
    adviser = adviser_elsewhere()
    opened(adviser, case.participant_id)

    late = emergencies(reviewer_of(adviser), START + dt.timedelta(days=6))

    assert [card.overdue for card in late] == [True]
