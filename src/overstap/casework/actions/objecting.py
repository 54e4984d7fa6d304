"""Objecting to a decision and complaining: by the person or for them, settled by someone else than who decided."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_objection, objection_parts, open_case, parts_of
from overstap.casework.actions.deciding import decide_anew
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.models import (
    Case,
    Decision,
    DecisionKind,
    Objection,
    ObjectionKind,
    ObjectionState,
)
from overstap.casework.objection_cards import objection_card
from overstap.casework.policy import Term, due, local_day
from overstap.casework.steps import DECIDE_AGAIN, set_step
from overstap.casework.telling import tell_person
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import OBJECTION_MOVES, Part, advance

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.values import ObjectionCard
    from overstap.core.actor import Actor

SOURCE = "Algemene wet bestuursrecht, artikelen 6:7, 7:5, 7:10, 9:7 en 9:11"
FILING = frozenset({Part.PERSON, Part.RESPONSIBLE, Part.CONTACT})
TERM_OF = {ObjectionKind.OBJECTION: Term.SETTLE_OBJECTION, ObjectionKind.COMPLAINT: Term.SETTLE_COMPLAINT}
UPHELD, DISMISSED = "bezwaar_gegrond", "bezwaar_ongegrond"
ANSWERS = {
    ObjectionState.UPHELD: {"nl": "wij geven u gelijk", "en": "we agree with you"},
    ObjectionState.DISMISSED: {"nl": "wij blijven bij ons besluit", "en": "we keep to our decision"},
}


def file_objection(
    *,
    actor: Actor,
    case_id: int,
    kind: str,
    text: str,
    now: dt.datetime,
    decision_id: int | None = None,
    on_behalf: str = "",
    received_through: str = "",
    late_because: str = "",
) -> ObjectionCard | Refusal:
    """Object to a decision or complain, as the person or for them.

    It is always taken in; after the term as late, with the reason for the handler to weigh. The help goes on meanwhile.
    """
    with deed(actor=actor, verb="bezwaar_indienen", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        if not parts_of(actor, case) & FILING or actor.user_id is None:
            return NOT_RESPONSIBLE
        decision = _decision(case, kind, decision_id)
        refusal = _check(case, sight, kind, decision) or _check_words(text, actor, received_through)
        if refusal is not None:
            return refusal
        row = Objection(
            case=case,
            kind=ObjectionKind(kind),
            decision=decision,
            text=text.strip(),
            filed_at=now,
            filed_by_id=actor.user_id,
            on_behalf=on_behalf.strip(),
            received_through=received_through.strip() or N_("zelf, in Mijn dossier"),
            late_because=late_because.strip(),
        )
        if (refusal := too_long(row)) is not None:
            return refusal
        _keep(row, case, actor, now)
        return objection_card(row, case, sight.items, now=now, parts=objection_parts(actor, case, row))


def take_objection(*, actor: Actor, objection_id: int, now: dt.datetime) -> ObjectionCard | Refusal:
    """Begin to handle it, as someone who had no part in the decision."""
    with deed(actor=actor, verb="bezwaar_oppakken", now=now):
        row, case, sight = access_objection(actor, objection_id, now=now, for_update=True)
        parts = objection_parts(actor, case, row)
        if Part.SECOND not in parts and row.decision is not None and row.decision.decided_by_id == actor.user_id:
            return Refusal(
                rule="bezwaar.zelf_besloten",
                because=N_("U nam dit besluit zelf. Iemand anders behandelt het bezwaar."),
                source=SOURCE,
                remedy=N_("Vraag een collega die niet bij het besluit was betrokken."),
            )
        moved = advance(OBJECTION_MOVES, row.state, "bezwaar_oppakken", parts=parts)
        if isinstance(moved, Refusal):
            return moved
        row.state, row.handler_id, row.handling_party_id, row.taken_at = moved, actor.user_id, actor.party_id, now
        row.save(update_fields=["state", "handler", "handling_party", "taken_at"])
        log(actor=actor, verb="bezwaar_oppakken", case=case, now=now)
        return objection_card(row, case, sight.items, now=now, parts=objection_parts(actor, case, row))


def settle_objection(
    *, actor: Actor, objection_id: int, upheld: bool, motivation: str, now: dt.datetime, new_kind: str = ""
) -> ObjectionCard | Refusal:
    """Settle it with a motivation. When an objection is upheld, a new decision takes the place of the old one.

    The new decision stands on an assessment of this moment; the old one stays readable with what was known then.
    """
    with deed(actor=actor, verb="bezwaar_beslissen", now=now):
        row, case, sight = access_objection(actor, objection_id, now=now, for_update=True)
        name = UPHELD if upheld else DISMISSED
        moved = advance(OBJECTION_MOVES, row.state, name, parts=objection_parts(actor, case, row))
        if isinstance(moved, Refusal):
            return moved
        refusal = _check_settling(row, upheld=upheld, motivation=motivation, new_kind=new_kind)
        if refusal is not None:
            return refusal
        if upheld and row.kind == ObjectionKind.OBJECTION:
            found = decide_anew(case, sight, DecisionKind(new_kind), motivation.strip(), actor=actor, now=now)
            if isinstance(found, Refusal):
                return found
            row.new_decision = found
            set_step(case, DECIDE_AGAIN, party=case.first_responsible, term=Term.CHECK_CRITERIA, now=now)
        row.state, row.motivation, row.settled_at = moved, motivation.strip(), now
        row.save(update_fields=["state", "motivation", "settled_at", "new_decision"])
        _tell_answer(row, case, actor, now)
        log(actor=actor, verb=name, case=case, now=now, details={"soort": row.kind})
        return objection_card(row, case, sight.items, now=now)


def withdraw_objection(*, actor: Actor, objection_id: int, now: dt.datetime) -> ObjectionCard | Refusal:
    """Take it back, as the person."""
    with deed(actor=actor, verb="bezwaar_intrekken", now=now):
        row, case, sight = access_objection(actor, objection_id, now=now, for_update=True)
        moved = advance(OBJECTION_MOVES, row.state, "bezwaar_intrekken", parts=objection_parts(actor, case, row))
        if isinstance(moved, Refusal):
            return moved
        row.state, row.settled_at = moved, now
        row.save(update_fields=["state", "settled_at"])
        log(actor=actor, verb="bezwaar_intrekken", case=case, now=now)
        return objection_card(row, case, sight.items, now=now)


def _keep(row: Objection, case: Case, actor: Actor, now: dt.datetime) -> None:
    """Keep it with its day, and tell the person that it came in."""
    row.late = row.decision is not None and _is_late(row.decision, now)
    row.due_on = due(TERM_OF[ObjectionKind(row.kind)], region_code=case.region.code, on=local_day(now))
    row.save(force_insert=True)
    values: dict[str, str | dt.date | int] = {"organisatie": case.first_responsible.name, "uiterlijk": row.due_on}
    tell_person(case, "bezwaar_ontvangen", values, actor=actor, now=now, once=f"bezwaar {row.pk}")
    log(actor=actor, verb="bezwaar_indienen", case=case, now=now, details={"soort": row.kind, "te_laat": row.late})


def _decision(case: Case, kind: str, decision_id: int | None) -> Decision | None:
    if kind != ObjectionKind.OBJECTION:
        return None
    row = Decision.objects.filter(case=case, pk=decision_id or 0).select_related("decided_by", "assessment").first()
    if row is None:
        raise NotFoundError(decision_id)
    return row


def _check(case: Case, sight: Sight, kind: str, decision: Decision | None) -> Refusal | None:
    if case.closed_at is not None:
        return CLOSED
    if kind not in ObjectionKind.values or Item.ADVICE not in sight.items:
        return NOT_RESPONSIBLE
    running = Objection.objects.filter(decision=decision, state__in=(ObjectionState.FILED, ObjectionState.TAKEN))
    if decision is not None and running.exists():
        return Refusal(
            rule="bezwaar.loopt_al",
            because=N_("Er loopt al een bezwaar tegen dit besluit."),
            source=SOURCE,
            remedy=N_("Wacht op het antwoord. Wilt u iets toevoegen? Bel ons."),
        )
    return None


def _check_words(text: str, actor: Actor, through: str) -> Refusal | None:
    if not text.strip():
        return Refusal(
            rule="bezwaar.tekst",
            because=N_("Schrijf op waar u het niet mee eens bent."),
            source=SOURCE,
            remedy=N_("Eén of twee zinnen is genoeg."),
        )
    if not actor.is_person and not through.strip():
        return Refusal(rule="bezwaar.hoe", because=N_("Schrijf op hoe het bezwaar binnenkwam."), source=SOURCE)
    return None


def _is_late(decision: Decision, now: dt.datetime) -> bool:
    last = due(Term.FILE_OBJECTION, region_code=decision.case.region.code, on=local_day(decision.decided_at))
    return local_day(now) > last


def _check_settling(row: Objection, *, upheld: bool, motivation: str, new_kind: str) -> Refusal | None:
    if not motivation.strip():
        return Refusal(
            rule="bezwaar.motivering",
            because=N_("Een beslissing op bezwaar heeft altijd een motivering."),
            source=SOURCE,
            remedy=N_("Schrijf op waarom u dit vindt. De deelnemer leest het."),
        )
    if upheld and row.kind == ObjectionKind.OBJECTION and new_kind not in DecisionKind.values:
        return Refusal(
            rule="bezwaar.nieuw_besluit",
            because=N_("Is het bezwaar gegrond, dan hoort daar een nieuw besluit bij."),
            source=SOURCE,
            remedy=N_("Kies wat er nu wordt besloten."),
        )
    return None


def _tell_answer(row: Objection, case: Case, actor: Actor, now: dt.datetime) -> None:
    language = case.participant.language if case.participant.language in {"nl", "en"} else "nl"
    call = due(Term.CHECK_CRITERIA, region_code=case.region.code, on=local_day(now))
    values: dict[str, str | dt.date | int] = {
        "organisatie": actor.party_name or case.first_responsible.name,
        "antwoord": ANSWERS[ObjectionState(row.state)][language],
        "motivatie": row.motivation,
        "uiterlijk": call,
    }
    tell_person(case, "bezwaar_beantwoord", values, actor=actor, now=now, once=f"bezwaar klaar {row.pk}")
