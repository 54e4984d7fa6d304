"""Which parties work where and what they do there: the partners divide the roles themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.parties import DECLARATION, refuse_function_change, refuse_region_manager
from overstap.parties.access import on_day, party_row, region_row
from overstap.parties.models import FunctionOwner, Party, PartyInRegion, PartyKind, Region, RegionalFunction
from overstap.parties.shaping import party_card, region_card
from overstap.parties.values import PartyCard, RegionCard


def add_party(
    *,
    actor: Actor,
    region_code: str,
    name: str,
    kind: str,
    valid_from: date,
    now: datetime,
    municipality: str = "",
    phone: str = "",
    email: str = "",
    kvk_number: str = "",
    recognised_training_company: bool = False,
    duo_recognised: bool = False,
) -> PartyCard | Refusal:
    """Let a new organisation take part in a region; private partners too, at the choice of the partners (R-032)."""
    refusal = refuse_region_manager(actor, region_code) or _refuse_new(name, kind, municipality)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        party, made = Party.objects.get_or_create(
            name=name.strip(),
            defaults={
                "kind": PartyKind(kind).value,
                "municipality": municipality,
                "phone": phone,
                "email": email,
                "kvk_number": kvk_number,
                "recognised_training_company": recognised_training_company,
                "duo_recognised": duo_recognised,
            },
        )
        if not made:
            return _name_taken()
        PartyInRegion.objects.create(party=party, region=region, valid_from=valid_from)
        _record(actor, "add_party", region, now, {"partij": party.name, "soort": party.kind})
    return party_card(party)


def add_party_to_region(
    *, actor: Actor, region_code: str, party_id: int, valid_from: date, now: datetime
) -> PartyCard | Refusal:
    """Let a known organisation work in one more region; it may join by itself."""
    refusal = None if actor.party_id == party_id else refuse_region_manager(actor, region_code)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        party = party_row(party_id)
        later = PartyInRegion.objects.filter(party=party, region=region).exclude(valid_until__lt=valid_from)
        if later.exists():
            return Refusal(
                rule="parties.already-in-region",
                because=N_("Deze partij werkt al in deze regio."),
                remedy=N_("Bekijk de partijen op de pagina van de regio."),
            )
        PartyInRegion.objects.create(party=party, region=region, valid_from=valid_from)
        _record(actor, "add_party_to_region", region, now, {"partij": party.name, "van": valid_from.isoformat()})
    return party_card(party)


def end_party_in_region(
    *, actor: Actor, region_code: str, party_id: int, until: date, now: datetime
) -> PartyCard | Refusal:
    """Let a party leave a region after a day; only the party itself decides that (R-026, R-045)."""
    if not (actor.is_system or actor.party_id == party_id):
        return refuse_function_change(actor_party_id=actor.party_id, changing=[party_id], agreed=()) or _absent()
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        row = (
            PartyInRegion.objects.filter(on_day(until), party_id=party_id, region=region)
            .select_related("party")
            .order_by("id")
            .first()
        )
        if row is None:
            return _absent()
        row.valid_until = until
        row.save()
        _record(actor, "end_party_in_region", region, now, {"partij": row.party.name, "tot_en_met": until.isoformat()})
    return party_card(row.party)


def set_function_owner(
    *,
    actor: Actor,
    region_code: str,
    function: str,
    party_id: int | None,
    now: datetime,
    agreed_party_ids: Collection[int] = (),
) -> RegionCard | Refusal:
    """Record which party fills a function in a region (R-046), or that none does.

    Every party whose role changes must be the actor's own or have agreed (R-026); the trail keeps who agreed.
    """
    function = RegionalFunction(function).value
    today = timezone.localdate(now)
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        owner = FunctionOwner.objects.filter(region=region, function=function).first()
        before = owner.party_id if owner else None
        changing = [party for party in (before, party_id) if party is not None and before != party_id]
        refusal = _refuse_stranger(actor, region, changing, agreed_party_ids)
        if refusal is None and party_id is not None and not _present(party_id, region, today):
            refusal = _absent()
        if refusal is not None:
            return refusal
        if party_id is None:
            FunctionOwner.objects.filter(region=region, function=function).delete()
        else:
            FunctionOwner.objects.update_or_create(region=region, function=function, defaults={"party_id": party_id})
        details = {"functie": function, "van": before, "naar": party_id, "akkoord": sorted(agreed_party_ids)}
        _record(actor, "set_function_owner", region, now, details)
    return region_card(region)


def set_first_contact(
    *, actor: Actor, region_code: str, party_id: int, now: datetime, agreed_party_ids: Collection[int] = ()
) -> PartyCard | Refusal:
    """Record which union takes up people of a region who name no union: the unions divide this themselves (R-047)."""
    today = timezone.localdate(now)
    with transaction.atomic():
        region = region_row(region_code, for_update=True)
        here = PartyInRegion.objects.filter(on_day(today), region=region, party__kind=PartyKind.UNION)
        rows = {row.party_id: row for row in here.select_related("party").order_by("party__name")}
        changing = [row.party_id for row in rows.values() if row.first_contact != (row.party_id == party_id)]
        refusal = _refuse_stranger(actor, region, changing, agreed_party_ids)
        if refusal is None and party_id not in rows:
            refusal = _absent()
        if refusal is not None:
            return refusal
        PartyInRegion.objects.filter(region=region, first_contact=True).update(first_contact=False)
        row = rows[party_id]
        row.first_contact = True
        row.save()
        details = {"partij": row.party.name, "akkoord": sorted(agreed_party_ids)}
        _record(actor, "set_first_contact", region, now, details)
    return party_card(row.party)


def _refuse_stranger(
    actor: Actor, region: Region, changing: Collection[int], agreed: Collection[int]
) -> Refusal | None:
    """A change of roles is for a party that is in it, or for who runs the region; and never over someone's head."""
    if actor.is_system:
        return None
    if actor.party_id not in changing:
        refusal = refuse_region_manager(actor, region.code)
        if refusal is not None:
            return refusal
    return refuse_function_change(actor_party_id=actor.party_id, changing=changing, agreed=agreed)


def _present(party_id: int, region: Region, on: date) -> bool:
    return PartyInRegion.objects.filter(on_day(on), party_id=party_id, region=region).exists()


def _refuse_new(name: str, kind: str, municipality: str) -> Refusal | None:
    if not name.strip():
        return Refusal(
            rule="parties.party-name", because=N_("De naam ontbreekt."), remedy=N_("Vul de naam van de organisatie in.")
        )
    if municipality and kind != PartyKind.MUNICIPALITY:
        return Refusal(
            rule="parties.party-municipality",
            because=N_("Alleen een gemeente hoort bij een gemeente."),
            remedy=N_("Laat het veld gemeente leeg."),
        )
    if municipality and Party.objects.filter(municipality=municipality).exists():
        return _name_taken()
    return None


def _name_taken() -> Refusal:
    return Refusal(
        rule="parties.party-exists",
        because=N_("Deze organisatie bestaat al."),
        remedy=N_("Voeg de bestaande organisatie toe aan de regio."),
    )


def _absent() -> Refusal:
    return Refusal(
        rule="parties.not-in-region",
        because=N_("Deze partij werkt niet in deze regio."),
        source=DECLARATION,
        remedy=N_("Voeg de partij eerst toe aan de regio."),
    )


def _record(actor: Actor, verb: str, region: Region, now: datetime, details: Mapping[str, Any]) -> None:
    record(actor=actor, verb=verb, object_kind="region", object_id=region.code, now=now, details=details)
