"""Advice from the schemes: asked by a professional, kept with everything it stands on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import open_case, parts_of
from overstap.casework.actions.answers import store_answer
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.assessing import assess_facts, assessment_card, record_assessment
from overstap.casework.facts import DISTANCE as DISTANCE_FACT
from overstap.casework.facts import check_answer, facts_for_rules
from overstap.casework.models import FactState
from overstap.casework.policy import Term, Use, local_day, scheme_for
from overstap.casework.steps import DECIDE, set_step
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.core.moves import CASE_MOVES, Part, advance

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.models import Assessment, Case
    from overstap.casework.values import AssessmentCard
    from overstap.core.actor import Actor

ROUND = (Use.ADVICE, Use.TARGET_GROUP, Use.DISTANCE, Use.CONTACT)


def judge_distance(*, actor: Actor, case_id: int, distance: str, now: dt.datetime) -> Refusal | None:
    """Record the adviser's judgement of the distance to the labour market: `beperkt` or `groot` (R-096)."""
    with deed(actor=actor, verb="afstand_beoordelen", now=now):
        case, _sight = open_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) & {Part.RESPONSIBLE, Part.CONTACT} or actor.is_person:
            return NOT_RESPONSIBLE
        refusal = check_answer(DISTANCE_FACT, FactState.KNOWN, distance)
        if refusal is not None:
            return refusal
        store_answer(case, actor=actor, fact_id=DISTANCE_FACT, state=FactState.KNOWN, value=distance, now=now)
        log(actor=actor, verb="afstand_beoordelen", case=case, now=now)
        return None


def assess_case(*, actor: Actor, case_id: int, now: dt.datetime) -> AssessmentCard | Refusal:
    """Ask the schemes of the intake about the file; gives the advice with the others as `related` (R-104..R-113).

    Only answers that the actor's party may see count. The advice never decides (R-111).
    """
    with deed(actor=actor, verb="beoordelen", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        refusal = _may_assess(actor, case, sight)
        if refusal is not None:
            return refusal
        rows = assess_round(case, sight, now=now)
        moved = advance(CASE_MOVES, case.state, "beoordelen", parts=parts_of(actor, case))
        if not isinstance(moved, Refusal):
            case.state = moved
            case.save(update_fields=["state"])
            set_step(case, DECIDE, party=case.first_responsible, term=Term.DECIDE, now=now)
        log(actor=actor, verb="beoordelen", case=case, now=now, details={"advies": rows[0].outcome})
        related = tuple(assessment_card(row, items=sight.items) for row in rows[1:])
        return assessment_card(rows[0], items=sight.items, related=related)


def assess_round(case: Case, sight: Sight, *, now: dt.datetime) -> list[Assessment]:
    """Ask every scheme of the intake about what one may see of a file, and keep the answers; the advice comes first."""
    today = local_day(now)
    facts = facts_for_rules(case, on=today, items=sight.items)
    answers = [assess_facts(scheme_for(use), facts, region_code=case.region.code, on=today) for use in ROUND]
    return [record_assessment(case, answer, now=now) for answer in answers]


def _may_assess(actor: Actor, case: Case, sight: Sight) -> Refusal | None:
    if case.closed_at is not None:
        return CLOSED
    involved = parts_of(actor, case) & {Part.RESPONSIBLE, Part.CONTACT}
    if actor.is_person or not involved or Item.ADVICE not in sight.items:
        return NOT_RESPONSIBLE
    return None
