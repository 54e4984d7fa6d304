"""What a draft answers to its own examples, and for whom it changes something, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import get_language

from overstap.casework.policy import catalogue
from overstap.rules import Assessment, Catalogue, SchemeVersion
from overstap.rules.drafting import CaseResult, DraftReading, case_results, read_draft
from overstap.rules.model import Expectation
from overstap.rules.reading import case_rows
from overstap.rules.review import NotComparableError, ReviewWords, compare
from overstap.rules.review.compare import BUDGET

MOST_LINES, FEW_LINES = 200, 30
QUICK = 2_000


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
    """For whom a draft changes something (wijzigingstoets): lines in words, and whether every class was looked at."""

    before: SchemeVersion
    lines: tuple[str, ...]
    more: int = 0
    complete: bool = True


def quick_changes(content: str) -> Changes | None:
    """Compare a draft with the version before it as far as a reader wants to wait; None for a first version."""
    return _changes(catalogue(), content, get_language() or "nl", QUICK)


def all_changes(content: str) -> Changes | None:
    """Compare a draft with the version before it for every class of people, which may take a minute."""
    return _changes(catalogue(), content, get_language() or "nl", BUDGET)


@lru_cache(maxsize=32)
def _changes(files: Catalogue, content: str, language: str, budget: int) -> Changes | None:
    reading = read_draft(content, files)
    version, after = reading.version, reading.catalogue
    if version is None or after is None:
        return None
    earlier = [one for one in files.versions.get(version.id, ()) if one.valid_from < version.valid_from]
    if not earlier:
        return None
    before = earlier[-1]
    try:
        review = compare(files, before, after, version, budget=budget)
    except NotComparableError as error:
        return Changes(before, (str(error),))
    lines = ReviewWords(review, files, after, version, language).lines()
    complete = review.covered >= 1 or budget >= BUDGET
    most = MOST_LINES if budget >= BUDGET else FEW_LINES
    # The last line tells how much was looked at.
    shown = lines if len(lines) <= most else [*lines[: most - 1], lines[-1]]
    return Changes(before, tuple(shown), len(lines) - len(shown), complete and len(shown) == len(lines))
