"""Writing a letter and setting it ready; a job sends it, a print run prints it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.background.actions import enqueue
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.correspondence.cards import letter_card
from overstap.correspondence.choosing import choose
from overstap.correspondence.models import Channel, Letter, LetterState
from overstap.correspondence.readers import Reader, page_address, reader_of, sender_of
from overstap.correspondence.texts import ENTRANCE, LETTERS_PAGE, LetterSort, sorts, text_of
from overstap.correspondence.troubles import NO_WAY
from overstap.correspondence.values import FrozenLetter, LetterCard, Recipient, Sender
from overstap.correspondence.writing import HIDDEN, LAYOUT, Value, day_text, filled, to_json, told

OBJECT = "brief"
JOB = "brief_versturen"
DETAIL = "brief"

DESK = {"nl": "het loket", "en": "the desk"}
"""Stands in a letter where a desk has no telephone number yet."""

NO_NAME = Refusal(
    "post.geen_naam",
    N_("Een brief heeft de naam van de ontvanger nodig."),
    remedy=N_("Vul de naam in."),
)
FreshLink = Callable[[UUID], str]
"""Makes a safe link for the letter with this key, and gives its path."""

SERVICE_NUMBER = re.compile(r"(?<!\d)\d{9}(?!\d)")


def send(
    *,
    actor: Actor,
    template: str,
    to: Recipient,
    values: Mapping[str, Value],
    about: tuple[str, int | str],
    now: dt.datetime,
    link: str | None = None,
    fresh: FreshLink | None = None,
    once: str | None = None,
) -> LetterCard | Refusal:
    """Write a letter (brief) and set it ready, in the transaction of what it tells.

    `values` are those of the template (`letters.toml`): texts, days, and amounts in cents. `about` names what it is
    about, such as `("dossier", 12)`. `link` is the path of a page that opens without an account. `fresh` makes a safe
    link for this letter, in its transaction and only when it goes by e-mail; its path is kept apart, sealed, until the
    e-mail went. `once` makes it one letter, however often it is asked for. A letter that nobody can bring stands on the
    list of the desk at once.

    Raises LetterFileError when template or values are wrong, and NotFoundError for a person or party that is not there.
    """
    with transaction.atomic():
        known = _known(once)
        if known is not None:
            return letter_card(known)
        reader = reader_of(to, now)
        if not reader.name.strip():
            return NO_NAME
        row, write = _begun(sorts()[template], reader, values, now, link=link, fresh=fresh)
        row.about_kind, row.about_id, row.once = about[0], str(about[1]), once
        twin = _saved_or_twin(row, write)
        if twin is not None:
            return letter_card(twin)
        note(actor, "brief_klaargezet", row, now)
        ask_delivery(row, now)
    return letter_card(row)


def _begun(
    sort: LetterSort,
    reader: Reader,
    values: Mapping[str, Value],
    now: dt.datetime,
    *,
    link: str | None,
    fresh: FreshLink | None,
) -> tuple[Letter, Callable[[], None]]:
    """A letter with its way, and what writes its text; that comes last, for it may make a link."""
    own = told(sort, values, reader.language)
    whole = sort.whole and not any(_service_number(text) for text in own.values())
    channel = _channel(sort, reader, whole=whole, readable=link is not None or fresh is not None)
    row = _keep(sort.name, reader, channel, now)

    def write() -> None:
        where = _where(row, reader, link, fresh)
        row.secret = str(values.get(sort.secret, "")) or where.secret
        written = _written(sort, reader, own, where, now, whole=whole)
        row.subject, row.frozen = written.subject, to_json(written)

    return row, write


def _channel(sort: LetterSort, reader: Reader, *, whole: bool, readable: bool) -> Channel | None:
    """By which way a letter goes; what only paper may say goes by no other."""
    if sort.secret:
        return Channel.PAPER if reader.address.is_known else None
    return choose(reader.ways(link=readable), whole=whole)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a letter sends its reader (pagina): None for the page of its sort; `secret` is put in when it goes."""

    text: str | None
    page: str
    secret: str = ""


