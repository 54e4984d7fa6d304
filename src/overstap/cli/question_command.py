"""`overstap next-question`: what to ask next in one case, why, and how it is answered."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from overstap.cli.case_input import Answered, Subparsers, add_case, opened, show, told
from overstap.rules import Fact, Kind, Origin, QuestionReason, Text
from overstap.rules import show as shown
from overstap.rules.lookahead import ranked_questions
from overstap.rules.questions import ASKABLE

NOTHING = Text("Er is geen vraag meer die iets kan veranderen.", "No question can change anything any more.")
WHY = Text("Waarom", "Why")
ANSWER = Text("Antwoord", "Answer")
RANGE = Text("{low} tot en met {high}", "{low} to {high}")
ABSENT = Text("of: niet van toepassing", "or: not applicable")
AFTERWARDS = Text("Daarna nog hoogstens: {count}.", "After that at most: {count}.")


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb and its options to the command line."""
    parser = subparsers.add_parser(
        "next-question",
        help="what to ask next in a case, and why",
        description="Give the question that says most over all schemes, at the least cost to privacy.",
        epilog="example: overstap next-question case.yaml --on 2021-02-15 --by person",
    )
    add_case(parser)
    names = [origin.value for origin in Origin]
    parser.add_argument("--by", action="append", choices=names, default=[], help="who can answer; may be repeated")
    parser.add_argument("--json", action="store_true", help="give JSON, with every question that still matters")
    parser.set_defaults(handle=handle)


def handle(args: argparse.Namespace) -> int:
    """Run the verb."""
    return show(run_next_question(args.path, args.on, args.lang, schemes=args.scheme, by=args.by, as_json=args.json))


def run_next_question(
    path: str | Path,
    on: str | None,
    language: str = "nl",
    *,
    schemes: Sequence[str] = (),
    by: Sequence[str] = (),
    as_json: bool = False,
) -> Answered:
    """Give the exit status and the text: 0 with the question, also when there is none, 2 with what is wrong."""

    def answer() -> Answered:
        asked = opened(path, on, schemes)
        reasons = ranked_questions(
            asked.catalogue, asked.schemes, asked.case.facts, asked.on, origins=by or sorted(ASKABLE)
        )
        if as_json:
            return 0, json.dumps([_data(reason) for reason in reasons], ensure_ascii=False, indent=2)
        return 0, "\n".join(_lines(reasons, language))

    return told(answer)


def _lines(reasons: Sequence[QuestionReason], language: str) -> list[str]:
    if not reasons:
        return [NOTHING.get(language)]
    reason = reasons[0]
    fact = reason.fact
    lines = [f"{fact.question.get(language)} [{fact.id}]"]
    if fact.help is not None:
        lines.append(f"  {fact.help.get(language)}")
    lines.append(f"  {ANSWER.get(language)}: {_answers(fact, language)}")
    lines.append(f"  {WHY.get(language)}: {reason.text(language)}")
    lines.append(f"  {AFTERWARDS.get(language).format(count=len(reasons) - 1)}")
    return lines


def _answers(fact: Fact, language: str) -> str:
    match fact.type.kind:
        case Kind.BOOLEAN:
            found = f"{shown(fact.type, 1, language)} / {shown(fact.type, 0, language)}"
        case Kind.ENUM:
            found = " / ".join(f"{one.label.get(language)} [{one.id}]" for one in fact.choices)
        case _:
            low, high = (shown(fact.type, number, language) for number in (fact.low, fact.high))
            found = RANGE.get(language).format(low=low, high=high)
    return f"{found} ({ABSENT.get(language)})" if fact.may_be_not_applicable else found


def _data(reason: QuestionReason) -> dict[str, Any]:
    fact = reason.fact
    return {
        "fact": fact.id,
        "question": {"nl": fact.question.nl, "en": fact.question.en},
        "type": fact.type.kind.value,
        "unit": fact.type.unit,
        "values": [choice.id for choice in fact.choices],
        "sensitivity": fact.sensitivity.value,
        "origin": [origin.value for origin in fact.origin],
        "why": {"nl": reason.text("nl"), "en": reason.text("en")},
        "settles": list(reason.settles),
        "narrows": list(reason.narrows),
        "worth": reason.worth,
    }
