"""What the verbs about one case share: the file, the day and the schemes that are asked; and printing an answer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from overstap.rules import Catalogue, FactValueError, SchemeFilesError, UnknownNameError, load_catalogue
from overstap.rules.case_file import CaseFile, CaseFileError, read_case_file

Subparsers = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name
WRONG_INPUT = 2
NO_DAY = "Say for which day: --on 2021-02-01."
Answered = tuple[int, str]
"""The exit status and what is printed: on standard output with 0, else on standard error."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case as it was asked on the command line (vraag aan de opdrachtregel)."""

    catalogue: Catalogue
    case: CaseFile
    on: date
    schemes: tuple[str, ...]


def add_case(parser: argparse.ArgumentParser) -> None:
    """Add what every verb about one case takes."""
    parser.add_argument("path", metavar="case.yaml", help="a file with `facts:` and, if wanted, `schemes:` and `on:`")
    parser.add_argument("--on", metavar="2021-02-01", help="the day of the assessment (or `on:` in the file)")
    parser.add_argument("--scheme", action="append", default=[], metavar="ID", help="only this scheme; may be repeated")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the answer (default: nl)")


def told(answer: Callable[[], Answered]) -> Answered:
    """Give an answer, or what is wrong with the files or the input (exit status 2)."""
    try:
        return answer()
    except SchemeFilesError as error:
        return WRONG_INPUT, f"The scheme files cannot be used:\n{error}"
    except (CaseFileError, UnknownNameError, FactValueError, ValueError) as error:
        return WRONG_INPUT, str(error)


def opened(path: str | Path, on: str | None, schemes: Sequence[str] = ()) -> Asked:
    """Read the case. Raises `ValueError`, `CaseFileError`, `UnknownNameError` or `SchemeFilesError`."""
    catalogue = load_catalogue()
    case = read_case_file(Path(path), catalogue)
    day = day_of(on) or case.on
    if day is None:
        raise ValueError(NO_DAY)
    return Asked(catalogue, case, day, tuple(_chosen(catalogue, case, schemes, day)))


def day_of(text: str | None, option: str = "--on") -> date | None:
    """Read a date as people type it. Raises `ValueError`."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == len("2021-02-01") else _no_date(text, option)
    except ValueError:
        return _no_date(text, option)


def _no_date(text: str, option: str) -> date:
    raise ValueError(f"{option}: '{text}' is no date. Write it as 2021-02-01.") from None


def _chosen(catalogue: Catalogue, case: CaseFile, named: Sequence[str], day: date) -> list[str]:
    if named or case.schemes:
        return list(dict.fromkeys(named or case.schemes))
    found = [version.id for version in catalogue.schemes(day) if version.beneficiary == "persoon"]
    if not found:
        raise ValueError(f"No scheme for persons is in force on {day}.")
    return found


def show(answered: Answered) -> int:
    """Print an answer and give the exit status."""
    status, text = answered
    printed(text, sys.stderr if status else sys.stdout)
    return status


def printed(text: str, stream: TextIO) -> None:
    """Print also where the terminal lacks a character, and when the reader of a pipe has gone."""
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, errors="replace").decode(encoding), file=stream, flush=True)
    except BrokenPipeError:
        # What is still buffered has nowhere to go either; without this Python complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
