"""Papers to take along, as tagged PDF: the statement “in training” and the training agreement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from overstap.arrangements.access import access_item
from overstap.arrangements.access_guest import access_guest
from overstap.arrangements.models import Agreement, ArrangementItem, Version
from overstap.arrangements.queries.page import note_read
from overstap.arrangements.queries.statement import training_statement
from overstap.arrangements.standing import standing_training
from overstap.arrangements.values import TrainingStatement
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.correspondence.paper.making import letter_pdf
from overstap.correspondence.readers import sender_of
from overstap.correspondence.values import Block, FrozenLetter
from overstap.correspondence.writing import LAYOUT, day_text


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to take along (document): the PDF and the name of its file, which names no person."""

    name: str
    content: bytes


def statement_paper(actor: Actor, item_id: int, *, now: datetime) -> Paper | Refusal:
    """Give the statement that someone is in training (R-126) as PDF; the legal test that is open stands in it."""
    found = training_statement(actor, item_id, now=now)
    if isinstance(found, Refusal):
        return found
    item, _ = access_item(actor, item_id, now=now)
    language = item.arrangement.case.participant.language
    with translation.override(language):
        title = gettext(STATEMENT)
        blocks = _statement(found, language)
    letter = _letter(item.arrangement.case, title, blocks, language, now)
    return Paper(f"verklaring-{found.case_number}.pdf", letter_pdf(letter))


def training_paper(actor: Actor, item_id: int, *, now: datetime) -> Paper | None:
    """Give the training agreement of an item as PDF with who agreed when; None when there is none."""
    item, sight = access_item(actor, item_id, now=now)
    version = standing_training(item)
    if version is None:
        return None
    if Item.CONTACT not in sight.items:
        raise NotFoundError(item_id)
    note_read(actor, item.arrangement, sight, now=now)
    return _training(item, version, item.arrangement.case.participant.language, now)


def training_paper_of_guest(actor: Actor, guest_id: int, *, now: datetime) -> Paper | None:
    """Give the training agreement to one of its parties, by safe link."""
    guest = access_guest(actor, guest_id)
    version = standing_training(guest.item)
    if version is None or not version.agreements.filter(guest=guest).exists():
        return None
    return _training(guest.item, version, guest.language, now)


STATEMENT = N_("Verklaring “volgt scholing”")
AGREEMENT = N_("Leerovereenkomst")


def _training(item: ArrangementItem, version: Version, language: str, now: datetime) -> Paper:
    content = json.loads(version.content)
    case = item.arrangement.case
    with translation.override(language):
        title = gettext(AGREEMENT)
        blocks = _agreement(content, version, language)
    pdf = letter_pdf(_letter(case, title, blocks, language, now))
    return Paper(f"leerovereenkomst-{case.number}-{version.number}.pdf", pdf)


def _letter(case: Case, title: str, blocks: tuple[Block, ...], language: str, now: datetime) -> FrozenLetter:
    day = local_day(now)
    return FrozenLetter(
        layout=LAYOUT,
        language=language,
        large=False,
        subject=title,
        reference=case.number,
        day=day,
        day_text=day_text(day, language),
        sender=sender_of(case.region, now),
        name=case.first_responsible.name,
        address=(),
        blocks=blocks,
        page="",
        whole=True,
    )


def _statement(found: TrainingStatement, language: str) -> tuple[Block, ...]:
    lines = [f"{gettext('Wat')}: {found.training}", f"{gettext('Bij wie')}: {found.provider}"]
    if found.starts_on is not None:
        lines.append(f"{gettext('Begint op')}: {day_text(found.starts_on, language)}")
    if found.ends_on is not None:
        lines.append(f"{gettext('Eindigt op')}: {day_text(found.ends_on, language)}")
    about = gettext("%(name)s (dossier %(number)s) leert nieuwe vaardigheden met hulp van het team.")
    blocks = [
        Block("alinea", (about % {"name": found.person, "number": found.case_number},)),
        Block("lijst", tuple(lines)),
        Block("alinea", (gettext("Wie nieuwe vaardigheden leert, werkt daarmee aan het vinden van werk."),)),
    ]
    if found.legal_test_pending:
        blocks += [Block("kop", (gettext("Let op"),)), Block("alinea", (gettext(CAVEAT),))]
    return tuple(blocks)


CAVEAT = N_(
    "Of dit ook zo geldt voor een uitkering, wordt nog juridisch getoetst. "
    "Aan deze verklaring kunt u daarom nog geen recht ontlenen."
)


def _agreement(content: dict[str, Any], version: Version, language: str) -> tuple[Block, ...]:
    parties = (
        f"{gettext('Deelnemer')}: {content['deelnemer']}",
        f"{gettext('Werkgever')}: {content['werkgever']}, {content['werkgever_namens']}",
        f"{gettext('Aanbieder')}: {content['aanbieder']}, {content['aanbieder_namens']}",
    )
    terms = [
        f"{gettext('Begint op')}: {_day(content['begint'], language)}",
        f"{gettext('Eindigt op')}: {_day(content['eindigt'], language)}",
        f"{gettext('Uren per week')}: {content['uren_per_week']}",
    ]
    guides = (
        ("begeleider_werkgever", N_("Begeleider bij de werkgever")),
        ("begeleider_aanbieder", N_("Begeleider vanuit de opleiding")),
    )
    terms += [f"{gettext(label)}: {content[name]}" for name, label in guides if content[name]]
    rows = Agreement.objects.filter(version=version).order_by("id")
    return (
        Block("alinea", (content["titel"],)),
        Block("kop", (gettext("Partijen"),)),
        Block("lijst", parties),
        Block("kop", (gettext("Afspraken"),)),
        Block("lijst", tuple(terms)),
        Block("kop", (gettext("Wat de deelnemer leert"),)),
        Block("lijst", tuple(content["wat_wordt_geleerd"])),
        Block("kop", (gettext("Akkoord"),)),
        Block("lijst", tuple(_signature(row, language) for row in rows)),
        Block("alinea", (f"{gettext('Versie')} {version.number}, SHA-256: {version.digest}",)),
    )


def _signature(row: Agreement, language: str) -> str:
    side = gettext(str(row.get_side_display()))
    if row.answered_at is None:
        return f"{side}: {gettext('nog geen antwoord')}"
    answer = gettext("akkoord") if row.agreed else gettext("niet akkoord")
    when = day_text(local_day(row.answered_at), language)
    return f"{side}: {answer}, {row.name}, {when}, {gettext(str(row.get_way_display()))}"


def _day(text: str, language: str) -> str:
    return day_text(date.fromisoformat(text), language)
