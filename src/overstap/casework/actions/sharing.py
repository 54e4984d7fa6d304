"""What follows for a file when the person takes permissions back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_case
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED
from overstap.casework.consents import end_permissions, permit, take_back
from overstap.casework.item_words import in_words
from overstap.casework.models import Case, Handover, NextAction
from overstap.casework.policy import Term, local_day
from overstap.casework.steps import AFTER_WITHDRAWAL, CHECK_CRITERIA, CHOOSE_PARTY, SHARED_AGAIN, set_step
from overstap.casework.telling import tell_person
from overstap.consent import actions as consent
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties import queries as parties

if TYPE_CHECKING:
    from collections.abc import Collection

    from overstap.core.actor import Actor

ONLINE = "online"


def withdraw_consent(*, actor: Actor, party_id: int, case_id: int, now: dt.datetime) -> int | Refusal:
    """Let the person take back everything that one party may see; gives how many permissions ended.

    It works at once. An offer to that party is taken back with it. Without the first responsible party nobody guides
    the file: the person is asked to choose who goes on, and the coordinator of the region sees that it waits.
    """
    with deed(actor=actor, verb="toestemming_intrekken", now=now):
        case = _own_case(actor, case_id, now)
        if case.closed_at is not None:
            return CLOSED
        ended = end_permissions(case, party_id, set(Purpose), actor=actor, now=now)
        _follow(case, party_id, actor, now)
        _tell(case, "toestemming_ingetrokken", party_id, (), actor=actor, now=now)
        log(actor=actor, verb="toestemming_intrekken", case=case, now=now, details={"aantal": ended})
        return ended


def withdraw_item(*, actor: Actor, consent_id: int, case_id: int, now: dt.datetime) -> int | Refusal:
    """Let the person take one permission back, with the same consequences as `withdraw_consent`; gives its party."""
    with deed(actor=actor, verb="toestemming_intrekken", now=now):
        case = _own_case(actor, case_id, now)
        if case.closed_at is not None:
            return CLOSED
        card = consent.withdraw_consent(actor=actor, participant_id=case.participant_id, consent_id=consent_id, now=now)
        _follow(case, card.party_id, actor, now)
        _tell(case, "toestemming_ingetrokken", card.party_id, (Item(card.item),), actor=actor, now=now)
        return card.party_id


def permit_again(*, actor: Actor, consent_id: int, case_id: int, now: dt.datetime) -> int | Refusal:
    """Let the person give a permission back that they took back; gives its party.

    When the first responsible party can see how to reach the person again, it gets the next step back.
    """
    with deed(actor=actor, verb="toestemming_teruggeven", now=now):
        case = _own_case(actor, case_id, now)
        if case.closed_at is not None:
            return CLOSED
        row = Consent.objects.filter(pk=consent_id, participant_id=case.participant_id).first()
        if row is None:
            raise NotFoundError(consent_id)
        item, purpose = Item(row.item), Purpose(row.purpose)
        permit(case, row.party_id, {item}, purpose, actor=actor, through=ONLINE, now=now)
        back = (row.party_id, item, purpose) == (case.first_responsible_id, Item.CONTACT, Purpose.GUIDANCE)
        if back and NextAction.objects.filter(case=case, done_at__isnull=True, by_person=True).exists():
            set_step(case, SHARED_AGAIN, party=case.first_responsible, term=Term.CHECK_CRITERIA, now=now)
        _tell(case, "toestemming_gegeven", row.party_id, (item,), actor=actor, now=now)
        return row.party_id


def _tell(case: Case, template: str, party_id: int, items: Collection[Item], *, actor: Actor, now: dt.datetime) -> None:
    """Write what changed, so that the person notices when somebody else did it; the same change once a day."""
    told = {
        "organisatie": parties.party(party_id).name,
        "onderdelen": in_words(items, case.participant.language),
    }
    once = f"{template} {case.pk} {party_id} {'+'.join(sorted(items))} {local_day(now)}"
    tell_person(case, template, told, actor=actor, now=now, once=once)


def _own_case(actor: Actor, case_id: int, now: dt.datetime) -> Case:
    case = access_case(actor, case_id, now=now, for_update=True)
    if not actor.is_person:
        raise NotFoundError(case_id)
    return case


def _follow(case: Case, party_id: int, actor: Actor, now: dt.datetime) -> None:
    """Take back what the party can no longer answer, and give the next step to someone who can see the file."""
    held = Consent.objects.filter(in_force(now), participant_id=case.participant_id, party_id=party_id)
    whole = False
    if not held.filter(purpose=Purpose.HANDOVER, item=Item.CONTACT).exists():
        whole = take_back(Handover.objects.filter(to_party_id=party_id), case, actor=actor, now=now)
    guides = held.filter(purpose=Purpose.GUIDANCE, item=Item.CONTACT).exists()
    if not guides and party_id == case.first_responsible_id:
        set_step(case, CHOOSE_PARTY, term=Term.CHOOSE_PARTY, now=now)
    elif not guides and party_id == case.contact_party_id:
        _without_contact_point(case, now)
    elif whole:
        set_step(case, AFTER_WITHDRAWAL, party=case.first_responsible, term=Term.CHECK_CRITERIA, now=now)


def _without_contact_point(case: Case, now: dt.datetime) -> None:
    waited = NextAction.objects.filter(case=case, done_at__isnull=True, owner_party_id=case.contact_party_id).exists()
    case.contact_party = case.first_responsible
    case.save(update_fields=["contact_party"])
    if waited:
        set_step(case, CHECK_CRITERIA, party=case.first_responsible, term=Term.CHECK_CRITERIA, now=now)
