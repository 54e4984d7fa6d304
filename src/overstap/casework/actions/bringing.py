"""Answers and profile lines that come along from a file elsewhere: marked as such, never over what is known here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from overstap.casework.access import open_case, parts_of, special_permitted
from overstap.casework.actions.answers import store_answer
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.profile import first_day, line_row, state_aspects
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.facts import AGE, AGREED, check_answer, unstored
from overstap.casework.models import (
    CaseFact,
    FactSource,
    FactState,
    LabourProfile,
    ProfileEntry,
    ProfileSource,
)
from overstap.casework.policy import catalogue, item_of
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.rules import Origin
from overstap.taxonomy.queries import occupation_named_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from overstap.casework.models import Case
    from overstap.casework.values.profile import ProfileLine
    from overstap.core.actor import Actor
    from overstap.rules.values import Plain

Answer = tuple[str, str, object]
TEXTS = {"wensen": "wishes", "grenzen": "limits", "beroep": "target_occupation", "sector": "target_sector"}
NUMBERS = {"uren": "hours_per_week", "reistijd": "travel_minutes"}
LONGEST = {"beroep": 120, "sector": 60}
ASKED = frozenset({Origin.PERSON, Origin.CASE})


@dataclass(frozen=True, slots=True)
class Luggage:
    """What comes along (bagage): answers, lines with whether the person confirmed them, statements, and from where.

    `occupation` is the address of the occupation that was chosen with the words, or empty.
    """

    answers: Sequence[Answer]
    lines: Sequence[tuple[ProfileLine, bool]]
    statements: Mapping[str, str]
    note: str
    occupation: str = ""


def brought_answer(fact_id: str, state: str, value: object) -> tuple[FactState, Plain | None] | None:
    """The answer as it can be taken over, or None: unknown here, judged by a professional, or outside its domain."""
    fact = catalogue().facts.get(fact_id)
    if fact is None or fact_id in {AGE, AGREED} or state not in FactState.values or not ASKED & set(fact.origin):
        return None
    kept = FactState(state)
    try:
        plain = unstored(fact, value) if kept == FactState.KNOWN else None
    except (TypeError, ValueError):
        return None
    return None if check_answer(fact_id, kept, plain) is not None else (kept, plain)


def mark_brought(case: Case, fact_ids: Iterable[str]) -> None:
    """Say of answers that were stored in this transaction that they came along."""
    rows = CaseFact.objects.filter(case=case, fact_id__in=list(fact_ids), superseded_at__isnull=True)
    rows.update(source=FactSource.BROUGHT)


def bring_along(
    *,
    actor: Actor,
    case_id: int,
    luggage: Luggage,
    now: dt.datetime,
) -> tuple[int, int] | Refusal:
    """Take over answers that nobody gave here yet and profile lines that are new; gives how many of both.

    A line is confirmed only when the person brings it and had confirmed it. Sensitive answers come only where the
    permission for them stands.
    """
    with deed(actor=actor, verb="meebrengen", now=now):
        case, sight = open_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) or not {Item.INTAKE, Item.PROFILE} <= sight.items:
            return NOT_RESPONSIBLE
        return bring_into_new(case, actor, luggage, now=now)


def bring_into_new(case: Case, actor: Actor, luggage: Luggage, *, now: dt.datetime) -> tuple[int, int]:
    """The same for a file that the actor opened in this transaction, also when another party goes on with it."""
    stored = _bring_answers(case, actor, luggage.answers, now)
    profile, _ = LabourProfile.objects.get_or_create(case=case, defaults={"updated_at": now})
    made = _bring_lines(profile, actor, luggage.lines, luggage.note, now)
    changed = _bring_statements(profile, actor, luggage.statements, luggage.note, now)
    if "beroep" in changed:
        _bring_occupation(profile, luggage.occupation)
    log(actor=actor, verb="meebrengen", case=case, now=now, details={"antwoorden": stored, "regels": made})
    return stored, made


def _bring_answers(case: Case, actor: Actor, answers: Sequence[Answer], now: dt.datetime) -> int:
    known = set(
        CaseFact.objects.filter(case=case, superseded_at__isnull=True).order_by().values_list("fact_id", flat=True)
    )
    stored = 0
    for fact_id, state, value in answers:
        answer = brought_answer(fact_id, state, value)
        if answer is None or fact_id in known:
            continue
        item = item_of(catalogue().facts[fact_id])
        if item is not Item.INTAKE and not special_permitted(case, item, now=now):
            continue
        store_answer(
            case, actor=actor, fact_id=fact_id, state=answer[0], value=answer[1], now=now, source=FactSource.BROUGHT
        )
        stored += 1
    return stored


def _bring_lines(
    profile: LabourProfile, actor: Actor, lines: Sequence[tuple[ProfileLine, bool]], note: str, now: dt.datetime
) -> int:
    there = set(
        ProfileEntry.objects.filter(profile=profile, removed_at__isnull=True)
        .order_by()
        .values_list("kind", "name", "employer", "from_month")
    )
    made = 0
    for line, confirmed in lines:
        row = line_row(profile, line, actor, now)
        if isinstance(row, Refusal):
            continue
        key = (row.kind, row.name, row.employer, first_day(row.from_month))
        if key in there:
            continue
        there.add(key)
        row.source, row.source_note = ProfileSource.BROUGHT, f"{note} {line.source_note}".strip()[:160]
        row.confirmed = actor.is_person and confirmed
        row.confirmed_at = now if row.confirmed else None
        row.save(force_insert=True)
        made += 1
    return made


def _bring_statements(
    profile: LabourProfile, actor: Actor, statements: Mapping[str, str], note: str, now: dt.datetime
) -> list[str]:
    changed = []
    for aspect, value in statements.items():
        name = {**TEXTS, **NUMBERS}.get(aspect)
        if name is None or getattr(profile, name) not in {"", None}:
            continue
        if aspect in NUMBERS and not (value.isascii() and value.isdigit() and len(value) <= 3):  # noqa: PLR2004
            continue
        setattr(profile, name, int(value) if aspect in NUMBERS else value[: LONGEST.get(aspect)])
        changed.append(aspect)
    profile.updated_at = now
    profile.save()
    state_aspects(profile, changed, actor=actor, source=ProfileSource.BROUGHT, note=note[:160], now=now)
    return changed


def _bring_occupation(profile: LabourProfile, uri: str) -> None:
    """Keep what was chosen with the words that came along, when a list that is in use here has it."""
    chosen = occupation_named_by(uri) if uri else None
    if chosen is not None:
        profile.occupation_uri, profile.occupation_name = uri, chosen.name
        profile.occupation_edition = f"{chosen.scheme} {chosen.version}"
        profile.save(update_fields=["occupation_uri", "occupation_edition", "occupation_name"])
