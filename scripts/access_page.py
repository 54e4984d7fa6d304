"""Writes docs/access.md: the access table (tests/access/table) as a page to read. `access_page.py` writes it anew."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "access" / "table"
PAGE = ROOT / "docs" / "access.md"
PURPOSES = ("zonder", "begeleiding", "afstemming", "bemiddeling", "overdracht")

OPENING = """# Who may see what

This page is made from `tests/access/table` by `scripts/access_page.py`; a test compares the two. The tests beside the
table run every cell: the same file, with every part filled, is asked for by everyone, for every purpose. A new door, a
new kind of row or a new field that is shown has no row yet, and fails until somebody decided who may see it.

For who may not see something it does not exist: `NotFoundError` at every action and query, 404 at every address
(`tests/web/test_doors.py`, with `tests/architecture/url_roles.toml` for who may open which workplace).
"""


def read(name: str) -> dict[str, Any]:
    """One sheet of the table."""
    return tomllib.loads((TABLE / f"{name}.toml").read_text(encoding="utf-8"))


def sight() -> list[str]:
    """Who sees which part, for which purpose."""
    lines = ["## Parts of a file", "", "| who | " + " | ".join(PURPOSES) + " |", "|---" * 6 + "|"]
    for row in read("sight").values():
        cells = [", ".join(row.get(purpose, [])) or "not found" for purpose in PURPOSES]
        lines.append(f"| {row['is']} | " + " | ".join(cells) + " |")
    return [*lines, ""]


def doors() -> list[str]:
    """Who gets through which door."""
    names = {who: row["is"] for who, row in read("sight").items()}
    lines = ["## Doors", "", "| door | object | opens for | because |", "|---|---|---|---|"]
    for door, row in read("doors").items():
        opens = "everyone" if set(row["opens"]) == set(names) else "; ".join(names[who] for who in row["opens"])
        lines.append(f"| `{door}` | {row['object']} | {opens} | {row['because']} |")
    return [*lines, ""]


def rows() -> list[str]:
    """What is kept of persons."""
    lines = ["## Rows about persons", "", "| kept | part | door |", "|---|---|---|"]
    for name, row in read("holdings")["persons"].items():
        lines.append(f"| `{name}` | {row['part']} | `{row['door']}` |")
    return [*lines, ""]


def fields() -> list[str]:
    """Every field that is shown, and what it takes to see it."""
    head = (TABLE / "shown.toml").read_text(encoding="utf-8").split("\n[", 1)[0]
    told = [line.removeprefix("# ").removeprefix("#") for line in head.splitlines() if line.startswith("#")]
    lines = ["## Fields", "", "```", *told, "```", "", "| value | what it takes | fields |", "|---|---|---|"]
    for context, values in read("shown").items():
        for name, groups in values.items():
            for group, found in groups.items():
                lines.append(f"| `{context}.{name}` | {group} | {', '.join(found)} |")
    return [*lines, ""]


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *sight(), *doors(), *rows(), *fields()]).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
