"""The verbs of a participant: register, correct how to reach them, stop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import one_deed, record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.likeness import Features
from overstap.core.people import Registration, refuse_contact, refuse_registration
from overstap.parties.models import User
from overstap.parties.queries import official_municipality
from overstap.people.access import access_participant
from overstap.people.actions.proposing import Pair, propose_pairs
from overstap.people.duplicates import Twin, nearest
from overstap.people.models import Participant
from overstap.people.values import ParticipantCard, participant_card


def register_participant(
    *,
    actor: Actor,
    first_name: str,
    last_name: str,
    birth_date: date,
    email: str,
    phone: str,
    municipality: str,
    language: str,
    now: datetime,
) -> ParticipantCard | Refusal:
    """Register someone who wants to take part (R-020), by themselves or at a desk.

    A new e-mail address gets an account without a password: the person signs in with a code. An address that is in use
    gets none, and the participant is marked as a possible duplicate; so is someone with the same name and birth date.
    The answer never tells whose address it is.
    """
    filled = Registration(
        first_name=" ".join(first_name.split()),
        last_name=" ".join(last_name.split()),
        birth_date=birth_date,
        email=email.strip().lower(),
        phone=phone.strip(),
        language=language,
    )
    place = official_municipality(municipality, timezone.localdate(now))
    refusal = refuse_registration(filled, timezone.localdate(now))
    if refusal is not None:
        return refusal
    if place is None:
        return _unknown_municipality()
    with transaction.atomic():
        row = _create(filled, place, now)
        _record(actor, "register_participant", row, now, {"mogelijk_dubbel": row.possible_duplicate})
    return participant_card(row)


def correct_contact(
    *,
    actor: Actor,
    participant_id: int,
    email: str,
    phone: str,
    municipality: str,
    language: str,
    now: datetime,
) -> ParticipantCard | Refusal:
    """Correct how a person is reached and where they live; a move to another region is for casework to follow up.

    The address with which the person signs in stays as it is: only its owner changes that, with the account.
    Raises NotFoundError for who may not see the person.
    """
    email, phone = email.strip().lower(), phone.strip()
    with one_deed(actor=actor, verb="correct_contact", now=now):
        row = access_participant(actor, participant_id, purpose="begeleiding", now=now, for_update=True)
        place = official_municipality(municipality, timezone.localdate(now))
        refusal = refuse_contact(email=email, phone=phone, language=language)
        if refusal is not None:
            return refusal
        if place is None:
            return _unknown_municipality()
        new = {"email": email, "phone": phone, "municipality": place, "language": language}
        changed = sorted(name for name, value in new.items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, new[name])
        row.save()
        _record(actor, "correct_contact", row, now, {"veranderd": changed})
    return participant_card(row)


def move_house(*, actor: Actor, participant_id: int, municipality: str, now: datetime) -> None:
    """Note in which municipality a person lives from now on; casework, which calls this, passes the file on (R-080).

    The caller went through the door of the file and checked the name of the municipality.
    """
    with transaction.atomic():
        row = Participant.objects.select_for_update().get(id=participant_id)
        if row.municipality != municipality:
            row.municipality = municipality
            row.save()
            _record(actor, "verhuizen", row, now, {"veranderd": ["municipality"]})


def mark_withdrawn(*, actor: Actor, participant_id: int, now: datetime) -> ParticipantCard:
    """Note that a person stopped taking part (R-128); casework closes the file in the same transaction.

    Stopping twice changes nothing. The caller went through the door of the file.
    """
    with transaction.atomic():
        row = Participant.objects.select_for_update().get(id=participant_id)
        if row.withdrew_at is None:
            row.withdrew_at = max(row.takes_part_since, now)
            row.save()
            _record(actor, "mark_withdrawn", row, now, {})
    return participant_card(row)


def mark_returned(*, actor: Actor, participant_id: int, now: datetime) -> ParticipantCard:
    """Note that a person who had stopped takes part again, of their own will. The caller went through a door."""
    with transaction.atomic():
        row = Participant.objects.select_for_update().get(id=participant_id)
        if row.withdrew_at is not None:
            row.withdrew_at, row.takes_part_since = None, now
            row.save()
            _record(actor, "mark_returned", row, now, {})
    return participant_card(row)


def _create(filled: Registration, place: str, now: datetime) -> Participant:
    twins = _twins(filled)
    user, made = None, False
    if filled.email:
        name = f"{filled.first_name} {filled.last_name}"
        user, made = User.objects.get_or_create_account(filled.email, name, filled.language)
    row = Participant.objects.create(
        user=user if made else None,
        first_name=filled.first_name,
        last_name=filled.last_name,
        birth_date=filled.birth_date,
        email=filled.email,
        phone=filled.phone,
        municipality=place,
        language=filled.language,
        takes_part_since=now,
        possible_duplicate=bool(twins) or (user is not None and not made),
    )
    propose_pairs([Pair.of(row.pk, twin.participant_id, twin.grounds) for twin in twins], now=now)
    return row


def _twins(filled: Registration) -> tuple[Twin, ...]:
    """Who is known and may be the same person: born on the same day and named alike, or with the same address."""
    features = Features.of(
        first_name=filled.first_name,
        last_name=filled.last_name,
        birth_date=filled.birth_date,
        email=filled.email,
        phone="",
    )
    return nearest(features).twins(features)


def _record(actor: Actor, verb: str, row: Participant, now: datetime, details: Mapping[str, object]) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind="participant",
        object_id=row.pk,
        subject_id=row.pk,
        now=now,
        details=details,
    )


def _unknown_municipality() -> Refusal:
    return Refusal(
        rule="people.municipality-unknown",
        because=N_("Deze gemeente kennen we niet."),
        source="werkdocument-2020",
        remedy=N_("Kies de gemeente waar u woont uit de lijst."),
    )
