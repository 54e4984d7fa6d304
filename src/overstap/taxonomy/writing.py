"""Bringing the rows of a list into the database: in bulk, in little memory, adding and never overwriting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from overstap.taxonomy.models import Concept, Edition, Label, Mapping, Relation
from overstap.taxonomy.values import ConceptRow, EditionHead, LabelRow, MappingRow, RelationRow, Row

BATCH = 2000
FIRST_LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Written:
    """What reading a list did (ingelezen lijst): which version, and how many rows of each sort came in new."""

    edition_id: int
    concepts: int
    labels: int
    relations: int
    mappings: int

    @property
    def nothing_new(self) -> bool:
        """Whether all of it was there already."""
        return not (self.concepts or self.labels or self.relations or self.mappings)


def edition_for(head: EditionHead, fingerprint: str, now: datetime) -> Edition:
    """The version that a list is read into, locked: the one that is there, or a new one."""
    row = Edition.objects.select_for_update().filter(scheme=head.scheme, version=head.version).first()
    if row is None:
        row = Edition(scheme=head.scheme, version=head.version, loaded_at=now, languages=[])
        row.name, row.source, row.licence, row.published_on = head.name, head.source, head.licence, head.published_on
    row.fingerprint = fingerprint
    row.languages = sorted(
        {*row.languages, *head.languages}, key=lambda one: (one not in FIRST_LANGUAGES, one != "nl", one)
    )
    row.save()
    return row


def write_rows(edition: Edition, rows: Iterable[Row], told: Callable[[int], None] = lambda _: None) -> Written:
    """Add what is not there yet; runs in the transaction of the caller. `told` hears after each batch how many rows.

    Concepts come before what is said about them; what is said of a concept that was left out is left out too.
    """
    before = _counts(edition)
    ids = dict(Concept.objects.filter(edition=edition).order_by("id").values_list("uri", "id"))
    done = 0
    for kind, batch in _batches(rows):
        _ADD[kind](edition, batch, ids)
        done += len(batch)
        told(done)
    after = _counts(edition)
    return Written(edition.pk, *(now - then for now, then in zip(after, before, strict=True)))


def _counts(edition: Edition) -> tuple[int, int, int, int]:
    return (
        Concept.objects.filter(edition=edition).count(),
        Label.objects.filter(concept__edition=edition).count(),
        Relation.objects.filter(source__edition=edition).count(),
        Mapping.objects.filter(concept__edition=edition).count(),
    )


def _batches(rows: Iterable[Row]) -> Iterator[tuple[type[Row], list[Any]]]:
    """Rows of one sort, at most so many at a time; what is said about a concept never comes before the concept."""
    waiting: dict[type[Row], list[Any]] = {kind: [] for kind in _ADD}
    for row in rows:
        waiting[type(row)].append(row)
        if len(waiting[type(row)]) == BATCH:
            yield from _emptied(waiting)
    yield from _emptied(waiting)


def _emptied(waiting: dict[type[Row], list[Any]]) -> Iterator[tuple[type[Row], list[Any]]]:
    for kind, batch in waiting.items():
        if batch:
            yield kind, batch
            waiting[kind] = []


def _concepts(edition: Edition, rows: list[ConceptRow], ids: dict[str, int]) -> None:
    fresh = {row.uri: row for row in rows if row.uri not in ids}
    made = [
        Concept(edition=edition, uri=row.uri, code=row.code, kind=row.kind, isco=row.isco, note=row.note)
        for row in fresh.values()
    ]
    Concept.objects.bulk_create(made, batch_size=BATCH)
    ids.update((one.uri, one.pk) for one in made)


def _labels(_edition: Edition, rows: list[LabelRow], ids: dict[str, int]) -> None:
    Label.objects.bulk_create(
        (
            Label(concept_id=ids[row.uri], language=row.language, kind=row.kind, text=row.text)
            for row in rows
            if row.uri in ids
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _relations(_edition: Edition, rows: list[RelationRow], ids: dict[str, int]) -> None:
    Relation.objects.bulk_create(
        (
            Relation(source_id=ids[row.source], target_id=ids[row.target], kind=row.kind)
            for row in rows
            if row.source in ids and row.target in ids
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _mappings(_edition: Edition, rows: list[MappingRow], ids: dict[str, int]) -> None:
    Mapping.objects.bulk_create(
        (
            Mapping(concept_id=ids[row.uri], scheme=row.scheme, uri=row.other, kind=row.kind)
            for row in rows
            if row.uri in ids
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


_ADD: dict[type[Row], Callable[[Edition, list[Any], dict[str, int]], None]] = {
    ConceptRow: _concepts,
    LabelRow: _labels,
    RelationRow: _relations,
    MappingRow: _mappings,
}


def take_in_use(edition: Edition) -> bool:
    """Let this version be the one in use of its list; False when it was already."""
    if edition.in_use:
        return False
    Edition.objects.filter(scheme=edition.scheme, in_use=True).update(in_use=False)
    edition.in_use = True
    edition.save(update_fields=["in_use"])
    return True
