"""Files and hand-overs in lists, each in a fixed number of questions to the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from overstap.audit import actions as audit
from overstap.casework.access import GUIDING_ROLES
from overstap.casework.cards import handover_card, party_ref
from overstap.casework.colleagues import regions_of
from overstap.casework.models import (
    Assessment,
    Case,
    Handover,
    HandoverKind,
    HandoverQuestion,
    HandoverState,
    NextAction,
)
from overstap.casework.policy import Use, schemes_for
from overstap.casework.steps import step_card
from overstap.casework.values import CaseRow, HandoverCard, NextStep
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.consent import Item, Purpose
from overstap.core.decision import Bearing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from overstap.core.actor import Actor

LONGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class Handovers:
    """The hand-overs of a party (overdrachten): what waits for its answer or first contact, and what it offered."""

    incoming: tuple[HandoverCard, ...]
    waiting_contact: tuple[HandoverCard, ...]
    outgoing: tuple[HandoverCard, ...]
    more: int = 0


def open_handovers(actor: Actor, now: dt.datetime, *, only_asked: bool = False, most: int = LONGEST_LIST) -> Handovers:
    """Give the hand-overs that wait for the actor's party, and those that it offered and that are not settled.

    With `only_asked`, of what it offered only those about which the receiver asked something that has no answer yet.
    The most urgent `most`; `more` tells how many others there are.
    """
    if not actor.has(*GUIDING_ROLES) or not actor.serves_people:
        return Handovers((), (), ())
    shared = Consent.objects.filter(
        in_force(now), participant_id=OuterRef("case__participant_id"), party_id=actor.party_id or 0
    )
    offered = _asked_about(actor) if only_asked else Q(from_party_id=actor.party_id)
    found = (
        Handover.objects.filter(Q(to_party_id=actor.party_id) | offered, case__region_id__in=regions_of(actor))
        .filter(
            Q(state=HandoverState.OFFERED)
            | Q(state=HandoverState.ACCEPTED, kind=HandoverKind.SERVICE, first_contact_on__isnull=True)
        )
        .filter(Exists(shared))
    )
    rows = list(
        found.annotate(named=Exists(shared.filter(item=Item.CONTACT)))
        .select_related("case", "case__participant", "from_party", "to_party", "suggested_party")
        .order_by("answer_due", "id")[: most + 1]
    )
    more = found.count() - most if len(rows) > most else 0
    named = {row.case_id for row in rows[:most] if getattr(row, "named", False)}
    contact = frozenset({Item.CONTACT})
    cards = [handover_card(row, row.case, contact if row.case_id in named else frozenset(), now) for row in rows[:most]]
    log_list(actor, "overdrachten", {row.case.participant_id for row in rows[:most] if row.case_id in named}, now)
    mine = [card for card in cards if card.to_party.id == actor.party_id]
    return Handovers(
        incoming=tuple(card for card in mine if card.state == HandoverState.OFFERED),
        waiting_contact=tuple(card for card in mine if card.state == HandoverState.ACCEPTED),
        outgoing=tuple(card for card in cards if card.from_party.id == actor.party_id),
        more=more,
    )


def _asked_about(actor: Actor) -> Q:
    """What the actor's party offered and about which a question waits for its answer."""
    asked = HandoverQuestion.objects.filter(answer="", handover__from_party_id=actor.party_id)
    # As keys, so that the database need not go through all offers to find these.
    return Q(pk__in=list(asked.order_by("handover_id").values_list("handover_id", flat=True)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A part of a list: the files as they are stored, and as they are told."""

    cases: Sequence[Case]
    rows: tuple[CaseRow, ...]


def joined(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Read with each file who it is about and who helps, in the same question."""
    return rows.select_related("participant", "region", "first_responsible", "contact_party", "owner")


def shape(
    queryset: QuerySet[Case], actor: Actor, now: dt.datetime, *, start: int, length: int, advised: bool = True
) -> _Found:
    """Give a part of an ordered list as rows, with advice unless not `advised`; a fixed number of questions."""
    cases = list(queryset[start : start + length])
    ids = [case.pk for case in cases]
    steps = steps_of(ids, now)
    advice = _advice(ids, actor, now) if advised else {}
    waiting = set(
        Handover.objects.filter(case_id__in=ids, state=HandoverState.OFFERED)
        .order_by("id")
        .values_list("case_id", flat=True)
    )
    return _Found(cases, tuple(_row(case, actor, steps, advice, waiting) for case in cases))


def _row(
    case: Case,
    actor: Actor,
    steps: dict[int, NextStep],
    advice: dict[int, tuple[str | None, int]],
    waiting: set[int],
) -> CaseRow:
    given, factors = advice.get(case.pk, (None, 0))
    return CaseRow(
        id=case.pk,
        number=case.number,
        name=case.participant.full_name,
        state=case.state,
        state_label=case.get_state_display(),
        entrance_label=case.get_entrance_display(),
        region_code=case.region.code,
        region_name=case.region.name,
        first_responsible=party_ref(case.first_responsible),
        owner=case.owner.name if case.owner else "",
        owner_id=case.owner_id,
        mine=case.owner_id is not None and case.owner_id == actor.user_id,
        opened_at=case.opened_at,
        next_step=steps.get(case.pk),
        advice=given,
        factors_for=factors,
        waiting_handover=case.pk in waiting,
        participant_id=case.participant_id,
    )


def steps_of(case_ids: Iterable[int], now: dt.datetime) -> dict[int, NextStep]:
    """Give the one open next step of each of these files."""
    rows = NextAction.objects.filter(case_id__in=case_ids, done_at__isnull=True).select_related("owner_party")
    return {row.case_id: step_card(row, now) for row in rows.order_by("id")}


def _advice(case_ids: Iterable[int], actor: Actor, now: dt.datetime) -> dict[int, tuple[str | None, int]]:
    """The newest advice of each file of which the person shares the advice with this party."""
    shared = Consent.objects.filter(in_force(now), party_id=actor.party_id or 0, item=Item.ADVICE)
    rows = Assessment.objects.filter(case_id__in=case_ids, scheme__in=schemes_for(Use.ADVICE))
    rows = rows.filter(case__participant_id__in=shared.values("participant_id")).order_by("made_at", "id")
    found = {}
    for case_id, outputs, grounds in rows.values_list("case_id", "outputs", "grounds"):
        factors = sum(1 for ground in grounds if ground["bearing"] == Bearing.SPEAKS_FOR)
        found[case_id] = (outputs.get("advies", {}).get("waarde"), factors)
    return found


def log_list(actor: Actor, verb: str, participant_ids: Iterable[int], now: dt.datetime) -> None:
    """Write down that someone saw these people in a list."""
    audit.record_reads(
        actor=actor,
        verb=verb,
        object_kind="deelnemer",
        subject_ids=sorted(participant_ids),
        purpose=Purpose.GUIDANCE,
        now=now,
    )
