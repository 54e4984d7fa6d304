"""What if one fact were different: which single change turns an answer, and which single answer would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from overstap.rules.asking import asking_order
from overstap.rules.catalogue import Catalogue
from overstap.rules.class_tables import ClassTable, class_table
from overstap.rules.evaluation import Evaluation, evaluate
from overstap.rules.model import Fact, Text
from overstap.rules.operations import Interval
from overstap.rules.program import ParameterValue, affected
from overstap.rules.sharpening import sharp_outcome
from overstap.rules.values import REFUSED, Facts, Outcome, outcome_of
from overstap.rules.what_if_wording import turn_text

Told = Mapping[Interval | None, Outcome | None]
MOST_TRIED = 400
"""So many values of one fact are tried at most; what is not settled by then is left out."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One fact that alone turns or settles the answer (omslag).

    `ranges` are the values that do it (cents, day numbers, ranks) and `absent` tells that 'not applicable' does.
    `known` tells that the fact has another value now; otherwise it has not been asked. Whether a person or time can
    change it stands in `fact.changes`.
    """

    fact: Fact
    known: bool
    outcome: Outcome
    ranges: tuple[Interval, ...]
    absent: bool
    text: Text


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change the answer of one scheme (wat als).

    `turns` stand in asking order. `keeps_open` are the facts that hold an open answer on their own: as soon as one of
    them is known, the answer is. A scheme that is not `conditional` gives an answer to everybody, so nothing turns it.
    """

    scheme_id: str
    name: Text
    outcome: Outcome
    turns: tuple[Turn, ...]
    keeps_open: tuple[Fact, ...]
    conditional: bool = True

    def towards(self, outcome: Outcome) -> tuple[Turn, ...]:
        """Give the changes that lead to an outcome."""
        return tuple(turn for turn in self.turns if turn.outcome is outcome)


def what_if(
    catalogue: Catalogue,
    scheme_id: str,
    case: Facts,
    on: date,
    *,
    overrides: Mapping[str, ParameterValue] | None = None,
) -> WhatIf:
    """Tell which single change of one fact would turn the answer of a scheme, all other facts staying as they are.

    A refused fact is left alone. On a day that no version covers the answer is no and no fact turns it. Raises as
    `assess` does.
    """
    versions = catalogue.all_versions(scheme_id)
    version = next((one for one in versions if one.valid_on(on)), None)
    if version is None:
        return WhatIf(scheme_id, versions[-1].name, Outcome.NEE, (), ())
    evaluation = evaluate(version, catalogue.facts, case, on, overrides)
    outcome = sharp_outcome(evaluation)
    turns: list[Turn] = []
    keeps: list[Fact] = []
    for name in asking_order(version, catalogue):
        if case.get(name) is REFUSED:
            continue
        told = dict(_Tried(evaluation, name).outcomes())
        fact, known = catalogue.facts[name], name in case
        turns += _turns(evaluation, fact, outcome, told, known=known)
        settles = None not in told.values() and Outcome.ONBEKEND not in told.values()
        if outcome is Outcome.ONBEKEND and not known and settles:
            keeps.append(fact)
    return WhatIf(scheme_id, version.name, outcome, tuple(turns), tuple(keeps), bool(version.conditions))


def _turns(evaluation: Evaluation, fact: Fact, outcome: Outcome, told: Told, *, known: bool) -> Iterator[Turn]:
    """Give what the values of one fact would turn the answer to, yes before no."""
    unfinished = [one for one, found in told.items() if found is None and one is not None]
    now = _number(evaluation, fact.id)
    for other in (Outcome.JA, Outcome.NEE):
        ranges = _exact([one for one, found in told.items() if found is other and one is not None], unfinished)
        absent = told.get(None) is other
        if other is not outcome and (ranges or absent):
            text = turn_text(fact, ranges, outcome=other, absent=absent, now=now, known=known)
            yield Turn(fact, known, other, ranges, absent, text)


def _number(evaluation: Evaluation, name: str) -> int | None:
    """Give the number that a fact has; None when it is open, does not apply, or only that is asked."""
    value, applies = (evaluation.values[slot] if slot is not None else None for slot in evaluation.prepared.slots[name])
    if value is None or value[0] != value[1] or applies == (0, 0):
        return None
    number: int = value[0]
    return number


class _Tried:
    """Tries the values of one fact, range by range, with everything else as it is."""

    def __init__(self, evaluation: Evaluation, name: str) -> None:
        self.evaluation, self.prepared = evaluation, evaluation.prepared
        self.name, self.slots = name, evaluation.prepared.slots[name]
        self.left = MOST_TRIED
        own = [slot for slot in self.slots if slot is not None]
        self._moved = [step.slot for step in affected(evaluation.prepared.steps, own)]

    def outcomes(self) -> Iterator[tuple[Interval | None, Outcome | None]]:
        """Give each range with the outcome that it leads to; the range None stands for 'not applicable'.

        An outcome of None is that of a range that was not looked into any further.
        """
        fact = self.prepared.facts[self.name]
        classes: ClassTable = class_table(self.evaluation)
        cells, alike = classes.ranges(self.name)
        if self.slots[0] is None:
            cells = [(fact.low, fact.high)]
        for cell in cells:
            if alike or self.slots[0] is None:
                yield cell, sharp_outcome(self._with((cell[0], cell[0]), (1, 1)))
            else:
                yield from self._halved(cell)
        if fact.may_be_not_applicable:
            yield None, sharp_outcome(self._with((fact.low, fact.low), (0, 0)))

    def _halved(self, cell: Interval) -> Iterator[tuple[Interval, Outcome | None]]:
        pending = [cell]
        while pending:
            low, high = pending.pop()
            self.left -= 1
            at = self._with((low, high), (1, 1))
            bounds = at.values[self.prepared.roots.outcome]
            if bounds[0] == bounds[1] or low == high:
                yield (low, high), sharp_outcome(at) if low == high else outcome_of(*bounds)
            elif self._open_all_along(at, low, high):
                yield (low, high), Outcome.ONBEKEND
            elif self.left > 0:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]
            else:
                yield (low, high), None

    def _open_all_along(self, at: Evaluation, low: int, high: int) -> bool:
        """Tell whether the answer is open at both ends and nothing that is true or false differs between them."""
        ends = [self._with((one, one), (1, 1)) for one in (low, high)]
        watched = [slot for slot in self._moved if at.values[slot][0] >= 0 and at.values[slot][1] <= 1]
        if any(end.values[slot] != at.values[slot] for end in ends for slot in watched):
            return False
        return all(sharp_outcome(end) is Outcome.ONBEKEND for end in ends)

    def _with(self, value: Interval, applies: Interval) -> Evaluation:
        values = list(self.evaluation.values)
        for slot, interval in zip(self.slots, (value, applies), strict=True):
            if slot is not None:
                values[slot] = interval
        self.prepared.whole.run(values)
        return Evaluation(self.prepared, self.evaluation.on, values)


def _exact(ranges: list[Interval], unfinished: list[Interval]) -> tuple[Interval, ...]:
    """Join ranges that follow each other, and leave out those that may really be longer."""
    found: list[Interval] = []
    for low, high in sorted(ranges):
        if found and found[-1][1] + 1 == low:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    beside = {end for low, high in unfinished for end in (low - 1, high + 1)}
    return tuple(one for one in found if beside.isdisjoint(one))
