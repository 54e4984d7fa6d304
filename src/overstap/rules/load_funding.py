"""Reading the funding streams, and what the country has of them in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from overstap.rules.model import Citations, Text
from overstap.rules.reader import DASHED, Reader
from overstap.rules.yaml_nodes import YamlNode


@dataclass(frozen=True, slots=True)
class SharedCost:
    """That a stream pays a part of what something costs, as a scheme says (gedeelde kosten, R-234).

    `cost` and `own_part` are the facts of that scheme for the whole cost and for what somebody else pays; `needs` is
    the word with which a menu marks the instruments that it is for.
    """

    scheme: str
    cost: str
    own_part: str
    needs: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Where money comes from (geldstroom, R-250).

    `order` is its place in the order in which money is used; 0 stands outside that order (R-254). `shares` tells by
    which scheme it pays a part of a cost beside others.
    """

    id: str
    name: Text
    summary: Text
    with_cashier: bool
    order: int
    source: Citations
    shares: SharedCost | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the country has per year for one or more streams together (landelijk kader), in cents."""

    id: str
    name: Text
    streams: tuple[str, ...]
    budget: Mapping[int, int]
    source: Citations


@dataclass(frozen=True, slots=True)
class Funding:
    """One version of the funding streams with their frames."""

    id: str
    valid_from: date
    valid_until: date | None
    streams: tuple[Stream, ...]
    frames: tuple[Frame, ...]

    def valid_on(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def read_funding(reader: Reader, root: YamlNode) -> Funding:
    """Read one version of the funding streams."""
    required = ("kind", "id", "name", "valid", "source", "streams", "frames")
    fields = reader.fields(root, required, ("requirements", "notes"))
    reader.one_of(fields.get("kind"), ("geldstromen",))
    valid = reader.fields(fields.get("valid"), ("from",), ("until",))
    reader.text(fields.get("name"))
    reader.citations(fields.get("source"))
    streams = tuple(_stream(reader, item) for item in reader.items(fields.get("streams")))
    known = [stream.id for stream in streams]
    for twice in sorted({name for name in known if known.count(name) > 1}):
        reader.problem(fields["streams"], f"The stream '{twice}' stands here twice.", "Give each its own id.")
    return Funding(
        id=reader.identifier(fields.get("id"), DASHED),
        valid_from=reader.day(valid.get("from")),
        valid_until=reader.day(valid["until"]) if "until" in valid else None,
        streams=streams,
        frames=_frames(reader, fields.get("frames"), known),
    )


def _stream(reader: Reader, node: YamlNode) -> Stream:
    required, more = ("id", "name", "summary", "kassier", "order", "source"), ("requirements", "notes", "shares")
    fields = reader.fields(node, required, more)
    return Stream(
        id=reader.identifier(fields.get("id")),
        name=reader.text(fields.get("name")),
        summary=reader.text(fields.get("summary")),
        with_cashier=reader.flag(fields.get("kassier")),
        order=reader.whole(fields.get("order")),
        source=reader.citations(fields.get("source")),
        shares=_shares(reader, fields["shares"]) if "shares" in fields else None,
    )


def _shares(reader: Reader, node: YamlNode) -> SharedCost:
    fields = reader.fields(node, ("scheme", "cost", "own_part", "needs"))
    return SharedCost(
        scheme=reader.identifier(fields.get("scheme"), DASHED),
        cost=reader.identifier(fields.get("cost")),
        own_part=reader.identifier(fields.get("own_part")),
        needs=reader.identifier(fields.get("needs")),
    )


def _frames(reader: Reader, node: YamlNode | None, known: list[str]) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    framed: set[str] = set()
    for item in reader.items(node):
        frame = _frame(reader, item, known)
        for name in framed.intersection(frame.streams):
            reader.problem(item, f"The stream '{name}' already stands in another frame.", "Put it in one frame.")
        framed.update(frame.streams)
        frames.append(frame)
    return tuple(frames)


def _frame(reader: Reader, node: YamlNode, known: list[str]) -> Frame:
    fields = reader.fields(node, ("id", "name", "streams", "budget", "source"), ("requirements", "notes"))
    budget: dict[int, int] = {}
    for item in reader.items(fields.get("budget")):
        line = reader.fields(item, ("year", "amount"))
        year = reader.whole(line.get("year"))
        if year in budget:
            reader.problem(item, f"The year {year} stands here twice.", "Write one amount per year.")
        budget[year] = reader.money(line.get("amount"))
    return Frame(
        id=reader.identifier(fields.get("id")),
        name=reader.text(fields.get("name")),
        streams=tuple(reader.one_of(item, known) for item in reader.items(fields.get("streams"))),
        budget=budget,
        source=reader.citations(fields.get("source")),
    )
