"""Any commands in any order come to what the model says, and defects planted in the code are found."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from overstap.allotment import turns
from overstap.allotment.actions import answering, settling
from overstap.core.allotment import Standing, Verdict
from overstap.treasury import actions as treasury
from tests.allotment.machine import Loket
from tests.factories.treasury import NOW

pytestmark = pytest.mark.django_db

ORDINARY = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
# For a planted defect: the same search every time, so that a defect that is found is always found.
SEARCH = settings(ORDINARY, max_examples=40, derandomize=True, phases=[Phase.generate], print_blob=False)


@pytest.fixture(autouse=True)
def _given_clock(settings: Any) -> None:
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    treasury.load_streams(now=NOW)


def test_any_commands_in_any_order_come_to_what_the_model_says() -> None:
    run_state_machine_as_test(Loket, settings=ORDINARY)


def jump_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever fits gets a place, also when others wait."""
    right = settling.verdict
    monkeypatch.setattr(
        settling, "verdict", lambda standing, *args, **how: right(replace(standing, waiting=0), *args, **how)
    )


def one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place more than there is."""
    monkeypatch.setattr(Standing, "fits", lambda self, amount: self.held + amount <= self.funded_ceiling + 1)


def keep_what_came_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came free is offered to nobody."""
    monkeypatch.setattr(answering, "offer_to_head", lambda _turn: 0)


def give_everyone_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second application of one applicant counts too."""
    monkeypatch.setattr(settling, "_earlier", lambda _turn, _rows: {})


def forget_the_books(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grant without a commitment."""
    monkeypatch.setattr(turns.Turn, "write_series", lambda *_args, **_how: None)


def refuse_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not fit is refused although there is a waiting list."""
    right = settling.verdict

    def verdict(*args: Any, **how: Any) -> Verdict:
        found = right(*args, **how)
        return Verdict.REFUSE if found is Verdict.WAIT else found

    monkeypatch.setattr(settling, "verdict", verdict)


@pytest.mark.parametrize(
    "plant",
    [jump_the_queue, one_too_many, keep_what_came_free, give_everyone_two, forget_the_books, refuse_who_waits],
    ids=lambda plant: plant.__name__,
)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError, ExceptionGroup, KeyError, ValueError)):
        run_state_machine_as_test(Loket, settings=SEARCH)
