"""Questions about regions, parties, desks and seats; for accounts and actors see `workplaces`."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import date

from overstap.core.parties import FIRST_RESPONSIBLE_KINDS
from overstap.parties.access import on_day, party_row, region_row
from overstap.parties.models import (
    Installation,
    Municipality,
    Party,
    PartyInRegion,
    PartyKind,
    Region,
    RegionalFunction,
    Seat,
    SeatHolder,
)
from overstap.parties.regionpage import compose
from overstap.parties.shaping import installation_card, party_card, region_card, seat_card
from overstap.parties.values import InstallationCard, PartyCard, RegionCard, RegionPage, SeatCard
from overstap.parties.workplaces import accounts_of_party, actor_for, actor_of_place, memberships_of

__all__ = [
    "FUNCTION_CHOICES",
    "PARTY_KIND_CHOICES",
    "SEAT_CHOICES",
    "accounts_of_party",
    "actor_for",
    "actor_of_place",
    "coming_seats",
    "first_responsible_party",
    "installation",
    "memberships_of",
    "municipality_names",
    "municipality_names_in",
    "official_municipality",
    "parties",
    "parties_in_region",
    "party",
    "region",
    "region_of",
    "regions",
    "regions_not_open",
    "suggest_municipalities",
]

PARTY_KIND_CHOICES: tuple[tuple[str, str], ...] = tuple((kind.value, str(kind.label)) for kind in PartyKind)
SEAT_CHOICES: tuple[tuple[str, str], ...] = tuple((seat.value, str(seat.label)) for seat in Seat)
FUNCTION_CHOICES: tuple[tuple[str, str], ...] = tuple((item.value, str(item.label)) for item in RegionalFunction)

SUGGESTIONS = 10


# --- Regions ---------------------------------------------------------------------------------------


def regions() -> tuple[RegionCard, ...]:
    """All regions, by code."""
    return tuple(region_card(row) for row in Region.objects.order_by("code"))


def region(code: str, on: date) -> RegionPage:
    """Everything about a region on a day. Raises NotFoundError for an unknown code."""
    return compose(region_row(code), on)


def coming_seats(code: str, on: date) -> tuple[SeatCard, ...]:
    """The holders of seats in a region who begin after a day, by that day."""
    rows = SeatHolder.objects.filter(region__code=code, valid_from__gt=on).select_related("party")
    return tuple(seat_card(row) for row in rows.order_by("valid_from", "id"))


def regions_not_open(on: date) -> tuple[RegionCard, ...]:
    """The regions whose team does not work on a day (R-101), by phase and code."""
    cards = (region_card(row) for row in Region.objects.order_by("phase", "code"))
    return tuple(card for card in cards if not card.is_open(on))


# --- Municipalities --------------------------------------------------------------------------------


def region_of(municipality: str, on: date) -> RegionCard | None:
    """The region of a place of residence on a day (R-080); None when no municipality has that name on that day.

    Case, accents and outer blanks do not matter.
    """
    row = _municipality_row(municipality, on)
    return region_card(row.region) if row is not None else None


def official_municipality(municipality: str, on: date) -> str | None:
    """The official name of a municipality on a day, from what someone typed; None when there is none of that name."""
    row = _municipality_row(municipality, on)
    return row.name if row is not None else None


def _municipality_row(municipality: str, on: date) -> Municipality | None:
    rows = Municipality.objects.filter(on_day(on)).select_related("region").order_by("name")
    exact = rows.filter(name=municipality.strip()).first()
    if exact is not None:
        return exact
    wanted = _folded(municipality)
    return next((row for row in rows if _folded(row.name) == wanted), None)


def municipality_names_in(codes: Collection[str], on: date) -> tuple[str, ...]:
    """The names of the municipalities of some regions on a day, and of those that were part of them until then.

    People who registered before a redivision still carry the old name.
    """
    rows = Municipality.objects.filter(region__code__in=sorted(codes), valid_from__lte=on)
    return tuple(dict.fromkeys(rows.order_by("name").values_list("name", flat=True)))


def municipality_names(on: date) -> tuple[str, ...]:
    """The names of all municipalities on a day, in alphabetical order."""
    names = Municipality.objects.filter(on_day(on)).order_by("name").values_list("name", flat=True)
    return tuple(sorted(names, key=_folded))


def suggest_municipalities(text: str, on: date) -> tuple[str, ...]:
    """At most ten municipalities whose name holds the text; names that begin with it come first."""
    wanted = _folded(text)
    if not wanted:
        return ()
    matching = [name for name in municipality_names(on) if wanted in _folded(name)]
    matching.sort(key=lambda name: not _folded(name).startswith(wanted))
    return tuple(matching[:SUGGESTIONS])


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().lstrip("'\u2019")


# --- Parties ---------------------------------------------------------------------------------------


def parties(kinds: Collection[str] | None = None) -> tuple[PartyCard, ...]:
    """All parties, by name, or those of some kinds."""
    rows = Party.objects.order_by("name")
    if kinds is not None:
        rows = rows.filter(kind__in=sorted(kinds))
    return tuple(party_card(row) for row in rows)


def party(party_id: int) -> PartyCard:
    """One party. Raises NotFoundError for an unknown one."""
    return party_card(party_row(party_id))


def parties_in_region(code: str, on: date, kinds: Collection[str] | None = None) -> tuple[PartyCard, ...]:
    """The parties that work in a region on a day, by name."""
    rows = PartyInRegion.objects.filter(on_day(on), region__code=code).select_related("party")
    if kinds is not None:
        rows = rows.filter(party__kind__in=sorted(kinds))
    return tuple(party_card(row.party) for row in rows.order_by("party__name"))


def first_responsible_party(
    region_code: str,
    kind_of_responsible: str,
    municipality: str,
    on: date,
    *,
    preferred_party_id: int | None = None,
) -> PartyCard | None:
    """The party that stands for an answer of the routing table in a region (R-070); None when no party can.

    `sociale_partners`: the person's own union where it works in the region, else the union that is first contact there
    (R-047). `uwv`: UWV. `gemeente`: the municipality of residence, else the centre municipality.
    """
    kinds = FIRST_RESPONSIBLE_KINDS[kind_of_responsible]
    here = PartyInRegion.objects.filter(on_day(on), region__code=region_code, party__kind__in=kinds)
    here = here.select_related("party", "region").order_by("-first_contact", "party__name")
    rows = list(here)
    if kind_of_responsible == "sociale_partners":
        chosen = _own_choice(rows, preferred_party_id) or _first_contact(rows)
    elif kind_of_responsible == "gemeente":
        chosen = _municipality(rows, municipality)
    else:
        chosen = rows[0] if rows else None
    return party_card(chosen.party) if chosen else None


def _own_choice(rows: list[PartyInRegion], preferred_party_id: int | None) -> PartyInRegion | None:
    return next((row for row in rows if row.party_id == preferred_party_id), None)


def _first_contact(rows: list[PartyInRegion]) -> PartyInRegion | None:
    return next((row for row in rows if row.party.kind == PartyKind.UNION), None)


def _municipality(rows: list[PartyInRegion], municipality: str) -> PartyInRegion | None:
    residence = next((row for row in rows if row.party.municipality == municipality), None)
    return residence or next((row for row in rows if row.party.municipality == row.region.centre_municipality), None)


# --- Installation ----------------------------------------------------------------------------------


def installation() -> InstallationCard:
    """The settings of this installation; the usual ones when nothing was set."""
    return installation_card(Installation.objects.filter(id=1).first() or Installation())
