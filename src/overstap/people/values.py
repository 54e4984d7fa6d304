"""What the queries and actions of this context answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from overstap.people.models import Participant


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """A participant in short (deelnemer): name, how to reach them, where they live."""

    id: int
    key: UUID
    first_name: str
    last_name: str
    birth_date: date
    email: str
    phone: str
    municipality: str
    language: str
    takes_part_since: datetime
    withdrew_at: datetime | None
    possible_duplicate: bool
    has_account: bool

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as a search shows them (gevonden persoon): enough to know that it is the same one, and no contact data.

    How to reach them stands in the file, for who has a ground to open it.
    """

    id: int
    full_name: str
    birth_year: int
    municipality: str


def participant_card(row: Participant) -> ParticipantCard:
    """Shape a participant."""
    return ParticipantCard(
        id=row.pk,
        key=row.key,
        first_name=row.first_name,
        last_name=row.last_name,
        birth_date=row.birth_date,
        email=row.email,
        phone=row.phone,
        municipality=row.municipality,
        language=row.language,
        takes_part_since=row.takes_part_since,
        withdrew_at=row.withdrew_at,
        possible_duplicate=row.possible_duplicate,
        has_account=row.user_id is not None,
    )
