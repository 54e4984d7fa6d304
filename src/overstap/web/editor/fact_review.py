"""What a draft changes about questions, in words: before and after, and which schemes ask them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from overstap.casework.policy import catalogue
from overstap.publication.checking import harm_of
from overstap.rules import Fact, SchemeVersion
from overstap.rules.drafting import DraftReading, schemes_asking
from overstap.rules.fact_changes import FactChange
from overstap.rules.fact_values import show_interval
from overstap.rules.model import Text
from overstap.web.editor.fact_forms import CHANGES_NAMES, ORIGIN_NAMES, SENSITIVITY_NAMES
from overstap.web.editor.problem_words import in_words
from overstap.web.editor.showing import name_of
from overstap.web.translation import in_english


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about a question that becomes another (verschil)."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """One question that a draft changes or adds (vraag), with the schemes that ask it already."""

    id: str
    question: str
    is_new: bool
    differences: tuple[Difference, ...]
    schemes: tuple[tuple[str, str | SchemeVersion], ...]
    means_more: bool = False


def fact_lines(reading: DraftReading) -> tuple[FactLine, ...]:
    """Every question that a draft changes or adds."""
    return tuple(_line(change) for change in reading.facts)


def _line(change: FactChange) -> FactLine:
    asking = () if change.before is None else schemes_asking(catalogue(), change.after.id)
    return FactLine(
        change.after.id,
        change.after.question.get(_language()),
        change.before is None,
        tuple(_differences(change.before, change.after)),
        tuple((name, name_of(name)) for name in asking),
        change.means_more,
    )


def _differences(before: Fact | None, after: Fact) -> Iterator[Difference]:
    """What differs; of a new question everything."""
    old = dict(_told(before)) if before is not None else {}
    for what, text in _told(after):
        if old.get(what, "") != text:
            yield Difference(what, old.get(what, ""), text)


def _told(fact: Fact) -> Iterator[tuple[str, str]]:
    """What a question says, in the words of the reader."""
    for what, text in (
        (gettext("Vraag"), fact.question),
        (gettext("Uitleg"), fact.help),
        (gettext("Korte naam"), fact.label),
    ):
        yield f"{what} ({gettext('Nederlands')})", text.nl if text else ""
        yield f"{what} ({gettext('Engels')})", text.en if text else ""
    for choice in fact.choices:
        yield gettext("Antwoord %(name)s") % {"name": choice.id}, _both(choice.label)
    if not fact.choices and fact.low != fact.high - 1:
        yield gettext("Grenzen"), show_interval(fact.type, (fact.low, fact.high), _language())
    yield gettext("Wie kan dit beantwoorden?"), "; ".join(str(ORIGIN_NAMES[one]) for one in fact.origin)
    yield gettext("Hoe gevoelig is dit?"), str(SENSITIVITY_NAMES[fact.sensitivity])
    yield gettext("Kan het antwoord later anders zijn?"), str(CHANGES_NAMES[fact.changes])


def _both(text: Text) -> str:
    return f"{text.nl} / {text.en}"


def _language() -> str:
    return "en" if in_english() else "nl"


def harm_lines(reading: DraftReading) -> list[str]:
    """The versions in force that the questions of a draft would break, each in a sentence."""
    found: list[str] = []
    for one in harm_of(reading, catalogue()):
        about = [f"{in_words(problem.message)} {in_words(problem.advice)}".strip() for problem in one.problems]
        about += [gettext("Het voorbeeld “%(name)s” komt niet meer uit.") % {"name": name} for name in one.cases]
        found.append(f"{one.scheme_id} ({one.valid_from}): {' '.join(about)}")
    return found
