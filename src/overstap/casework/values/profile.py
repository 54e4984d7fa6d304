"""A profile as values: what goes in, and what a reader gets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A line as someone fills it in (ingevulde profielregel); which parts count depends on `kind`.

    `source` is empty for who writes it: the person or the adviser.
    """

    kind: str
    name: str
    level: str = ""
    code: str = ""
    employer: str = ""
    from_month: dt.date | None = None
    until_month: dt.date | None = None
    tasks: str = ""
    field: str = ""
    diploma: bool | None = None
    year: int | None = None
    valid_until: dt.date | None = None
    listening: str = ""
    reading: str = ""
    speaking: str = ""
    writing: str = ""
    source: str = ""
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class ProfileWish:
    """What someone wants and what work may ask of them (wensen en grenzen)."""

    wishes: str = ""
    limits: str = ""
    hours_per_week: int | None = None
    travel_minutes: int | None = None
    target_occupation: str = ""
    target_sector: str = ""
    available_from: dt.date | None = None
    travel_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileEntryCard:
    """One line of a profile (profielregel) with its source, date and whether the person confirmed it.

    `name_en` is only known of a competence of the starter set, which has a `code`; `free` tells that a competence was
    typed freely. `checked` is what a professional saw, by whom and when. `removed_at` is set in the history.
    """

    id: int
    kind: str
    name: str
    level: str
    source: str
    recorded_at: dt.datetime
    confirmed: bool
    name_en: str = ""
    code: str = ""
    concept_uri: str = ""
    concept_edition: str = ""
    esco: str = ""
    free: bool = False
    employer: str = ""
    from_month: dt.date | None = None
    until_month: dt.date | None = None
    tasks: str = ""
    field: str = ""
    diploma: bool | None = None
    year: int | None = None
    valid_until: dt.date | None = None
    listening: str = ""
    reading: str = ""
    speaking: str = ""
    writing: str = ""
    source_note: str = ""
    recorded_by: str = ""
    confirmed_at: dt.datetime | None = None
    checked: str = ""
    checked_by: str = ""
    checked_at: dt.datetime | None = None
    removed_at: dt.datetime | None = None
    removed_by: str = ""
    replaced: bool = False

    @property
    def name_nl(self) -> str:
        """The name in Dutch, beside `name_en`."""
        return self.name


@dataclass(frozen=True, slots=True)
class StatementCard:
    """What was said about one aspect of a profile (uitspraak), by whom and when; of the past when superseded."""

    aspect: str
    value: str
    source: str
    source_note: str
    recorded_at: dt.datetime
    recorded_by: str
    superseded_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """What someone can and wants (arbeidsmarktprofiel); `draft` until it names a competence (R-056).

    `occupation_*` is what was chosen from a list beside what was typed: its address, its list and version, its name.
    """

    draft: bool
    wishes: str
    limits: str
    hours_per_week: int | None
    travel_minutes: int | None
    target_occupation: str
    target_sector: str
    updated_at: dt.datetime
    entries: tuple[ProfileEntryCard, ...]
    available_from: dt.date | None = None
    travel_by: tuple[str, ...] = ()
    statements: tuple[StatementCard, ...] = ()
    occupation_uri: str = ""
    occupation_edition: str = ""
    occupation_name: str = ""


@dataclass(frozen=True, slots=True)
class ProfileHistory:
    """What a profile said before (geschiedenis van een profiel), the latest first."""

    entries: tuple[ProfileEntryCard, ...]
    statements: tuple[StatementCard, ...]


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence of the starter set (competentie), with the address of ESCO where there is one."""

    code: str
    nl: str
    en: str
    group_nl: str
    group_en: str
    esco: str
