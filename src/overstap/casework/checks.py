"""What must always be so of files, looked for every night, with what would repair it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from overstap.casework.models import Case, NextAction
from overstap.casework.steps import CHECK_CRITERIA, STEP_OF_STATE
from overstap.core.actor import Role
from overstap.core.decision import N_

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overstap.core.actor import Actor

MOST = 200

NO_STEP = N_("Dit open dossier heeft geen volgende stap.")
OTHER_DAY = N_("De dag in de lijst is een andere dan die van de volgende stap.")
STILL_A_STEP = N_("Dit dossier is afgesloten en heeft nog een volgende stap.")


@dataclass(frozen=True, slots=True)
class StepProblem:
    """A file without exactly one next step (dossier zonder stap): what is wrong, and the step that is proposed."""

    case_id: int
    number: str
    because: str
    proposal: str


def _open_step() -> QuerySet[NextAction]:
    return NextAction.objects.filter(case_id=OuterRef("pk"), done_at__isnull=True)


def broken() -> QuerySet[Case]:
    """The files that do not have exactly one next step with its day."""
    step = _open_step()
    missing = Q(closed_at__isnull=True) & ~Q(Exists(step))
    other_day = Q(closed_at__isnull=True) & Q(Exists(step.exclude(due_on=OuterRef("step_due_on"))))
    closed = Q(closed_at__isnull=False) & Q(Exists(step))
    return Case.objects.filter(missing | other_day | closed).order_by("id")


def needs_repair(case: Case) -> bool:
    """Tell whether a file is one of them."""
    return broken().filter(pk=case.pk).exists()


def check_steps() -> tuple[StepProblem, ...]:
    """Give every file without exactly one next step; the list is cut after many."""
    return tuple(_problem(row) for row in broken()[:MOST])


def step_problems(actor: Actor) -> tuple[StepProblem, ...]:
    """Give them to a coordinator, of the own regions: a number and what is proposed, never a name."""
    if not actor.has(Role.COORDINATOR):
        return ()
    return tuple(_problem(row) for row in broken().filter(region__code__in=actor.region_codes)[:MOST])


def _problem(row: Case) -> StepProblem:
    if row.closed_at is not None:
        return StepProblem(row.pk, row.number, STILL_A_STEP, "")
    proposal = next((what for state, (what, _term) in STEP_OF_STATE.items() if state == row.state), CHECK_CRITERIA)
    stands = NextAction.objects.filter(case=row, done_at__isnull=True).exists()
    return StepProblem(row.pk, row.number, OTHER_DAY if stands else NO_STEP, proposal)
