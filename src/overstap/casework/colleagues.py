"""Who works where today, who is away and who covers: what decides whose work a file is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from overstap.casework.models import Absence
from overstap.casework.remembering import remembered
from overstap.core.actor import Role
from overstap.parties.access import on_day, region_keys
from overstap.parties.models import Membership

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from overstap.casework.models import Case
    from overstap.core.actor import Actor


def regions_of(actor: Actor) -> tuple[int, ...]:
    """The keys of the regions in which an actor works; asked once within `one_reading`."""
    return remembered(("regio's", actor.region_codes), lambda: region_keys(actor.region_codes))


def adviser_places(party_id: int, region_codes: Collection[str], on: dt.date) -> QuerySet[Membership]:
    """The places of advisers of a party in some regions on a day."""
    rows = Membership.objects.filter(on_day(on), party_id=party_id, role=Role.ADVISER, user__is_active=True)
    return rows.filter(Q(region__isnull=True) | Q(region__code__in=sorted(region_codes)))


def away(on: dt.date) -> QuerySet[Absence]:
    """Who is away on a day."""
    rows = Absence.objects.filter(from_on__lte=on, until_on__gte=on)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def covered_by(actor: Actor, on: dt.date) -> dict[int, str]:
    """The colleagues whose work this actor does on a day, by name; none for who covers nobody."""
    if actor.user_id is None or actor.party_id is None:
        return {}
    rows = away(on).filter(cover_id=actor.user_id, party_id=actor.party_id).order_by("id")

    def ask() -> dict[int, str]:
        return dict(rows.values_list("user_id", "user__name"))

    return remembered(("waarneming", actor.user_id, actor.party_id, on), ask)


def covers(actor: Actor, case: Case, on: dt.date) -> bool:
    """Tell whether this actor works in a file on a day in place of its adviser."""
    if case.owner_id is None or actor.user_id in {None, case.owner_id} or actor.party_id is None:
        return False
    return away(on).filter(cover_id=actor.user_id, user_id=case.owner_id, party_id=actor.party_id).exists()


def absence_of(case: Case, on: dt.date) -> Absence | None:
    """The absence of the adviser of a file on a day, with who covers."""
    if case.owner_id is None:
        return None
    rows = away(on).filter(user_id=case.owner_id, party_id=case.first_responsible_id)
    return rows.select_related("cover").order_by("-until_on", "id").first()


def left(on: dt.date) -> Q:
    """The condition that the adviser of a file no longer works as one for the responsible party."""
    place = Membership.objects.filter(
        on_day(on),
        user_id=OuterRef("owner_id"),
        party_id=OuterRef("first_responsible_id"),
        role__in=(Role.ADVISER, Role.COORDINATOR),
        user__is_active=True,
    ).filter(Q(region__isnull=True) | Q(region_id=OuterRef("region_id")))
    return Q(owner__isnull=False) & ~Q(Exists(place))
