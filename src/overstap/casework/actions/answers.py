"""Recording the answers of the intake, one at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import ANSWERING, open_case, parts_of, special_permitted
from overstap.casework.actions.changing import note_change
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.consents import permit
from overstap.casework.facts import check_answer, stored
from overstap.casework.models import Case, CaseFact, FactSource, FactState
from overstap.casework.policy import Term, catalogue, item_of
from overstap.casework.signals import signal_debts
from overstap.casework.steps import FINISH_INTAKE, set_step
from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_, Refusal
from overstap.core.moves import CASE_MOVES, advance
from overstap.rules import Origin

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.core.actor import Actor
    from overstap.rules import Fact
    from overstap.rules.values import Plain

LONGEST_THROUGH = 120
ROUTING_FACTS = frozenset({"huidige_status", "uitkering", "ww_einddatum"})


def record_answer(
    *,
    actor: Actor,
    case_id: int,
    fact_id: str,
    state: str,
    value: Plain | None,
    now: dt.datetime,
    from_register: bool = False,
    tick: bool = False,
    given_through: str = "",
) -> Refusal | None:
    """Record one answer; the earlier one stays as history. `value` is None unless the state is `bekend`.

    A sensitive answer (health, debts) is kept only when the person's permission for that part stands or `tick` says
    that it is given now, `given_through` saying how. "Wil ik niet zeggen" never needs a permission. When the answer
    changes who should be first responsible, the next step becomes to discuss that (R-078).
    """
    with deed(actor=actor, verb="antwoord", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        kept = FactState(state) if state in FactState.values else None
        refusal = _check(actor, case, sight, fact_id, (kept, value))
        if refusal is not None or kept is None:
            return refusal
        fact = catalogue().facts[fact_id]
        if not _permitted(actor, case, sight, fact, kept, now=now):
            if not tick:
                return tick_needed(fact.label.nl)
            _give_permission(actor, case, item_of(fact), given_through, now)
        source = FactSource.REGISTER if from_register and not actor.is_person else None
        store_answer(case, actor=actor, fact_id=fact_id, state=kept, value=value, now=now, source=source)
        _move_on(case, actor, fact_id, now)
        log(actor=actor, verb="antwoord", case=case, now=now, details={"vraag": fact_id, "stand": kept.value})
        return None


def tick_needed(label: str) -> Refusal:
    """Say that a sensitive answer is only kept when the person ticks that it may be."""
    return Refusal(
        rule="intake.aparte_toestemming",
        because=N_("“%(vraag)s” is gevoelig. Dit bewaren wij alleen met aparte toestemming."),
        source="Werkdocument, Arrangement inzetten",
        remedy=N_("Zet het vinkje bij de vraag aan, of kies “wil ik niet zeggen”."),
        details=(("vraag", label),),
    )


def store_answer(
    case: Case,
    *,
    actor: Actor,
    fact_id: str,
    state: FactState,
    value: Plain | None,
    now: dt.datetime,
    source: FactSource | None = None,
) -> CaseFact:
    """Write an answer that was checked, and mark the one before it as superseded."""
    CaseFact.objects.filter(case=case, fact_id=fact_id, superseded_at__isnull=True).update(superseded_at=now)
    own = FactSource.PERSON if actor.is_person else FactSource.PROFESSIONAL
    return CaseFact.objects.create(
        case=case,
        fact_id=fact_id,
        state=state,
        value=stored(value) if state == FactState.KNOWN else None,
        source=source or own,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )


def _check(
    actor: Actor, case: Case, sight: Sight, fact_id: str, answer: tuple[FactState | None, Plain | None]
) -> Refusal | None:
    state, value = answer
    if case.closed_at is not None:
        return CLOSED
    if not parts_of(actor, case) & ANSWERING or Item.INTAKE not in sight.items:
        return NOT_RESPONSIBLE
    if state is None:
        return Refusal(
            rule="intake.stand", because=N_("Kies een antwoord, “niet van toepassing” of “wil ik niet zeggen”.")
        )
    refusal = check_answer(fact_id, state, value)
    if refusal is not None:
        return refusal
    if actor.is_person and Origin.PERSON not in catalogue().facts[fact_id].origin:
        return Refusal(
            rule="intake.niet_aan_u",
            because=N_("Deze vraag beantwoordt uw begeleider."),
            remedy=N_("U hoeft hier niets te doen."),
        )
    return None


def _permitted(actor: Actor, case: Case, sight: Sight, fact: Fact, state: FactState, *, now: dt.datetime) -> bool:
    item = item_of(fact)
    if item is Item.INTAKE or state == FactState.REFUSED:
        return True
    if actor.is_person:
        return special_permitted(case, item, now=now)
    return item in sight.items


def _give_permission(actor: Actor, case: Case, item: Item, through: str, now: dt.datetime) -> None:
    parties = {case.first_responsible_id}
    if actor.party_id is not None:
        parties.add(actor.party_id)
    for party_id in sorted(parties):
        permit(
            case,
            party_id,
            frozenset({item}),
            Purpose.GUIDANCE,
            actor=actor,
            through=through[:LONGEST_THROUGH] or "bij de vraag",
            now=now,
        )


def _move_on(case: Case, actor: Actor, fact_id: str, now: dt.datetime) -> None:
    moved = advance(CASE_MOVES, case.state, "intake_starten", parts=parts_of(actor, case))
    if not isinstance(moved, Refusal):
        case.state = moved
        case.save(update_fields=["state"])
        set_step(case, FINISH_INTAKE, party=case.contact_party, term=Term.FINISH_INTAKE, now=now)
    if fact_id in ROUTING_FACTS:
        note_change(case, actor=actor, now=now)
    signal_debts(case, fact_id, now=now)
