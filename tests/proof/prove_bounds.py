"""Proof (d): what holds of every scheme before a question is answered: nothing grows too large, nothing is idle."""

from collections.abc import Iterator
from datetime import timedelta

from overstap.rules import Catalogue, SchemeVersion
from overstap.rules.algebra import ScalarAlgebra
from overstap.rules.datatypes import LARGEST
from overstap.rules.program import bind_parameters, run
from overstap.rules.static_checks import start_values
from tests.proof.completions import Completions, TooMuchWorkError
from tests.proof.executions import Setup, Slots
from tests.proof.grid import grid
from tests.proof.settings_of_schemes import days, main_day, roots, versions

WIDEST = 2**63
WORK = 200_000
_LONGEST = timedelta(days=365 * 80)


class Watched(int):
    """A whole number that keeps, for all of its kind, the largest that was calculated on the way."""

    largest = 0

    @classmethod
    def seen(cls, number: int) -> "Watched":
        """Note a number."""
        cls.largest = max(cls.largest, abs(number))
        return cls(number)

    def __add__(self, other: int) -> "Watched":
        return self.seen(int(self) + int(other))

    def __radd__(self, other: int) -> "Watched":
        return self.seen(int(other) + int(self))

    def __sub__(self, other: int) -> "Watched":
        return self.seen(int(self) - int(other))

    def __rsub__(self, other: int) -> "Watched":
        return self.seen(int(other) - int(self))

    def __mul__(self, other: int) -> "Watched":
        return self.seen(int(self) * int(other))

    def __rmul__(self, other: int) -> "Watched":
        return self.seen(int(other) * int(self))

    def __floordiv__(self, other: int) -> "Watched":
        return self.seen(int(self) // int(other))

    def __neg__(self) -> "Watched":
        return self.seen(-int(self))


class WatchingAlgebra(ScalarAlgebra):
    """The scalar algebra over watched numbers."""

    __slots__ = ()
    literal = staticmethod(Watched)
    bool_to_int = staticmethod(Watched)


def static_slots(at: Setup) -> Slots:
    """Give the slots of the empty case, on every day from the one of the setup until the version ends."""
    last = at.version.valid_until or at.on + _LONGEST
    known = at.parameters
    return start_values(at.version.program, at.facts, known, (at.on.toordinal(), max(at.on, last).toordinal()))


def widest(at: Setup) -> int:
    """Give the largest number that any calculation of the scheme can come across, on the way included."""
    steps = bind_parameters(at.version.program, at.parameters)
    values = [(Watched(low), Watched(high)) for low, high in static_slots(at)]
    Watched.largest = 0
    run(steps, values, WatchingAlgebra())
    ends = max((abs(end) for interval in values for end in interval), default=0)
    return max(int(ends), Watched.largest)


def idle_conditions(at: Setup, slots: Slots) -> Iterator[str]:
    """Give the conditions that no case makes true, or none makes false; regional values may still do so."""
    cells = grid(at)
    for condition in at.version.conditions:
        if any(at.version.parameters[name].regional for name in condition.expression.parameters()):
            continue
        slot = at.version.program.slot(condition.expression)
        try:
            found = Completions(cells, {}, WORK).hull(slot)
        except TooMuchWorkError:
            found = slots[slot]
        if found != (0, 1):
            yield f"the condition '{condition.id}' is always {'true' if found[0] else 'false'}"


def bounds_proof(catalogue: Catalogue) -> Iterator[str]:
    """Give every number that can grow too large and every condition that decides nothing on any day."""
    for version in versions(catalogue):
        name = f"{version.id}@{version.valid_from}"
        idle: set[str] | None = None
        for on in days(version):
            at = Setup(version, catalogue.facts, on)
            if widest(at) >= WIDEST:
                yield f"{name}: a number can grow to {widest(at)} on {on}"
            yield from unsound_bounds(at, name)
            if idle is None or idle:
                here = set(idle_conditions(at, static_slots(at)))
                idle = here if idle is None else idle & here
        yield from (f"{name}: {text}" for text in sorted(idle or ()))
        if version.conditions:
            yield from (f"{name}: {text}" for text in never(version, catalogue))


def unsound_bounds(at: Setup, name: str) -> Iterator[str]:
    """Give the slots that are too large for a number of a program, by the bounds alone."""
    values = static_slots(at)
    run(bind_parameters(at.version.program, at.parameters), values)
    for slot, (low, high) in enumerate(values):
        if max(abs(low), abs(high)) >= LARGEST:
            yield f"{name}: slot {slot} can grow to {max(abs(low), abs(high))} on {at.on}"


def never(version: SchemeVersion, catalogue: Catalogue) -> Iterator[str]:
    """Give the outcomes that no case can have."""
    if any(parameter.regional for parameter in version.parameters.values()):
        return
    slot = roots(version)["uitkomst"]
    try:
        found = [
            Completions(grid(Setup(version, catalogue.facts, on)), {}, WORK).hull(slot)
            for on in {main_day(version), *days(version)}
        ]
    except TooMuchWorkError:
        return
    if max(high for _, high in found) == 0:
        yield "the outcome is never yes"
    if min(low for low, _ in found) == 1:
        yield "the outcome is never no"
