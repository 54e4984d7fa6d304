"""A picture that somebody brings, made again from its points alone: what else a file may carry does not come along."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from overstap.core.decision import N_, Refusal

MOST_KILOBYTES = 200
MOST_BYTES = MOST_KILOBYTES * 1000
MOST_WIDE, MOST_HIGH = 1200, 400
LIMITS = (("kilo", str(MOST_KILOBYTES)), ("breed", str(MOST_WIDE)), ("hoog", str(MOST_HIGH)))
"""What a sentence about the limits says, so that no number stands twice."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
ONLY = ("PNG",)
SEE_THROUGH = "transparency"

NO_PICTURE = Refusal(
    "logo.soort",
    N_("Dit is geen gewone PNG-afbeelding."),
    remedy=N_("Bewaar het logo als PNG. Een SVG nemen wij niet aan: daar kan een programma in zitten."),
)
TOO_LARGE = Refusal(
    "logo.grootte",
    N_("Dit logo is te groot. Hoogstens mag: %(kilo)s kB, %(breed)s punten breed en %(hoog)s punten hoog."),
    remedy=N_("Maak het logo kleiner en kies het opnieuw."),
    details=LIMITS,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is safe to show (afbeelding): a PNG with nothing in it but points."""

    content: bytes
    width: int
    height: int


def cleaned(data: bytes) -> Picture | Refusal:
    """Make a PNG anew from what it shows: no texts, no profiles, nothing behind its end. Refuses anything else.

    The measures are looked at before a point is unpacked, so a small file that swells up costs nothing. Of a moving
    picture the first image stays.
    """
    if len(data) > MOST_BYTES:
        return TOO_LARGE
    if not data.startswith(SIGNATURE):
        return NO_PICTURE
    try:
        return _made_again(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return TOO_LARGE
    except Exception:  # noqa: BLE001 (whatever a decoder stumbles over in the bytes of somebody else is no picture)
        return NO_PICTURE


def _made_again(data: bytes) -> Picture | Refusal:
    with Image.open(io.BytesIO(data), formats=ONLY) as found:
        if found.width > MOST_WIDE or found.height > MOST_HIGH:
            return TOO_LARGE
        # Every part with its check sum up to the end of the picture; afterwards it has to be opened anew.
        found.verify()
    with Image.open(io.BytesIO(data), formats=ONLY) as found:
        found.load()
        plain = found.copy()
    plain.info = {name: value for name, value in plain.info.items() if name == SEE_THROUGH}
    target = io.BytesIO()
    plain.save(target, format="PNG", optimize=True)
    return Picture(target.getvalue(), plain.width, plain.height)
