"""Permissions that come with a deed on a file: for a context that already went through the door of that file.

Registration, a ticked question and a hand-over bring permissions along in their own transaction; the person's own
switches are in `overstap.consent.actions`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from overstap.audit.actions import record
from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.consent import Item, Purpose


def permit(
    *,
    actor: Actor,
    participant_id: int,
    party_id: int,
    items: Collection[Item],
    purpose: Purpose,
    given_through: str,
    now: datetime,
) -> tuple[Item, ...]:
    """Let a party see items for a purpose from now on; gives the items that it could not see yet.

    What stands already stays as it is. `given_through` says how the person agreed. The caller locked the file.
    """
    standing = Consent.objects.filter(
        participant_id=participant_id, party_id=party_id, purpose=purpose, withdrawn_at__isnull=True
    )
    standing.filter(valid_until__lte=now).update(withdrawn_at=F("valid_until"))
    held = set(standing.order_by("id").values_list("item", flat=True))
    new = tuple(sorted(set(items) - held))
    Consent.objects.bulk_create(
        Consent(
            participant_id=participant_id,
            party_id=party_id,
            item=item,
            purpose=purpose,
            given_at=now,
            given_through=given_through.strip(),
        )
        for item in new
    )
    if new:
        _log(actor, "permit", participant_id, party_id, now, purpose=purpose, items=new)
    return new


def end_permissions(
    *,
    actor: Actor,
    participant_id: int,
    party_id: int,
    purposes: Collection[Purpose],
    now: datetime,
    keep: Collection[Item] = (),
) -> int:
    """End what a party may see for some purposes, at once, but for the items in `keep`; gives how many ended."""
    rows = Consent.objects.filter(
        participant_id=participant_id, party_id=party_id, purpose__in=sorted(purposes), withdrawn_at__isnull=True
    ).exclude(item__in=sorted(keep))
    items = tuple(sorted(set(rows.order_by("id").values_list("item", flat=True))))
    ended = rows.update(withdrawn_at=now)
    if ended:
        _log(actor, "end_permissions", participant_id, party_id, now, purpose="", items=items)
    return ended


def _log(
    actor: Actor,
    verb: str,
    participant_id: int,
    party_id: int,
    now: datetime,
    *,
    purpose: str,
    items: Collection[str],
) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind="consent",
        object_id=f"{participant_id}:{party_id}",
        subject_id=participant_id,
        purpose=purpose,
        now=now,
        details={"onderdelen": [str(item) for item in items]},
    )
