"""Registering many people at once: the same rows as one by one, in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from overstap.audit.actions import Deed, record_many
from overstap.core.actor import Actor
from overstap.core.people import Registration, refuse_citizen_numbers
from overstap.parties.models import User
from overstap.people.models import CitizenNumber, Participant


@dataclass(frozen=True, slots=True)
class Entry:
    """One person to register (inschrijving): checked already, with the official name of the municipality.

    `twin` marks somebody who may be known under another registration. `citizen_number` may be empty.
    """

    person: Registration
    municipality: str
    twin: bool = False
    citizen_number: str = ""


def register_participants(*, actor: Actor, entries: Sequence[Entry], now: datetime) -> tuple[Participant, ...]:
    """Register people who were checked, in the transaction of the caller; in the order of the entries.

    As one by one, an address that nobody uses gets an account, and an address that is in use gets none and marks a
    possible duplicate. A citizen service number is kept for an organisation with a legal ground, once.
    """
    accounts = _accounts(entries)
    rows = [_row(entry, accounts.pop(entry.person.email, None), now) for entry in entries]
    Participant.objects.bulk_create(rows)
    _keep_numbers(actor, entries, rows, now)
    record_many(
        Deed(
            actor=actor,
            verb="register_participant",
            object_kind="participant",
            object_id=row.pk,
            at=now,
            details={"mogelijk_dubbel": row.possible_duplicate},
            subject_id=row.pk,
        )
        for row in rows
    )
    return tuple(rows)


def _accounts(entries: Sequence[Entry]) -> dict[str, User]:
    """A new account for each address that nobody uses; of two people with one address the first gets it."""
    wanted = {entry.person.email: entry.person for entry in reversed(entries) if entry.person.email}
    taken = set(User.objects.filter(email__in=sorted(wanted)).order_by("id").values_list("email", flat=True))
    made = [
        User(
            email=email,
            name=f"{person.first_name} {person.last_name}",
            language=person.language,
            password=make_password(None),
        )
        for email, person in wanted.items()
        if email not in taken
    ]
    return {user.email: user for user in User.objects.bulk_create(made)}


def _row(entry: Entry, account: User | None, now: datetime) -> Participant:
    person = entry.person
    return Participant(
        user=account,
        first_name=person.first_name,
        last_name=person.last_name,
        birth_date=person.birth_date,
        email=person.email,
        phone=person.phone,
        municipality=entry.municipality,
        language=person.language,
        takes_part_since=now,
        possible_duplicate=entry.twin or (bool(person.email) and account is None),
    )


def _keep_numbers(actor: Actor, entries: Sequence[Entry], rows: Sequence[Participant], now: datetime) -> None:
    if refuse_citizen_numbers(actor.party_kind) is not None:
        return
    kept = [
        CitizenNumber(
            participant=row, number=entry.citizen_number, recorded_at=now, recorded_for=actor.party_name[:120]
        )
        for entry, row in zip(entries, rows, strict=True)
        if entry.citizen_number
    ]
    CitizenNumber.objects.bulk_create(kept)
    record_many(
        Deed(
            actor=actor,
            verb="bsn_vastleggen",
            object_kind="bsn",
            object_id=row.participant_id,
            at=now,
            details={},
            subject_id=row.participant_id,
        )
        for row in kept
    )
