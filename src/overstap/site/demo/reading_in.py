"""The list that a desk read in before the demo begins: people registered, rows to correct, and one known already."""

from __future__ import annotations

from datetime import datetime, timedelta

from overstap.core.actor import Actor
from overstap.importing import actions
from overstap.importing.checking import General
from overstap.importing.mapping import propose
from overstap.importing.models import Import
from overstap.importing.reading import Reading, kind_of, read_table
from overstap.people.models import Participant
from overstap.site.demo.jobs import do_jobs
from overstap.site.demo.personas import DOMAIN
from overstap.site.demo.population import Invented, invent
from overstap.site.demo.staff import must, persona_actor

HEADINGS = ("Voornaam", "Achternaam", "Geboortedatum", "E-mail", "Telefoon", "Woonplaats")
GENERAL = General(
    said="Ingevuld formulier in de map Ontslagronde Hotel Voorbeeld",
    all_agreed=True,
    answers={"huidige_status": "in_dienst", "dienstverband_opgezegd": "ja"},
)
LAID_OFF = 9
WRONG_BIRTH_DATE, WRONG_ADDRESS = 3, 6
"""The rows that had to be corrected: they came right in the second list."""


def load_list(now: datetime) -> None:
    """Anneke reads in a lay-off round on Thursday, and on Friday the two rows that were wrong, corrected."""
    desk = persona_actor("anneke", now)
    people = invent(LAID_OFF, today=now.date(), salt="ontslagronde")
    rows = [_cells(one, number) for number, one in enumerate(people)]
    fatima = Participant.objects.get(user__email=f"fatima@{DOMAIN}")
    rows.append(
        (fatima.first_name, fatima.last_name, f"{fatima.birth_date:%d-%m-%Y}", fatima.email, fatima.phone, "Tilburg")
    )
    _read_in(desk, "ontslagronde hotel.csv", rows, now - timedelta(days=4))
    corrected = [_cells(people[number], LAID_OFF) for number in (WRONG_BIRTH_DATE, WRONG_ADDRESS)]
    _read_in(desk, "ontslagronde hotel, verbeterd.csv", corrected, now - timedelta(days=3))


def _cells(one: Invented, number: int) -> tuple[str, ...]:
    """A row as the employer typed it; two have a mistake."""
    born = "31-02-1980" if number == WRONG_BIRTH_DATE else f"{one.birth_date:%d-%m-%Y}"
    email = one.email.replace("@", " at ") if number == WRONG_ADDRESS else one.email
    return (one.first_name, one.last_name, born, email, one.phone, "Tilburg")


def _read_in(desk: Actor, name: str, rows: list[tuple[str, ...]], now: datetime) -> None:
    """Take a list in, check it, and register who can be; the rest waits for a choice or a correction."""
    data = "\r\n".join(";".join(line) for line in (HEADINGS, *rows)).encode()
    import_id = must(actions.upload_file(actor=desk, name=name, data=data, now=now))
    table = must(read_table(data, must(kind_of(data))))
    must(
        actions.choose_columns(
            actor=desk,
            import_id=import_id,
            reading=Reading.from_json(Import.objects.get(pk=import_id).reading),
            mapping={
                column: one.field for column, one in propose(table, today=now.date(), citizen_numbers=False).items()
            },
            general=GENERAL,
            now=now,
        )
    )
    _work_off(now)
    must(actions.start_import(actor=desk, import_id=import_id, now=now))
    _work_off(now)


def _work_off(now: datetime) -> None:
    """Check, register and write to the people, as the worker does."""
    do_jobs(actions.KINDS, lambda job: actions.work(job.kind, job.details, now=now), now=now)
