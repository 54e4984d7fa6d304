"""Files with invented people, as a desk would read them in."""

import datetime as dt
from collections.abc import Iterable, Mapping

from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.importing import actions
from overstap.importing.checking import General
from overstap.importing.mapping import propose
from overstap.importing.models import Import
from overstap.importing.reading import Reading, kind_of, read_table
from tests.conftest import START

HEADINGS = ("Voornaam", "Achternaam", "Geboortedatum", "E-mail", "Telefoon", "Woonplaats")
FIRST = ("Anna", "Bram", "Chris", "Daan", "Eva", "Fleur", "Gijs", "Hanna", "Ivo", "Julia")
LAST = ("Bakker", "de Wit", "Jansen", "Mulder", "Peters", "Smit", "van Dijk", "Visser", "Vos", "de Boer")

GENERAL = General(
    said="formulieren in de map ontslagronde",
    all_agreed=True,
    answers={"huidige_status": "in_dienst", "dienstverband_opgezegd": "ja"},
)


def person(number: int, **changes: str) -> tuple[str, ...]:
    """The cells of one invented person, everyone different."""
    born = dt.date(1960, 1, 1) + dt.timedelta(days=37 * number)
    cells = {
        "voornaam": FIRST[number % 10],
        "achternaam": f"{LAST[number // 10 % 10]}{_letters(number // 100)}",
        "geboren": f"{born:%d-%m-%Y}",
        "email": f"mens{number}@voorbeeld.example",
        "telefoon": f"06 {10_000_000 + 7 * number}",
        "woonplaats": "Tilburg",
    }
    return tuple((cells | changes).values())


def _letters(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 26)
        text += chr(97 + digit)
    return text


def csv_of(rows: Iterable[Iterable[str]], headings: Iterable[str] = HEADINGS) -> bytes:
    """A file as a Dutch spreadsheet writes it."""
    return "\r\n".join(";".join(line) for line in (headings, *rows)).encode()


def uploaded(actor: Actor, data: bytes, *, name: str = "lijst.csv", now: dt.datetime = START) -> Import:
    """A file that was taken in."""
    found = actions.upload_file(actor=actor, name=name, data=data, now=now)
    assert not isinstance(found, Refusal), found
    return Import.objects.get(pk=found)


def proposed_columns(data: bytes, *, citizen_numbers: bool = False) -> Mapping[int, str]:
    """The columns as they are proposed."""
    kind = kind_of(data)
    assert not isinstance(kind, Refusal), kind
    table = read_table(data, kind)
    assert not isinstance(table, Refusal), table
    found = propose(table, today=START.date(), citizen_numbers=citizen_numbers)
    return {column: one.field for column, one in found.items()}


def checked(
    actor: Actor,
    data: bytes,
    *,
    general: General = GENERAL,
    citizen_numbers: bool = False,
    now: dt.datetime = START,
) -> Import:
    """A file of which every row was checked."""
    batch = uploaded(actor, data, now=now)
    refusal = actions.choose_columns(
        actor=actor,
        import_id=batch.pk,
        reading=Reading.from_json(batch.reading),
        mapping=proposed_columns(data, citizen_numbers=citizen_numbers),
        general=general,
        now=now,
    )
    assert refusal is None, refusal
    actions.check_rows(import_id=batch.pk, now=now)
    batch.refresh_from_db()
    return batch


def read_in(actor: Actor, data: bytes, *, now: dt.datetime = START, **more: object) -> Import:
    """A file of which everyone without a problem is registered."""
    batch = checked(actor, data, now=now, **more)  # type: ignore[arg-type]
    assert actions.start_import(actor=actor, import_id=batch.pk, now=now) is None
    while actions.work("inlezen_aanmelden", {"inlezing": batch.pk}, now=now):
        pass
    batch.refresh_from_db()
    return batch
