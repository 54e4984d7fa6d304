"""Change review: which classes of people get another answer under a new version, and how much of all was looked at."""

from overstap.rules.review.changes import ClassChange, FactRange, NotComparableError, Review, Side
from overstap.rules.review.compare import compare
from overstap.rules.review.wording import ReviewWords

__all__ = ["ClassChange", "FactRange", "NotComparableError", "Review", "ReviewWords", "Side", "compare"]
