"""What two people do at the same moment: one account, one coordinator, one consent, one role."""

from datetime import date, datetime

import pytest

from overstap.consent.actions import give_consent
from overstap.consent.models import Consent
from overstap.core.actor import SYSTEM, Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import Refusal
from overstap.parties.actions import add_membership, fill_seat
from overstap.parties.models import Membership, Party, SeatHolder, User
from overstap.parties.values import AccountCard, SeatCard
from overstap.people.actions import register_participant
from overstap.people.queries import ParticipantCard
from tests.factories.people import make_participant, make_user
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def test_one_address_gets_one_account(now: datetime) -> None:
    def register(number: int) -> ParticipantCard | Refusal:
        return register_participant(
            actor=SYSTEM,
            first_name=f"Sam {number}",
            last_name="Smit",
            birth_date=date(1990, 1, 1),
            email="sam@voorbeeld.example",
            phone="",
            municipality="Tilburg",
            language="nl",
            now=now,
        )

    cards = meet(*(lambda number=number: register(number) for number in range(AT_ONCE)))

    assert sorted(card.has_account for card in cards if isinstance(card, ParticipantCard)) == [False] * 3 + [True]
    assert sum(card.possible_duplicate for card in cards if isinstance(card, ParticipantCard)) == AT_ONCE - 1
    assert User.objects.filter(email="sam@voorbeeld.example").count() == 1


@pytest.mark.requirement("R-035")
def test_one_region_gets_one_coordinator(now: datetime) -> None:
    uwv = Party.objects.get(name="UWV").pk

    def fill(number: int) -> SeatCard | Refusal:
        return fill_seat(
            actor=SYSTEM,
            region_code="AM26",
            seat="coordinator",
            party_id=uwv,
            name=f"Kandidaat {number}",
            valid_from=date(2021, 3, 1),
            now=now,
        )

    answers = meet(*(lambda number=number: fill(number) for number in range(AT_ONCE)))

    assert sum(isinstance(answer, SeatCard) for answer in answers) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"parties.seat-order"}
    assert SeatHolder.objects.filter(seat="coordinator", valid_until=None).count() == 1


@pytest.mark.requirement("R-401")
def test_giving_the_same_consent_twice_leaves_one_that_stands(now: datetime) -> None:
    person, uwv = make_participant(), Party.objects.get(name="UWV").pk

    def agree() -> object:
        return give_consent(
            actor=SYSTEM,
            participant_id=person.pk,
            party_id=uwv,
            items=[Item.PROFILE, Item.ADVICE],
            purpose=Purpose.GUIDANCE,
            valid_until=None,
            given_through="online",
            now=now,
        )

    meet(*[agree] * AT_ONCE)

    assert Consent.objects.filter(withdrawn_at=None).count() == 2
    assert Consent.objects.filter(replaced=True).count() == 2 * (AT_ONCE - 1)


def test_a_role_is_given_once(now: datetime) -> None:
    make_user(email="noor@voorbeeld.example")
    uwv = Party.objects.get(name="UWV").pk

    def hire() -> AccountCard | Refusal:
        return add_membership(
            actor=SYSTEM,
            party_id=uwv,
            email="noor@voorbeeld.example",
            name="Noor Smit",
            role=Role.ADVISER,
            region_code="AM26",
            valid_from=date(2021, 2, 1),
            now=now,
        )

    answers = meet(*[hire] * AT_ONCE)

    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"parties.membership-exists"}
    assert Membership.objects.count() == 1
