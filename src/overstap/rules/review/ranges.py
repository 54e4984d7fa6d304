"""The ranges of a fact within which two versions treat every value alike, or calculate with it in one way.

Other than the classes of an assessment these ranges are complete: together they are the whole domain.
"""

from __future__ import annotations

from collections.abc import Iterable

from overstap.rules import operations
from overstap.rules.algebra import SCALAR
from overstap.rules.classes import FactSlots, Setting
from overstap.rules.datatypes import Kind
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, affected, run
from overstap.rules.review.joint import Joint

MOST_CUTS, MOST_HALVINGS = 200, 6_000
NOT_APPLICABLE = (0, 0)
_EXTREMES = (operations.smallest, operations.largest)


def settings(joint: Joint) -> dict[str, tuple[Setting, ...]]:
    """Give the classes of every fact, the merged cuts of both versions."""
    support = _support(joint)
    return {name: tuple(_of(joint, slots, support)) for name, slots in joint.facts.items()}


def _support(joint: Joint) -> list[frozenset[str]]:
    support: list[frozenset[str]] = [frozenset()] * len(joint.start)
    for name, slots in joint.facts.items():
        for slot in slots.slots:
            support[slot] = frozenset({name})
    for step in joint.steps:
        support[step.slot] = frozenset().union(*(support[arg] for arg in step.args))
    return support


def _of(joint: Joint, slots: FactSlots, support: list[frozenset[str]]) -> Iterable[Setting]:
    fact = slots.fact
    if slots.applies is not None:
        yield Setting((fact.low, fact.low), NOT_APPLICABLE)
    if slots.value is None:
        yield Setting((fact.low, fact.high))
        return
    if fact.type.kind in (Kind.BOOLEAN, Kind.ENUM):
        yield from (Setting((number, number)) for number in range(fact.low, fact.high + 1))
        return
    starts = sorted(_cuts(joint, slots, support))
    ends = [start - 1 for start in starts[1:]] + [fact.high]
    yield from (Setting(cell) for cell in zip(starts, ends, strict=True))


def _cuts(joint: Joint, slots: FactSlots, support: list[frozenset[str]]) -> set[int]:
    fact = slots.fact
    own = tuple(step for step in affected(joint.steps, slots.slots) if support[step.slot] == {fact.id})
    cuts = {fact.low}
    for step in own:
        found = _Halving(joint, slots, own, step).cuts()
        cuts |= found if len(cuts | found) <= MOST_CUTS else set()
    return cuts


class _Halving:
    """Finds where a step changes, or where the smallest or largest of two becomes the other."""

    def __init__(self, joint: Joint, slots: FactSlots, own: tuple[BoundStep, ...], step: BoundStep) -> None:
        self.joint, self.slots, self.own, self.step = joint, slots, own, step
        self.domain = (slots.fact.low, slots.fact.high)

    def cuts(self) -> set[int]:
        """Give the first values after each change; none when there are too many."""
        found = self._search(lambda values: values[self.step.slot])
        if found is None and self.step.run in _EXTREMES and len(self.step.args) == 2:  # noqa: PLR2004
            left, right = self.step.args
            found = self._search(lambda values: operations.less(SCALAR, None, values[left], values[right]))
        return found or set()

    def _search(self, look: object) -> set[int] | None:
        pending, cuts, last, work = [self.domain], set[int](), None, 0
        while pending:
            low, high = pending.pop()
            values: list[Interval] = list(self.joint.start)
            self.slots.place(values, Setting((low, high)))
            run(self.own, values)
            found = look(values)  # type: ignore[operator]
            work += 1
            if found[0] != found[1] and low < high:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]
            elif found != last:
                cuts.add(low)
                last = found
            if len(cuts) > MOST_CUTS or work > MOST_HALVINGS:
                return None
        return cuts
