"""What a hand-over needs besides yes or no: an invitation without account, questions, another receiver."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from overstap.casework.access import ANSWER_BY_LINK, access_case, access_handover, handover_parts, parts_of
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.handovers import (
    HANDOVER,
    OFFERING,
    SOURCE,
    check_agreement,
    check_receiver,
    offer,
)
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.cards import handover_card
from overstap.casework.consents import close_to_receiver
from overstap.casework.handover_letters import invite
from overstap.casework.models import Case, Handover, HandoverKind, HandoverQuestion, HandoverState
from overstap.casework.signals import is_waiting
from overstap.casework.steps import resume_step
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.core.parties import refuse_first_responsible
from overstap.links.actions import end_links, make_link
from overstap.parties.models import Party

if TYPE_CHECKING:
    from overstap.casework.values import HandoverCard

LONGEST_QUESTION = 1000
_EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
GOING_ON = (HandoverState.OFFERED, HandoverState.ACCEPTED)
LONGEST_THROUGH = 120

EMPTY = Refusal(
    rule="overdracht.vraag_leeg",
    because=N_("Er staat niets in uw vraag of antwoord."),
    remedy=N_("Schrijf een of twee zinnen, en niets over gezondheid of schulden."),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """That a receiver without an account was invited (uitnodiging): the code is told by telephone, and only now."""

    handover_id: int
    email: str
    phone: str
    code: str = field(repr=False)
    valid_until: dt.datetime


def invite_receiver(*, actor: Actor, handover_id: int, now: dt.datetime, email: str = "") -> Invitation | Refusal:
    """Send the receiver of a request for help a safe link; the code goes by telephone, from the sender.

    Without `email` to the address of the party. A new invitation ends the one before. Not for a whole file: who becomes
    first responsible has an account.
    """
    with deed(actor=actor, verb="overdracht_uitnodigen", now=now):
        row, case, _sight = access_handover(actor, handover_id, now=now, for_update=True)
        address = (email or row.to_party.email).strip()
        refusal = _check_invitation(actor, case, row, address)
        if refusal is not None:
            return refusal
        end_links(actor=actor, object_kind=HANDOVER, object_id=row.pk, now=now)
        link = make_link(
            actor=actor,
            deed=ANSWER_BY_LINK,
            object_kind=HANDOVER,
            object_id=row.pk,
            for_whom=address,
            called=row.to_party.name,
            party_id=row.to_party_id,
            subject_id=case.participant_id,
            with_code=True,
            now=now,
        )
        invite(row, case, address, link.path, actor=actor, now=now)
        log(actor=actor, verb="overdracht_uitnodigen", case=case, now=now, details={"aan": row.to_party.name})
        return Invitation(row.pk, address, row.to_party.phone, link.code or "", link.valid_until)


def _check_invitation(actor: Actor, case: Case, row: Handover, address: str) -> Refusal | None:
    if Part.SENDER not in handover_parts(actor, case, row):
        return NOT_RESPONSIBLE
    if row.kind != HandoverKind.SERVICE or row.state not in GOING_ON:
        return Refusal(
            rule="overdracht.uitnodigen",
            because=N_("Een veilige link is er alleen voor een hulpvraag die nog loopt."),
            source=SOURCE,
        )
    if not _EMAIL.match(address):
        return Refusal(
            rule="overdracht.adres",
            because=N_("Van deze partij is geen e-mailadres bekend."),
            remedy=N_("Vul het e-mailadres in waar de vraag heen moet."),
        )
    return None


def ask_about_handover(*, actor: Actor, handover_id: int, question: str, now: dt.datetime) -> int | Refusal:
    """Ask the sender something before answering or calling; gives the id of the question."""
    with deed(actor=actor, verb="overdracht_vragen", now=now):
        row, case, _sight = access_handover(actor, handover_id, now=now, for_update=True)
        if Part.RECEIVER not in handover_parts(actor, case, row) or row.state not in GOING_ON:
            return NOT_RESPONSIBLE
        if not 0 < len(question.strip()) <= LONGEST_QUESTION:
            return EMPTY
        asked = HandoverQuestion.objects.create(
            handover=row, question=question.strip(), asked_by=_called(actor), asked_at=now
        )
        log(actor=actor, verb="overdracht_vragen", case=case, now=now)
        return asked.pk


def answer_question(*, actor: Actor, question_id: int, answer: str, now: dt.datetime) -> Refusal | None:
    """Answer a question about a hand-over, as its sender."""
    with deed(actor=actor, verb="overdracht_uitleggen", now=now):
        found = HandoverQuestion.objects.filter(pk=question_id).values_list("handover_id", flat=True).first()
        if found is None:
            raise NotFoundError(question_id)
        row, case, _sight = access_handover(actor, found, now=now, for_update=True)
        if Part.SENDER not in handover_parts(actor, case, row):
            return NOT_RESPONSIBLE
        if not 0 < len(answer.strip()) <= LONGEST_QUESTION:
            return EMPTY
        asked = HandoverQuestion.objects.get(pk=question_id)
        asked.answer, asked.answered_by, asked.answered_at = answer.strip(), _called(actor), now
        asked.save(update_fields=["answer", "answered_by", "answered_at"])
        log(actor=actor, verb="overdracht_uitleggen", case=case, now=now)
        return None


def redirect_handover(
    *, actor: Actor, handover_id: int, to_party_id: int, person_agrees: bool, agreed_through: str, now: dt.datetime
) -> HandoverCard | Refusal:
    """Send an offer that went to the wrong receiver to another one, who gets the whole term to answer.

    The wrong one sees nothing any more from the same moment. The person agrees again: a permission is for one party.
    """
    with deed(actor=actor, verb="overdracht_verleggen", now=now):
        old, case, sight = access_handover(actor, handover_id, now=now, for_update=True)
        party = Party.objects.filter(pk=to_party_id).first()
        refusal = (
            _check_redirect(actor, case, old, to_party_id)
            or check_agreement(person_agrees=person_agrees, through=agreed_through)
            or check_receiver(case, HandoverKind.SERVICE, party, now)
            or (refuse_first_responsible(party.kind) if party and old.kind == HandoverKind.CASE else None)
        )
        if refusal is not None or party is None or actor.user_id is None:
            return refusal or NOT_RESPONSIBLE
        _stop(old, case, actor, now)
        row = Handover(kind=old.kind, instrument=old.instrument, target=old.target, because=old.because)
        row.sender_keeps_sight, row.corrects, row.items = old.sender_keeps_sight, old, old.items
        row.to_party, row.agreed_through = party, agreed_through.strip()[:LONGEST_THROUGH]
        offer(row, case, actor, actor.user_id, now)
        told = {"van": old.to_party.name, "aan": party.name}
        log(actor=actor, verb="overdracht_verleggen", case=case, now=now, details=told)
        return handover_card(row, case, sight.items, now)


def _check_redirect(actor: Actor, case: Case, old: Handover, to_party_id: int) -> Refusal | None:
    if case.closed_at is not None:
        return CLOSED
    if Part.SENDER not in handover_parts(actor, case, old) or not parts_of(actor, case) & OFFERING:
        return NOT_RESPONSIBLE
    running = Handover.objects.filter(case=case, kind=HandoverKind.CASE, state=HandoverState.OFFERED).exclude(pk=old.pk)
    moved_on = Handover.objects.filter(corrects=old).exists() or (old.kind == HandoverKind.CASE and running.exists())
    if old.state == HandoverState.ACCEPTED or moved_on or to_party_id == old.to_party_id:
        return Refusal(
            rule="overdracht.verleggen",
            because=N_("Deze overdracht kan niet naar een andere partij: er is al antwoord, of zij ging al verder."),
            source=SOURCE,
            remedy=N_("Bied zo nodig een nieuwe overdracht aan."),
        )
    return None


def _stop(old: Handover, case: Case, actor: Actor, now: dt.datetime) -> None:
    if old.state == HandoverState.OFFERED:
        old.state, old.answered_at = HandoverState.WITHDRAWN, now
        old.save(update_fields=["state", "answered_at"])
        close_to_receiver(old, case, actor=actor, now=now)
        end_links(actor=actor, object_kind=HANDOVER, object_id=old.pk, now=now)


def decline_debt_help(*, actor: Actor, case_id: int, now: dt.datetime) -> Refusal | None:
    """Note that help with debts was offered and that the person does not want it now; nothing else is kept of it."""
    with deed(actor=actor, verb="hulp_aangeboden", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) & {Part.RESPONSIBLE, Part.CONTACT, Part.PERSON}:
            return NOT_RESPONSIBLE
        if is_waiting(case):
            resume_step(case, now=now)
            log(actor=actor, verb="hulp_aangeboden", case=case, now=now)
        return None


def _called(actor: Actor) -> str:
    return f"{actor.name} ({actor.party_name})" if actor.party_name and actor.party_name != actor.name else actor.name
