"""Which organisation may take which place: first responsible, role of an account, seat in the regional body.

Kinds of party, seats and states are the Dutch values of the choices in `overstap.parties.models`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal

DECLARATION = "intentieverklaring-2020"
WORKING_DOCUMENT = "werkdocument-2020"

# --- First responsible (R-070..R-075) ------------------------------------------------------------

FIRST_RESPONSIBLE_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sociale_partners": ("vakbond", "werkgeversorganisatie"),
        "uwv": ("uwv",),
        "gemeente": ("gemeente",),
    }
)
"""The three answers of the routing table and the kinds of party that can stand for each."""


def refuse_first_responsible(kind: str) -> Refusal | None:
    """Say why a party of this kind cannot be first responsible for a person; None when it can (R-032, R-057)."""
    if any(kind in kinds for kinds in FIRST_RESPONSIBLE_KINDS.values()):
        return None
    return Refusal(
        rule="parties.first-responsible-kind",
        because=N_("Deze partij kan niet eerstverantwoordelijk zijn."),
        source=WORKING_DOCUMENT,
        remedy=N_("Kies een vakbond, een werkgeversorganisatie, UWV of een gemeente."),
    )


# --- Accounts (R-045) ----------------------------------------------------------------------------

_ROLE_KINDS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.CASHIER: frozenset({"uwv"}),
        Role.CASHIER_APPROVER: frozenset({"uwv"}),
        Role.FRAMEWORK_KEEPER: frozenset({"ministerie"}),
        Role.COORDINATOR: frozenset(
            {"vakbond", "werkgeversorganisatie", "uwv", "gemeente", "onderwijsinstelling", "sbb"}
        ),
        Role.STEERING_GROUP: frozenset(
            {
                "vakbond",
                "werkgeversorganisatie",
                "uwv",
                "gemeente",
                "gemeentelijk_verband",
                "onderwijsinstelling",
                "sbb",
                "ministerie",
            }
        ),
    }
)


def refuse_role(kind: str, role: Role) -> Refusal | None:
    """Say why someone of a party of this kind cannot hold a role; None when they can.

    Only UWV is cashier (R-024), only a ministry keeps the framework, its members fill the steering group (R-038).
    """
    if role is Role.PERSON:
        return Refusal(
            rule="parties.role-not-professional",
            because=N_("Een deelnemer krijgt geen rol bij een organisatie."),
            source=DECLARATION,
            remedy=N_("Kies een rol voor een medewerker."),
        )
    kinds = _ROLE_KINDS.get(role)
    if kinds is None or kind in kinds:
        return None
    return Refusal(
        rule="parties.role-kind",
        because=N_("Deze rol past niet bij dit soort organisatie."),
        source=DECLARATION,
        remedy=N_("Kies een andere rol, of vraag de organisatie die deze rol wel heeft."),
    )


# --- Seats (R-035, R-036, R-037, R-042) ------------------------------------------------------------

SINGLE_SEATS = frozenset({"coordinator", "kwartiermaker", "wethouder", "regiomanager_uwv"})
"""Seats that one person holds at a time; other seats may have several holders."""

BODY_SEATS = ("wethouder", "werkgevers", "vakbonden", "regiomanager_uwv", "onderwijs", "sbb")
"""The seats without which the regional cooperation body is incomplete (R-037), in the order of the declaration."""

_SEAT_KINDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "wethouder": frozenset({"gemeente"}),
        "werkgevers": frozenset({"werkgeversorganisatie"}),
        "vakbonden": frozenset({"vakbond"}),
        "regiomanager_uwv": frozenset({"uwv"}),
        "onderwijs": frozenset({"onderwijsinstelling"}),
        "sbb": frozenset({"sbb"}),
    }
)


def missing_body_seats(filled: Collection[str]) -> tuple[str, ...]:
    """Name the seats that the regional body lacks (R-037); a national representative counts too."""
    return tuple(seat for seat in BODY_SEATS if seat not in filled)


def refuse_seat(seat: str, party_kind: str) -> Refusal | None:
    """Say why a party of this kind cannot fill a seat; None when it can."""
    kinds = _SEAT_KINDS.get(seat)
    if kinds is None or party_kind in kinds:
        return None
    return Refusal(
        rule="parties.seat-kind",
        because=N_("Deze zetel hoort bij een ander soort partij."),
        source=DECLARATION,
        remedy=N_("Kies een partij die bij deze zetel past."),
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """A period in which someone holds a seat (zetelperiode); `until` is the last day, None when no end is known."""

    seat: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the seat is held on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


def refuse_successor(seat: str, start: date, holdings: Iterable[Holding]) -> Refusal | None:
    """Say why a new holder cannot start on a day; None when the one before can leave the day before."""
    if seat not in SINGLE_SEATS:
        return None
    later = [held for held in holdings if held.seat == seat and held.since >= start]
    if not later:
        return None
    return Refusal(
        rule="parties.seat-order",
        because=N_("Deze zetel is vanaf %(since)s al van iemand anders."),
        source=DECLARATION,
        remedy=N_("Kies een latere datum."),
        details=(("since", f"{max(held.since for held in later):%d-%m-%Y}"),),
    )


# --- Functions (R-026, R-046) ----------------------------------------------------------------------


def refuse_function_change(
    *, actor_party_id: int | None, changing: Iterable[int], agreed: Collection[int]
) -> Refusal | None:
    """Say why a function cannot change hands; None when each party whose role changes is the actor's own or agreed.

    The partners divide the roles themselves: nobody, not even the centre municipality, sets another's role (R-026).
    """
    silent = {party for party in changing if party != actor_party_id and party not in agreed}
    if not silent:
        return None
    return Refusal(
        rule="parties.role-of-another",
        because=N_("U kunt de rol van een andere partij niet alleen bepalen."),
        source=DECLARATION,
        remedy=N_("Leg eerst vast dat deze partij het eens is met de verandering."),
    )


# --- Regions (R-009, R-036, R-381) -----------------------------------------------------------------

PLANNED, SETTING_UP, OPERATIONAL, CLOSED = "gepland", "opbouw", "operationeel", "afgesloten"


def refuse_region_manager(actor: Actor, region_code: str) -> Refusal | None:
    """Say why someone does not run a region; None for its coordinator, the steering group and the system."""
    here = actor.has(Role.COORDINATOR) and region_code in actor.region_codes
    if here or actor.has(Role.STEERING_GROUP) or actor.is_system:
        return None
    return Refusal(
        rule="parties.not-region-manager",
        because=N_("U kunt dit niet voor deze regio vastleggen."),
        source=DECLARATION,
        remedy=N_("Vraag de operationeel coördinator van deze regio."),
    )


@dataclass(frozen=True, slots=True)
class RegionMove:
    """A step in the life of a region (stap van een regio): its name, from which states, to which."""

    name: str
    sources: frozenset[str]
    target: str


REGION_MOVES: Mapping[str, RegionMove] = MappingProxyType(
    {
        move.name: move
        for move in (
            RegionMove("start_set_up", frozenset({PLANNED}), SETTING_UP),
            RegionMove("open_region", frozenset({PLANNED, SETTING_UP}), OPERATIONAL),
            RegionMove("close_region", frozenset({OPERATIONAL}), CLOSED),
        )
    }
)


def move_region(state: str, move_name: str) -> str | Refusal:
    """Give the state of a region after a move, or say why the move does not fit its state."""
    move = REGION_MOVES[move_name]
    if state in move.sources:
        return move.target
    return Refusal(
        rule="parties.region-state",
        because=N_("Deze stap past niet bij de stand van de regio."),
        source=WORKING_DOCUMENT,
        remedy=N_("Bekijk op de pagina van de regio welke stap nu kan."),
    )


def refuse_opening(*, agreement_on: date | None, live_on: date, seats_filled: Collection[str]) -> Refusal | None:
    """Say why a region cannot open; None when it can.

    It needs a cooperation agreement that exists on the opening day (R-381) and a quartermaster, who is the intended
    coordinator, or already a coordinator (R-036).
    """
    if agreement_on is None or agreement_on > live_on:
        return Refusal(
            rule="parties.opening-needs-agreement",
            because=N_("De regio kan nog niet open: er is geen samenwerkingsafspraak."),
            source=WORKING_DOCUMENT,
            remedy=N_("Leg eerst de samenwerkingsafspraak over de crisisdienstverlening vast."),
        )
    if not {"kwartiermaker", "coordinator"} & set(seats_filled):
        return Refusal(
            rule="parties.opening-needs-quartermaster",
            because=N_("De regio kan nog niet open: er is geen kwartiermaker."),
            source=DECLARATION,
            remedy=N_("Wijs samen eerst een kwartiermaker aan."),
        )
    return None
