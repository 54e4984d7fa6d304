"""Objections, corrections and stopped clocks shaped as values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.cards import decision_card, party_ref
from overstap.casework.facts import SHOWN_STATES, shown_value, unstored
from overstap.casework.models import ClockStop, FactState
from overstap.casework.policy import catalogue, local_day
from overstap.casework.values import ClockStopCard, CorrectionCard, ObjectionCard
from overstap.core.consent import Item
from overstap.core.moves import CORRECTION_MOVES, OBJECTION_MOVES, possible_moves

if TYPE_CHECKING:
    from collections.abc import Collection

    from overstap.casework.models import Case, Correction, Objection
    from overstap.core.moves import Part

REASON_FACT = "opschorting_reden"
NO_PARTS: frozenset[Part] = frozenset()


def objection_card(
    row: Objection, case: Case, items: frozenset[Item], *, now: dt.datetime, parts: Collection[Part] = NO_PARTS
) -> ObjectionCard:
    """Show an objection; its text only to who may see the advice."""
    told = Item.ADVICE in items
    return ObjectionCard(
        id=row.pk,
        case_id=case.pk,
        case_number=case.number,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        state=row.state,
        state_label=row.get_state_display(),
        decision=decision_card(row.decision) if row.decision and told else None,
        text=row.text if told else "",
        on_behalf=row.on_behalf,
        received_through=row.received_through,
        filed_at=row.filed_at,
        late=row.late,
        late_because=row.late_because if told else "",
        due_on=row.due_on,
        days_left=(row.due_on - local_day(now)).days,
        stands_still=ClockStop.objects.filter(objection=row, until_on__isnull=True).exists(),
        handler=row.handler.name if row.handler else "",
        handling_party=party_ref(row.handling_party) if row.handling_party else None,
        motivation=row.motivation if told else "",
        settled_at=row.settled_at,
        new_decision=decision_card(row.new_decision) if row.new_decision and told else None,
        moves=tuple(move.name for move in possible_moves(OBJECTION_MOVES, row.state, parts=frozenset(parts))),
    )


def correction_card(
    row: Correction, case: Case, *, now: dt.datetime, parts: Collection[Part] = NO_PARTS
) -> CorrectionCard:
    """Show a request for correction with the old answer and the wanted one, as people read them."""
    fact = catalogue().facts.get(row.fact_id)
    old, wanted = (_shown(row.fact_id, state, value) for state, value in (
        (row.old.state, row.old.value), (row.wanted_state, row.wanted_value)
    ))  # fmt: skip
    return CorrectionCard(
        id=row.pk,
        case_id=case.pk,
        fact_id=row.fact_id,
        label_nl=fact.label.nl if fact else row.fact_id,
        label_en=fact.label.en if fact else row.fact_id,
        old_nl=old[0],
        old_en=old[1],
        wanted_nl=wanted[0],
        wanted_en=wanted[1],
        because=row.because,
        asked_at=row.asked_at,
        due_on=row.due_on,
        days_left=(row.due_on - local_day(now)).days,
        state=row.state,
        state_label=row.get_state_display(),
        answer=row.answer,
        settled_at=row.settled_at,
        changes_advice=row.changes_advice,
        moves=tuple(move.name for move in possible_moves(CORRECTION_MOVES, row.state, parts=frozenset(parts))),
    )


def stop_card(row: ClockStop) -> ClockStopCard:
    """Show a term that stands still, with its reason in words."""
    fact = catalogue().facts.get(REASON_FACT)
    choice = next((one for one in fact.choices if one.id == row.reason), None) if fact else None
    return ClockStopCard(
        id=row.pk,
        term=row.term,
        reason_nl=choice.label.nl if choice else row.reason,
        reason_en=choice.label.en if choice else row.reason,
        explanation=row.explanation,
        from_on=row.from_on,
        last_on=row.last_on,
        until_on=row.until_on,
        due_before=row.due_before,
    )


def _shown(fact_id: str, state: str, value: object) -> tuple[str, str]:
    fact = catalogue().facts.get(fact_id)
    if state != FactState.KNOWN:
        return SHOWN_STATES[FactState(state)]
    if fact is None:
        return str(value), str(value)
    plain = unstored(fact, value)
    return shown_value(fact, plain, "nl"), shown_value(fact, plain, "en")
