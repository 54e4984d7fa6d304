"""Questions about letters: of a person, about a file, of a desk, and as paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext, override

from overstap.audit.actions import record_read, record_reads
from overstap.audit.queries import Deed, timelines
from overstap.audit.reads import seen_by_subject
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.correspondence.access import access_letter, access_receiver, access_run, posting_region, visible
from overstap.correspondence.cards import letter_card, run_card
from overstap.correspondence.models import Channel, Letter, LetterState, PostPreference, PrintRun
from overstap.correspondence.paper.making import Cover, letter_pdf, pile_pdf
from overstap.correspondence.readers import address_of
from overstap.correspondence.values import LetterCard, PostBoard, PreferenceCard, ReadLetter, RunCard
from overstap.correspondence.writing import LAYOUT, day_text, from_json, with_secret

OBJECT, READING = "brief", "brief_lezen"
READING_LETTER = READING
"""What a safe link lets a person without an account do: read the one letter that it came with."""

SUBJECT, LETTER = "onderwerp", "brief_id"
SHOWN_RUNS = 20
SHOWN = 200


def own_letters(actor: Actor) -> tuple[tuple[LetterCard, bool], ...]:
    """The letters of a person, newest first, and whether they opened each before. NotFoundError for anyone else."""
    if not actor.is_person:
        raise NotFoundError
    rows = visible(actor).filter(follows__isnull=True).order_by("-made_at", "-id")[:SHOWN]
    cards = [letter_card(row) for row in rows]
    seen = seen_by_subject(object_kind=OBJECT, object_ids=[card.id for card in cards], verb=READING)
    return tuple((card, str(card.id) in seen) for card in cards)


def read_letter(actor: Actor, letter_id: int, *, purpose: str, now: dt.datetime) -> ReadLetter:
    """One's own letter as it was sent, and a line of who read it. NotFoundError for anyone else, also who posts it."""
    if not actor.is_person:
        raise NotFoundError(letter_id)
    return _read(actor, access_letter(actor, letter_id, now=now), purpose, now)


def letters_about(kind: str, about_id: int, items: Collection[str]) -> tuple[LetterCard, ...]:
    """The letters to the person about something, of the parts that a reader may see. The caller went through a door."""
    rows = Letter.objects.filter(about_kind=kind, about_id=str(about_id), participant__isnull=False)
    rows = rows.filter(item__in=list(items)).select_related("region")
    return tuple(letter_card(row) for row in rows.order_by("-made_at", "-id")[:SHOWN])


def letter_deeds(kind: str, about_id: int, items: Collection[str]) -> tuple[Deed, ...]:
    """What happened to the letters to the person about something: made, sent, printed, came back; newest first.

    What a letter is about stands there only for the parts that the reader may see; never its text. The caller went
    through a door.
    """
    rows = Letter.objects.filter(about_kind=kind, about_id=str(about_id), participant__isnull=False)
    letters = {row.pk: row for row in rows.order_by("-made_at", "-id").only("id", "item", "subject")[:SHOWN]}
    if not letters:
        return ()
    found = [
        replace(deed, details={SUBJECT: row.subject.reveal(), LETTER: number} if row.item in items else {})
        for number, deeds in timelines(OBJECT, letters.keys()).items()
        for row in (letters[number],)
        for deed in deeds
    ]
    return tuple(sorted(found, key=lambda deed: deed.at, reverse=True))


def letter_about(
    actor: Actor, letter_id: int, *, kind: str, about_id: int, items: Collection[str], purpose: str, now: dt.datetime
) -> ReadLetter:
    """One of `letters_about`. Raises NotFoundError for another letter."""
    rows = Letter.objects.filter(pk=letter_id, about_kind=kind, about_id=str(about_id), participant__isnull=False)
    row = rows.filter(item__in=list(items)).select_related("region").first()
    if row is None:
        raise NotFoundError(letter_id)
    return _read(actor, row, purpose, now)


def letter_by_link(actor: Actor, key: str, *, now: dt.datetime) -> ReadLetter:
    """The one letter that a safe link opens. Raises NotFoundError for every other actor and every other letter."""
    if not actor.may_only(READING, OBJECT, key):
        raise NotFoundError(key)
    row = Letter.objects.filter(key=key, participant__isnull=False).select_related("region").first()
    if row is None:
        raise NotFoundError(key)
    return _read(actor, row, "eigen dossier", now)


