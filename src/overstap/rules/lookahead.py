"""Which question says most: for every class of its answers, how much of what is open it would close.

What is open in a scheme is worth points, times what is at stake in that scheme. A question is worth the points that it
closes on average over the classes of its fact, each class as likely as another, added up over all schemes. That is
then divided by a price for sensitivity, so that a little more never justifies a more sensitive question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from overstap.rules.asking import asking_order
from overstap.rules.catalogue import Catalogue
from overstap.rules.class_tables import ClassTable, class_table
from overstap.rules.evaluation import Evaluation, ReadCase, evaluate
from overstap.rules.model import Fact, Origin, Sensitivity, Text
from overstap.rules.operations import Interval
from overstap.rules.program import ParameterValue
from overstap.rules.sharpening import MOST_REMEMBERED, Memory, Sharpened, sharpen
from overstap.rules.values import REFUSED, Facts
from overstap.rules.wording import MAY_NARROW, MAY_SETTLE, listed

OUTCOME, CONDITIONS, ANSWERS, PARTS = 8.0, 4.0, 2.0, 1.0
"""Points of what is open: yes or no itself, all conditions together, the amount and further answers, the parts."""
PRICE = {Sensitivity.GEWOON: 1, Sensitivity.GEVOELIG: 2, Sensitivity.BIJZONDER: 4}
"""A question of this sensitivity must close so many times as much as an ordinary one."""
_DECIMALS = 9

Allowed = Callable[[Fact], bool] | Collection[str] | None
"""Which facts may be asked, because of consent: a function, ids, or None for every fact."""
Overrides = Mapping[str, Mapping[str, ParameterValue]]
Ahead = tuple[float, bool]
_LOOKED: Memory[dict[str, Ahead]] = Memory(MOST_REMEMBERED)


@dataclass(frozen=True, slots=True)
class QuestionReason:
    """Why a question is asked (reden van een vraag).

    `settles` are the schemes of which the answer alone can decide yes or no, `narrows` the others that it brings
    closer; `worth` is what it closes, by which questions are compared.
    """

    fact: Fact
    settles: tuple[str, ...]
    narrows: tuple[str, ...]
    names: Mapping[str, Text]
    worth: float

    def text(self, language: str = "nl") -> str:
        """Say it in one or two plain sentences."""
        parts = []
        for schemes, text in ((self.settles, MAY_SETTLE), (self.narrows, MAY_NARROW)):
            if schemes:
                names = listed([self.names[one].get(language) for one in schemes], language)
                parts.append(text.get(language).format(names=names))
        return " ".join(parts)


@dataclass(slots=True)
class _Open:
    """A scheme in which something is open, with what it takes to look ahead in it."""

    evaluation: Evaluation
    sharpened: Sharpened
    classes: ClassTable
    questions: tuple[str, ...]
    stake: float = 1.0

    def interval(self, values: list[Interval], slot: int) -> Interval:
        """Give the interval of a slot after an answer; what was settled by looking further stays so."""
        known = self.sharpened.refined.get(slot)
        return known if known is not None and known[0] == known[1] else values[slot]

    def points(self, values: list[Interval]) -> float:
        """Give what is open in these slots."""
        prepared = self.evaluation.prepared
        roots = prepared.roots
        low, high = self.interval(values, roots.outcome)
        conditions = roots.grounds[: len(prepared.version.conditions)]
        seen = [self.interval(values, slot) for slot in conditions]
        if high == 0 or any(one[1] == 0 for one in seen):
            return 0.0
        found = ANSWERS * self._answers_open(values)
        if low == 0:
            found += OUTCOME + CONDITIONS * sum(one[0] != one[1] for one in seen) / len(seen)
            edge = prepared.edge
            found += PARTS * sum(values[slot][0] != values[slot][1] for slot in edge) / len(edge)
        return found

    def _answers_open(self, values: list[Interval]) -> float:
        """Give which share of the answers is open, an amount for its part of the whole range."""
        prepared, found = self.evaluation.prepared, 0.0
        for slot in prepared.roots.answers:
            low, high = self.interval(values, slot)
            if low != high:
                least, most = prepared.widest[slot]
                found += min(1.0, (high - low) / max(1, most - least))
        return found / max(1, len(prepared.roots.answers))

    def looked_ahead(self) -> dict[str, Ahead]:
        """Give for each question what an answer closes on average, and whether it alone can settle yes or no."""
        values = self.evaluation.values
        key = (self.classes, self.classes.pattern(values))
        found = _LOOKED.get(key)
        if found is None:
            now = self.points(values)
            found = {name: self._ahead(name, now) for name in self.sharpened.mattering}
            _LOOKED.put(key, found)
        return found

    def _ahead(self, name: str, now: float) -> Ahead:
        outcome, start = self.evaluation.prepared.roots.outcome, self.evaluation.values
        slots, settings = self.classes.slots(name), self.classes.of(name)
        left, settles = 0.0, False
        was_open = self.interval(start, outcome) == (0, 1)
        for setting in settings:
            values = start.copy()
            slots.place(values, setting)
            self.evaluation.prepared.after[name].run(values)
            left += self.points(values)
            low, high = self.interval(values, outcome)
            settles = settles or (was_open and low == high)
        return now - left / len(settings), settles


def ranked_questions(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: Iterable[Origin | str],
    overrides: Overrides | None = None,
    allowed: Allowed = None,
) -> tuple[QuestionReason, ...]:
    """Give every question that still matters and may be asked, the one that says most first (volgorde van vragen).

    Equal worth goes to the least sensitive, then to the order of the schemes and their conditions.
    """
    wanted, permitted = frozenset(Origin(origin) for origin in origins), permission(allowed)
    schemes = _open_schemes(catalogue, scheme_ids, facts, on, overrides or {})
    largest = max((_largest(one) for one in schemes), default=0)
    names = {one.evaluation.version.id: one.evaluation.version.name for one in schemes}
    found: dict[str, list[tuple[str, bool, float]]] = {}
    for one in schemes:
        one.stake = 1.0 + (_largest(one) / largest if largest else 0.0)
        ahead = one.looked_ahead()
        for name in one.questions:
            fact = catalogue.facts[name]
            if not wanted.isdisjoint(fact.origin) and permitted(fact):
                gain, settles = ahead[name]
                found.setdefault(name, []).append((one.evaluation.version.id, settles, gain * one.stake))
    reasons = [_reason(catalogue.facts[name], told, names) for name, told in found.items()]
    return tuple(sorted(reasons, key=lambda reason: (-reason.worth, reason.fact.sensitivity.rank)))


def forget_what_was_looked_at() -> None:
    """Forget what questions were worth; for measuring."""
    _LOOKED.clear()


def permission(allowed: Allowed) -> Callable[[Fact], bool]:
    """Give the function that tells whether a fact may be asked."""
    if allowed is None:
        return lambda _fact: True
    if callable(allowed):
        return allowed
    return lambda fact: fact.id in allowed


def _reason(fact: Fact, told: list[tuple[str, bool, float]], names: Mapping[str, Text]) -> QuestionReason:
    worth = sum(gain for _, _, gain in told) / PRICE[fact.sensitivity]
    settles = tuple(scheme for scheme, settles, _ in told if settles)
    narrows = tuple(scheme for scheme, settles, _ in told if not settles)
    return QuestionReason(fact, settles, narrows, {one: names[one] for one, _, _ in told}, round(worth, _DECIMALS))


def _open_schemes(
    catalogue: Catalogue, scheme_ids: Iterable[str], facts: Facts, on: date, overrides: Overrides
) -> list[_Open]:
    found, read = [], ReadCase(catalogue.facts, facts)
    for scheme_id in dict.fromkeys(scheme_ids):
        version = next((one for one in catalogue.all_versions(scheme_id) if one.valid_on(on)), None)
        if version is None:
            continue
        evaluation = evaluate(version, catalogue.facts, facts, on, overrides.get(scheme_id), read=read)
        sharpened = sharpen(evaluation)
        if sharpened.mattering:
            order = asking_order(version, catalogue)
            asked = tuple(name for name in order if name in sharpened.mattering and facts.get(name) is not REFUSED)
            found.append(_Open(evaluation, sharpened, class_table(evaluation), asked))
    return found


def _largest(one: _Open) -> int:
    """Give the largest amount that the scheme can give anyone, in cents."""
    prepared = one.evaluation.prepared
    if prepared.version.amount is None:
        return 0
    most: int = prepared.widest[prepared.roots.answers[-1]][1]
    return max(0, most)
