"""Who someone is when they work: their memberships, and the actor that follows from the one they chose."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.parties.access import on_day
from overstap.parties.models import Membership, PartyInRegion, Region, User
from overstap.parties.values import AccountCard, MembershipCard


def memberships_of(user_id: int, now: datetime) -> tuple[MembershipCard, ...]:
    """The workplaces that a user can choose from, by party.

    Roles that someone holds for one party in several regions form one workplace (R-047); a role that holds in fewer
    regions than the others makes a workplace of its own, so that no role reaches a region where it was not given.
    """
    return tuple(dict.fromkeys(_workplaces(user_id, timezone.localdate(now)).values()))


def actor_for(user_id: int, membership_id: int | None, now: datetime, *, participant_id: int | None = None) -> Actor:
    """Make the actor for a signed-in user.

    With a membership: a professional of that workplace. Without: the person of `participant_id`, else the first
    workplace, else someone without any role. Raises NotFoundError when the account is closed or the membership
    is not, or no longer, of this user.
    """
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None:
        raise NotFoundError
    if membership_id is None and participant_id is not None:
        return Actor(user_id=user.pk, name=user.name, roles=frozenset({Role.PERSON}), participant_id=participant_id)
    places = _workplaces(user_id, timezone.localdate(now))
    if membership_id is None:
        place = next(iter(places.values()), None)
        return _professional(user, place) if place else Actor(user_id=user.pk, name=user.name, roles=frozenset())
    if membership_id not in places:
        raise NotFoundError
    return _professional(user, places[membership_id])


def actor_of_place(user_id: int, name: str, place: MembershipCard) -> Actor:
    """Make the actor for an account that is signed in, of one of the workplaces that `memberships_of` gave it."""
    return Actor(
        user_id=user_id,
        name=name,
        roles=place.roles,
        party_id=place.party_id,
        party_name=place.party_name,
        party_kind=place.party_kind,
        region_codes=frozenset(place.region_codes),
    )


def accounts_of_party(actor: Actor, on: date) -> tuple[AccountCard, ...]:
    """The accounts of the actor's own party that are in use on a day or later (R-045).

    Raises NotFoundError for who does not keep the accounts.
    """
    if actor.party_id is None or not actor.has(Role.ACCOUNT_KEEPER):
        raise NotFoundError
    rows = (
        Membership.objects.filter(party_id=actor.party_id)
        .exclude(valid_until__lt=on)
        .select_related("user", "region")
        .order_by("user__name", "role", "id")
    )
    return tuple(
        AccountCard(
            membership_id=row.pk,
            user_id=row.user.pk,
            name=row.user.name,
            email=row.user.email,
            role=Role(row.role),
            region_name=row.region.name if row.region else "",
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in rows
    )


def _professional(user: User, place: MembershipCard) -> Actor:
    return actor_of_place(user.pk, user.name, place)


@dataclass(slots=True)
class _Held:
    """What one party gave one user: memberships for every region of the party, and memberships for one region."""

    party_name: str
    party_kind: str
    everywhere: dict[int, Role] = field(default_factory=dict)
    local: dict[int, tuple[str, Role]] = field(default_factory=dict)


def _workplaces(user_id: int, on: date) -> dict[int, MembershipCard]:
    """Every valid membership of a user with the workplace that it leads to, by party and most roles first."""
    rows = (
        Membership.objects.filter(on_day(on), user_id=user_id)
        .select_related("party", "region")
        .order_by("party__name", "id")
    )
    held: dict[int, _Held] = {}
    for row in rows:
        place = held.setdefault(row.party_id, _Held(row.party.name, row.party.kind))
        if row.region is None:
            place.everywhere[row.pk] = Role(row.role)
        else:
            place.local[row.pk] = (row.region.code, Role(row.role))
    presence = _presence([party_id for party_id, place in held.items() if place.everywhere], on)
    names = dict(Region.objects.order_by("code").values_list("code", "name"))
    return {
        membership: card
        for party_id, place in held.items()
        for membership, card in _cards(party_id, place, presence[party_id], names)
    }


def _presence(party_ids: list[int], on: date) -> dict[int, list[str]]:
    """The regions in which parties work on a day."""
    codes: dict[int, list[str]] = defaultdict(list)
    present = PartyInRegion.objects.filter(on_day(on), party_id__in=party_ids).order_by("region__code")
    for party_id, code in present.values_list("party_id", "region__code"):
        codes[party_id].append(code)
    return codes


def _cards(party_id: int, place: _Held, present: list[str], names: dict[str, str]) -> list[tuple[int, MembershipCard]]:
    """Pair every membership with its workplace: a set of roles and every region that has at least these roles."""
    base = frozenset(place.everywhere.values())
    codes = sorted({*(present if base else ()), *(code for code, _ in place.local.values())})
    roles_in = {code: base.union(role for where, role in place.local.values() if where == code) for code in codes}
    roles_of = {
        **dict.fromkeys(place.everywhere, base),
        **{membership: roles_in[code] for membership, (code, _) in place.local.items()},
    }
    cards = {}
    for roles in sorted(set(roles_of.values()), key=lambda roles: (-len(roles), sorted(roles))):
        where = tuple(code for code in codes if roles_in[code] >= roles)
        cards[roles] = MembershipCard(
            id=min(membership for membership, held in roles_of.items() if held == roles),
            party_id=party_id,
            party_name=place.party_name,
            party_kind=place.party_kind,
            roles=roles,
            region_codes=where,
            region_names=tuple(names[code] for code in where),
        )
    return [
        (membership, card) for roles, card in cards.items() for membership, held in roles_of.items() if held == roles
    ]
