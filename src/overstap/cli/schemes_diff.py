"""`overstap schemes diff`: what a new version changes, for whom, and over a population for how many and how much."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from overstap.cli.schemes_replies import Reply, Subparsers, WrongInputError, a_day, add_day, add_language, answering
from overstap.rules import Catalogue, SchemeVersion, load_catalogue
from overstap.rules.reading import side_by_side
from overstap.rules.reading.headings import PARTS
from overstap.rules.review import NotComparableError, ReviewWords, compare
from overstap.rules.review.compare import BUDGET
from overstap.rules.scheme_files import read_version

TWO_FILES, THREE_WORDS = 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The two versions to compare, each with the catalogue whose facts it uses."""

    before: SchemeVersion
    after: SchemeVersion
    facts_before: Catalogue
    facts_after: Catalogue


def add_parser(parts: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = parts.add_parser(
        "diff",
        help="what a new version changes, and for whom",
        description=(
            "Compare two versions of a scheme: `diff ID FROM TO`, where FROM and TO are the first days of the "
            "versions, or `diff FILE_A FILE_B`. Told are the words and values that differ, and the classes of people "
            "whose answer changes. With --population: how many people of a table, and how much."
        ),
        epilog="example: overstap schemes diff doelgroep 2020-12-01 2022-06-01",
    )
    parser.add_argument("what", nargs="+", metavar="ID FROM TO | FILE_A FILE_B", help="what to compare")
    parser.add_argument("--population", metavar="people.parquet", help="a table with a column per fact")
    parser.add_argument(
        "--steps",
        type=int,
        default=BUDGET,
        metavar="N",
        help=f"how much work at most, {BUDGET} unless told; what is not reached is sampled, and the last line says so",
    )
    add_day(parser, "the day on which both are taken (default: the first day of the second)")
    add_language(parser)
    parser.set_defaults(handle=answering(diff))


def diff(asked: argparse.Namespace) -> Reply:
    """Compare two versions."""
    pair, day, language = _pair(asked.what), a_day(asked.on), asked.lang
    try:
        review = compare(pair.facts_before, pair.before, pair.facts_after, pair.after, day, budget=max(1, asked.steps))
    except NotComparableError as error:
        raise WrongInputError(f"{error} These versions cannot be compared.") from None
    lines = [f"{pair.before.id}@{pair.before.valid_from} -> {pair.after.id}@{pair.after.valid_from} ({review.on})", ""]
    for row in side_by_side((pair.before, pair.after), pair.facts_after, language):
        before, after = (cell or "-" for cell in row.cells)
        lines.append(f"{PARTS[row.part].get(language)}: {row.label}: {before} -> {after}")
    words = ReviewWords(review, pair.facts_before, pair.facts_after, pair.after, language)
    lines += ["", *words.lines()]
    if asked.population:
        lines += ["", *_population(pair, Path(asked.population), review.on, language)]
    return Reply(lines=lines)


def _pair(what: list[str]) -> Pair:
    if len(what) == TWO_FILES:
        catalogue = load_catalogue()
        for name in what:
            if not Path(name).is_file():
                raise WrongInputError(f"There is no file '{name}'. Name two files, or an id and two days.")
        (before, facts_before), (after, facts_after) = (read_version(Path(name), catalogue) for name in what)
        return Pair(before, after, facts_before, facts_after)
    if len(what) != THREE_WORDS:
        raise WrongInputError("Name two files, or an id and two days: overstap schemes diff ID FROM TO.")
    catalogue = load_catalogue()
    versions = {one.valid_from: one for one in catalogue.all_versions(what[0])}
    found = []
    for text in what[1:]:
        day = a_day(text)
        if day not in versions:
            known = ", ".join(start.isoformat() for start in versions)
            raise WrongInputError(f"'{what[0]}' has no version from {text}. Its versions start on: {known}.")
        found.append(versions[day])
    return Pair(found[0], found[1], catalogue, catalogue)


def _population(pair: Pair, path: Path, on: date, language: str) -> list[str]:
    from overstap.screening.files import UnreadableTableError
    from overstap.screening.population import PopulationError
    from overstap.screening.review import compare_population

    try:
        found = compare_population(pair.facts_before, pair.before, pair.facts_after, pair.after, path, on=on)
    except (UnreadableTableError, PopulationError) as error:
        raise WrongInputError(str(error)) from None
    return found.lines(language)
