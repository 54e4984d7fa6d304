"""What questions and deeds of this context answer with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class LinkState(StrEnum):
    """How a link stands (stand van een link)."""

    WORKS = "werkt"
    EXPIRED = "verlopen"
    LOCKED = "geblokkeerd"
    ENDED = "beëindigd"


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A safe link as its holder meets it (veilige link): what it is for, and whether it still works."""

    id: int
    deed: str
    object_kind: str
    object_id: str
    called: str
    party_id: int | None
    subject_id: int | None
    needs_code: bool
    by_birth_date: bool
    state: LinkState
    made_at: dt.datetime
    valid_until: dt.datetime
    first_used_at: dt.datetime | None

    @property
    def works(self) -> bool:
        """Tell whether it can still be used."""
        return self.state is LinkState.WORKS


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was just made (nieuwe link): the only moment at which its address and code can be read."""

    id: int
    token: str = field(repr=False)
    path: str = field(repr=False)
    code: str | None = field(repr=False)
    valid_until: dt.datetime
