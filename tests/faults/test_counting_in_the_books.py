"""What counts after the faults sees what is doubled, kept back or given to the wrong one, in a database made up so."""

from __future__ import annotations

import uuid

import pytest
from benchmarks import load_window

from overstap.allotment import actions
from overstap.allotment.models import Application
from overstap.audit.models import AuditLine
from overstap.cli.program import edge_now
from tests.faults.scene import WINDOW

pytestmark = pytest.mark.django_db


def applied(times: int, places: int = 2, *, way: str = "volgorde") -> None:
    """A window of so many places, and so many who applied and were decided on."""
    load_window.open_window(WINDOW, places, way=way)
    for _ in range(times):
        key, now = uuid.uuid4(), edge_now()
        actions.apply(
            actor=load_window.SYSTEM,
            key=key,
            window=WINDOW,
            applicant_key=key,
            applicant_kind="persoon",
            applicant_name="",
            amount=1,
            receipt={},
            now=now,
        )
    actions.settle_all(now=edge_now())


def doubled() -> int:
    return load_window.doubled(Application.objects.filter(window__code=WINDOW))


def test_what_is_right_counts_nothing() -> None:
    applied(3)

    assert doubled() == 0
    assert load_window.unfair(WINDOW) == []


def test_an_application_that_was_decided_twice_is_doubled() -> None:
    applied(1)
    line = AuditLine.objects.get(verb="aanvragen")
    AuditLine.objects.create(
        at=line.at, mode=line.mode, verb=line.verb, object_kind=line.object_kind, object_id=line.object_id, details={}
    )

    assert doubled() == 1


def test_one_who_got_two_places_is_doubled() -> None:
    applied(2)
    Application.objects.update(applicant_key=uuid.uuid4())

    assert doubled() == 1


def test_a_place_that_was_kept_back_and_one_given_to_a_later_one_are_unfair() -> None:
    applied(3)
    first, last = Application.objects.get(rank=1), Application.objects.get(rank=3)
    Application.objects.filter(pk=first.pk).update(granted=0, state=last.state)
    Application.objects.filter(pk=last.pk).update(granted=1, state=first.state)

    assert load_window.unfair(WINDOW) == ["3 got a place and 1 did not"]


def test_a_list_of_which_nothing_was_offered_kept_something_back() -> None:
    applied(3, way="wachtlijst")
    assert load_window.unfair(WINDOW) == ["gave 0 of 2"]

    load_window.divide(WINDOW)

    assert load_window.unfair(WINDOW) == []
