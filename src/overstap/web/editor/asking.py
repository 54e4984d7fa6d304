"""The questions that a draft asks and changes, every other question to choose, and the documents that it cites."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse

from overstap.casework.policy import catalogue
from overstap.rules import Fact
from overstap.rules.drafting import DraftReading
from overstap.rules.reading import source_list
from overstap.web.editor.choosing import used_facts
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.fact_values import entries
from overstap.web.editor.facts import PART, called_in
from overstap.web.editor.parts import Tree, group, problems_at, tree_of, unreadable, word
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

MOST_FOUND = 25


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list (vraag): `is_new` and `is_changed` tell what this draft does with it."""

    id: str
    label: str
    question: str
    is_new: bool = False
    is_changed: bool = False


@reading_view(roles=KEEPERS)
def questions(request: ActingRequest, draft_id: int) -> HttpResponse:
    """What people are asked because of this scheme, and where its rules are written."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    reading = reading_of(page.content)
    changed = _changed(tree)
    used = reading.version.fact_ids if reading.version is not None else used_facts(page.content)
    wanted = request.GET.get("zoek", "").strip()
    found = _found(wanted) if wanted else []
    return show(
        request,
        "questions",
        page=page,
        changed=list(changed.values()),
        asked=[changed.get(name) or _line(fact) for name in used if (fact := _fact(name, reading)) is not None],
        wanted=wanted,
        found=found[:MOST_FOUND],
        more=len(found) - MOST_FOUND,
        cited=list(source_list(reading.version)) if reading.version is not None else [],
        readable=reading.version is not None,
        problems=problems_at(page, PART),
    )


def _fact(name: str, reading: DraftReading) -> Fact | None:
    return (reading.catalogue or catalogue()).facts.get(name)


def _changed(tree: Tree) -> dict[str, QuestionLine]:
    """What this draft changes or adds, by id, in the words of the draft."""
    found: dict[str, QuestionLine] = {}
    for entry in entries(tree):
        name = word(entry.get("id"))
        fact = catalogue().facts.get(name)
        here = _line(fact) if fact is not None else QuestionLine(name, "", "")
        question = word(group(entry.get("question")).get("en" if in_english() else "nl")) or here.question
        label = called_in(entry) if entry.get("label") else here.label or name
        found[name] = QuestionLine(name, label, question, is_new=fact is None, is_changed=fact is not None)
    return found


def _line(fact: Fact) -> QuestionLine:
    language = "en" if in_english() else "nl"
    return QuestionLine(fact.id, fact.label.get(language), fact.question.get(language))


def _found(wanted: str) -> list[QuestionLine]:
    """The questions of the dictionary with a word in their id, name or text."""
    lines = map(_line, catalogue().facts.values())
    words = wanted.lower().split()
    return [one for one in lines if all(part in f"{one.id} {one.label} {one.question}".lower() for part in words)]
