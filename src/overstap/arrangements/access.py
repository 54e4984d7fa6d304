"""The only door to an arrangement: through the file of the person, and only with the item that holds it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from overstap.arrangements.models import Arrangement, ArrangementItem, WindowApplication
from overstap.casework.access import ForeignCaseError, Sight, open_case, parts_of
from overstap.casework.models import Case
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.core.moves import Part

__all__ = [
    "access_arrangement",
    "access_item",
    "access_window_application",
    "item_parts",
    "open_case_arrangement",
    "parts_of",
]

WORKERS = (Role.ADVISER, Role.COORDINATOR)


def open_case_arrangement(
    actor: Actor, case_id: int, *, now: datetime, purpose: Purpose | None = None, for_update: bool = False
) -> tuple[Case, Sight]:
    """Give the file and what this actor may see of it, when that includes the arrangement.

    Raises NotFoundError otherwise (R-125). A party that was only asked to look along sees it for that purpose.
    """
    case, sight = open_case(actor, case_id, now=now, purpose=purpose, for_update=for_update)
    if Item.ARRANGEMENT not in sight.items and purpose is None:
        case, sight = open_case(actor, case_id, now=now, purpose=Purpose.COORDINATION, for_update=for_update)
    if Item.ARRANGEMENT not in sight.items:
        raise ForeignCaseError(case_id, case.participant_id, sight.purpose)
    return case, sight


def access_arrangement(
    actor: Actor,
    arrangement_id: int,
    *,
    now: datetime,
    purpose: Purpose | None = None,
    for_update: bool = False,
) -> tuple[Arrangement, Sight]:
    """Give an arrangement with its file, locked when asked, and what the actor may see.

    Raises NotFoundError when it does not exist for this actor. The lock is on the arrangement: whoever changes
    its content or its state waits here, so that two clicks at once come one after the other.
    """
    rows = Arrangement.objects.filter(pk=arrangement_id)
    case_id = rows.values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFoundError(arrangement_id)
    case, sight = open_case_arrangement(actor, case_id, now=now, purpose=purpose)
    arrangement = rows.select_for_update().get() if for_update else rows.get()
    arrangement.case = case
    return arrangement, sight


def access_item(
    actor: Actor, item_id: int, *, now: datetime, purpose: Purpose | None = None, for_update: bool = False
) -> tuple[ArrangementItem, Sight]:
    """Give an item with its arrangement (which is what gets locked); raises NotFoundError when it is foreign."""
    arrangement_id = ArrangementItem.objects.filter(pk=item_id).values_list("arrangement_id", flat=True).first()
    if arrangement_id is None:
        raise NotFoundError(item_id)
    arrangement, sight = access_arrangement(actor, arrangement_id, now=now, purpose=purpose, for_update=for_update)
    item = ArrangementItem.objects.select_related("providing_party", "handover").get(pk=item_id)
    item.arrangement = arrangement
    return item, sight


def access_window_application(
    actor: Actor, case_id: int, key: UUID, *, now: datetime, for_update: bool = False
) -> tuple[WindowApplication, Sight]:
    """Give an application at a window that was made from a file; raises NotFoundError when file or tie is foreign."""
    case, sight = open_case_arrangement(actor, case_id, now=now)
    rows = WindowApplication.objects.filter(case=case, application_key=key)
    found = (rows.select_for_update(of=("self",)) if for_update else rows).first()
    if found is None:
        raise NotFoundError(key)
    found.case = case
    return found, sight


def item_parts(actor: Actor, item: ArrangementItem, case: Case) -> frozenset[Part]:
    """Tell which parts an actor plays towards an item: the party that gives it may start and finish it too."""
    parts = set(parts_of(actor, case))
    if actor.party_id == item.providing_party_id and actor.has(*WORKERS) and case.region.code in actor.region_codes:
        parts.add(Part.PARTNER)
    return frozenset(parts)
