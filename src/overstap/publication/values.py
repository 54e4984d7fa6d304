"""What the context tells: drafts and publications as plain values, and a refusal that keeps what both people wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.core.decision import Refusal

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Writer:
    """Someone who wrote at a draft (schrijver)."""

    user_id: int
    name: str
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as a list shows it (concept): where it started, where it stands, and what this reader can do with it."""

    id: int
    scheme_id: str
    base_from: dt.date | None
    base_hash: str
    revision: int
    state: str
    state_label: str
    note: str
    started_at: dt.datetime
    changed_at: dt.datetime
    changed_by: str
    writers: tuple[Writer, ...]
    moves: tuple[str, ...]
    wrote_myself: bool

    @property
    def is_open(self) -> bool:
        """Tell whether it can be written at."""
        return "concept_bewaren" in self.moves


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft with its text."""

    card: DraftCard
    content: str


@dataclass(frozen=True, slots=True)
class PublicationCard:
    """What was published here (publicatie); `placed` tells whether its file is in the folder that is read.

    `facts` names the questions of a publication of questions; that has no first day.
    """

    id: int
    draft_id: int
    scheme_id: str
    valid_from: dt.date | None
    file_hash: str
    writers: tuple[str, ...]
    publisher: str
    published_at: dt.datetime
    note: str
    placed: bool
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overtaken(Refusal):
    """Somebody wrote at the draft after this writer opened it (ingehaald): nothing was kept, both texts are here."""

    mine: str = ""
    theirs: str = ""
    revision: int = 0
