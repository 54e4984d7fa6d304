"""What must be true between the budget tables, and between them and the schemes, streams and frames."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from overstap.rules.budget import BudgetLine, BudgetTable, Counterpart, total
from overstap.rules.load_funding import Frame, Funding
from overstap.rules.problems import Problem, did_you_mean


def check_budgets(
    tables: Sequence[BudgetTable], schemes: Collection[str], funding: Sequence[Funding]
) -> Iterator[Problem]:
    """Tell of names that do not exist, and of amounts that disagree with the frame or line that they are."""
    frames = {frame.id: frame for version in funding for frame in version.frames}
    streams = {stream.id for version in funding for stream in version.streams}
    for table in tables:
        for line in table.lines:
            yield from _unknown(table, line, "scheme", line.schemes, schemes)
            yield from _unknown(table, line, "stream", line.streams, streams)
            yield from _unknown(table, line, "frame", (line.frame,) if line.frame else (), frames)
            if line.frame in frames:
                yield from _against_frame(table, line, frames[line.frame])
            if line.counterpart is not None:
                yield from _link(table, line.counterpart, tables)
        if table.specifies is not None:
            yield from _link(table, table.specifies, tables)
            yield from _against_line(table, table.specifies, tables)


def _problem(table: BudgetTable, message: str, advice: str = "") -> Problem:
    return Problem(table.file, 1, 1, message, advice)


def _unknown(
    table: BudgetTable, line: BudgetLine, what: str, names: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            message = f"The line '{line.id}' names a {what} '{name}' that does not exist."
            yield _problem(table, message, did_you_mean(name, known).strip())


def _against_frame(table: BudgetTable, line: BudgetLine, frame: Frame) -> Iterator[Problem]:
    """A frame holds the same cents in the same years as the line it comes from."""
    of_line = {year: table.computed(line.id, year) for year in table.years}
    there = {year: cents for year, cents in of_line.items() if cents}
    if there != dict(frame.budget):
        message = f"The line '{line.id}' has {there} cents, the frame '{frame.id}' {dict(frame.budget)}."
        yield _problem(table, message, "Let them be the same, or leave 'frame:' out.")


def _link(table: BudgetTable, link: Counterpart, tables: Sequence[BudgetTable]) -> Iterator[Problem]:
    other = next((one for one in tables if one.id == link.table), None)
    if other is None:
        yield _problem(table, f"There is no budget table '{link.table}'.")
    elif link.line not in {line.id for line in other.lines}:
        known = [line.id for line in other.lines]
        message = f"The table '{link.table}' has no line '{link.line}'."
        yield _problem(table, message, did_you_mean(link.line, known).strip())


def _against_line(table: BudgetTable, link: Counterpart, tables: Sequence[BudgetTable]) -> Iterator[Problem]:
    """What is told of a line in more detail comes to the line, or a remark says why not."""
    other = next((one for one in tables if one.id == link.table), None)
    if other is None or link.line not in {line.id for line in other.lines}:
        return
    top = table.children(None)
    if len(top) != 1 or top[0].remarks:
        return
    columns = link.years or (None,)
    here, there = table.computed(top[0].id), total(other.computed(link.line, column) for column in columns)
    if here != there:
        message = f"Together {here} cents, while the line '{link.line}' of '{link.table}' has {there}."
        yield _problem(table, message, "Look at the document again, or add 'remarks:' at the first line.")
