"""Comparing two versions of a scheme: which classes of people get another answer (change review)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice, product
from typing import Any

from overstap.rules.assessment import Bounds
from overstap.rules.catalogue import Catalogue
from overstap.rules.classes import Setting
from overstap.rules.full_ranges import FullRanges
from overstap.rules.model import SchemeVersion
from overstap.rules.operations import Interval
from overstap.rules.program import run_changed
from overstap.rules.review.changes import ClassChange, FactRange, Review, Side
from overstap.rules.review.joint import Joint, join
from overstap.rules.review.merging import Box, Boxed, merge
from overstap.rules.review.search import Found, Search, Slots, answers
from overstap.rules.review.widening import Widening
from overstap.rules.values import outcome_of

BUDGET, DRAWS, PROBES, MOST_ALIKE = 40_000, 4_000, 24, 3
Classes = Mapping[str, tuple[Setting, ...]]
Change = tuple[Side, Side, Bounds | None, bool]


def compare(
    catalogue_a: Catalogue,
    version_a: SchemeVersion,
    catalogue_b: Catalogue,
    version_b: SchemeVersion,
    on: date | None = None,
    *,
    budget: int = BUDGET,
    draws: int = DRAWS,
) -> Review:
    """Compare a version with a later or changed one for every class of people, everything answered.

    Both are taken on one day, by default the first day of the second; outside its validity a version has the values of
    the nearest day on which it holds. `budget` bounds the work, `draws` the sample of what was not reached. Raises
    `NotComparableError` when a fact of the same name means something else.
    """
    day = on or version_b.valid_from
    joint = join(catalogue_a, version_a, catalogue_b, version_b, day)
    ranges = FullRanges(joint.steps, joint.start, joint.facts)
    search = Search(joint, {name: ranges.of(name) for name in joint.facts}, budget, draws)
    result = search.run()
    reader = _Reader(joint, search.classes, search)
    groups = _merged(reader, search, [boxed for found in result.found for boxed in reader.read(found)])
    return Review(
        on=day,
        changes=tuple(sorted((reader.change(one) for one in groups), key=_order)),
        covered=max(0.0, 1.0 - result.missed),
        work=result.work,
        drawn=result.drawn,
        probed=reader.probed,
        assumed=reader.assumed,
        new_facts=tuple(name for name in version_b.fact_ids if name not in version_a.fact_ids),
        dropped_facts=tuple(name for name in version_a.fact_ids if name not in version_b.fact_ids),
        new_outputs=tuple(name for name in version_b.outputs if name not in version_a.outputs),
        dropped_outputs=tuple(name for name in version_a.outputs if name not in version_b.outputs),
        choices=joint.choices,
    )


def _merged(reader: _Reader, search: Search, groups: list[Boxed]) -> list[Boxed]:
    """Bring what was found together in few and wide groups."""
    sizes = {name: len(options) for name, options in search.classes.items()}
    found = merge(groups, sizes)
    if not search.result.missed:
        found = Widening(search, reader.certain, _settled).widened(found)
    return merge(_coarser(found), sizes)


def _order(change: ClassChange) -> tuple[object, ...]:
    ways = ("opent", "sluit", "meer", "minder", "wisselend", "anders")
    return ways.index(change.direction), change.sampled, len(change.facts), [one.fact for one in change.facts]


def _coarser(groups: list[Boxed]) -> list[Boxed]:
    """Take numbers of one direction together as bounds, where there would be many lines otherwise."""
    hulls: dict[tuple[object, ...], list[Change]] = {}
    for group in groups:
        hulls.setdefault(_kind(group.change), []).append(_unpacked(group.change))
    made = {kind: _hull(changes) for kind, changes in hulls.items() if len(changes) > MOST_ALIKE}
    return [
        Boxed(group.box, _packed(made[_kind(group.change)])) if _kind(group.change) in made else group
        for group in groups
    ]


def _kind(change: object) -> tuple[object, ...]:
    before, after, difference, sampled = _unpacked(change)
    way = ClassChange((), before, after, difference).direction
    sides = tuple((side.outcome, tuple(_named(side.outputs))) for side in (before, after))
    return (*sides, way, sampled)


def _named(outputs: Mapping[str, Bounds]) -> Iterator[tuple[object, ...]]:
    """Give what tells answers apart: their values, except for a number that counts something."""
    for name, bounds in outputs.items():
        yield (name,) if isinstance(bounds, Counted) else (name, bounds)


def _hull(changes: list[Change]) -> Change:
    before, after = _side([one[0] for one in changes]), _side([one[1] for one in changes])
    return before, after, _around([one[2] for one in changes]), changes[0][3]


def _side(sides: list[Side]) -> Side:
    outputs: dict[str, Bounds] = {}
    for name, bounds in sides[0].outputs.items():
        around = _around([side.outputs[name] for side in sides]) or bounds
        outputs[name] = Counted(around.lo, around.hi) if isinstance(bounds, Counted) else bounds
    return Side(sides[0].outcome, _around([side.amount for side in sides]), outputs)


def _settled(packed: object) -> bool:
    """Tell whether both amounts of a change are one amount."""
    before, after, _, _ = _unpacked(packed)
    return all(side.amount is None or side.amount.settled for side in (before, after))


def _around(bounds: list[Bounds | None]) -> Bounds | None:
    known = [one for one in bounds if one is not None]
    return Bounds(min(one.lo for one in known), max(one.hi for one in known)) if known else None


def _packed(change: Change) -> tuple[object, ...]:
    before, after, difference, sampled = change
    sides = tuple((side.outcome, side.amount, tuple(side.outputs.items())) for side in (before, after))
    return (*sides, difference, sampled)


def _unpacked(packed: Any) -> Change:
    one, other, difference, sampled = packed
    before, after = (Side(outcome, amount, dict(outputs)) for outcome, amount, outputs in (one, other))
    return before, after, difference, sampled


class Counted(Bounds):
    """Bounds of a further answer that is a number, so that several may be told as one range."""

    __slots__ = ()


def _told(before: Side, after: Side) -> tuple[Side, Side]:
    """Leave out what stays the same: further answers that do not differ, and all of them beside another outcome."""
    same = before.outcome is after.outcome
    kept = [name for name in before.outputs if same and before.outputs[name] != after.outputs.get(name)]
    return (
        Side(before.outcome, before.amount, {name: before.outputs[name] for name in kept}),
        Side(after.outcome, after.amount, {name: after.outputs[name] for name in kept}),
    )


class _Reader:
    """Reads what happens to a group that was found."""

    def __init__(self, joint: Joint, classes: Classes, search: Search) -> None:
        self.joint, self.classes, self.search = joint, classes, search
        self.probed = self.assumed = 0

    def read(self, found: Found) -> Iterator[Boxed]:
        """Give the group with its change; nothing when trying its values shows no difference."""
        box = {name: frozenset({place}) for name, place in found.assigned.items() if len(self.classes[name]) > 1}
        values = found.values
        before, after = _told(self.side(values, 0), self.side(values, 1))
        wide = list(self.search.reach(values))
        if not wide:
            yield Boxed(box, _packed((before, after, self._apart(before, after), found.sampled)))
            return
        self.probed += 1
        tried = list(self._tried(values, wide))
        outcomes = {(one.outcome, other.outcome) for one, other in tried}
        roots = (self.joint.before, self.joint.after)
        if len(outcomes) == 1 and all(values[root.outcome][0] == values[root.outcome][1] for root in roots):
            if all(one == other for one, other in tried):
                self.assumed += 1
            else:
                difference = _around([self._apart(one, other) for one, other in tried])
                yield Boxed(box, _packed((before, after, difference, found.sampled)))
            return
        yield from self._parts(box, tried)

    def certain(self, values: Slots) -> object | None:
        """Give what certainly happens to a group; None as long as that is not one thing."""
        roots = (self.joint.before, self.joint.after)
        slots = [slot for root in roots for slot in (root.outcome, root.amount) if slot is not None]
        if any(values[slot][0] != values[slot][1] for slot in slots):
            return None
        before, after = self.side(values, 0), self.side(values, 1)
        if before.outcome is after.outcome:
            shared = [slot for root in roots for name, slot in root.outputs.items() if name in before.outputs]
            if any(values[slot][0] != values[slot][1] for slot in shared):
                return None
        before, after = _told(before, after)
        return None if before == after else _packed((before, after, self._apart(before, after), False))

    def _parts(self, box: Box, tried: list[tuple[Side, Side]]) -> Iterator[Boxed]:
        """Give what was seen inside a group whose outcome is not one: as seen, not for all of it."""
        seen: dict[tuple[object, object], list[tuple[Side, Side]]] = {}
        for one, other in tried:
            if one != other:
                seen.setdefault((one.outcome, other.outcome), []).append((one, other))
        self.assumed += 0 if seen else 1
        for pairs in seen.values():
            before = Side(pairs[0][0].outcome, _around([one.amount for one, _ in pairs]))
            after = Side(pairs[0][1].outcome, _around([other.amount for _, other in pairs]))
            difference = _around([self._apart(one, other) for one, other in pairs])
            yield Boxed(box, _packed((before, after, difference, True)))

    def _tried(self, values: Slots, wide: list[str]) -> Iterator[tuple[Side, Side]]:
        """Give both answers at the ends and the middle of every range, and at some values between."""
        slots = [slot for name in wide if (slot := self.joint.facts[name].value) is not None]
        ends = [sorted({values[slot][0], values[slot][1], sum(values[slot]) // 2}) for slot in slots]
        luck = random.Random(len(wide))  # noqa: S311 (the same values every time)
        drawn = (tuple(luck.randint(*values[slot]) for slot in slots) for _ in range(PROBES))
        for numbers in (*islice(product(*ends), PROBES * 3), *drawn):
            tried = list(values)
            for slot, number in zip(slots, numbers, strict=True):
                tried[slot] = (number, number)
            run_changed(self.joint.steps, tried, slots)
            yield _told(self.side(tried, 0), self.side(tried, 1))

    def side(self, values: Slots, which: int) -> Side:
        """Give the answer of one version; answers beside a no do not count."""
        roots, other = (self.joint.before, self.joint.after)[:: -1 if which else 1]
        (low, high), amount, outputs = answers(roots, values)
        counted = high == 1
        shared = {
            name: (Counted if name in self.joint.numbers else Bounds)(*found)
            for name, found in outputs.items()
            if counted and name in other.outputs
        }
        return Side(outcome_of(low, high), Bounds(*amount) if amount else None, shared)

    def _apart(self, before: Side, after: Side) -> Bounds | None:
        if before.amount is None and after.amount is None:
            return None
        one, other = before.amount or Bounds(0, 0), after.amount or Bounds(0, 0)
        return Bounds(other.lo - one.hi, other.hi - one.lo)

    def change(self, boxed: Boxed) -> ClassChange:
        """Give the change of a group in ranges of facts."""
        before, after, difference, sampled = _unpacked(boxed.change)
        facts = tuple(self._range(name, boxed.box[name]) for name in self.classes if name in boxed.box)
        return ClassChange(facts, before, after, difference, sampled)

    def _range(self, name: str, places: frozenset[int]) -> FactRange:
        options = self.classes[name]
        absent = any(options[place].applies == (0, 0) for place in places)
        cells = sorted(options[place].value for place in places if options[place].applies != (0, 0))
        ranges: list[Interval] = []
        for low, high in cells:
            if ranges and low <= ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], high)
            else:
                ranges.append((low, high))
        return FactRange(name, tuple(ranges), absent)
