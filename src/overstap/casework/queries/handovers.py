"""Questions about hand-overs: how fast a receiver answers, which fell silent, and one as its receiver sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from overstap.audit import actions as audit
from overstap.casework.access import access_handover, visible_cases
from overstap.casework.cards import contact_card, party_ref
from overstap.casework.discretion import party_told
from overstap.casework.models import Handover, HandoverKind, HandoverQuestion, HandoverState
from overstap.casework.policy import Term, Use, answer_months, due, local_day, measure_of_answers, number, scheme_for
from overstap.casework.targets import Target, targets
from overstap.core.actor import Actor, Role
from overstap.core.answering import average_days
from overstap.core.consent import Item
from overstap.core.decision import ForeignError
from overstap.parties.access import on_day
from overstap.parties.models import Membership

if TYPE_CHECKING:
    from overstap.casework.values import ContactCard, PartyRef

SHOWN_FOR = "stilte_coordinator"


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long a receiver takes to answer (gemiddelde antwoordtijd): over `count` offers of the last `months`.

    An offer that came back after silence counts with the whole term, so that who never answers looks slow and not fast.
    """

    days: int
    count: int
    months: int


@dataclass(frozen=True, slots=True)
class HandoverQuestionCard:
    """A question about a hand-over with its answer (vraag bij een overdracht)."""

    id: int
    handover_id: int
    question: str
    asked_by: str
    asked_at: dt.datetime
    answer: str
    answered_by: str
    answered_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class LinkedHandover:
    """A request for help as its receiver without an account sees it (hulpvraag): only what the person agreed to."""

    id: int
    number: str
    state: str
    state_label: str
    from_party: PartyRef
    from_phone: str
    to_party: PartyRef
    target: Target | None
    because: str
    offered_at: dt.datetime
    answer_due: dt.date
    overdue: bool
    answered_at: dt.datetime | None
    first_contact_on: dt.date | None
    contact: ContactCard | None
    questions: tuple[HandoverQuestionCard, ...]


@dataclass(frozen=True, slots=True)
class SilentHandover:
    """A hand-over of which nothing was heard (stille overdracht), for the coordinator: whom to call, about which file.

    `name` of the person only when the file is shared with the reader's party.
    """

    id: int
    case_id: int
    case_number: str
    name: str
    from_party: PartyRef
    to_party: PartyRef
    to_phone: str
    returned: bool
    since: dt.date


def answer_times(party_ids: Collection[int], *, now: dt.datetime) -> Mapping[int, AnswerTime]:
    """Give how long each party takes to answer a hand-over; a party with few answers is left out."""
    measure, months = measure_of_answers(now), answer_months(now)
    settled = (HandoverState.ACCEPTED, HandoverState.REFUSED, HandoverState.RETURNED)
    rows = Handover.objects.filter(to_party_id__in=party_ids, offered_at__gte=measure.since, state__in=settled)
    days: dict[int, list[int]] = {}
    found = rows.order_by("id").values_list("to_party_id", "offered_at", "answered_at")
    for party_id, offered_at, answered_at in found:
        if answered_at is not None:
            took = (timezone.localdate(answered_at) - timezone.localdate(offered_at)).days
            days.setdefault(party_id, []).append(took)
    return {
        party_id: AnswerTime(average, len(took), months)
        for party_id, took in days.items()
        if (average := average_days(took, measure.smallest)) is not None
    }


def without_account(party_ids: Collection[int], region_code: str, now: dt.datetime) -> frozenset[int]:
    """Tell which of some parties have nobody who can answer a hand-over in a region: they get a safe link."""
    rows = Membership.objects.filter(on_day(local_day(now)), party_id__in=party_ids, user__is_active=True)
    rows = rows.filter(role__in=(Role.ADVISER, Role.COORDINATOR))
    rows = rows.filter(Q(region__code=region_code) | Q(region__isnull=True))
    return frozenset(party_ids) - set(rows.order_by("id").values_list("party_id", flat=True))


