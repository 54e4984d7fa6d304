"""The page of a region: its desk, parties, functions and seats on a day, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from overstap.core.decision import N_
from overstap.core.parties import DECLARATION, OPERATIONAL, SETTING_UP, WORKING_DOCUMENT, missing_body_seats
from overstap.parties.access import on_day
from overstap.parties.models import (
    Desk,
    FunctionOwner,
    Municipality,
    PartyInRegion,
    Region,
    RegionalFunction,
    Seat,
    SeatHolder,
)
from overstap.parties.shaping import desk_card, party_card, region_card, seat_card
from overstap.parties.values import DeskCard, FunctionCard, RegionPage, RegionWarning, SeatCard

LETTER = "kamerbrief-2020-11-30"


def compose(row: Region, on: date) -> RegionPage:
    """Compose the page of a region on a day."""
    desk = Desk.objects.filter(region=row).first() or Desk(region=row, name=f"Loket {row.name}")
    seats = tuple(seat_card(seat) for seat in seats_on(row, on))
    missing = tuple(str(Seat(seat).label) for seat in missing_body_seats({seat.seat for seat in seats}))
    here = PartyInRegion.objects.filter(on_day(on), region=row).select_related("party").order_by("party__name")
    names = Municipality.objects.filter(on_day(on), region=row).order_by("name").values_list("name", flat=True)
    return RegionPage(
        region=region_card(row),
        desk=desk_card(desk),
        municipalities=tuple(names),
        parties=tuple(party_card(present.party) for present in here),
        functions=_functions(row),
        seats=seats,
        missing_seats=missing,
        warnings=tuple(_warnings(row, seats, missing, desk_card(desk))),
    )


def seats_on(row: Region, on: date) -> list[SeatHolder]:
    """The seats of a region that are filled on a day, in the order in which the seats are listed."""
    order = {seat: index for index, seat in enumerate(Seat.values)}
    holders = SeatHolder.objects.filter(on_day(on), region=row).select_related("party").order_by("id")
    return sorted(holders, key=lambda holder: order[holder.seat])


def _functions(row: Region) -> tuple[FunctionCard, ...]:
    owners = {
        owner.function: owner.party
        for owner in FunctionOwner.objects.filter(region=row).select_related("party").order_by("function")
    }
    return tuple(
        FunctionCard(
            function=function.value,
            name=str(function.label),
            party=party_card(owners[function.value]) if function.value in owners else None,
        )
        for function in RegionalFunction
    )


def _warnings(
    row: Region, seats: tuple[SeatCard, ...], missing: tuple[str, ...], desk: DeskCard
) -> Iterator[RegionWarning]:
    filled = {seat.seat for seat in seats}
    if not row.centre_municipality:
        yield RegionWarning(
            "parties.no-centre-municipality",
            N_("Van deze regio is de centrumgemeente niet bekend."),
            DECLARATION,
            N_("Leg vast welke gemeente de centrumgemeente is."),
        )
    elif not row.centre_verified:
        yield RegionWarning(
            "parties.centre-unverified",
            N_("De centrumgemeente %(name)s is nog niet bevestigd."),
            DECLARATION,
            N_("Laat de regio bevestigen dat dit klopt."),
            (("name", row.centre_municipality),),
        )
    yield from _seat_warnings(row, seats, filled, missing)
    if not (desk.address and desk.opening_hours and (desk.phone or desk.email)):
        yield RegionWarning(
            "parties.desk-incomplete",
            N_("Van het loket ontbreken adres, openingstijden of contactgegevens."),
            WORKING_DOCUMENT,
            N_("Vul de gegevens van het loket aan."),
        )


def _seat_warnings(
    row: Region, seats: tuple[SeatCard, ...], filled: set[str], missing: tuple[str, ...]
) -> Iterator[RegionWarning]:
    if row.state == OPERATIONAL and Seat.COORDINATOR not in filled:
        yield RegionWarning(
            "parties.no-coordinator",
            N_("Deze regio heeft geen operationeel coördinator."),
            DECLARATION,
            N_("Wijs samen een operationeel coördinator aan."),
        )
    if row.state == SETTING_UP and Seat.QUARTERMASTER not in filled:
        yield RegionWarning(
            "parties.no-quartermaster",
            N_("Deze regio heeft geen kwartiermaker en kan nog niet open."),
            DECLARATION,
            N_("Wijs samen een kwartiermaker aan."),
        )
    if _quartermaster_from_outside(seats):
        yield RegionWarning(
            "parties.quartermaster-outside-body",
            N_("De kwartiermaker komt niet uit een partij van het samenwerkingsgremium."),
            WORKING_DOCUMENT,
            N_("Controleer of alle partijen dit zo hebben afgesproken."),
        )
    if missing:
        yield RegionWarning(
            "parties.body-incomplete",
            N_("In het samenwerkingsgremium ontbreekt: %(seats)s."),
            DECLARATION,
            N_("Vraag deze partijen om iemand aan te wijzen."),
            (("seats", ", ".join(missing)),),
        )
    if Seat.BANENAFSPRAAK_EXPERT not in filled:
        yield RegionWarning(
            "parties.no-banenafspraak-expert",
            N_("Deze regio heeft geen deskundige banenafspraak."),
            LETTER,
            N_("Wijs een deskundige banenafspraak aan."),
        )


def _quartermaster_from_outside(seats: tuple[SeatCard, ...]) -> bool:
    others = {seat.party_id for seat in seats if seat.seat != Seat.QUARTERMASTER}
    return any(seat.seat == Seat.QUARTERMASTER and seat.party_id not in others for seat in seats)
