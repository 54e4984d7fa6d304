"""What belongs to a plan beside its content: versions and who agreed, who reads along, reactions, the next actions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from overstap.arrangements.access import access_arrangement, parts_of
from overstap.arrangements.access_guest import guest_of_team, in_person
from overstap.arrangements.agreeing_values import (
    AgreementLine,
    GuestCard,
    ItemStep,
    ProofLine,
    RemarkLine,
    Together,
    TrainingLine,
    VersionCard,
    VersionPage,
)
from overstap.arrangements.freezing import content_of
from overstap.arrangements.item_steps import step_of
from overstap.arrangements.models import (
    Agreement,
    Arrangement,
    ArrangementItem,
    ArrangementState,
    Guest,
    ItemRemark,
    ItemReview,
    ItemStage,
    Side,
    Version,
    VersionKind,
)
from overstap.arrangements.queries.page import arrangement_page, note_read
from overstap.arrangements.values import ArrangementPage
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.core.moves import Part
from overstap.core.versions import Change, differences, digest_of

TEAM = frozenset({Part.PERSON, Part.RESPONSIBLE})


def together(actor: Actor, arrangement_id: int, *, now: datetime) -> Together:
    """Give what belongs to a plan; the page on which it stands writes the line of the read.

    Raises NotFoundError for who may not see the plan. Who only looks along learns no addresses and no reactions.
    """
    actor = in_person(actor, arrangement_id)
    arrangement, sight = access_arrangement(actor, arrangement_id, now=now)
    parts, today = parts_of(actor, arrangement.case), local_day(now)
    cards = _versions(arrangement, today, named=Item.CONTACT in sight.items)
    plan = [card for card in cards if card.kind == VersionKind.ARRANGEMENT]
    holds, waits = _holding(plan), _waiting(plan)
    items = _items(arrangement)
    inside = bool(parts & TEAM)
    changes, differs = _changes(arrangement, items, holds, waits)
    return Together(
        arrangement_id=arrangement.pk,
        shared=arrangement.shared_at is not None,
        versions=tuple(reversed(plan)),
        holds=holds,
        waits=waits,
        changes=changes,
        guests=_guests(arrangement) if inside else (),
        remarks=_remarks(arrangement) if inside else (),
        steps=_steps(arrangement, items, today),
        trainings=_trainings(arrangement, cards) if inside else (),
        proofs=tuple(
            ProofLine(row.pk, str(row.get_evidence_kind_display()), row.evidence_number, row.evidence_on)
            for row in items
            if row.evidence_on is not None
        ),
        own=Part.RESPONSIBLE in parts,
        by_person=Part.PERSON in parts,
        can_change=differs and waits is None and arrangement.state == ArrangementState.ACTIVE,
        person_has_account=arrangement.case.participant.user_id is not None,
    )


def plan_by_link(actor: Actor, arrangement_id: int, *, now: datetime) -> tuple[ArrangementPage, Together]:
    """Give the whole plan to the person who comes by the safe link for it; raises NotFoundError for everyone else."""
    if actor.only is None or in_person(actor, arrangement_id) is actor:
        raise NotFoundError(arrangement_id)
    case_id = Arrangement.objects.values_list("case_id", flat=True).get(pk=arrangement_id)
    page = arrangement_page(actor, case_id, now=now)
    if page is None:
        raise NotFoundError(arrangement_id)
    return page, together(actor, arrangement_id, now=now)


def version_page(actor: Actor, arrangement_id: int, number: int, *, now: datetime) -> VersionPage:
    """Give a version as it was agreed and what changed since the one that held before it; writes who read it.

    Raises NotFoundError for who may not see the plan, and for a version that is not there.
    """
    actor = in_person(actor, arrangement_id)
    arrangement, sight = access_arrangement(actor, arrangement_id, now=now)
    every = _versions(arrangement, local_day(now), named=Item.CONTACT in sight.items)
    cards = [card for card in every if card.kind == VersionKind.ARRANGEMENT]
    card = next((one for one in cards if one.number == number), None)
    if card is None:
        raise NotFoundError(number)
    note_read(actor, arrangement, sight, now=now)
    before = _holding([one for one in cards if one.number < number])
    content = _content(card.id)
    return VersionPage(
        card=card,
        case_number=arrangement.case.number,
        content=content,
        compared_with=before.number if before else None,
        changes=differences(_content(before.id), content) if before else (),
        holds=_holding(cards) == card,
    )


def guest_card(actor: Actor, guest_id: int, *, now: datetime) -> GuestCard:
    """Give one who reads along, for the team or the person; raises NotFoundError for a foreign one."""
    guest, _ = guest_of_team(actor, guest_id, now=now)
    return next(card for card in _guests(guest.item.arrangement) if card.id == guest.pk)


def remark_line(actor: Actor, remark_id: int, *, now: datetime) -> RemarkLine:
    """Give one reaction, for the team or the person; raises NotFoundError for a foreign one."""
    row = ItemRemark.objects.filter(pk=remark_id).first()
    if row is None:
        raise NotFoundError(remark_id)
    found = together(actor, row.arrangement_id, now=now)
    for line in found.remarks:
        if line.id == remark_id:
            return line
    raise NotFoundError(remark_id)


def _content(version_id: int) -> Mapping[str, object]:
    found: Mapping[str, object] = json.loads(Version.objects.values_list("content", flat=True).get(pk=version_id))
    return found


def _versions(arrangement: Arrangement, today: date, *, named: bool) -> list[VersionCard]:
    """Give every version; who may not know the person learns that they agreed, not what they are called."""
    rows = Version.objects.filter(arrangement=arrangement).select_related("made_by").order_by("kind", "number")
    asked: dict[int, list[Agreement]] = defaultdict(list)
    agreements = Agreement.objects.filter(version__arrangement=arrangement).select_related("guest", "item")
    for row in agreements.order_by("version_id", "id"):
        asked[row.version_id].append(row)
    return [
        VersionCard(
            id=row.pk,
            kind=row.kind,
            number=row.number,
            digest=row.digest,
            because=row.because,
            made_at=row.made_at,
            made_by=row.made_by.name if row.made_by else "",
            withdrawn=row.withdrawn_at is not None,
            agreed=any(one.side == Side.PERSON and one.agreed for one in asked[row.pk]),
            agreements=tuple(_line(one, today, named=named) for one in asked[row.pk]),
        )
        for row in rows
    ]


def _line(row: Agreement, today: date, *, named: bool) -> AgreementLine:
    tell = named or row.side != Side.PERSON
    return AgreementLine(
        id=row.pk,
        side=row.side,
        side_label=str(row.get_side_display()),
        organisation=row.guest.organisation if row.guest else "",
        item=row.item.title if row.item else "",
        asked_at=row.asked_at,
        due_on=row.due_on,
        overdue=row.answered_at is None and row.due_on < today,
        agreed=row.agreed,
        answered_at=row.answered_at,
        name=row.name if tell else "",
        way=str(row.get_way_display()) if row.way else "",
        remark=row.remark if tell else "",
        digest=row.digest,
    )


def _holding(plan: Iterable[VersionCard]) -> VersionCard | None:
    agreed = [card for card in plan if card.agreed and not card.withdrawn]
    return agreed[-1] if agreed else None


def _waiting(plan: Iterable[VersionCard]) -> VersionCard | None:
    standing = [card for card in plan if not card.withdrawn]
    last = standing[-1] if standing else None
    open_to_person = last is not None and any(
        line.side == Side.PERSON and line.agreed is None for line in last.agreements
    )
    return last if open_to_person else None


def _items(arrangement: Arrangement) -> list[ArrangementItem]:
    rows = ArrangementItem.objects.filter(arrangement=arrangement).exclude(stage=ItemStage.REMOVED)
    items = list(rows.select_related("providing_party", "step_party").prefetch_related("shares").order_by("id"))
    for item in items:
        item.arrangement = arrangement
    return items


def _changes(
    arrangement: Arrangement, items: list[ArrangementItem], holds: VersionCard | None, waits: VersionCard | None
) -> tuple[tuple[Change, ...], bool]:
    """Tell what the waiting version changes, or what changed since the last agreement, and whether anything did."""
    if holds is None:
        return (), False
    live = [item for item in items if item.stage != ItemStage.STOPPED]
    now = content_of(arrangement, live, arrangement.prior_checks.all()) if waits is None else _content(waits.id)
    found = differences(_content(holds.id), now)
    return found, digest_of(now) != holds.digest


def _guests(arrangement: Arrangement) -> tuple[GuestCard, ...]:
    rows = Guest.objects.filter(item__arrangement=arrangement).order_by("item_id", "id")
    asked = Agreement.objects.filter(guest__item__arrangement=arrangement, version__withdrawn_at__isnull=True)
    latest = {row.guest_id: row for row in asked.order_by("id")}
    return tuple(
        GuestCard(
            id=row.pk,
            item_id=row.item_id,
            side=row.side,
            side_label=str(row.get_side_display()),
            organisation=row.organisation,
            name=row.name,
            email=row.email.reveal(),
            with_name=row.with_name,
            allowed_through=row.allowed_through,
            invited_at=row.invited_at,
            ended_at=row.ended_at,
            agreed=latest[row.pk].agreed if row.pk in latest else None,
            due_on=latest[row.pk].due_on if row.pk in latest else None,
        )
        for row in rows
    )


def remark_card(row: ItemRemark) -> RemarkLine:
    """Show a reaction."""
    return RemarkLine(
        id=row.pk,
        item_id=row.item_id,
        item=row.item.title if row.item else "",
        side=row.side,
        side_label=str(row.get_side_display()),
        proposal=row.kind == "voorstel",
        name=row.name,
        text=row.text,
        written_at=row.written_at,
        taken_over=row.taken_over,
        answer=row.answer,
        answered_at=row.answered_at,
    )


def _remarks(arrangement: Arrangement) -> tuple[RemarkLine, ...]:
    rows = ItemRemark.objects.filter(arrangement=arrangement).select_related("item").order_by("written_at", "id")
    return tuple(remark_card(row) for row in rows)


def _steps(arrangement: Arrangement, items: list[ArrangementItem], today: date) -> tuple[ItemStep, ...]:
    if arrangement.case.closed_at is not None:
        return ()
    waiting: dict[int | None, list[Agreement]] = defaultdict(list)
    asked = Agreement.objects.filter(
        version__arrangement=arrangement, version__withdrawn_at__isnull=True, answered_at__isnull=True
    )
    for row in asked.select_related("guest").order_by("id"):
        if row.guest is None or row.guest.ended_at is None:
            waiting[row.item_id].append(row)
    held: dict[int, list[date]] = defaultdict(list)
    for item_id, day in ItemReview.objects.filter(item__arrangement=arrangement).values_list("item_id", "due_on"):
        held[item_id].append(day)
    steps = (
        step_of(
            item,
            arrangement,
            waiting=[*waiting[item.pk], *(waiting[None] if item.stage == ItemStage.CHOSEN else ())],
            held=held[item.pk],
            today=today,
        )
        for item in items
    )
    return tuple(step for step in steps if step is not None)


def _trainings(arrangement: Arrangement, cards: list[VersionCard]) -> tuple[TrainingLine, ...]:
    rows = Version.objects.filter(arrangement=arrangement, kind=VersionKind.TRAINING, withdrawn_at__isnull=True)
    by_id = {card.id: card for card in cards}
    return tuple(
        TrainingLine(
            item_id=row.item_id or 0,
            card=by_id[row.pk],
            content=json.loads(row.content),
            signed=all(line.agreed for line in by_id[row.pk].agreements),
        )
        for row in rows
    )
