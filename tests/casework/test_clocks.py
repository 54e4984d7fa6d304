"""Terms that stand still: only for a reason that counts, and never longer than the rule says."""

import datetime as dt

import pytest

from overstap.casework import actions
from overstap.casework.models import ClockStop, NextAction
from tests.factories.cases import HEALTH, LIKELY, ON_BENEFIT, adviser_of, given, make_case, refused
from tests.factories.people import person_actor

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def test_a_term_stands_still_for_a_reason_that_counts_and_moves_by_those_days(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    adviser = adviser_of(case)
    given(actions.assess_case(actor=adviser, case_id=case.pk, now=now))
    due_on = NextAction.objects.get(case=case, done_at__isnull=True).due_on
    given(
        actions.stop_clock(
            actor=adviser,
            case_id=case.pk,
            reason="wacht_op_deelnemer",
            explanation="Wij wachten op het cv.",
            now=now + DAY,
        )
    )
    given(actions.resume_clock(actor=adviser, case_id=case.pk, now=now + 4 * DAY))
    case.refresh_from_db()

    assert NextAction.objects.get(case=case, done_at__isnull=True).due_on == due_on + 3 * DAY
    assert case.step_due_on == due_on + 3 * DAY


@pytest.mark.requirement("R-093")
@pytest.mark.parametrize(
    ("reason", "explanation", "rule"),
    [
        ("drukte", "Het is druk.", "termijn.mag_niet"),
        ("overmacht", "Er is een storing.", "termijn.mag_niet"),
        ("deelnemer_stemt_in", " ", "termijn.uitleg"),
        ("zomaar", "Zomaar.", "termijn.reden"),
    ],
)
def test_a_first_talk_does_not_wait_for_us(now: dt.datetime, reason: str, explanation: str, rule: str) -> None:
    case = make_case()
    refusal = refused(
        actions.stop_clock(actor=adviser_of(case), case_id=case.pk, reason=reason, explanation=explanation, now=now)
    )

    assert refusal.rule == rule
    assert not ClockStop.objects.exists()


def test_a_term_runs_again_by_itself_after_the_longest_stop(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    adviser = adviser_of(case)
    given(actions.assess_case(actor=adviser, case_id=case.pk, now=now))
    due_on = NextAction.objects.get(case=case, done_at__isnull=True).due_on
    card = given(
        actions.stop_clock(
            actor=adviser, case_id=case.pk, reason="wacht_op_deelnemer", explanation="Wachten op cv.", now=now
        )
    )

    assert actions.resume_late_clocks(now=now + 28 * DAY) == ()
    assert actions.resume_late_clocks(now=now + 29 * DAY) == (card.id,)
    assert NextAction.objects.get(case=case, done_at__isnull=True).due_on == due_on + 28 * DAY


def test_only_who_is_responsible_stops_a_clock(now: dt.datetime) -> None:
    case = make_case()
    refusal = refused(
        actions.stop_clock(
            actor=person_actor(case.participant),
            case_id=case.pk,
            reason="deelnemer_stemt_in",
            explanation="Ik ben op vakantie.",
            now=now,
        )
    )

    assert refusal.rule == "dossier.niet_van_u"
