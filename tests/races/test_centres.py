"""The last seat of a meeting and the last money of all centres: one of two gets it, without the lock both would."""

import datetime as dt
from threading import Barrier

import pytest

from overstap.brokerage.actions import choose_session, open_centre, plan_session
from overstap.brokerage.actions.centres import granted_cents
from overstap.brokerage.models import CentreMember, MobilityCentre
from overstap.core.actor import SYSTEM
from overstap.core.decision import Refusal
from tests.conftest import START
from tests.factories.brokerage import centre_fields, make_centre, make_member
from tests.factories.cases import make_case
from tests.factories.demand import make_employer
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

MORE_THAN_HALF = 1_000_000_01


def one_seat() -> tuple[int, list[CentreMember]]:
    centre = make_centre()
    rows = [make_member(centre, make_case(), address=False) for _ in range(2)]
    session = plan_session(
        actor=SYSTEM, centre_id=centre.pk, place="Zaal", starts_at=START + dt.timedelta(days=3), capacity=1, now=START
    )
    assert isinstance(session, int)
    return session, rows


def test_the_last_seat_goes_to_one_of_two() -> None:
    session, rows = one_seat()

    answers = meet(
        *[lambda key=row.pk: choose_session(actor=SYSTEM, member_id=key, session_id=session, now=START) for row in rows]
    )

    assert sum(isinstance(one, Refusal) for one in answers) == 1
    assert CentreMember.objects.filter(session_id=session).count() == 1


def test_without_the_lock_both_would_see_a_free_seat() -> None:
    session, rows = one_seat()
    looked = Barrier(2)

    def sit(key: int) -> bool:
        free = CentreMember.objects.filter(session_id=session).count() < 1
        looked.wait(PATIENCE_SECONDS)
        CentreMember.objects.filter(pk=key).update(session_id=session)
        return free

    assert meet(*[lambda key=row.pk: sit(key) for row in rows]) == [True, True]
    assert CentreMember.objects.filter(session_id=session).count() == 2


def test_two_centres_never_get_more_than_there_is_together() -> None:
    plans = [centre_fields(make_employer(), budget_cents=MORE_THAN_HALF) for _ in range(2)]

    answers = meet(*[lambda plan=plan: open_centre(actor=SYSTEM, fields=plan, now=START) for plan in plans])

    assert sum(isinstance(one, tuple) for one in answers) == 1
    assert MobilityCentre.objects.count() == 1


def test_without_the_lock_both_would_see_the_whole_sum() -> None:
    looked = Barrier(2)

    def look() -> int:
        given = granted_cents(START.date(), years=2)
        looked.wait(PATIENCE_SECONDS)
        return given

    assert meet(look, look) == [0, 0]
