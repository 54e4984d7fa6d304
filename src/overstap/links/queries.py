"""Questions about links; looking uses nothing up."""

from __future__ import annotations

import datetime as dt

from overstap.core.actor import Actor, OneDeed
from overstap.links.access import link_card, link_row
from overstap.links.models import SafeLink
from overstap.links.values import LinkCard


def look(token: str, now: dt.datetime) -> LinkCard | None:
    """What a link is for and whether it still works; None when there is no such link. A mail scanner may do this."""
    row = link_row(token)
    return link_card(row, now) if row is not None else None


def links_of(object_kind: str, object_id: object, now: dt.datetime) -> tuple[LinkCard, ...]:
    """The links that were made for an object, the newest first; without their addresses, which nobody knows."""
    rows = SafeLink.objects.filter(object_kind=object_kind, object_id=str(object_id)).order_by("-made_at", "-id")
    return tuple(link_card(row, now) for row in rows)


def actor_of(link: LinkCard) -> Actor:
    """Who acts through a link: nobody with an account or a role, who may do one deed to one object."""
    return Actor(
        user_id=None,
        name=link.called,
        roles=frozenset(),
        only=OneDeed(link.deed, link.object_kind, link.object_id, link.party_id),
    )
