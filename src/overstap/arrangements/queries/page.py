"""One arrangement as people read it: what is in it, how its money stands, what lacks, what can be done now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from overstap.arrangements.access import item_parts, open_case_arrangement, parts_of
from overstap.arrangements.access_guest import in_person
from overstap.arrangements.cards import arrangement_card, item_card, keys_of
from overstap.arrangements.composition import Composition, compose, counts
from overstap.arrangements.models import (
    Arrangement,
    ArrangementItem,
    ArrangementState,
    Coordination,
    ItemReview,
    ItemStage,
    ProviderGroup,
)
from overstap.arrangements.streams import stream_names, streams_of
from overstap.arrangements.values import (
    ArrangementPage,
    CoordinationLine,
    CoordinationRequest,
    ItemCard,
    PriorLine,
    ReviewLine,
    StreamMoney,
)
from overstap.audit import actions as audit
from overstap.audit import queries as audit_queries
from overstap.audit.queries import Deed
from overstap.casework.access import Sight
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.arrangement import (
    ARRANGEMENT_MOVES,
    COMPOSABLE,
    ITEM_MOVES,
    lacks_before_activating,
    lacks_before_proposing,
)
from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Move, Part, possible_moves
from overstap.treasury.queries import commitments_by_keys
from overstap.treasury.values import CommitmentCard

NOT_BY_HAND = frozenset({"toezeggen"})
"""Moves of an item that come with a move of the whole arrangement; no button makes them."""

NO_VACANCIES = Refusal(
    rule="arrangement.geen_vacatures",
    because=N_("In deze richting is nu weinig werk."),
    source=N_("Werkdocument, Arrangement inzetten: gericht op werk bij een bedrijf of sector met vacatures"),
    remedy=N_("Bespreek met de deelnemer of een ander doel meer kans op werk geeft."),
)


def arrangement_id_of(case_id: int) -> int | None:
    """Give the arrangement of a file, for a caller that went through the door of that file."""
    return Arrangement.objects.filter(case_id=case_id).values_list("id", flat=True).first()


def deeds(arrangement_id: int) -> tuple[Deed, ...]:
    """Give what was done on an arrangement, newest first, for a caller that went through its door (R-123)."""
    return audit_queries.timeline("arrangement", arrangement_id)


def arrangement_page(actor: Actor, case_id: int, *, now: datetime) -> ArrangementPage | None:
    """Give everything about the arrangement of a file; None when it has none yet.

    Raises NotFoundError for who may not see it. Writes the line of the read.
    """
    found = Arrangement.objects.filter(case_id=case_id).first()
    actor = in_person(actor, found.pk) if found is not None else actor
    case, sight = open_case_arrangement(actor, case_id, now=now)
    arrangement = Arrangement.objects.filter(case=case).first()
    if arrangement is None:
        return None
    arrangement.case = case
    note_read(actor, arrangement, sight, now=now)
    composition = compose(case, arrangement, sight=sight, now=now)
    streams = streams_of(case.region.code, local_day(now).year)
    page = page_of(actor, composition, arrangement, streams=streams, now=now)
    if Part.PERSON in parts_of(actor, case) and arrangement.shared_at is None:
        # The person reads along from the moment that the draft is shared.
        page = replace(page, items=(), priors=(), warnings=(), streams=())
    return named_for(page, sight)


def named_for(page: ArrangementPage, sight: Sight) -> ArrangementPage:
    """Leave the name of the person out for who may see the arrangement but not how to reach them."""
    return page if Item.CONTACT in sight.items else replace(page, person="")


def note_read(actor: Actor, arrangement: Arrangement, sight: Sight, *, now: datetime) -> None:
    """Write that someone looked at an arrangement, and for what purpose."""
    audit.record_read(
        actor=actor,
        verb="arrangement_bekijken",
        object_kind="arrangement",
        object_id=arrangement.pk,
        subject_id=arrangement.case.participant_id,
        purpose=sight.told,
        now=now,
    )


def page_of(
    actor: Actor,
    composition: Composition,
    arrangement: Arrangement,
    *,
    streams: Mapping[str, StreamMoney],
    now: datetime,
) -> ArrangementPage:
    """Put the page together from what was read."""
    case, readiness = composition.case, composition.readiness
    parts = parts_of(actor, case)
    items = _items(actor, composition, streams, now)
    used = {item.stream for item in composition.live if item.stream}
    waiting = any(item.stage == ItemStage.CHOSEN and not item.agreed for item in items)
    no_work = arrangement.target_has_vacancies is False
    return ArrangementPage(
        card=arrangement_card(arrangement),
        case_number=case.number,
        person=case.participant.full_name if composition.may_name else "",
        region_code=case.region.code,
        target_has_vacancies=arrangement.target_has_vacancies,
        made_at=arrangement.made_at,
        proposed_at=arrangement.proposed_at,
        agreed_at=arrangement.agreed_at,
        agreed_through=arrangement.agreed_through,
        activated_at=arrangement.activated_at,
        ended_because=arrangement.ended_because,
        priors=_priors(composition),
        items=items,
        coordinations=tuple(_coordination(row, arrangement) for row in composition.coordinations),
        streams=tuple(money for code, money in streams.items() if code in used and money.ceiling_cents is not None),
        to_propose=lacks_before_proposing(readiness),
        to_activate=lacks_before_activating(readiness),
        warnings=(NO_VACANCIES,) if no_work else (),
        moves=_moves(composition, arrangement, parts, waiting=waiting),
        may_compose=Part.RESPONSIBLE in parts and case.closed_at is None and arrangement.state in COMPOSABLE,
        waiting_for_agreement=waiting and arrangement.state in {ArrangementState.PROPOSED, ArrangementState.ACTIVE},
    )


def _moves(
    composition: Composition, arrangement: Arrangement, parts: frozenset[Part], *, waiting: bool
) -> tuple[Move, ...]:
    if composition.case.closed_at is not None:
        return ()
    found = possible_moves(ARRANGEMENT_MOVES, arrangement.state, parts=parts)
    return tuple(move for move in found if move.name != "aanvullen" or waiting)


def _priors(composition: Composition) -> tuple[PriorLine, ...]:
    known = {prior.group: prior for prior in composition.priors}
    lines = []
    for group in ProviderGroup:
        row = known.get(group.value)
        lines.append(
            PriorLine(
                group=group.value,
                label=str(group.label),
                available=row.available if row else None,
                explanation=row.explanation if row else "",
                checked_at=row.checked_at if row else None,
                checked_by=row.checked_by.name if row else "",
            )
        )
    return tuple(lines)


def _coordination(row: Coordination, arrangement: Arrangement) -> CoordinationLine:
    return CoordinationLine(
        id=row.pk,
        party_id=row.party_id,
        party=row.party.name,
        asked_at=row.asked_at,
        due_on=row.due_on,
        answered_at=row.answered_at,
        agreed=row.agreed,
        remark=row.remark,
        counts=counts(row, arrangement),
    )


def _items(
    actor: Actor, composition: Composition, streams: Mapping[str, StreamMoney], now: datetime
) -> tuple[ItemCard, ...]:
    keys = keys_of(composition.items)
    commitments = commitments_by_keys(keys) if keys else {}
    held: dict[int, dict[date, ItemReview]] = defaultdict(dict)
    reviewed = [item.pk for item in composition.items if item.reviews_due]
    if reviewed:
        for review in ItemReview.objects.filter(item_id__in=reviewed).order_by("due_on"):
            held[review.item_id][review.due_on] = review
    return tuple(
        _card(actor, item, commitments=commitments, streams=streams, held=held[item.pk], now=now)
        for item in composition.items
    )


def _card(
    actor: Actor,
    item: ArrangementItem,
    *,
    commitments: Mapping[UUID, CommitmentCard],
    streams: Mapping[str, StreamMoney],
    held: Mapping[date, ItemReview],
    now: datetime,
) -> ItemCard:
    return item_card(
        item,
        commitments=commitments,
        streams={code: money.name for code, money in streams.items()},
        moves=_item_moves(actor, item, item.arrangement.case),
        reviews=_reviews(item, held, local_day(now)),
        with_grounds=bool(parts_of(actor, item.arrangement.case) & {Part.PERSON, Part.RESPONSIBLE}),
        now=now,
    )


def _item_moves(actor: Actor, item: ArrangementItem, case: Case) -> tuple[Move, ...]:
    found = possible_moves(ITEM_MOVES, item.stage, parts=item_parts(actor, item, case))
    composable = item.arrangement.state in COMPOSABLE and case.closed_at is None
    return tuple(move for move in found if move.name not in NOT_BY_HAND and (composable or move.name != "verwijderen"))


def _reviews(item: ArrangementItem, held: Mapping[date, ItemReview], today: date) -> tuple[ReviewLine, ...]:
    running = item.stage in {ItemStage.COMMITTED, ItemStage.RUNNING}
    lines = []
    for day in (date.fromisoformat(text) for text in item.reviews_due):
        row = held.get(day)
        lines.append(
            ReviewLine(
                due_on=day,
                held_on=row.held_on if row else None,
                finding=row.finding if row else "",
                overdue=row is None and running and day < today,
            )
        )
    return tuple(lines)


def item_page(actor: Actor, item: ArrangementItem, *, now: datetime) -> ItemCard:
    """Give one item as it stands; the caller went through its door."""
    commitments = commitments_by_keys(keys_of([item]))
    held = {row.due_on: row for row in ItemReview.objects.filter(item=item).order_by("due_on")}
    names = {code: StreamMoney(id=code, name=name) for code, name in stream_names().items()}
    return _card(actor, item, commitments=commitments, streams=names, held=held, now=now)


def coordination_requests(actor: Actor, *, now: datetime) -> tuple[CoordinationRequest, ...]:
    """Give what other parties asked mine to look at and nobody answered yet, oldest first; no names of persons.

    Only while the person lets my party look along (R-401).
    """
    if actor.party_id is None or not actor.has(Role.ADVISER, Role.COORDINATOR):
        return ()
    rows = Coordination.objects.filter(
        party_id=actor.party_id,
        answered_at__isnull=True,
        arrangement__case__closed_at__isnull=True,
        arrangement__case__region__code__in=actor.region_codes,
    ).exclude(arrangement__state__in=(ArrangementState.COMPLETED, ArrangementState.STOPPED))
    consent = Consent.objects.filter(
        in_force(now),
        participant_id=OuterRef("arrangement__case__participant_id"),
        party_id=actor.party_id,
        item=Item.ARRANGEMENT,
        purpose__in=(Purpose.COORDINATION, Purpose.GUIDANCE),
    )
    rows = rows.filter(Exists(consent))
    rows = rows.select_related("arrangement__case__first_responsible").order_by("asked_at", "id")
    today = local_day(now)
    return tuple(
        CoordinationRequest(
            id=row.pk,
            arrangement_id=row.arrangement_id,
            case_id=row.arrangement.case_id,
            case_number=row.arrangement.case.number,
            asked_at=row.asked_at,
            due_on=row.due_on,
            overdue=row.due_on < today,
            asked_by_party=row.arrangement.case.first_responsible.name,
        )
        for row in rows
    )
