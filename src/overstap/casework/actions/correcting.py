"""A fact is wrong: the person asks, the first responsible party decides, the old answer stays as history."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_correction, correction_parts, open_case, parts_of
from overstap.casework.actions.answers import store_answer
from overstap.casework.actions.changing import note_change
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.assessing import ADVICE, assess_facts
from overstap.casework.facts import DISTANCE, check_answer, facts_for_rules, stored, unstored
from overstap.casework.models import Assessment, Case, CaseFact, Correction, CorrectionState, FactState
from overstap.casework.objection_cards import correction_card
from overstap.casework.policy import Term, Use, catalogue, due, item_of, local_day, scheme_for, schemes_for
from overstap.casework.steps import ASSESS_AGAIN, set_step
from overstap.casework.telling import tell_person
from overstap.core.decision import N_, Refusal
from overstap.core.moves import CORRECTION_MOVES, Part, advance

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.values import CorrectionCard
    from overstap.core.actor import Actor
    from overstap.rules.values import Plain

SOURCE = "Algemene verordening gegevensbescherming, artikelen 12 en 16"
ASKING = frozenset({Part.PERSON, Part.CONTACT})
ANSWERS = {
    CorrectionState.GRANTED: {"nl": "wij hebben het aangepast", "en": "we changed it"},
    CorrectionState.REFUSED: {"nl": "wij passen het niet aan", "en": "we do not change it"},
}


def ask_correction(
    *, actor: Actor, case_id: int, fact_id: str, state: str, value: Plain | None, because: str, now: dt.datetime
) -> CorrectionCard | Refusal:
    """Ask to correct an answer of the file that someone else wrote down, as the person or for them at a desk."""
    with deed(actor=actor, verb="correctie_vragen", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) & ASKING or actor.user_id is None:
            return NOT_RESPONSIBLE
        old = CaseFact.objects.filter(case=case, fact_id=fact_id, superseded_at__isnull=True).first()
        wanted = FactState(state) if state in FactState.values else None
        refusal = _check_asking(case, sight, old, fact_id, (wanted, value)) or _check_because(because)
        if refusal is not None or old is None or wanted is None:
            return refusal or NOT_RESPONSIBLE
        row = Correction.objects.create(
            case=case,
            fact_id=fact_id,
            old=old,
            wanted_state=wanted,
            wanted_value=stored(value) if wanted == FactState.KNOWN else None,
            because=because.strip(),
            asked_at=now,
            asked_by_id=actor.user_id,
            due_on=due(Term.SETTLE_CORRECTION, region_code=case.region.code, on=local_day(now)),
        )
        log(actor=actor, verb="correctie_vragen", case=case, now=now, details={"vraag": fact_id})
        return correction_card(row, case, now=now, parts=correction_parts(actor, case))


def settle_correction(
    *, actor: Actor, correction_id: int, granted: bool, answer: str, now: dt.datetime
) -> CorrectionCard | Refusal:
    """Grant or refuse it; a refusal is motivated. When the advice becomes another, a new assessment is proposed."""
    with deed(actor=actor, verb="correctie_beslissen", now=now):
        row, case, sight = access_correction(actor, correction_id, now=now, for_update=True)
        name = "correctie_toewijzen" if granted else "correctie_afwijzen"
        moved = advance(CORRECTION_MOVES, row.state, name, parts=correction_parts(actor, case))
        if isinstance(moved, Refusal):
            return moved
        if not granted and not answer.strip():
            return Refusal(
                rule="correctie.motivering",
                because=N_("Wie een verzoek afwijst, zegt waarom."),
                source=SOURCE,
                remedy=N_("Schrijf op waarom het antwoord klopt. De deelnemer leest het."),
            )
        if granted:
            _correct(row, case, sight, actor, now)
        row.state, row.answer, row.settled_at, row.settled_by_id = moved, answer.strip(), now, actor.user_id
        row.save()
        _tell(row, case, actor, now)
        log(actor=actor, verb=name, case=case, now=now, details={"vraag": row.fact_id})
        return correction_card(row, case, now=now)


def withdraw_correction(*, actor: Actor, correction_id: int, now: dt.datetime) -> CorrectionCard | Refusal:
    """Take the request back, as the person."""
    with deed(actor=actor, verb="correctie_intrekken", now=now):
        row, case, _sight = access_correction(actor, correction_id, now=now, for_update=True)
        moved = advance(CORRECTION_MOVES, row.state, "correctie_intrekken", parts=correction_parts(actor, case))
        if isinstance(moved, Refusal):
            return moved
        row.state, row.settled_at, row.settled_by_id = moved, now, actor.user_id
        row.save(update_fields=["state", "settled_at", "settled_by"])
        log(actor=actor, verb="correctie_intrekken", case=case, now=now, details={"vraag": row.fact_id})
        return correction_card(row, case, now=now)


def _check_asking(
    case: Case, sight: Sight, old: CaseFact | None, fact_id: str, given: tuple[FactState | None, Plain | None]
) -> Refusal | None:
    wanted, value = given
    fact = catalogue().facts.get(fact_id)
    if old is None or fact is None or item_of(fact) not in sight.items or wanted is None:
        return Refusal(rule="correctie.vraag", because=N_("Dit antwoord staat niet in het dossier."), source=SOURCE)
    refusal = check_answer(fact_id, wanted, value)
    if refusal is not None:
        return refusal
    if (old.state, old.value) == (wanted, stored(value) if wanted == FactState.KNOWN else None):
        return Refusal(rule="correctie.zelfde", because=N_("Dit antwoord staat er al."), source=SOURCE)
    if Correction.objects.filter(case=case, fact_id=fact_id, state=CorrectionState.ASKED).exists():
        return Refusal(
            rule="correctie.loopt_al",
            because=N_("Er loopt al een verzoek over dit antwoord."),
            source=SOURCE,
            remedy=N_("Wacht op het antwoord of trek het verzoek in."),
        )
    return None


def _check_because(because: str) -> Refusal | None:
    if because.strip():
        return None
    return Refusal(
        rule="correctie.waarom",
        because=N_("Schrijf op waarom dit antwoord niet klopt."),
        source=SOURCE,
        remedy=N_("Eén korte zin is genoeg."),
    )


def _correct(row: Correction, case: Case, sight: Sight, actor: Actor, now: dt.datetime) -> None:
    """Put the right answer beside the old one, and look whether the advice would be another."""
    fact = catalogue().facts[row.fact_id]
    state = FactState(row.wanted_state)
    value = unstored(fact, row.wanted_value) if state == FactState.KNOWN else None
    row.new = store_answer(case, actor=actor, fact_id=row.fact_id, state=state, value=value, now=now)
    note_change(case, actor=actor, now=now)
    row.changes_advice = _advice_changes(case, sight, now)
    if row.changes_advice or row.fact_id == DISTANCE:
        set_step(case, ASSESS_AGAIN, party=case.first_responsible, term=Term.DECIDE, now=now)


def _advice_changes(case: Case, sight: Sight, now: dt.datetime) -> bool:
    """Tell whether the advice would be another, or would stand on other reasons."""
    kept = Assessment.objects.filter(case=case, scheme__in=schemes_for(Use.ADVICE)).order_by("-made_at", "-id").first()
    if kept is None:
        return False
    today = local_day(now)
    facts = facts_for_rules(case, on=today, items=sight.items)
    fresh = assess_facts(scheme_for(Use.ADVICE), facts, region_code=case.region.code, on=today)
    reasons = {(one.condition, one.bearing) for one in fresh.grounds}
    kept_reasons = {(one["condition"], one["bearing"]) for one in kept.grounds}
    kept_advice = kept.outputs.get(ADVICE, {}).get("waarde")
    return (fresh.outcome, fresh.output(ADVICE), reasons) != (kept.outcome, kept_advice, kept_reasons)


def _tell(row: Correction, case: Case, actor: Actor, now: dt.datetime) -> None:
    language = case.participant.language if case.participant.language in {"nl", "en"} else "nl"
    values: dict[str, str | dt.date | int] = {"antwoord": ANSWERS[CorrectionState(row.state)][language]}
    values["reden"] = row.answer
    tell_person(case, "verbetering_beantwoord", values, actor=actor, now=now, once=f"correctie {row.pk}")
