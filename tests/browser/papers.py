"""Reading the words of a paper that the product made: letters, print runs, agreements."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf

_ONE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_FROM_TO = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
GLYPH = 2
"""Bytes of one sign in the text of a page: the fonts that we put in papers count their signs so."""


def words_of(paper: Path) -> str:
    """The words of every page, in the order in which they were set, without any space that is only a distance."""
    with pikepdf.open(paper) as pdf:
        return "\n".join(_page(page) for page in pdf.pages)


def _page(page: pikepdf.Page) -> str:
    fonts = {str(name): _signs(font) for name, font in page.Resources.get("/Font", {}).items()}
    signs: dict[int, str] = {}
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            signs = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            found.extend(_told(bytes(part), signs) for part in parts if isinstance(part, pikepdf.String))
        elif str(operator) == "ET":
            found.append("\n")
    return "".join(found)


def _told(text: bytes, signs: dict[int, str]) -> str:
    return "".join(signs.get(int.from_bytes(text[at : at + GLYPH]), "") for at in range(0, len(text), GLYPH))


def _signs(font: pikepdf.Object) -> dict[int, str]:
    """What each sign of a font stands for, from the table that lets people copy text."""
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found |= {int(sign, 16): _text(told) for sign, told in _ONE.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, told in _FROM_TO.findall(block):
            start = int(told, 16)
            found |= {sign: chr(start + sign - int(first, 16)) for sign in range(int(first, 16), int(last, 16) + 1)}
    return found


def _text(told: bytes) -> str:
    return bytes.fromhex(told.decode()).decode("utf-16-be")
