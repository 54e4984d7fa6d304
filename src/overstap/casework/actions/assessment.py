"""Advice from the schemes and the decision that a professional takes on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import open_case, parts_of
from overstap.casework.actions.answers import store_answer
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.assessing import assess_facts, assessment_card, record_assessment
from overstap.casework.cards import decision_card
from overstap.casework.facts import DISTANCE as DISTANCE_FACT
from overstap.casework.facts import check_answer, facts_for_rules
from overstap.casework.models import (
    Assessment,
    Case,
    CaseFact,
    CaseState,
    Decision,
    DecisionKind,
    FactState,
    OwnService,
)
from overstap.casework.policy import Term, Use, local_day, scheme_for, schemes_for
from overstap.casework.steps import COMPOSE_ARRANGEMENT, DECIDE, DISCUSS_OWN_SERVICE, set_step
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import CASE_MOVES, Part, advance
from overstap.rules import Outcome

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.values import AssessmentCard, DecisionCard
    from overstap.core.actor import Actor

ROUND = (Use.ADVICE, Use.TARGET_GROUP, Use.DISTANCE, Use.CONTACT)
SOURCE = "Werkdocument, Aanbod in kaart"

MOVE_OF_DECISION = {DecisionKind.ADMITTED: "toelaten", DecisionKind.OWN_SERVICE: "verwijzen"}
AGAINST_ADVICE = {
    ("onwaarschijnlijk", DecisionKind.ADMITTED),
    ("waarschijnlijk", DecisionKind.OWN_SERVICE),
}
NO_OWN_SERVICE = N_("Er is nog geen hulp uit de eigen dienstverlening vastgelegd. Die komt eerst.")
OPEN_TARGET_GROUP = N_("Het is nog niet zeker of de deelnemer bij de doelgroep hoort.")


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
        today = local_day(now)
        facts = facts_for_rules(case, on=today, items=sight.items)
        rows = [
            record_assessment(
                case, assess_facts(scheme_for(one), facts, region_code=case.region.code, on=today), now=now
            )
            for one in ROUND
        ]
        moved = advance(CASE_MOVES, case.state, "beoordelen", parts=parts_of(actor, case))
        if not isinstance(moved, Refusal):
            case.state = moved
            case.save(update_fields=["state"])
            set_step(case, DECIDE, party=case.first_responsible, term=Term.DECIDE, now=now)
        log(actor=actor, verb="beoordelen", case=case, now=now, details={"advies": rows[0].outcome})
        related = tuple(assessment_card(row, items=sight.items) for row in rows[1:])
        return assessment_card(rows[0], items=sight.items, related=related)


def decide(
    *, actor: Actor, case_id: int, assessment_id: int, kind: str, motivation: str, now: dt.datetime
) -> DecisionCard | Refusal:
    """Decide on an advice, with a motivation (R-111). Deviating from the advice is allowed and recorded.

    The decision stands on the newest assessment, made after the newest answer. Help from the team asks a person of the
    target group (R-051, R-079) and a large distance to work (R-096..R-098), which a professional judges.
    """
    with deed(actor=actor, verb="besluiten", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        if Item.ADVICE not in sight.items:
            return NOT_RESPONSIBLE
        if kind not in DecisionKind.values:
            return Refusal(rule="besluit.soort", because=N_("Kies wat u besluit."), source=SOURCE)
        chosen = DecisionKind(kind)
        row = Assessment.objects.filter(pk=assessment_id, case=case, scheme__in=schemes_for(Use.ADVICE)).first()
        if row is None:
            raise NotFoundError(assessment_id)
        moved = advance(CASE_MOVES, case.state, MOVE_OF_DECISION[chosen], parts=parts_of(actor, case))
        if isinstance(moved, Refusal):
            return moved
        refusal = _check_basis(case, row, motivation) or _check_admission(case, row, chosen)
        if refusal is not None or actor.user_id is None:
            return refusal or NOT_RESPONSIBLE
        decision = Decision.objects.create(
            assessment=row,
            case=case,
            kind=chosen,
            deviates=_deviates(case, row, chosen),
            motivation=motivation.strip(),
            decided_by_id=actor.user_id,
            decided_at=now,
        )
        case.state = moved
        case.save(update_fields=["state"])
        _step_after(case, chosen, now)
        details = {"wijkt_af": decision.deviates, "regeling": f"{row.scheme}@{row.scheme_version}"}
        log(actor=actor, verb=MOVE_OF_DECISION[chosen], case=case, now=now, details=details)
        return decision_card(decision, warnings_for(case, row))


def warnings_for(case: Case, row: Assessment) -> tuple[str, ...]:
    """Name the steps that should have come first; they warn and never stop (R-095)."""
    found = []
    if not OwnService.objects.filter(case=case).exists():
        found.append(NO_OWN_SERVICE)
    if _outcome(case, Use.TARGET_GROUP, row) == Outcome.ONBEKEND:
        found.append(OPEN_TARGET_GROUP)
    return tuple(found)


def _may_assess(actor: Actor, case: Case, sight: Sight) -> Refusal | None:
    if case.closed_at is not None:
        return CLOSED
    involved = parts_of(actor, case) & {Part.RESPONSIBLE, Part.CONTACT}
    if actor.is_person or not involved or Item.ADVICE not in sight.items:
        return NOT_RESPONSIBLE
    return None


def _check_basis(case: Case, row: Assessment, motivation: str) -> Refusal | None:
    if not motivation.strip():
        return Refusal(
            rule="besluit.motivering",
            because=N_("Een besluit heeft altijd een motivering."),
            source=SOURCE,
            remedy=N_("Schrijf op waarom u dit besluit. Eén of twee zinnen is genoeg."),
        )
    newest = (
        Assessment.objects.filter(case=case, scheme__in=schemes_for(Use.ADVICE)).order_by("-made_at", "-id").first()
    )
    newer_answer = CaseFact.objects.filter(case=case, recorded_at__gt=row.made_at).exists()
    if newest is None or newest.pk != row.pk or newer_answer:
        return Refusal(
            rule="besluit.verouderd",
            because=N_("Er zijn nieuwe antwoorden of er is een nieuwer advies."),
            source=SOURCE,
            remedy=N_("Vraag een nieuw advies en besluit daarna."),
        )
    return None


def _check_admission(case: Case, row: Assessment, kind: DecisionKind) -> Refusal | None:
    if kind != DecisionKind.ADMITTED:
        return None
    if _outcome(case, Use.TARGET_GROUP, row) == Outcome.NEE:
        return Refusal(
            rule="besluit.doelgroep",
            because=N_("De deelnemer hoort niet bij de doelgroep van de extra hulp."),
            source="Intentieverklaring, Doel",
            remedy=N_("Kies voor hulp uit de eigen dienstverlening, of kijk de antwoorden na."),
        )
    distance = _outcome(case, Use.DISTANCE, row)
    judged = CaseFact.objects.filter(case=case, fact_id=DISTANCE_FACT, superseded_at__isnull=True).exists()
    if distance == Outcome.ONBEKEND and not judged:
        return Refusal(
            rule="besluit.afstand_onbekend",
            because=N_("De afstand tot de arbeidsmarkt is nog niet beoordeeld."),
            source="Stroomschema",
            remedy=N_("Beoordeel eerst de afstand en vraag daarna een nieuw advies."),
        )
    if distance != Outcome.JA:
        return Refusal(
            rule="besluit.afstand_beperkt",
            because=N_("De afstand tot de arbeidsmarkt is beperkt. Dan helpt de eigen dienstverlening."),
            source="Stroomschema",
            remedy=N_("Is de afstand toch groot? Pas dan uw oordeel aan en vraag een nieuw advies."),
        )
    return None


def _deviates(case: Case, row: Assessment, kind: DecisionKind) -> bool:
    advice = row.outputs.get("advies", {}).get("waarde")
    unsure = kind == DecisionKind.ADMITTED and _outcome(case, Use.TARGET_GROUP, row) == Outcome.ONBEKEND
    return unsure or (advice, kind) in AGAINST_ADVICE


def _outcome(case: Case, use: Use, row: Assessment) -> str:
    found = (
        Assessment.objects.filter(case=case, scheme__in=schemes_for(use), made_at=row.made_at).order_by("-id").first()
    )
    return found.outcome if found else Outcome.ONBEKEND


def _step_after(case: Case, kind: DecisionKind, now: dt.datetime) -> None:
    if kind == DecisionKind.ADMITTED:
        set_step(case, COMPOSE_ARRANGEMENT, party=case.first_responsible, term=Term.COMPOSE_ARRANGEMENT, now=now)
    elif case.state != CaseState.CLOSED:
        set_step(case, DISCUSS_OWN_SERVICE, party=case.first_responsible, term=Term.DISCUSS_OWN_SERVICE, now=now)
