"""The messages of the loader in the words of the screens."""

from __future__ import annotations


def in_words(message: str) -> str:
    """A message of the loader for people."""
    return message
