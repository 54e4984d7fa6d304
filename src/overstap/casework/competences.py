"""The starter set of competences in Dutch and English, and finding one while someone types.

Codes of ESCO: European Skills, Competences, Qualifications and Occupations, © European Union, reused under Decision
2011/833/EU.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path

from overstap.casework.values.profile import Competence

FILE = Path(__file__).with_name("competences.csv")


@cache
def competences() -> tuple[Competence, ...]:
    """The whole set, in the order of the file: by group."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Competence(row["code"], row["nl"], row["en"], row["groep_nl"], row["groep_en"], row["esco"])
            for row in csv.DictReader(file)
        )


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
    """The competences in which every typed word begins a word, in either language; all when nothing was typed."""
    wanted = _plain(text).split()
    return tuple(
        one
        for one in competences()
        if all(any(word.startswith(begin) for word in _plain(f"{one.nl} {one.en}").split()) for begin in wanted)
    )


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign)).strip()
