"""Writes docs/privacy/kept.md: every table that holds something about a person, found by the tables themselves."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overstap.site.settings.test")
django.setup()

from overstap.privacy.going import GOES, Going  # noqa: E402
from overstap.privacy.holdings import kinds_about_people, label_of  # noqa: E402 - the models are there after the set-up

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "privacy" / "kept.md"

OPENING = """# What is kept about a person

This page is made by `scripts/kept_page.py` from the tables themselves: whatever points to a person, or to something
that points to one, is about that person. A test compares the two. What stands here is in the download of the person
(AVG 15 and 20) and goes when a file is destroyed. A table of a new feature appears by itself.

The column "goes" is chosen for every table in `overstap.privacy.going`; a table without a choice fails a test. What
goes as a single record has its term in `schemes/verwerkingen/bewaren` or in the setting of the party, and nothing goes
while neither gives one.

| table | goes | columns |
|---|---|---|
"""


IN_ENGLISH = {
    Going.RECORD: "as a single record, at its own term",
    Going.WITH_PERSON: "with the person",
    Going.SOONER: "with the person, and sooner by itself: see `lists.keep_days` in `schemes/matching`",
}


def page() -> str:
    """The page, from the tables."""
    lines = []
    for model in sorted(kinds_about_people(), key=label_of):
        columns = ", ".join(f"`{field.name}`" for field in model._meta.concrete_fields if not field.primary_key)  # noqa: SLF001
        lines.append(f"| `{label_of(model)}` | {IN_ENGLISH[GOES[label_of(model)]]} | {columns} |")
    return OPENING + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
