"""Single records of a file that may go while the person stays: which kinds there are, whose, and from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

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

RECORDS, PARTLY = "stukken", "deels"
BY_RECORD = frozenset({RECORDS, PARTLY})
"""Why single records are destroyed; every other reason is about whole persons."""


@dataclass(frozen=True, slots=True)
class SingleKind:
    """A kind of single record (soort los stuk): its rows of some files, the moment that counts, and whose it is."""

    record: str
    model: type[models.Model]
    rows: Rows
    day: str
    person: str


@dataclass(frozen=True, slots=True)
class Single:
    """One single record (los stuk): kind, table, row and person, and the first day on which it may go."""

    record: str
    label: str
    number: int
    participant_id: int
    due_on: dt.date | None


def _messages(cases: QuerySet[Case]) -> QuerySet[models.Model]:
    about = cases.annotate(text=Cast("pk", CharField())).values("text")
    return Message.objects.filter(about_kind="dossier", about_id__in=about)


KINDS = (
    SingleKind("bericht", Message, _messages, "written_at", "participant_id"),
    SingleKind(
        "profielgeschiedenis", ProfileStatement,
        lambda cases: ProfileStatement.objects.filter(profile__case__in=cases, superseded_at__isnull=False),
        "superseded_at", "profile__case__participant_id",
    ),
    SingleKind(
        "profielgeschiedenis", ProfileEntry,
        lambda cases: ProfileEntry.objects.filter(profile__case__in=cases, removed_at__isnull=False),
        "removed_at", "profile__case__participant_id",
    ),
    SingleKind(
        "rechtenverzoek", SubjectRequest,
        lambda cases: SubjectRequest.objects.filter(
            participant__in=cases.values("participant_id"), answered_at__isnull=False
        ),
        "answered_at", "participant_id",
    ),
)  # fmt: skip
"""Everything that goes record by record. What the books, a decision or the trail need is not among it."""

BY_LABEL: Mapping[str, SingleKind] = {
    f"{kind.model._meta.app_label}.{kind.model._meta.model_name}": kind  # noqa: SLF001 (the documented way)
    for kind in KINDS
}


def due_singles(party: Party, *, now: dt.datetime, most: int) -> tuple[Single, ...]:
    """The records of a party whose term has passed, the oldest first; none of who is held."""
    found: list[Single] = []
    held = LegalHold.objects.filter(ended_at__isnull=True).values("participant_id")
    cases = Case.objects.filter(first_responsible=party).exclude(participant_id__in=held)
    for label, kind in BY_LABEL.items():
        months, days = term_of(party, kind.record, now)
        if months is None and days is None:
            continue
        for number, moment, person in _told(kind, kind.rows(cases))[: most - len(found)]:
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
    row = next(iter(_told(kind, kind.rows(cases).filter(pk=number))), None)
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
    BY_LABEL[label].model._default_manager.filter(pk=number).delete()  # noqa: SLF001 (as above)


def _told(kind: SingleKind, rows: QuerySet[models.Model]) -> QuerySet[models.Model, tuple[int, dt.datetime, int]]:
    return rows.order_by(kind.day, "pk").values_list("pk", kind.day, kind.person)


def people_of(singles: Iterator[Single]) -> frozenset[int]:
    """The persons that some records are about."""
    return frozenset(one.participant_id for one in singles)
