"""No sequence of deeds lets anyone see a part without a ground that stands; defects planted in the code are found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from overstap.casework import access, colleagues
from overstap.casework.actions import handovers, passing_on, silence
from overstap.casework.models import Absence, Case
from overstap.casework.queries import caseload, lists
from overstap.consent import emergencies, within
from overstap.core.consent import Item, Permission
from tests.access.machine import Files

pytestmark = pytest.mark.django_db

ORDINARY = settings(
    max_examples=6,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    # What is found is told at once: every look costs a question to the database, and a smaller example many of them.
    phases=[Phase.generate],
)
# For a planted defect: the same search every time, so that a defect that is found is always found.
SEARCH = settings(ORDINARY, max_examples=80, stateful_step_count=14, derandomize=True, print_blob=False)


@pytest.mark.requirement("R-123", "R-125", "R-401")
def test_no_sequence_of_deeds_shows_a_part_without_a_standing_ground() -> None:
    run_state_machine_as_test(Files, settings=ORDINARY)


def withdrawal_forgets_an_item(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking everything back leaves the profile."""
    right = within.end_permissions

    def forget(**asked: Any) -> int:
        return right(**(asked | {"keep": {*asked.get("keep", ()), Item.PROFILE}}))

    monkeypatch.setattr(within, "end_permissions", forget)


def handover_leaves_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who handed the file over goes on seeing it."""
    monkeypatch.setattr(handovers, "end_permissions", lambda *_, **__: 0)


def refusal_leaves_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who refused goes on seeing what was offered."""
    monkeypatch.setattr(handovers, "close_to_receiver", lambda *_, **__: None)


def silence_leaves_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who never answered goes on seeing what was offered."""
    monkeypatch.setattr(silence, "close_to_receiver", lambda *_, **__: None)


def taken_back_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accepting gives the receiver what the person took back meanwhile."""
    monkeypatch.setattr(handovers, "still_shared", lambda _case, _party, items, *_, **__: frozenset(map(Item, items)))


def end_date_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A permission outlives the end that the person chose."""
    monkeypatch.setattr(Permission, "holds", lambda self, now: self.given_at <= now and self.withdrawn_at is None)


def move_leaves_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """The old region goes on seeing the file after a move."""
    monkeypatch.setattr(passing_on, "end_permissions", lambda *_, **__: 0)


def emergency_outlives_its_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Emergency access does not end by itself."""
    monkeypatch.setattr(emergencies, "_open", lambda now: Q(opened_at__lte=now))


def any_region_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who ever worked for the party sees the file from any region."""
    monkeypatch.setattr(access, "_lived_with", lambda *_: True)


def cover_outlives_its_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague goes on doing the work of who came back."""
    monkeypatch.setattr(colleagues, "away", lambda _on: Absence.objects.all())


def list_tells_the_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list shows the advice to who may only see how to reach the person."""
    monkeypatch.setattr(lists, "in_force", lambda _now: Q())


def list_forgets_the_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list holds every file of the region."""

    def all_here(actor: Any, *, now: Any) -> Any:
        return Case.objects.filter(region__code__in=actor.region_codes)

    monkeypatch.setattr(lists, "visible_cases", all_here)
    monkeypatch.setattr(caseload, "visible_cases", all_here)


def link_outlives_the_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A safe link goes on showing what the person took back."""
    right = access.shared_items

    def everything(permissions: Any, *, purpose: Any, **rest: Any) -> frozenset[Item]:
        return frozenset(Item) if purpose == "overdracht" else right(permissions, purpose=purpose, **rest)

    monkeypatch.setattr(access, "shared_items", everything)


DEFECTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    withdrawal_forgets_an_item, handover_leaves_sight, refusal_leaves_sight, silence_leaves_sight,
    taken_back_comes_back, end_date_forgotten, move_leaves_sight, emergency_outlives_its_hours, any_region_finds_it,
    cover_outlives_its_dates, list_tells_the_advice, list_forgets_the_ground, link_outlives_the_permission,
]  # fmt: skip


@pytest.mark.parametrize("plant", DEFECTS, ids=lambda plant: plant.__name__)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Files, settings=SEARCH)
