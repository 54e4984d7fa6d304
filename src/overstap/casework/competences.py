"""The competences of our own list, in Dutch and English, and finding one while someone types.

The list is that of the occupations (`overstap.taxonomy`): what people say they can, occupations ask by the same code.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from overstap.casework.values.profile import Competence
from overstap.taxonomy.queries import find
from overstap.taxonomy.reading.starter import read_starter
from overstap.taxonomy.values import STARTER_SCHEME, ConceptKind

MOST_FOUND = 12


@cache
def competences() -> tuple[Competence, ...]:
    """The whole set, in the order of the file: by group."""
    return tuple(
        Competence(one.code, one.nl, one.en, one.group_nl, one.group_en, one.esco) for one in read_starter().skills
    )


@cache
def edition_in_use() -> str:
    """The list and the version of the set, as they are kept beside what was chosen."""
    head = read_starter().head
    return f"{head.scheme} {head.version}"


@cache
def _by_code() -> dict[str, Competence]:
    return {one.code: one for one in competences()}


def competence(code: str) -> Competence | None:
    """The competence with a code of the set."""
    return _by_code().get(code)


def named(text: str) -> Competence | None:
    """The competence that is called exactly so in Dutch or English, whatever the capitals."""
    wanted = _plain(text)
    return next((one for one in competences() if wanted in (_plain(one.nl), _plain(one.en))), None)


def search(text: str) -> tuple[Competence, ...]:
    """The competences in which every typed word begins a word, in either language; all when nothing was typed.

    When there are none, those that come nearest: a slip of typing is forgiven.
    """
    wanted = _plain(text).split()
    found = tuple(
        one
        for one in competences()
        if all(any(word.startswith(begin) for word in _plain(f"{one.nl} {one.en}").split()) for begin in wanted)
    )
    return found or _nearest(text)


def _nearest(text: str) -> tuple[Competence, ...]:
    near = find(text, ConceptKind.COMPETENCE, MOST_FOUND, scheme=STARTER_SCHEME)
    told = (competence(one.concept.code) for one in near)
    return tuple(one for one in told if one is not None)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign)).strip()
