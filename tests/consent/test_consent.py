"""Giving and taking back: item by item, party by party, purpose by purpose, and at once."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from overstap.audit.models import AuditLine, Mode
from overstap.consent.access import access_person
from overstap.consent.actions import give_consent, withdraw_all, withdraw_consent
from overstap.consent.models import Consent
from overstap.consent.queries import consents_of, may_see, visible_items
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import Party
from overstap.people.actions import mark_withdrawn
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.consent import agree
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)


# --- The matrix --------------------------------------------------------------------------------------


@pytest.mark.requirement("R-401", "R-125")
def test_a_party_sees_exactly_the_item_and_the_purpose_that_were_agreed(
    person: Participant, uwv: Actor, union: Actor
) -> None:
    agree(person, uwv, [Item.PROFILE], Purpose.MATCHING)

    seen = {
        (actor.party_name, item, purpose)
        for actor, item, purpose in product((uwv, union), Item, Purpose)
        if may_see(actor, person.pk, item, purpose, START)
    }

    assert seen == {("UWV", Item.PROFILE, Purpose.MATCHING)}
    assert visible_items(uwv, person.pk, START) == {Item.PROFILE}
    assert visible_items(union, person.pk, START) == frozenset()


@pytest.mark.requirement("R-401")
def test_consent_of_one_person_opens_nothing_of_another(person: Participant, uwv: Actor) -> None:
    other = make_participant()
    agree(person, uwv)

    assert not may_see(uwv, other.pk, Item.PROFILE, Purpose.GUIDANCE, START)


@pytest.mark.requirement("R-401")
def test_until_exactly_its_end(person: Participant, uwv: Actor) -> None:
    agree(person, uwv, valid_until=START + DAY)

    assert may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START + DAY - TICK)
    assert not may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START + DAY)
    assert not may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START - TICK)


@pytest.mark.requirement("R-401")
def test_taking_back_works_at_once_and_only_for_that_item(person: Participant, uwv: Actor) -> None:
    profile, advice = sorted(agree(person, uwv, [Item.PROFILE, Item.ADVICE]), key=lambda card: card.item, reverse=True)
    later = START + DAY

    card = withdraw_consent(actor=person_actor(person), participant_id=person.pk, consent_id=profile.id, now=later)

    assert not card.in_force
    assert may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, later - TICK)
    assert not may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, later)
    assert may_see(uwv, person.pk, advice.item, Purpose.GUIDANCE, later)


@pytest.mark.requirement("R-404")
@pytest.mark.parametrize("role", [Role.CASHIER, Role.CASHIER_APPROVER])
def test_a_cashier_of_a_party_that_may_see_a_file_sees_nothing_of_it(person: Participant, role: Role) -> None:
    cashier = make_professional(role)
    agree(person, cashier, list(Item))

    assert visible_items(cashier, person.pk, START) == frozenset()
    assert not may_see(cashier, person.pk, Item.CONTACT, Purpose.GUIDANCE, START)
    assert consents_of(cashier, person.pk, START) == ()


def test_the_person_sees_all_of_their_own_file_and_nothing_of_another(person: Participant) -> None:
    other = make_participant()

    assert visible_items(person_actor(person), person.pk, START) == frozenset(Item)
    assert visible_items(person_actor(person), other.pk, START) == frozenset()
    assert not may_see(person_actor(person), other.pk, Item.PROFILE, Purpose.GUIDANCE, START)


@pytest.mark.requirement("R-080", "R-401")
def test_a_party_changes_permissions_in_the_region_of_the_person_alone(person: Participant, uwv: Actor) -> None:
    agree(person, uwv)
    elsewhere = make_professional(party=Party.objects.get(pk=uwv.party_id), region="AM12")

    def opened(actor: Actor) -> bool:
        try:
            return access_person(actor, person.pk, now=START).pk == person.pk
        except NotFoundError:
            return False

    with transaction.atomic():
        found = [opened(uwv), opened(elsewhere), opened(make_professional(party_kind="gemeente"))]

    assert found == [True, False, False]


# --- Giving ------------------------------------------------------------------------------------------


def test_giving_writes_a_line_with_party_items_and_way(person: Participant, uwv: Actor) -> None:
    agree(person, uwv, [Item.PROFILE, Item.CONTACT], valid_until=START + DAY)

    line = AuditLine.objects.get(verb="give_consent")
    assert (line.subject_id, line.purpose, line.by_subject) == (person.pk, "begeleiding", True)
    assert line.details == {
        "partij": "UWV",
        "onderdelen": ["contact", "profiel"],
        "tot": (START + DAY).isoformat(),
        "gegeven": "online",
    }


def test_giving_again_replaces_what_stood(person: Participant, uwv: Actor) -> None:
    agree(person, uwv, now=START)
    agree(person, uwv, valid_until=START + 5 * DAY, now=START + DAY)

    old, new = Consent.objects.order_by("given_at")
    assert (old.withdrawn_at, old.replaced) == (START + DAY, True)
    assert (new.withdrawn_at, new.valid_until) == (None, START + 5 * DAY)
    assert may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START + DAY)
    assert not may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START + 5 * DAY)


def test_giving_again_after_it_ran_out_leaves_the_gap_in_between(person: Participant, uwv: Actor) -> None:
    agree(person, uwv, valid_until=START + DAY)
    agree(person, uwv, now=START + 3 * DAY)

    def seen(days: int) -> bool:
        return may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START + days * DAY)

    assert [seen(0), seen(1), seen(2), seen(3)] == [True, False, False, True]


def test_a_professional_records_what_the_person_said_to_a_party_that_works_with_them(
    person: Participant, uwv: Actor, union: Actor
) -> None:
    agree(person, uwv)

    agree(person, union, actor=uwv, purpose=Purpose.COORDINATION)

    assert may_see(union, person.pk, Item.PROFILE, Purpose.COORDINATION, START)
    assert AuditLine.objects.filter(verb="give_consent").latest("id").by_subject is False


@pytest.mark.requirement("R-125", "R-401")
@pytest.mark.parametrize("role", [Role.DESK, Role.ADVISER, Role.COORDINATOR])
def test_nobody_gives_their_own_party_a_first_consent(person: Participant, role: Role) -> None:
    stranger = make_professional(role)

    with pytest.raises(NotFoundError):
        agree(person, stranger, actor=stranger)

    assert not Consent.objects.exists()
    assert AuditLine.objects.filter(mode=Mode.DENIED, verb="give_consent", subject_id=person.pk).count() == 1


@pytest.mark.requirement("R-125", "R-401")
def test_a_professional_shares_no_more_than_they_see(person: Participant, uwv: Actor) -> None:
    agree(person, uwv, [Item.ARRANGEMENT], Purpose.COORDINATION)
    assert uwv.party_id is not None

    answer = give_consent(
        actor=uwv,
        participant_id=person.pk,
        party_id=uwv.party_id,
        items=[Item.ARRANGEMENT, Item.HEALTH],
        purpose=Purpose.GUIDANCE,
        valid_until=None,
        given_through="in een gesprek",
        now=START,
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "consent.more-than-you-see"
    assert visible_items(uwv, person.pk, START) == {Item.ARRANGEMENT}


def test_a_professional_of_another_region_cannot_record_consent(person: Participant) -> None:
    stranger = make_professional(region="AM18")
    assert stranger.party_id is not None

    with pytest.raises(NotFoundError):
        agree(person, stranger, actor=stranger)

    assert not Consent.objects.exists()


def test_after_a_move_a_party_goes_on_through_the_file_and_not_beside_it(person: Participant) -> None:
    elsewhere = make_professional(region="AM18")
    agree(person, elsewhere)
    asked: dict[str, Any] = {
        "actor": elsewhere,
        "participant_id": person.pk,
        "party_id": elsewhere.party_id,
        "items": [Item.PROFILE],
        "purpose": Purpose.MATCHING,
        "valid_until": None,
        "given_through": "aan het loket",
        "now": START,
    }

    with pytest.raises(NotFoundError):
        give_consent(**asked)
    give_consent(**asked, through_file=True)

    assert may_see(elsewhere, person.pk, Item.PROFILE, Purpose.MATCHING, START)


def test_another_person_cannot_give_consent(person: Participant, uwv: Actor) -> None:
    with pytest.raises(NotFoundError):
        agree(person, uwv, actor=person_actor(make_participant()))


def test_consent_to_an_unknown_party_is_not_found(person: Participant) -> None:
    with pytest.raises(NotFoundError):
        give_consent(
            actor=SYSTEM,
            participant_id=person.pk,
            party_id=999_999,
            items=[Item.PROFILE],
            purpose=Purpose.GUIDANCE,
            valid_until=None,
            given_through="online",
            now=START,
        )


@pytest.mark.parametrize(
    ("items", "valid_until", "given_through", "rule"),
    [
        ([], None, "online", "consent.no-items"),
        ([Item.PROFILE], START, "online", "consent.ends-before-now"),
        ([Item.PROFILE], None, "  ", "consent.how"),
    ],
)
def test_incomplete_consent_is_refused(  # noqa: PLR0917 - two fixtures and the columns of the table
    person: Participant, uwv: Actor, items: list[Item], valid_until: datetime | None, given_through: str, rule: str
) -> None:
    assert uwv.party_id is not None

    answer = give_consent(
        actor=person_actor(person),
        participant_id=person.pk,
        party_id=uwv.party_id,
        items=items,
        purpose=Purpose.GUIDANCE,
        valid_until=valid_until,
        given_through=given_through,
        now=START,
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert not Consent.objects.exists()


@pytest.mark.requirement("R-400")
def test_someone_who_stopped_gives_no_new_consent(person: Participant, uwv: Actor) -> None:
    mark_withdrawn(actor=SYSTEM, participant_id=person.pk, now=START)
    assert uwv.party_id is not None

    answer = give_consent(
        actor=person_actor(person),
        participant_id=person.pk,
        party_id=uwv.party_id,
        items=[Item.PROFILE],
        purpose=Purpose.GUIDANCE,
        valid_until=None,
        given_through="telefoon",
        now=START,
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "consent.stopped"


# --- Taking back -------------------------------------------------------------------------------------


def test_taking_back_twice_keeps_the_first_moment(person: Participant, uwv: Actor) -> None:
    (card,) = agree(person, uwv)
    me = person_actor(person)

    first = withdraw_consent(actor=me, participant_id=person.pk, consent_id=card.id, now=START + DAY)
    second = withdraw_consent(actor=me, participant_id=person.pk, consent_id=card.id, now=START + 2 * DAY)

    assert first.withdrawn_at == second.withdrawn_at == START + DAY
    assert AuditLine.objects.filter(verb="withdraw_consent").count() == 1


def test_nobody_takes_back_the_consent_of_another(person: Participant, uwv: Actor) -> None:
    (card,) = agree(person, uwv)
    other = make_participant()

    with pytest.raises(NotFoundError):
        withdraw_consent(actor=person_actor(other), participant_id=other.pk, consent_id=card.id, now=START)
    with pytest.raises(NotFoundError):
        withdraw_consent(actor=person_actor(other), participant_id=person.pk, consent_id=card.id, now=START)

    assert Consent.objects.get(id=card.id).withdrawn_at is None


@pytest.mark.requirement("R-128", "R-401")
def test_taking_back_everything_closes_the_file_for_all(person: Participant, uwv: Actor, union: Actor) -> None:
    agree(person, uwv, [Item.PROFILE, Item.CONTACT])
    agree(person, union, [Item.HEALTH], Purpose.COORDINATION)

    stopped = withdraw_all(actor=person_actor(person), participant_id=person.pk, now=START + DAY)

    assert len(stopped) == 3
    assert visible_items(uwv, person.pk, START + DAY) == frozenset()
    assert visible_items(union, person.pk, START + DAY) == frozenset()
    assert AuditLine.objects.filter(verb="withdraw_all").count() == 2


def test_taking_back_for_one_party_leaves_the_other(person: Participant, uwv: Actor, union: Actor) -> None:
    agree(person, uwv)
    agree(person, union)

    withdraw_all(actor=person_actor(person), participant_id=person.pk, party_id=uwv.party_id, now=START + DAY)

    assert visible_items(uwv, person.pk, START + DAY) == frozenset()
    assert visible_items(union, person.pk, START + DAY) == {Item.PROFILE}


def test_a_clock_that_went_back_does_not_break_taking_back(person: Participant, uwv: Actor) -> None:
    (card,) = agree(person, uwv, now=START)

    done = withdraw_consent(
        actor=person_actor(person), participant_id=person.pk, consent_id=card.id, now=START - 2 * DAY
    )

    assert done.withdrawn_at == START
    assert not may_see(uwv, person.pk, Item.PROFILE, Purpose.GUIDANCE, START)
