"""What the verbs of `overstap schemes` share: their replies, and reading what was asked."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TextIO

from overstap.cli.program import edge_now
from overstap.rules import (
    Catalogue,
    NotInForceError,
    SchemeFilesError,
    SchemeVersion,
    UnknownNameError,
)

DONE, WRONG_FILES, WRONG_INPUT = 0, 1, 2
Parser = argparse.ArgumentParser
Subparsers = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


class WrongInputError(ValueError):
    """What was asked cannot be done; the message says what is wrong and what to do."""


@dataclass(slots=True)
class Reply:
    """What a verb answers: lines for the reader, lines about what is wrong, and the exit status."""

    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    status: int = DONE


Work = Callable[[argparse.Namespace], Reply]


def answering(work: Work) -> Callable[[argparse.Namespace], int]:
    """Make a handler of a verb: print its reply, or what is wrong with the question (exit status 2)."""

    def handle(asked: argparse.Namespace) -> int:
        try:
            reply = work(asked)
        except SchemeFilesError as error:
            reply = Reply(wrong=["The scheme files cannot be used:", *map(str, error.problems)], status=WRONG_INPUT)
        except (UnknownNameError, NotInForceError, WrongInputError) as error:
            reply = Reply(wrong=[str(error)], status=WRONG_INPUT)
        show(reply.lines, sys.stdout)
        show(reply.wrong, sys.stderr)
        return reply.status

    return handle


def show(lines: list[str], stream: TextIO) -> None:
    """Print also where the terminal lacks a character, and when the reader of a pipe has gone."""
    encoding = stream.encoding or "utf-8"
    try:
        for line in lines:
            print(line.encode(encoding, errors="replace").decode(encoding), file=stream)
        stream.flush()
    except BrokenPipeError:
        # What is still buffered has nowhere to go either; without this Python complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def a_day(text: str | None) -> date | None:
    """Read a day of the command line. Raises `WrongInputError`."""
    if text is None:
        return None
    try:
        if len(text) == len("2021-02-01"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongInputError(f"'{text}' is no date. Write it as 2021-02-01.")


def today() -> date:
    """Give the day on which the command runs."""
    return edge_now().date()


def version_on(catalogue: Catalogue, scheme_id: str, on: date | None) -> SchemeVersion:
    """Give the version in force on a day; without a day the newest."""
    return catalogue.all_versions(scheme_id)[-1] if on is None else catalogue.scheme(scheme_id, on)


def chosen(catalogue: Catalogue, names: list[str]) -> list[str]:
    """Give the schemes named, or all of them. Raises `UnknownNameError`."""
    for name in names:
        catalogue.all_versions(name)
    return names or sorted(catalogue.versions)


def add_language(parser: Parser) -> None:
    """Add the choice of a language."""
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the answer (default: nl)")


def add_day(parser: Parser, words: str) -> None:
    """Add the choice of a day."""
    parser.add_argument("--on", metavar="2021-02-01", help=words)
