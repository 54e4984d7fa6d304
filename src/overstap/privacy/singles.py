"""Single records of a file that may go while the person stays: which kinds there are, whose, and from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from overstap.casework.models import Case, ProfileEntry, ProfileStatement
from overstap.correspondence.models import Message
from overstap.parties.models import Party
from overstap.privacy.keeping import choice_of, later
from overstap.privacy.models import LegalHold, SubjectRequest
from overstap.rules.load_processings import keeping_on

Rows = Callable[[QuerySet[Case]], QuerySet[models.Model]]
Loose = Callable[[Party], QuerySet[models.Model]]

READ_AND_DONE = ("klaar", "teruggedraaid", "weggegooid")
"""How a file stands that was read in, when nothing happens with its rows any more."""

RECORDS, PARTLY = "stukken", "deels"
BY_RECORD = frozenset({RECORDS, PARTLY})
"""Why single records are destroyed; every other reason is about whole persons."""


@dataclass(frozen=True, slots=True)
class SingleKind:
    """A kind of single record (soort los stuk): its table, its rows of some files, the moment that counts, and whose.

    `loose` gives the rows of a party that belong to no person (yet). `held_in` is the field to what holds it, with
    the table of that: it is locked before the record is weighed, so that whoever works with it waits or was first.
    """

    record: str
    label: str
    rows: Rows
    day: str
    person: str
    loose: Loose | None = None
    held_in: tuple[str, str] | None = None

    @property
    def table(self) -> QuerySet[models.Model]:
        """All rows of its table."""
        return _table(self.label)

    def of(self, party: Party, cases: QuerySet[Case]) -> QuerySet[models.Model]:
        """The rows of some files of a party, with those of the party that belong to nobody."""
        rows = self.rows(cases)
        return rows | self.loose(party) if self.loose is not None else rows


@dataclass(frozen=True, slots=True)
class Single:
    """One single record (los stuk): kind, table, row and person, and the first day on which it may go.

    `participant_id` is None for what was read of somebody who never became a person here.
    """

    record: str
    label: str
    number: int
    participant_id: int | None
    due_on: dt.date | None


def _messages(cases: QuerySet[Case]) -> QuerySet[models.Model]:
    about = cases.annotate(text=Cast("pk", CharField())).values("text")
    return Message.objects.filter(about_kind="dossier", about_id__in=about)


def _table(label: str) -> QuerySet[models.Model]:
    """All rows of a table; that of a context beside this one is reached by its name."""
    rows: QuerySet[models.Model] = apps.get_model(label)._default_manager.all()  # noqa: SLF001 (the documented way)
    return rows


def _read_rows(**of: object) -> QuerySet[models.Model]:
    """Rows of files that were read in, when nobody works with the file any more."""
    return _table("importing.importrow").filter(batch__state__in=READ_AND_DONE, **of)


def _brought(cases: QuerySet[Case]) -> QuerySet[models.Model]:
    return _table("portability.broughtfile").filter(case__in=cases)


KINDS = (
    SingleKind("bericht", "correspondence.message", _messages, "written_at", "participant_id"),
    SingleKind(
        "profielgeschiedenis", "casework.profilestatement",
        lambda cases: ProfileStatement.objects.filter(profile__case__in=cases, superseded_at__isnull=False),
        "superseded_at", "profile__case__participant_id",
    ),
    SingleKind(
        "profielgeschiedenis", "casework.profileentry",
        lambda cases: ProfileEntry.objects.filter(profile__case__in=cases, removed_at__isnull=False),
        "removed_at", "profile__case__participant_id",
    ),
    SingleKind(
        "rechtenverzoek", "privacy.subjectrequest",
        lambda cases: SubjectRequest.objects.filter(
            participant__in=cases.values("participant_id"), answered_at__isnull=False
        ),
        "answered_at", "participant_id",
    ),
    SingleKind("meegebracht_dossier", "portability.broughtfile", _brought, "imported_at", "case__participant_id"),
    SingleKind(
        "invoerbestand", "importing.importrow",
        lambda cases: _read_rows(case__in=cases), "batch__made_at", "case__participant_id",
        loose=lambda party: _read_rows(case__isnull=True, batch__party=party), held_in=("batch", "importing.import"),
    ),
)  # fmt: skip
"""Everything that goes record by record. What the books, a decision or the trail need is not among it."""

BY_LABEL: Mapping[str, SingleKind] = {kind.label: kind for kind in KINDS}


def due_singles(party: Party, *, now: dt.datetime, most: int) -> tuple[Single, ...]:
    """The records of a party whose term has passed, the oldest first; none of who is held."""
    found: list[Single] = []
    held = LegalHold.objects.filter(ended_at__isnull=True).values("participant_id")
    cases = Case.objects.filter(first_responsible=party).exclude(participant_id__in=held)
    for label, kind in BY_LABEL.items():
        months, days = term_of(party, kind.record, now)
        if months is None and days is None:
            continue
        for number, moment, person in _told(kind, kind.of(party, cases))[: most - len(found)]:
            due = later(timezone.localdate(moment), months=months or 0, days=days or 0)
            if due > timezone.localdate(now):
                break
            found.append(Single(kind.record, label, number, person, due))
    return tuple(found)


def erasable_singles(participant_id: int, party_id: int, *, now: dt.datetime) -> tuple[Single, ...]:
    """The records that a person may have erased before their term, while the file is open (AVG 17)."""
    on_request = {one.id for one in keeping_on(timezone.localdate(now)).records if one.on_request}
    cases = Case.objects.filter(participant_id=participant_id, first_responsible_id=party_id)
    return tuple(
        Single(kind.record, label, number, person, None)
        for label, kind in BY_LABEL.items()
        if kind.record in on_request
        for number, _moment, person in _told(kind, kind.rows(cases))
    )


def term_of(party: Party, record: str, now: dt.datetime) -> tuple[int | None, int | None]:
    """The months and days that a party keeps a kind of record; both None while nobody set it."""
    own = choice_of(party, record, now)
    if own is not None:
        return own.months, None
    term = keeping_on(timezone.localdate(now)).term(record, party.kind)
    return (None, None) if term is None or term.forever else (term.months, term.days)


def standing(party: Party, label: str, number: int, *, now: dt.datetime, term: bool) -> Single | None:
    """One record as it is now, when it is there; None when it is gone, or with `term` when that has not passed."""
    kind = BY_LABEL[label]
    cases = Case.objects.filter(first_responsible=party)
    row = next(iter(_told(kind, kind.of(party, cases).filter(pk=number))), None)
    if row is None:
        return None
    months, days = term_of(party, kind.record, now) if term else (0, 0)
    if months is None and days is None:
        return None
    due = later(timezone.localdate(row[1]), months=months or 0, days=days or 0)
    return Single(kind.record, label, number, row[2], due) if due <= timezone.localdate(now) else None


def remove(label: str, number: int) -> None:
    """Delete one record. Raises ProtectedError when something that stays points to it."""
    if label == "casework.profileentry":
        ProfileEntry.objects.filter(replaces_id=number).update(replaces=None)
    BY_LABEL[label].table.filter(pk=number).delete()


def lock_what_holds(places: Iterable[tuple[str, int]]) -> None:
    """Lock what holds some records, by table and number; ask it before the persons of the records are locked."""
    told = list(places)
    for label, kind in BY_LABEL.items():
        numbers = [number for of, number in told if of == label]
        if kind.held_in and numbers:
            field, holder = kind.held_in
            holding = kind.table.filter(pk__in=numbers).values(field)
            list(_table(holder).select_for_update().filter(pk__in=holding).order_by("pk").values_list("pk"))


def _told(
    kind: SingleKind, rows: QuerySet[models.Model]
) -> QuerySet[models.Model, tuple[int, dt.datetime, int | None]]:
    return rows.order_by(kind.day, "pk").values_list("pk", kind.day, kind.person)


def people_of(singles: Iterator[Single]) -> frozenset[int]:
    """The persons that some records are about."""
    return frozenset(one.participant_id for one in singles if one.participant_id is not None)
