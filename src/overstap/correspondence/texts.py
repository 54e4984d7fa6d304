"""Reading the letters: one source per letter and language, from which e-mail, screen and paper are made.

A file begins with the subject, then a blank line, then the text: `## ` is a heading, `- ` a point of a list, the rest
are paragraphs. `{name}` is the place of a value. `letters.toml` says per letter which values it needs, which part of a
file it tells about, and whether an e-mail may hold the whole text or only that there is news.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from overstap.core.consent import Item
from overstap.correspondence.values import Block

FOLDER = Path(__file__).parent / "templates" / "letters"
LANGUAGES = ("nl", "en")
LETTERS_PAGE = "/mijn/brieven/"
ENTRANCE = "/brief/"
"""Where somebody without e-mail comes in with the code of a letter."""

PLACE = re.compile(r"\{([a-z_]+)\}")

ALWAYS = frozenset({"naam", "loket", "telefoon", "openingstijden", "pagina", "team"})
"""The values that every letter has: name of the reader, desk, telephone, opening hours, page and team."""


class LetterFileError(ValueError):
    """A file of a letter is not as it should be: a mistake of ours, never of a user."""


@dataclass(frozen=True, slots=True)
class LetterSort:
    """One sort of letter (briefsoort).

    `values` says per value how it is written: `tekst`, `dag`, `bedrag`, or `geheim` for what only its paper says; those
    in `optional` may be empty, and then the paragraph that names them falls away. `whole` tells that an e-mail may hold
    the whole text. `page` is where the letter sends a person to.
    """

    name: str
    item: Item
    whole: bool
    values: Mapping[str, str]
    optional: frozenset[str]
    about: str
    page: str

    @property
    def secret(self) -> str:
        """The name of the value that only the paper shows; such a letter goes no other way. Empty for most."""
        return next((name for name, kind in self.values.items() if kind == "geheim"), "")


@dataclass(frozen=True, slots=True)
class LetterText:
    """The subject and the text of a letter, with places for values."""

    subject: str
    blocks: tuple[Block, ...]


@cache
def sorts() -> Mapping[str, LetterSort]:
    """All sorts of letters by name."""
    told = tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))
    return {
        name: LetterSort(
            name=name,
            item=Item(row["item"]),
            whole=row["whole"],
            values={value.removesuffix("?"): kind for value, kind in row["values"].items()},
            optional=frozenset(value.removesuffix("?") for value in row["values"] if value.endswith("?")),
            about=row["about"],
            page=row.get("page", LETTERS_PAGE),
        )
        for name, row in told.items()
    }


@cache
def text_of(name: str, language: str) -> LetterText:
    """The text of a letter in a language. Raises LetterFileError when there is none."""
    path = FOLDER / f"{name}.{language}.txt"
    if name not in sorts() or not path.is_file():
        raise LetterFileError(f"no letter {name} in {language}")
    return read_text(path.read_text(encoding="utf-8"))


def read_text(source: str) -> LetterText:
    """Read the source of a letter."""
    subject, _, text = source.strip().partition("\n\n")
    if "\n" in subject or not text:
        raise LetterFileError("a letter begins with one line of subject and a blank line")
    return LetterText(subject, tuple(_block(part) for part in re.split(r"\n\s*\n", text.strip())))


def _block(part: str) -> Block:
    lines = part.strip().splitlines()
    if lines[0].startswith("## "):
        if len(lines) > 1:
            raise LetterFileError(f"a blank line is missing after “{lines[0]}”")
        return Block("kop", (lines[0].removeprefix("## "),))
    if lines[0].startswith("- "):
        if not all(line.startswith("- ") for line in lines):
            raise LetterFileError(f"not every line of the list begins with “- ”: {lines[0]}")
        return Block("lijst", tuple(line.removeprefix("- ") for line in lines))
    return Block("alinea", (" ".join(line.strip() for line in lines),))


def places(text: LetterText) -> frozenset[str]:
    """The names of the values that a text asks for."""
    lines = [text.subject, *(line for block in text.blocks for line in block.lines)]
    return frozenset(name for line in lines for name in PLACE.findall(line))
