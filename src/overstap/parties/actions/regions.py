"""The life of a region: agreement, setting up, opening, desk, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.parties import DECLARATION, move_region, refuse_opening, refuse_region_manager
from overstap.parties.access import on_day, region_row
from overstap.parties.models import Desk, Municipality, Region
from overstap.parties.regionpage import seats_on
from overstap.parties.shaping import desk_card, region_card
from overstap.parties.values import DeskCard, RegionCard


def record_agreement(*, actor: Actor, region_code: str, agreement_on: date, now: datetime) -> RegionCard | Refusal:
    """Record that the parties reached a cooperation agreement on a day (R-381)."""
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        row = region_row(region_code, for_update=True)
        if row.live_on is not None and agreement_on > row.live_on:
            return Refusal(
                rule="parties.agreement-after-opening",
                because=N_("De samenwerkingsafspraak kan niet later zijn dan de opening."),
                remedy=N_("Kies een datum voor of op de dag van de opening."),
            )
        row.agreement_on = agreement_on
        row.save()
        _record(actor, "record_agreement", row, now, {"op": agreement_on.isoformat()})
    return region_card(row)


def start_set_up(*, actor: Actor, region_code: str, now: datetime) -> RegionCard | Refusal:
    """Start building up the team of a planned region."""
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        row = region_row(region_code, for_update=True)
        state = move_region(row.state, "start_set_up")
        if isinstance(state, Refusal):
            return state
        row.state = state
        row.save()
        _record(actor, "start_set_up", row, now, {})
    return region_card(row)


def open_region(*, actor: Actor, region_code: str, live_on: date, now: datetime) -> RegionCard | Refusal:
    """Open the team of a region on a day.

    Needs a cooperation agreement (R-381) and a quartermaster or coordinator on that day (R-036); what else
    lacks, such as a seat in the regional body, is a warning on the page of the region (R-037).
    """
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        row = region_row(region_code, for_update=True)
        state = move_region(row.state, "open_region")
        if isinstance(state, Refusal):
            return state
        filled = {seat.seat for seat in seats_on(row, live_on)}
        refusal = refuse_opening(agreement_on=row.agreement_on, live_on=live_on, seats_filled=filled)
        if refusal is not None:
            return refusal
        row.state, row.live_on = state, live_on
        row.save()
        _record(actor, "open_region", row, now, {"op": live_on.isoformat()})
    return region_card(row)


def confirm_centre(*, actor: Actor, region_code: str, municipality: str, now: datetime) -> RegionCard | Refusal:
    """Record which municipality of a region is its centre municipality, as the region itself confirms (R-026)."""
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        row = region_row(region_code, for_update=True)
        here = Municipality.objects.filter(on_day(timezone.localdate(now)), region=row, name=municipality)
        if not here.exists():
            return Refusal(
                rule="parties.centre-outside-region",
                because=N_("Deze gemeente ligt niet in de regio."),
                source=DECLARATION,
                remedy=N_("Kies een gemeente van deze regio."),
            )
        row.centre_municipality, row.centre_verified = municipality, True
        row.save()
        _record(actor, "confirm_centre", row, now, {"gemeente": municipality})
    return region_card(row)


def close_region(
    *, actor: Actor, region_code: str, closed_on: date, evaluation_report: str, now: datetime
) -> RegionCard | Refusal:
    """Close the approach in a region with its evaluation report (R-009); a decision on continuing may follow.

    `evaluation_report` says where the report is to be found; `closed_on` is the last day of the team.
    """
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    if not evaluation_report.strip():
        return Refusal(
            rule="parties.closing-needs-evaluation",
            because=N_("De regio kan nog niet sluiten: het evaluatierapport ontbreekt."),
            source=DECLARATION,
            remedy=N_("Maak het regionale evaluatierapport en vul in waar het staat."),
        )
    with transaction.atomic():
        row = region_row(region_code, for_update=True)
        state = move_region(row.state, "close_region")
        if isinstance(state, Refusal):
            return state
        if row.live_on is not None and closed_on < row.live_on:
            return Refusal(
                rule="parties.closing-before-opening",
                because=N_("De regio kan niet sluiten voor de dag waarop zij openging."),
                remedy=N_("Kies een latere datum."),
            )
        row.state, row.closed_on, row.evaluation_report = state, closed_on, evaluation_report.strip()
        row.save()
        _record(actor, "close_region", row, now, {"op": closed_on.isoformat()})
    return region_card(row)


def set_desk(
    *,
    actor: Actor,
    region_code: str,
    name: str,
    address: str,
    phone: str,
    email: str,
    opening_hours: str,
    digital_from: date | None,
    physical_from: date | None,
    now: datetime,
) -> DeskCard | Refusal:
    """Fill in the desk of a region (R-100): where it is, when it is open, how to reach it."""
    refusal = refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    values = {
        "name": name.strip(),
        "address": address.strip(),
        "phone": phone.strip(),
        "email": email.strip(),
        "opening_hours": opening_hours.strip(),
        "digital_from": digital_from,
        "physical_from": physical_from,
    }
    with transaction.atomic():
        row = region_row(region_code, for_update=True)
        desk, _ = Desk.objects.update_or_create(region=row, defaults=values)
        _record(actor, "set_desk", row, now, {"adres": desk.address})
    return desk_card(desk)


def _record(actor: Actor, verb: str, row: Region, now: datetime, details: Mapping[str, Any]) -> None:
    record(actor=actor, verb=verb, object_kind="region", object_id=row.code, now=now, details=details)
