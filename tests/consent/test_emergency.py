"""Emergency access: a need and a reason, for a while, only what the need covers, told, and reviewed by another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from overstap.audit.models import AuditLine
from overstap.audit.queries import who_looked
from overstap.casework.access import open_case
from overstap.casework.queries import case_page
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
from overstap.core.consent import Item
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
