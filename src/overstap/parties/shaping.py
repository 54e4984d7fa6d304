"""From rows to values."""

from __future__ import annotations

from overstap.parties.models import Desk, Installation, Party, Region, SeatHolder
from overstap.parties.values import DeskCard, InstallationCard, PartyCard, RegionCard, SeatCard


def region_card(row: Region) -> RegionCard:
    """Shape a region."""
    return RegionCard(
        code=row.code,
        name=row.name,
        phase=row.phase,
        planned_from=row.planned_from,
        planned_until=row.planned_until,
        state=row.state,
        state_name=row.get_state_display(),
        agreement_on=row.agreement_on,
        live_on=row.live_on,
        closed_on=row.closed_on,
        centre_municipality=row.centre_municipality,
    )


def party_card(row: Party) -> PartyCard:
    """Shape a party."""
    return PartyCard(
        id=row.pk,
        name=row.name,
        kind=row.kind,
        kind_name=row.get_kind_display(),
        declaration_role=row.declaration_role,
        declaration_role_name=row.get_declaration_role_display(),
        national=row.national,
        municipality=row.municipality,
        phone=row.phone,
        email=row.email,
        recognised_training_company=row.recognised_training_company,
        duo_recognised=row.duo_recognised,
    )


def desk_card(row: Desk) -> DeskCard:
    """Shape a desk."""
    return DeskCard(
        name=row.name,
        address=row.address,
        phone=row.phone,
        email=row.email,
        opening_hours=row.opening_hours,
        digital_from=row.digital_from,
        physical_from=row.physical_from,
    )


def seat_card(row: SeatHolder) -> SeatCard:
    """Shape a seat holder; expects the party fetched along."""
    return SeatCard(
        id=row.pk,
        seat=row.seat,
        seat_name=row.get_seat_display(),
        name=row.name,
        party_id=row.party.pk,
        party_name=row.party.name,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def installation_card(row: Installation) -> InstallationCard:
    """Shape the settings."""
    return InstallationCard(team_name=row.team_name, demo_date=row.demo_date)
