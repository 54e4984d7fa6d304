"""Registering the people of a file: started, stopped and taken up again; a row is done whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import DataError, IntegrityError, transaction

from overstap.audit.actions import one_deed, record
from overstap.casework.actions.bulk import lock_numbers, register_cases
from overstap.casework.models import Case
from overstap.casework.remembering import one_reading
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.likeness import STRONG, Likeness
from overstap.correspondence.actions import keep_addresses
from overstap.importing.access import access_import, reader_of
from overstap.importing.actions.checking import newcomer_of
from overstap.importing.actions.files import OBJECT
from overstap.importing.actions.jobs import BUSY, REGISTER, ROWS_PER_TRANSACTION, SLICES_PER_JOB, TELL, ask
from overstap.importing.checking import General, Person
from overstap.importing.kept import HELPING, NOT_NOW
from overstap.importing.models import Import, ImportRow, ImportState, RowState
from overstap.importing.problems import Problem
from overstap.people.access import visible
from overstap.people.actions import Entry, Pair, propose_pairs, register_participants
from overstap.people.duplicates import Twin, number_print, same_people
from overstap.people.models import CitizenNumber

STARTABLE = frozenset({ImportState.CHECKED, ImportState.STOPPED, ImportState.DONE})
CHOOSABLE = frozenset({ImportState.CHECKED, ImportState.STOPPED, ImportState.DONE})
NEW, SKIP = "nieuw", "overslaan"
LONGEST_THROUGH = 120


def choose_rows(
    *, actor: Actor, import_id: int, numbers: Collection[int] | None, choice: str, now: dt.datetime
) -> int | Refusal:
    """Say of rows that may be known already: register them (with a proposal to merge) or skip them; gives how many.

    Without `numbers` it goes for all rows that wait for a choice. A choice can be changed until the row is registered.
    """
    with one_deed(actor=actor, verb="inlezen_keuze", now=now):
        batch = access_import(actor, import_id, for_update=True)
        if batch.state not in CHOOSABLE or choice not in {NEW, SKIP}:
            return NOT_NOW
        rows = ImportRow.objects.filter(batch=batch, content__isnull=False)
        if numbers is None:
            rows = rows.filter(state=RowState.DOUBTFUL)
        else:
            rows = rows.filter(
                number__in=sorted(numbers), state__in=(RowState.DOUBTFUL, RowState.SKIPPED, RowState.GOOD)
            )
        changed = rows.update(state=RowState.GOOD if choice == NEW else RowState.SKIPPED)
        _log(actor, "inlezen_keuze", batch, now, {"keuze": choice, "aantal": changed})
        return changed


def start_import(*, actor: Actor, import_id: int, now: dt.datetime) -> Refusal | None:
    """Begin, or go on after a stop, with registering every row that nothing stands in the way of."""
    with one_deed(actor=actor, verb="inlezen_starten", now=now):
        batch = access_import(actor, import_id, for_update=True)
        if batch.state not in STARTABLE:
            return BUSY if batch.state in {ImportState.CHECKING, ImportState.RUNNING} else NOT_NOW
        if not ImportRow.objects.filter(batch=batch, state=RowState.GOOD).exists():
            return Refusal(
                "inlezen.niets",
                N_("Er is geen regel die ingelezen kan worden."),
                remedy=N_("Zet de fouten recht in het bestand, of kies wat er met mogelijke dubbelen gebeurt."),
            )
        batch.state, batch.ended_at = ImportState.RUNNING, None
        batch.save(update_fields=["state", "ended_at"])
        ask(batch, REGISTER, now)
        _log(actor, "inlezen_starten", batch, now, {})
        return None


def stop_import(*, actor: Actor, import_id: int, now: dt.datetime) -> Refusal | None:
    """Stop after the rows at hand: what is registered stays, the rest waits."""
    with one_deed(actor=actor, verb="inlezen_stoppen", now=now):
        batch = access_import(actor, import_id, for_update=True)
        if batch.state != ImportState.RUNNING:
            return NOT_NOW
        batch.state = ImportState.STOPPED
        batch.save(update_fields=["state"])
        _log(actor, "inlezen_stoppen", batch, now, {})
        return None


def register_rows(*, import_id: int, now: dt.datetime) -> int:
    """Register the next rows of a file, a few hundred per transaction; asks for another job when there are more."""
    done = 0
    with one_reading():
        for _ in range(SLICES_PER_JOB):
            registered = _register_slice(import_id, now)
            done += registered
            if not registered:
                return done
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        if batch.state == ImportState.RUNNING:
            ask(batch, REGISTER, now)
    return done


def _register_slice(import_id: int, now: dt.datetime) -> int:
    """One transaction of rows; when one of them breaks it, each row in a transaction of its own."""
    try:
        return _next_rows(import_id, now, ROWS_PER_TRANSACTION)
    except (IntegrityError, DataError):
        pass
    done = 0
    for _ in range(ROWS_PER_TRANSACTION):
        try:
            found = _next_rows(import_id, now, 1)
        except (IntegrityError, DataError):
            found = _set_aside(import_id)
        if not found:
            break
        done += found
    return done


def _set_aside(import_id: int) -> int:
    with transaction.atomic():
        Import.objects.select_for_update().get(pk=import_id)
        row = ImportRow.objects.filter(batch_id=import_id, state=RowState.GOOD).order_by("number").first()
        if row is None:
            return 0
        _mark_wrong(row, "huidige_status", "niet_gelukt")
        row.save()
    return 1


def _next_rows(import_id: int, now: dt.datetime, most: int) -> int:
    """Register at most so many rows; gives how many were dealt with. Nothing when somebody stopped it."""
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        if batch.state != ImportState.RUNNING:
            return 0
        actor = reader_of(batch, now)
        rows = list(ImportRow.objects.filter(batch=batch, state=RowState.GOOD).order_by("number")[:most])
        if actor is None or not rows:
            _finish(batch, ImportState.STOPPED if actor is None else ImportState.DONE, now)
            return 0
        # Whoever opens files queues here: from now on nobody else can register the same person unseen.
        lock_numbers(now)
        _register(batch, actor, rows, now)
        return len(rows)


def _finish(batch: Import, state: ImportState, now: dt.datetime) -> None:
    batch.state = state
    if state == ImportState.DONE:
        batch.file, batch.ended_at = None, now
    batch.save()
    ask(batch, TELL, now)


def _register(batch: Import, actor: Actor, rows: Sequence[ImportRow], now: dt.datetime) -> None:
    people = {row.pk: _person(row) for row in rows}
    waiting = _known_since(actor, rows, people, now)
    fresh = [row for row in rows if row.pk not in waiting]
    taken = _taken_numbers(people[row.pk].citizen_number for row in fresh)
    entries = []
    for row in fresh:
        person = people[row.pk]
        number = "" if person.citizen_number in taken else person.citizen_number
        taken.add(person.citizen_number)
        entries.append(Entry(person.registration(), person.municipality, twin=bool(row.twins), citizen_number=number))
    participants = register_participants(actor=actor, entries=entries, now=now)
    opened = register_cases(
        actor=actor,
        newcomers=[newcomer_of(people[row.pk], one) for row, one in zip(fresh, participants, strict=True)],
        given_through=_through(batch, actor),
        referrer_party_id=batch.party_id,
        now=now,
    )
    for row, participant, case in zip(fresh, participants, opened, strict=True):
        if isinstance(case, Refusal):
            # The check found a route; if the set-up changed since, the whole transaction would hold half a person.
            raise IntegrityError(case.rule)
        row.participant, row.case_id = participant, case
    ImportRow.objects.bulk_update(fresh, ["participant", "case"])
    homes = {one.pk: people[row.pk].address for row, one in zip(fresh, participants, strict=True)}
    keep_addresses(addresses={key: home for key, home in homes.items() if home.is_known}, now=now)
    _count_helpers(batch, [row.case_id for row in fresh if row.case_id])
    ImportRow.objects.filter(pk__in=[row.pk for row in fresh]).update(state=RowState.REGISTERED, content=None)
    for row in rows:
        if row.pk in waiting:
            row.save(update_fields=["state", "twins"])
    propose_pairs(_pairs(batch, fresh), now=now)


def _count_helpers(batch: Import, opened: Collection[int]) -> None:
    """Keep who helps whom first of those who were registered: fewer than the check foretold when some wait or stay."""
    helpers = Counter(batch.found.get(HELPING, {}))
    helpers.update(Case.objects.filter(pk__in=opened).order_by("id").values_list("first_responsible__name", flat=True))
    batch.found = {**batch.found, HELPING: dict(helpers.most_common())}
    batch.save(update_fields=["found"])


def _person(row: ImportRow) -> Person:
    if row.content is None:
        raise IntegrityError("a row without content")
    return Person.from_text(row.content.reveal())


def _through(batch: Import, actor: Actor) -> str:
    """How the people agreed, and who says so."""
    said = General.from_json(batch.general).said.strip()
    return f"volgens {actor.name} ({actor.party_name}): {said}"[:LONGEST_THROUGH]


def _known_since(
    actor: Actor, rows: Sequence[ImportRow], people: Mapping[int, Person], now: dt.datetime
) -> frozenset[int]:
    """The rows of whom somebody with the same name and birth date, or number, was registered since the check.

    Those wait for a choice, as they would have after the check. Somebody that the reader of the file may not see gives
    a proposal only: nothing tells that they are known.
    """
    numbers = [person.citizen_number for person in people.values() if person.citizen_number]
    known = same_people({person.birth_date for person in people.values()}, numbers)
    waiting = set()
    for row in rows:
        person = people[row.pk]
        told = {twin["persoon"] for twin in row.twins if "persoon" in twin}
        print_ = number_print(person.citizen_number) if person.citizen_number else ""
        new = [twin for twin in known.twins(person.features(print_)) if _is_news(twin, told)]
        if not new:
            continue
        own = set(
            ImportRow.objects.filter(batch_id=row.batch_id, participant_id__in=[twin.participant_id for twin in new])
            .order_by("id")
            .values_list("participant_id", flat=True)
        )
        new = [twin for twin in new if twin.participant_id not in own]
        if not new:
            continue
        row.twins = [*row.twins, *({"persoon": twin.participant_id, "gronden": list(twin.grounds)} for twin in new)]
        if visible(actor, now).filter(pk__in=[twin.participant_id for twin in new]).exists():
            row.state = RowState.DOUBTFUL
            waiting.add(row.pk)
    return frozenset(waiting)


def _is_news(twin: Twin, told: Collection[int]) -> bool:
    return twin.participant_id not in told and not STRONG.isdisjoint(twin.grounds)


def _taken_numbers(numbers: Iterable[str]) -> set[str]:
    wanted = {number for number in numbers if number}
    prints = {number_print(number): number for number in wanted}
    held = CitizenNumber.objects.filter(print__in=list(prints)).order_by("id").values_list("print", flat=True)
    return {prints[one] for one in held}


def _mark_wrong(row: ImportRow, field: str, sort: str) -> None:
    row.state = RowState.WRONG
    row.problems = [*row.problems, Problem(field, sort).to_json()]


def _pairs(batch: Import, rows: Sequence[ImportRow]) -> list[Pair]:
    """The pairs of a registered row and everyone it resembles, in the file or outside it."""
    numbers = {twin["regel"] for row in rows for twin in row.twins if "regel" in twin}
    others = dict(
        ImportRow.objects.filter(batch=batch, number__in=sorted(numbers), participant__isnull=False)
        .order_by("id")
        .values_list("number", "participant_id")
    )
    pairs = []
    for row in rows:
        for twin in row.twins:
            other = twin.get("persoon") or others.get(twin.get("regel"))
            if other and row.participant_id:
                pairs.append(Pair.of(row.participant_id, other, [Likeness(one) for one in twin["gronden"]]))
    return pairs


def _log(actor: Actor, verb: str, batch: Import, now: dt.datetime, details: Mapping[str, object]) -> None:
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=batch.pk, now=now, details=details)
