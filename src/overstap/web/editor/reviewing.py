"""What a draft answers to its own examples, and for whom it changes something, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import get_language

from overstap.casework.policy import catalogue
from overstap.rules import Assessment, Catalogue, SchemeVersion
from overstap.rules.drafting import CaseResult, DraftReading, case_results
from overstap.rules.model import Expectation
from overstap.rules.reading import case_rows
from overstap.rules.review import NotComparableError, ReviewWords, compare
from overstap.rules.review.compare import BUDGET
from overstap.web.editor.draft_reading import reading_among


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One example beside what came out (voorbeeld)."""

    number: int
    name: str
    on: dt.date
    worked: bool
    expected: tuple[str, ...]
    found: tuple[str, ...]
    as_expected: bool
    outside: bool


def case_lines(reading: DraftReading) -> tuple[CaseLine, ...]:
    """Every example of a draft with its outcome, in the reader's language."""
    version, files = reading.version, reading.catalogue
    if version is None or files is None:
        return ()
    language = get_language() or "nl"
    results = case_results(reading)
    outcomes = replace(version, cases=tuple(replace(one.case, expect=_as_expectation(one)) for one in results))
    expected, found = case_rows(version, files, language), case_rows(outcomes, files, language)
    return tuple(
        CaseLine(
            number,
            result.case.name,
            result.case.on,
            result.case.worked_example,
            wanted.expected,
            came.expected,
            result.as_expected,
            result.outside,
        )
        for number, (result, wanted, came) in enumerate(zip(results, expected, found, strict=True))
    )


def _as_expectation(result: CaseResult) -> Expectation:
    """What came out, told about the same things as what had to come out."""
    wanted, found = result.case.expect, result.found
    return Expectation(
        outcome=found.outcome,
        amount=None if wanted.amount is None else _amount(found),
        outputs={name: _output(found, name) for name in wanted.outputs},
        missing=None if wanted.missing is None else frozenset(found.missing),
        refused_by=None if wanted.refused_by is None else frozenset(found.refused_by),
        outside_validity=found.outside_validity if wanted.outside_validity is not None else None,
    )


def _amount(found: Assessment) -> tuple[int, int] | None:
    return (found.amount.lo, found.amount.hi) if found.amount else None


def _output(found: Assessment, name: str) -> int | None:
    output = found.outputs.get(name)
    return output.lo if output is not None and output.settled else None


@dataclass(frozen=True, slots=True)
class Changes:
    """For whom a draft changes something (wijzigingstoets): lines in words, and whether every class was looked at.

    `command` looks further than a page can wait for; empty when nothing is left to look at.
    """

    before: SchemeVersion
    lines: tuple[str, ...]
    more: int = 0
    complete: bool = True
    command: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a page looks (bereik): calculations at most, cases in the sample, and lines shown."""

    work: int
    draws: int
    lines: int


AT_A_GLANCE = Reach(work=150_000, draws=500, lines=30)
ON_ITS_OWN_PAGE = Reach(work=400_000, draws=1_500, lines=200)
FURTHEST = 1_000_000
"""What the command is given: enough for all but the largest schemes."""


def quick_changes(content: str) -> Changes | None:
    """Compare a draft with the version before it at a glance; None for a first version."""
    return _changes(catalogue(), content, get_language() or "nl", AT_A_GLANCE)


def wide_changes(content: str) -> Changes | None:
    """Compare a draft with the version before it as far as a reader waits for a page of its own."""
    return _changes(catalogue(), content, get_language() or "nl", ON_ITS_OWN_PAGE)


@lru_cache(maxsize=32)
def _changes(files: Catalogue, content: str, language: str, reach: Reach) -> Changes | None:
    reading = reading_among(files, content)
    version, after = reading.version, reading.catalogue
    if version is None or after is None:
        return None
    earlier = [one for one in files.versions.get(version.id, ()) if one.valid_from < version.valid_from]
    if not earlier:
        return None
    before = earlier[-1]
    # A step through a large scheme costs more, so that a page takes about as long for each.
    budget = min(BUDGET, reach.work // max(1, len(version.program.steps)))
    try:
        review = compare(files, before, after, version, budget=budget, draws=reach.draws)
    except NotComparableError as error:
        return Changes(before, (str(error),))
    lines = ReviewWords(review, files, after, version, language).lines()
    # The last line tells how much was looked at.
    shown = lines if len(lines) <= reach.lines else [*lines[: reach.lines - 1], lines[-1]]
    complete = review.covered >= 1 and len(shown) == len(lines)
    command = "" if complete else _command(before, version)
    return Changes(before, tuple(shown), len(lines) - len(shown), complete, command)


def _command(before: SchemeVersion, version: SchemeVersion) -> str:
    """The command that looks at everything, with the file of the version before and the one of the draft."""
    file = f"{version.id}-{version.valid_from}.yaml"
    return f"overstap schemes diff {before.id}-{before.valid_from}.yaml {file} --steps {FURTHEST}"
