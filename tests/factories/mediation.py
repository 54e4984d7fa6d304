"""Invented employers with vacancies, and profiles to match them with."""

import datetime as dt
from collections.abc import Collection
from itertools import count

from overstap.casework.actions.profile import add_profile_line, save_wishes
from overstap.casework.models import Case
from overstap.casework.values.profile import ProfileLine, ProfileWish
from overstap.consent.actions import give_consent
from overstap.core.actor import Actor
from overstap.core.consent import Item, Purpose
from overstap.core.decision import Refusal
from overstap.demand.models import Employer, Requirement, Site, Vacancy
from overstap.demand.values import OpenVacancy
from overstap.parties.models import Party, Region
from overstap.taxonomy.reading.starter import occupation_uri, read_starter, skill_uri
from tests.conftest import START
from tests.factories.cases import given, make_case
from tests.factories.people import person_actor

_numbers = count(1)


def opening(number: int = 1, **more: object) -> OpenVacancy:
    """A vacancy as the search reads it: by default for a cook in Tilburg, 32 hours, confirmed today."""
    told: dict[str, object] = {
        "id": number,
        "employer_id": 1,
        "region_code": "AM26",
        "municipality": "Tilburg",
        "occupation_uri": occupation_uri("kok"),
        "kind": "regulier",
        "contract": "onbepaald",
        "hours_least": 24,
        "hours_most": 36,
        "level": "",
        "irregular": None,
        "physical": (),
        "starts_on": None,
        "places_left": 1,
        "confirmed_on": START.date(),
        "requirements": (),
    } | more
    return OpenVacancy(**told)  # type: ignore[arg-type]


def make_vacancy(
    occupation: str = "kok",
    *,
    municipality: str = "Tilburg",
    region: str = "AM26",
    skills: Collection[str] = (),
    optional: Collection[str] = (),
    other: Collection[tuple[str, str, str]] = (),
    party: Party | None = None,
    now: dt.datetime = START,
    **more: object,
) -> Vacancy:
    """An open vacancy; `skills` are codes of competences that are needed, `other` holds kind, name and level."""
    number = next(_numbers)
    employer = Employer.objects.create(name=f"Werkgever {number}", party=party, created_at=now)
    site = Site.objects.create(employer=employer, municipality=municipality, region=Region.objects.get(code=region))
    named = next(one for one in read_starter().occupations if one.code == occupation)
    told: dict[str, object] = {
        "title": f"{named.nl} {number}",
        "hours_least": 24,
        "hours_most": 36,
        "kind": "regulier",
        "contract": "onbepaald",
        "state": "open",
        "source": "getypt",
    } | more
    row = Vacancy.objects.create(
        employer=employer,
        site=site,
        occupation_uri=occupation_uri(occupation),
        occupation_edition="overstap",
        occupation_name=named.nl,
        confirmed_at=now,
        created_at=now,
        **told,
    )
    for need, codes in (("nodig", skills), ("handig", optional)):
        for code in codes:
            Requirement.objects.create(
                vacancy=row, kind="competentie", need=need, name=code, code=code, concept_uri=skill_uri(code)
            )
    for kind, name, level in other:
        Requirement.objects.create(vacancy=row, kind=kind, need="nodig", name=name, level=level)
    return row


def make_seeker(
    *skills: str, work: Collection[str] = (), lines: Collection[ProfileLine] = (), wish: ProfileWish | None = None
) -> tuple[Case, Actor]:
    """A file with a profile that the person filled in: codes of competences and names of work."""
    case = make_case()
    actor = person_actor(case.participant)
    every = [ProfileLine(kind="competentie", name=code, code=code) for code in skills]
    every += [ProfileLine(kind="werk", name=name) for name in work]
    for line in (*every, *lines):
        given(add_profile_line(actor=actor, case_id=case.pk, line=line, now=START))
    if wish is not None:
        saved = save_wishes(actor=actor, case_id=case.pk, wish=wish, now=START)

        assert not isinstance(saved, Refusal)
    return case, actor


def let_look_for(case: Case, party: Party, *, now: dt.datetime = START) -> int:
    """The person lets a party look for work for them; gives the consent."""
    cards = given(
        give_consent(
            actor=person_actor(case.participant),
            participant_id=case.participant.pk,
            party_id=party.pk,
            items=(Item.PROFILE,),
            purpose=Purpose.MATCHING,
            valid_until=None,
            given_through="online",
            now=now,
        )
    )
    return cards[0].id
