"""What can be agreed of new work, and what somebody may write down of it later; pure, without a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from overstap.core.decision import N_, Refusal

HOUSE = "huisregels"
LONGEST_AHEAD = timedelta(days=366)
LONGEST_AGO = timedelta(days=366)


class PlacementState(StrEnum):
    """How far a placement is (stand van een plaatsing)."""

    AGREED = "afgesproken"
    STARTED = "begonnen"
    STOPPED = "gestopt"
    CANCELLED = "vervallen"


class Through(StrEnum):
    """Along which way somebody found the work (weg naar het werk)."""

    PROPOSAL = "voorstel"
    COUPLING = "koppeling"
    OPEN_HIRING = "open_hiring"
    OWN = "zelf_gevonden"


class WorkContract(StrEnum):
    """What somebody works on (soort werk); the outcome of a file names the same three."""

    PERMANENT = "vast"
    TEMPORARY = "tijdelijk"
    OWN_BUSINESS = "zelfstandig"


class EndBecause(StrEnum):
    """Why a placement ended (reden van stoppen); never anything about health."""

    PERSON = "persoon"
    EMPLOYER = "werkgever"
    CONTRACT = "contract"
    OTHER_WORK = "ander_werk"
    OTHER = "anders"


OF_VACANCY = MappingProxyType({"onbepaald": WorkContract.PERMANENT.value, "bepaald": WorkContract.TEMPORARY.value})
"""How the contract of a vacancy is called in an outcome."""

STANDING = frozenset({PlacementState.AGREED, PlacementState.STARTED})
"""The placements that are not over."""

ELSEWHERE = frozenset({Through.COUPLING, Through.OPEN_HIRING})
"""The ways along which a place was already kept by something else: the placement takes none."""


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """What is agreed of new work (afspraken over werk)."""

    employer: str
    occupation: str
    contract: str
    hours_per_week: int
    starts_on: date
    through: str
    with_vacancy: bool


def contract_of(told: str) -> str:
    """The contract of new work, told as itself or as a vacancy names it."""
    return OF_VACANCY.get(told, told)


def refuse_work(terms: WorkTerms, *, today: date, most_hours: int) -> Refusal | None:
    """Say what of an agreement cannot be meant; None when all of it can."""
    if not terms.employer or not terms.occupation:
        return _refusal(
            "volledig",
            N_("Vul de werkgever en het beroep in, of kies een vacature."),
            N_("Vul de lege velden in."),
        )
    if terms.contract not in set(WorkContract) or terms.through not in set(Through):
        return _refusal(
            "keuze", N_("Kies het soort contract en hoe het werk gevonden is."), N_("Kies bij elk één antwoord.")
        )
    if not 1 <= terms.hours_per_week <= most_hours:
        return _refusal(
            "uren",
            N_("Het aantal uren per week is 1 tot en met %(meest)s."),
            N_("Kijk het aantal uren per week na."),
            ("meest", str(most_hours)),
        )
    if terms.through in ELSEWHERE and not terms.with_vacancy:
        return _refusal(
            "zonder_vacature",
            N_("Een koppeling en open hiring horen bij een vacature."),
            N_("Kies de vacature, of kies een andere weg."),
        )
    return _refuse_start_day(terms.starts_on, today)


def _refuse_start_day(starts_on: date, today: date) -> Refusal | None:
    if -LONGEST_AGO <= starts_on - today <= LONGEST_AHEAD:
        return None
    return _refusal(
        "startdag",
        N_("De eerste werkdag ligt meer dan een jaar vooruit of terug."),
        N_("Kijk de eerste werkdag na."),
    )


def refuse_started(*, state: str, on: date, today: date) -> Refusal | None:
    """Say why somebody cannot be written down as started on a day."""
    if state != PlacementState.AGREED:
        return _not_now(state)
    if on > today:
        return _refusal(
            "nog_niet_begonnen",
            N_("Deze dag is nog niet geweest. Pas op de eerste werkdag is iemand begonnen."),
            N_("Vul de echte eerste werkdag in, of wacht tot die dag."),
        )
    return _refuse_start_day(on, today)


def refuse_stopped(*, state: str, started_on: date | None, on: date, today: date, because: str) -> Refusal | None:
    """Say why somebody cannot be written down as stopped on a day; who never started is taken back instead."""
    if state != PlacementState.STARTED or started_on is None:
        return _not_now(state)
    if not started_on <= on <= today:
        return _refusal(
            "stopdag",
            N_("De laatste werkdag ligt voor de eerste werkdag, of is nog niet geweest."),
            N_("Kijk de laatste werkdag na."),
        )
    return _refuse_because(because)


def refuse_cancelled(*, state: str, because: str) -> Refusal | None:
    """Say why an agreement cannot be taken back."""
    return _not_now(state) if state != PlacementState.AGREED else _refuse_because(because)


def _refuse_because(because: str) -> Refusal | None:
    if because in set(EndBecause):
        return None
    return _refusal("reden", N_("Kies waarom het stopt."), N_("Kies één antwoord."))


def _not_now(state: str) -> Refusal:
    return _refusal(
        "stand",
        N_("Dit kan nu niet: de plaatsing is “%(stand)s”."),
        N_("Ververs de pagina. U ziet dan wat er nu kan."),
        ("stand", state),
    )


def _refusal(rule: str, because: str, remedy: str, *details: tuple[str, str]) -> Refusal:
    return Refusal(rule=f"plaatsing.{rule}", because=because, source=HOUSE, remedy=remedy, details=details)


def aftercare_held(*, started_on: date, aftercare_until: date, ended_on: date | None, today: date) -> bool | None:
    """Tell whether somebody still worked when the aftercare ended; None while it runs."""
    if ended_on is not None and started_on <= ended_on < aftercare_until:
        return False
    return None if today < aftercare_until else True


def middle(days: list[int]) -> int | None:
    """The median of numbers of days, rounded down; None of nothing."""
    if not days:
        return None
    ordered = sorted(days)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2
