"""Decisions about many budgets, as the cashier and the framework keeper read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.treasury import frames, policy
from overstap.treasury.framework_cards import ReallocationCard, reallocation_card
from overstap.treasury.models import Reallocation
from overstap.treasury.queries.positions import utilisation
from overstap.treasury.values import MONEY_ROLES

_WITH_EVERYTHING = ("from_budget__stream", "to_budget__stream", "proposed_by", "decided_by")


def reallocations(actor: Actor) -> tuple[ReallocationCard, ...]:
    """Every proposed and decided reallocation, newest first; none for who does not keep the money."""
    if not actor.has(*MONEY_ROLES):
        return ()
    return tuple(reallocation_card(row) for row in Reallocation.objects.select_related(*_WITH_EVERYTHING))


def reallocation(actor: Actor, key: UUID) -> ReallocationCard:
    """One reallocation; raises NotFoundError for who does not keep the money."""
    found = Reallocation.objects.select_related(*_WITH_EVERYTHING).filter(key=key).first()
    if found is None or not actor.has(*MONEY_ROLES):
        raise NotFoundError(f"no reallocation {key}")
    return reallocation_card(found)


@dataclass(frozen=True, slots=True)
class FrameRow:
    """What the country has of some streams in a year (landelijk kader): by the schemes, and moved by reallocations."""

    streams: tuple[str, ...]
    year: int
    scheme_cents: int
    moved_cents: int
    allotted_cents: int
    source: str

    @property
    def amount_cents(self) -> int:
        """What may be divided."""
        return self.scheme_cents + self.moved_cents

    @property
    def left_cents(self) -> int:
        """What no budget has yet."""
        return self.amount_cents - self.allotted_cents


def national_frames(on: date, *, as_of: datetime | None = None) -> tuple[FrameRow, ...]:
    """Every national amount per year, by the schemes of a day, with what was divided of it (R-253).

    With `as_of` as it stood then: the decisions and the entries up to and including that moment.
    """
    seen: set[frozenset[str]] = set()
    rows = []
    for stream in policy.streams(on):
        frame = policy.national_frame(stream.code, policy.frame_years(on)[0], on) if stream.has_ledger else None
        if frame is None or frame.streams in seen:
            continue
        seen.add(frame.streams)
        for year in policy.frame_years(on):
            of_year = policy.national_frame(stream.code, year, on)
            moved = frames.moved_in(frame.streams, year, as_of=as_of)
            allotted = frames.allotted(frame.streams, year) if as_of is None else _given(frame.streams, year, as_of)
            if of_year is not None and (of_year.cents or moved or allotted):
                names = tuple(sorted(frame.streams))
                rows.append(FrameRow(names, year, of_year.cents, moved, allotted, of_year.source))
    return tuple(rows)


def _given(streams: Collection[str], year: int, as_of: datetime) -> int:
    rows = utilisation(region_code=None, as_of=as_of, year=year)
    return sum(row.total.ceiling for row in rows if row.stream.code in streams)
