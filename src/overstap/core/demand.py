"""What a vacancy and an employer must be before anyone may rely on them; pure, without a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overstap.core.decision import N_, Refusal

HOUSE = "huisregels"
MOST_HOURS = 60
"""No week of work is longer: twelve hours on five days, the most that the Working Hours Act lets anyone work."""

MOST_PLACES = 1000


class VacancyKind(StrEnum):
    """What sort of place it is (soort plaats); the exchange standard of the field names the same ones."""

    REGULAR = "regulier"
    LEARNING = "leerbaan"
    EXPERIENCE = "werkervaringsplaats"


class ContractKind(StrEnum):
    """How long the contract lasts (soort contract)."""

    PERMANENT = "onbepaald"
    TEMPORARY = "bepaald"


class VacancyState(StrEnum):
    """How far a vacancy is (stand van een vacature)."""

    DRAFT = "concept"
    OPEN = "open"
    FILLED = "vervuld"
    CLOSED = "gesloten"
    STALE = "verlopen"


class Need(StrEnum):
    """How much a vacancy asks something (mate van eis)."""

    ESSENTIAL = "nodig"
    OPTIONAL = "handig"


class RequirementKind(StrEnum):
    """What a requirement is about (soort eis)."""

    COMPETENCE = "competentie"
    LICENCE = "bewijs"
    DIPLOMA = "diploma"
    LANGUAGE = "taal"
    RECOGNITION = "beroepserkenning"


LANGUAGE_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long a vacancy is believed (versheid): after so many days it is asked again, after so many it goes off."""

    confirm_after: int
    off_after: int

    def to_confirm(self, confirmed: date, on: date) -> bool:
        """Tell whether the employer is asked if the vacancy still stands."""
        return (on - confirmed).days >= self.confirm_after

    def holds(self, confirmed: date, on: date) -> bool:
        """Tell whether the vacancy may still be shown."""
        return (on - confirmed).days < self.off_after


def kvk_digits(text: str) -> str:
    """A number of the Chamber of Commerce without the spaces and dots that people type in it."""
    return "".join(sign for sign in text if sign not in " .-\t")


def refuse_kvk_number(number: str) -> Refusal | None:
    """Say what is wrong with a number of the Chamber of Commerce; empty is not known yet, which is allowed."""
    if not number or (number.isascii() and number.isdigit() and len(number) == 8):  # noqa: PLR2004 (its length)
        return None
    return Refusal(
        rule="vraag.kvk",
        because=N_("Een KvK-nummer heeft 8 cijfers. U vulde “%(nummer)s” in."),
        source=HOUSE,
        remedy=N_("Kijk het nummer na op kvk.nl, of laat het leeg als u het niet weet."),
        details=(("nummer", number[:20]),),
    )


@dataclass(frozen=True, slots=True)
class VacancyTerms:
    """What of a vacancy is looked at before it opens (voorwaarden van een vacature)."""

    kind: str
    hours_least: int
    hours_most: int
    places: int
    starts_on: date | None
    closes_on: date | None
    recognised_training_company: bool


def refuse_terms(terms: VacancyTerms, on: date) -> tuple[Refusal, ...]:
    """Say everything that cannot be in a vacancy, all at once."""
    found = []
    if not 1 <= terms.hours_least <= terms.hours_most <= MOST_HOURS:
        found.append(
            _refusal(
                "uren",
                N_("Het kleinste aantal uren is meer dan het grootste, of het zijn er te veel."),
                N_("Vul uren per week in van 1 tot en met 60, het kleinste aantal eerst."),
            )
        )
    if not 1 <= terms.places <= MOST_PLACES:
        found.append(
            _refusal("plaatsen", N_("Een vacature heeft ten minste één plaats."), N_("Vul 1 tot en met 1000 in."))
        )
    if terms.closes_on is not None and terms.closes_on < on:
        found.append(
            _refusal("sluit", N_("De sluitingsdag is al voorbij."), N_("Vul een latere dag in, of laat hem leeg."))
        )
    if terms.kind == VacancyKind.LEARNING and not terms.recognised_training_company:
        found.append(
            _refusal(
                "leerbaan",
                N_("Een leerbaan kan alleen bij een erkend leerbedrijf. Van deze werkgever weten wij dat niet."),
                N_("Zoek het leerbedrijf op via s-bb.nl en leg de erkenning vast bij de werkgever."),
            )
        )
    return tuple(found)


def _refusal(rule: str, because: str, remedy: str) -> Refusal:
    return Refusal(rule=f"vraag.{rule}", because=because, source=HOUSE, remedy=remedy)


def refuse_places(*, wanted: int, left: int) -> Refusal | None:
    """Say that fewer places are left than somebody wants."""
    if wanted <= left:
        return None
    return Refusal(
        rule="vraag.vol",
        because=N_("Er zijn nog %(over)s plaatsen vrij. U vroeg er %(gevraagd)s."),
        source=HOUSE,
        remedy=N_("Vraag minder plaatsen, of zoek nog een vacature."),
        details=(("over", str(left)), ("gevraagd", str(wanted))),
    )
