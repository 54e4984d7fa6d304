"""Bringing classes that change alike together in as few lines as possible."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

Box = Mapping[str, frozenset[int]]
"""By fact the places of its classes; a fact that is absent may have any."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """A group of classes with what happens to it."""

    box: Box
    change: Hashable

    def without(self, name: str) -> tuple[Hashable, ...]:
        """Give everything but one fact, to find groups that differ in that fact only."""
        return (self.change, *sorted((one, tuple(sorted(places))) for one, places in self.box.items() if one != name))


def merge(groups: Iterable[Boxed], sizes: Mapping[str, int]) -> list[Boxed]:
    """Join groups that change alike and differ in one fact only, until nothing joins; `sizes` counts its classes."""
    found = list(groups)
    changed = True
    while changed:
        changed = False
        for name in sorted({fact for group in found for fact in group.box}):
            together: dict[tuple[Hashable, ...], list[Boxed]] = {}
            apart: list[Boxed] = []
            for group in found:
                if name in group.box:
                    together.setdefault(group.without(name), []).append(group)
                else:
                    apart.append(group)
            changed |= any(len(same) > 1 for same in together.values())
            found = apart + [_joined(same, name, sizes[name]) for same in together.values()]
            found = _absorbed(found)
    return found


def _joined(groups: list[Boxed], name: str, size: int) -> Boxed:
    places = frozenset().union(*(group.box[name] for group in groups))
    box = {fact: kept for fact, kept in groups[0].box.items() if fact != name}
    if len(places) < size:
        box[name] = places
    return replace(groups[0], box=box)


def _absorbed(groups: list[Boxed]) -> list[Boxed]:
    """Leave out a group that another of the same change holds altogether; only worth it while there are few."""
    if len(groups) > _FEW:
        return groups
    kept: list[Boxed] = []
    for index, group in enumerate(groups):
        others = (*kept, *groups[index + 1 :])
        if not any(other.change == group.change and _within(group.box, other.box) for other in others):
            kept.append(group)
    return kept


def _within(small: Box, large: Box) -> bool:
    return all(name in small and small[name] <= places for name, places in large.items())


_FEW = 200
