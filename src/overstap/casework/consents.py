"""The permissions that come and go with a deed on a file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q

from overstap.casework.models import Handover, HandoverKind, HandoverState
from overstap.consent import within
from overstap.consent.actions import withdraw_all
from overstap.consent.queries import permissions_of
from overstap.core.consent import Item, Purpose, shared_items

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from overstap.casework.models import Case
    from overstap.core.actor import Actor


def permit(
    case: Case,
    party_id: int,
    items: Collection[Item],
    purpose: Purpose,
    *,
    actor: Actor,
    through: str,
    now: dt.datetime,
) -> None:
    """Let a party see parts of a file from now on."""
    within.permit(
        actor=actor,
        participant_id=case.participant_id,
        party_id=party_id,
        items=items,
        purpose=purpose,
        given_through=through,
        now=now,
    )


def still_shared(
    case: Case, party_id: int, items: Collection[str], purpose: Purpose, *, now: dt.datetime
) -> frozenset[Item]:
    """Give the agreed items that a party may see at this moment: what was taken back since is not among them."""
    standing = shared_items(permissions_of(case.participant_id), party_id=party_id, purpose=purpose, now=now)
    return standing & frozenset(Item(item) for item in items)


def end_permissions(
    case: Case,
    party_id: int,
    purposes: Collection[Purpose],
    *,
    actor: Actor,
    now: dt.datetime,
    keep: Collection[Item] = (),
) -> int:
    """End what a party may see of a file for some purposes, but for `keep`; gives how many permissions ended."""
    return within.end_permissions(
        actor=actor,
        participant_id=case.participant_id,
        party_id=party_id,
        purposes=purposes,
        now=now,
        keep=keep,
    )


def withdraw_everything(case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """End everything that anyone may see of a person (R-128)."""
    withdraw_all(actor=actor, participant_id=case.participant_id, now=now)


def close_to_receiver(row: Handover, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """End what the receiver of a hand-over saw because of it, but for what another one still lets them see."""
    others = Handover.objects.filter(case=case, to_party_id=row.to_party_id).exclude(pk=row.pk)
    live = others.filter(
        Q(state=HandoverState.OFFERED) | Q(state=HandoverState.ACCEPTED, kind=HandoverKind.SERVICE)
    ).order_by("id")
    keep = {Item(item) for items in live.values_list("items", flat=True) for item in items}
    end_permissions(case, row.to_party_id, {Purpose.HANDOVER}, actor=actor, now=now, keep=keep)


def take_back(rows: QuerySet[Handover], case: Case, *, actor: Actor, now: dt.datetime) -> bool:
    """Take open offers of a file back; tells whether one of them was the file itself."""
    offers = list(rows.filter(case=case, state=HandoverState.OFFERED).order_by("id"))
    for row in offers:
        row.state, row.answered_at = HandoverState.WITHDRAWN, now
        row.save(update_fields=["state", "answered_at"])
        close_to_receiver(row, case, actor=actor, now=now)
    return any(row.kind == HandoverKind.CASE for row in offers)
