"""Taking part: registering, being found by those who may, correcting, stopping."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from overstap.audit.models import AuditLine
from overstap.audit.queries import who_looked
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.people import age_on
from overstap.parties.models import User
from overstap.people.access import access_participant
from overstap.people.actions import correct_contact, mark_returned, mark_withdrawn, register_participant
from overstap.people.models import Participant
from overstap.people.queries import ParticipantCard, find_participants, participant, participant_of_user
from tests.conftest import START
from tests.factories.people import make_actor, make_participant, make_professional, make_user, person_actor

VISITOR = Actor(user_id=None, name="Noor Smit", roles=frozenset({Role.PERSON}))

GOOD: dict[str, Any] = {
    "first_name": " Noor ",
    "last_name": "van  der Berg",
    "birth_date": date(1990, 3, 4),
    "email": "Noor@Voorbeeld.example",
    "phone": "06 12345678",
    "municipality": "tilburg",
    "language": "nl",
}


def register(**changes: Any) -> ParticipantCard | Refusal:
    return register_participant(actor=VISITOR, now=START, **{**GOOD, **changes})


def registered(**changes: Any) -> ParticipantCard:
    card = register(**changes)
    assert not isinstance(card, Refusal), card
    return card


# --- Registering -------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.requirement("R-020")
def test_someone_registers_without_any_referral() -> None:
    card = registered()

    row = Participant.objects.get(id=card.id)
    assert (card.full_name, card.municipality, card.takes_part_since) == ("Noor van der Berg", "Tilburg", START)
    assert row.user is not None
    assert (row.user.email, row.user.has_usable_password()) == ("noor@voorbeeld.example", False)
    assert participant_of_user(row.user.pk) == row.pk
    assert AuditLine.objects.filter(verb="register_participant", subject_id=row.pk).count() == 1


@pytest.mark.django_db
def test_a_new_account_signs_in_by_code_in_the_chosen_language() -> None:
    card = registered(language="en")

    assert User.objects.get(participant=card.id).language == "en"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"first_name": "  "}, "people.name-missing"),
        ({"last_name": ""}, "people.name-missing"),
        ({"last_name": "x" * 121}, "people.name-long"),
        ({"birth_date": date(2021, 2, 16)}, "people.birth-date-future"),
        ({"birth_date": date(2015, 2, 15)}, "people.birth-date-absurd"),
        ({"birth_date": date(1900, 1, 1)}, "people.birth-date-absurd"),
        ({"email": "", "phone": " "}, "people.unreachable"),
        ({"email": "noor@voorbeeld"}, "people.email"),
        ({"email": "noor voorbeeld.nl"}, "people.email"),
        ({"phone": "bel mij"}, "people.phone"),
        ({"phone": "12"}, "people.phone"),
        ({"language": "de"}, "people.language"),
        ({"municipality": "Lutjebroek aan Zee"}, "people.municipality-unknown"),
        ({"municipality": "Appingedam"}, "people.municipality-unknown"),
    ],
)
def test_a_registration_that_cannot_be_true_is_refused_and_leaves_nothing(changes: dict[str, Any], rule: str) -> None:
    users = User.objects.count()

    answer = register(**changes)

    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert answer.remedy
    assert not Participant.objects.exists()
    assert User.objects.count() == users


@pytest.mark.django_db
@pytest.mark.parametrize("birth_date", [date(2009, 2, 15), date(1910, 2, 16)])
def test_ages_at_the_edge_of_the_possible_are_believed(birth_date: date) -> None:
    assert registered(birth_date=birth_date).birth_date == birth_date


@pytest.mark.django_db
def test_one_way_to_be_reached_is_enough() -> None:
    by_phone, by_mail = registered(email=""), registered(phone="", first_name="Sam")

    assert (by_phone.has_account, by_mail.has_account) == (False, True)


# --- Duplicates --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_address_in_use_gets_no_second_account_and_a_mark() -> None:
    first = registered()
    second = registered(first_name="Sam", birth_date=date(1970, 1, 1), email=" NOOR@voorbeeld.example ")

    assert (first.possible_duplicate, second.possible_duplicate) == (False, True)
    assert (first.has_account, second.has_account) == (True, False)
    assert User.objects.filter(email="noor@voorbeeld.example").count() == 1


@pytest.mark.django_db
def test_the_account_of_a_professional_is_not_linked_to_a_person() -> None:
    make_user(email="noor@voorbeeld.example")

    card = registered()

    assert (card.has_account, card.possible_duplicate) == (False, True)


@pytest.mark.django_db
def test_the_same_name_and_birth_date_is_a_possible_duplicate() -> None:
    registered()

    again = registered(first_name="NOOR", email="ander@voorbeeld.example")
    namesake = registered(birth_date=date(1991, 3, 4), email="derde@voorbeeld.example")

    assert again.possible_duplicate
    assert not namesake.possible_duplicate


# --- Who may see a person ----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.requirement("R-080")
def test_those_who_work_in_the_region_of_residence_see_name_and_contact_data() -> None:
    person = make_participant()
    desk = make_professional(Role.DESK)

    card = participant(desk, person.pk, purpose="begeleiding", now=START)

    assert card.full_name == person.full_name
    looks = who_looked(person_actor(person))
    assert ("access_participant", "begeleiding", desk.name) in {(row.verb, row.purpose, row.name) for row in looks}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CASHIER, Role.CASHIER_APPROVER, Role.STEERING_GROUP, Role.ACCOUNT_KEEPER])
@pytest.mark.requirement("R-404")
def test_roles_that_do_not_work_with_people_see_nobody(role: Role) -> None:
    person = make_participant()
    cashier = make_professional(role)

    with pytest.raises(NotFoundError):
        participant(cashier, person.pk, purpose="begeleiding", now=START)

    assert find_participants(cashier, person.last_name, born=person.birth_date, purpose="begeleiding", now=START) == ()


@pytest.mark.django_db
def test_someone_of_another_region_is_refused_and_the_person_can_see_that() -> None:
    person = make_participant()
    stranger = make_professional(Role.DESK, region="AM18")

    with pytest.raises(NotFoundError):
        participant(stranger, person.pk, purpose="begeleiding", now=START)

    assert ("geweigerd", stranger.name) in {(row.mode, row.name) for row in who_looked(person_actor(person))}


@pytest.mark.django_db
def test_a_person_sees_themselves_and_nobody_else() -> None:
    me, other = make_participant(), make_participant()

    assert participant(person_actor(me), me.pk, purpose="eigen dossier", now=START).id == me.pk
    with pytest.raises(NotFoundError):
        participant(person_actor(me), other.pk, purpose="eigen dossier", now=START)
    with pytest.raises(NotFoundError):
        participant(VISITOR, me.pk, purpose="eigen dossier", now=START)


@pytest.mark.django_db
def test_a_visitor_without_account_is_not_taken_for_the_system() -> None:
    nobody = Actor(user_id=None, name="", roles=frozenset())
    person = make_participant()

    with pytest.raises(NotFoundError):
        participant(nobody, person.pk, purpose="begeleiding", now=START)

    assert find_participants(nobody, person.last_name, born=person.birth_date, purpose="begeleiding", now=START) == ()
    assert participant(SYSTEM, person.pk, purpose="overzetten", now=START).id == person.pk


@pytest.mark.django_db
def test_who_does_not_exist_is_not_found_in_the_same_way() -> None:
    with pytest.raises(NotFoundError):
        participant(make_professional(), 999_999, purpose="begeleiding", now=START)


@pytest.mark.django_db
def test_looking_writes_one_line_and_nothing_else() -> None:
    person, desk = make_participant(), make_professional(Role.DESK)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        access_participant(desk, person.pk, purpose="begeleiding", now=START)

    writes = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert len(writes) == 1
    assert writes[0].startswith('INSERT INTO "audit_auditline"')


@pytest.mark.django_db
def test_after_a_redivision_the_region_still_sees_who_lived_there() -> None:
    person = make_participant(municipality="Appingedam", now=datetime(2020, 12, 1, 9).astimezone())
    desk = make_professional(Role.DESK, region="AM01")

    assert participant(desk, person.pk, purpose="begeleiding", now=START).id == person.pk


# --- Finding -----------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["noor", "BERG", "noor berg", "noor@voorbeeld.example", "12345678", "  Noor   van "])
def test_a_person_is_found_by_what_one_remembers(text: str) -> None:
    card = registered()
    desk = make_professional(Role.DESK)

    found = find_participants(desk, text, born=card.birth_date, purpose="begeleiding", now=START)

    assert [row.id for row in found] == [card.id]
    assert AuditLine.objects.filter(verb="find_participants", subject_id=card.id).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "n", "noor jansen", "voorbeeld"])
def test_too_little_or_something_else_finds_nobody(text: str) -> None:
    card = registered()

    assert (
        find_participants(make_professional(Role.DESK), text, born=card.birth_date, purpose="begeleiding", now=START)
        == ()
    )


@pytest.mark.django_db
def test_nobody_of_another_region_is_found() -> None:
    card = registered()
    elsewhere = make_professional(Role.DESK, region="AM18")

    assert find_participants(elsewhere, "noor", born=card.birth_date, purpose="begeleiding", now=START) == ()


@pytest.mark.django_db
def test_who_is_found_is_told_by_name_and_year_and_never_how_to_reach_them() -> None:
    card = registered()
    desk = make_professional(Role.DESK)

    found = find_participants(desk, "noor", born=card.birth_date, purpose="begeleiding", now=START)
    read = participant(desk, card.id, purpose="begeleiding", now=START)

    assert (found[0].full_name, found[0].birth_year) == (card.full_name, card.birth_date.year)
    assert [one for one in (card.email, card.phone) if one in f"{found!r} {read!r}"] == []
    assert card.email
    assert card.phone
    assert find_participants(desk, "noor", born=date(1901, 1, 1), purpose="begeleiding", now=START) == ()


# --- Correcting and stopping -------------------------------------------------------------------------


def correct(actor: Actor, card: ParticipantCard, **changes: Any) -> ParticipantCard | Refusal:
    values = {"email": card.email, "phone": card.phone, "municipality": card.municipality, "language": card.language}
    return correct_contact(actor=actor, participant_id=card.id, now=START, **{**values, **changes})


@pytest.mark.django_db
def test_a_professional_corrects_how_someone_is_reached_but_not_how_they_sign_in() -> None:
    card = registered()

    changed = correct(make_professional(Role.DESK), card, email="nieuw@voorbeeld.example", municipality="Goirle")

    assert not isinstance(changed, Refusal)
    assert (changed.email, changed.municipality) == ("nieuw@voorbeeld.example", "Goirle")
    assert User.objects.get(participant=card.id).email == "noor@voorbeeld.example"
    line = AuditLine.objects.get(verb="correct_contact")
    assert line.details == {"veranderd": ["email", "municipality"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"email": "", "phone": ""}, "people.unreachable"),
        ({"email": "nee"}, "people.email"),
        ({"municipality": "Nergens"}, "people.municipality-unknown"),
    ],
)
def test_a_wrong_correction_changes_nothing(changes: dict[str, str], rule: str) -> None:
    card = registered()

    answer = correct(SYSTEM, card, **changes)

    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert Participant.objects.get(id=card.id).email == "noor@voorbeeld.example"


@pytest.mark.django_db
def test_a_stranger_corrects_nothing() -> None:
    card = registered()

    with pytest.raises(NotFoundError):
        correct(make_professional(Role.DESK, region="AM18"), card, phone="06 00000000")
    with pytest.raises(NotFoundError):
        correct(make_actor(Role.CASHIER, party_id=1), card, phone="06 00000000")

    assert Participant.objects.get(id=card.id).phone == "06 12345678"


@pytest.mark.django_db
@pytest.mark.requirement("R-128")
def test_stopping_is_noted_once_and_taking_part_again_starts_anew() -> None:
    person = make_participant()
    me = person_actor(person)

    first = mark_withdrawn(actor=me, participant_id=person.pk, now=START + timedelta(days=1))
    second = mark_withdrawn(actor=me, participant_id=person.pk, now=START + timedelta(days=2))
    back = mark_returned(actor=me, participant_id=person.pk, now=START + timedelta(days=3))

    assert first.withdrew_at == second.withdrew_at == START + timedelta(days=1)
    assert (back.withdrew_at, back.takes_part_since) == (None, START + timedelta(days=3))


# --- Age ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 2, 15), date(2021, 2, 14), 20),
        (date(2000, 2, 15), date(2021, 2, 15), 21),
        (date(2004, 2, 29), date(2021, 2, 28), 16),
        (date(2004, 2, 29), date(2021, 3, 1), 17),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@given(st.dates(date(1910, 1, 1), date(2021, 1, 1)), st.integers(0, 40_000))
def test_nobody_grows_younger(born: date, days: int) -> None:
    day = min(born + timedelta(days=days), date(2021, 12, 31))

    assert age_on(born, day) >= age_on(born, max(born, day - timedelta(days=1)))
