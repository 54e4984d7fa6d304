"""A picture that somebody brings, made again from its points alone: what else a file may carry does not come along."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from overstap.core.decision import N_, Refusal

MOST_BYTES = 200_000
MOST_WIDE, MOST_HIGH = 1200, 400
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Per kind of colour of a PNG how many numbers make one point."""

_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_BY_PALETTE, _LONGEST_PALETTE = 3, 768
_LAST_FILTER = 4

NO_PICTURE = Refusal(
    "logo.soort",
    N_("Dit is geen gewone PNG-afbeelding."),
    remedy=N_("Bewaar het logo als PNG. Een SVG nemen wij niet aan: daar kan een programma in zitten."),
)
TOO_LARGE = Refusal(
    "logo.grootte",
    N_("Dit logo is te groot."),
    remedy=N_("Kies een bestand van hoogstens 200 kB, 1200 punten breed en 400 punten hoog."),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is safe to show (afbeelding): a PNG with nothing in it but points."""

    content: bytes
    width: int
    height: int


def cleaned(data: bytes) -> Picture | Refusal:
    """Make a PNG anew from what it shows: no texts, no profiles, nothing behind its end. Refuses anything else."""
    if len(data) > MOST_BYTES:
        return TOO_LARGE
    found = _chunks(data)
    head = _head(found) if found else None
    if found is None or head is None:
        return NO_PICTURE
    if head.width > MOST_WIDE or head.height > MOST_HIGH:
        return TOO_LARGE
    points = _points(found.get(b"IDAT", b""), head.line * head.height)
    if points is None or any(points[start] > _LAST_FILTER for start in range(0, len(points), head.line)):
        return NO_PICTURE
    kept = [(b"IHDR", found[b"IHDR"]), *((name, found[name]) for name in (b"PLTE", b"tRNS") if name in found)]
    kept += [(b"IDAT", zlib.compress(points, 9)), (b"IEND", b"")]
    content = SIGNATURE + b"".join(_chunk(name, body) for name, body in kept)
    return Picture(content, head.width, head.height)


@dataclass(frozen=True, slots=True)
class _Head:
    width: int
    height: int
    line: int


def _head(found: dict[bytes, bytes]) -> _Head | None:
    """The measures of a PNG, with the bytes of one line; None when its head or its palette is not right."""
    if len(found.get(b"IHDR", b"")) != _HEAD.size:
        return None
    width, height, depth, kind, *ways = _HEAD.unpack(found[b"IHDR"])
    palette, see_through = found.get(b"PLTE", b""), found.get(b"tRNS", b"")
    known = depth in _DEPTHS.get(kind, set()) and ways == [0, 0, 0] and width and height
    coloured = (kind == _BY_PALETTE) == bool(palette) and not len(palette) % 3
    if not known or not coloured or len(palette) > _LONGEST_PALETTE or len(see_through) > _LONGEST_PALETTE // 3:
        return None
    return _Head(width, height, 1 + (width * _SAMPLES[kind] * depth + 7) // 8)


def _chunks(data: bytes) -> dict[bytes, bytes] | None:
    """The parts of a PNG that make up what it shows; None for what is no whole PNG."""
    if not data.startswith(SIGNATURE):
        return None
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        mark = data[at + 8 + size : at + 12 + size]
        if len(body) != size or mark != struct.pack(">I", zlib.crc32(name + body)):
            return None
        if name == b"IDAT":
            found[name] = found.get(name, b"") + body
        elif name in {b"IHDR", b"PLTE", b"tRNS"}:
            if name in found:
                return None
            found[name] = body
        elif name == b"IEND":
            return found
        at += 12 + size
    return None


def _points(packed: bytes, size: int) -> bytes | None:
    """The points, when there are exactly as many as the head says: a small file that swells up is refused."""
    opener = zlib.decompressobj()
    try:
        points = opener.decompress(packed, size + 1)
    except zlib.error:
        return None
    return points if len(points) == size and opener.eof else None


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
