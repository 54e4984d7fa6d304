"""Hand-overs: offered by one side, answered by the other, returned by silence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_handover, handover_parts, open_case, parts_of
from overstap.casework.actions.changing import settle_change
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.cards import handover_card
from overstap.casework.consents import close_to_receiver, end_permissions, permit, still_shared
from overstap.casework.handover_letters import tell_accepted, tell_offered, tell_refused
from overstap.casework.models import Case, CaseState, Handover, HandoverKind, HandoverState, ResponsibilityPeriod
from overstap.casework.policy import Term, local_day, next_step_due
from overstap.casework.signals import answer_signal
from overstap.casework.steps import (
    AFTER_REFUSAL,
    AFTER_WITHDRAWAL,
    ANSWER_HANDOVER,
    FIRST_CONTACT,
    set_step,
)
from overstap.casework.targets import target as find_target
from overstap.casework.targets import targets
from overstap.core.actor import Actor, Role
from overstap.core.consent import ORDINARY_ITEMS, Item, Purpose
from overstap.core.decision import N_, Refusal
from overstap.core.moves import HANDOVER_MOVES, Part, advance
from overstap.core.parties import refuse_first_responsible
from overstap.links.actions import end_links
from overstap.parties import queries as parties
from overstap.parties.models import Party

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.casework.values import HandoverCard

SERVICE_ITEMS = frozenset({Item.CONTACT})
HANDOVER = "overdracht"
"""How a hand-over is called in the trail and by its safe link."""
OFFERING = frozenset({Part.RESPONSIBLE, Part.PERSON})
SOURCE = "Werkdocument, Arrangement inzetten; menukaart, Ondersteunende dienstverlening"


def offer_handover(
    *,
    actor: Actor,
    case_id: int,
    kind: str,
    to_party_id: int,
    because: str,
    person_agrees: bool,
    agreed_through: str,
    now: dt.datetime,
    instrument: str = "",
    target: str = "",
    items: frozenset[Item] | None = None,
    sender_keeps_sight: bool = False,
) -> HandoverCard | Refusal:
    """Offer a file, or ask for help beside it, to another party (R-123, R-420).

    The person agrees first, and to what the receiver may see from now on: `items`, or without it all ordinary parts
    for a file and only how to reach the person for help. `target` is what the help is for (R-421).
    """
    with deed(actor=actor, verb="overdracht_aanbieden", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        party = Party.objects.filter(pk=to_party_id).first()
        shared = items or (ORDINARY_ITEMS if kind == HandoverKind.CASE else SERVICE_ITEMS)
        refusal = (
            check_offer(actor, case, sight, kind=kind, because=because, shared=shared)
            or check_receiver(case, kind, party, now)
            or check_agreement(person_agrees=person_agrees, through=agreed_through)
            or _check_target(kind, target, now)
        )
        if refusal is not None or party is None or actor.user_id is None:
            return refusal or NOT_RESPONSIBLE
        row = Handover(kind=kind, because=because.strip(), sender_keeps_sight=sender_keeps_sight)
        row.instrument, row.target = _named(instrument, target, now)
        row.to_party, row.items, row.agreed_through = party, sorted(shared), agreed_through.strip()
        if refusal := too_long(row):
            return refusal
        offer(row, case, actor, actor.user_id, now)
        log(actor=actor, verb="overdracht_aanbieden", case=case, now=now, details={"aan": party.name, "soort": kind})
        return handover_card(row, case, sight.items, now)


def offer(row: Handover, case: Case, actor: Actor, user_id: int, now: dt.datetime) -> None:
    """Keep a checked offer: the receiver sees what was agreed, the person gets word, and the next step follows."""
    row.case, row.from_party = case, case.first_responsible
    row.offered_at, row.offered_by_id = now, user_id
    row.answer_due = next_step_due(case, Term.ANSWER_HANDOVER, now)
    row.save(force_insert=True)
    shared = frozenset(Item(item) for item in row.items)
    permit(case, row.to_party_id, shared, Purpose.HANDOVER, actor=actor, through=row.agreed_through, now=now)
    if row.kind == HandoverKind.CASE:
        set_step(case, ANSWER_HANDOVER, party=row.to_party, due_on=row.answer_due, now=now)
    answer_signal(row, case, now=now)
    tell_offered(row, case, actor=actor, now=now)


def accept_handover(*, actor: Actor, handover_id: int, now: dt.datetime) -> HandoverCard | Refusal:
    """Accept a hand-over. With a file, its responsibility, owner and permissions change together, in one transaction.

    The arrangement and its commitments hang on the file and stay as they are (R-123, R-124).
    """
    with deed(actor=actor, verb="aanvaarden", now=now):
        row, case, sight = access_handover(actor, handover_id, now=now, for_update=True)
        refusal = _move(actor, case, row, "aanvaarden", now, answer="")
        if refusal is not None:
            return refusal
        if row.kind == HandoverKind.CASE:
            _take_over(actor, case, row, now)
        tell_accepted(row, case, actor=actor, now=now)
        log(actor=actor, verb="aanvaarden", case=case, now=now, details={"van": row.from_party.name})
        return handover_card(row, case, sight.items, now)


def refuse_handover(
    *, actor: Actor, handover_id: int, reason: str, now: dt.datetime, suggested_party_id: int | None = None
) -> HandoverCard | Refusal:
    """Refuse a hand-over with a reason; the receiver no longer sees the file.

    `suggested_party_id` is where the receiver says that it belongs: the sender finds the form ready.
    """
    with deed(actor=actor, verb="weigeren", now=now):
        row, case, sight = access_handover(actor, handover_id, now=now, for_update=True)
        if not reason.strip():
            return Refusal(
                rule="overdracht.reden",
                because=N_("Een weigering heeft altijd een reden."),
                source=SOURCE,
                remedy=N_("Schrijf op waarom u de overdracht niet aanneemt."),
            )
        refusal = _move(actor, case, row, "weigeren", now, answer=reason.strip())
        if refusal is not None:
            return refusal
        _suggest(row, case, suggested_party_id, now)
        close_to_receiver(row, case, actor=actor, now=now)
        end_links(actor=actor, object_kind=HANDOVER, object_id=row.pk, now=now)
        set_step(case, AFTER_REFUSAL, party=row.from_party, term=Term.CHECK_CRITERIA, now=now)
        tell_refused(row, case, actor=actor, now=now)
        log(actor=actor, verb="weigeren", case=case, now=now, details={"van": row.from_party.name})
        return handover_card(row, case, sight.items, now)


def withdraw_handover(*, actor: Actor, handover_id: int, now: dt.datetime) -> HandoverCard | Refusal:
    """Take an offer back, as sender or as the person; the receiver no longer sees the file."""
    with deed(actor=actor, verb="intrekken", now=now):
        row, case, sight = access_handover(actor, handover_id, now=now, for_update=True)
        refusal = _move(actor, case, row, "intrekken", now, answer="")
        if refusal is not None:
            return refusal
        close_to_receiver(row, case, actor=actor, now=now)
        end_links(actor=actor, object_kind=HANDOVER, object_id=row.pk, now=now)
        if row.kind == HandoverKind.CASE:
            set_step(case, AFTER_WITHDRAWAL, party=row.from_party, term=Term.CHECK_CRITERIA, now=now)
        log(actor=actor, verb="intrekken", case=case, now=now, details={"aan": row.to_party.name})
        return handover_card(row, case, sight.items, now)


def record_first_contact(
    *, actor: Actor, handover_id: int, contact_on: dt.date, now: dt.datetime
) -> HandoverCard | Refusal:
    """Record on which day the receiver first spoke with the person (R-420)."""
    with deed(actor=actor, verb="eerste_contact", now=now):
        row, case, sight = access_handover(actor, handover_id, now=now, for_update=True)
        if row.state != HandoverState.ACCEPTED or Part.RECEIVER not in handover_parts(actor, case, row):
            return Refusal(
                rule="overdracht.eerste_contact",
                because=N_("Alleen de partij die de overdracht heeft aanvaard, vult het eerste contact in."),
                source=SOURCE,
            )
        if not row.offered_at.date() <= contact_on <= local_day(now):
            return Refusal(
                rule="overdracht.contactdatum",
                because=N_("Het eerste contact ligt tussen de dag van het aanbod en vandaag."),
                remedy=N_("Kijk de datum na."),
            )
        row.first_contact_on = contact_on
        row.save(update_fields=["first_contact_on"])
        log(actor=actor, verb="eerste_contact", case=case, now=now)
        return handover_card(row, case, sight.items, now)


def check_agreement(*, person_agrees: bool, through: str) -> Refusal | None:
    """Say that the person has to agree first (R-401)."""
    if person_agrees and through.strip():
        return None
    return Refusal(
        rule="overdracht.akkoord",
        because=N_("De deelnemer moet het eens zijn met de overdracht."),
        source=SOURCE,
        remedy=N_("Bespreek de overdracht met de deelnemer en leg vast hoe die akkoord gaf."),
    )


def check_offer(
    actor: Actor, case: Case, sight: Sight, *, kind: str, because: str, shared: frozenset[Item]
) -> Refusal | None:
    """Say why this actor cannot offer this file, or these parts of it."""
    if case.closed_at is not None:
        return CLOSED
    if not parts_of(actor, case) & OFFERING or actor.user_id is None or kind not in HandoverKind.values:
        return NOT_RESPONSIBLE
    if not shared <= sight.items:
        return Refusal(
            rule="overdracht.meer_dan_u_ziet",
            because=N_("U kunt alleen gegevens delen die u zelf mag zien."),
            source=SOURCE,
            remedy=N_("Vraag de deelnemer om zelf toestemming te geven voor de andere gegevens."),
        )
    if not because.strip():
        return Refusal(rule="overdracht.waarom", because=N_("Schrijf op waarom u dit overdraagt."))
    return None


def check_receiver(case: Case, kind: str, party: Party | None, now: dt.datetime) -> Refusal | None:
    """Say why a party cannot be the receiver."""
    here = {card.id for card in parties.parties_in_region(case.region.code, local_day(now))}
    if party is None or party.pk not in here:
        return Refusal(
            rule="overdracht.ontvanger",
            because=N_("Deze partij werkt niet in de regio van het dossier."),
            remedy=N_("Kies een partij uit de lijst van de regio."),
        )
    if party.pk == case.first_responsible_id:
        return Refusal(rule="overdracht.zelf", because=N_("Deze partij is al eerstverantwoordelijk."))
    if kind == HandoverKind.CASE:
        return refuse_first_responsible(party.kind) or _check_running(case)
    return None


def _check_target(kind: str, target: str, now: dt.datetime) -> Refusal | None:
    if not target or (kind == HandoverKind.SERVICE and find_target(target, local_day(now)) is not None):
        return None
    return Refusal(rule="overdracht.waarvoor", because=N_("Kies waarvoor u hulp vraagt."), source=SOURCE)


def _named(instrument: str, target: str, now: dt.datetime) -> tuple[str, str]:
    """The instrument of the menu and the target of the scheme: whichever was given names the other."""
    known = targets(local_day(now))
    if target:
        return instrument or next((one.instrument for one in known if one.id == target), ""), target
    return instrument, next((one.id for one in known if instrument and one.instrument == instrument), "")


def _suggest(row: Handover, case: Case, party_id: int | None, now: dt.datetime) -> None:
    here = {card.id for card in parties.parties_in_region(case.region.code, local_day(now))}
    if party_id is not None and party_id in here - {row.to_party_id, row.from_party_id}:
        row.suggested_party_id = party_id
        row.save(update_fields=["suggested_party"])


def _check_running(case: Case) -> Refusal | None:
    if Handover.objects.filter(case=case, kind=HandoverKind.CASE, state=HandoverState.OFFERED).exists():
        return Refusal(
            rule="overdracht.loopt_al",
            because=N_("Er loopt al een overdracht van dit dossier."),
            remedy=N_("Wacht op het antwoord of trek de overdracht in."),
        )
    return None


def _move(actor: Actor, case: Case, row: Handover, name: str, now: dt.datetime, *, answer: str) -> Refusal | None:
    moved = advance(HANDOVER_MOVES, row.state, name, parts=handover_parts(actor, case, row))
    if isinstance(moved, Refusal):
        return moved
    row.state, row.answered_at, row.answer = moved, now, answer
    row.save(update_fields=["state", "answered_at", "answer"])
    return None


def _take_over(actor: Actor, case: Case, row: Handover, now: dt.datetime) -> None:
    ResponsibilityPeriod.objects.filter(case=case, until_at__isnull=True).update(until_at=now)
    ResponsibilityPeriod.objects.create(case=case, party=row.to_party, from_at=now, because=row.because, source=SOURCE)
    settle_change(case, row.to_party_id, actor=actor, now=now)
    before = {row.from_party_id, case.contact_party_id} - {row.to_party_id, None}
    case.first_responsible = case.contact_party = row.to_party
    case.owner_id = actor.user_id if actor.has(Role.ADVISER) else None
    case.save(update_fields=["first_responsible", "contact_party", "owner"])
    agreed = still_shared(case, row.to_party_id, row.items, Purpose.HANDOVER, now=now)
    close_to_receiver(row, case, actor=actor, now=now)
    permit(
        case,
        row.to_party_id,
        agreed,
        Purpose.GUIDANCE,
        actor=actor,
        through=row.agreed_through,
        now=now,
    )
    for party_id in () if row.sender_keeps_sight else before:
        end_permissions(case, party_id or 0, {Purpose.GUIDANCE}, actor=actor, now=now)
    if case.state != CaseState.CLOSED:
        set_step(case, FIRST_CONTACT, party=row.to_party, term=Term.FIRST_CONTACT, now=now)
