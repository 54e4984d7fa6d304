"""The messages of the loader in the words of the screens: they are written in English, for who works in the files."""

from __future__ import annotations

import re
from functools import lru_cache

from overstap.web.editor.problem_sentences import SENTENCES, TYPES
from overstap.web.translation import in_english

_HOLE = re.escape("{}")
_GUESS = re.compile(r"(?P<before>.*?) ?Did you mean '(?P<name>[^']*)'\?", re.DOTALL)


def in_words(message: str) -> str:
    """A message of the loader for the reader: as it is in English, else in Dutch where we have the words for it."""
    return message if in_english() or not message else in_dutch(message)


@lru_cache(maxsize=1024)
def in_dutch(message: str) -> str:
    """A message in Dutch; what nobody gave words for stays as it is."""
    guess = _GUESS.fullmatch(message)
    if guess is not None:
        before = in_dutch(guess["before"]) if guess["before"] else ""
        return f"{before} Bedoelt u '{guess['name']}'?".strip()
    for pattern, dutch in _patterns():
        found = pattern.fullmatch(message)
        if found is not None:
            return dutch.format(*(_type(part) for part in found.groups()))
    return message


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences as patterns, the most telling first."""
    ordered = sorted(SENTENCES.items(), key=lambda one: -len(one[0].replace("{}", "")))
    return tuple(
        (re.compile(re.escape(english).replace(_HOLE, "(.*?)"), re.DOTALL), dutch) for english, dutch in ordered
    )


def _type(part: str) -> str:
    """What a type is called; other words stay as they are."""
    for english, dutch in TYPES.items():
        if part.lower() == english:
            return dutch
        if english.endswith(" ") and part.lower().startswith(english):
            return dutch + UNITS.get(part[len(english) :], part[len(english) :])
    return part


UNITS = {
    "years": "jaren",
    "months": "maanden",
    "weeks": "weken",
    "days": "dagen",
    "hours": "uren",
    "percent": "procenten",
    "persons": "personen",
}
