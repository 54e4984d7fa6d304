"""The proof over all contexts that handle money: the books, the windows and the payments."""

from __future__ import annotations

from dataclasses import dataclass

from overstap.allotment import queries as windows
from overstap.payments import queries as payments
from overstap.treasury import queries as treasury


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that must never be (fout): in which part, which promise, where, and what was found."""

    part: str
    invariant: str
    where: str
    found: str


def prove_everything() -> tuple[Wrong, ...]:
    """Check every promise about money and places, with the trail of the deeds; empty when everything is right."""
    parts = (
        ("books", treasury.check_invariants),
        ("windows", windows.check_invariants),
        ("payments", payments.check_invariants),
    )
    return tuple(Wrong(part, one.invariant, one.where, one.found) for part, check in parts for one in check())
