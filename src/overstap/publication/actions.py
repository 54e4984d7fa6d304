"""The verbs of drafts: start, save, hand in, take or give back, throw away, and publish by a second person."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.db import transaction

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.publication import DRAFT_MOVES, move_draft
from overstap.publication import files
from overstap.publication.access import access_draft, lock_book, require_keeper, writer_ids
from overstap.publication.checking import refuse_content, scheme_id_of
from overstap.publication.models import Contribution, Draft, FactPublication, Publication
from overstap.publication.queries import draft_card, file_name, publication_card, writer_names
from overstap.publication.values import LONGEST_NOTE, DraftCard, Overtaken, PublicationCard
from overstap.rules import load_catalogue
from overstap.rules.drafting import DraftReading
from overstap.rules.editing.splitting import split
from overstap.rules.yaml_nodes import LARGEST_FILE

log = logging.getLogger(__name__)

begin = transaction.atomic

SOURCE = DRAFT_MOVES.source


def start_draft(
    *,
    actor: Actor,
    content: str,
    now: dt.datetime,
    base_from: dt.date | None = None,
    base_hash: str = "",
) -> DraftCard | Refusal:
    """Start a draft, from a version (its first day and its hash) or from nothing; the starter is its first author.

    Refuses `concept.leeg` and `concept.te_lang`. Raises NotFoundError for who does not keep the framework.
    """
    require_keeper(actor)
    content = _plain(content)
    if (refusal := _refuse_length(content)) is not None:
        return refusal
    with begin():
        row = Draft(
            scheme_id=scheme_id_of(content),
            base_from=base_from,
            base_hash=base_hash,
            content=content,
            content_hash=files.hash_of(content),
            started_at=now,
            changed_at=now,
            changed_by_id=actor.user_id or 0,
        )
        row.save(force_insert=True)
        _count_as_writer(row, actor, now)
        _log(actor, "concept_beginnen", row, now, {"van": str(base_from or "")})
        return draft_card(_fresh(row), actor)


def save_draft(
    *, actor: Actor, draft_id: int, seen_revision: int, content: str, now: dt.datetime
) -> DraftCard | Refusal:
    """Write over a draft; whoever changes a letter counts as an author from then on.

    When someone wrote since `seen_revision`, nothing is kept and the answer is `Overtaken`, with both texts. Refuses
    a draft that is handed in or ended, and an empty or too long text. Raises NotFoundError.
    """
    content = _plain(content)
    with begin():
        row = access_draft(actor, draft_id, for_update=True)
        moved = _move(row, "concept_bewaren", actor)
        refusal = moved if isinstance(moved, Refusal) else _refuse_length(content)
        if refusal is not None:
            return refusal
        if content == row.content:
            return draft_card(_fresh(row), actor)
        if row.revision != seen_revision:
            return _overtaken(row, content)
        row.content, row.content_hash = content, files.hash_of(content)
        row.scheme_id = scheme_id_of(content)
        row.revision += 1
        row.changed_at, row.changed_by_id = now, actor.user_id or 0
        row.save()
        _count_as_writer(row, actor, now)
        _log(actor, "concept_bewaren", row, now, {"hash": row.content_hash})
        return draft_card(_fresh(row), actor)


def submit_draft(
    *, actor: Actor, draft_id: int, seen_revision: int, note: str, now: dt.datetime
) -> DraftCard | Refusal:
    """Hand a draft in for review by a second person, with a word on what changes and why.

    Refuses `concept.fouten` and `concept.voorbeelden`, and `Overtaken` when it was changed since. Raises NotFoundError.
    """
    with begin():
        row = access_draft(actor, draft_id, for_update=True)
        moved = _move(row, "concept_indienen", actor)
        if isinstance(moved, Refusal):
            return moved
        if row.revision != seen_revision:
            return _overtaken(row, row.content)
        refusal = _refuse_note(note) or refuse_content(row.content, load_catalogue())
        if isinstance(refusal, Refusal):
            return refusal
        row.state, row.note = moved, note.strip()
        row.save(update_fields=["state", "note"])
        _log(actor, "concept_indienen", row, now, {"hash": row.content_hash})
        return draft_card(_fresh(row), actor)


def take_back_draft(*, actor: Actor, draft_id: int, now: dt.datetime) -> DraftCard | Refusal:
    """Let an author write on at a draft that was handed in. Raises NotFoundError."""
    return _plain_move(actor, draft_id, "concept_terughalen", now)


def return_draft(*, actor: Actor, draft_id: int, because: str, now: dt.datetime) -> DraftCard | Refusal:
    """Give a draft back to its authors, with the reason. Raises NotFoundError."""
    if (refusal := _refuse_note(because)) is not None:
        return refusal
    return _plain_move(actor, draft_id, "concept_teruggeven", now, note=because.strip())


def discard_draft(*, actor: Actor, draft_id: int, now: dt.datetime) -> DraftCard | Refusal:
    """Throw a draft away; its text stays to be read. Raises NotFoundError."""
    return _plain_move(actor, draft_id, "concept_weggooien", now)


def publish_draft(*, actor: Actor, draft_id: int, seen_revision: int, now: dt.datetime) -> PublicationCard | Refusal:
    """Put a reviewed draft in force from its first day, for good: by someone who did not write at it.

    The file is written first, the row and the audit line are one transaction, and the list that puts the file in force
    comes last; `place_publications` finishes what a crash interrupted. Refuses `concept.schrijver`, mistakes, failing
    cases, a day that is taken, a disk that cannot be written, and `Overtaken`. Raises NotFoundError.
    """
    try:
        with begin():
            lock_book(now)
            _bring_up_to_date()
            answer = _published(actor, draft_id, seen_revision, now)
    except OSError:
        log.exception("the file of a publication could not be written")
        return Refusal(
            "concept.schijf",
            N_("Het bestand kon niet worden geschreven. Er is niets gepubliceerd."),
            remedy=N_("Probeer het later opnieuw, of vraag de beheerder of de schijf vol is."),
        )
    if isinstance(answer, Refusal):
        return answer
    _place_or_say(now)
    return publication_card(type(answer).objects.select_related("publisher").get(pk=answer.pk), files.listed())


def _published(
    actor: Actor, draft_id: int, seen_revision: int, now: dt.datetime
) -> Publication | FactPublication | Refusal:
    row = access_draft(actor, draft_id, for_update=True)
    moved = _move(row, "concept_publiceren", actor)
    if isinstance(moved, Refusal):
        return moved
    if row.revision != seen_revision:
        return _overtaken(row, row.content)
    reading = refuse_content(row.content, load_catalogue())
    if isinstance(reading, Refusal):
        return reading
    scheme, facts = split(row.content)
    taken = _publish_scheme(actor, row, reading, scheme, now) if scheme else None
    if isinstance(taken, Refusal):
        return taken
    answer = _publish_facts(actor, row, reading, facts, now) if facts else None
    published = taken or answer
    if published is None:
        raise AssertionError("a draft that was checked holds a scheme, questions, or both")
    row.state = moved
    row.save(update_fields=["state"])
    return published


def _publish_scheme(
    actor: Actor, row: Draft, reading: DraftReading, content: str, now: dt.datetime
) -> Publication | Refusal:
    """Write the version and its row."""
    version = reading.version
    if version is None:
        raise AssertionError("a reading without problems has a version")
    published = Publication(scheme_id=version.id, valid_from=version.valid_from, **_about(actor, row, content, now))
    if (taken := _refuse_taken(published)) is not None:
        return taken
    files.write_version(file_name(published), content)
    published.save(force_insert=True)
    _log(actor, "concept_publiceren", row, now, {"hash": published.file_hash, "vanaf": str(published.valid_from)})
    return published


def _publish_facts(actor: Actor, row: Draft, reading: DraftReading, content: str, now: dt.datetime) -> FactPublication:
    """Write the changed questions and their row; they come on top of everything published before."""
    names = [change.after.id for change in reading.facts]
    last = FactPublication.objects.order_by("-number").values_list("number", flat=True).first()
    published = FactPublication(number=(last or 0) + 1, facts=names, **_about(actor, row, content, now))
    files.write_version(file_name(published), content)
    published.save(force_insert=True)
    _log(actor, "vragen_publiceren", row, now, {"hash": published.file_hash, "vragen": ", ".join(names)})
    return published


def _about(actor: Actor, row: Draft, content: str, now: dt.datetime) -> dict[str, Any]:
    """What a publication of any kind keeps."""
    return {
        "draft": row,
        "content": content,
        "file_hash": files.hash_of(content),
        "author_id": row.changed_by_id,
        "writers": writer_names(row),
        "publisher_id": actor.user_id,
        "published_at": now,
        "note": row.note,
    }


def place_publications(*, now: dt.datetime) -> int:
    """Put the file of every publication in the folder that is read, and name it in the list; safe to repeat.

    Finishes what a crash or a full disk interrupted, and gives a new machine its files. The answer is how many were
    missing.
    """
    with begin():
        lock_book(now)
        return _bring_up_to_date()


def _bring_up_to_date() -> int:
    found, missing = files.listed(), 0
    rows: list[Publication | FactPublication] = [
        *Publication.objects.order_by("id"),
        *FactPublication.objects.order_by("number"),
    ]
    for row in rows:
        name = file_name(row)
        # What lies there and was changed since stays as it is: the loader tells of it, nobody covers it up.
        if name in found and files.lies_there(name):
            continue
        found[name] = files.write_version(name, row.content)
        missing += 1
    if missing:
        files.write_list(found.values())
    return missing


def keep_files_in_use(*, now: dt.datetime) -> int:
    """At the start of the program: keep every shipped file by its hash and place what is missing."""
    files.archive_shipped()
    return place_publications(now=now)


def forget_publications() -> None:
    """Put nothing in force any more that was published here: for a demo that starts afresh."""
    files.forget_all()


def _place_or_say(now: dt.datetime) -> None:
    """Place the files; when the disk refuses, what was published stands and is placed at the next start."""
    try:
        place_publications(now=now)
    except OSError:
        log.exception("what was published could not be placed; 'overstap migrate' places it")


def _plain_move(
    actor: Actor, draft_id: int, name: str, now: dt.datetime, note: str | None = None
) -> DraftCard | Refusal:
    with begin():
        row = access_draft(actor, draft_id, for_update=True)
        moved = _move(row, name, actor)
        if isinstance(moved, Refusal):
            return moved
        row.state = moved
        row.note = row.note if note is None else note
        row.save(update_fields=["state", "note"])
        _log(actor, name, row, now, {})
        return draft_card(_fresh(row), actor)


def _move(row: Draft, name: str, actor: Actor) -> str | Refusal:
    return move_draft(row.state, name, user_id=actor.user_id, writers=writer_ids(row))


def _plain(content: str) -> str:
    """The text with the line ends that files have."""
    text = content.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"{text}\n" if text else ""


def _refuse_length(content: str) -> Refusal | None:
    if not content.strip():
        return Refusal("concept.leeg", N_("Het concept is leeg."), remedy=N_("Schrijf de tekst van de regeling."))
    if len(content.encode()) > LARGEST_FILE:
        return Refusal("concept.te_lang", N_("Het concept is te lang."), remedy=N_("Verdeel het over twee regelingen."))
    return None


def _refuse_note(note: str) -> Refusal | None:
    if not note.strip():
        return Refusal(
            "concept.toelichting",
            N_("Er staat geen toelichting bij."),
            remedy=N_("Schrijf in een of twee zinnen waarom."),
        )
    if len(note.strip()) > LONGEST_NOTE:
        return Refusal("concept.toelichting", N_("De toelichting is te lang."), remedy=N_("Schrijf het korter op."))
    return None


def _refuse_taken(published: Publication) -> Refusal | None:
    if Publication.objects.filter(scheme_id=published.scheme_id, valid_from=published.valid_from).exists():
        return Refusal(
            "concept.datum_bezet",
            N_("Van deze regeling is al een versie met deze begindatum gepubliceerd."),
            source=SOURCE,
            remedy=N_("Kies een andere begindatum."),
        )
    return None


def _overtaken(row: Draft, mine: str) -> Overtaken:
    writer = _fresh(row).changed_by.name
    return Overtaken(
        rule="concept.ingehaald",
        because=N_("%(name)s heeft dit concept veranderd nadat u het opende. Uw tekst is niet bewaard."),
        source=SOURCE,
        remedy=N_("Vergelijk de twee teksten hieronder, en bewaar wat het moet worden."),
        details=(("name", writer),),
        mine=mine,
        theirs=row.content,
        revision=row.revision,
    )


def _count_as_writer(row: Draft, actor: Actor, now: dt.datetime) -> None:
    Contribution.objects.update_or_create(
        draft=row,
        writer_id=actor.user_id,
        defaults={"last_at": now},
        create_defaults={"first_at": now, "last_at": now},
    )


def _fresh(row: Draft) -> Draft:
    return Draft.objects.select_related("changed_by").prefetch_related("contributions__writer").get(pk=row.pk)


def _log(actor: Actor, verb: str, row: Draft, now: dt.datetime, details: dict[str, str]) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind="concept",
        object_id=row.pk,
        now=now,
        details={"regeling": row.scheme_id} | details,
    )
