"""What the treasury tells about decisions of the framework keeper: frozen values, amounts in whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from overstap.core.ledger import Position

if TYPE_CHECKING:
    from overstap.treasury.models import Allocation, AllocationKey, Budget, Reallocation


@dataclass(frozen=True, slots=True)
class BudgetName:
    """Which budget is meant (budget): stream, region (empty: the country) and year."""

    budget_id: int
    stream: str
    name_nl: str
    name_en: str
    region_code: str
    year: int


@dataclass(frozen=True, slots=True)
class ForetoldThen:
    """When a budget was expected to run out (prognose bij het voorstel): the band, and the chance within the year."""

    early_on: date | None
    late_on: date | None
    chance: int
    basis: str


@dataclass(frozen=True, slots=True)
class ReallocationCard:
    """A proposal to move money that is left over, and what was decided (herverdeling, R-262)."""

    key: UUID
    giver: BudgetName
    taker: BudgetName
    amount_cents: int
    because: str
    state: str
    giver_then: Position
    taker_then: Position
    giver_foretold: ForetoldThen | None
    taker_foretold: ForetoldThen | None
    proposed_at: datetime
    proposed_by: str
    proposed_by_id: int
    decided_at: datetime | None
    decided_by: str
    source: str

    @property
    def between_streams(self) -> bool:
        """Tell whether money goes from one stream to another, which only this decision can do (R-250)."""
        return self.giver.stream != self.taker.stream


def budget_name(row: Budget) -> BudgetName:
    """Name a budget; `row` comes with its stream."""
    stream = row.stream
    return BudgetName(row.id, stream.code, stream.name_nl, stream.name_en, row.region_code, row.year)


def figures_of(position: Position) -> dict[str, int]:
    """A standing as it is kept with a proposal."""
    return {
        "ceiling": position.ceiling,
        "reserved": position.reserved,
        "committed": position.committed,
        "paid": position.paid,
    }


def _foretold(figures: dict[str, Any], side: str) -> ForetoldThen | None:
    kept = figures.get("forecast", {}).get(side)
    if kept is None:
        return None
    early, late = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("early", "late"))
    return ForetoldThen(early, late, kept["chance"], kept["basis"])


def reallocation_card(row: Reallocation) -> ReallocationCard:
    """Make the card; `row` comes with both budgets, their streams and both people."""
    figures: dict[str, Any] = row.figures
    return ReallocationCard(
        key=row.key,
        giver=budget_name(row.from_budget),
        taker=budget_name(row.to_budget),
        amount_cents=row.amount_cents,
        because=row.because,
        state=row.state,
        giver_then=Position(**figures["giver"]),
        taker_then=Position(**figures["taker"]),
        giver_foretold=_foretold(figures, "giver"),
        taker_foretold=_foretold(figures, "taker"),
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by.name,
        proposed_by_id=row.proposed_by_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        source=row.source,
    )


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A version of an allocation key (verdeelsleutel): `measures` are names with weights."""

    key: UUID
    code: str
    version: int
    name: str
    source: str
    measures: tuple[tuple[str, int], ...]
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class AllocationCard:
    """A decision that divided money over the regions by a key (verdeelbesluit)."""

    key: UUID
    code: str
    version: int
    stream: str
    stream_name_nl: str
    stream_name_en: str
    year: int
    amount_cents: int
    source: str
    decided_at: datetime
    decided_by: str


def key_card(row: AllocationKey) -> KeyCard:
    """Make the card; `row` comes with its maker."""
    measures = tuple((str(name), int(weight)) for name, weight in row.measures)
    return KeyCard(row.key, row.code, row.version, row.name, row.source, measures, row.made_at, row.made_by.name)


def allocation_card(row: Allocation) -> AllocationCard:
    """Make the card; `row` comes with its key, stream and decider."""
    return AllocationCard(
        key=row.key,
        code=row.allocation_key.code,
        version=row.allocation_key.version,
        stream=row.stream.code,
        stream_name_nl=row.stream.name_nl,
        stream_name_en=row.stream.name_en,
        year=row.year,
        amount_cents=row.amount_cents,
        source=row.source,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name,
    )
