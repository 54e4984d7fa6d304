"""Reactions to the plan: by the person, by who reads along, and what the team does with them."""

from __future__ import annotations

from datetime import date, datetime

from overstap.arrangements.access import access_arrangement, access_item, item_parts, parts_of
from overstap.arrangements.access_guest import access_guest, in_person
from overstap.arrangements.actions.deeds import (
    CLOSED,
    NOT_RESPONSIBLE,
    account,
    deed,
    known_party,
    log,
    next_step,
    too_long,
)
from overstap.arrangements.models import Arrangement, ArrangementItem, ItemRemark, ItemStage, RemarkKind, Side
from overstap.arrangements.terms import Term
from overstap.casework.models import NextAction
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part

READ_REACTION = N_("Reactie op het plan bekijken")
NO_TEXT = Refusal(rule="reactie.tekst", because=N_("Schrijf op wat u wilt zeggen."))
NO_ANSWER = Refusal(rule="reactie.antwoord", because=N_("Schrijf op waarom u dit niet overneemt."))
ANSWERED = Refusal(rule="reactie.beantwoord", because=N_("Deze reactie is al beantwoord."))
PAST = Refusal(rule="stap.datum", because=N_("Deze dag is al voorbij. Kies een dag die nog komt."))
NOT_SHARED = Refusal(rule="reactie.niet_gedeeld", because=N_("Het plan is nog niet met u gedeeld."))


def write_remark(
    *, actor: Actor, arrangement_id: int, item_id: int | None = None, text: str, proposal: bool = False, now: datetime
) -> int | Refusal:
    """Say something of the plan or of one item as the person or the team (reactie geven, R-120); gives its id.

    A reaction of the person becomes the next step of the team, unless another step waits for the team already.
    """
    with deed(actor=actor, verb="reactie_geven", now=now):
        actor = in_person(actor, arrangement_id)
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        parts = parts_of(actor, arrangement.case)
        if not parts & {Part.PERSON, Part.RESPONSIBLE}:
            return NOT_RESPONSIBLE
        by_person = Part.PERSON in parts
        if by_person and arrangement.shared_at is None:
            return NOT_SHARED
        item = _item(arrangement, item_id)
        refusal = _check(arrangement, text)
        if refusal is not None:
            return refusal
        row = ItemRemark.objects.create(
            arrangement=arrangement,
            item=item,
            side=Side.PERSON if by_person else Side.TEAM,
            kind=RemarkKind.PROPOSAL if proposal else RemarkKind.REMARK,
            name=arrangement.case.participant.full_name if by_person else actor.name,
            text=text.strip(),
            written_at=now,
        )
        if by_person:
            _ask_team(arrangement, now, by_person=True)
        log(actor=actor, verb="reactie_geven", arrangement=arrangement, now=now, details={"onderdeel": item_id})
        return row.pk


def remark_as_guest(*, actor: Actor, guest_id: int, text: str, proposal: bool = False, now: datetime) -> int | Refusal:
    """Say something of one's own item by safe link (reactie van een meelezer); gives its id."""
    with deed(actor=actor, verb="reactie_geven", now=now):
        guest = access_guest(actor, guest_id, for_update=True)
        arrangement = guest.item.arrangement
        refusal = _check(arrangement, text)
        if refusal is not None:
            return refusal
        row = ItemRemark.objects.create(
            arrangement=arrangement,
            item=guest.item,
            side=guest.side,
            guest=guest,
            kind=RemarkKind.PROPOSAL if proposal else RemarkKind.REMARK,
            name=f"{guest.name}, {guest.organisation}"[:200],
            text=text.strip(),
            written_at=now,
        )
        _ask_team(arrangement, now, by_person=False)
        log(actor=actor, verb="reactie_geven", arrangement=arrangement, now=now, details={"onderdeel": guest.item_id})
        return row.pk


def answer_remark(*, actor: Actor, remark_id: int, taken_over: bool, answer: str = "", now: datetime) -> int | Refusal:
    """Say what was done with a reaction (reactie beantwoorden); not taking it over needs a reason."""
    with deed(actor=actor, verb="reactie_beantwoorden", now=now):
        found = ItemRemark.objects.filter(pk=remark_id).first()
        if found is None:
            raise NotFoundError(remark_id)
        arrangement, _ = access_arrangement(actor, found.arrangement_id, now=now, for_update=True)
        if Part.RESPONSIBLE not in parts_of(actor, arrangement.case) or actor.user_id is None:
            return NOT_RESPONSIBLE
        row = ItemRemark.objects.get(pk=remark_id)
        if row.answered_at is not None:
            return ANSWERED
        if not taken_over and not answer.strip():
            return NO_ANSWER
        long = too_long(ItemRemark, answer=answer)
        if long is not None:
            return long
        row.taken_over, row.answer, row.answered_at = taken_over, answer.strip(), now
        row.answered_by_id = account(actor)
        row.save(update_fields=["taken_over", "answer", "answered_at", "answered_by"])
        details = {"reactie": row.pk, "overgenomen": taken_over}
        log(actor=actor, verb="reactie_beantwoorden", arrangement=arrangement, now=now, details=details)
        return row.pk


def _ask_team(arrangement: Arrangement, now: datetime, *, by_person: bool) -> None:
    """Give the team the step to read it: instead of a step of the person who reacted, never of someone else's."""
    waiting = NextAction.objects.filter(case=arrangement.case, done_at__isnull=True).first()
    if waiting is None or (by_person and waiting.by_person):
        next_step(arrangement.case, READ_REACTION, term=Term.AGREE, party=arrangement.case.first_responsible, now=now)


def _item(arrangement: Arrangement, item_id: int | None) -> ArrangementItem | None:
    if item_id is None:
        return None
    rows = ArrangementItem.objects.filter(arrangement=arrangement, pk=item_id).exclude(stage=ItemStage.REMOVED)
    item = rows.first()
    if item is None:
        raise NotFoundError(item_id)
    return item


def _check(arrangement: Arrangement, text: str) -> Refusal | None:
    if arrangement.case.closed_at is not None:
        return CLOSED
    return NO_TEXT if not text.strip() else too_long(ItemRemark, text=text.strip())


def set_item_step(
    *,
    actor: Actor,
    item_id: int,
    what: str,
    before: date,
    by_person: bool = False,
    party_id: int | None = None,
    now: datetime,
) -> int | Refusal:
    """Choose the next action of an item (volgende stap kiezen): what, who, before when; nothing in `what` undoes it."""
    with deed(actor=actor, verb="onderdeel_stap", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        if Part.RESPONSIBLE not in item_parts(actor, item, item.arrangement.case) or actor.user_id is None:
            return NOT_RESPONSIBLE
        if item.arrangement.case.closed_at is not None:
            return CLOSED
        refusal = _check_step(what, before, now)
        if refusal is not None:
            return refusal
        party = known_party(party_id) if what.strip() and not by_person else None
        if isinstance(party, Refusal):
            return party
        item.step_what, item.step_before = what.strip(), before if what.strip() else None
        item.step_side, item.step_party = Side.PERSON if by_person else Side.TEAM, party
        item.save(update_fields=["step_what", "step_before", "step_side", "step_party"])
        log(actor=actor, verb="onderdeel_stap", arrangement=item.arrangement, now=now, details={"onderdeel": item.pk})
        return item.pk


def _check_step(what: str, before: date, now: datetime) -> Refusal | None:
    if what.strip() and before < local_day(now):
        return PAST
    return too_long(ArrangementItem, step_what=what.strip())
