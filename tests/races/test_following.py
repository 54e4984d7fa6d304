"""Reminders, receivers and cover at the same moment, and what it would come to without the lock."""

import datetime as dt
from collections.abc import Callable
from threading import Barrier

import pytest

from overstap.casework import actions
from overstap.casework.models import Absence, Handover, HandoverState, NextAction, Reminder
from overstap.core.decision import Refusal
from overstap.correspondence.models import Letter
from overstap.parties.models import PartyKind
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case, offered
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def test_two_night_rounds_at_once_send_one_reminder(now: dt.datetime) -> None:
    case = make_case()
    adviser = adviser_of(case)
    step = {"case_id": case.pk, "what": "Papieren opsturen", "by_person": True, "due_on": now.date()}
    given(actions.set_next_action(actor=adviser, now=now, **step))
    sent = meet(*[lambda: actions.send_reminders(now=now)] * AT_ONCE)

    assert sum(sent) == 1
    assert Reminder.objects.count() == 1
    assert Letter.objects.filter(template="volgende_stap").count() == 1


def test_without_a_lock_every_round_would_send_one(now: dt.datetime) -> None:
    make_case()
    looked = Barrier(AT_ONCE)

    def remind() -> bool:
        reminded = NextAction.objects.filter(reminder__isnull=False).exists()
        looked.wait(30)
        return not reminded

    assert meet(*[remind] * AT_ONCE) == [True] * AT_ONCE


def test_accepting_while_the_sender_sends_it_elsewhere_leaves_one_receiver(now: dt.datetime) -> None:
    case = make_case()
    adviser, wrong, right = adviser_of(case), adviser_elsewhere(), adviser_elsewhere(PartyKind.UNION)
    handover_id = offered(case, adviser, wrong, now=now)

    def go_on() -> object:
        return actions.redirect_handover(
            actor=adviser,
            handover_id=handover_id,
            to_party_id=right.party_id or 0,
            person_agrees=True,
            agreed_through="aan tafel",
            now=now,
        )

    def accept() -> object:
        return actions.accept_handover(actor=wrong, handover_id=handover_id, now=now)

    def attempt(deed: Callable[[], object]) -> object:
        # Who comes second no longer sees the file: the receiver after it went elsewhere, the sender after it moved.
        try:
            return deed()
        except LookupError as error:
            return error

    answers = meet(lambda: attempt(go_on), lambda: attempt(accept))
    wrongs = [answer for answer in answers if isinstance(answer, (Refusal, LookupError))]

    assert len(wrongs) == 1
    states = set(Handover.objects.values_list("state", flat=True))
    assert states in ({HandoverState.ACCEPTED}, {HandoverState.WITHDRAWN, HandoverState.OFFERED})


def test_two_absences_at_once_never_overlap(now: dt.datetime) -> None:
    case = make_case()
    away, one, other = (adviser_of(case) for _ in range(3))

    def arrange(cover: int | None) -> object:
        return actions.set_absence(
            actor=away,
            user_id=away.user_id or 0,
            cover_id=cover or 0,
            from_on=now.date(),
            until_on=now.date(),
            now=now,
        )

    answers = meet(lambda: arrange(one.user_id), lambda: arrange(other.user_id))

    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
    assert Absence.objects.count() == 1
