"""What happens by itself: the days on which a scheme opens or closes for someone whose facts stay the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overstap.rules.assess import show_day
from overstap.rules.catalogue import Catalogue
from overstap.rules.evaluation import Evaluation, evaluate
from overstap.rules.model import SchemeVersion, Text
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.program import ParameterValue, affected
from overstap.rules.sharpening import sharp_outcome
from overstap.rules.values import Facts, Outcome
from overstap.rules.wording import CHANGES_BY_ITSELF, OUTCOMES, WHY_BY_ITSELF

ONE_DAY = timedelta(days=1)


class Cause(StrEnum):
    """Why an answer changes on a day while the facts stay the same (oorzaak)."""

    STARTS = "begint"
    ENDS = "stopt"
    RULES = "regels"
    DATE = "datum"


@dataclass(frozen=True, slots=True)
class ComingChange:
    """A day on which the answer of a scheme changes by itself (verandering op komst); `on` is the first day of it."""

    scheme_id: str
    name: Text
    on: date
    before: Outcome
    after: Outcome
    cause: Cause

    def text(self, language: str = "nl") -> str:
        """Say it in one sentence."""
        return CHANGES_BY_ITSELF.get(language).format(
            name=self.name.get(language),
            day=show_day(self.on, language),
            before=OUTCOMES[self.before].get(language),
            after=OUTCOMES[self.after].get(language),
            why=WHY_BY_ITSELF[self.cause.value].get(language),
        )


def coming_changes(
    catalogue: Catalogue,
    scheme_id: str,
    case: Facts,
    on: date,
    until: date,
    *,
    overrides: Mapping[str, ParameterValue] | None = None,
) -> tuple[ComingChange, ...]:
    """Give every day after `on`, until and including `until`, on which the answer changes by itself, in order.

    The facts stay what they are: an age is not counted on. What a region has set stays set as long as a version has
    that parameter. Raises as `assess` does.
    """
    versions = catalogue.all_versions(scheme_id)
    stories = [_Story(catalogue, version, case, overrides or {}) for version in versions]
    starts = _new_rules(versions, on, until)
    found: list[ComingChange] = []
    before: tuple[SchemeVersion | None, Outcome] | None = None
    for first, last in zip(starts, [*(start - ONE_DAY for start in starts[1:]), until], strict=True):
        story = next((one for one in stories if one.version.valid_on(first)), None)
        version = story.version if story else None
        for day, outcome in story.told(first, last) if story else [(first, Outcome.NEE)]:
            if before is not None and before[1] is not outcome:
                cause = _cause(before[0], version, new_rules=day == first)
                name = (version or before[0] or versions[0]).name
                found.append(ComingChange(scheme_id, name, day, before[1], outcome, cause))
            before = (version, outcome)
    return tuple(found)


def _cause(before: SchemeVersion | None, after: SchemeVersion | None, *, new_rules: bool) -> Cause:
    if before is None:
        return Cause.STARTS
    if after is None:
        return Cause.ENDS
    return Cause.RULES if new_rules else Cause.DATE


def _new_rules(versions: tuple[SchemeVersion, ...], on: date, until: date) -> list[date]:
    """Give the first day and every later day on which a version or a parameter starts or stops."""
    days = {on}
    for version in versions:
        pieces = [piece for parameter in version.parameters.values() for piece in parameter.values]
        days |= {version.valid_from, *(piece.start for piece in pieces)}
        ends = [version.valid_until, *(piece.end for piece in pieces)]
        days |= {end + ONE_DAY for end in ends if end is not None and end < date.max}
    return sorted(day for day in days if on <= day <= until)


class _Story:
    """The answers of one version over a stretch of days within which its parameters stay the same."""

    def __init__(
        self,
        catalogue: Catalogue,
        version: SchemeVersion,
        case: Facts,
        overrides: Mapping[str, ParameterValue],
    ) -> None:
        self.facts, self.version, self.case = catalogue.facts, version, case
        self.overrides = {name: value for name, value in overrides.items() if name in version.parameters}

    def told(self, first: date, last: date) -> Iterator[tuple[date, Outcome]]:
        """Give the days, in order, from which on an outcome holds; found by halving the stretch."""
        start = evaluate(self.version, self.facts, self.case, first, self.overrides)
        if start.prepared.today is None:
            yield first, sharp_outcome(start)
            return
        pending = [(first.toordinal(), last.toordinal())]
        while pending:
            low, high = pending.pop()
            found = self.alike(start, low, high)
            if found is not None:
                yield date.fromordinal(low), found
            else:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]

    def alike(self, start: Evaluation, low: int, high: int) -> Outcome | None:
        """Give the outcome of all these days together; None when they may differ."""
        at_low = _on(start, low, low)
        outcome = sharp_outcome(at_low)
        if low == high:
            return outcome
        stretch = _on(start, low, high)
        watched = _watched(start.prepared, stretch.values)
        if any(stretch.values[slot] != at_low.values[slot] for slot in watched):
            return None
        if outcome is Outcome.ONBEKEND and sharp_outcome(_on(start, high, high)) is not outcome:
            return None
        return outcome


def _on(start: Evaluation, low: int, high: int) -> Evaluation:
    values, prepared = list(start.values), start.prepared
    if prepared.today is not None:
        values[prepared.today] = (low, high)
    prepared.whole.run(values)
    return Evaluation(prepared, date.fromordinal(low), values)


def _watched(prepared: Prepared, values: list[Interval]) -> list[int]:
    """Give what tells days apart: what the date makes true or false, and the outcome itself."""
    moved = [step.slot for step in affected(prepared.steps, [prepared.today])] if prepared.today is not None else []
    return [slot for slot in moved if values[slot][0] >= 0 and values[slot][1] <= 1] + [prepared.roots.outcome]
