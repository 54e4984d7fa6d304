"""What needs me now: one list over everything that waits for this reader, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.arrangements import queries as arrangements
from overstap.casework import queries
from overstap.casework.queries import DueFile
from overstap.core.actor import Actor
from overstap.correspondence.queries import waiting_answers

MOST = 60


@dataclass(frozen=True, slots=True)
class NowLine:
    """One thing that waits for someone (werkregel): what, where it is done, before when."""

    kind: str
    text: str
    url: str
    due_on: dt.date | None
    late: bool
    for_whom: str = ""


def needs_me(actor: Actor, now: dt.datetime) -> tuple[NowLine, ...]:
    """Everything that waits for this reader: steps, hand-overs, questions, coordination, messages, offers."""
    today = timezone.localtime(now).date()
    lines = [
        *_handovers(actor, now),
        *_coordination(actor, now),
        *_messages(actor, now),
        *(_step(row, today) for row in queries.due_for_me(actor, now, most=MOST)),
    ]
    lines.sort(key=lambda line: (line.due_on or today, line.text))
    return tuple(lines[:MOST])


def _step(row: DueFile, today: dt.date) -> NowLine:
    return NowLine(
        kind=gettext("Volgende stap"),
        text=f"{row.name or row.number}: {gettext(row.step.what)}",
        url=reverse("guidance:case", args=(row.id,)),
        due_on=row.step.due_on,
        late=row.step.due_on < today,
        for_whom=gettext("waarneming voor %(name)s") % {"name": row.covered_for} if row.covered_for else "",
    )


def _handovers(actor: Actor, now: dt.datetime) -> Iterator[NowLine]:
    found = queries.open_handovers(actor, now, only_asked=True, most=MOST)
    for card in found.incoming:
        text = gettext("Antwoord geven op de overdracht van dossier %(number)s door %(party)s")
        said = text % {"number": card.case_number, "party": card.from_party.name}
        yield NowLine(gettext("Overdracht"), said, _place(card.case_id), card.answer_due, card.overdue)
    for card in found.waiting_contact:
        said = gettext("Eerste gesprek voeren in dossier %(number)s") % {"number": card.case_number}
        yield NowLine(gettext("Overdracht"), said, _place(card.case_id), None, late=False)
    questions = queries.questions_of([card.id for card in found.outgoing])
    for card in found.outgoing:
        if any(not asked.answer for asked in questions.get(card.id, ())):
            text = gettext("Vraag van %(party)s beantwoorden in dossier %(number)s")
            said = text % {"number": card.case_number, "party": card.to_party.name}
            yield NowLine(gettext("Overdracht"), said, _place(card.case_id), card.answer_due, card.overdue)


def _coordination(actor: Actor, now: dt.datetime) -> Iterator[NowLine]:
    for asked in arrangements.coordination_requests(actor, now=now):
        text = gettext("Afstemming van het arrangement in dossier %(number)s, gevraagd door %(party)s")
        said = text % {"number": asked.case_number, "party": asked.asked_by_party}
        yield NowLine(
            gettext("Afstemming"), said, reverse("guidance:arrangement", args=(asked.case_id,)), None, late=False
        )


def _messages(actor: Actor, now: dt.datetime) -> Iterator[NowLine]:
    numbers = queries.my_files(actor, now)
    for case_id, since in waiting_answers("dossier", numbers).items():
        said = gettext("Bericht beantwoorden in dossier %(number)s") % {"number": numbers[case_id]}
        day = timezone.localtime(since).date()
        yield NowLine(gettext("Bericht"), said, reverse("guidance:messages", args=(case_id,)), day, late=False)


def _place(case_id: int) -> str:
    return reverse("guidance:handovers", args=(case_id,))
