"""What is wrong in a file with a list: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong (fout in een regel); line 0 is the file as a whole."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Say it in one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.remedy}"


@dataclass(slots=True)
class Problems:
    """Everything that is wrong in the files together; of very many the first are kept, of all the place."""

    kept: list[RowProblem] = field(default_factory=list)
    count: int = 0
    places: set[tuple[str, int]] = field(default_factory=set)

    def add(self, file: str, line: int, what: str, remedy: str) -> None:
        """Note one."""
        self.count += 1
        self.places.add((file, line))
        if self.count <= MOST_SHOWN:
            self.kept.append(RowProblem(file, line, what, remedy))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return self.count > 0

    def __iter__(self) -> Iterator[str]:
        """Say each in one line, and last how many more there are."""
        yield from map(str, self.kept)
        if self.count > len(self.kept):
            yield f"... and {self.count - len(self.kept)} more of such rows."


class UnreadableListError(ValueError):
    """A file with a list cannot be read at all; the message says why and what to do."""


class BrokenListError(ValueError):
    """Rows of a list are wrong; nothing was read in. `problems` names each with file, line and what to do."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
