"""Trying many birth dates at the same moment gains nothing, and what it would come to without the lock."""

import datetime as dt
from threading import Barrier

import pytest
from django.db.models import F

from overstap.casework import actions
from overstap.casework.models import AccessCode, Case
from overstap.casework.policy import Term, number_of_term
from overstap.core.decision import Refusal
from overstap.correspondence.models import Letter, PostPreference
from tests.factories.cases import adviser_of, given, make_case
from tests.factories.people import make_participant
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8


def made(now: dt.datetime) -> tuple[Case, str]:
    case = make_case(participant=make_participant(email=""))
    PostPreference.objects.create(
        participant=case.participant, street="Spoorlaan 1", postcode="5017 JS", town="Tilburg", changed_at=now
    )
    given(actions.send_access_code(actor=adviser_of(case), participant_id=case.participant_id, now=now))
    return case, Letter.objects.get(template="toegangscode").secret.reveal()


def allowed(now: dt.datetime) -> int:
    return number_of_term(Term.ACCESS_CODE_TRIES, region_code="", on=now.date())


def test_birth_dates_tried_at_once_are_all_counted(now: dt.datetime) -> None:
    case, code = made(now)
    days = [case.participant.birth_date + dt.timedelta(days=number + 1) for number in range(AT_ONCE)]
    answers = meet(*(lambda day=day: actions.enter_with_code(code=code, birth_date=day, now=now) for day in days))
    rules = [answer.rule for answer in answers if isinstance(answer, Refusal)]

    assert rules.count("toegang.klopt_niet") == allowed(now) - 1
    assert rules.count("toegang.geblokkeerd") == AT_ONCE - allowed(now) + 1
    assert AccessCode.objects.get().attempts == allowed(now)


def test_without_a_lock_more_could_be_tried_than_allowed(now: dt.datetime) -> None:
    made(now)
    looked = Barrier(AT_ONCE)

    def attempt() -> bool:
        tried = AccessCode.objects.values_list("attempts", flat=True).get()
        looked.wait(30)
        if tried >= allowed(now):
            return False
        AccessCode.objects.update(attempts=F("attempts") + 1)
        return True

    assert meet(*[attempt] * AT_ONCE).count(True) > allowed(now)


def test_two_letters_at_once_leave_one_code_that_works(now: dt.datetime) -> None:
    case, _code = made(now)
    adviser = adviser_of(case)
    meet(*[lambda: actions.send_access_code(actor=adviser, participant_id=case.participant_id, now=now)] * 2)

    assert AccessCode.objects.filter(ended_at__isnull=True).count() == 1
    assert AccessCode.objects.count() == 3
