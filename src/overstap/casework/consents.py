"""The permissions that come and go with a deed on a file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.consent import within
from overstap.consent.actions import withdraw_all

if TYPE_CHECKING:
    from collections.abc import Collection

    from overstap.casework.models import Case
    from overstap.core.actor import Actor
    from overstap.core.consent import Item, Purpose


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


def end_permissions(case: Case, party_id: int, purposes: Collection[Purpose], *, actor: Actor, now: dt.datetime) -> int:
    """End what a party may see of a file for some purposes; gives how many permissions ended."""
    return within.end_permissions(
        actor=actor, participant_id=case.participant_id, party_id=party_id, purposes=purposes, now=now
    )


def withdraw_everything(case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """End everything that anyone may see of a person (R-128)."""
    withdraw_all(actor=actor, participant_id=case.participant_id, now=now)
