"""`overstap assess`: one case against the schemes in force on a day, with reasons, sources and what is missing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from overstap.rules import (
    Assessment,
    Catalogue,
    Depth,
    FactValueError,
    Outcome,
    SchemeFilesError,
    UnknownNameError,
    assess,
    explain,
    load_catalogue,
    shown_amount,
)
from overstap.rules.case_file import CaseFile, CaseFileError, read_case_file
from overstap.rules.trace import flat
from overstap.rules.wording import AMOUNT, LEGAL_TEST, MISSING, NOT_TOLD, OUTCOMES

WRONG_INPUT = 2
Subparsers = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb and its options to the command line."""
    parser = subparsers.add_parser(
        "assess",
        help="assess a case file against the schemes",
        description="Assess the facts of a YAML file against the schemes in force on a day.",
        epilog="example: overstap assess case.yaml --on 2021-02-15",
    )
    parser.add_argument("path", metavar="case.yaml", help="a file with `facts:` and, if wanted, `schemes:` and `on:`")
    parser.add_argument("--on", metavar="2021-02-01", help="the day of the assessment (or `on:` in the file)")
    parser.add_argument("--scheme", action="append", default=[], metavar="ID", help="only this scheme; may be repeated")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the answer (default: nl)")
    parser.add_argument("--json", action="store_true", help="give JSON, with the receipt and the whole tree")
    parser.set_defaults(handle=handle)


def handle(args: argparse.Namespace) -> int:
    """Run the verb: print the answer, or on standard error what is wrong with the input (exit status 2)."""
    status, text = run_assess(args.path, args.on, args.lang, args.json, schemes=args.scheme)
    _print(text, sys.stderr if status else sys.stdout)
    return status


def _print(text: str, stream: TextIO) -> None:
    """Print also where the terminal lacks a character, and when the reader of a pipe has gone."""
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, errors="replace").decode(encoding), file=stream, flush=True)
    except BrokenPipeError:
        # What is still buffered has nowhere to go either; without this Python complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run_assess(
    path: str | Path,
    on: str | None,
    language: str = "nl",
    as_json: bool = False,  # noqa: FBT001, FBT002 - the last of four that always go together
    *,
    schemes: Sequence[str] = (),
) -> tuple[int, str]:
    """Assess a case file and give the exit status and the text: 0 with the answer, 2 with what is wrong."""
    try:
        catalogue = load_catalogue()
        case = read_case_file(Path(path), catalogue)
        day = _day(on) or case.on
        if day is None:
            return WRONG_INPUT, "Say for which day: --on 2021-02-01."
        answers = [assess(catalogue, name, case.facts, day) for name in _chosen(catalogue, case, schemes, day)]
    except SchemeFilesError as error:
        return WRONG_INPUT, f"The scheme files cannot be used:\n{error}"
    except (CaseFileError, UnknownNameError, FactValueError, ValueError) as error:
        return WRONG_INPUT, str(error)
    if as_json:
        return 0, json.dumps([_data(answer) for answer in answers], ensure_ascii=False, indent=2)
    return 0, "\n\n".join("\n".join(_lines(catalogue, answer, language)) for answer in answers)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == len("2021-02-01") else _no_date(text)
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> date:
    raise ValueError(f"--on: '{text}' is no date. Write it as 2021-02-01.") from None


def _chosen(catalogue: Catalogue, case: CaseFile, named: Sequence[str], day: date) -> list[str]:
    if named or case.schemes:
        return list(dict.fromkeys(named or case.schemes))
    found = [version.id for version in catalogue.schemes(day) if version.beneficiary == "persoon"]
    if not found:
        raise ValueError(f"No scheme for persons is in force on {day}.")
    return found


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
