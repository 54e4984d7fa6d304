"""For whom two versions of a scheme give another outcome, class by class."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from overstap.rules import Catalogue, SchemeVersion
from overstap.rules.review import NotComparableError, ReviewWords, compare

# More classes than this nobody reads.
MOST = 25
# As much work as one visitor may ask of the machine; what was not looked at is told.
STEPS = 4_000


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class of people or employers (klasse): who is in it, and what changes for it."""

    who: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """For whom something changes (gevolgen); `coverage` tells how much was looked at."""

    classes: tuple[ClassLine, ...] = ()
    left_out: int = 0
    coverage: str = ""
    comparable: bool = True


@lru_cache(maxsize=128)
def consequences(files: Catalogue, earlier: SchemeVersion, later: SchemeVersion, language: str) -> Consequences:
    """Compare two versions for every class of people on the first day of the later one; kept, for it takes long."""
    try:
        review = compare(files, earlier, files, later, budget=STEPS)
    except NotComparableError:
        return Consequences(comparable=False)
    words = ReviewWords(review, files, files, later, "en" if language.startswith("en") else "nl")
    lines = tuple(
        ClassLine(tuple(words.who(one) for one in change.facts), words.what(change)) for change in review.changes
    )
    return Consequences(lines[:MOST], max(0, len(lines) - MOST), words.coverage())
