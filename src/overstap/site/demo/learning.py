"""What can be learned in the demo: invented trainers with courses on the competences of our own list."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from overstap.core.actor import SYSTEM
from overstap.site.demo.staff import must
from overstap.taxonomy.reading.starter import StarterSkill, read_starter, skill_uri
from overstap.training.actions import take_over
from overstap.training.values import TrainerFields, TrainingFields

TAUGHT_TOGETHER = 3
"""So many competences of a group make a course."""

WEEKS = (1, 2, 4, 6, 8, 12, 16, 20)
EUROS_A_WEEK = 145
FORMS = ("klassikaal", "online", "combinatie", "werkplek")
TRAINERS = (
    TrainerFields("Leerhuis Zuid (demonstratie)", kind="mbo", duo_recognised=True),
    TrainerFields("De Cursusfabriek (demonstratie)"),
    TrainerFields("Vakschool Brabant (demonstratie)", kind="bedrijf"),
    TrainerFields("Thuis Leren Online (demonstratie)"),
)


def load_trainings(now: dt.datetime) -> None:
    """Courses that together teach every competence of our own list; each says that it was invented."""
    skills = sorted(read_starter().skills, key=lambda one: one.group_nl)
    parts = [
        (name, taught)
        for name, group in groupby(skills, key=lambda one: one.group_nl)
        for taught in _parts(list(group))
    ]
    rows = [_row(number, name, taught, now.date()) for number, (name, taught) in enumerate(parts)]
    done = take_over(actor=SYSTEM, rows=rows, on=now.date(), now=now)
    for one in done:
        # A row that is refused would be a mistake in the demo: it stops here, with its reason.
        must(one[1] if isinstance(one, tuple) else one)


def _parts(group: list[StarterSkill]) -> list[list[StarterSkill]]:
    return [group[start : start + TAUGHT_TOGETHER] for start in range(0, len(group), TAUGHT_TOGETHER)]


def _row(number: int, group: str, taught: list[StarterSkill], on: dt.date) -> tuple[TrainerFields, TrainingFields]:
    weeks = WEEKS[number % len(WEEKS)]
    fields = TrainingFields(
        trainer_id=0,
        name=f"{taught[0].nl} ({group.lower()}, cursus {number + 1})",
        checked_on=on,
        weeks=weeks,
        cents=weeks * EUROS_A_WEEK * 100,
        form=FORMS[number % len(FORMS)],
        hours_per_week=8,
        summary="Een opleiding van de demonstratie: opleider, duur en prijs zijn bedacht.",
        outcome=", ".join(one.nl for one in taught),
        certificate="Bewijs van deelname",
        municipality="" if number % len(FORMS) == 1 else "Tilburg",
        region_code="" if number % len(FORMS) == 1 else "AM26",
        teaches=tuple(skill_uri(one.code) for one in taught),
    )
    return TRAINERS[number % len(TRAINERS)], fields
