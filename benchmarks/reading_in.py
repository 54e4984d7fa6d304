"""Reading in 10,000 people from one file: every row checked, compared with who is known, and registered, with progress.

`reading_in.py [--rows N] [--known N] [--sqlite] [--postgres]` (both when neither is named). Beside it the same people
one by one through the actions of the desk, for a few rows. The exit status is 1 when somebody was lost or made twice,
or when ten thousand rows took longer than the goal.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "src")]

GOAL_SECONDS, GOAL_ROWS = 60.0, 10_000
ONE_BY_ONE = 40
NOW = dt.datetime(2021, 2, 15, 9, 0, tzinfo=dt.UTC)
PLACES = ("Tilburg", "Waalwijk", "Goirle", "Oisterwijk", "Dongen", "Loon op Zand", "Hilvarenbeek", "Heusden")


def prepare() -> Any:
    """Start Django on an empty database and make someone at a desk."""
    import django
    from django.conf import settings

    if "OVERSTAP_DATABASE_URL" not in os.environ:
        settings.DATABASES["default"]["NAME"] = Path(os.environ["OVERSTAP_DATA"]) / "bench.sqlite3"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from overstap.core.actor import Role
    from overstap.parties.actions import load_reference
    from tests.factories.people import make_professional

    load_reference(now=NOW)
    return make_professional(Role.DESK)


def a_file(rows: int, start: int = 0) -> bytes:
    """A file of people who all differ: day of birth, municipality, end of their WW."""
    from tests.factories.importing import HEADINGS, csv_of, person

    def line(number: int) -> tuple[str, ...]:
        ends = dt.date(2021, 3, 1) + dt.timedelta(days=number % 300)
        place = PLACES[number % len(PLACES)]
        born = dt.date(1956, 1, 1) + dt.timedelta(days=(number * 7919) % 17_000)
        cells = person(number, woonplaats=place, geboren=f"{born:%d-%m-%Y}")
        return (*cells, "geen werk", "WW", f"{ends:%d-%m-%Y}")

    return csv_of(
        (line(number) for number in range(start, start + rows)), (*HEADINGS, "Status", "Uitkering", "Einde WW")
    )


def read_in(actor: Any, data: bytes) -> dict[str, float]:
    """Read a file in, and tell how long each part took and how often progress could be seen."""
    from overstap.importing import actions
    from overstap.importing.checking import General
    from overstap.importing.models import Import
    from overstap.importing.reading import Reading
    from tests.factories.importing import proposed_columns

    begin, busy = time.perf_counter(), time.process_time()
    key = actions.upload_file(actor=actor, name="lijst.csv", data=data, now=NOW)
    reading = Reading.from_json(Import.objects.get(pk=key).reading)
    refusal = actions.choose_columns(
        actor=actor, import_id=key, reading=reading, mapping=proposed_columns(data),
        general=General(said="formulieren", all_agreed=True), now=NOW,
    )  # fmt: skip
    if refusal is not None:
        raise SystemExit(refusal.rule)
    uploaded = time.perf_counter()
    actions.check_rows(import_id=key, now=NOW)
    checked = time.perf_counter()
    refusal = actions.start_import(actor=actor, import_id=key, now=NOW)
    if refusal is not None:
        raise SystemExit(refusal.rule)
    jobs = 0
    while actions.work("inlezen_aanmelden", {"inlezing": key}, now=NOW):
        jobs += 1
    done = time.perf_counter()
    return {
        "upload": uploaded - begin, "check": checked - uploaded, "register": done - checked,
        "total": done - begin, "jobs": jobs, "key": key,
        "cpu": time.process_time() - busy,
    }  # fmt: skip


def one_by_one(actor: Any) -> float:
    """Milliseconds per person through the actions of the desk."""
    from overstap.casework.actions import register_case
    from overstap.people.actions import register_participant

    begin = time.perf_counter()
    for number in range(ONE_BY_ONE):
        card = register_participant(
            actor=actor, first_name="Robin", last_name=f"Een{number}", birth_date=dt.date(1970, 1, 1 + number % 28),
            email=f"een{number}@voorbeeld.example", phone="", municipality="Tilburg", language="nl", now=NOW,
        )  # fmt: skip
        register_case(
            actor=actor, participant_id=card.id, given_through="aan het loket", now=NOW,
            answers={"huidige_status": "geen_werk", "uitkering": "ww", "ww_einddatum": dt.date(2021, 10, 31)},
        )  # fmt: skip
    return (time.perf_counter() - begin) / ONE_BY_ONE * 1000


def measure(rows: int, known: int) -> int:
    """Do it on the database of the settings."""
    actor = prepare()
    from django.db import connection

    from overstap.casework.models import Case
    from overstap.importing import actions
    from overstap.importing.models import ImportRow

    single = one_by_one(actor)
    if known:
        read_in(actor, a_file(known, start=50_000))
    before = Case.objects.count()
    took = read_in(actor, a_file(rows))
    made = Case.objects.count() - before
    begin = time.perf_counter()
    actions.undo_import(actor=actor, import_id=int(took["key"]), now=NOW)
    while actions.work("inlezen_terugdraaien", {"inlezing": int(took["key"])}, now=NOW):
        pass
    undone = time.perf_counter() - begin
    back = ImportRow.objects.filter(batch_id=int(took["key"]), state="teruggedraaid").count()
    print(
        f"{connection.vendor}: {rows} rows, {before} people known: {took['total']:.1f} s, {took['cpu']:.1f} s CPU"
        f" (upload {took['upload']:.1f}, check {took['check']:.1f}, register {took['register']:.1f}"
        f" in {took['jobs']:.0f} jobs);"
        f" undo {undone:.1f} s; one by one {single:.1f} ms per person = {single * rows / 1000:.0f} s,"
        f" {single * rows / 1000 / took['total']:.0f} times as long;"
        f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    allowed = GOAL_SECONDS * max(1.0, rows / GOAL_ROWS)
    return 0 if made == rows == back and took["total"] <= allowed else 1


def main() -> int:
    """Measure on each database asked for, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=GOAL_ROWS)
    parser.add_argument("--known", type=int, default=0)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        return measure(asked.rows, asked.known)
    again = [sys.executable, __file__, "--here", "--rows", str(asked.rows), "--known", str(asked.known)]
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "OVERSTAP_DATA": folder, "DJANGO_SETTINGS_MODULE": "overstap.site.settings.test"}
        if asked.sqlite or not asked.postgres:
            status |= subprocess.run([*again], env=settings, check=False).returncode
        if asked.postgres or not asked.sqlite:
            beside = [sys.executable, str(ROOT / "scripts/with_postgres.py"), *again]
            status |= subprocess.run(beside, env=settings, check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
