"""Rows of this context by what others know them by; regions and parties are public, accounts belong to their party."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.parties.models import Membership, Party, Region


def on_day(day: date) -> Q:
    """The condition that a period covers a day; its last day counts."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


def region_row(code: str, *, for_update: bool = False) -> Region:
    """Fetch a region by its code, locked when it is about to change. Raises NotFoundError for an unknown code."""
    rows = Region.objects.select_for_update() if for_update else Region.objects.all()
    try:
        return rows.get(code=code)
    except Region.DoesNotExist as error:
        raise NotFoundError from error


def region_keys(codes: Collection[str]) -> tuple[int, ...]:
    """Give the keys of the regions with these codes: with them the database knows at once where to look."""
    return tuple(Region.objects.filter(code__in=sorted(codes)).order_by("id").values_list("id", flat=True))


def party_row(party_id: int) -> Party:
    """Fetch a party. Raises NotFoundError for an unknown one."""
    try:
        return Party.objects.get(id=party_id)
    except Party.DoesNotExist as error:
        raise NotFoundError from error


def access_membership(actor: Actor, membership_id: int, *, for_update: bool = False) -> Membership:
    """The door to an account (R-045): only the account keeper of the same party, or the system.

    Raises NotFoundError for everyone else.
    """
    rows = Membership.objects.select_related("party", "region", "user")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    if not actor.is_system:
        if actor.party_id is None or not actor.has(Role.ACCOUNT_KEEPER):
            raise NotFoundError
        rows = rows.filter(party_id=actor.party_id)
    try:
        return rows.get(id=membership_id)
    except Membership.DoesNotExist as error:
        raise NotFoundError from error
