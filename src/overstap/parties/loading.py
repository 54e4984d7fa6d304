"""Bringing the reference data into the database: repeatable, in bulk, never undoing what people changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

from overstap.parties.models import (
    DeclarationRole,
    Desk,
    Installation,
    Municipality,
    Party,
    PartyInRegion,
    PartyKind,
    Region,
)
from overstap.parties.reference.files import PartyRow, Reference, read_reference

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did (ingelezen): rows made and rows brought up to date."""

    made: int
    changed: int


def read() -> Reference:
    """Read and check the files that the program carries."""
    return read_reference(kinds=PartyKind.values, declarations=DeclarationRole.values)


def write(reference: Reference) -> Loaded:
    """Make or update the rows; runs inside the caller's transaction.

    State and opening of a region, its desk, and where parties work are for people: an existing row keeps them.
    """
    _, made = Installation.objects.get_or_create(id=1)
    counts = [
        Loaded(int(made), 0),
        _write_regions(reference),
        _write_municipalities(reference),
        _write_parties(reference),
        _write_presence(reference),
        _write_desks(),
    ]
    return Loaded(sum(count.made for count in counts), sum(count.changed for count in counts))


def _upsert(model: type[Row], wanted: Iterable[Row], key: tuple[str, ...], fields: tuple[str, ...]) -> Loaded:
    """Create rows whose key is new and update the given fields where they differ."""
    there = {
        tuple(getattr(row, name) for name in key): row
        for row in model._default_manager.order_by("pk")  # noqa: SLF001
    }
    new, changed = [], []
    for row in wanted:
        old = there.get(tuple(getattr(row, name) for name in key))
        if old is None:
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            for name in fields:
                setattr(old, name, getattr(row, name))
            changed.append(old)
    model._default_manager.bulk_create(new)  # noqa: SLF001
    if changed:
        model._default_manager.bulk_update(changed, fields)  # noqa: SLF001
    return Loaded(len(new), len(changed))


def _write_regions(reference: Reference) -> Loaded:
    phases = {phase.number: phase for phase in reference.phases}
    wanted = (
        Region(
            code=row.code,
            name=row.name,
            phase=row.phase,
            planned_from=phases[row.phase].planned_from,
            planned_until=phases[row.phase].planned_until,
            centre_municipality=row.centre,
            centre_verified=row.centre_verified,
        )
        for row in reference.regions
    )
    fields = ("name", "phase", "planned_from", "planned_until", "centre_municipality", "centre_verified")
    return _upsert(Region, wanted, ("code",), fields)


def _region_ids() -> dict[str, int]:
    return dict(Region.objects.order_by("code").values_list("code", "id"))


def _write_municipalities(reference: Reference) -> Loaded:
    ids = _region_ids()
    wanted = (
        Municipality(name=row.name, region_id=ids[row.region], valid_from=row.since, valid_until=row.until)
        for row in reference.municipalities
    )
    return _upsert(Municipality, wanted, ("name", "valid_from"), ("region_id", "valid_until"))


def _write_parties(reference: Reference) -> Loaded:
    national = [
        Party(name=row.name, kind=row.kind, declaration_role=row.declaration, national=True)
        for row in reference.parties
    ]
    centres = [
        Party(name=municipality_party_name(row.centre), kind=PartyKind.MUNICIPALITY, municipality=row.centre)
        for row in reference.regions
        if row.centre
    ]
    return _upsert(Party, national + centres, ("name",), ("kind", "declaration_role", "national", "municipality"))


def municipality_party_name(municipality: str) -> str:
    """The name of the party of one municipality."""
    return f"Gemeente {municipality}"


def _write_presence(reference: Reference) -> Loaded:
    region_ids = _region_ids()
    party_ids = dict(Party.objects.order_by("id").values_list("name", "id"))
    known = set(PartyInRegion.objects.order_by("id").values_list("party_id", "region_id"))
    taken = set(
        PartyInRegion.objects.filter(first_contact=True).order_by("region_id").values_list("region_id", flat=True)
    )
    centres = tuple(
        PartyRow(municipality_party_name(row.centre), PartyKind.MUNICIPALITY, "", (row.code,), first_contact=False)
        for row in reference.regions
        if row.centre
    )
    new = [
        PartyInRegion(
            party_id=party_ids[row.name],
            region_id=region_ids[code],
            valid_from=reference.parties_from,
            first_contact=row.first_contact and region_ids[code] not in taken,
        )
        for row in (*reference.parties, *centres)
        for code in row.regions
        if (party_ids[row.name], region_ids[code]) not in known
    ]
    PartyInRegion.objects.bulk_create(new)
    return Loaded(len(new), 0)


def _write_desks() -> Loaded:
    """Give every region a desk (R-100); address and hours are for the region to fill in."""
    new = [
        Desk(region=region, name=f"Loket {region.name}") for region in Region.objects.filter(desk=None).order_by("code")
    ]
    Desk.objects.bulk_create(new)
    return Loaded(len(new), 0)
