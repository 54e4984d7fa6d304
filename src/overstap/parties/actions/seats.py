"""Who sits where in a region."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.parties import (
    DECLARATION,
    OPERATIONAL,
    SINGLE_SEATS,
    Holding,
    refuse_region_manager,
    refuse_seat,
    refuse_successor,
)
from overstap.parties.access import party_row, region_row
from overstap.parties.models import Region, Seat, SeatHolder
from overstap.parties.shaping import seat_card
from overstap.parties.values import SeatCard


def fill_seat(
    *, actor: Actor, region_code: str, seat: str, party_id: int, name: str, valid_from: date, now: datetime
) -> SeatCard | Refusal:
    """Give a seat in a region to someone of a party, from a day on (R-035, R-036, R-037, R-042).

    Who held a seat for one person until then leaves it the day before, so that it is never empty or held twice.
    """
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    seat = Seat(seat).value
    if not name.strip():
        return Refusal(
            rule="parties.seat-name", because=N_("De naam ontbreekt."), remedy=N_("Vul in wie deze zetel vervult.")
        )
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        party = party_row(party_id)
        held = list(_holders(region, seat))
        refusal = refuse_seat(seat, party.kind) or refuse_successor(
            seat, valid_from, [Holding(row.seat, row.valid_from, row.valid_until) for row in held]
        )
        if refusal is not None:
            return refusal
        if seat in SINGLE_SEATS:
            _make_room(held, valid_from)
        row = SeatHolder.objects.create(region=region, seat=seat, party=party, name=name.strip(), valid_from=valid_from)
        _record(actor, "fill_seat", region, now, row)
    return seat_card(row)


def end_seat(*, actor: Actor, seat_id: int, until: date, now: datetime) -> SeatCard | Refusal:
    """Let a holder leave a seat after a day; the coordinator of an open region only by a successor (R-035).

    Raises NotFoundError for an unknown seat holder.
    """
    with transaction.atomic():
        found = SeatHolder.objects.filter(id=seat_id).select_related("region").first()
        if found is None:
            raise NotFoundError
        region = region_row(found.region.code, for_update=True)
        row = SeatHolder.objects.select_related("party").get(id=seat_id)
        refusal = refuse_region_manager(actor, region.code) or _refuse_end(region, row, until)
        if refusal is not None:
            return refusal
        row.valid_until = until
        row.save()
        _record(actor, "end_seat", region, now, row)
    return seat_card(row)


def _refuse_end(region: Region, row: SeatHolder, until: date) -> Refusal | None:
    if row.seat == Seat.COORDINATOR and region.state == OPERATIONAL and row.valid_until is None:
        return Refusal(
            rule="parties.coordinator-needs-successor",
            because=N_("Een regio die open is, heeft op elk moment een operationeel coördinator."),
            source=DECLARATION,
            remedy=N_("Wijs de opvolger aan. De huidige coördinator stopt dan vanzelf."),
        )
    if until < row.valid_from:
        return Refusal(
            rule="parties.ends-before-start",
            because=N_("De laatste dag ligt voor de eerste dag."),
            remedy=N_("Kies een latere datum."),
        )
    return None


def _holders(region: Region, seat: str) -> list[SeatHolder]:
    return list(SeatHolder.objects.filter(region=region, seat=seat).order_by("valid_from", "id"))


def _make_room(held: list[SeatHolder], start: date) -> None:
    for row in held:
        if row.valid_until is None or row.valid_until >= start:
            row.valid_until = start - timedelta(days=1)
            row.save()


def _record(actor: Actor, verb: str, region: Region, now: datetime, row: SeatHolder) -> None:
    details = {
        "zetel": row.seat,
        "partij": row.party.name,
        "naam": row.name,
        "van": row.valid_from.isoformat(),
        "tot_en_met": row.valid_until.isoformat() if row.valid_until else None,
    }
    record(actor=actor, verb=verb, object_kind="region", object_id=region.code, now=now, details=details)
