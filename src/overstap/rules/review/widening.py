"""Making each class that changes as wide as it can be, so that a reader sees few lines and no accidental limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from overstap.rules.review.merging import Box, Boxed
from overstap.rules.review.search import Search, Slots

EACH, ALTOGETHER, MOST_GROUPS = 400, 30_000, 300
Change = Callable[[Slots], object]


class Widening:
    """Widens groups of classes (verruiming) as long as the same change certainly happens to all of them."""

    def __init__(self, search: Search, change: Change, settled: Callable[[object], bool]) -> None:
        self.search, self.change, self.settled = search, change, settled
        self.sizes = {name: len(options) for name, options in search.classes.items()}
        self.left = ALTOGETHER

    def widened(self, groups: Sequence[Boxed]) -> list[Boxed]:
        """Give the groups as wide as the bound on the work allows, without those that others hold together."""
        if len(groups) > MOST_GROUPS:
            return list(groups)
        wide = [Boxed(self._wide(group), group.change) if self.settled(group.change) else group for group in groups]
        wide.sort(key=lambda group: self._share(group.box), reverse=True)
        kept: list[Boxed] = []
        for group in wide:
            if not self._held(group.box, [other.box for other in kept if other.change == group.change]):
                kept.append(group)
        for group in reversed(list(kept)):
            others = [other.box for other in kept if other is not group and other.change == group.change]
            if self._held(group.box, others):
                kept.remove(group)
        return kept

    def _share(self, box: Box) -> float:
        share = 1.0
        for name, places in box.items():
            share *= len(places) / self.sizes[name]
        return share

    def _wide(self, group: Boxed) -> Box:
        box: dict[str, frozenset[int]] = dict(group.box)
        for name in sorted(box, key=lambda one: -self.sizes[one]):
            without = {one: places for one, places in box.items() if one != name}
            if self._certain(without, group.change):
                box = without
                continue
            for place in range(self.sizes[name]):
                more = {**box, name: box[name] | {place}}
                if place not in box[name] and self._certain({**box, name: frozenset({place})}, group.change):
                    box = more
        return box

    def _certain(self, box: Box, change: object) -> bool:
        """Tell whether every class of a box changes in this way; no when the bound is reached."""
        budget = [min(EACH, self.left)]
        found = self._visit(list(self.search.joint.start), frozenset(), box, change, budget)
        self.left -= min(EACH, self.left) - max(budget[0], 0)
        return found

    def _visit(self, values: Slots, assigned: frozenset[str], box: Box, change: object, budget: list[int]) -> bool:
        found = self.change(values)
        if found is not None:
            return found == change
        names = {name: True for name in self.search.reach(values) if name not in assigned}
        if not names or self.search.same(values):
            return False
        name = next((one for one in names if one in box), None) or next(iter(names))
        for place in sorted(box.get(name, range(self.sizes[name]))):
            budget[0] -= 1
            if budget[0] < 0:
                return False
            inside = self.search.placed(values, name, place)
            if not self._visit(inside, assigned | {name}, box, change, budget):
                return False
        return True

    def _held(self, box: Box, others: Sequence[Box]) -> bool:
        """Tell whether other boxes together hold a box."""
        for index, other in enumerate(others):
            if any(not self._places(box, name) & places for name, places in other.items()):
                continue
            inside: dict[str, frozenset[int]] = dict(box)
            for name, places in other.items():
                outside = self._places(inside, name) - places
                if outside and not self._held({**inside, name: outside}, others[index + 1 :]):
                    return False
                inside[name] = self._places(inside, name) & places
            return True
        return False

    def _places(self, box: Mapping[str, frozenset[int]], name: str) -> frozenset[int]:
        return box.get(name, frozenset(range(self.sizes[name])))
