"""What a training must be before it may stand in the catalogue; pure, without a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from overstap.core.decision import N_, Refusal

HOUSE = "huisregels"
LONGEST_WEEKS = 260
MOST_HOURS = 60
DEAREST_CENTS = 10_000_000

Check: TypeAlias = tuple[bool, str, str, str]
"""Whether it is wrong, the name of the rule, why, and what to do."""


class TrainingForm(StrEnum):
    """How somebody learns (vorm)."""

    CLASSROOM = "klassikaal"
    ONLINE = "online"
    BLENDED = "combinatie"
    WORKPLACE = "werkplek"


class TrainingSort(StrEnum):
    """What sort of training it is (soort scholing, R-229)."""

    PACKAGE = "leerpakket"
    COURSE = "cursus"
    MODULE = "module"


class TrainingSource(StrEnum):
    """Where we know a training from (herkomst, R-365)."""

    OWN = "eigen"
    SECTOR = "sector"
    FILE = "bestand"


class TrainerKind(StrEnum):
    """What sort of trainer it is (soort opleider)."""

    PUBLIC = "mbo"
    PRIVATE = "particulier"
    SECTOR = "sector"
    EMPLOYER = "bedrijf"


@dataclass(frozen=True, slots=True)
class TrainingTerms:
    """What of a training is looked at before it is kept (voorwaarden van een opleiding); `cents` in euro cents."""

    name: str
    sort: str
    form: str
    weeks: int
    hours_per_week: int
    cents: int
    certificate_recognised: bool
    certificate: str
    third_path: bool
    duo_recognised: bool
    checked_on: date
    source: str
    source_name: str


def refuse_training(terms: TrainingTerms, on: date) -> tuple[Refusal, ...]:
    """Say everything that cannot be in a training, all at once (R-229, R-365)."""
    checks = (*_about_course(terms), *_about_paper(terms, on))
    return tuple(Refusal(f"opleiding.{rule}", why, HOUSE, remedy) for wrong, rule, why, remedy in checks if wrong)


def _about_course(terms: TrainingTerms) -> tuple[Check, ...]:
    return (
        (not terms.name.strip(), "naam", N_("De opleiding heeft geen naam."), N_("Vul de naam van de opleiding in.")),
        (
            terms.sort not in set(TrainingSort) or terms.form not in set(TrainingForm),
            "soort",
            N_("De soort of de vorm van de opleiding kennen wij niet."),
            N_("Kies leerpakket, cursus of module, en klassikaal, online, combinatie of werkplek."),
        ),
        (
            not 1 <= terms.weeks <= LONGEST_WEEKS,
            "weken",
            N_("De opleiding duurt niet tussen 1 en 260 weken."),
            N_("Vul in hoeveel weken de opleiding duurt, naar boven afgerond."),
        ),
        (
            not 0 <= terms.hours_per_week <= MOST_HOURS,
            "uren",
            N_("Het aantal uren per week is niet tussen 0 en 60."),
            N_("Vul in hoeveel uren per week iemand ermee bezig is."),
        ),
        (
            not 0 <= terms.cents <= DEAREST_CENTS,
            "prijs",
            N_("De prijs is niet tussen 0 en 100.000 euro."),
            N_("Vul de hele prijs in, met boeken en examen."),
        ),
    )


def _about_paper(terms: TrainingTerms, on: date) -> tuple[Check, ...]:
    return (
        (
            terms.sort == TrainingSort.MODULE and not (terms.certificate_recognised and terms.certificate.strip()),
            "certificaat",
            N_("Een module sluit af met een erkend certificaat. Dat staat er niet bij."),
            N_("Vul het certificaat in en vink aan dat het erkend is, of kies een andere soort."),
        ),
        (
            terms.third_path and not terms.duo_recognised,
            "derde_leerweg",
            N_("De derde leerweg kan alleen bij een opleider die DUO erkent."),
            N_("Leg de erkenning vast bij de opleider, of haal het vinkje bij derde leerweg weg."),
        ),
        (
            terms.checked_on > on,
            "nagekeken",
            N_("De dag waarop de opleiding is nagekeken, moet nog komen."),
            N_("Vul vandaag in, of een dag die voorbij is."),
        ),
        (
            terms.source != TrainingSource.OWN and not terms.source_name.strip(),
            "herkomst",
            N_("Bij een opleiding van een sector of uit een bestand hoort van wie zij komt."),
            N_("Vul de naam van de sector of van de lijst in."),
        ),
    )