def questions_of(handover_ids: Collection[int]) -> Mapping[int, tuple[HandoverQuestionCard, ...]]:
    """Give the questions about some hand-overs that the caller may see, the oldest first."""
    found: dict[int, tuple[HandoverQuestionCard, ...]] = {}
    for row in HandoverQuestion.objects.filter(handover_id__in=handover_ids).order_by("asked_at", "id"):
        found[row.handover_id] = (*found.get(row.handover_id, ()), _question(row))
    return found


def handover_by_link(actor: Actor, handover_id: int, *, now: dt.datetime) -> LinkedHandover:
    """Give a request for help to its receiver without an account; the look stands in the trail.

    Raises NotFoundError when the person took the permission back or the file was closed.
    """
    try:
        row, case, sight = access_handover(actor, handover_id, now=now)
    except ForeignError as error:
        audit.note_attempt(actor=actor, error=error, now=now)
        raise
    audit.record_read(
        actor=actor,
        verb="overdracht_openen",
        object_kind="dossier",
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=sight.purpose,
        now=now,
    )
    known = {one.id: one for one in targets(local_day(row.offered_at))}
    return LinkedHandover(
        id=row.pk,
        number=case.number,
        state=row.state,
        state_label=row.get_state_display(),
        from_party=party_ref(row.from_party),
        from_phone=row.from_party.phone,
        to_party=party_ref(row.to_party),
        target=known.get(row.target),
        because=row.because,
        offered_at=row.offered_at,
        answer_due=row.answer_due,
        overdue=row.state == HandoverState.OFFERED and row.answer_due < local_day(now),
        answered_at=row.answered_at,
        first_contact_on=row.first_contact_on,
        contact=contact_card(case.participant) if Item.CONTACT in sight.items else None,
        questions=questions_of((row.pk,)).get(row.pk, ()),
    )


def silent_handovers(actor: Actor, now: dt.datetime) -> tuple[SilentHandover, ...]:
    """Give the coordinator of a region what fell silent: offers that came back, and help without a first talk in time.

    An offer that came back stands here as long as a region says, or until something else was offered.
    """
    if not actor.has(Role.COORDINATOR) or not actor.region_codes:
        return ()
    today = local_day(now)
    since = now - dt.timedelta(days=number(scheme_for(Use.TERMS), SHOWN_FOR, region_code="", on=today))
    newer = Handover.objects.filter(case_id=OuterRef("case_id"), offered_at__gt=OuterRef("offered_at"))
    returned = Q(state=HandoverState.RETURNED, escalated_at__gte=since) & ~Q(Exists(newer))
    waiting = Q(state=HandoverState.ACCEPTED, kind=HandoverKind.SERVICE, first_contact_on__isnull=True)
    rows = (
        Handover.objects.filter(case__region__code__in=actor.region_codes, case__closed_at__isnull=True)
        .filter(returned | waiting)
        .select_related("case__participant", "case__region", "from_party", "to_party")
        .order_by("answered_at", "id")
    )
    late = [row for row in rows if row.state == HandoverState.RETURNED or _first_talk_late(row, today)]
    ids = {row.case_id for row in late}
    named = set(visible_cases(actor, now=now).filter(pk__in=ids).order_by("id").values_list("id", flat=True))
    return tuple(_silent(row, actor, named=row.case_id in named) for row in late)


def _first_talk_late(row: Handover, today: dt.date) -> bool:
    accepted = timezone.localdate(row.answered_at or row.offered_at)
    return due(Term.FIRST_CONTACT, region_code=row.case.region.code, on=accepted) < today


def _silent(row: Handover, actor: Actor, *, named: bool) -> SilentHandover:
    return SilentHandover(
        id=row.pk,
        case_id=row.case_id,
        case_number=row.case.number,
        name=row.case.participant.full_name if named else "",
        from_party=party_ref(row.from_party) if named else party_told(row.from_party, actor),
        to_party=party_ref(row.to_party),
        to_phone=row.to_party.phone,
        returned=row.state == HandoverState.RETURNED,
        since=timezone.localdate(row.answered_at or row.offered_at),
    )


def _question(row: HandoverQuestion) -> HandoverQuestionCard:
    return HandoverQuestionCard(
        id=row.pk,
        handover_id=row.handover_id,
        question=row.question,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
