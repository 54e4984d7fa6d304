"""The first day of work: from which day the days without work count, and what the file keeps of it."""

from __future__ import annotations

import datetime as dt

from overstap.casework.access import parts_of
from overstap.casework.actions import record_outcome
from overstap.casework.actions.returning import place_again
from overstap.casework.facts import facts_for_rules
from overstap.casework.models import Case, CaseState, Outcome
from overstap.casework.policy import Term, local_day, next_step_due
from overstap.casework.steps import AFTERCARE, set_step
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.core.outcome import check_outcome_dates, passage
from overstap.core.placement import PlacementState
from overstap.placement.models import Placement
from overstap.rules import Known

LAST_DAYS = ("laatste_werkdag", "baan_verloren_op")
"""The answers that tell the last working day, the surest first."""

BENEFIT, NO_BENEFIT = "uitkering", "geen_uitkering"
LONGEST_NAME = 120


def begin(row: Placement, case: Case, on: dt.date, *, actor: Actor, now: dt.datetime) -> Refusal | None:
    """Fill in the first day and what follows from it; the caller holds the file and saves the row.

    The first start of a file is recorded as its outcome; a later one puts it at work again, with its
    aftercare.
    """
    last_day, benefit = _before(row, case, on, now)
    if case.state == CaseState.PLACED or Outcome.objects.filter(case=case).exists():
        refusal = check_outcome_dates(last_day=last_day, first_day=on, today=local_day(now))
        refusal = refusal or place_again(case, parts=frozenset(parts_of(actor, case)), actor=actor, now=now)
        if refusal is not None:
            return refusal
        # Without old work the days count from the day the file was opened, as those of the first outcome do.
        counted = last_day or local_day(case.opened_at) - dt.timedelta(days=1)
        found = passage(last_day=counted, first_day=on, benefit_between=benefit)
        row.direct, row.days_between = found.direct and last_day is not None, found.days_between
        set_step(case, AFTERCARE, party=case.first_responsible, term=Term.AFTERCARE, now=now)
    else:
        answer = record_outcome(
            actor=actor,
            case_id=case.pk,
            old_contract_until=last_day,
            new_contract_from=on,
            employer=row.employer_name,
            occupation=row.occupation_name[:LONGEST_NAME],
            hours_per_week=row.hours_per_week,
            contract=row.contract,
            benefit_between=benefit,
            now=now,
        )
        if isinstance(answer, Refusal):
            return answer
        row.direct, row.days_between = answer.direct, answer.days_between
    row.state, row.started_on, row.old_work_until = PlacementState.STARTED, on, last_day
    row.aftercare_until = next_step_due(case, Term.AFTERCARE, now)
    return None


def _before(row: Placement, case: Case, on: dt.date, now: dt.datetime) -> tuple[dt.date | None, bool]:
    """The last working day before this work, and whether there was a benefit in between, as the file knows them."""
    earlier = Placement.objects.filter(case=case, state=PlacementState.STOPPED, ended_on__isnull=False)
    last_job = earlier.exclude(pk=row.pk).order_by("-ended_on").values_list("ended_on", flat=True).first()
    known = facts_for_rules(case, on=local_day(now), items=frozenset({Item.INTAKE}))
    told = [one.value for name in LAST_DAYS if isinstance(one := known.get(name), Known)]
    days = [day for day in told if isinstance(day, dt.date)]
    last_day = last_job or (days[0] if days else None)
    benefit = known.get(BENEFIT)
    has_benefit = isinstance(benefit, Known) and benefit.value != NO_BENEFIT
    without_a_day = last_day is not None and passage(last_day=last_day, first_day=on, benefit_between=False).direct
    return last_day, has_benefit and not without_a_day
