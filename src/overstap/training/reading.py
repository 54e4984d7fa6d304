"""A table of trainings as trainers send it: every row read, and all that is wrong told together (R-230)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.core.likeness import fold
from overstap.core.rows import NO_CHOICE, RowProblem, RowReader, TakenOver, columns_of
from overstap.core.training import TrainerKind, TrainingForm, TrainingSort, TrainingSource
from overstap.taxonomy.queries import find
from overstap.taxonomy.values import ConceptKind
from overstap.training.actions import UNKNOWN_SKILL, take_over
from overstap.training.values import TrainerFields, TrainingFields

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "opleider": ("aanbieder", "naam opleider"),
    "kvk": ("kvk nummer", "kvknummer"),
    "soort opleider": (),
    "duo erkend": ("duo",),
    "opleiding": ("naam", "titel", "naam opleiding"),
    "soort": ("soort scholing",),
    "vorm": ("leervorm",),
    "weken": ("duur", "duur in weken"),
    "uren per week": ("uren",),
    "prijs": ("kosten", "bedrag"),
    "resultaat": ("uitkomst",),
    "certificaat": ("bewijs",),
    "erkend": ("erkend certificaat",),
    "derde leerweg": ("derdeleerweg",),
    "crebo": ("crebocode",),
    "gemeente": ("plaats",),
    "sector": (),
    "leert": ("competenties",),
    "bron": ("herkomst",),
    "website": ("url", "adres"),
}
EXAMPLE = (
    "Voorbeeldschool", "", "particulier", "nee", "Basiscursus koken (voorbeeld)", "cursus", "klassikaal", "6", "8",
    "950", "", "", "nee", "nee", "", "Tilburg", "", "", "Voorbeeldbron", "",
)  # fmt: skip
"""One invented row, in the order of the columns."""

NEEDED = ("opleider", "opleiding", "weken", "prijs")
YES = {"ja": "ja", "yes": "ja", "x": "ja", "1": "ja", "nee": "", "no": "", "0": ""}
LONGEST, LONGEST_TRAINER, LONGEST_PLACE, LONGEST_SECTOR, LONGEST_CREBO, LONGEST_ADDRESS = 160, 120, 60, 40, 10, 500
MOST_WEEKS, MOST_HOURS, NEAREST = 520, 60, 5
Row = tuple[int, tuple[TrainerFields, TrainingFields]]


def trainings_in(
    headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], *, on: dt.date, told_by: str
) -> tuple[tuple[Row, ...], tuple[RowProblem, ...]]:
    """The good rows, and every problem of every other; `told_by` names the source of rows that name none."""
    columns = columns_of(headings, COLUMNS)
    found, problems = [], []
    for number, cells in rows:
        reader = RowReader(number, cells, columns)
        one = (_trainer(reader), _training(reader, on, told_by))
        if reader.problems:
            problems += reader.problems
        else:
            found.append((number, one))
    return tuple(found), tuple(problems)


def take_over_trainings(
    *,
    actor: Actor,
    rows: Sequence[Row],
    problems: Sequence[RowProblem],
    good_only: bool,
    only_look: bool,
    on: dt.date,
    now: dt.datetime,
) -> TakenOver:
    """Take over the rows, or with `good_only` those in which nothing is wrong; a list already there changes nothing."""
    found = list(problems)
    good = list(rows)
    wrong = _wrong(take_over(actor=actor, rows=[one for _, one in good], on=on, now=now, only_look=True))
    found += [RowProblem(good[place][0], "", refusal) for place, refusal in wrong]
    left_out = {place for place, _ in wrong}
    good = [one for place, one in enumerate(good) if place not in left_out]
    done = not only_look and (good_only or not found)
    counts = take_over(actor=actor, rows=[one for _, one in good], on=on, now=now, only_look=not done)
    made, changed = (one for one in counts if isinstance(one, int)) if not _wrong(counts) else (0, 0)
    return TakenOver(made, changed, 0, tuple(sorted(found, key=lambda one: (one.number, one.column))), done)


def _wrong(answer: tuple[int, int] | tuple[tuple[int, Refusal], ...]) -> list[tuple[int, Refusal]]:
    return [one for one in answer if not isinstance(one, int)]


def _trainer(row: RowReader) -> TrainerFields:
    kinds = {one.value: one.value for one in TrainerKind}
    return TrainerFields(
        name=row.text("opleider", LONGEST_TRAINER, needed=True),
        kind=row.choice("soort opleider", kinds, default=TrainerFields("").kind),
        kvk_number=row.text("kvk", LONGEST),
        duo_recognised=bool(row.choice("duo erkend", YES, default="")),
    )


def _training(row: RowReader, on: dt.date, told_by: str) -> TrainingFields:
    hours = row.count("uren per week", MOST_HOURS, default=1) if row.text("uren per week", LONGEST) else 0
    plain = TrainingFields(trainer_id=0, name="", checked_on=on, weeks=1, cents=0)
    return replace(
        plain,
        name=row.text("opleiding", LONGEST, needed=True),
        weeks=row.count("weken", MOST_WEEKS),
        cents=_price(row),
        form=row.choice("vorm", {one.value: one.value for one in TrainingForm}, default=plain.form),
        sort=row.choice("soort", {one.value: one.value for one in TrainingSort}, default=plain.sort),
        hours_per_week=hours,
        outcome=row.text("resultaat", LONGEST),
        certificate=row.text("certificaat", LONGEST),
        certificate_recognised=bool(row.choice("erkend", YES, default="")),
        third_path=bool(row.choice("derde leerweg", YES, default="")),
        crebo=row.text("crebo", LONGEST_CREBO),
        municipality=row.text("gemeente", LONGEST_PLACE),
        sector=row.text("sector", LONGEST_SECTOR),
        source=TrainingSource.FILE.value,
        source_name=row.text("bron", LONGEST) or told_by[:LONGEST],
        source_date=on,
        url=_address(row),
        teaches=_taught(row),
    )


def _price(row: RowReader) -> int:
    if not row.text("prijs", LONGEST, needed=True):
        return 0
    return row.cents("prijs") or 0


def _address(row: RowReader) -> str:
    text = row.text("website", LONGEST_ADDRESS)
    if text and not text.startswith(("https://", "http://")):
        row.wrong("website", NO_CHOICE)
    return text


def _taught(row: RowReader) -> tuple[str, ...]:
    found = []
    for word in row.many("leert"):
        near = find(word[:120], ConceptKind.COMPETENCE, NEAREST)
        named = [one.concept.uri for one in near if fold(word) in {fold(one.concept.name), fold(one.by)}]
        if named:
            found.append(named[0])
        else:
            row.wrong("leert", UNKNOWN_SKILL)
    return tuple(dict.fromkeys(found))
