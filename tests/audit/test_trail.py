"""The trail: every deed a line, and a person who can read who looked."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from overstap.audit.actions import record, record_denied, record_read, record_reads
from overstap.audit.models import AuditLine, Mode
from overstap.audit.queries import timeline, who_looked
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db

ADVISER = make_actor(Role.ADVISER, party_id=7, party_name="UWV", party_kind="uwv", user_id=3)
PERSON = Actor(user_id=9, name="Sam de Vries", roles=frozenset({Role.PERSON}), participant_id=42)


def look(actor: Actor, now: datetime, subject_id: int = 42, purpose: str = "begeleiding") -> None:
    record_read(
        actor=actor,
        verb="case_page",
        object_kind="case",
        object_id=5,
        subject_id=subject_id,
        purpose=purpose,
        now=now,
    )


def test_a_line_tells_who_for_whom_what_about_whom_and_why(now: datetime) -> None:
    record(
        actor=ADVISER,
        verb="hand_over_case",
        object_kind="case",
        object_id=5,
        subject_id=42,
        purpose="overdracht",
        now=now,
        details={"naar": "Gemeente Tilburg"},
    )

    line = AuditLine.objects.get(verb="hand_over_case")
    assert (line.at, line.mode, line.object_kind, line.object_id) == (now, Mode.WRITE, "case", "5")
    assert (line.actor_user_id, line.actor_name, line.party_id, line.party_name) == (3, "Robin Bakker", 7, "UWV")
    assert (line.subject_id, line.by_subject, line.purpose) == (42, False, "overdracht")
    assert line.details == {"naar": "Gemeente Tilburg"}


def test_a_line_stands_or_falls_with_its_deed(now: datetime) -> None:
    before = AuditLine.objects.count()

    def deed() -> None:
        with transaction.atomic():
            record(actor=SYSTEM, verb="load", object_kind="installation", object_id=1, now=now)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        deed()

    assert AuditLine.objects.count() == before


@pytest.mark.requirement("R-401")
def test_a_person_reads_the_names_of_who_looked_newest_first(now: datetime) -> None:
    look(ADVISER, now)
    look(ADVISER, now + timedelta(hours=1), purpose="afstemming")

    looks = who_looked(PERSON)

    assert [(row.name, row.party_name, row.purpose, row.mode) for row in looks] == [
        ("Robin Bakker", "UWV", "afstemming", "lezen"),
        ("Robin Bakker", "UWV", "begeleiding", "lezen"),
    ]


def test_own_looking_is_left_out_and_own_changes_stay(now: datetime) -> None:
    look(PERSON, now)
    record(actor=PERSON, verb="give_consent", object_kind="consent", object_id=1, subject_id=42, now=now)

    looks = who_looked(PERSON)

    assert [(row.verb, row.by_myself) for row in looks] == [("give_consent", True)]


def test_a_refused_attempt_is_shown_to_the_person(now: datetime) -> None:
    record_denied(
        actor=ADVISER, verb="case_page", object_kind="case", object_id=5, subject_id=42, purpose="begeleiding", now=now
    )

    assert [row.mode for row in who_looked(PERSON)] == ["geweigerd"]


def test_nobody_reads_the_list_of_another(now: datetime) -> None:
    look(ADVISER, now, subject_id=43)

    assert who_looked(PERSON) == ()
    with pytest.raises(NotFoundError):
        who_looked(ADVISER)
    with pytest.raises(NotFoundError):
        who_looked(SYSTEM)


def test_the_list_is_no_longer_than_asked(now: datetime) -> None:
    for hour in range(5):
        look(ADVISER, now + timedelta(hours=hour))

    looks = who_looked(PERSON, limit=2)

    assert [row.at for row in looks] == [now + timedelta(hours=4), now + timedelta(hours=3)]


def test_a_list_of_persons_writes_a_line_for_each(now: datetime, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        record_reads(
            actor=ADVISER,
            verb="find_participants",
            object_kind="participant",
            subject_ids=[42, 43],
            purpose="begeleiding",
            now=now,
        )

    assert [row.verb for row in who_looked(PERSON)] == ["find_participants"]


def test_the_timeline_of_an_object_holds_its_changes_only(now: datetime) -> None:
    look(ADVISER, now)
    record(actor=ADVISER, verb="open", object_kind="case", object_id=5, subject_id=42, now=now)
    record(actor=ADVISER, verb="close", object_kind="case", object_id=5, now=now + timedelta(days=1))
    record(actor=ADVISER, verb="open", object_kind="case", object_id=55, now=now)
    record(actor=ADVISER, verb="open", object_kind="claim", object_id=5, now=now)

    assert [deed.verb for deed in timeline("case", 5)] == ["close", "open"]
