"""Every door to a protected object against everyone: who gets in, and for whom the object does not exist."""

import pytest
from django.db import transaction

from overstap.audit.actions import note_attempt
from overstap.audit.models import AuditLine, Mode
from overstap.audit.queries import who_looked
from overstap.core.actor import Actor
from overstap.core.decision import ForeignError, NotFoundError
from overstap.correspondence.queries import read_letter
from overstap.people.models import MergeProposal
from tests.access.enumerating import doors
from tests.access.openings import OPENINGS, of_nobody, put_objects
from tests.access.stage import Stage, make_stage
from tests.access.tables import DOORS, SIGHT
from tests.conftest import START
from tests.factories.people import person_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    made = make_stage()
    put_objects(made)
    return made


def gets_in(actor: Actor, door: str, known: object) -> bool:
    """Knock on a door; what it wrote down is of no account here."""
    with transaction.atomic():
        try:
            OPENINGS[door][1](actor, known)
        except NotFoundError:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_every_door_of_the_code_stands_in_the_table_and_can_be_knocked_on() -> None:
    assert set(doors()) == set(DOORS) == set(OPENINGS)
    assert {who for row in DOORS.values() for who in row["opens"]} <= set(SIGHT)


@pytest.mark.requirement("R-125", "R-401", "R-404")
def test_every_door_opens_for_those_of_its_row_and_is_not_there_for_all_others(stage: Stage) -> None:
    opened = {
        door: [who for who in SIGHT if gets_in(stage.cast[who], door, stage.numbers[name])]
        for door, (name, _) in OPENINGS.items()
    }

    assert opened == {door: [who for who in SIGHT if who in DOORS[door]["opens"]] for door in OPENINGS}


def test_what_nobody_has_is_as_absent_as_what_another_has(stage: Stage) -> None:
    found = [
        (door, who)
        for door, (name, _) in OPENINGS.items()
        for who in SIGHT
        if gets_in(stage.cast[who], door, of_nobody(stage.numbers[name]))
    ]

    assert found == []


@pytest.mark.requirement("R-401")
def test_a_foreign_person_answers_like_nobody_but_the_attempt_is_kept(stage: Stage) -> None:
    stranger = stage.cast["everything_elsewhere"]
    for name in ("people.access_participant", "correspondence.access_letter"):
        before = AuditLine.objects.filter(mode=Mode.DENIED).count()
        with pytest.raises(NotFoundError):
            OPENINGS[name][1](stranger, stage.numbers[OPENINGS[name][0]])

        assert AuditLine.objects.filter(mode=Mode.DENIED, actor_user_id=stranger.user_id).count() > 0
        assert AuditLine.objects.filter(mode=Mode.DENIED).count() == before + 1


@pytest.mark.requirement("R-401")
def test_an_attempt_on_a_pair_is_in_the_log_of_both_and_one_on_a_list_in_that_of_nobody(stage: Stage) -> None:
    stranger = stage.cast["everything_elsewhere"]
    pair = MergeProposal.objects.get(pk=stage.numbers["pair"])
    tries = AuditLine.objects.filter(mode=Mode.DENIED, actor_user_id=stranger.user_id)

    with pytest.raises(NotFoundError):
        OPENINGS["importing.access_pair"][1](stranger, pair.pk)
    with pytest.raises(ForeignError) as shut:
        OPENINGS["importing.access_import"][1](stranger, stage.numbers["import"])
    note_attempt(actor=stranger, error=shut.value, now=START)

    assert set(tries.filter(object_kind="dubbel").values_list("subject_id", flat=True)) == {
        pair.first_id,
        pair.second_id,
    }
    assert list(tries.filter(object_kind="inlezing").values_list("subject_id", flat=True)) == [None]
    assert stranger.name in {look.name for look in who_looked(person_actor(pair.first))}


@pytest.mark.requirement("R-125", "R-401")
def test_the_text_of_a_letter_is_read_by_the_person_and_not_by_who_posts_it(stage: Stage) -> None:
    read = []
    for who in SIGHT:
        with transaction.atomic():
            try:
                read_letter(stage.cast[who], stage.numbers["letter_id"], purpose="eigen gegevens", now=START)
            except NotFoundError:
                continue
        read.append(who)

    assert read == ["person"]
