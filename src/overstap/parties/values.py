"""What the queries and actions of this context answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overstap.core.actor import Role


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A region in short (regio); `state` is the value, `state_name` the Dutch label."""

    code: str
    name: str
    phase: int
    planned_from: date
    planned_until: date
    state: str
    state_name: str
    agreement_on: date | None
    live_on: date | None
    closed_on: date | None
    centre_municipality: str

    def is_open(self, on: date) -> bool:
        """Tell whether the team of this region works on a day."""
        started = self.live_on is not None and self.live_on <= on
        return started and (self.closed_on is None or self.closed_on >= on)


@dataclass(frozen=True, slots=True)
class DeskCard:
    """The desk of a region (loket, R-100); empty texts are not known yet."""

    name: str
    address: str
    phone: str
    email: str
    opening_hours: str
    digital_from: date | None
    physical_from: date | None


@dataclass(frozen=True, slots=True)
class PartyCard:
    """An organisation in short (partij)."""

    id: int
    name: str
    kind: str
    kind_name: str
    declaration_role: str
    declaration_role_name: str
    national: bool
    municipality: str
    phone: str
    email: str
    recognised_training_company: bool
    duo_recognised: bool


@dataclass(frozen=True, slots=True)
class FunctionCard:
    """One of the eight functions of a team and the party that fills it, if any (functie, R-350..R-357)."""

    function: str
    name: str
    party: PartyCard | None


@dataclass(frozen=True, slots=True)
class SeatCard:
    """Who fills a seat (zetel)."""

    id: int
    seat: str
    seat_name: str
    name: str
    party_id: int
    party_name: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RegionWarning:
    """Something that a region still lacks (aandachtspunt): the Dutch sentence, where it is asked, what helps."""

    rule: str
    because: str
    source: str
    remedy: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Everything about a region on a day; `warnings` and `missing_seats` are for professionals."""

    region: RegionCard
    desk: DeskCard
    municipalities: tuple[str, ...]
    parties: tuple[PartyCard, ...]
    functions: tuple[FunctionCard, ...]
    seats: tuple[SeatCard, ...]
    missing_seats: tuple[str, ...]
    warnings: tuple[RegionWarning, ...]


@dataclass(frozen=True, slots=True)
class MembershipCard:
    """A workplace that a user can choose (werkplek): one party, one set of roles, the regions where they hold."""

    id: int
    party_id: int
    party_name: str
    party_kind: str
    roles: frozenset[Role]
    region_codes: tuple[str, ...]
    region_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One role of one person at a party, as its account keeper sees it (account)."""

    membership_id: int
    user_id: int
    name: str
    email: str
    role: Role
    region_name: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class InstallationCard:
    """The settings of this installation (inrichting); `demo_date` is the day that a demo plays."""

    team_name: str
    demo_date: date | None
