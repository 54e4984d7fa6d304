"""What can be wrong with a scheme file or with the answers given: told with place, cause and advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a file (fout): where it stands, what is wrong and what to do about it."""

    file: str
    line: int
    column: int
    message: str
    advice: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else f"{self.file}: "
        return f"{place}{self.message}" + (f" {self.advice}" if self.advice else "")


class SchemeFilesError(ValueError):
    """The scheme files hold mistakes; `problems` lists all of them, of all files, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(LookupError):
    """A scheme, fact, parameter or instrument was asked for that no file holds."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name = what, name
        self.suggestion = nearest(name, known)
        super().__init__(f"There is no {what} '{name}'." + did_you_mean(name, known))


class NotInForceError(LookupError):
    """The scheme or menu exists, but no version of it is valid on the date asked."""


class FactValueError(ValueError):
    """A value does not fit its fact: of another type, outside the domain, or not applicable where that cannot be."""

    def __init__(self, fact: str, message: str) -> None:
        self.fact = fact
        super().__init__(message)


class OverrideError(ValueError):
    """A region tried to set a parameter that is not regional, or set it to something of another type."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that looks most like `name`, or None when nothing does."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give a suggestion as the tail of a sentence, empty when nothing looks alike."""
    found = nearest(name, known)
    return f" Did you mean '{found}'?" if found else ""
