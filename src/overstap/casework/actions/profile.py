"""Keeping the labour profile and the results of diagnosis tools."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from overstap.casework.access import open_case, parts_of
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.competences import competence, edition_in_use, named
from overstap.casework.models import (
    Case,
    Diagnosis,
    LabourProfile,
    ProfileEntry,
    ProfileEntryKind,
    ProfileSource,
    ProfileStatement,
)
from overstap.casework.policy import MOST_TRAVEL, local_day, most_hours_per_week, number_of_term
from overstap.casework.queries.profile import aspects
from overstap.casework.values.profile import ProfileLine, ProfileWish
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.core.profile import refuse_health, refuse_levels, refuse_months, refuse_year
from overstap.parties.models import Party
from overstap.taxonomy.queries import occupation_named_by
from overstap.taxonomy.reading.starter import skill_uri

OCCUPATION_LENGTH = 120
TRAVEL_BY = ("lopend", "fiets", "bromfiets", "ov", "auto")
WORDS = Path(__file__).parent.parent / "health_words.txt"
OLD_ASPECTS = frozenset({"wensen", "grenzen", "uren", "reistijd", "beroep", "sector"})
OWN = {ProfileSource.DOCUMENT, ProfileSource.PARTY, ProfileSource.REGISTER}
NO_LINE = Refusal(rule="profiel.regel", because=N_("Kies een soort en vul in wat iemand kan of heeft gedaan."))


@cache
def health_words() -> tuple[str, ...]:
    """The words by which a text turns out to be about health."""
    return tuple(WORDS.read_text(encoding="utf-8").split("\n"))[:-1]


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
    wish = ProfileWish(wishes, limits, hours_per_week, travel_minutes, target_occupation, target_sector)
    return save_wishes(actor=actor, case_id=case_id, wish=wish, now=now, only=OLD_ASPECTS)


def save_wishes(
    *,
    actor: Actor,
    case_id: int,
    wish: ProfileWish,
    now: dt.datetime,
    source: str = "",
    source_note: str = "",
    only: frozenset[str] | None = None,
) -> int | Refusal:
    """Write what someone wants, may be asked and when they can start (R-056); gives the id of the profile.

    What did not change keeps its source and date; what did is kept as history. `only` names the aspects to write.
    """
    with deed(actor=actor, verb="profiel", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        refusal = _refuse_wish(wish, only, local_day(now))
        if refusal is not None:
            return refusal
        before = aspects(profile)
        _fill(profile, wish, only)
        profile.updated_at = now
        refusal = too_long(profile) or too_long(ProfileStatement(source_note=source_note.strip()))
        if refusal is not None:
            return refusal
        profile.save()
        changed = [name for name, value in aspects(profile).items() if value != before[name]]
        if "beroep" in changed:
            # What was chosen from the list belonged to the old words.
            profile.occupation_uri = profile.occupation_edition = profile.occupation_name = ""
            profile.save(update_fields=["occupation_uri", "occupation_edition", "occupation_name"])
        state_aspects(profile, changed, actor=actor, source=_source(actor, source), note=source_note.strip(), now=now)
        log(actor=actor, verb="profiel", case=case, now=now, details={"onderwerpen": changed})
        return profile.pk


def confirm_occupation(*, actor: Actor, case_id: int, uri: str, now: dt.datetime) -> int | Refusal:
    """Keep the occupation of a list that somebody meant with what was typed; an empty address takes it away (R-056).

    What was typed stays. Where nothing was, the name from the list is written. Raises NotFoundError for an address
    that is no occupation of a list in use.
    """
    with deed(actor=actor, verb="profiel_beroep", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        chosen = occupation_named_by(uri) if uri else None
        if uri and chosen is None:
            raise NotFoundError(uri)
        profile.occupation_uri = uri
        profile.occupation_edition = f"{chosen.scheme} {chosen.version}" if chosen else ""
        profile.occupation_name = chosen.name if chosen else ""
        profile.updated_at = now
        if chosen and not profile.target_occupation:
            profile.target_occupation = chosen.name[:OCCUPATION_LENGTH]
            state_aspects(profile, ["beroep"], actor=actor, source=_source(actor, ""), note="", now=now)
        profile.save()
        log(actor=actor, verb="profiel_beroep", case=case, now=now, details={"gekozen": bool(chosen)})
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
    """Add a line that is no more than a name and a level."""
    source = ProfileSource.REGISTER.value if from_register else ""
    line = ProfileLine(kind, name, level=level, source=source)
    return add_profile_line(actor=actor, case_id=case_id, line=line, now=now)


def add_profile_line(*, actor: Actor, case_id: int, line: ProfileLine, now: dt.datetime) -> int | Refusal:
    """Add a line to the profile: what the person says is confirmed at once, what another says waits for the person."""
    with deed(actor=actor, verb="profielregel_toevoegen", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        row = line_row(profile, line, actor, now)
        if isinstance(row, Refusal):
            return row
        row.save(force_insert=True)
        _touch(profile, now)
        log(actor=actor, verb="profielregel_toevoegen", case=case, now=now, details={"soort": line.kind})
        return row.pk


def change_profile_line(
    *, actor: Actor, case_id: int, entry_id: int, line: ProfileLine, now: dt.datetime
) -> int | Refusal:
    """Write a line anew; the line as it was stays in the history. Gives the id of the new line."""
    with deed(actor=actor, verb="profielregel_wijzigen", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        old = _entry(profile, entry_id)
        row = line_row(profile, line, actor, now)
        if isinstance(row, Refusal):
            return row
        row.replaces = old
        _remove(old, actor, now)
        row.save(force_insert=True)
        _touch(profile, now)
        log(actor=actor, verb="profielregel_wijzigen", case=case, now=now, details={"soort": line.kind})
        return row.pk


def remove_profile_entry(*, actor: Actor, case_id: int, entry_id: int, now: dt.datetime) -> int | Refusal:
    """Take a line off the profile; it is kept as removed."""
    with deed(actor=actor, verb="profielregel_verwijderen", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        row = _entry(profile, entry_id)
        _remove(row, actor, now)
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
        row.confirmed, row.confirmed_at = True, now
        row.save(update_fields=["confirmed", "confirmed_at"])
        log(actor=actor, verb="profielregel_bevestigen", case=case, now=now, details={"soort": row.kind})
        return row.pk


def check_profile_line(*, actor: Actor, case_id: int, entry_id: int, saw: str, now: dt.datetime) -> int | Refusal:
    """Keep that a professional saw what a line says with their own eyes, for instance a diploma."""
    with deed(actor=actor, verb="profielregel_nagaan", now=now):
        found = _open_profile(actor, case_id, now)
        if isinstance(found, Refusal):
            return found
        case, profile = found
        if actor.is_person:
            return NOT_RESPONSIBLE
        row = _entry(profile, entry_id)
        row.checked, row.checked_by_id, row.checked_at = saw.strip(), actor.user_id, now
        if not row.checked:
            return Refusal(
                rule="profiel.gezien", because=N_("Vul in wat u zag."), remedy=N_("Bijvoorbeeld: diploma gezien.")
            )
        refusal = too_long(row)
        if refusal is not None:
            return refusal
        row.save(update_fields=["checked", "checked_by", "checked_at"])
        log(actor=actor, verb="profielregel_nagaan", case=case, now=now, details={"soort": row.kind})
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
        row.tool, row.tool_version, row.recorded_by_id = tool.strip(), tool_version.strip(), actor.user_id
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


def _refuse_wish(wish: ProfileWish, only: frozenset[str] | None, today: dt.date) -> Refusal | None:
    if (wish.hours_per_week or 0) > most_hours_per_week(today):
        return Refusal(
            rule="profiel.uren",
            because=N_("Zo veel uren per week mag niemand werken."),
            source="arbeidstijdenwet",
            remedy=N_("Kijk het aantal uren per week na."),
        )
    if (wish.travel_minutes or 0) > number_of_term(MOST_TRAVEL, region_code="", on=today):
        return Refusal(
            rule="profiel.reistijd",
            because=N_("Zo ver reist niemand voor werk."),
            remedy=N_("Kijk het aantal minuten reistijd na."),
        )
    if (only is None or "vervoer" in only) and not set(wish.travel_by) <= set(TRAVEL_BY):
        return Refusal(rule="profiel.vervoer", because=N_("Kies hoe iemand kan reizen uit de lijst."))
    return refuse_health(wish.limits, health_words())


def _fill(profile: LabourProfile, wish: ProfileWish, only: frozenset[str] | None) -> None:
    fresh = {
        "wensen": ("wishes", wish.wishes.strip()),
        "grenzen": ("limits", wish.limits.strip()),
        "uren": ("hours_per_week", wish.hours_per_week),
        "reistijd": ("travel_minutes", wish.travel_minutes),
        "beschikbaar": ("available_from", wish.available_from),
        "vervoer": ("travel_by", " ".join(one for one in TRAVEL_BY if one in wish.travel_by)),
        "beroep": ("target_occupation", wish.target_occupation.strip()),
        "sector": ("target_sector", wish.target_sector.strip()),
    }
    for aspect, (name, value) in fresh.items():
        if only is None or aspect in only:
            setattr(profile, name, value)


def state_aspects(
    profile: LabourProfile, changed: list[str], *, actor: Actor, source: str, note: str, now: dt.datetime
) -> None:
    """Write down what the profile says now of these aspects, with its source; what was said before stays readable."""
    said = ProfileStatement.objects.filter(profile=profile, superseded_at__isnull=True, aspect__in=changed)
    said.update(superseded_at=now)
    values = aspects(profile)
    ProfileStatement.objects.bulk_create(
        ProfileStatement(
            profile=profile,
            aspect=aspect,
            value=values[aspect],
            source=source,
            source_note=note,
            recorded_at=now,
            recorded_by_id=actor.user_id,
        )
        for aspect in changed
    )


def _source(actor: Actor, named_source: str) -> str:
    """The person speaks for themselves; a professional may name what it was taken from."""
    if actor.is_person:
        return ProfileSource.DOCUMENT if named_source == ProfileSource.DOCUMENT else ProfileSource.PERSON
    return named_source if named_source in OWN else ProfileSource.PROFESSIONAL


def line_row(profile: LabourProfile, line: ProfileLine, actor: Actor, now: dt.datetime) -> ProfileEntry | Refusal:
    """Make the row of a line, not saved yet; a refusal when something in the line cannot be right."""
    today = local_day(now)
    known = competence(line.code) if line.code else None
    name = known.nl if known else line.name.strip()
    if line.kind not in ProfileEntryKind.values or not name:
        return NO_LINE
    if known is None and line.kind == ProfileEntryKind.COMPETENCE:
        known = named(name)
    skills = (line.listening, line.reading, line.speaking, line.writing)
    refusal = (
        refuse_months(line.from_month, line.until_month, today=today)
        or refuse_year(line.year, today=today)
        or refuse_levels(skills)
    )
    if refusal is not None:
        return refusal
    row = ProfileEntry(profile=profile, kind=line.kind, name=known.nl if known else name, level=line.level.strip())
    if known and line.kind == ProfileEntryKind.COMPETENCE:
        row.code, row.concept_uri, row.concept_edition = known.code, skill_uri(known.code), edition_in_use()
    row.employer, row.tasks, row.field = line.employer.strip(), line.tasks.strip(), line.field.strip()
    row.from_month, row.until_month = first_day(line.from_month), first_day(line.until_month)
    row.diploma, row.year, row.valid_until = line.diploma, line.year, line.valid_until
    row.listening, row.reading, row.speaking, row.writing = skills
    row.source, row.source_note = _source(actor, line.source), line.source_note.strip()
    row.recorded_at, row.recorded_by_id = now, actor.user_id
    row.confirmed, row.confirmed_at = actor.is_person, now if actor.is_person else None
    return too_long(row) or row


def first_day(month: dt.date | None) -> dt.date | None:
    """The month of a day, as it is kept: by its first day."""
    return month.replace(day=1) if month else None


def _entry(profile: LabourProfile, entry_id: int) -> ProfileEntry:
    row = ProfileEntry.objects.filter(pk=entry_id, profile=profile, removed_at__isnull=True).first()
    if row is None:
        raise NotFoundError(entry_id)
    return row


def _remove(row: ProfileEntry, actor: Actor, now: dt.datetime) -> None:
    row.removed_at, row.removed_by_id = now, actor.user_id
    row.save(update_fields=["removed_at", "removed_by"])


def _touch(profile: LabourProfile, now: dt.datetime) -> None:
    profile.updated_at = now
    profile.save(update_fields=["updated_at"])
