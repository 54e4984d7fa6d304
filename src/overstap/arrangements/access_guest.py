"""The doors of a safe link: to one item for who reads along, and to the whole plan for the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from overstap.arrangements.access import access_item
from overstap.arrangements.models import Arrangement, ArrangementItem, Guest
from overstap.casework.access import Sight
from overstap.casework.models import Case
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError

READ_ALONG, GUEST = "meelezen", "meelezer"
READ_PLAN, PLAN = "plan_lezen", "arrangement"


def access_guest(actor: Actor, guest_id: int, *, for_update: bool = False) -> Guest:
    """Give the one who reads along by a safe link, with the item; the arrangement is what gets locked.

    Raises NotFoundError for everyone else, when the person or the team ended it, and when the file is closed.
    """
    if not actor.may_only(READ_ALONG, GUEST, guest_id):
        raise NotFoundError(guest_id)
    arrangement_id = Guest.objects.filter(pk=guest_id).values_list("item__arrangement_id", flat=True).first()
    if arrangement_id is None:
        raise NotFoundError(guest_id)
    rows = Arrangement.objects.filter(pk=arrangement_id)
    arrangement = rows.select_for_update().get() if for_update else rows.get()
    arrangement.case = Case.objects.select_related("participant", "region", "first_responsible").get(
        pk=arrangement.case_id
    )
    guest = Guest.objects.get(pk=guest_id)
    guest.item = ArrangementItem.objects.select_related("providing_party").get(pk=guest.item_id)
    guest.item.arrangement = arrangement
    if guest.ended_at is not None or arrangement.case.closed_at is not None:
        raise NotFoundError(guest_id)
    return guest


def guest_of_team(actor: Actor, guest_id: int, *, now: datetime, for_update: bool = False) -> tuple[Guest, Sight]:
    """Give one who reads along to the team or the person; raises NotFoundError when the item is foreign."""
    guest = Guest.objects.filter(pk=guest_id).first()
    if guest is None:
        raise NotFoundError(guest_id)
    item, sight = access_item(actor, guest.item_id, now=now, for_update=for_update)
    guest = Guest.objects.get(pk=guest_id)
    guest.item = item
    return guest, sight


def in_person(actor: Actor, arrangement_id: int) -> Actor:
    """Give who acts on a plan: with the safe link for this one plan, that is the person whose plan it is.

    The one who acts keeps the name of the link in the trail, and can do nothing elsewhere.
    """
    if not actor.may_only(READ_PLAN, PLAN, arrangement_id):
        return actor
    found = Arrangement.objects.filter(pk=arrangement_id).values_list("case__participant_id", flat=True).first()
    if found is None:
        raise NotFoundError(arrangement_id)
    return replace(actor, roles=frozenset({Role.PERSON}), participant_id=found)
