"""Questions about registrations that may be one person, for a professional who may see both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from overstap.audit.actions import record_reads
from overstap.casework.models import Case, CaseState
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.importing.access import access_pair
from overstap.importing.values import PairCard, PairPerson
from overstap.people.access import visible
from overstap.people.models import CitizenNumber, MergeProposal, MergeState, Participant
from overstap.people.models.merging import OPEN_STATES

SHOWN = 50
PURPOSE = "begeleiding"


def pairs(actor: Actor, *, now: dt.datetime, done: bool = False) -> tuple[PairCard, ...]:
    """The pairs that wait for a look, oldest first, or with `done` those that were put together and can be parted."""
    rows = _visible(actor, now)
    if done:
        rows = rows.filter(state=MergeState.MERGED, undo_until__gte=local_day(now)).order_by("-decided_at", "-id")
    else:
        rows = rows.filter(state__in=OPEN_STATES).order_by("proposed_at", "id")
    return _cards(actor, list(rows[:SHOWN]), now)


def pair(actor: Actor, proposal_id: int, *, now: dt.datetime) -> PairCard:
    """One pair. Raises NotFoundError for who may not see both."""
    return _cards(actor, [access_pair(actor, proposal_id, now=now)], now)[0]


def _visible(actor: Actor, now: dt.datetime) -> QuerySet[MergeProposal]:
    seen = visible(actor, now).values("pk")
    rows = MergeProposal.objects.select_related("first", "second", "seen_by")
    return rows.filter(first_id__in=seen, second_id__in=seen)


def _cards(actor: Actor, rows: list[MergeProposal], now: dt.datetime) -> tuple[PairCard, ...]:
    keys = sorted({key for row in rows for key in (row.first_id, row.second_id)})
    record_reads(
        actor=actor, verb="dubbelen_bekijken", object_kind="participant", subject_ids=keys, purpose=PURPOSE, now=now
    )
    cases = _cases(keys)
    numbered = frozenset(
        CitizenNumber.objects.filter(participant_id__in=keys).order_by("id").values_list("participant_id", flat=True)
    )
    today = local_day(now)
    return tuple(
        PairCard(
            id=row.pk,
            first=_person(row.first, cases, numbered),
            second=_person(row.second, cases, numbered),
            grounds=tuple(row.grounds),
            state=row.state,
            state_label=MergeState(row.state).label,
            keep_id=row.keep_id,
            proposed_at=row.proposed_at,
            seen_by=row.seen_by.name if row.seen_by else "",
            seen_by_me=row.seen_by_id is not None and row.seen_by_id == actor.user_id,
            decided_at=row.decided_at,
            undo_until=row.undo_until,
            may_undo=row.state == MergeState.MERGED and row.undo_until is not None and today <= row.undo_until,
        )
        for row in rows
    )


def _cases(keys: Collection[int]) -> dict[int, Case]:
    """The open file of each, or else the newest."""
    rows = Case.objects.filter(Q(participant_id__in=sorted(keys))).select_related("first_responsible")
    found: dict[int, Case] = {}
    for case in rows.order_by("opened_at", "id"):
        known = found.get(case.participant_id)
        if known is None or known.closed_at is not None:
            found[case.participant_id] = case
    return found


def _person(row: Participant, cases: Mapping[int, Case], numbered: Collection[int]) -> PairPerson:
    case = cases.get(row.pk)
    return PairPerson(
        id=row.pk,
        name=row.full_name,
        birth_date=row.birth_date,
        municipality=row.municipality,
        email=row.email,
        phone=row.phone,
        since=row.takes_part_since,
        case_number=case.number if case else "",
        case_state=CaseState(case.state).label if case else "",
        helped_by=case.first_responsible.name if case else "",
        has_number=row.pk in numbered,
    )
