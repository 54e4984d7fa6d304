"""Keeping the labour profile and the results of diagnosis tools."""

from __future__ import annotations

import datetime as dt

from overstap.casework.access import open_case, parts_of
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.models import (
    Case,
    Diagnosis,
    FactSource,
    LabourProfile,
    ProfileEntry,
    ProfileEntryKind,
)
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.parties.models import Party

MOST_HOURS = 60
MOST_TRAVEL_MINUTES = 240


def save_profile(
    *,
    actor: Actor,
    case_id: int,
    wishes: str,
    limits: str,
    hours_per_week: int | None,
    travel_minutes: int | None,
    target_occupation: str,
    target_sector: str,
    now: dt.datetime,
) -> int | Refusal:
    """Write what someone wants and what limits there are (R-056); gives the id of the profile."""
    with deed(actor=actor, verb="profiel", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        if (hours_per_week or 0) > MOST_HOURS or (travel_minutes or 0) > MOST_TRAVEL_MINUTES:
            return Refusal(
                rule="profiel.uren",
                because=N_("Uren per week of reistijd zijn hoger dan kan."),
                remedy=N_("Kijk de getallen na: uren per week en minuten reistijd."),
            )
        profile.wishes, profile.limits = wishes.strip(), limits.strip()
        profile.hours_per_week, profile.travel_minutes = hours_per_week, travel_minutes
        profile.target_occupation, profile.target_sector = target_occupation.strip(), target_sector.strip()
        profile.updated_at = now
        refusal = too_long(profile)
        if refusal is not None:
            return refusal
        profile.save()
        log(actor=actor, verb="profiel", case=case, now=now)
        return profile.pk


def add_profile_entry(
    *,
    actor: Actor,
    case_id: int,
    kind: str,
    name: str,
    level: str = "",
    from_register: bool = False,
    now: dt.datetime,
) -> int | Refusal:
    """Add a line to the profile: what the person says is confirmed at once, what another says waits for the person."""
    with deed(actor=actor, verb="profielregel_toevoegen", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        if kind not in ProfileEntryKind.values or not name.strip():
            return Refusal(rule="profiel.regel", because=N_("Kies een soort en vul in wat iemand kan of heeft gedaan."))
        source = FactSource.REGISTER if from_register else FactSource.PROFESSIONAL
        row = ProfileEntry(
            profile=profile,
            kind=kind,
            name=name.strip(),
            level=level.strip(),
            source=FactSource.PERSON if actor.is_person else source,
            recorded_at=now,
            confirmed=actor.is_person,
        )
        refusal = too_long(row)
        if refusal is not None:
            return refusal
        row.save(force_insert=True)
        _touch(profile, now)
        log(actor=actor, verb="profielregel_toevoegen", case=case, now=now, details={"soort": kind})
        return row.pk


def remove_profile_entry(*, actor: Actor, case_id: int, entry_id: int, now: dt.datetime) -> int | Refusal:
    """Take a line off the profile; it is kept as removed."""
    with deed(actor=actor, verb="profielregel_verwijderen", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        row = _entry(profile, entry_id)
        row.removed_at = now
        row.save(update_fields=["removed_at"])
        _touch(profile, now)
        log(actor=actor, verb="profielregel_verwijderen", case=case, now=now, details={"soort": row.kind})
        return row.pk


def confirm_profile_entry(*, actor: Actor, case_id: int, entry_id: int, now: dt.datetime) -> int | Refusal:
    """Confirm a line: only the person can say that what others wrote is right."""
    with deed(actor=actor, verb="profielregel_bevestigen", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        if Part.PERSON not in parts_of(actor, case):
            return Refusal(
                rule="profiel.bevestigen",
                because=N_("Alleen de deelnemer zelf kan een regel van het profiel bevestigen."),
            )
        row = _entry(profile, entry_id)
        row.confirmed = True
        row.save(update_fields=["confirmed"])
        log(actor=actor, verb="profielregel_bevestigen", case=case, now=now, details={"soort": row.kind})
        return row.pk


def add_diagnosis(
    *,
    actor: Actor,
    case_id: int,
    tool: str,
    tool_version: str,
    taken_on: dt.date,
    result: str,
    party_id: int | None = None,
    now: dt.datetime,
) -> int | Refusal:
    """Add the result of a diagnosis tool of any party, with its name, version and date (R-103, R-114)."""
    with deed(actor=actor, verb="diagnose", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if Item.ADVICE not in sight.items or actor.is_person or actor.party_id is None:
            return NOT_RESPONSIBLE
        party = Party.objects.filter(pk=party_id or actor.party_id).first()
        if party is None or not (tool.strip() and tool_version.strip() and result.strip()):
            return Refusal(
                rule="diagnose.volledig",
                because=N_("Vul de partij, de naam en de versie van het instrument en de uitkomst in."),
                source="Werkdocument, Aanbod in kaart",
            )
        if taken_on > local_day(now):
            return Refusal(rule="diagnose.toekomst", because=N_("De datum van de diagnose ligt in de toekomst."))
        row = Diagnosis(case=case, party=party, taken_on=taken_on, result=result.strip(), recorded_at=now)
        row.tool, row.tool_version = tool.strip(), tool_version.strip()
        refusal = too_long(row)
        if refusal is not None:
            return refusal
        row.save(force_insert=True)
        log(actor=actor, verb="diagnose", case=case, now=now, details={"instrument": row.tool})
        return row.pk


def _open_profile(actor: Actor, case_id: int, now: dt.datetime) -> tuple[Case, LabourProfile] | Refusal:
    case, sight = open_case(actor, case_id, now=now, for_update=True)
    if case.closed_at is not None:
        return CLOSED
    if Item.PROFILE not in sight.items or not parts_of(actor, case):
        return NOT_RESPONSIBLE
    profile, _ = LabourProfile.objects.get_or_create(case=case, defaults={"updated_at": now})
    return case, profile


def _entry(profile: LabourProfile, entry_id: int) -> ProfileEntry:
    row = ProfileEntry.objects.filter(pk=entry_id, profile=profile, removed_at__isnull=True).first()
    if row is None:
        raise NotFoundError(entry_id)
    return row


def _touch(profile: LabourProfile, now: dt.datetime) -> None:
    profile.updated_at = now
    profile.save(update_fields=["updated_at"])
