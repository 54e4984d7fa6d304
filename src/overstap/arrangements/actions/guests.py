"""Reading along by safe link: inviting, correcting, ending; and what a guest does: agreeing and reacting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from overstap.arrangements.access import access_arrangement, access_item, item_parts, parts_of
from overstap.arrangements.access_guest import GUEST, PLAN, READ_ALONG, READ_PLAN, access_guest, guest_of_team
from overstap.arrangements.actions.deeds import CLOSED, NOT_RESPONSIBLE, account, deed, log, next_step, too_long, undo
from overstap.arrangements.actions.versioning import (
    ALREADY,
    CHANGED,
    Signer,
    ask_guests,
    sign,
    standing_version,
)
from overstap.arrangements.agreeing_values import Invitation, PlanLink
from overstap.arrangements.letters import tell_guest, tell_person
from overstap.arrangements.models import Agreement, ArrangementItem, Guest, ItemStage, Side, Way
from overstap.arrangements.terms import Term, due
from overstap.casework.policy import local_day
from overstap.casework.safe_links import CALLED, receiver
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.links.actions import end_links, make_link
from overstap.links.queries import links_of
from overstap.links.values import MadeLink

SOURCE = N_("Werkdocument, Arrangement inzetten: samen bepalen wie welke gegevens nodig heeft")
OUTSIDE = frozenset({Side.EMPLOYER.value, Side.PROVIDER.value})
LIVE = frozenset({ItemStage.CHOSEN, ItemStage.COMMITTED, ItemStage.RUNNING})
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NEW_LINK = N_("Een nieuwe link sturen aan wie meeleest")

NOT_ASKED = Refusal(
    rule="meelezen.toestemming",
    because=N_("De deelnemer heeft nog niet gezegd dat deze organisatie dit onderdeel mag zien."),
    source=SOURCE,
    remedy=N_("Vraag het de deelnemer en leg vast hoe die het zei."),
)
NO_ADDRESS = Refusal(
    rule="meelezen.adres",
    because=N_("Vul de organisatie, een naam en een e-mailadres in."),
    remedy=N_("Een e-mailadres ziet er zo uit: naam@bedrijf.nl."),
)
ENDED = Refusal(
    rule="meelezen.klaar", because=N_("Dit onderdeel is al klaar of gestopt. Meelezen heeft geen zin meer.")
)
THERE_IS_ONE = Refusal(
    rule="meelezen.er_is_al_iemand",
    because=N_("Namens deze kant leest al iemand mee."),
    remedy=N_("Verbeter het adres, of laat eerst die organisatie niet meer meelezen."),
)
NO_NAME = Refusal(rule="akkoord.naam", because=N_("Vul uw naam in."))
NO_REASON = Refusal(rule="akkoord.opmerking", because=N_("Schrijf op wat er anders moet."))


@dataclass(frozen=True, slots=True)
class GuestFields:
    """Who is asked to read along (gegevens van een meelezer)."""

    side: str
    organisation: str
    name: str
    email: str
    with_name: bool = False
    language: str = "nl"


def invite_guest(
    *, actor: Actor, item_id: int, guest: GuestFields, person_agrees: bool, how: str, now: datetime
) -> Invitation | Refusal:
    """Let the employer or the provider read along with their own item (meelezen), because the person agrees (R-125).

    They get a link by e-mail; the code of the answer is given to them in another way. Refuses
    `meelezen.toestemming` when the person did not say yes, and who said it and how stays on record.
    """
    with deed(actor=actor, verb="meelezen_vragen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        refusal = _may_invite(actor, item, guest, person_agrees=person_agrees, how=how)
        if refusal is not None:
            return refusal
        row = Guest.objects.create(
            item=item,
            side=guest.side,
            organisation=guest.organisation.strip(),
            name=guest.name.strip(),
            email=guest.email.strip(),
            path="",
            language=guest.language,
            with_name=guest.with_name,
            allowed_through=how.strip()[:120],
            invited_at=now,
            invited_by_id=account(actor),
        )
        invitation = _send(actor, row, now)
        version = standing_version(item.arrangement)
        if version is not None:
            ask_guests(actor, version, [row], now, tell=False)
        details = {"onderdeel": item.pk, "kant": row.side, "organisatie": row.organisation, "met_naam": row.with_name}
        log(actor=actor, verb="meelezen_vragen", arrangement=item.arrangement, now=now, details=details)
        return invitation


def correct_guest(*, actor: Actor, guest_id: int, name: str, email: str, now: datetime) -> Invitation | Refusal:
    """Correct the name or the address of who reads along (adres verbeteren); the link at the wrong address ends.

    What anybody agreed to stays agreed: an address is no part of it.
    """
    with deed(actor=actor, verb="meelezer_verbeteren", now=now):
        row, _ = guest_of_team(actor, guest_id, now=now, for_update=True)
        refusal = _may_manage(actor, row) or _address(row.organisation, name, email)
        if refusal is not None:
            return refusal
        row.name, row.email, row.corrected_at = name.strip(), email.strip(), now
        row.save(update_fields=["name", "email", "corrected_at"])
        invitation = _send(actor, row, now)
        details = {"onderdeel": row.item_id, "kant": row.side}
        log(actor=actor, verb="meelezer_verbeteren", arrangement=row.item.arrangement, now=now, details=details)
        return invitation


def send_again(*, actor: Actor, guest_id: int, now: datetime) -> Invitation | Refusal:
    """Send who reads along a new link with a new code (link opnieuw sturen); the one before ends."""
    with deed(actor=actor, verb="meelezen_opnieuw", now=now):
        row, _ = guest_of_team(actor, guest_id, now=now, for_update=True)
        refusal = _may_manage(actor, row)
        return refusal if refusal is not None else _send(actor, row, now)


def end_guest(*, actor: Actor, guest_id: int, now: datetime) -> int | Refusal:
    """Let someone no longer read along (meelezen beëindigen), as the person or as the team; the link ends at once."""
    with deed(actor=actor, verb="meelezen_beeindigen", now=now):
        row, _ = guest_of_team(actor, guest_id, now=now, for_update=True)
        if not parts_of(actor, row.item.arrangement.case) & {Part.PERSON, Part.RESPONSIBLE}:
            return NOT_RESPONSIBLE
        if row.ended_at is None:
            row.ended_at = now
            row.save(update_fields=["ended_at"])
            end_links(actor=actor, object_kind=GUEST, object_id=row.pk, now=now)
            details = {"onderdeel": row.item_id, "kant": row.side}
            log(actor=actor, verb="meelezen_beeindigen", arrangement=row.item.arrangement, now=now, details=details)
        return row.pk


def answer_as_guest(
    *,
    actor: Actor,
    guest_id: int,
    agreement_id: int,
    digest: str,
    agreed: bool,
    name: str,
    remark: str = "",
    now: datetime,
) -> Agreement | Refusal:
    """Answer a version as the employer or the provider, by safe link and code (akkoord met een code).

    `digest` tells which text was read: with another one waiting it refuses `akkoord.veranderd`. Raises NotFoundError
    for a question to someone else.
    """
    with deed(actor=actor, verb="akkoord_met_code", now=now):
        guest = access_guest(actor, guest_id, for_update=True)
        row = Agreement.objects.filter(pk=agreement_id, item_id=guest.item_id, side=guest.side, guest=guest).first()
        if row is None:
            raise NotFoundError(agreement_id)
        refusal = _may_answer(row, digest, name, remark, agreed=agreed)
        signer = Signer(f"{name.strip()}, {guest.organisation}"[:200], Way.BY_CODE, Way.BY_CODE.label, None)
        refusal = refusal or sign(row, agreed=agreed, by=signer, remark=remark, now=now)
        if refusal is not None:
            return undo(refusal)
        details = {"onderdeel": guest.item_id, "kant": guest.side, "sha256": digest, "akkoord": agreed}
        log(actor=actor, verb="akkoord_met_code", arrangement=guest.item.arrangement, now=now, details=details)
        return row


def send_plan_link(*, actor: Actor, arrangement_id: int, now: datetime) -> PlanLink | Refusal:
    """Send the person a link to their plan, for who has no account (link naar het plan); the code goes another way."""
    with deed(actor=actor, verb="plan_link_sturen", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        case = arrangement.case
        if Part.RESPONSIBLE not in parts_of(actor, case) or actor.user_id is None:
            return NOT_RESPONSIBLE
        if case.closed_at is not None:
            return CLOSED
        made = make_link(
            actor=actor,
            deed=READ_PLAN,
            object_kind=PLAN,
            object_id=arrangement.pk,
            for_whom=receiver(case.participant_id),
            called=CALLED,
            subject_id=case.participant_id,
            with_code=True,
            now=now,
        )
        before = due(Term.AGREE, region_code=case.region.code, now=now)
        sent = tell_person(
            case, "arrangement_voorstel", {"uiterlijk": before}, actor=actor, now=now, fresh=lambda _key: made.path
        )
        if isinstance(sent, Refusal):
            return undo(sent)
        arrangement.shared_at = arrangement.shared_at or now
        arrangement.save(update_fields=["shared_at"])
        log(actor=actor, verb="plan_link_sturen", arrangement=arrangement, now=now)
        return PlanLink(arrangement.pk, made.code or "")


def remind_guests(*, now: datetime) -> int:
    """Remind, once, every guest who did not answer in time (herinneren), with the link; gives how many."""
    rows = Agreement.objects.filter(
        answered_at__isnull=True,
        reminded_at__isnull=True,
        guest__isnull=False,
        guest__ended_at__isnull=True,
        version__withdrawn_at__isnull=True,
        due_on__lt=local_day(now),
        version__arrangement__case__closed_at__isnull=True,
    )
    reminded = 0
    for agreement_id in rows.order_by("id").values_list("id", flat=True):
        with deed(actor=SYSTEM, verb="meelezer_herinneren", now=now):
            row = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)
            if row.reminded_at is not None or row.answered_at is not None or row.guest is None:
                continue
            row.reminded_at = now
            row.save(update_fields=["reminded_at"])
            case = row.version.arrangement.case
            if not any(link.works for link in links_of(GUEST, row.guest_id, now)):
                next_step(case, NEW_LINK, term=Term.AGREE, party=case.first_responsible, now=now)
                continue
            tell_guest(
                row.guest, case, "meelezen_herinnering", row.due_on, actor=SYSTEM, now=now, once=f"herinnering {row.pk}"
            )
            reminded += 1
    return reminded


def _send(actor: Actor, guest: Guest, now: datetime) -> Invitation:
    end_links(actor=actor, object_kind=GUEST, object_id=guest.pk, now=now)
    case = guest.item.arrangement.case
    made: MadeLink = make_link(
        actor=actor,
        deed=READ_ALONG,
        object_kind=GUEST,
        object_id=guest.pk,
        for_whom=guest.email.reveal(),
        called=guest.organisation,
        subject_id=case.participant_id,
        with_code=True,
        now=now,
    )
    guest.path = made.path
    guest.save(update_fields=["path"])
    tell_guest(guest, case, "meelezen", due(Term.AGREE, region_code=case.region.code, now=now), actor=actor, now=now)
    return Invitation(guest.pk, guest.organisation, guest.name, made.code or "")


def _may_invite(
    actor: Actor, item: ArrangementItem, guest: GuestFields, *, person_agrees: bool, how: str
) -> Refusal | None:
    if Part.RESPONSIBLE not in item_parts(actor, item, item.arrangement.case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    if item.arrangement.case.closed_at is not None:
        return CLOSED
    if item.stage not in LIVE:
        return ENDED
    if not person_agrees or not how.strip():
        return NOT_ASKED
    return _who(item, guest)


def _who(item: ArrangementItem, guest: GuestFields) -> Refusal | None:
    if guest.side not in OUTSIDE:
        return NO_ADDRESS
    if Guest.objects.filter(item=item, side=guest.side, ended_at__isnull=True).exists():
        return THERE_IS_ONE
    return _address(guest.organisation, guest.name, guest.email)


def _address(organisation: str, name: str, email: str) -> Refusal | None:
    if not organisation.strip() or not name.strip() or not ADDRESS.fullmatch(email.strip()):
        return NO_ADDRESS
    return too_long(Guest, organisation=organisation, name=name)


def _may_manage(actor: Actor, guest: Guest) -> Refusal | None:
    if Part.RESPONSIBLE not in parts_of(actor, guest.item.arrangement.case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    if guest.item.arrangement.case.closed_at is not None:
        return CLOSED
    return ENDED if guest.ended_at is not None or guest.item.stage not in LIVE else None


def _may_answer(row: Agreement, digest: str, name: str, remark: str, *, agreed: bool) -> Refusal | None:
    if row.answered_at is not None:
        return ALREADY
    if row.version.withdrawn_at is not None or row.digest != digest:
        return CHANGED
    if not name.strip():
        return NO_NAME
    return None if agreed or remark.strip() else NO_REASON
