"""Where municipalities lie, to estimate how far work is from home."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "reference" / "places.toml"
EARTH_KM = 6371.0


@cache
def places() -> Mapping[str, tuple[float, float]]:
    """The middle of each municipality: latitude and longitude in degrees."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: (float(latitude), float(longitude)) for name, (latitude, longitude) in read.items()}


@cache
def kilometres(one: str, other: str) -> float | None:
    """How far two municipalities lie apart as the crow flies, in kilometres; None when one of them is unknown."""
    here, there = places().get(one), places().get(other)
    if here is None or there is None:
        return None
    north, south = math.radians(here[0]), math.radians(there[0])
    across = math.radians(there[1] - here[1])
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
