"""Which items of a file exist, for which purposes they may be used, and when a permission holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Item(StrEnum):
    """A part of a file that is shared or withheld as a whole (gegevensgroep, R-125)."""

    CONTACT = "contact"
    INTAKE = "intake"
    HEALTH = "gezondheid"
    DEBTS = "schulden"
    PROFILE = "profiel"
    ADVICE = "advies"
    ARRANGEMENT = "arrangement"
    OUTCOME = "uitkomst"


class Purpose(StrEnum):
    """What a party may use an item for (doel, R-401)."""

    GUIDANCE = "begeleiding"
    COORDINATION = "afstemming"
    MATCHING = "bemiddeling"
    HANDOVER = "overdracht"


ORDINARY_ITEMS = frozenset({Item.CONTACT, Item.INTAKE, Item.PROFILE, Item.ADVICE, Item.ARRANGEMENT, Item.OUTCOME})


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission as a value (toestemming): see `overstap.consent.models.Consent`."""

    party_id: int
    item: Item
    purpose: Purpose
    given_at: datetime
    valid_until: datetime | None = None
    withdrawn_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether the permission is in force at `now`: given, not past its end, not withdrawn."""
        started = self.given_at <= now
        ended = self.valid_until is not None and self.valid_until <= now
        withdrawn = self.withdrawn_at is not None and self.withdrawn_at <= now
        return started and not ended and not withdrawn


def shared_items(
    permissions: Iterable[Permission], *, party_id: int, purpose: Purpose, now: datetime
) -> frozenset[Item]:
    """Give the items that a party may see for a purpose at a moment (R-401)."""
    return frozenset(
        permission.item
        for permission in permissions
        if permission.party_id == party_id and permission.purpose == purpose and permission.holds(now)
    )
