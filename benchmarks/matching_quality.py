"""How well the search ranks: people with few and with many known skills, ours beside Jaccard, on ESCO.

    .venv/bin/python benchmarks/matching_quality.py ESCO.zip

ESCO.zip is the official download as CSV. For every occupation one opening is drawn that names some of its skills, and
for some occupations a person who names some of the essential ones. Which occupation either came from is kept aside: the
ranking gets skills only. Right is the opening of one's own occupation, or, more mildly, any opening of the same unit
group of ISCO-08. The figure is nDCG at 10. With `apart`, no skill that the person names stands in the opening of their
own occupation: what goes together must do all the work.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile

import numpy as np
from numpy.typing import NDArray

from overstap.matching.completing import Neighbours, completed
from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import Weights, rarity, weighed

WEIGHTS = Weights(version="proef", essential=1.0, optional=0.5, inferred=1.0, cap=0.5, floor=0.05, prior=2.0)
PEOPLE, MOST, DEPTH = 1_500, 100, 10
GAIN = 1 / np.log2(np.arange(2, DEPTH + 2))


def read(path: str) -> tuple[Table, list[str]]:
    """The skills of each occupation, and its unit group."""
    with zipfile.ZipFile(path) as archive:

        def lines(part: str) -> csv.DictReader[str]:
            (name,) = [one for one in archive.namelist() if one.rsplit("/")[-1].startswith(part)]
            return csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8"))

        groups = {line["conceptUri"]: line["iscoGroup"] for line in lines("occupations_")}
        skills: dict[str, int] = {}
        rows: dict[str, dict[int, float]] = {}
        for line in lines("occupationSkillRelations_"):
            weight = WEIGHTS.essential if line["relationType"] == "essential" else WEIGHTS.optional
            rows.setdefault(line["occupationUri"], {})[skills.setdefault(line["skillUri"], len(skills))] = weight
    return Table.of(rows.values(), width=len(skills)), [groups.get(uri, "") for uri in rows]


def some(draw: np.random.Generator, row: dict[int, float], many: int) -> dict[int, float]:
    """Some of these skills, what is essential sooner."""
    skills, weights = np.array(list(row)), np.array(list(row.values()))
    picked = draw.choice(len(skills), min(many, len(skills)), replace=False, p=weights / weights.sum())
    return {int(skills[one]): float(weights[one]) for one in picked}


def drawn(occupations: Table, known: int, asked: int, *, apart: bool) -> tuple[Table, Table, NDArray[np.int64]]:
    """People, openings, and of each person the number of the opening of their own occupation."""
    draw = np.random.default_rng(23)
    own = draw.permutation(len(occupations))[:PEOPLE]
    rows = [occupations.row(number) for number in range(len(occupations))]
    people = []
    for number in own.tolist():
        essential = {skill: weight for skill, weight in rows[number].items() if weight == WEIGHTS.essential}
        named = some(draw, essential or rows[number], known)
        people.append(dict.fromkeys(named, 1.0))
        left = {skill: weight for skill, weight in rows[number].items() if skill not in named}
        if apart and left:
            rows[number] = left
    openings = [some(draw, row, asked) if asked else row for row in rows]
    return Table.of(people, width=occupations.width), Table.of(openings, width=occupations.width), own


def jaccard(people: Table, openings: Table) -> NDArray[np.int64]:
    """Per person the openings that share most of what either names."""
    ones = Table(openings.starts, openings.ids, np.ones(len(openings.ids), np.float32), openings.width)
    best = Index(ones).best(people, len(openings))
    sizes = np.append(np.diff(openings.starts), 0)
    shared = best.scores / np.maximum(np.diff(people.starts)[:, None] + sizes[best.numbers] - best.scores, 1)
    order = np.argsort(-shared, axis=1, kind="stable")[:, :DEPTH]
    return np.take_along_axis(best.numbers, order, axis=1).astype(np.int64)


def ours(people: Table, openings: Table) -> NDArray[np.int64]:
    """Per person the best openings."""
    rare = rarity(openings, WEIGHTS)
    return Index(weighed(openings, rare)).best(weighed(people, rare), DEPTH).numbers.astype(np.int64)


def quality(found: NDArray[np.int64], own: NDArray[np.int64], groups: list[str]) -> tuple[float, float]:
    """The mean nDCG at 10, for one's own occupation and for its group."""
    exact, mild = 0.0, 0.0
    for row, number in zip(found, own, strict=True):
        exact += float((GAIN * (row == number)).sum())
        same = np.array([other >= 0 and groups[other] == groups[number] for other in row.tolist()])
        mild += float((GAIN * same).sum() / GAIN[: groups.count(groups[number])].sum())
    return exact / len(own), mild / len(own)


def main() -> None:
    """Print the table."""
    occupations, groups = read(sys.argv[1])
    neighbours = Neighbours.of(occupations, MOST, WEIGHTS)
    print(f"{'':44} own occupation                     group of ISCO")
    for known, asked, apart in (
        (5, 8, False),
        (5, 0, False),
        (5, 8, True),
        (15, 8, False),
        (40, 8, False),
        (40, 0, False),
    ):
        people, openings, own = drawn(occupations, known, asked, apart=apart)
        figures = [
            quality(found, own, groups)
            for found in (
                jaccard(people, openings),
                ours(people, openings),
                ours(completed(people, neighbours, WEIGHTS), openings),
            )
        ]
        what = f"{known} known, openings of {asked or 'all'} skills{', apart' if apart else ''}"
        for turn in (0, 1):
            base, plain, whole = (figure[turn] for figure in figures)
            gain = f"{100 * (whole / base - 1):+.0f} %" if base > 0.001 else "new"
            told = f"Jaccard {base:.3f}  ours {plain:.3f}  completed {whole:.3f} {gain:>6}"
            print(f"{what:44} {told}" if turn == 0 else f"   {told}", end="\n" if turn else "", flush=True)


if __name__ == "__main__":
    main()
