"""`overstap what-if`: which one change would turn an answer, and on which day it turns by itself."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from overstap.cli.case_input import Answered, Asked, Subparsers, add_case, day_of, opened, show, told
from overstap.rules import Text, plain_of
from overstap.rules.assess import show_day
from overstap.rules.coming_changes import ComingChange, coming_changes
from overstap.rules.what_if import Turn, WhatIf, what_if
from overstap.rules.wording import OUTCOMES

YEARS_AHEAD = 2
NO_TURN = Text(
    "Geen enkele verandering van één antwoord maakt hier verschil.", "No change of one answer alone matters here."
)
FOR_EVERYBODY = Text(
    "Dit is geen ja of nee: iedereen krijgt hier een antwoord.", "This is no yes or no: everybody gets an answer here."
)
NO_COMING = Text("Tot en met {until} verandert dit niet vanzelf.", "Until {until} this does not change by itself.")
KEEPS_OPEN = Text("Eén antwoord beslist hier: {question}", "One answer decides here: {question}")


@dataclass(frozen=True, slots=True)
class _Found:
    found: WhatIf
    coming: tuple[ComingChange, ...]
    until: date


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb and its options to the command line."""
    parser = subparsers.add_parser(
        "what-if",
        help="which one change would turn an answer, and what changes by itself",
        description="Tell per scheme which change of one fact turns the answer, and on which days it turns by itself.",
        epilog="example: overstap what-if case.yaml --on 2021-02-15 --until 2022-12-31 --scheme selectie",
    )
    add_case(parser)
    parser.add_argument("--until", metavar="2022-12-31", help=f"how far to look ahead (default: {YEARS_AHEAD} years)")
    parser.add_argument("--json", action="store_true", help="give JSON")
    parser.set_defaults(handle=handle)


def handle(args: argparse.Namespace) -> int:
    """Run the verb."""
    return show(run_what_if(args.path, args.on, args.lang, schemes=args.scheme, until=args.until, as_json=args.json))


def run_what_if(
    path: str | Path,
    on: str | None,
    language: str = "nl",
    *,
    schemes: Sequence[str] = (),
    until: str | None = None,
    as_json: bool = False,
) -> Answered:
    """Give the exit status and the text: 0 with what would change, 2 with what is wrong with the input."""

    def answer() -> Answered:
        asked = opened(path, on, schemes)
        last = day_of(until, "--until") or _years_later(asked.on)
        if last < asked.on:
            raise ValueError(f"--until: {last} comes before {asked.on}.")
        found = [_found(asked, name, last) for name in asked.schemes]
        if as_json:
            return 0, json.dumps([_data(one) for one in found], ensure_ascii=False, indent=2)
        return 0, "\n\n".join("\n".join(_lines(one, language)) for one in found)

    return told(answer)


def _years_later(day: date) -> date:
    try:
        return day.replace(year=day.year + YEARS_AHEAD)
    except ValueError:
        return date(day.year + YEARS_AHEAD, 2, 28)


def _found(asked: Asked, name: str, until: date) -> _Found:
    facts = asked.case.facts
    return _Found(
        what_if(asked.catalogue, name, facts, asked.on),
        coming_changes(asked.catalogue, name, facts, asked.on, until),
        until,
    )


def _lines(one: _Found, language: str) -> list[str]:
    found = one.found
    if not found.conditional and not one.coming:
        return [f"{found.name.get(language)} ({found.scheme_id})", f"  {FOR_EVERYBODY.get(language)}"]
    lines = [f"{found.name.get(language)} ({found.scheme_id}): {OUTCOMES[found.outcome].get(language)}"]
    lines += [f"  {KEEPS_OPEN.get(language).format(question=fact.question.get(language))}" for fact in found.keeps_open]
    lines += [f"  {turn.text.get(language)}" for turn in found.turns] or [f"  {NO_TURN.get(language)}"]
    lines += [f"  {change.text(language)}" for change in one.coming] or [
        f"  {NO_COMING.get(language).format(until=show_day(one.until, language))}"
    ]
    return lines


def _data(one: _Found) -> dict[str, Any]:
    return {
        "scheme": one.found.scheme_id,
        "outcome": one.found.outcome.value,
        "turns": [_turn(turn) for turn in one.found.turns],
        "keeps_open": [fact.id for fact in one.found.keeps_open],
        "until": one.until.isoformat(),
        "by_itself": [
            {
                "on": change.on.isoformat(),
                "before": change.before.value,
                "after": change.after.value,
                "cause": change.cause.value,
                "text": {"nl": change.text("nl"), "en": change.text("en")},
            }
            for change in one.coming
        ],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    kind = turn.fact.type
    return {
        "fact": turn.fact.id,
        "outcome": turn.outcome.value,
        "known": turn.known,
        "from_to": [[_plain(plain_of(kind, number)) for number in one] for one in turn.ranges],
        "not_applicable": turn.absent,
        "changes": turn.fact.changes.value,
        "text": {"nl": turn.text.nl, "en": turn.text.en},
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
