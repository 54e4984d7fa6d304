"""What a line of a profile must be to be kept, and that limits say what work asks and nothing of health."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from overstap.core.decision import N_, Refusal

if TYPE_CHECKING:
    from collections.abc import Collection

FIRST_YEAR = 1930
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def refuse_months(from_month: dt.date | None, until_month: dt.date | None, *, today: dt.date) -> Refusal | None:
    """Say what is wrong with a period of work; a period that is still open has no end."""
    if from_month is not None and from_month > today:
        return Refusal(
            rule="profiel.toekomst",
            because=N_("Het begin van dit werk ligt in de toekomst."),
            remedy=N_("Vul de maand in waarin het werk begon."),
        )
    if until_month is not None and from_month is None:
        return Refusal(
            rule="profiel.maanden",
            because=N_("U vulde wel een eind in, maar geen begin."),
            remedy=N_("Vul ook de maand in waarin het werk begon."),
        )
    if from_month is not None and until_month is not None and until_month < from_month:
        return Refusal(
            rule="profiel.maanden",
            because=N_("Het werk eindigt voordat het begint."),
            remedy=N_("Kijk de maanden na."),
        )
    return None


def refuse_year(year: int | None, *, today: dt.date) -> Refusal | None:
    """Say that a year of an education can't be right."""
    if year is None or FIRST_YEAR <= year <= today.year:
        return None
    return Refusal(
        rule="profiel.jaar",
        because=N_("Het jaar %(jaar)s kan niet kloppen."),
        remedy=N_("Vul het jaar in waarin de opleiding stopte, met vier cijfers. Loopt die nog? Laat het jaar leeg."),
        details=(("jaar", str(year)),),
    )


def refuse_levels(levels: Collection[str]) -> Refusal | None:
    """Say that a level of a language is none of the six; an empty one is allowed."""
    if all(level in ("", *LEVELS) for level in levels):
        return None
    return Refusal(
        rule="profiel.taalniveau",
        because=N_("Dit niveau kennen wij niet."),
        remedy=N_("Kies per onderdeel A1, A2, B1, B2, C1 of C2."),
    )


def refuse_health(text: str, words: Collection[str]) -> Refusal | None:
    """Say that limits are about health: they tell what work may ask, never why (R-125)."""
    found = health_word(text, words)
    if found is None:
        return None
    return Refusal(
        rule="profiel.gezondheid",
        because=N_("“%(woord)s” gaat over gezondheid. Dat hoort niet in het profiel."),
        source="AVG artikel 9",
        remedy=N_("Schrijf wat het werk mag vragen. Bijvoorbeeld: niet zwaar tillen, alleen overdag, rustige plek."),
        details=(("woord", found),),
    )


def health_word(text: str, words: Collection[str]) -> str | None:
    """The first word about health in a text, whole words only."""
    said = text.casefold()
    return next((word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)), None)
