"""People of the demo who let an organisation look for work for them, with a profile of the work they did."""

from __future__ import annotations

import datetime as dt
import random
from itertools import cycle

from django.db import transaction

from overstap.casework.actions.profile import add_profile_line
from overstap.casework.models import Case, CaseState
from overstap.casework.values.profile import ProfileLine
from overstap.core.actor import Actor, Role
from overstap.mediation.actions.sharing import let_look
from overstap.parties.models import Party
from overstap.site.demo.personas import PARTICIPANTS, REGION
from overstap.site.demo.population import SEED
from overstap.site.demo.staff import must
from overstap.taxonomy.reading.starter import StarterOccupation, read_starter

LOOKING_PARTY = "VNO-NCW"
"""The organisation of the broker whom a visitor can be."""

PEOPLE = 48
CAME_FROM = (
    "bediening", "kamermedewerker", "gastvrouw-zorg", "keukenassistent", "thuiszorgmedewerker", "grondsteward",
    "voedingsassistent", "evenementenmedewerker", "barmedewerker", "bagagemedewerker", "groepshulp", "kaartverkoper",
)  # fmt: skip
"""The work that people of the demo lost, by code of our own list: mostly that of sectors that stood still."""

STILL_LOOKING = (CaseState.ASSESSED, CaseState.GUIDED, CaseState.ELSEWHERE, CaseState.INTAKE)


def load_looking(now: dt.datetime) -> None:
    """Let people of the populated region fill in what they can and say that a broker may look for them."""
    known = {one.code: one for one in read_starter().occupations}
    party = Party.objects.get(name=LOOKING_PARTY)
    cases = (
        Case.objects.filter(region__code=REGION, state__in=STILL_LOOKING)
        .exclude(participant__first_name__in=[first for first, _ in PARTICIPANTS.values()])
        .select_related("participant")
        .order_by("pk")[:PEOPLE]
    )
    for number, (case, code) in enumerate(zip(cases, cycle(CAME_FROM), strict=False)):
        draw = random.Random(f"{SEED}-zoekt-{number}")
        person = Actor(
            user_id=None,
            name=case.participant.full_name,
            roles=frozenset({Role.PERSON}),
            participant_id=case.participant_id,
        )
        with transaction.atomic():
            for line in _lines(known[code], draw, now.date()):
                must(add_profile_line(actor=person, case_id=case.pk, line=line, now=now))
            must(let_look(actor=person, case_id=case.pk, party_id=party.pk, now=now))


def _lines(work: StarterOccupation, draw: random.Random, on: dt.date) -> list[ProfileLine]:
    """The work somebody did, nearly all that it needs, and a part of what is welcome in it."""
    names = {one.code: one.nl for one in read_starter().skills}
    able = [*draw.sample(work.essential, max(2, len(work.essential) - draw.randint(0, 1)))]
    able += draw.sample(work.optional, min(len(work.optional), draw.randint(0, 2)))
    began = dt.date(on.year - draw.randint(2, 14), draw.randint(1, 12), 1)
    did = ProfileLine(
        kind="werk", name=work.nl, employer="Voorbeeldbedrijf", from_month=began, until_month=on.replace(day=1)
    )
    return [did, *(ProfileLine(kind="competentie", name=names[code], code=code) for code in able)]
