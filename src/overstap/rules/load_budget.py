"""Reading the budget tables: each figure as printed, checked against what the lines come to."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from overstap.rules.budget import (
    Basis,
    BudgetLine,
    BudgetSum,
    BudgetTable,
    Cell,
    Column,
    Counterpart,
    Elsewhere,
    Remark,
    make_table,
)
from overstap.rules.model import Citations, Text
from overstap.rules.problems import did_you_mean
from overstap.rules.reader import DASHED, Reader, shown
from overstap.rules.yaml_nodes import Scalar, YamlNode

UNITS = {"miljoen_euro": 100_000_000, "euro": 100}
TOTAL = "cum"
ABOUT = ("ca.", "ongeveer", "ruim")
_THOUSAND = 1000
_DASH = "-"
_FIGURE = re.compile(
    rf"(?P<about>{'|'.join(map(re.escape, ABOUT))})?\s*(?P<whole>\d{{1,3}}(?:\.\d{{3}})*|\d+)(?:,(?P<part>\d{{1,4}}))?"
    r"(?P<miljard> miljard)?(?P<star>\*)?"
)
_REMARK = re.compile(r"[A-Z]{1,3}-\d{2,4}")
_OPTIONAL = (
    "parent", "summary", "recipient", "audience", "schemes", "streams", "frame",
    "remarks", "elsewhere", "counterpart", "source", "notes",
)  # fmt: skip


def read_budget(reader: Reader, root: YamlNode) -> BudgetTable:
    """Read one version of a budget table."""
    return _BudgetReader(reader).read(root)


class _BudgetReader:
    """Reads one file; what lines share (unit, years, source) is kept here."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.unit = UNITS["miljoen_euro"]
        self.years: tuple[int, ...] = ()
        self.source: Citations = ()
        self.lines: list[BudgetLine] = []
        self.places: dict[str, YamlNode] = {}

    def read(self, root: YamlNode) -> BudgetTable:
        """Read the file; whatever it gives is thrown away when there is any problem."""
        reader = self.reader
        required = ("kind", "id", "name", "summary", "valid", "source", "unit", "basis", "years", "lines")
        fields = reader.fields(root, required, ("requirements", "remarks", "sums", "specifies", "notes"))
        reader.one_of(fields.get("kind"), ("begroting",))
        valid = reader.fields(fields.get("valid"), ("from",), ("until",))
        self.unit = UNITS[reader.one_of(fields.get("unit"), UNITS, "miljoen_euro")]
        self.years = self._years(fields.get("years"))
        self.source = reader.citations(fields.get("source"))
        for node in reader.items(fields.get("lines")):
            self._take(node)
        table = BudgetTable(
            id=reader.identifier(fields.get("id"), DASHED),
            name=reader.text(fields.get("name")),
            summary=reader.text(fields.get("summary")),
            valid_from=reader.day(valid.get("from")),
            valid_until=reader.day(valid["until"]) if "until" in valid else None,
            source=self.source,
            basis=Basis(reader.one_of(fields.get("basis"), tuple(Basis), Basis.KAS)),
            years=self.years,
            lines=tuple(self.lines),
            requirements=reader.requirement_ids(fields.get("requirements")),
            remarks=tuple(self._remark(node) for node in reader.items(fields.get("remarks"))),
            sums=tuple(self._sum(node) for node in reader.items(fields.get("sums"))),
            specifies=self._counterpart(fields.get("specifies")),
            file=reader.file,
            _children=make_table(tuple(self.lines)),
        )
        self._check(table, root)
        return table

    def _years(self, node: YamlNode | None) -> tuple[int, ...]:
        years = tuple(self.reader.whole(item) for item in self.reader.items(node))
        if node is not None and list(years) != sorted(set(years)):
            self.reader.problem(node, "The years do not follow each other.", "Write each year once, oldest first.")
        return years

    def _take(self, node: YamlNode) -> None:
        line = self._line(node)
        if line.id in self.places:
            self.reader.problem(node, f"The line '{line.id}' stands here twice.", "Give each its own id.")
            return
        if line.parent is not None and line.parent not in self.places:
            advice = did_you_mean(line.parent, self.places).strip() or "A line stands below the line it is part of."
            self.reader.problem(node, f"There is no line '{line.parent}' above this one.", advice)
            return
        self.places[line.id] = node
        self.lines.append(line)

    def _line(self, node: YamlNode) -> BudgetLine:
        reader = self.reader
        fields = reader.fields(node, ("id", "name", "printed", "requirements"), _OPTIONAL)
        return BudgetLine(
            id=reader.identifier(fields.get("id")),
            name=reader.text(fields.get("name")),
            parent=reader.identifier(fields["parent"]) if "parent" in fields else None,
            printed=self._printed(fields.get("printed")),
            requirements=reader.requirement_ids(fields.get("requirements")),
            source=reader.citations(fields["source"]) if "source" in fields else self.source,
            summary=self._text(fields.get("summary")),
            recipient=self._text(fields.get("recipient")),
            audience=self._text(fields.get("audience")),
            schemes=reader.words(fields.get("schemes")),
            streams=reader.words(fields.get("streams")),
            frame=reader.word(fields["frame"]) if "frame" in fields else None,
            remarks=tuple(self._remark(item) for item in reader.items(fields.get("remarks"))),
            elsewhere=tuple(self._elsewhere(item) for item in reader.items(fields.get("elsewhere"))),
            counterpart=self._counterpart(fields.get("counterpart")),
        )

    def _text(self, node: YamlNode | None) -> Text | None:
        return self.reader.text(node) if node is not None else None

    def _printed(self, node: YamlNode | None) -> dict[Column, Cell]:
        """Read the figures of a line: every year of the table and the total, or a dash."""
        fields = self.reader.fields(node, (*map(str, self.years), TOTAL))
        found: dict[Column, Cell] = {year: self._cell(fields.get(str(year))) for year in self.years}
        return found | {None: self._cell(fields.get(TOTAL))}

    def _cell(self, node: YamlNode | None) -> Cell:
        """Read a figure as printed, exactly; no rounding anywhere."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text == _DASH:
            return Cell(text, None, 0)
        found = _FIGURE.fullmatch(text)
        if found is None:
            if node is not None:
                advice = 'Write it as in the document, in quotes: "6,5", "1.385", "14*" or "-".'
                self.reader.problem(node, f"{shown(node)} is no figure.", advice)
            return Cell(text, 0, self.unit)
        part = found["part"] or ""
        scale = self.unit * (_THOUSAND if found["miljard"] else 1)
        cents = Decimal(f"{found['whole'].replace('.', '')}.{part or '0'}") * scale
        step = Decimal(scale).scaleb(-len(part))
        if node is not None and (cents != int(cents) or step != int(step)):
            self.reader.problem(node, f"{shown(node)} is no whole number of cents.", "Write fewer decimals.")
        return Cell(text, int(cents), int(step), starred=bool(found["star"]), about=bool(found["about"]))

    def _remark(self, node: YamlNode) -> Remark:
        fields = self.reader.fields(node, ("id", "text"))
        return Remark(self.reader.identifier(fields.get("id"), _REMARK), self.reader.text(fields.get("text")))

    def _elsewhere(self, node: YamlNode) -> Elsewhere:
        fields = self.reader.fields(node, ("printed", "source"), ("year",))
        year = self.reader.whole(fields["year"]) if "year" in fields else None
        if year is not None and year not in self.years:
            self.reader.problem(fields["year"], f"The table has no year {year}.", "Choose a year of the table.")
            year = None
        return Elsewhere(self._cell(fields.get("printed")), year, self.reader.citations(fields.get("source")))

    def _counterpart(self, node: YamlNode | None) -> Counterpart | None:
        if node is None:
            return None
        fields = self.reader.fields(node, ("table", "line"), ("years",))
        return Counterpart(
            self.reader.identifier(fields.get("table"), DASHED),
            self.reader.identifier(fields.get("line")),
            tuple(self.reader.whole(item) for item in self.reader.items(fields.get("years"))),
        )

    def _sum(self, node: YamlNode) -> BudgetSum:
        reader = self.reader
        fields = reader.fields(node, ("id", "name", "lines", "printed", "source", "requirements"))
        return BudgetSum(
            id=reader.identifier(fields.get("id")),
            name=reader.text(fields.get("name")),
            lines=tuple(_known(reader, item, self.places) for item in reader.items(fields.get("lines"))),
            printed=self._cell(fields.get("printed")),
            source=reader.citations(fields.get("source")),
            requirements=reader.requirement_ids(fields.get("requirements")),
        )

    def _check(self, table: BudgetTable, root: YamlNode) -> None:
        """Tell of figures that neither rounding nor a remark explains."""
        if not table.lines:
            self.reader.problem(root, "A table without lines says nothing.", "Add 'lines:'.")
        if self.reader.problems:
            return
        for one in table.differences():
            if not one.by_rounding and not one.remarks:
                column = one.column or TOTAL
                self.reader.problem(
                    self.places[one.line.id],
                    f"'{one.printed.text}' ({column}) is not what stands beside it ({one.against.value}): "
                    f"{_as_unit(one.other_cents, self.unit)}. Rounding does not explain that.",
                    "Look at the document again, or add 'remarks:' with the reason and the reading chosen.",
                )
        for added in table.sums:
            if not added.printed.rounds(table.computed_sum(added)):
                found = _as_unit(table.computed_sum(added), self.unit)
                self.reader.problem(root, f"The sum '{added.id}' is '{added.printed.text}', its lines come to {found}.")


def _known(reader: Reader, node: YamlNode, known: Collection[str]) -> str:
    return reader.one_of(node, known)


def _as_unit(cents: int, unit: int) -> str:
    """An amount in the unit of the table, the way the documents write it."""
    whole, part = divmod(cents, unit)
    return f"{whole},{part:0{len(str(unit)) - 1}d}".rstrip("0").rstrip(",")
