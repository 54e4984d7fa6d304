"""Who works where today, who is away and who covers: what decides whose work a file is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from overstap.casework.models import Absence
from overstap.core.actor import Role
from overstap.parties.access import on_day
from overstap.parties.models import Membership

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from overstap.casework.models import Case
    from overstap.core.actor import Actor


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
    rows = away(on).filter(cover_id=actor.user_id, party_id=actor.party_id).select_related("user").order_by("id")
    return {row.user_id: row.user.name for row in rows}


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


def left(rows: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    """Of some files, those whose adviser no longer works as one for the responsible party."""
    place = Membership.objects.filter(
        on_day(on),
        user_id=OuterRef("owner_id"),
        party_id=OuterRef("first_responsible_id"),
        role__in=(Role.ADVISER, Role.COORDINATOR),
        user__is_active=True,
    ).filter(Q(region__isnull=True) | Q(region_id=OuterRef("region_id")))
    return rows.filter(owner__isnull=False).filter(~Exists(place))
