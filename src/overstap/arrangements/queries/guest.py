"""What someone sees who reads along by a safe link: their own item, and nothing else of the plan or the person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from overstap.arrangements.access_guest import access_guest
from overstap.arrangements.agreeing_values import GuestPage, GuestQuestion
from overstap.arrangements.freezing import found, item_content
from overstap.arrangements.models import Agreement, Guest, ItemRemark, VersionKind
from overstap.arrangements.queries.together import remark_card
from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.versions import part_for


def guest_page(actor: Actor, guest_id: int, *, now: datetime) -> GuestPage:
    """Give the one item with what is asked about it; writes who read it.

    Raises NotFoundError for every other link and account, and once the person or the team ended it.
    """
    guest = access_guest(actor, guest_id)
    item, case = guest.item, guest.item.arrangement.case
    audit.record_read(
        actor=actor,
        verb="onderdeel_meelezen",
        object_kind="arrangement",
        object_id=item.arrangement_id,
        subject_id=case.participant_id,
        purpose="afstemming",
        now=now,
    )
    asked = Agreement.objects.filter(guest=guest, item_id=guest.item_id, version__withdrawn_at__isnull=True)
    remarks = ItemRemark.objects.filter(guest=guest).select_related("item").order_by("written_at", "id")
    return GuestPage(
        id=guest.pk,
        side=guest.side,
        organisation=guest.organisation,
        name=guest.name,
        person=case.participant.full_name if guest.with_name else "",
        asked_by=case.first_responsible.name,
        part=part_for(item_content(item), guest.side),
        questions=tuple(_question(row, guest) for row in asked.select_related("version").order_by("id")),
        remarks=tuple(remark_card(row) for row in remarks),
    )


def _question(row: Agreement, guest: Guest) -> GuestQuestion:
    return GuestQuestion(
        id=row.pk,
        kind=row.version.kind,
        number=row.version.number,
        digest=row.digest,
        asked_at=row.asked_at,
        due_on=row.due_on,
        agreed=row.agreed,
        answered_at=row.answered_at,
        name=row.name,
        part=_part(row, guest),
    )


def _part(row: Agreement, guest: Guest) -> Mapping[str, Any]:
    """The training agreement as a whole, for it is about this item only; of a plan the part of this side."""
    content: Mapping[str, Any] = json.loads(row.version.content)
    if row.version.kind == VersionKind.TRAINING:
        return content
    return part_for(found(content, guest.item.key) or {}, guest.side)
