"""What the treasury asks the schemes: which streams there are, what the country has, and what a fee comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from overstap.core.decision import N_, Bearing, Refusal
from overstap.core.forecast import Method
from overstap.rules import Assessment, FactValue, Known, Outcome, assess, load_catalogue
from overstap.treasury.values import EMPLOYER_FEE_SCHEME, proof_of

WEEKS = "weken_aanwezig"
TERMS = "termijnen"

FEE_FROM_OTHER_STREAM = Refusal(
    "werkgeversvergoeding.geldstroom",
    N_("De vergoeding voor de werkgever komt alleen uit de eigen geldstroom voor praktijkleren."),
    source="Praktijkleren in het mbo: beide vergoedingen komen uit de extra middelen",
    remedy=N_("Kies de geldstroom voor de werkgeversvergoeding."),
)


@dataclass(frozen=True, slots=True)
class Stream:
    """A funding stream as the schemes give it (geldstroom)."""

    code: str
    name_nl: str
    name_en: str
    with_cashier: bool
    has_ledger: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What the country has in one year for one or more streams together (landelijk kader)."""

    streams: frozenset[str]
    cents: int
    source: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What the weeks of presence come to, with the proof."""

    cents: int
    receipt: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeeRefusal(Refusal):
    """A refusal in the words of a scheme file, which has them in both languages."""

    because_en: str = ""
    remedy_en: str = ""


def streams(on: date) -> tuple[Stream, ...]:
    """The funding streams in force on a day; one has a ledger here when the country has an amount for it (R-250)."""
    catalogue = load_catalogue()
    with_ledger = [code for frame in catalogue.frames(on) for code in frame.streams]
    return tuple(
        Stream(
            code=stream.id,
            name_nl=stream.name.nl,
            name_en=stream.name.en,
            with_cashier=stream.with_cashier,
            has_ledger=stream.id in with_ledger,
            rank=with_ledger.index(stream.id) if stream.id in with_ledger else len(with_ledger) + place,
        )
        for place, stream in enumerate(catalogue.streams(on))
    )


def national_frame(stream: str, year: int, on: date) -> Frame | None:
    """What the country has of a stream in a year, with the streams that share it; None when no scheme says (R-253)."""
    for frame in load_catalogue().frames(on):
        if stream in frame.streams:
            source = "; ".join(citation.text() for citation in frame.source)
            return Frame(frozenset(frame.streams), frame.budget.get(year, 0), source)
    return None


def frame_years(on: date) -> tuple[int, ...]:
    """The years for which the schemes give the country an amount, oldest first."""
    return tuple(sorted({year for frame in load_catalogue().frames(on) for year in frame.budget}))


@dataclass(frozen=True, slots=True)
class ForecastLimits:
    """How a forecast is made and when it warns: choices of this product, in the scheme `termijnen` (grenzen)."""

    halving: int
    least: int
    band: int
    wander: int
    wander_young: int
    horizon_days: int
    warn_used: int
    warn_chance: int

    @property
    def method(self) -> Method:
        """The settings of the forecast itself."""
        return Method(self.halving, self.least, self.band, self.wander, self.wander_young, self.horizon_days)


_LIMITS = (
    "prognose_halvering",
    "prognose_minimum",
    "prognose_band",
    "prognose_schommeling",
    "prognose_schommeling_begin",
    "prognose_vooruit",
    "waarschuwing_gebruikt",
    "waarschuwing_kans",
)


def forecast_limits(on: date) -> ForecastLimits:
    """The limits on a day; before the first version of the scheme those of its first day. They are no region's own."""
    catalogue = load_catalogue()
    first = catalogue.all_versions(TERMS)[0].valid_from
    return ForecastLimits(*(_whole(catalogue.parameter(TERMS, name, max(on, first))) for name in _LIMITS))


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a limit of a forecast is a whole number, not {value}")
    return value


def employer_fee(on: date, weeks: int, facts: Mapping[str, FactValue]) -> Fee | Refusal:
    """What an employer gets for this many weeks in all, by the version of the scheme that held on that day (R-201).

    Refuses `aanspraak.weken` (more weeks than can be) and `aanspraak.voorwaarden` (a condition fails or is not known).
    """
    catalogue = load_catalogue()
    most = catalogue.facts[WEEKS].high
    if weeks > most:
        return Refusal(
            "aanspraak.weken",
            N_("U telt samen %(weeks)s weken. Dat zijn er te veel: ten hoogste %(most)s."),
            remedy=N_("Kijk het aantal weken na."),
            details=(("weeks", str(weeks)), ("most", str(most))),
        )
    found = assess(catalogue, EMPLOYER_FEE_SCHEME, {**facts, WEEKS: Known(weeks)}, on)
    if found.outcome is not Outcome.JA or found.amount is None or not found.amount.settled:
        return _unmet(found)
    return Fee(found.amount.lo, proof_of(found.receipt.to_json()))


def _unmet(found: Assessment) -> Refusal:
    against = [ground for ground in found.grounds if ground.bearing is not Bearing.SPEAKS_FOR]
    if not against:
        return Refusal("aanspraak.voorwaarden", N_("Wij weten nog niet of de werkgever de vergoeding krijgt."))
    ground = against[0]
    return FeeRefusal(
        "aanspraak.voorwaarden",
        ground.text.nl,
        source=ground.source.nl,
        remedy=ground.remedy.nl if ground.remedy else "",
        because_en=ground.text.en,
        remedy_en=ground.remedy.en if ground.remedy else "",
    )
