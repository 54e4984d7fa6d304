"""The check of the windows finds what must never be; each mistake is planted behind the back of the actions."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from overstap.allotment import actions, queries
from overstap.allotment.models import Application, Window
from overstap.audit.models import AuditLine
from overstap.audit.protecting import lifted
from overstap.treasury import actions as treasury
from overstap.treasury.models import Commitment
from tests.factories import allotment as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Window:
    """A window of a stream with two grants, one who waits and one who was refused."""
    treasury.load_streams(now=money.NOW)
    money.budget(1_000)
    place = {"unit": "euro", "stream": money.STREAM, "region_code": money.REGION, "year": money.YEAR}
    found = make.window(funded_ceiling=250, **place)
    first = uuid.uuid4()
    for applicant in (first, uuid.uuid4(), uuid.uuid4(), first):
        make.applied(found, amount=100, applicant_key=applicant)
    actions.settle_all(now=make.NOW)
    return found


def one(row: Window, rank: int) -> Any:
    return Application.objects.filter(window=row, rank=rank)


def test_what_the_actions_make_is_right(row: Window) -> None:
    assert make.states(row) == ["toegekend", "toegekend", "wachtlijst", "afgewezen"]
    assert queries.check_invariants() == ()


def a_total_is_wrong(row: Window) -> None:
    Window.objects.filter(pk=row.pk).update(held=100)


def a_waiting_total_is_wrong(row: Window) -> None:
    Window.objects.filter(pk=row.pk).update(waiting=0)


def a_rank_is_skipped(row: Window) -> None:
    one(row, 4).update(rank=5)


def someone_jumps(row: Window) -> None:
    last = one(row, 4).get()
    Application.objects.filter(pk=last.pk).update(state="toegekend", granted=0, applicant_key=uuid.uuid4())


def someone_has_two(row: Window) -> None:
    one(row, 2).update(applicant_key=one(row, 1).get().applicant_key)


def a_grant_has_no_commitment(row: Window) -> None:
    one(row, 1).update(key=uuid.uuid4())


def a_commitment_holds_more(row: Window) -> None:
    Commitment.objects.filter(key=one(row, 1).get().key).update(amount_cents=101)


def who_lost_still_holds(row: Window) -> None:
    one(row, 3).update(granted=1)


def a_line_of_the_trail_is_gone(row: Window) -> None:
    with lifted():
        AuditLine.objects.filter(object_kind="aanvraag", object_id=str(one(row, 3).get().key)).delete()


def a_window_is_gone(row: Window) -> None:
    one(row, 3).update(window_id=row.pk + 99)


@pytest.mark.parametrize(
    ("plant", "invariant"),
    [
        (a_total_is_wrong, "window: held"),
        (a_waiting_total_is_wrong, "window: waiting"),
        (a_rank_is_skipped, "ranks without gaps"),
        (someone_jumps, "nobody jumps the queue"),
        (someone_has_two, "one application for an applicant"),
        (a_grant_has_no_commitment, "a grant is one commitment"),
        (a_commitment_holds_more, "a grant is one commitment"),
        (who_lost_still_holds, "only who has a place holds something"),
        (a_line_of_the_trail_is_gone, "every application is in the audit trail"),
        (a_window_is_gone, "an application has a window"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_must_never_be_is_found_and_named(row: Window, plant: Callable[[Window], None], invariant: str) -> None:
    plant(row)

    assert invariant in {problem.invariant for problem in queries.check_invariants()}
