"""How a Dutch name sounds: names that are spelled differently but said alike get one key."""

from __future__ import annotations

import re

from overstap.core.likeness import family_name, fold

LONGEST_KEY = 240
"""Signs of a key that are kept: enough for every name that people have."""

_SAME_SOUND = (
    (re.compile("eij|ij|ei|ey|ay|ai"), "y"),
    (re.compile("sch$"), "s"),
    (re.compile("sch|sh"), "sg"),
    (re.compile("ou|ow"), "au"),
    (re.compile("ph|v|w$"), "f"),
    (re.compile("oe|ue"), "u"),
    (re.compile("ae"), "a"),
    (re.compile("ie|y$|y(?=[aou])|j(?=[aeou])"), "i"),
    (re.compile("gh|ch"), "g"),
    (re.compile("c(?=[eiy])|z"), "s"),
    (re.compile("ck|c|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("th|dt"), "t"),
    (re.compile("d$"), "t"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
"""What a name is written with and sounds the same, in this order; a doubled letter counts once."""


def sound(word: str) -> str:
    """The key of one folded word; a word of one or two letters is its own key."""
    if len(word) <= 2 or not word.isalpha():  # noqa: PLR2004 (an initial, or “de”)
        return word.replace("v", "f")
    for written, heard in _SAME_SOUND:
        word = written.sub(heard, word)
    return word


def name_key(first_name: str, last_name: str) -> str:
    """The key of a whole name: the words as they sound, one after the other without blanks (klanksleutel)."""
    return "".join(sound(word) for word in fold(f"{first_name} {last_name}").split())[:LONGEST_KEY]


def asked_keys(text: str) -> tuple[str, ...]:
    """The keys that must all be part of `name_key`, for what somebody types to find a name; “van der” may be left out.

    A word that says nothing, such as a sign, gives no key.
    """
    return tuple(dict.fromkeys(sound(word) for word in family_name(text).split()))
