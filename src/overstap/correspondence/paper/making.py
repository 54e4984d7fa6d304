"""Making the PDF of a letter or of a whole pile: tagged (PDF/UA), with its fonts, and the same every time.

What a letter says goes to the typesetter as data and never as part of its program, so nothing that anyone typed can
do anything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst

from overstap.correspondence.paper.codes import address_code
from overstap.correspondence.values import FrozenLetter

HERE = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""For keeping (PDF/A) and for who reads by ear (PDF/UA)."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The sheet on top of a pile (voorblad): what is in it, and in which order."""

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def letter_pdf(letter: FrozenLetter) -> bytes:
    """The PDF of one letter."""
    return _made(letter.layout, [letter], title=letter.subject, cover=None, day=letter.day)


def pile_pdf(letters: Sequence[FrozenLetter], cover: Cover, day: dt.date, layout: int) -> bytes:
    """One PDF with a sheet that lists the letters, and every letter from the front of a new sheet of paper."""
    return _made(layout, letters, title=cover.title, cover=cover, day=day)


def _made(layout: int, letters: Sequence[FrozenLetter], *, title: str, cover: Cover | None, day: dt.date) -> bytes:
    pile = {
        "title": title,
        "author": letters[0].sender.team,
        "cover": asdict(cover) if cover else None,
        "letters": [_data(letter) for letter in letters],
    }
    return typst.compile(
        style(layout),
        root=HERE,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"pile": json.dumps(pile, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
    )


def style(layout: int) -> Path:
    """The house style that a letter was made with."""
    return HERE / f"huisstijl_{layout}.typ"


def _data(letter: FrozenLetter) -> Mapping[str, Any]:
    code = address_code(letter.entrance) if letter.entrance else ""
    return {**asdict(letter), "day": letter.day.isoformat(), "code": code}