def paper(read: ReadLetter) -> bytes:
    """The PDF of a letter that somebody opened; the same every time."""
    return letter_pdf(read.text)


def _read(actor: Actor, row: Letter, purpose: str, now: dt.datetime) -> ReadLetter:
    record_read(
        actor=actor,
        verb=READING,
        object_kind=OBJECT,
        object_id=row.pk,
        subject_id=row.participant_id,
        purpose=purpose,
        now=now,
    )
    return ReadLetter(letter_card(row), from_json(row.frozen.reveal()))


# --- The desk --------------------------------------------------------------------------------------


def post_board(actor: Actor, region_code: str) -> PostBoard:
    """The post of one desk. Raises NotFoundError for another desk."""
    region = posting_region(actor, region_code)
    letters = visible(actor).filter(region=region)
    waiting = letters.filter(channel=Channel.PAPER, state=LetterState.READY, places__isnull=True)
    failed = letters.filter(state=LetterState.FAILED, settled_at__isnull=True)
    runs = PrintRun.objects.filter(region=region).select_related("region", "again").order_by("-number")[:SHOWN_RUNS]
    return PostBoard(
        waiting=tuple(letter_card(row) for row in waiting.order_by("made_at", "id")[:SHOWN]),
        runs=tuple(run_card(run, run.places.count()) for run in runs),
        failed=tuple(letter_card(row) for row in failed.order_by("made_at", "id")[:SHOWN]),
    )


def region_of_letter(actor: Actor, letter_id: int, *, now: dt.datetime) -> str:
    """The region whose desk sees to a letter. Raises NotFoundError for who is not of that desk."""
    region = access_letter(actor, letter_id, now=now).region
    return region.code if region else ""


def print_run(actor: Actor, run_id: int) -> tuple[RunCard, tuple[LetterCard, ...]]:
    """A run and its letters in the order of the pile. Raises NotFoundError for another desk."""
    run = access_run(actor, run_id)
    places = run.places.select_related("letter__region").order_by("place")
    return run_card(run, len(places)), tuple(letter_card(place.letter) for place in places)


def run_pdf(actor: Actor, run_id: int, *, now: dt.datetime) -> tuple[RunCard, bytes]:
    """The pile of a run as one PDF with its list on top, and a line for each person whose letter it holds."""
    run = access_run(actor, run_id)
    places = list(run.places.select_related("letter").order_by("place"))
    letters = [with_secret(from_json(place.letter.frozen.reveal()), place.letter.secret.reveal()) for place in places]
    people = {place.letter.participant_id for place in places} - {None}
    record_reads(
        actor=actor,
        verb="printronde_openen",
        object_kind="printronde",
        subject_ids=[one for one in people if one is not None],
        purpose="post",
        now=now,
    )
    with override("nl"):
        cover = Cover(
            title=gettext("Printronde %(number)s") % {"number": run.number},
            lines=(
                f"{run.region.name}, {day_text(run.on, 'nl')}",
                gettext("Leg dit blad niet in een envelop. Vernietig het als alle brieven weg zijn."),
            ),
            head=(gettext("Plaats"), gettext("Naam"), gettext("Postcode en plaats"), gettext("Brief")),
            rows=tuple(
                (str(place.place), letter.name, letter.address[-1] if letter.address else "", str(place.letter_id))
                for place, letter in zip(places, letters, strict=True)
            ),
        )
    return run_card(run, len(places)), pile_pdf(letters, cover, run.on, LAYOUT)


def preference(actor: Actor, participant_id: int, *, now: dt.datetime) -> PreferenceCard:
    """How letters come to a person. Raises NotFoundError for who may not see the person."""
    person = access_receiver(actor, participant_id, now=now)
    wish = PostPreference.objects.filter(participant=person).first()
    return PreferenceCard(
        channel=wish.channel if wish else "",
        language=person.language,
        large_print=wish.large_print if wish else False,
        address=address_of(wish),
        has_email=bool(person.email),
        has_account=person.user_id is not None,
    )
