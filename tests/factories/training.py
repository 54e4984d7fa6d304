"""Invented trainers and trainings."""

import datetime as dt
from collections.abc import Collection
from itertools import count

from overstap.casework.actions.profile import add_profile_line
from overstap.casework.values.profile import ProfileLine
from overstap.demand.models import Vacancy
from overstap.parties.models import Region
from overstap.taxonomy.reading.starter import skill_uri
from overstap.training.models import Teaches, Trainer, Training
from tests.conftest import START
from tests.factories.arrangements import Scene, make_composable
from tests.factories.cases import given
from tests.factories.mediation import make_vacancy

_numbers = count(1)


def make_trainer(name: str = "", **more: object) -> Trainer:
    """A trainer; private unless told otherwise."""
    told: dict[str, object] = {"name": name or f"Opleider {next(_numbers)}", "kind": "particulier"} | more
    return Trainer.objects.create(**told)


def make_training(
    *skills: str, trainer: Trainer | None = None, region: str = "", now: dt.datetime = START, **more: object
) -> Training:
    """A course of four weeks for 500 euro that teaches competences, by their codes."""
    told: dict[str, object] = {
        "name": f"Cursus {next(_numbers)}",
        "form": "klassikaal",
        "sort": "cursus",
        "weeks": 4,
        "hours_per_week": 8,
        "price_cents": 500_00,
        "source": "eigen",
        "checked_on": now.date(),
        "created_at": now,
    } | more
    row = Training.objects.create(
        trainer=trainer or make_trainer(), region=Region.objects.get(code=region) if region else None, **told
    )
    teach(row, skills)
    return row


def teach(row: Training, skills: Collection[str]) -> None:
    """Say what a training teaches."""
    Teaches.objects.bulk_create(
        Teaches(training=row, concept_uri=skill_uri(code), concept_edition="1", name=code) for code in skills
    )


KNOWN = ("luisteren", "klanten-helpen", "klachten", "kassa", "schoonmaken", "samenwerken")
LACKS = ("heftruck", "lassen")


def a_scene(*, cents: int = 10_000_00) -> tuple[Scene, Vacancy]:
    """Somebody who covers six of the eight competences that a vacancy needs."""
    scene = make_composable(cents=cents)
    for code in KNOWN:
        line = ProfileLine(kind="competentie", name=code, code=code)
        given(add_profile_line(actor=scene.person, case_id=scene.case.pk, line=line, now=START))
    return scene, make_vacancy(region=scene.case.region.code, skills=(*KNOWN, *LACKS))
