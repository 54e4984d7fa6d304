"""From text to words that can be compared: no accents, no endings, and how alike two words are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_REQUIREMENT = re.compile(r"\br-(\d{3})\b")
_DOUBLED = re.compile(r"([a-z])\1+")

# Endings of Dutch and English that change no meaning; the longest first.
_ENDINGS = ("heden", "ingen", "tjes", "tje", "ies", "en", "es", "s", "e")
_KEPT = {"heden": "heid", "ingen": "ing", "ies": "y"}
_SHORTEST_STEM = 3

# Words that stand in nearly every sentence and find nothing.
_COMMON_DUTCH = """
aan als bij dat de der des deze die dit door een en er het hij hoe ik in is kan ken met mijn na naar niet nog of om ook
op over te tot u uit uw van voor wat wel wie wij wil word worden wordt zich zijn zo
"""
_COMMON_ENGLISH = """
a an and are as at be by can do for from has have how i if in is it me my no not of on or so that the their there they
this to us was we what who with you your
"""
COMMON = frozenset(_COMMON_DUTCH.split() + _COMMON_ENGLISH.split())

# From this length on a word may be a part of a longer one, and may hold a slip of the pen.
LONG_ENOUGH = 4
# From this length on it may hold two.
LONG = 8


def fold(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text that say something, in order, without endings; a requirement such as R-110 is one word."""
    return [stem(word) for word in _plain(text) if word not in COMMON]


def telling(text: str) -> dict[str, str]:
    """The words of a question that say what is looked for, as they are compared and as they were typed."""
    plain = _plain(text)
    return {stem(word): word for word in ([one for one in plain if one not in COMMON] or plain)}


def _plain(text: str) -> list[str]:
    return _WORD.findall(_REQUIREMENT.sub(r"r\1", fold(text)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending and without doubled letters: `scholen` and `school` are one word."""
    for ending in _ENDINGS:
        kept = _KEPT.get(ending, "")
        if word.endswith(ending) and len(word) - len(ending) + len(kept) >= _SHORTEST_STEM:
            word = word[: -len(ending)] + kept
            break
    # A stem ends in f or s where the longer form has v or z: brieven, brief.
    word = {"v": word[:-1] + "f", "z": word[:-1] + "s"}.get(word[-1:], word)
    return _DOUBLED.sub(r"\1", word)


def pieces(word: str) -> Iterator[str]:
    """The pieces of three letters of a word; words without one in common do not look alike."""
    return (word[at : at + 3] for at in range(max(1, len(word) - 2)))


def slips_allowed(word: str) -> int:
    """How many slips of the pen a word may hold."""
    if len(word) < LONG_ENOUGH:
        return 0
    return 1 if len(word) < LONG else 2


def slips(wanted: str, word: str, most: int, *, within: bool = False) -> int | None:
    """How many letters to change, add, leave out or swap to come from one word to another; None when over `most`.

    With `within` the wanted word may be any part of the other.
    """
    before_last: list[int] = []
    last = [0] * (len(word) + 1) if within else list(range(len(word) + 1))
    for row, letter in enumerate(wanted, start=1):
        here = [row]
        for column, other in enumerate(word, start=1):
            cost = min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (letter != other))
            if row > 1 < column and letter == word[column - 2] and wanted[row - 2] == other:
                cost = min(cost, before_last[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return None
        before_last, last = last, here
    fewest = min(last) if within else last[-1]
    return fewest if fewest <= most else None
