"""Filling in a letter: values in their language, and what has no value falls away."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format, number_format

from overstap.correspondence.texts import PLACE, LetterFileError, LetterSort, LetterText
from overstap.correspondence.values import Block, FrozenLetter, Sender

LAYOUT = 2
"""The house style of paper that new letters get; older letters keep theirs."""

HIDDEN = "••••-••••-••••"
"""What a letter shows in the place of what only its paper says, or of the safe link that only its e-mail holds."""

Value = str | dt.date | int


def told(sort: LetterSort, values: Mapping[str, Value], language: str) -> dict[str, str]:
    """The values as the reader sees them. Raises LetterFileError for a missing, unknown or mistyped value."""
    missing = sort.values.keys() - sort.optional - {name for name, value in values.items() if value != ""}
    unknown = values.keys() - sort.values.keys()
    if missing or unknown:
        raise LetterFileError(f"letter {sort.name}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    return {name: _told(kind, values.get(name, ""), language) for name, kind in sort.values.items()}


def _told(kind: str, value: Value, language: str) -> str:
    if value == "":
        return ""
    if kind == "bedrag" and isinstance(value, int):
        return euros(value, language)
    if kind == "dag" and isinstance(value, dt.date):
        return day_text(value, language)
    if kind == "geheim" and isinstance(value, str):
        return HIDDEN
    if kind == "tekst" and isinstance(value, str):
        return value
    raise LetterFileError(f"a {kind} cannot be a {type(value).__qualname__}")


def euros(cents: int, language: str) -> str:
    """An amount as it stands in a letter."""
    with translation.override(language):
        return f"€\u00a0{number_format(Decimal(cents).scaleb(-2), 2, use_l10n=True, force_grouping=True)}"


def day_text(day: dt.date, language: str) -> str:
    """A day as it stands in a letter: with the month in words."""
    with translation.override(language):
        return date_format(day, "j F Y")


def filled(text: LetterText, values: Mapping[str, str]) -> tuple[str, tuple[Block, ...]]:
    """Subject and text with their values. A line without its value falls away; a heading left alone too.

    A value of several paragraphs, such as a motivation, becomes several paragraphs. What somebody typed stays text: a
    place in it is not filled again.
    """
    blocks: list[Block] = []
    for block in text.blocks:
        lines = [fill(line, values) for line in block.lines if _has_all(line, values)]
        if block.sort == "alinea":
            lines = [part.strip() for line in lines for part in line.splitlines() if part.strip()]
            blocks += [Block("alinea", (line,)) for line in lines]
        elif lines:
            blocks.append(Block(block.sort, tuple(" ".join(line.split()) for line in lines)))
    kept = tuple(
        block
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
        if block.sort != "kop" or (after is not None and after.sort != "kop")
    )
    return " ".join(fill(text.subject, values).split()), kept


def fill(line: str, values: Mapping[str, str]) -> str:
    """One line with its values."""
    return PLACE.sub(lambda found: values[found[1]], line)


def _has_all(line: str, values: Mapping[str, str]) -> bool:
    return all(values[name] for name in PLACE.findall(line))


def to_json(letter: FrozenLetter) -> str:
    """A letter as it is kept."""
    return json.dumps({**asdict(letter), "day": letter.day.isoformat()}, ensure_ascii=False, sort_keys=True)


def from_json(kept: str) -> FrozenLetter:
    """A letter as it was kept."""
    told_then = json.loads(kept)
    return FrozenLetter(
        **{
            **told_then,
            "day": dt.date.fromisoformat(told_then["day"]),
            "sender": Sender(**told_then["sender"]),
            "address": tuple(told_then["address"]),
            "blocks": tuple(Block(row["sort"], tuple(row["lines"])) for row in told_then["blocks"]),
        }
    )


def with_secret(letter: FrozenLetter, secret: str) -> FrozenLetter:
    """A letter as its paper or its e-mail shows it; without a secret as everybody may see it."""
    if not secret:
        return letter
    blocks = tuple(
        replace(block, lines=tuple(line.replace(HIDDEN, secret) for line in block.lines)) for block in letter.blocks
    )
    return replace(letter, blocks=blocks, page=letter.page.replace(HIDDEN, secret))


def plain_text(letter: FrozenLetter) -> str:
    """The text of a letter for an e-mail."""
    parts = []
    for block in letter.blocks:
        if block.sort == "kop":
            parts.append(block.lines[0].upper())
        elif block.sort == "lijst":
            parts.append("\n".join(f"- {line}" for line in block.lines))
        else:
            parts.append(block.lines[0])
    sender = letter.sender
    parts.append("\n".join(line for line in (sender.desk, sender.phone, sender.hours) if line))
    return "\n\n".join(parts) + "\n"