def _where(row: Letter, reader: Reader, link: str | None, fresh: FreshLink | None) -> _Where:
    if fresh is not None and row.state == LetterState.READY and row.channel != Channel.PAPER:
        return _Where(f"/{HIDDEN}", f"/{HIDDEN}", fresh(row.key).removeprefix("/"))
    if fresh is not None or (reader.participant_id is not None and not reader.account and row.channel == Channel.PAPER):
        return _Where(ENTRANCE, ENTRANCE)
    return _Where(link, link or LETTERS_PAGE)


def _known(once: str | None) -> Letter | None:
    return Letter.objects.filter(once=once).first() if once is not None else None


def _saved_or_twin(row: Letter, write: Callable[[], None]) -> Letter | None:
    """Write and save a letter; gives the same one if somebody else wrote it meanwhile.

    What was made for a letter that lost, such as a safe link, is undone with it. What its sender does beside it goes
    on.
    """
    try:
        with transaction.atomic():
            write()
            row.save(force_insert=True)
    except IntegrityError:
        twin = _known(row.once)
        if twin is None:
            raise
        return twin
    return None


def _keep(template: str, reader: Reader, channel: Channel | None, now: dt.datetime) -> Letter:
    return Letter(
        template=template,
        participant_id=reader.participant_id,
        party_id=reader.party_id,
        region=reader.region,
        item=sorts()[template].item,
        language=reader.language,
        channel=channel or Channel.PAPER,
        state=LetterState.READY if channel else LetterState.FAILED,
        trouble="" if channel else NO_WAY,
        email=reader.email,
        made_at=now,
    )


def ask_delivery(row: Letter, now: dt.datetime, *, turn: int = 1) -> None:
    """Ask for a job that sends a letter; paper waits for a print run."""
    if row.channel != Channel.PAPER and row.state == LetterState.READY:
        enqueue(kind=JOB, key=f"{JOB} {row.key} {turn}", details={DETAIL: str(row.key)}, now=now)


def note(actor: Actor, verb: str, row: Letter, now: dt.datetime, **more: str) -> None:
    """Write a line in the trail about a letter: which sort and which way, never what it says."""
    record(
        actor=actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=row.pk,
        subject_id=row.participant_id,
        now=now,
        details={"brief": row.template, "weg": row.channel, "over": f"{row.about_kind} {row.about_id}", **more},
    )


def _written(
    sort: LetterSort, reader: Reader, own: Mapping[str, str], where: _Where, now: dt.datetime, *, whole: bool
) -> FrozenLetter:
    sender = sender_of(reader.region, now, reader.language)
    # What an e-mail does not hold is read behind its link, where the link itself would lead nowhere.
    page = (ENTRANCE if where.secret and not whole else where.text) or sort.page
    subject, blocks = filled(text_of(sort.name, reader.language), {**own, **always(reader, sender, page)})
    day = timezone.localdate(now)
    return FrozenLetter(
        layout=LAYOUT,
        language=reader.language,
        large=reader.large,
        subject=subject,
        reference=own.get("nummer", ""),
        day=day,
        day_text=day_text(day, reader.language),
        sender=sender,
        name=reader.name,
        address=reader.address.lines,
        blocks=blocks,
        page=page_address(where.page),
        whole=whole,
        entrance=page_address(ENTRANCE) if where.page == ENTRANCE else "",
    )


def always(reader: Reader, sender: Sender, page: str) -> dict[str, str]:
    """The values that every letter has."""
    return {
        "naam": reader.name,
        "loket": sender.desk,
        "telefoon": sender.phone or DESK[reader.language],
        "openingstijden": sender.hours,
        "pagina": page_address(page),
        "team": sender.team,
    }


def _service_number(text: str) -> bool:
    """Tell whether a text holds what may be a citizen service number: nine digits that pass its test (BSN)."""
    for found in SERVICE_NUMBER.findall(text):
        weighed = sum(int(digit) * weight for digit, weight in zip(found, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        if weighed % 11 == 0:
            return True
    return False
