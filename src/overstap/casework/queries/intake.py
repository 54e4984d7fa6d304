"""What the intake still needs to know, and what the rules may know of a file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework import facts as casefacts
from overstap.casework import policy
from overstap.casework.access import ANSWERING, open_case, parts_of, special_permitted
from overstap.casework.models import Case, CaseFact, CaseState, FactState
from overstap.casework.policy import ASKED_AT_INTAKE, catalogue, item_of, local_day, scheme_for
from overstap.casework.proposing import propose
from overstap.casework.values import Choice, Question
from overstap.core.consent import Item
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.rules import REFUSED, Origin
from overstap.rules import next_question as rules_next_question

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.values import Proposal
    from overstap.core.actor import Actor
    from overstap.rules import Fact, FactValue
    from overstap.rules.program import ParameterValue

BY_PERSON = (Origin.PERSON,)
BY_PROFESSIONAL = (Origin.PERSON, Origin.CASE, Origin.JUDGEMENT)


def next_question(actor: Actor, case_id: int, now: dt.datetime) -> Question | None:
    """Give the one question that can still change an advice and that the actor can answer; None when there is none.

    The one that says most over all schemes of the intake goes first. Fewer questions is less data: a question that no
    longer matters is not asked, and a refused one never again.
    Raises NotFoundError for who may not see the file.
    """
    case, sight = open_case(actor, case_id, now=now)
    if case.closed_at is not None or Item.INTAKE not in sight.standing or not parts_of(actor, case) & ANSWERING:
        return None
    today = local_day(now)
    region = case.region.code
    asked = tuple(scheme_for(use) for use in ASKED_AT_INTAKE)
    fact = rules_next_question(
        catalogue(),
        asked,
        _facts(case, sight, today),
        today,
        origins=BY_PERSON if actor.is_person else BY_PROFESSIONAL,
        overrides={scheme: policy.overrides(region, scheme, today) for scheme in asked},
        allowed=lambda one: one.id not in casefacts.DERIVED,
        look_ahead=True,
    )
    return _question(fact, actor, case, sight, now=now) if fact else None


def question_of(actor: Actor, case_id: int, fact_id: str, now: dt.datetime) -> Question | None:
    """Give one question by its fact, to correct an answer; None when it is not the actor's to answer."""
    case, sight = open_case(actor, case_id, now=now)
    fact = catalogue().facts.get(fact_id)
    askable = BY_PERSON if actor.is_person else BY_PROFESSIONAL
    if fact is None or fact_id in casefacts.DERIVED or not set(askable) & set(fact.origin):
        return None
    if case.closed_at is not None or not parts_of(actor, case) & ANSWERING or Item.INTAKE not in sight.standing:
        return None
    return _question(fact, actor, case, sight, now=now)


def facts_for_rules(case_id: int, *, on: dt.date, items: frozenset[Item] | None = None) -> dict[str, FactValue]:
    """Give what is known of a file to the rules; for a caller who went through the door and passes what it may see."""
    case = Case.objects.select_related("participant").get(pk=case_id)
    return casefacts.facts_for_rules(case, on=on, items=items)


def overrides(region_code: str, scheme_id: str, on: dt.date) -> dict[str, ParameterValue]:
    """Give what a region chose for the parameters of a scheme, as the rules want it."""
    return policy.overrides(region_code, scheme_id, on)


def responsibility_proposal(actor: Actor, case_id: int, now: dt.datetime) -> Proposal | None:
    """Give the proposal to change the first responsible party, to the person and to the party itself (R-078, R-082)."""
    case, sight = open_case(actor, case_id, now=now)
    if not parts_of(actor, case) & {Part.PERSON, Part.RESPONSIBLE} or Item.INTAKE not in sight.standing:
        return None
    return propose(case, now=now)


def may_use_budget(case_id: int) -> Refusal | None:
    """Say why no money of the team can be used for a file: only help that was decided on after the intake (R-097)."""
    state = Case.objects.values_list("state", flat=True).get(pk=case_id)
    if state in {CaseState.GUIDED, CaseState.PLACED}:
        return None
    return Refusal(
        rule="dossier.geen_aanvullende_hulp",
        because=N_("Voor dit dossier is niet besloten tot aanvullende hulp van het team."),
        source="Stroomschema",
        remedy=N_("Vraag een advies en neem een besluit."),
    )


def _facts(case: Case, sight: Sight, today: dt.date) -> dict[str, FactValue]:
    """What the actor may see; an answer that they may not see is not asked again either."""
    rows = CaseFact.objects.filter(case=case, superseded_at__isnull=True).order_by("id")
    answered: dict[str, FactValue] = dict.fromkeys(rows.values_list("fact_id", flat=True), REFUSED)
    known = {name: state for name, state in answered.items() if name in catalogue().facts}
    return known | casefacts.facts_for_rules(case, on=today, items=sight.items)


def _question(fact: Fact, actor: Actor, case: Case, sight: Sight, *, now: dt.datetime) -> Question:
    item = item_of(fact)
    special = item if item is not Item.INTAKE else None
    permitted = special_permitted(case, item, now=now) if actor.is_person else item in sight.standing
    answered = CaseFact.objects.filter(case=case, superseded_at__isnull=True).exclude(state=FactState.REFUSED)
    return Question(
        fact_id=fact.id,
        nl=fact.question.nl,
        en=fact.question.en,
        why_nl=fact.help.nl if fact.help else "",
        why_en=fact.help.en if fact.help else "",
        type=fact.type.kind.value,
        unit=fact.type.unit,
        choices=tuple(Choice(one.id, one.label.nl, one.label.en) for one in fact.choices),
        lowest=casefacts.lowest(fact),
        highest=casefacts.highest(fact),
        may_be_not_applicable=fact.may_be_not_applicable,
        sensitive_item=special,
        tick_needed=special is not None and not permitted,
        answered_count=answered.count(),
    )
