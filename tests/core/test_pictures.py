"""Pictures that somebody brings: only the points come along, and what is no plain picture is refused."""

import struct
import zlib

import pytest

from overstap.core.decision import Refusal
from overstap.core.pictures import MOST_BYTES, SIGNATURE, Picture, cleaned


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    width: int = 2, height: int = 2, *, extra: bytes = b"", behind: bytes = b"", points: bytes | None = None
) -> bytes:
    """A small picture in full colour, with whatever somebody hides in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\x00" + b"\x10\x20\x30" * width) * height if points is None else points
    middle = chunk(b"IDAT", zlib.compress(rows))
    return SIGNATURE + chunk(b"IHDR", head) + extra + middle + chunk(b"IEND", b"") + behind


def test_a_picture_keeps_its_points_and_its_measure() -> None:
    made = cleaned(png(3, 2))

    assert isinstance(made, Picture)
    assert (made.width, made.height) == (3, 2)
    again = cleaned(made.content)
    assert again == made


def test_what_is_hidden_in_a_picture_does_not_come_along() -> None:
    secret = b"<script>alert(1)</script>"

    made = cleaned(png(extra=chunk(b"tEXt", b"Comment\x00" + secret) + chunk(b"eXIf", secret), behind=secret))

    assert isinstance(made, Picture)
    assert secret not in made.content
    assert b"tEXt" not in made.content


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "logo.soort"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.soort"),
        (b"GIF89a", "logo.soort"),
        (png()[:-20], "logo.soort"),
        (png().replace(b"IDAT", b"IDAU"), "logo.soort"),
        (png(points=b"\x00" * 100_000), "logo.soort"),
        (png(points=b"\x09" + b"\x10\x20\x30" * 2 + b"\x00" + b"\x10\x20\x30" * 2), "logo.soort"),
        (png(1201, 1), "logo.grootte"),
        (png(1, 401), "logo.grootte"),
        (b"\x00" * (MOST_BYTES + 1), "logo.grootte"),
    ],
    ids=["nothing", "svg", "gif", "cut off", "no points", "swells up", "unknown filter", "wide", "high", "heavy"],
)
def test_what_is_no_plain_picture_is_refused(data: bytes, rule: str) -> None:
    answer = cleaned(data)

    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert answer.remedy
