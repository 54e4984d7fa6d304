"""Writes the schema of the package at the end of docs/pakket.md, from the schema that checks every package."""

from pathlib import Path

from overstap.portability.schema import SHAPES, as_markdown

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "pakket.md"
FIRST = f"### {next(iter(SHAPES))}\n"


def page(now: str) -> str:
    """The page as it stands, with the tables of the schema made anew."""
    return now[: now.index(FIRST)] + as_markdown()


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
