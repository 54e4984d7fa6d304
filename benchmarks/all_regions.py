"""All lists of 35 regions through the command, stopped half-way and gone on, beside the least that plain SQL can do.

    .venv/bin/python benchmarks/all_regions.py [--people 3000] [--vacancies 2000]

The people (with a file, a profile of a dozen lines and a permission) and vacancies of every region are invented and
written straight into an embedded database. The floor reads the lines of the profiles and the vacancies in plain SQL,
searches without any condition, and writes as many rows as the command wrote. Seconds by the wall.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from itertools import count
from pathlib import Path

STOP_AFTER = 3
"""The first run is stopped when so many regions are told."""

COMMAND = [sys.executable, "-m", "overstap.cli", "match", "--all-regions"]
SKILLS_MORE = 6


def fill(people: int, vacancies: int, now: dt.datetime) -> None:
    """Write everybody and every vacancy, a region at a time."""
    from django.db import transaction

    from overstap.parties import actions as parties
    from overstap.parties.models import Municipality, Party, Region
    from overstap.taxonomy import actions as taxonomy

    parties.load_reference(now=now)
    taxonomy.load_starter(now=now)
    party = Party.objects.order_by("pk")[0]
    draw, numbers = random.Random(35), count(1)  # noqa: S311 (the same invented people every time)
    for region in Region.objects.order_by("code"):
        towns = list(Municipality.objects.filter(region=region).order_by("name").values_list("name", flat=True))
        with transaction.atomic():
            _people(people, region, party, towns, draw, numbers=numbers, now=now)
            _vacancies(vacancies, region, towns, draw, now)


def _people(many: int, region, party, towns: list[str], draw: random.Random, *, numbers, now: dt.datetime) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 (models are known once Django runs)
    from overstap.casework.models import Case, LabourProfile, ProfileEntry
    from overstap.consent.models import Consent
    from overstap.people.models import Participant
    from overstap.taxonomy.reading.starter import occupation_uri, read_starter, skill_uri

    starter = read_starter()
    names = {one.code: one.nl for one in starter.skills}
    persons = Participant.objects.bulk_create(
        Participant(
            first_name="Alex", last_name=f"Voorbeeld {number}", birth_date=dt.date(1980, 1, 1), language="nl",
            municipality=draw.choice(towns), takes_part_since=now,
        )
        for number in range(many)
    )  # fmt: skip
    cases = Case.objects.bulk_create(
        Case(
            number=f"2021-{next(numbers):06d}", participant=person, region=region, entrance="ww", state="begeleiding",
            first_responsible=party, contact_party=party, opened_at=now,
            step_due_on=now.date() + dt.timedelta(days=30),
        )
        for person in persons
    )  # fmt: skip
    Consent.objects.bulk_create(
        Consent(participant=one, party=party, item="profiel", purpose="bemiddeling", given_at=now, given_through="x")
        for one in persons
    )
    profiles = LabourProfile.objects.bulk_create(
        LabourProfile(case=one, hours_per_week=draw.choice((24, 32, 36)), travel_minutes=45, updated_at=now)
        for one in cases
    )
    lines = []
    for profile in profiles:
        did = draw.choice(starter.occupations)
        lines.append((profile, "werk", did.nl, "", occupation_uri(did.code)))
        known = {*did.essential, *draw.sample(list(names), SKILLS_MORE)}
        lines += [(profile, "competentie", names[code], code, skill_uri(code)) for code in sorted(known)]
    ProfileEntry.objects.bulk_create(
        (
            ProfileEntry(
                profile=profile, kind=kind, name=name, code=code, concept_uri=uri, source="persoon", recorded_at=now,
                confirmed=True, confirmed_at=now,
            )
            for profile, kind, name, code, uri in lines
        ),
        batch_size=5_000,
    )  # fmt: skip


def _vacancies(many: int, region, towns: list[str], draw: random.Random, now: dt.datetime) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 (as above)
    from overstap.demand.models import Employer, Requirement, Site, Vacancy
    from overstap.taxonomy.reading.starter import occupation_uri, read_starter, skill_uri

    starter = read_starter()
    employer = Employer.objects.create(name=f"Werkgevers van {region.code}", created_at=now)
    sites = [Site.objects.create(employer=employer, municipality=town, region=region) for town in towns]
    chosen = [draw.choice(starter.occupations) for _ in range(many)]
    rows = Vacancy.objects.bulk_create(
        Vacancy(
            employer=employer, site=draw.choice(sites), title=one.nl, occupation_uri=occupation_uri(one.code),
            occupation_edition="overstap", occupation_name=one.nl, kind="regulier", contract="onbepaald",
            hours_least=16, hours_most=36, places=1, state="open", source="getypt", confirmed_at=now, created_at=now,
        )
        for one in chosen
    )  # fmt: skip
    Requirement.objects.bulk_create(
        (
            Requirement(
                vacancy=row, kind="competentie", need="nodig", name=code, code=code, concept_uri=skill_uri(code)
            )
            for row, one in zip(rows, chosen, strict=True)
            for code in one.essential
        ),
        batch_size=5_000,
    )


def stopped_and_gone_on() -> tuple[float, str]:
    """Run the command, stop it after some regions, run it again to the end; gives the seconds of both and the end."""
    begun = time.perf_counter()
    first = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told = [first.stdout.readline() for _ in range(STOP_AFTER)] if first.stdout else []
    first.send_signal(signal.SIGINT)
    rest, said = first.communicate()
    if first.returncode != 130:
        sys.exit(f"the command did not stop as it should: {first.returncode} {said}")
    print("".join(told) + rest + said, end="")
    second = subprocess.run(COMMAND, check=True, capture_output=True, text=True)
    took = time.perf_counter() - begun
    if "was done today" not in second.stdout:
        sys.exit("the second run did what was done before")
    return took, second.stdout


def floor(database: Path) -> float:
    """Read, search and write the same with nothing else; gives the seconds."""
    from overstap.matching.search import Index
    from overstap.matching.tables import Table
    from overstap.matching.weighing import weighed
    from overstap.mediation.skills import skill_space

    space = skill_space()
    begun = time.perf_counter()
    with closing(sqlite3.connect(database)) as store:
        store.execute("create table bodem (run int, who int, vacancy int, position int, score real)")
        for region, run in store.execute("select region_id, id from mediation_matchrun order by id").fetchall():
            asked = _rows(
                store,
                "select r.vacancy_id, r.concept_uri from demand_requirement r join demand_vacancy v on v.id ="
                " r.vacancy_id join demand_site s on s.id = v.site_id where s.region_id = ? and v.state = 'open'",
                region,
            )
            known = _rows(
                store,
                "select p.case_id, e.concept_uri from casework_profileentry e join casework_labourprofile p on p.id ="
                " e.profile_id join casework_case c on c.id = p.case_id where c.region_id = ? and e.kind <> 'werk'",
                region,
            )
            openings = weighed(Table.of(asked.values(), width=space.width), space.rare)
            best = Index(openings).best(weighed(Table.of(known.values(), width=space.width), space.rare), 20)
            many = store.execute("select count(*) from mediation_runmatch where run_id = ?", (run,)).fetchone()[0]
            flat = zip(best.numbers.ravel().tolist(), best.scores.ravel().tolist(), strict=True)
            rows = ((run, place // 20, one, place % 20, score) for place, (one, score) in enumerate(flat))
            store.executemany(
                "insert into bodem values (?, ?, ?, ?, ?)", (row for _, row in zip(range(many), rows, strict=False))
            )
            store.commit()
    return time.perf_counter() - begun


def _rows(store: sqlite3.Connection, statement: str, region: int) -> dict[int, dict[int, float]]:
    from overstap.mediation.skills import skill_space

    space = skill_space()
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for key, uri in store.execute(statement, (region,)):
        skill = space.number(uri)
        if skill is not None:
            found[key][skill] = 1.0
    return found


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=3_000)
    parser.add_argument("--vacancies", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["OVERSTAP_DATA"] = name
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overstap.site.settings.sqlite")
        from overstap.cli.program import edge_now, prepare, start_django

        start_django()
        prepare(demo=False)
        fill(asked.people, asked.vacancies, edge_now() - dt.timedelta(days=1))
        took, said = stopped_and_gone_on()
        print(said.strip().splitlines()[-1])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        database = next(one for one in Path(name).rglob("*.sqlite3"))
        least = floor(database)
    people = 35 * asked.people
    print(f"{people:,} people, {35 * asked.vacancies:,} vacancies: {took:.1f} s, at most {peak:.0f} MB")
    print(f"floor: {least:.1f} s in plain SQL without conditions, terms and caps: {took / least:.1f} x that")


if __name__ == "__main__":
    main()
