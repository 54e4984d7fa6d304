"""Two who agree at the same moment, and agreeing while the text changes; and what it would come to without the lock."""

from threading import Barrier

import pytest

from overstap.arrangements import actions
from overstap.arrangements.models import Agreement, Version
from overstap.core.decision import Refusal
from tests.conftest import START
from tests.factories.agreeing import invite, linked, make_drafted, page_for
from tests.factories.treasury import given
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def test_one_answer_counts_when_many_press_at_once() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    question, actor = page_for(guest).questions[0], linked(guest)

    def press(index: int) -> object:
        return actions.answer_as_guest(
            actor=actor,
            guest_id=guest.pk,
            agreement_id=question.id,
            digest=question.digest,
            agreed=index % 2 == 0,
            name=f"Nummer {index}",
            remark="Nee",
            now=START,
        )

    answers = meet(*(lambda index=index: press(index) for index in range(AT_ONCE)))

    kept = [answer for answer in answers if isinstance(answer, Agreement)]
    assert len(kept) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"akkoord.al_gegeven"}
    assert Agreement.objects.get(pk=question.id).name == kept[0].name


def test_nobody_agrees_to_a_text_that_was_taken_back_at_that_moment() -> None:
    scene, _ = make_drafted()
    plan = scene.arrangement.pk
    given(actions.propose(actor=scene.adviser, arrangement_id=plan, now=START))
    read = Version.objects.get().digest

    def agree() -> object:
        return actions.agree(actor=scene.person, arrangement_id=plan, digest=read, now=START)

    def change() -> object:
        return actions.take_back(actor=scene.adviser, arrangement_id=plan, now=START)

    meet(agree, change)

    version = Version.objects.get()
    # Whoever came first: in the end the proposal is taken back and nothing counts as agreed.
    assert version.withdrawn_at is not None
    assert (scene.arrangement.state, scene.arrangement.agreed_at) == ("concept", None)


def test_without_a_lock_more_than_one_answer_would_be_taken() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    question = page_for(guest).questions[0]
    looked = Barrier(AT_ONCE)

    def press(index: int) -> bool:
        row = Agreement.objects.get(pk=question.id)
        looked.wait(30)
        if row.answered_at is not None:
            return False
        Agreement.objects.filter(pk=question.id).update(
            answered_at=START, agreed=True, way="link_code", name=f"Nummer {index}"
        )
        return True

    assert meet(*(lambda index=index: press(index) for index in range(AT_ONCE))).count(True) > 1
