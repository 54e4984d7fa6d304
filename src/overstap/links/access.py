"""The door to a link: who has its address, and nobody else."""

from __future__ import annotations

import datetime as dt

from overstap.links.models import SafeLink
from overstap.links.policy import attempts_allowed
from overstap.links.values import LinkCard, LinkState
from overstap.sealing import fingerprint, fingerprints

TOKEN, CODE = "links.token", "links.code"
TOKEN_SIGNS = 43
"""32 bytes, written for an address."""


def token_print(token: str) -> str:
    """What is kept of an address."""
    return fingerprint(token, context=TOKEN)


def code_print(token: str, code: str) -> str:
    """What is kept of a code: bound to the address that it belongs to."""
    return fingerprint(f"{token}:{code}", context=CODE)


def code_prints(token: str, code: str) -> tuple[str, ...]:
    """What may be kept of a code, with every key in use."""
    return fingerprints(f"{token}:{code}", context=CODE)


def link_row(token: str, *, lock: bool = False) -> SafeLink | None:
    """The link of an address; None when there is none. Only a keyed hash of the address is compared."""
    if len(token) != TOKEN_SIGNS:
        return None
    rows = SafeLink.objects.filter(token_print__in=fingerprints(token, context=TOKEN)).order_by("id")
    return (rows.select_for_update(no_key=True) if lock else rows).first()


def state_of(row: SafeLink, now: dt.datetime) -> LinkState:
    """How a link stands at a moment."""
    if row.ended_at is not None:
        return LinkState.ENDED
    if row.valid_until <= now:
        return LinkState.EXPIRED
    if row.code_print and row.attempts >= attempts_allowed(now):
        return LinkState.LOCKED
    return LinkState.WORKS


def link_card(row: SafeLink, now: dt.datetime) -> LinkCard:
    """Show a link."""
    return LinkCard(
        id=row.pk,
        deed=row.deed,
        object_kind=row.object_kind,
        object_id=row.object_id,
        called=row.called,
        party_id=row.party_id,
        subject_id=row.subject_id,
        needs_code=bool(row.code_print),
        by_birth_date=row.by_birth_date,
        state=state_of(row, now),
        made_at=row.made_at,
        valid_until=row.valid_until,
        first_used_at=row.first_used_at,
    )
