"""Deciding on an advice: always a person, always with a motivation, with what was known then kept as it was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from overstap.casework.access import open_case, parts_of
from overstap.casework.actions.assessment import assess_round
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import NOT_RESPONSIBLE
from overstap.casework.cards import decision_card
from overstap.casework.facts import DISTANCE as DISTANCE_FACT
from overstap.casework.models import (
    Assessment,
    Case,
    CaseFact,
    CaseState,
    Decision,
    DecisionKind,
    Diagnosis,
    OwnService,
)
from overstap.casework.policy import Term, Use, due, local_day, schemes_for
from overstap.casework.steps import COMPOSE_ARRANGEMENT, DISCUSS_OWN_SERVICE, set_step
from overstap.casework.telling import tell_person
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import CASE_MOVES, Part, advance
from overstap.rules import Outcome

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.values import DecisionCard
    from overstap.core.actor import Actor

SOURCE = "Werkdocument, Aanbod in kaart"

MOVE_OF_DECISION = {DecisionKind.ADMITTED: "toelaten", DecisionKind.OWN_SERVICE: "verwijzen"}
MOVE_OF_REVISION = {DecisionKind.ADMITTED: "herzien_toelaten", DecisionKind.OWN_SERVICE: "herzien_verwijzen"}
AGAINST_ADVICE = {
    ("onwaarschijnlijk", DecisionKind.ADMITTED),
    ("waarschijnlijk", DecisionKind.OWN_SERVICE),
}
NO_OWN_SERVICE = N_("Er is nog geen hulp uit de eigen dienstverlening vastgelegd. Die komt eerst.")
OPEN_TARGET_GROUP = N_("Het is nog niet zeker of de deelnemer bij de doelgroep hoort.")


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
        name = _move_name(case, row, chosen)
        moved = advance(CASE_MOVES, case.state, name, parts=parts_of(actor, case))
        if isinstance(moved, Refusal):
            return moved
        refusal = _check_basis(case, row, motivation) or _check_admission(case, row, chosen)
        if refusal is not None or actor.user_id is None:
            return refusal or NOT_RESPONSIBLE
        decision = _keep(row, chosen, motivation.strip(), user_id=actor.user_id, now=now)
        case.state = moved
        case.save(update_fields=["state"])
        _step_after(case, chosen, now)
        _tell(decision, case, actor, now)
        details = {"wijkt_af": decision.deviates, "regeling": f"{row.scheme}@{row.scheme_version}"}
        log(actor=actor, verb=name, case=case, now=now, details=details)
        return decision_card(decision, warnings_for(case, row))


def decide_anew(
    case: Case, sight: Sight, kind: DecisionKind, motivation: str, *, actor: Actor, now: dt.datetime
) -> Decision | Refusal:
    """Decide again after an objection was upheld, in the transaction of the caller, who holds the lock of the file.

    It stands on an assessment of this moment; what the law of the schemes forbids stays forbidden.
    """
    if actor.user_id is None or Item.ADVICE not in sight.items:
        return NOT_RESPONSIBLE
    moved = advance(CASE_MOVES, case.state, MOVE_OF_REVISION[kind], parts={Part.HANDLER})
    if isinstance(moved, Refusal):
        return moved
    row = assess_round(case, sight, now=now)[0]
    refusal = _check_admission(case, row, kind)
    if refusal is not None:
        return refusal
    decision = _keep(row, kind, motivation, user_id=actor.user_id, now=now)
    case.state = moved
    case.save(update_fields=["state"])
    log(actor=actor, verb=MOVE_OF_REVISION[kind], case=case, now=now, details={"wijkt_af": decision.deviates})
    return decision


def _move_name(case: Case, row: Assessment, kind: DecisionKind) -> str:
    """A decision in a file that is guided already takes the place of the one before, on an advice of its own."""
    fresh = not Decision.objects.filter(assessment=row).exists()
    return (MOVE_OF_REVISION if fresh and case.state == CaseState.GUIDED else MOVE_OF_DECISION)[kind]


def _keep(row: Assessment, kind: DecisionKind, motivation: str, *, user_id: int, now: dt.datetime) -> Decision:
    case = row.case
    return Decision.objects.create(
        assessment=row,
        case=case,
        kind=kind,
        deviates=_deviates(case, row, kind),
        motivation=motivation,
        basis=_known_now(case, row),
        decided_by_id=user_id,
        decided_at=now,
    )


def _known_now(case: Case, row: Assessment) -> dict[str, Any]:
    """What was known at this moment: every assessment of the round, the diagnoses, and what was warned for."""
    rounds = Assessment.objects.filter(case=case, made_at=row.made_at, pk__gte=row.pk).order_by("id")
    diagnoses = Diagnosis.objects.filter(case=case).select_related("party").order_by("taken_on", "id")
    return {
        "beoordelingen": list(rounds.values_list("id", flat=True)),
        "diagnoses": [
            {
                "instrument": one.tool,
                "versie": one.tool_version,
                "datum": one.taken_on.isoformat(),
                "uitkomst": one.result,
                "partij": one.party.name,
            }
            for one in diagnoses
        ],
        "waarschuwingen": list(warnings_for(case, row)),
    }


def _tell(decision: Decision, case: Case, actor: Actor, now: dt.datetime) -> None:
    today, region = local_day(now), case.region.code
    values: dict[str, str | dt.date | int] = {
        "besluit": decision.get_kind_display(),
        "motivatie": decision.motivation,
        "organisatie": case.first_responsible.name,
        "uiterlijk": case.step_due_on or today,
        "bezwaar_tot": due(Term.FILE_OBJECTION, region_code=region, on=today),
    }
    tell_person(case, "besluit", values, actor=actor, now=now, once=f"besluit {decision.pk}")


def warnings_for(case: Case, row: Assessment) -> tuple[str, ...]:
    """Name the steps that should have come first; they warn and never stop (R-095)."""
    found = []
    if not OwnService.objects.filter(case=case).exists():
        found.append(NO_OWN_SERVICE)
    if _outcome(case, Use.TARGET_GROUP, row) == Outcome.ONBEKEND:
        found.append(OPEN_TARGET_GROUP)
    return tuple(found)


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
