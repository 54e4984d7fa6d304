"""Trying many codes at the same moment gains nothing, and what it would come to without the lock."""

import datetime as dt
from threading import Barrier

import pytest
from django.db.models import F

from overstap.core.decision import Refusal
from overstap.links import actions, policy
from overstap.links.models import SafeLink
from overstap.links.values import MadeLink
from tests.factories.people import make_professional
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8


def made(now: dt.datetime) -> MadeLink:
    return actions.make_link(
        actor=make_professional(),
        deed="proef",
        object_kind="proef",
        object_id=1,
        for_whom="a@voorbeeld.nl",
        with_code=True,
        now=now,
    )


def guesses(right: str | None) -> list[str]:
    return [code for code in (f"{number:06d}" for number in range(AT_ONCE + 1)) if code != right][:AT_ONCE]


def test_codes_tried_at_once_are_all_counted(now: dt.datetime) -> None:
    link = made(now)
    answers = meet(
        *(lambda code=code: actions.use_link(token=link.token, code=code, now=now) for code in guesses(link.code))
    )
    rules = [answer.rule for answer in answers if isinstance(answer, Refusal)]

    assert rules.count("link.code") == policy.attempts_allowed(now) - 1
    assert rules.count("link.geblokkeerd") == AT_ONCE - policy.attempts_allowed(now) + 1
    assert SafeLink.objects.get().attempts == policy.attempts_allowed(now)


def test_without_a_lock_more_codes_could_be_tried_than_allowed(now: dt.datetime) -> None:
    made(now)
    allowed = policy.attempts_allowed(now)
    looked = Barrier(AT_ONCE)

    def attempt() -> bool:
        tried = SafeLink.objects.values_list("attempts", flat=True).get()
        looked.wait(30)
        if tried >= allowed:
            return False
        SafeLink.objects.update(attempts=F("attempts") + 1)
        return True

    assert meet(*[attempt] * AT_ONCE).count(True) > allowed
