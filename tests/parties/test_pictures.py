"""Pictures that somebody brings: only the points come along, and what is no plain picture is refused."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from overstap.core.decision import Refusal
from overstap.parties.own.pictures import MOST_BYTES, MOST_HIGH, MOST_WIDE, SIGNATURE, TOO_LARGE, Picture, cleaned


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
        (png(points=b"\x09" + b"\x10\x20\x30" * 2 + b"\x00" + b"\x10\x20\x30" * 2), "logo.soort"),
        (png(1201, 1), "logo.grootte"),
        (png(1, 401), "logo.grootte"),
        (png(40_000, 40_000, points=b""), "logo.grootte"),
        (png(2**31 - 1, 2**31 - 1, points=b""), "logo.grootte"),
        (png(0, 1), "logo.soort"),
        (png(points=b""), "logo.soort"),
        (png(points=b"\x00\x10"), "logo.soort"),
        (png(extra=chunk(b"tEXt", b"a\x00b")[:-1] + b"\x00"), "logo.soort"),
        (png(extra=chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b"0" * 50_000_000))), "logo.soort"),
        (png()[:-12], "logo.soort"),
        (SIGNATURE, "logo.soort"),
        (SIGNATURE + b"\xff" * 4 + b"IHDR", "logo.soort"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "logo.soort"),
        (b"%PDF-1.7\n" + png(), "logo.soort"),
        (b"\x00" * (MOST_BYTES + 1), "logo.grootte"),
    ],
    ids=[
        "nothing",
        "svg",
        "gif",
        "cut off",
        "no points",
        "unknown filter",
        "wide",
        "high",
        "a bomb",
        "no such measure",
        "no width",
        "empty",
        "half",
        "a wrong sum",
        "a text that swells up",
        "no end",
        "a head",
        "a broken head",
        "jpeg",
        "pdf before it",
        "heavy",
    ],
)
def test_what_is_no_plain_picture_is_refused(data: bytes, rule: str) -> None:
    answer = cleaned(data)

    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert answer.remedy


def test_points_that_swell_up_behind_the_picture_do_not_come_along() -> None:
    made = cleaned(png(points=(b"\x00" + b"\x10\x20\x30" * 2) * 2 + b"\x00" * 100_000_00))

    assert isinstance(made, Picture)
    assert len(made.content) < 200


def test_a_file_that_is_something_else_too_becomes_a_picture_only() -> None:
    made = cleaned(png(behind=b"PK\x03\x04" + b"<html><script>alert(1)</script></html>"))

    assert isinstance(made, Picture)
    assert made.content.endswith(chunk(b"IEND", b""))
    assert b"script" not in made.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_shows_the_same_points(mode: str) -> None:
    source = Image.new("L", (8, 4))
    source.putdata([number * 8 for number in range(32)])
    told = PngInfo()
    told.add_text("Author", "Somebody")
    kept = io.BytesIO()
    shown = source.convert(mode) if mode != "I;16" else source.convert("I").convert("I;16")
    shown.save(kept, format="PNG", pnginfo=told, icc_profile=b"a profile", dpi=(300, 300))
    made = cleaned(kept.getvalue())

    assert isinstance(made, Picture)
    again = Image.open(io.BytesIO(made.content))
    assert again.convert("RGBA").tobytes() == shown.convert("RGBA").tobytes()
    assert again.info.keys() <= {"transparency"}
    assert b"Somebody" not in made.content


def test_what_is_transparent_stays_transparent() -> None:
    kept = io.BytesIO()
    source = Image.new("P", (4, 4), 1)
    source.putpalette([0, 0, 0, 200, 10, 10])
    source.save(kept, format="PNG", transparency=1)
    made = cleaned(kept.getvalue())

    assert isinstance(made, Picture)
    assert Image.open(io.BytesIO(made.content)).convert("RGBA").getchannel("A").getextrema() == (0, 0)


@given(st.integers(0, len(png()) - 1), st.binary(min_size=1, max_size=6))
def test_whatever_is_damaged_never_crashes(at: int, other: bytes) -> None:
    whole = png()
    answer = cleaned(whole[:at] + other + whole[at + len(other) :])

    assert isinstance(answer, Refusal) or (answer.width <= MOST_WIDE and answer.height <= MOST_HIGH)


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_signature_never_crash(data: bytes) -> None:
    assert isinstance(cleaned(SIGNATURE + data), Refusal)


def test_the_sentence_says_the_limits_that_hold() -> None:
    said = TOO_LARGE.sentence()

    assert str(MOST_BYTES // 1000) in said
    assert str(MOST_WIDE) in said
    assert str(MOST_HIGH) in said
