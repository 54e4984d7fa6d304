"""`overstap assess`: one case against the schemes in force on a day, with reasons, sources and what is missing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from overstap.cli.case_input import WRONG_INPUT, Answered, Subparsers, add_case, opened, show, told
from overstap.rules import Assessment, Catalogue, Depth, Outcome, assess, explain, shown_amount
from overstap.rules.trace import flat
from overstap.rules.wording import AMOUNT, LEGAL_TEST, MISSING, NOT_TOLD, OUTCOMES

__all__ = ["WRONG_INPUT", "Subparsers", "add_parser", "handle", "run_assess"]


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb and its options to the command line."""
    parser = subparsers.add_parser(
        "assess",
        help="assess a case file against the schemes",
        description="Assess the facts of a YAML file against the schemes in force on a day.",
        epilog="example: overstap assess case.yaml --on 2021-02-15",
    )
    add_case(parser)
    parser.add_argument("--json", action="store_true", help="give JSON, with the receipt and the whole tree")
    parser.set_defaults(handle=handle)


def handle(args: argparse.Namespace) -> int:
    """Run the verb: print the answer, or on standard error what is wrong with the input (exit status 2)."""
    return show(run_assess(args.path, args.on, args.lang, args.json, schemes=args.scheme))


def run_assess(
    path: str | Path,
    on: str | None,
    language: str = "nl",
    as_json: bool = False,  # noqa: FBT001, FBT002 - the last of four that always go together
    *,
    schemes: Sequence[str] = (),
) -> tuple[int, str]:
    """Assess a case file and give the exit status and the text: 0 with the answer, 2 with what is wrong."""

    def answer() -> Answered:
        asked = opened(path, on, schemes)
        answers = [assess(asked.catalogue, name, asked.case.facts, asked.on) for name in asked.schemes]
        if as_json:
            return 0, json.dumps([_data(answer) for answer in answers], ensure_ascii=False, indent=2)
        return 0, "\n\n".join("\n".join(_lines(asked.catalogue, answer, language)) for answer in answers)

    return told(answer)


def _lines(catalogue: Catalogue, answer: Assessment, language: str) -> list[str]:
    version = f" ({answer.scheme_at_version})" if answer.version else f" ({answer.scheme_id})"
    lines = [f"{answer.name.get(language)}{version}: {OUTCOMES[answer.outcome].get(language)}"]
    if answer.legal_test_pending:
        lines.append(f"  {LEGAL_TEST.get(language)}")
    lines += [f"  {line}" for line in explain(answer, Depth.CONDITIONS, language).splitlines()]
    lines += [
        f"    -> {ground.remedy.get(language)}"
        for ground in answer.grounds
        if ground.remedy is not None and ground.outcome is Outcome.NEE
    ]
    for output in answer.outputs.values():
        label = output.label.get(language) if output.label else output.id
        lines.append(f"  {label}: {output.shown(language)} ({output.source.get(language)})")
    if answer.amount is not None:
        lines.append(f"  {AMOUNT.get(language).format(amount=shown_amount(answer.amount, language))}")
    for names, text in ((answer.missing, MISSING), (answer.withheld, NOT_TOLD)):
        if names:
            shown = "; ".join(f"{catalogue.facts[name].label.get(language)} [{name}]" for name in names)
            lines.append(f"  {text.get(language).format(names=shown)}")
    return lines


def _data(answer: Assessment) -> dict[str, Any]:
    return {
        "scheme": answer.scheme_id,
        "version": answer.version.isoformat() if answer.version else None,
        "on": answer.on.isoformat(),
        "outcome": answer.outcome.value,
        "outside_validity": answer.outside_validity,
        "amount_cents": [answer.amount.lo, answer.amount.hi] if answer.amount else None,
        "outputs": {name: {"lo": one.lo, "hi": one.hi, "nl": one.shown()} for name, one in answer.outputs.items()},
        "grounds": [
            {
                "id": ground.id,
                "kind": ground.kind,
                "outcome": ground.outcome.value,
                "bearing": ground.bearing.value if ground.bearing else None,
                "text": {"nl": ground.text.nl, "en": ground.text.en},
                "source": ground.source.nl,
            }
            for ground in answer.grounds
        ],
        "missing": list(answer.missing),
        "withheld": list(answer.withheld),
        "judgements_needed": list(answer.judgements_needed),
        "receipt": json.loads(answer.receipt.to_json()),
        "trace": {name: flat(root) for name, root in answer.trace.items()},
    }
