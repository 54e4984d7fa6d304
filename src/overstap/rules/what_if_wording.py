"""Saying in words which values of a fact are meant, and what a change would do."""

from __future__ import annotations

from collections.abc import Sequence

from overstap.rules.datatypes import Kind
from overstap.rules.fact_values import show
from overstap.rules.model import Changes, Fact, Text
from overstap.rules.operations import Interval
from overstap.rules.values import Outcome
from overstap.rules.wording import OUTCOMES, listed_or

_BELOW = {Kind.DATE: Text("vóór {end}", "before {end}"), Kind.INTEGER: Text("onder {end}", "under {end}")}
_ABOVE = {
    Kind.DATE: Text("op of na {start}", "on or after {start}"),
    Kind.INTEGER: Text("{start} of meer", "{start} or more"),
}
_WITHIN = {
    Kind.DATE: Text("van {start} tot en met {end}", "from {start} to {end}"),
    Kind.INTEGER: Text("van {start} tot en met {end}", "{start} to {end}"),
}
_EXACT = {Kind.DATE: Text("{start}", "{start}"), Kind.INTEGER: Text("precies {start}", "exactly {start}")}
_ANY = Text("wel van toepassing", "applicable")
_ABSENT = Text("niet van toepassing", "not applicable")
_IF_CHANGED = Text(
    "Als het antwoord op “{question}” {values} zou zijn, dan zou de uitkomst {outcome} zijn.",
    "If the answer to “{question}” were {values}, the outcome would be {outcome}.",
)
_IF_TOLD = Text(
    "Als het antwoord op “{question}” {values} is, dan is de uitkomst {outcome}.",
    "If the answer to “{question}” is {values}, the outcome is {outcome}.",
)
_OTHER_THAN = Text("iets anders dan {values}", "anything but {values}")
_WHO = {
    Changes.PERSON: Text("Dit kunt u zelf veranderen.", "You can change this yourself."),
    Changes.TIME: Text("Dit verandert vanzelf met de tijd.", "This changes by itself as time passes."),
    Changes.NOT: Text("Dit kan niet veranderen.", "This cannot change."),
}


def turn_text(
    fact: Fact, ranges: Sequence[Interval], *, outcome: Outcome, absent: bool, now: int | None, known: bool
) -> Text:
    """Write one sentence on a change, and for a fact that is known who or what can change it.

    `now` is the number that the fact has, if it applies.
    """
    found = []
    for language in ("nl", "en"):
        text = (
            (_IF_CHANGED if known else _IF_TOLD)
            .get(language)
            .format(
                question=fact.question.get(language),
                values=values_in_words(fact, ranges, language, absent=absent),
                outcome=OUTCOMES[outcome].get(language),
            )
        )
        who = _WHO.get(_by(fact, ranges, now)) if known else None
        found.append(f"{text} {who.get(language)}" if who else text)
    return Text(*found)


def _by(fact: Fact, ranges: Sequence[Interval], now: int | None) -> Changes:
    """Tell who changes it; what only time changes does not go back."""
    gone = fact.changes is Changes.TIME and now is not None and all(high < now for _, high in ranges)
    return Changes.NOT if gone else fact.changes


def values_in_words(fact: Fact, ranges: Sequence[Interval], language: str = "nl", *, absent: bool = False) -> str:
    """Write which values are meant: 'onder 27 jaar of niet van toepassing'."""
    if fact.type.kind is Kind.ENUM:
        parts = _choices(fact, ranges, language, absent=absent)
    else:
        parts = [words for one in ranges for words in _range(fact, one, language)]
    if absent:
        parts.append(_ABSENT.get(language))
    return listed_or(parts, language)


def _choices(fact: Fact, ranges: Sequence[Interval], language: str, *, absent: bool) -> list[str]:
    """Name the values of an enumeration, or when that is shorter those that are not meant."""
    meant = {number for low, high in ranges for number in range(low, high + 1)}
    others = [rank for rank in range(len(fact.choices)) if rank not in meant]
    without_rest = absent == fact.may_be_not_applicable
    if meant and others and len(others) < len(meant) and without_rest and not absent:
        return [
            _OTHER_THAN.get(language).format(
                values=listed_or([_quoted(fact, rank, language) for rank in others], language)
            )
        ]
    return [_quoted(fact, rank, language) for rank in sorted(meant)]


def _quoted(fact: Fact, rank: int, language: str) -> str:
    return f"‘{show(fact.type, rank, language, fact.choices)}’"  # noqa: RUF001 - within other quotation marks


def _range(fact: Fact, one: Interval, language: str) -> list[str]:
    low, high = one
    if fact.type.kind is Kind.BOOLEAN:
        return [show(fact.type, number, language) for number in range(low, high + 1)]
    if low <= fact.low and high >= fact.high:
        return [_ANY.get(language)]
    kind = Kind.DATE if fact.type.kind is Kind.DATE else Kind.INTEGER
    if low == high:
        text = _EXACT[kind]
    elif low <= fact.low:
        text, high = _BELOW[kind], high + 1
    else:
        text = _ABOVE[kind] if high >= fact.high else _WITHIN[kind]
    start, end = (show(fact.type, number, language) for number in (low, high))
    return [text.get(language).format(start=start, end=end)]
