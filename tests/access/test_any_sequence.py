"""No sequence of deeds lets anyone see a part without a ground that stands; defects planted in the code are found."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from overstap.casework import access, colleagues
from overstap.casework.actions import handovers, passing_on, silence
from overstap.casework.models import Absence, Case
from overstap.casework.queries import lists
from overstap.consent import emergencies, within
from overstap.core.consent import Item, Permission, Purpose
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
    monkeypatch.setattr(lists, "_advice", lambda ids, *_: dict.fromkeys(ids, ("aanvullende_hulp", 1)))


def list_forgets_the_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list holds every file of the region."""

    def all_here(actor: Any, *, now: Any) -> Any:
        return Case.objects.filter(region__code__in=actor.region_codes)

    monkeypatch.setattr(sys.modules["overstap.casework.queries.desk"], "visible_cases", all_here)
    monkeypatch.setattr(sys.modules["overstap.casework.queries.caseload"], "visible_cases", all_here)


def link_outlives_the_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A safe link goes on showing what the person took back."""
    right = access.shared_items

    def everything(permissions: Any, *, purpose: Any, **rest: Any) -> frozenset[Item]:
        return frozenset(Item) if purpose == "overdracht" else right(permissions, purpose=purpose, **rest)

    monkeypatch.setattr(access, "shared_items", everything)


# Per defect the few deeds after which it shows.


class Chosen:
    """What is drawn, in order; a function is asked at that moment."""

    def __init__(self, *values: Any) -> None:
        self.values = list(values)

    def draw(self, _strategy: object) -> Any:
        return self.values.pop(0)


def look(files: Files) -> None:
    """Everyone looks, everywhere."""
    for check in (
        files.no_part_is_seen_without_a_ground,
        files.no_list_search_or_export_tells_without_a_ground,
        files.no_offer_names_anyone_without_a_ground,
        files.no_letter_or_message_is_read_without_a_ground,
        files.a_link_shows_no_more_than_what_still_stands,
        files.cover_ends_on_its_last_day,
        files.whoever_is_responsible_is_the_one_of_the_model,
    ):
        for files.turn in range(4):
            check()


def newest(files: Files) -> int:
    return max(files.model.offers)


def hand_over(files: Files, answer: str) -> None:
    files.offer(Chosen(files.city.pk), "dossier", keeps=False)
    look(files)
    files.answer(Chosen(newest(files)), answer)


def withdraw(files: Files) -> None:
    files.take_back_everything(Chosen(files.parties[0]))


def accept(files: Files) -> None:
    hand_over(files, "accept")


def refuse(files: Files) -> None:
    hand_over(files, "refuse")


def stay_silent(files: Files) -> None:
    files.offer(Chosen(files.city.pk), "dossier", keeps=False)
    files.let_time_pass(30)


def take_back_before_yes(files: Files) -> None:
    files.offer(Chosen(files.city.pk), "dossier", keeps=False)
    files.take_back_one(Chosen((files.city.pk, Item.PROFILE, Purpose.HANDOVER)))
    files.answer(Chosen(newest(files)), "accept")


def share_for_three_days(files: Files) -> None:
    files.share(Chosen(files.city.pk), frozenset({Item.PROFILE}), Purpose.MATCHING, 3)
    files.let_time_pass(4)


def move_after_handing_over(files: Files) -> None:
    hand_over(files, "accept")
    files.move(0)
    files.settle_move(on=True)


def hurry(files: Files) -> None:
    files.break_glass()
    look(files)
    files.let_time_pass(4)


def nothing(_files: Files) -> None:
    """It shows at once."""


def be_away_for_a_day(files: Files) -> None:
    files.go_away(0)
    look(files)
    files.let_time_pass(4)


def ask_help(files: Files) -> None:
    files.offer(Chosen(files.coach.pk, frozenset({Item.CONTACT})), "hulp", keeps=False)


def invite_and_take_back(files: Files) -> None:
    ask_help(files)
    files.invite(Chosen(newest(files)))
    look(files)
    files.take_back_everything(Chosen(files.coach.pk))


WALKS: dict[Callable[[pytest.MonkeyPatch], None], Callable[[Files], None]] = {
    withdrawal_forgets_an_item: withdraw,
    handover_leaves_sight: accept,
    refusal_leaves_sight: refuse,
    silence_leaves_sight: stay_silent,
    taken_back_comes_back: take_back_before_yes,
    end_date_forgotten: share_for_three_days,
    move_leaves_sight: move_after_handing_over,
    emergency_outlives_its_hours: hurry,
    any_region_finds_it: nothing,
    cover_outlives_its_dates: be_away_for_a_day,
    list_tells_the_advice: ask_help,
    list_forgets_the_ground: nothing,
    link_outlives_the_permission: invite_and_take_back,
}


def walk_along(walk: Callable[[Files], None]) -> None:
    """Do the deeds and let everyone look afterwards."""
    files = Files()
    try:
        walk(files)
        look(files)
    finally:
        files.teardown()


@pytest.mark.parametrize(
    "walk", sorted(set(WALKS.values()), key=lambda one: one.__name__), ids=lambda one: one.__name__
)
def test_without_a_defect_every_walk_ends_well(walk: Callable[[Files], None]) -> None:
    walk_along(walk)


@pytest.mark.parametrize("plant", WALKS, ids=lambda plant: plant.__name__)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    with pytest.raises(AssertionError):
        walk_along(WALKS[plant])
