"""Sentences of the layers below, in the language of the reader."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from overstap.casework.policy import catalogue
from overstap.core import money
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.rules import Catalogue, Text

PART_NAMES = {
    Part.PERSON: N_("de deelnemer"),
    Part.RESPONSIBLE: N_("de eerstverantwoordelijke partij"),
    Part.SENDER: N_("wie de overdracht aanbood"),
    Part.RECEIVER: N_("wie de overdracht kreeg"),
    Part.CONTACT: N_("het contactpunt van de regio"),
    Part.PARTNER: N_("een partij die meekijkt"),
    Part.COORDINATOR: N_("de coördinator van de regio"),
    Part.STEERING: N_("de stuurgroep"),
    Part.AUTHOR: N_("wie aan het concept schreef"),
    Part.SECOND: N_("iemand die niet aan het concept schreef"),
    Part.HANDLER: N_("wie het verzoek of bezwaar behandelt"),
    Part.SYSTEM: N_("het programma zelf"),
}
"""Who may make a move, in the words of a screen."""

# The places of a sentence that hold words of the house instead of a name that someone typed.
_WORDS = frozenset(
    {"state", "reason", "which", "who", "needs", "seats", "facts", "stream", "vraag", "vragen", "title", "titles"}
)
_DAY = re.compile(r"\d\d-\d\d-\d{4}")


def in_english() -> bool:
    """Tell whether the reader chose English."""
    return (get_language() or "nl").startswith("en")


def sentence_of(refusal: Refusal) -> str:
    """Why a rule said no, translated and with its places filled.

    A refusal in the words of a policy file brings its English along.
    """
    if in_english() and (english := getattr(refusal, "because_en", "")):
        return str(english)
    return _filled(gettext(refusal.because), refusal)


def remedy_of(refusal: Refusal) -> str:
    """What the reader can do about a refusal, translated; empty when there is nothing to say."""
    if in_english() and (english := getattr(refusal, "remedy_en", "")):
        return str(english)
    if not refusal.remedy:
        return ""
    return _filled(gettext(refusal.remedy), refusal)


def own_language(text: Mapping[str, str]) -> str:
    """Choose from a text that policy files give in both languages: `{"nl": …, "en": …}`."""
    return text["en"] if in_english() and text.get("en") else text["nl"]


def _filled(sentence: str, refusal: Refusal) -> str:
    """Fill the places of a sentence with days, amounts and words as the reader writes them."""
    if not refusal.details:
        return sentence
    return sentence % {place: _shown(place, value) for place, value in refusal.details}


def _shown(place: str, value: str) -> str:
    if _DAY.fullmatch(value):
        return date_format(dt.datetime.strptime(value, "%d-%m-%Y").date(), "j F Y")  # noqa: DTZ007 (a day alone)
    if "€" in value and (cents := money.parse_euros(value)) is not None:
        return money.euros(cents, get_language() or "nl")
    if place in _WORDS:
        return _word(value) or ", ".join(_word(part) or part for part in value.split(", "))
    return value


def _word(value: str) -> str:
    """One word of the house in the reader's language; empty when it stays as it is."""
    if value in PART_NAMES:
        return gettext(PART_NAMES[Part(value)])
    for known, write in ((value, str), (value.capitalize(), str.lower)):
        if (shown := in_own_words(known)) != known:
            return write(shown)
    return ""


def in_own_words(text: str) -> str:
    """A Dutch text of our screens or policy files in the language of the reader; what someone typed stays as it is."""
    if not text or not in_english():
        return text
    translated = gettext(text)
    return translated if translated != text else _english_of_policy(catalogue()).get(text, text)


@lru_cache(maxsize=2)
def _english_of_policy(policy: Catalogue) -> dict[str, str]:
    """The English of every Dutch text in the policy files: a reason is kept in Dutch and read in both languages."""
    return {text.nl: text.en for text in texts_in(policy, set())}


def texts_in(value: Any, seen: set[int]) -> Iterator[Text]:
    """Every text in both languages within a value of the policy files; `seen` holds what was looked through already."""
    if isinstance(value, Text):
        yield value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    parts: Any = ()
    if dataclasses.is_dataclass(value):
        parts = (getattr(value, one.name) for one in dataclasses.fields(value))
    elif isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, tuple | list | frozenset | set):
        parts = value
    for part in parts:
        yield from texts_in(part, seen)
