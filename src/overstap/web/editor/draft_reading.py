"""A draft as the loader reads it, read once for all that a page asks of it."""

from __future__ import annotations

from functools import lru_cache

from overstap.casework.policy import catalogue
from overstap.rules import Catalogue
from overstap.rules.drafting import DraftReading, read_draft


def reading_of(content: str) -> DraftReading:
    """Read a draft among what is in force; the same text is not read again."""
    return reading_among(catalogue(), content)


@lru_cache(maxsize=16)
def reading_among(files: Catalogue, content: str) -> DraftReading:
    """Read a draft among these files."""
    return read_draft(content, files)
