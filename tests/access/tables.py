"""The access table as it stands on paper: who sees what for which purpose, behind which door, field by field."""

import tomllib
from pathlib import Path
from typing import Any

from overstap.core.consent import Item, Purpose

TABLE = Path(__file__).parent / "table"

ALL, FOUND, NO_PURPOSE = "alles", "loket", "zonder"


def read(name: str) -> dict[str, Any]:
    """One sheet of the table."""
    return tomllib.loads((TABLE / f"{name}.toml").read_text(encoding="utf-8"))


SIGHT = read("sight")
DOORS = read("doors")
HOLDINGS = read("holdings")
SHOWN = read("shown")


def cell(who: str, purpose: Purpose | None) -> tuple[frozenset[Item], bool] | None:
    """The parts that someone sees for a purpose and whether a desk only found it; None when it is not there at all."""
    written = SIGHT[who].get(purpose.value if purpose else NO_PURPOSE)
    if written is None:
        return None
    items = frozenset(Item) if ALL in written else frozenset(Item(one) for one in written if one != FOUND)
    return items, FOUND in written


def shown_fields() -> dict[str, dict[str, str]]:
    """Per value the group of each of its fields; raises ValueError for a field that stands there twice."""
    found: dict[str, dict[str, str]] = {}
    for context, values in SHOWN.items():
        for name, groups in values.items():
            fields = [(field, group) for group, names in groups.items() for field in names]
            if len({field for field, _ in fields}) != len(fields):
                raise ValueError(f"{context}.{name} names a field twice")
            found[f"{context}.{name}"] = dict(fields)
    return found


def group_of(value: str, field: str) -> str:
    """What it takes to see a field of a value."""
    return shown_fields()[value][field]
