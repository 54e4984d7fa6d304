"""From lay-off to the report of the region, through every workplace of the running product."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser import story
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, id="nederlands"),
    pytest.param("en", Pointer, id="engels"),
    pytest.param("nl", Keyboard, id="toetsenbord"),
]
TRAINING = "Praktijkleren helpende"


@pytest.mark.requirement("R-004", "R-020", "R-080", "R-122", "R-123", "R-124", "R-156", "R-201", "R-384")
@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_one_person_goes_from_lay_off_to_work(page: Page, language: str, kind: Callable[[Page], Hand]) -> None:
    walk = Walk(kind(page), language)
    name = walk.own_name()
    email, employer = f"{name.lower()}@demo.overstap.example", f"Zorghuis {name}"
    walk.speak()
    number = story.register(walk, name, email)
    story.enter_by_code(walk, email)

    story.take_in(walk, number)
    story.decide(walk)
    story.describe(walk)
    story.begin_plan(walk)
    assert story.choose(walk, "C2", TRAINING, "1450", story.ABOUT_PRACTICE, employer=employer)
    assert story.choose(walk, "F1", "Fiets", "700", story.ABOUT_CUSTOM)
    assert not story.choose(walk, "F1", "Telefoon", "301", story.ABOUT_CUSTOM)
    walk.press("Terug zonder kiezen")
    story.propose_and_agree(walk, name)
    story.coordinate(walk, number)

    before = story.placed_in_report(walk)
    story.start(walk, number, TRAINING)
    story.claim_fee(walk)
    story.pay(walk, employer)
    story.hand_over(walk, number)
    story.open_file(walk, number, "Arrangement")
    assert TRAINING in walk.read()
    story.find_work(walk, number)

    assert story.placed_in_report(walk) == before + 1
