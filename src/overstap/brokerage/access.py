"""The doors to groups and centres: brokers and coordinators of the region, and everywhere for national employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from overstap.brokerage.models import Coupling, MobilityCentre, Surplus
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError

if TYPE_CHECKING:
    from django.db.models import QuerySet

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})


def visible_surpluses(actor: Actor) -> QuerySet[Surplus]:
    """The surpluses that an actor sees: in their regions, and of national employers everywhere (R-081)."""
    rows = Surplus.objects.select_related("employer", "site__region")
    if actor.is_system:
        return rows
    if not actor.has(*BROKERS) or not actor.region_codes:
        return rows.none()
    return rows.filter(Q(site__region__code__in=sorted(actor.region_codes)) | Q(employer__national=True))


def kept_surpluses(actor: Actor) -> QuerySet[Surplus]:
    """The surpluses that an actor may change: only where people work in their regions."""
    rows = visible_surpluses(actor)
    return rows if actor.is_system else rows.filter(site__region__code__in=sorted(actor.region_codes))


def access_surplus(actor: Actor, surplus_id: int, *, for_update: bool = False) -> Surplus:
    """The door to one surplus, to change it with `for_update`. Raises NotFoundError."""
    if for_update:
        Surplus.objects.select_for_update().filter(pk=surplus_id).order_by("pk").values_list("pk").first()
    row = (kept_surpluses(actor) if for_update else visible_surpluses(actor)).filter(pk=surplus_id).first()
    if row is None:
        raise NotFoundError(surplus_id)
    return row


def access_coupling(actor: Actor, coupling_id: int) -> Coupling:
    """The door to change one coupling; locks its surplus, which is what becomes scarcer. Raises NotFoundError."""
    surplus_id = Coupling.objects.filter(pk=coupling_id).values_list("surplus_id", flat=True).first()
    if surplus_id is None:
        raise NotFoundError(coupling_id)
    access_surplus(actor, surplus_id, for_update=True)
    return Coupling.objects.select_related("surplus__site", "vacancy").get(pk=coupling_id)


def visible_centres(actor: Actor) -> QuerySet[MobilityCentre]:
    """The centres of the regions of an actor."""
    rows = MobilityCentre.objects.select_related("employer", "region")
    if actor.is_system:
        return rows
    if not actor.has(*BROKERS):
        return rows.none()
    return rows.filter(region__code__in=sorted(actor.region_codes))


def access_centre(actor: Actor, centre_id: int, *, for_update: bool = False) -> MobilityCentre:
    """The door to one centre. Raises NotFoundError."""
    if for_update:
        MobilityCentre.objects.select_for_update().filter(pk=centre_id).order_by("pk").values_list("pk").first()
    row = visible_centres(actor).filter(pk=centre_id).first()
    if row is None:
        raise NotFoundError(centre_id)
    return row
