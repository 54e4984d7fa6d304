"""The accounts of the demo: whom a visitor can be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.parties.models import Membership, User

DOMAIN = "demo.overstap.example"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Someone to try (rol in de demonstratie): `key` is the first part of the address; a participant has no roles."""

    key: str
    user_id: int
    name: str
    party_name: str
    roles: tuple[str, ...]

    @property
    def is_participant(self) -> bool:
        """Tell whether this is someone with a file of their own."""
        return not self.roles


def demo_accounts(now: dt.datetime) -> tuple[DemoAccount, ...]:
    """All accounts of the demo in the order in which they were made; empty outside a demo."""
    users = list(User.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True).order_by("id"))
    held: dict[int, list[Membership]] = {}
    places = Membership.objects.filter(user__in=users, valid_from__lte=now.date()).exclude(valid_until__lt=now.date())
    for place in places.select_related("party").order_by("id"):
        held.setdefault(place.user_id, []).append(place)
    return tuple(
        DemoAccount(
            key=user.email.split("@")[0],
            user_id=user.pk,
            name=user.name,
            party_name=held[user.pk][0].party.name if user.pk in held else "",
            roles=tuple(dict.fromkeys(place.role for place in held.get(user.pk, ()))),
        )
        for user in users
    )
