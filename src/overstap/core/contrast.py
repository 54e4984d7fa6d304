"""Whether colours can be told apart by people who see less: the contrast of WCAG 2.2, criterion 1.4.3."""

from __future__ import annotations

import re

from overstap.core.decision import N_, Refusal

LEAST_CONTRAST = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_BEND, _TIMES = 0.04045, (0.2126, 0.7152, 0.0722)


def luminance(colour: str) -> float:
    """How much light a colour gives, from 0 (black) to 1 (white); `colour` is written as #rrggbb."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= _BEND else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(times * part for times, part in zip(_TIMES, linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black and white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def refuse_colour(colour: str, against: tuple[str, ...]) -> Refusal | None:
    """Refuse what is no colour, or can not be read on or under one of the colours it stands against."""
    if not _COLOUR.fullmatch(colour):
        return Refusal(
            "kleur.vorm",
            N_("Dit is geen kleur."),
            remedy=N_("Schrijf de kleur als #rrggbb, bijvoorbeeld #0f5257."),
        )
    lowest = min(contrast(colour, other) for other in against)
    if lowest >= LEAST_CONTRAST:
        return None
    return Refusal(
        "kleur.contrast",
        N_("Deze kleur is niet goed te lezen: het contrast is %(contrast)s en moet minstens %(minst)s zijn."),
        source="WCAG 2.2, 1.4.3",
        remedy=N_("Kies een donkerdere kleur."),
        details=(("contrast", f"{lowest:.1f}".replace(".", ",")), ("minst", "4,5")),
    )
