"""What the treasury tells about money beside the ledgers: frozen values, amounts in whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from overstap.treasury.models import Capacity, CapacityApplication, PreparationContribution


@dataclass(frozen=True, slots=True)
class ContributionCard:
    """What a recipient gets in a year to start preparing (voorbereidingsbijdrage, R-257)."""

    key: UUID
    year: int
    region_code: str
    recipient: str
    amount_cents: int
    source: str
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class CapacityCard:
    """Who brings which people to a region (capaciteitsafspraak, R-258)."""

    key: UUID
    region_code: str
    task: str
    hours_per_week: int
    begins_on: date
    ends_on: date
    agreed: tuple[str, ...]
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """What a social partner asked the ministry, and what became of it (aanvraag van een sociale partner, R-258)."""

    key: UUID
    organisation: str
    organisation_kind: str
    purpose: str
    asked_cents: int
    received_on: date
    registered_by: str
    state: str
    granted_cents: int
    source: str
    decided_at: datetime | None
    decided_by: str
    capacities: tuple[CapacityCard, ...]


def contribution_card(row: PreparationContribution) -> ContributionCard:
    """Make the card; `row` comes with who set it."""
    return ContributionCard(
        row.key, row.year, row.region_code, row.recipient, row.amount_cents, row.source, row.set_at, row.set_by.name
    )


def capacity_card(row: Capacity) -> CapacityCard:
    """Make the card; `row` comes with who recorded it."""
    return CapacityCard(
        key=row.key,
        region_code=row.region_code,
        task=row.task,
        hours_per_week=row.hours_per_week,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        agreed=tuple(row.agreed),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
    )


def application_card(row: CapacityApplication) -> ApplicationCard:
    """Make the card; `row` comes with its people and capacities."""
    return ApplicationCard(
        key=row.key,
        organisation=row.organisation,
        organisation_kind=row.organisation_kind,
        purpose=row.purpose,
        asked_cents=row.asked_cents,
        received_on=row.received_on,
        registered_by=row.registered_by.name,
        state=row.state,
        granted_cents=row.granted_cents,
        source=row.source,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        capacities=tuple(capacity_card(one) for one in row.capacities.all()),
    )
