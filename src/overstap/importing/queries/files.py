"""Questions about files that are read in, for the party that reads them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from django.db.models import Count

from overstap.audit.actions import record_reads
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.core.people import refuse_citizen_numbers
from overstap.importing.access import access_import, is_near, of_party
from overstap.importing.checking import General, Person
from overstap.importing.fields import fields
from overstap.importing.kept import FORETOLD, HELPING, MAPPABLE, open_table
from overstap.importing.mapping import Proposal, headings_key, is_sonar, propose
from overstap.importing.models import ColumnMemory, Import, ImportRow, ImportState, RowState
from overstap.importing.problems import Problem
from overstap.importing.reading import Reading, Table
from overstap.importing.values import (
    ColumnCard,
    DoubtCard,
    ImportCard,
    ImportPage,
    MappingPage,
    ProblemCard,
    StayedCard,
    TwinCard,
)
from overstap.people.access import visible as visible_people
from overstap.people.models import Participant

SHOWN_IMPORTS = 30
SHOWN_PROBLEMS, SHOWN_DOUBTS, SHOWN_STAYED = 100, 50, 200
SAMPLES = 3
PURPOSE = "begeleiding"
NUMBER_LIKE = 8


def imports(actor: Actor) -> tuple[ImportCard, ...]:
    """The files that the party of the actor read in, in the regions where they work, newest first."""
    latest = of_party(actor).select_related("made_by").order_by("-made_at", "-id")
    rows = list(islice((row for row in latest.defer("file").iterator() if is_near(actor, row)), SHOWN_IMPORTS))
    counts = _counts([row.pk for row in rows])
    return tuple(_card(row, counts.get(row.pk, {})) for row in rows)


def registered_cases(actor: Actor, import_id: int) -> tuple[int, ...]:
    """The files that were opened from a file with people, by the party that read it in. Raises NotFoundError."""
    batch = access_import(actor, import_id)
    rows = ImportRow.objects.filter(batch=batch, state=RowState.REGISTERED, case__isnull=False)
    return tuple(rows.order_by("number").values_list("case_id", flat=True))


def mapping_page(
    actor: Actor, import_id: int, *, now: dt.datetime, tried: Reading | None = None
) -> MappingPage | Refusal:
    """What the columns of a file seem to be, as it is read now or as somebody tries; a refusal when it cannot be read.

    Raises NotFoundError for another party.
    """
    batch = access_import(actor, import_id)
    table = open_table(batch, tried)
    if isinstance(table, Refusal):
        return table
    key = headings_key(table.headings)
    kept = ColumnMemory.objects.filter(party_id=batch.party_id, headings=key).values_list("mapping", flat=True).first()
    may = refuse_citizen_numbers(actor.party_kind) is None
    found = propose(table, remembered=kept, today=local_day(now), citizen_numbers=may)
    columns = _columns(table, found, batch.mapping if tried is None else {})
    choices = tuple(one for one in fields().values() if may or one.id != "bsn")
    return MappingPage(
        card=_card(batch, _counts([batch.pk]).get(batch.pk, {})),
        kind=batch.kind,
        reading=table.reading,
        sheets=table.sheets,
        columns=columns,
        general=General.from_json(batch.general),
        choices=choices,
        sonar=is_sonar(table.headings),
        remembered=kept is not None,
        citizen_numbers=may,
        hidden_numbers=not may and any(_looks_like_number(one.heading) for one in columns),
    )


def _columns(table: Table, found: Mapping[int, Proposal], chosen: Mapping[str, str]) -> tuple[ColumnCard, ...]:
    """The columns with what was chosen for them, or else with what is proposed."""
    names = {int(column): name for column, name in chosen.items()}
    proposed = {} if chosen else found
    return tuple(
        ColumnCard(
            number=column,
            heading=heading,
            samples=_samples(table, column),
            field=proposed[column].field if column in proposed else names.get(column, ""),
            why=proposed[column].why if column in proposed else "",
        )
        for column, heading in enumerate(table.headings)
    )


def import_page(actor: Actor, import_id: int, *, now: dt.datetime) -> ImportPage:
    """Everything that was found in a file; each person shown because of a resemblance gets a line in the trail.

    Raises NotFoundError for another party.
    """
    batch = access_import(actor, import_id)
    counts = _counts([batch.pk]).get(batch.pk, {})
    problems = list(_problems(batch))
    stops = [one for one in problems if one.sort.stops]
    doubts = ImportRow.objects.filter(batch=batch, state__in=(RowState.DOUBTFUL, RowState.SKIPPED)).order_by("number")
    shown = list(doubts.exclude(twins=[])[:SHOWN_DOUBTS])
    return ImportPage(
        card=_card(batch, counts),
        problems=tuple(problems[:SHOWN_PROBLEMS]),
        problem_count=len(stops),
        remarks=len(problems) - len(stops),
        doubts=_doubt_cards(actor, shown, now),
        doubt_count=counts.get(RowState.DOUBTFUL, 0),
        stayed=_stayed(batch),
        helpers=_most_first(batch.found.get(HELPING, batch.found.get(FORETOLD, {}))),
        foretold=HELPING not in batch.found,
        general=General.from_json(batch.general),
        has_file=batch.state in MAPPABLE,
    )


def _most_first(counted: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def problem_lines(actor: Actor, import_id: int) -> tuple[ImportCard, tuple[ProblemCard, ...]]:
    """Every problem of every row, for a sheet; without what stands in the cells. Raises NotFoundError."""
    batch = access_import(actor, import_id)
    return _card(batch, {}), tuple(_problems(batch))


def _problems(batch: Import) -> Iterator[ProblemCard]:
    names = fields()
    rows = ImportRow.objects.filter(batch=batch).exclude(problems=[]).order_by("number")
    for number, problems in rows.values_list("number", "problems"):
        for kept in problems:
            yield ProblemCard.of(number, Problem.from_json(kept), names)


def _counts(keys: Collection[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = ImportRow.objects.filter(batch_id__in=sorted(keys)).values("batch_id", "state").annotate(number=Count("id"))
    for row in rows.order_by("batch_id", "state"):
        found.setdefault(row["batch_id"], {})[row["state"]] = row["number"]
    return found


def _card(row: Import, counts: Mapping[str, int]) -> ImportCard:
    return ImportCard(
        id=row.pk,
        name=row.name,
        made_at=row.made_at,
        made_by=row.made_by.name,
        state=row.state,
        state_label=ImportState(row.state).label,
        total=row.total,
        counts=dict(counts),
    )


def _samples(table: Table, column: int) -> tuple[str, ...]:
    """Some cells of a column; of what may be a citizen service number never more than its last digits."""
    cells = [line[column] for _, line in table.rows if line[column]][:SAMPLES]
    hide = _looks_like_number(table.headings[column]) or any(_digits(cell) >= NUMBER_LIKE for cell in cells)
    return tuple(f"•••{cell[-2:]}" for cell in cells) if hide else tuple(cells)


def _looks_like_number(heading: str) -> bool:
    plain = heading.lower()
    return "bsn" in plain or "burgerservice" in plain or "sofi" in plain


def _digits(cell: str) -> int:
    plain = cell.replace(".", "").replace(" ", "")
    return len(plain) if plain.isdecimal() and not plain.startswith("06") else 0


def _doubt_cards(actor: Actor, rows: Iterable[ImportRow], now: dt.datetime) -> tuple[DoubtCard, ...]:
    rows = list(rows)
    wanted = {twin["persoon"] for row in rows for twin in row.twins if "persoon" in twin}
    people = {one.pk: one for one in visible_people(actor, now).filter(pk__in=sorted(wanted)).order_by("id")}
    record_reads(
        actor=actor,
        verb="inlezen_vergelijken",
        object_kind="participant",
        subject_ids=sorted(people),
        purpose=PURPOSE,
        now=now,
    )
    return tuple(_doubt_card(row, people) for row in rows)


def _doubt_card(row: ImportRow, people: Mapping[int, Participant]) -> DoubtCard:
    person = Person.from_text(row.content.reveal()) if row.content is not None else None
    return DoubtCard(
        row=row.number,
        state=row.state,
        name=f"{person.first_name} {person.last_name}" if person is not None else "",
        birth_date=person.birth_date if person is not None else None,
        municipality=person.municipality if person is not None else "",
        twins=tuple(_twins(row.twins, people)),
    )


def _twins(kept: Iterable[Mapping[str, object]], people: Mapping[int, Participant]) -> Iterator[TwinCard]:
    for twin in kept:
        grounds = twin["gronden"]
        words = tuple(str(one) for one in grounds) if isinstance(grounds, list) else ()
        row, key = twin.get("regel"), twin.get("persoon")
        if isinstance(row, int):
            yield TwinCard(row, "", None, "", words)
        elif isinstance(key, int) and key in people:
            known = people[key]
            yield TwinCard(None, known.full_name, known.birth_date, known.municipality, words)


def _stayed(batch: Import) -> tuple[StayedCard, ...]:
    rows = ImportRow.objects.filter(batch=batch, state=RowState.STAYED).select_related("case").order_by("number")
    return tuple(
        StayedCard(row.number, row.case.pk, row.case.number, row.because)
        for row in rows[:SHOWN_STAYED]
        if row.case is not None
    )
