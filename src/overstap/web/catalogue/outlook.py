"""What could change an outcome: one other answer, or the passing of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.rules import Catalogue, NotInForceError, Outcome
from overstap.rules.coming_changes import ComingChange, coming_changes
from overstap.rules.what_if import Turn, what_if
from overstap.web.catalogue.answers import Answers

# As far as people plan ahead.
AHEAD = dt.timedelta(days=2 * 365)
# More changes than this nobody compares.
MOST = 6


@dataclass(frozen=True, slots=True)
class Outlook:
    """What could change the outcome of a scheme, in sentences."""

    by_answer: tuple[str, ...] = ()
    by_itself: tuple[str, ...] = ()


def outlook_of(files: Catalogue, scheme_id: str, answers: Answers, day: dt.date, language: str) -> Outlook:
    """Tell which one other answer would turn the outcome, and on which days it changes by itself."""
    coming = coming_changes(files, scheme_id, answers.facts, day, day + AHEAD)
    by_itself = tuple(_without_name(change, language) for change in coming)
    try:
        found = what_if(files, scheme_id, answers.facts, day)
    except NotInForceError:
        return Outlook(by_itself=by_itself)
    turns = [turn for turn in found.turns if _tells(turn, found.outcome)]
    return Outlook(tuple(turn.text.get(language) for turn in turns[:MOST]), by_itself)


def _without_name(change: ComingChange, language: str) -> str:
    """A change in one sentence, without the name that stands above it."""
    text = change.text(language).removeprefix(f"{change.name.get(language)}:").strip()
    return text[:1].upper() + text[1:]


def _tells(turn: Turn, outcome: Outcome) -> bool:
    """Whether a change is worth telling: when it is no what makes it yes, when it is yes what makes it no."""
    return outcome is Outcome.ONBEKEND or turn.known or turn.outcome is Outcome.JA
