"""Files and hand-overs in lists, each in a fixed number of questions to the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from overstap.audit import actions as audit
from overstap.casework.access import FINDING_ROLES, GUIDING_ROLES, visible_cases
from overstap.casework.cards import handover_card, party_ref
from overstap.casework.discretion import discreet_row
from overstap.casework.models import (
    Assessment,
    Case,
    CaseState,
    Handover,
    HandoverKind,
    HandoverState,
    NextAction,
)
from overstap.casework.policy import Use, local_day, schemes_for
from overstap.casework.steps import step_card
from overstap.casework.values import CaseFilter, CaseRow, HandoverCard, NextStep
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.consent import Item, Purpose
from overstap.core.decision import Bearing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from overstap.core.actor import Actor

LONGEST_LIST = 500
EVERYTHING = CaseFilter()


@dataclass(frozen=True, slots=True)
class Handovers:
    """The hand-overs of a party (overdrachten): what waits for its answer or first contact, and what it offered."""

    incoming: tuple[HandoverCard, ...]
    waiting_contact: tuple[HandoverCard, ...]
    outgoing: tuple[HandoverCard, ...]


def caseload(actor: Actor, now: dt.datetime, filters: CaseFilter = EVERYTHING) -> tuple[CaseRow, ...]:
    """Give the files that the actor's party guides or helps, the most urgent next step first.

    Without a filter on the state only open files. Each person in the list gets a line in the trail.
    """
    if not actor.has(*GUIDING_ROLES):
        return ()
    rows = _filtered(visible_cases(actor, now=now), actor, filters, now)
    joined = rows.select_related("participant", "region", "first_responsible", "owner")[:LONGEST_LIST]
    found = _shape(joined, actor, now, named=True)
    log_list(actor, "caseload", [row.participant_id for row in found.cases], now)
    return tuple(sorted(found.rows, key=_urgency))


def desk_list(actor: Actor, now: dt.datetime, text: str = "") -> tuple[CaseRow, ...]:
    """Give the open files of the actor's regions: whom it is about and where they are helped; nothing of the content.

    For desk staff and coordinators, so that nobody who walks in is sent away (R-102). Which union helps someone is told
    only to a party that the person shares the file with.
    """
    if not actor.has(*FINDING_ROLES) or not actor.serves_people:
        return ()
    cases = Case.objects.filter(region__code__in=actor.region_codes, closed_at__isnull=True)
    shared = Consent.objects.filter(
        in_force(now), participant_id=OuterRef("participant_id"), party_id=actor.party_id or 0
    )
    rows = _filtered(cases, actor, CaseFilter(text=text), now).annotate(shared=Exists(shared))
    joined = rows.select_related("participant", "region", "first_responsible", "contact_party", "owner")
    found = _shape(joined[:LONGEST_LIST], actor, now, named=False)
    log_list(actor, "loketlijst", [row.participant_id for row in found.cases], now)
    told = [
        row if getattr(case, "shared", False) else discreet_row(row, case, actor)
        for case, row in zip(found.cases, found.rows, strict=True)
    ]
    return tuple(sorted(told, key=lambda row: (row.opened_at, row.id), reverse=True))


def open_handovers(actor: Actor, now: dt.datetime) -> Handovers:
    """Give the hand-overs that wait for the actor's party, and those that it offered and that are not settled."""
    if not actor.has(*GUIDING_ROLES) or not actor.serves_people:
        return Handovers((), (), ())
    rows = list(
        Handover.objects.filter(case__region__code__in=actor.region_codes)
        .filter(Q(to_party_id=actor.party_id) | Q(from_party_id=actor.party_id))
        .filter(
            Q(state=HandoverState.OFFERED)
            | Q(state=HandoverState.ACCEPTED, kind=HandoverKind.SERVICE, first_contact_on__isnull=True)
        )
        .filter(Exists(Consent.objects.filter(
            in_force(now), participant_id=OuterRef("case__participant_id"), party_id=actor.party_id or 0
        )))
        .select_related("case", "case__participant", "from_party", "to_party", "suggested_party")
        .order_by("answer_due", "id")[:LONGEST_LIST]
    )  # fmt: skip
    case_ids = {row.case_id for row in rows}
    named = set(visible_cases(actor, now=now).filter(pk__in=case_ids).order_by("id").values_list("id", flat=True))
    contact = frozenset({Item.CONTACT})
    cards = [handover_card(row, row.case, contact if row.case_id in named else frozenset(), now) for row in rows]
    log_list(actor, "overdrachten", {row.case.participant_id for row in rows if row.case_id in named}, now)
    mine = [card for card in cards if card.to_party.id == actor.party_id]
    return Handovers(
        incoming=tuple(card for card in mine if card.state == HandoverState.OFFERED),
        waiting_contact=tuple(card for card in mine if card.state == HandoverState.ACCEPTED),
        outgoing=tuple(card for card in cards if card.from_party.id == actor.party_id),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    cases: Sequence[Case]
    rows: tuple[CaseRow, ...]


def _filtered(rows: QuerySet[Case], actor: Actor, filters: CaseFilter, now: dt.datetime) -> QuerySet[Case]:
    rows = rows.filter(state=filters.state) if filters.state else rows.exclude(state=CaseState.CLOSED)
    if filters.mine:
        rows = rows.filter(owner_id=actor.user_id)
    if filters.region_code:
        rows = rows.filter(region__code=filters.region_code)
    if filters.overdue:
        rows = rows.filter(actions__done_at__isnull=True, actions__due_on__lt=local_day(now))
    for word in filters.text.split():
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(participant__first_name__icontains=word)
            | Q(participant__last_name__icontains=word)
        )
    return rows.order_by("-opened_at", "-id")


def shape(queryset: QuerySet[Case], actor: Actor, now: dt.datetime, *, start: int, length: int) -> _Found:
    """Give a part of an ordered list as rows, with advice; a fixed number of questions."""
    return _shape(queryset[start : start + length], actor, now, named=True)


def _shape(queryset: QuerySet[Case], actor: Actor, now: dt.datetime, *, named: bool) -> _Found:
    cases = list(queryset)
    ids = [case.pk for case in cases]
    steps = _steps(ids, now)
    advice = _advice(ids, actor, now) if named else {}
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


def _steps(case_ids: Iterable[int], now: dt.datetime) -> dict[int, NextStep]:
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


def _urgency(row: CaseRow) -> tuple[dt.date, int, int]:
    return (row.next_step.due_on if row.next_step else dt.date.max, -row.factors_for, row.id)


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
