"""How a file passes on, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overstap.casework.values.parts import PartyRef
    from overstap.core.consent import Item


@dataclass(frozen=True, slots=True)
class ResidenceCard:
    """Where the person lived from when until when (woonplaats); `until_on` is the last day."""

    municipality: str
    region_code: str
    region_name: str
    from_on: dt.date
    until_on: dt.date | None


@dataclass(frozen=True, slots=True)
class PassingCard:
    """A file that passes on to another party (overgang), as both sides and the person see it.

    `goes_on` is the day on which it passes by itself when nobody answered, None when it waits for a hand-over. `name`
    of the person only when the reader may see contact data.
    """

    id: int
    case_id: int
    case_number: str
    name: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    from_party: PartyRef
    to_party: PartyRef
    from_region: str
    to_region: str
    from_region_code: str
    to_region_code: str
    municipality: str
    from_on: dt.date
    goes_on: dt.date | None
    because_nl: str
    because_en: str
    source: str
    items: tuple[Item, ...]
    proposed_at: dt.datetime
    settled_at: dt.datetime | None
    ours: bool = False
    mine_to_take: bool = False
