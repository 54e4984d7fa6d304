"""Reading an allocation key from text, as typed or from a CSV file: all that is wrong is told at once.

One line per region. The first line names the columns: `regio`, one or more numbers, `crisisimpact`. With more than one
number a line `gewicht` says how heavy each counts.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from overstap.core.decision import N_, Refusal

REGION, IMPACT, WEIGHT = "regio", "crisisimpact", "gewicht"
MOST_MEASURES = 6
HIGHEST = 10**10
HARDEST = 1000

_NUMBER = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,11}")


@dataclass(frozen=True, slots=True)
class RegionInput:
    """What one region weighs (regio in een verdeelsleutel): numbers in the order of the measures, and crisis impact."""

    values: tuple[int, ...]
    impact: int


@dataclass(frozen=True, slots=True)
class KeyContents:
    """What a key says (inhoud van een verdeelsleutel): measures with their weights, and a line per region."""

    measures: tuple[tuple[str, int], ...]
    regions: Mapping[str, RegionInput]


@dataclass(frozen=True, slots=True)
class KeyProblems:
    """Everything that is wrong with the text of a key (fouten in een verdeelsleutel)."""

    problems: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the text with its number."""

    number: int
    cells: tuple[str, ...]


def read_key(text: str, codes: Sequence[str]) -> KeyContents | KeyProblems:
    """Read a key for the regions with these codes, or tell all that is wrong with it."""
    lines = _lines(text)
    if not lines:
        return KeyProblems((Refusal("sleutel.leeg", N_("De verdeelsleutel is leeg.")),))
    head, *rest = lines
    names = [cell.lower() for cell in head.cells]
    wrong_head = tuple(_head(names))
    if wrong_head:
        return KeyProblems(wrong_head)
    weights = [line for line in rest if line.cells[0].lower() == WEIGHT]
    regions = [line for line in rest if line.cells[0].lower() != WEIGHT]
    problems = [*_weights(weights, len(names)), *_regions(regions, names, codes)]
    if problems:
        return KeyProblems(tuple(problems))
    measures = names[1:-1]
    counted = [_number(cell) or 0 for cell in weights[0].cells[1:-1]] if weights else [1]
    contents = {
        line.cells[0].upper(): RegionInput(
            tuple(_number(cell) or 0 for cell in line.cells[1:-1]), _number(line.cells[-1]) or 0
        )
        for line in regions
    }
    empty = tuple(_empty(measures, contents))
    if empty:
        return KeyProblems(empty)
    return KeyContents(tuple(zip(measures, counted, strict=True)), contents)


def _lines(text: str) -> list[_Line]:
    plain = text.removeprefix("\ufeff")
    first = plain.strip().split("\n", 1)[0]
    separator = next((sign for sign in (";", "\t", ",") if sign in first), ";")
    # Counted as people see them: the quotes of a spreadsheet never hold a line break here.
    rows = ((number, next(csv.reader([line], delimiter=separator), [])) for number, line in _numbered(plain))
    return [
        _Line(number, tuple(cell.strip() for cell in cells)) for number, cells in rows if any(map(str.strip, cells))
    ]


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.splitlines(), start=1)


def _head(names: Sequence[str]) -> Iterator[Refusal]:
    if names[0] != REGION or names[-1] != IMPACT:
        yield Refusal(
            "sleutel.kop",
            N_("De eerste regel noemt de kolommen. Zij begint met “regio” en eindigt met “crisisimpact”."),
            remedy=N_("Bijvoorbeeld: regio;werkzoekenden;crisisimpact"),
        )
    elif not 1 <= len(names) - 2 <= MOST_MEASURES:
        yield Refusal(
            "sleutel.maatstaven",
            N_("Geef één tot %(most)s kolommen met getallen tussen “regio” en “crisisimpact”."),
            details=(("most", str(MOST_MEASURES)),),
        )
    elif len(set(names)) != len(names) or not all(names):
        yield Refusal("sleutel.kolommen", N_("Elke kolom heeft een eigen naam."))


def _weights(lines: Sequence[_Line], width: int) -> Iterator[Refusal]:
    if len(lines) > 1:
        yield _at(lines[1], "sleutel.gewicht", N_("Regel %(line)s: er is al een regel “gewicht”."))
    elif not lines and width > 3:  # noqa: PLR2004 (region, one number, impact)
        yield Refusal(
            "sleutel.gewicht",
            N_("Er is meer dan één kolom met getallen. Dan is een regel “gewicht” nodig."),
            remedy=N_("Bijvoorbeeld: gewicht;60;40;"),
        )
    for line in lines:
        numbers = [_number(cell) for cell in line.cells[1 : width - 1]]
        if len(numbers) != width - 2 or None in numbers or not any(numbers):
            yield _at(
                line, "sleutel.gewicht", N_("Regel %(line)s: geef voor elke kolom een gewicht, en niet overal 0.")
            )


def _regions(lines: Sequence[_Line], names: Sequence[str], codes: Sequence[str]) -> Iterator[Refusal]:
    counted = Counter(line.cells[0].upper() for line in lines)
    for line in lines:
        code = line.cells[0].upper()
        if code not in codes:
            yield _at(line, "sleutel.regio", N_("Regel %(line)s: “%(cell)s” is geen regio."), line.cells[0])
        elif counted[code] > 1:
            yield _at(line, "sleutel.dubbel", N_("Regel %(line)s: “%(cell)s” staat er meer dan een keer in."), code)
        yield from _cells(line, names)
    for code in codes:
        if code not in counted:
            yield Refusal("sleutel.ontbreekt", N_("De regio %(cell)s ontbreekt."), details=(("cell", code),))


def _cells(line: _Line, names: Sequence[str]) -> Iterator[Refusal]:
    if len(line.cells) != len(names):
        told = (("wanted", str(len(names))), ("found", str(len(line.cells))))
        yield _at(
            line, "sleutel.lengte", N_("Regel %(line)s: %(found)s kolommen, dat moeten er %(wanted)s zijn."), "", *told
        )
        return
    for name, cell in zip(names[1:], line.cells[1:], strict=True):
        number = _number(cell)
        most = HARDEST if name == IMPACT else HIGHEST
        if number is None or number > most:
            told = (("name", name), ("most", str(most)))
            because = N_("Regel %(line)s, kolom %(name)s: “%(cell)s” is geen heel getal van 0 tot en met %(most)s.")
            yield _at(line, "sleutel.getal", because, cell, *told)


def _empty(measures: Sequence[str], regions: Mapping[str, RegionInput]) -> Iterator[Refusal]:
    for place, name in enumerate(measures):
        if not any(one.values[place] * one.impact for one in regions.values()):
            because = N_("De kolom %(name)s is overal nul. Dan valt er niets te verdelen.")
            yield Refusal("sleutel.nul", because, details=(("name", name),))


def _number(text: str) -> int | None:
    return int(re.sub(r"[. ]", "", text)) if _NUMBER.fullmatch(text) else None


def _at(line: _Line, rule: str, because: str, cell: str = "", *told: tuple[str, str]) -> Refusal:
    return Refusal(rule, because, details=(("line", str(line.number)), ("cell", cell), *told))
