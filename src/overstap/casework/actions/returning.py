"""A file whose new work stopped goes back to where it was, and one that gets work again is placed again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.actions.deeds import log
from overstap.casework.models import Case, CaseState, Decision, DecisionKind
from overstap.core.decision import Refusal
from overstap.core.moves import CASE_MOVES, Part, advance

if TYPE_CHECKING:
    from overstap.core.actor import Actor

BACK = {
    DecisionKind.ADMITTED.value: "weer_begeleiden",
    DecisionKind.OWN_SERVICE.value: "weer_eigen",
}
"""Where somebody returns to, by the last decision; without one to the intake."""


def return_from_work(case: Case, *, actor: Actor, now: dt.datetime) -> Refusal | None:
    """Bring a file back from work that stopped (R-004); nothing when it was not at work. The caller holds its lock."""
    if case.state != CaseState.PLACED:
        return None
    last = Decision.objects.filter(case=case).order_by("-decided_at", "-id").values_list("kind", flat=True).first()
    return _move(case, BACK.get(last or "", "weer_intake"), frozenset({Part.SYSTEM}), actor=actor, now=now)


def place_again(case: Case, *, parts: frozenset[Part], actor: Actor, now: dt.datetime) -> Refusal | None:
    """Say that somebody is at work again after earlier work; the first outcome stays. The caller holds the lock."""
    return None if case.state == CaseState.PLACED else _move(case, "plaatsen", parts, actor=actor, now=now)


def _move(case: Case, name: str, parts: frozenset[Part], *, actor: Actor, now: dt.datetime) -> Refusal | None:
    moved = advance(CASE_MOVES, case.state, name, parts=parts)
    if isinstance(moved, Refusal):
        return moved
    case.state = CaseState(moved)
    case.save(update_fields=["state"])
    log(actor=actor, verb=name, case=case, now=now)
    return None
