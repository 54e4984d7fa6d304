"""A profile with where everything in it comes from, and what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.audit import actions as audit
from overstap.casework.access import open_case
from overstap.casework.competences import competence
from overstap.casework.models import LabourProfile, ProfileEntry, ProfileEntryKind, ProfileSource, ProfileStatement
from overstap.casework.values.profile import ProfileCard, ProfileEntryCard, ProfileHistory, StatementCard
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AbstractBaseUser

    from overstap.casework.models import Case
    from overstap.core.actor import Actor

SAME = (
    "id", "kind", "name", "level", "source", "recorded_at", "confirmed", "code", "employer", "from_month",
    "until_month", "tasks", "field", "diploma", "year", "valid_until", "listening", "reading", "speaking", "writing",
    "source_note", "confirmed_at", "checked", "checked_at", "removed_at", "concept_uri", "concept_edition",
)  # fmt: skip


def profile_of(case: Case) -> ProfileCard | None:
    """The profile of a file that was opened already, or None."""
    row = LabourProfile.objects.filter(case=case).first()
    if row is None:
        return None
    entries = ProfileEntry.objects.filter(profile=row, removed_at__isnull=True)
    said = ProfileStatement.objects.filter(profile=row, superseded_at__isnull=True).select_related("recorded_by")
    cards = tuple(entry_card(one) for one in entries.select_related("recorded_by", "checked_by", "removed_by"))
    return ProfileCard(
        draft=not any(card.kind == ProfileEntryKind.COMPETENCE for card in cards),
        wishes=row.wishes,
        limits=row.limits,
        hours_per_week=row.hours_per_week,
        travel_minutes=row.travel_minutes,
        target_occupation=row.target_occupation,
        occupation_uri=row.occupation_uri,
        occupation_edition=row.occupation_edition,
        occupation_name=row.occupation_name,
        target_sector=row.target_sector,
        updated_at=row.updated_at,
        entries=cards,
        available_from=row.available_from,
        travel_by=tuple(row.travel_by.split()),
        statements=tuple(_statement_card(one) for one in said.order_by("id")) or _unsaid(row),
    )


def profile_history(actor: Actor, case_id: int, *, now: dt.datetime) -> ProfileHistory:
    """What a profile said before (R-056). Raises NotFoundError for who may not see the profile."""
    with audit.one_deed(actor=actor, verb="profielgeschiedenis", now=now):
        case, sight = open_case(actor, case_id, now=now)
        if Item.PROFILE not in sight.items:
            raise NotFoundError(case_id)
        audit.record_read(
            actor=actor,
            verb="profielgeschiedenis",
            object_kind="dossier",
            object_id=case_id,
            subject_id=case.participant_id,
            purpose=sight.told,
            now=now,
        )
        lines = ProfileEntry.objects.filter(profile__case=case, removed_at__isnull=False)
        said = ProfileStatement.objects.filter(profile__case=case, superseded_at__isnull=False)
        return ProfileHistory(
            entries=tuple(
                entry_card(one)
                for one in lines.select_related("recorded_by", "checked_by", "removed_by", "replaced_by").order_by(
                    "-removed_at", "-id"
                )
            ),
            statements=tuple(
                _statement_card(one) for one in said.select_related("recorded_by").order_by("-superseded_at", "-id")
            ),
        )


def entry_card(row: ProfileEntry) -> ProfileEntryCard:
    """Show a line."""
    known = competence(row.code) if row.code else None
    return ProfileEntryCard(
        **{name: getattr(row, name) for name in SAME},
        name_en=known.en if known else row.name,
        esco=known.esco if known else "",
        free=row.kind == ProfileEntryKind.COMPETENCE and not row.code,
        recorded_by=_name(row.recorded_by),
        checked_by=_name(row.checked_by),
        removed_by=_name(row.removed_by),
        replaced=row.removed_at is not None and hasattr(row, "replaced_by"),
    )


def _statement_card(row: ProfileStatement) -> StatementCard:
    return StatementCard(
        aspect=row.aspect,
        value=row.value,
        source=row.source,
        source_note=row.source_note,
        recorded_at=row.recorded_at,
        recorded_by=_name(row.recorded_by),
        superseded_at=row.superseded_at,
    )


def _unsaid(row: LabourProfile) -> tuple[StatementCard, ...]:
    """What came with many files at once has no statements of its own: the adviser brought it in that day."""
    return tuple(
        StatementCard(aspect, value, ProfileSource.PROFESSIONAL, "", row.updated_at, "")
        for aspect, value in aspects(row).items()
        if value
    )


def aspects(row: LabourProfile) -> dict[str, str]:
    """What a profile says now per aspect, as text."""
    return {
        "wensen": row.wishes,
        "grenzen": row.limits,
        "uren": _text(row.hours_per_week),
        "reistijd": _text(row.travel_minutes),
        "beschikbaar": row.available_from.isoformat() if row.available_from else "",
        "vervoer": row.travel_by,
        "beroep": row.target_occupation,
        "sector": row.target_sector,
    }


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _name(user: AbstractBaseUser | None) -> str:
    return str(getattr(user, "name", "")) if user is not None else ""
