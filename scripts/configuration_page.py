"""Writes docs/configuration.md: all that can be set up, by whom and where; from the code itself."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overstap.site.settings.test")
django.setup()

from overstap.casework.policy import catalogue  # noqa: E402 - the models are there after the set-up
from overstap.parties.models import RegionalFunction, Seat  # noqa: E402
from overstap.parties.own.pictures import MOST_BYTES, MOST_HIGH, MOST_WIDE  # noqa: E402
from overstap.parties.own.standards import colours, words  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "configuration.md"

OPENING = """# What can be set up, by whom

This page is made by `scripts/configuration_page.py` from the lists that the code itself uses; a test compares the two.
Every change has a day from which it holds, says why where it changes what people get, and stands in the audit trail.
Nothing here asks for code, and no change reaches back: a file that was assessed keeps what it was assessed with.

| what | who | where | from a day on |
|---|---|---|---|
| name of the team on every screen | steering group, system | `parties.actions.set_team_name` | at once |
| name, address, telephone and hours of the desk, also in letters | coordinator | Toezicht, Loket | its own days |
| parties that take part, and the union that is called first | coordinator | Toezicht, Partijen | yes |
| accounts and roles | account keeper of each party | Accounts | yes |
| agreement, building up, opening and closing of a region | coordinator, steering group | Toezicht, Inrichting | yes |
| terms of keeping data per record and party | privacy officer | Privacy | at once, two persons destroy |
| schemes for the whole country: amounts, weights, sector lists, terms | framework keepers, two of them | Beleid | yes |
"""


COLOURS = "## Colours and logo (steering group: Toezicht, Kleuren; coordinator for a region: Toezicht, Eigen woorden)"


def _functions() -> list[str]:
    lines = ["", "## Functions and seats (coordinator; Toezicht, Functies and Zetels)", ""]
    lines += [f"- function: {one.label}" for one in RegionalFunction]
    return [*lines, *(f"- seat: {one.label}" for one in Seat)]


def _words() -> list[str]:
    lines = ["", "## Own words (coordinator; Toezicht, Eigen woorden)", "", "| text | where | most | places |",
             "|---|---|---|---|"]  # fmt: skip
    for word in words().values():
        places = ", ".join(f"`{{{one}}}`" for one in sorted(word.places)) or "none"
        lines.append(f"| `{word.id}` | {word.where['en']} | {word.most} | {places} |")
    lines += ["", "Each in Dutch and English, with an example first; an empty text is back to the standard.",
              "", COLOURS, "", "| colour | where | token | read against |",
              "|---|---|---|---|"]  # fmt: skip
    for colour in colours().values():
        against = ", ".join(colour.against)
        lines.append(f"| `{colour.id}` | {colour.where['en']} | `{colour.token}` | {against} |")
    told = (
        "A colour with a contrast below 4.5 to one of those is refused. The colour of a region holds on the page of "
        "its desk and for who works in that region alone. A logo is a PNG of at most "
        f"{MOST_BYTES} bytes, {MOST_WIDE} by {MOST_HIGH} points, and is made anew from its points; an SVG is refused. "
        "It has words for who does not see it."
    )
    return [*lines, "", told]


def _choices() -> list[str]:
    lines = ["", "## Choices that schemes leave to a region (coordinator; Toezicht, Keuzes)", "",
             "| scheme | version | what may be chosen |", "|---|---|---|"]  # fmt: skip
    for version in (one for _, versions in sorted(catalogue().versions.items()) for one in versions):
        names = [f"`{name}`" for name, one in version.parameters.items() if one.regional]
        if names:
            lines.append(f"| `{version.id}` | {version.valid_from} | {', '.join(names)} |")
    return lines


def page() -> str:
    """The whole page."""
    return OPENING + "\n".join([*_functions(), *_words(), *_choices()]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
