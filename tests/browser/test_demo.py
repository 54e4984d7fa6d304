"""Whoever opens the demo for the first time finds every kind of screen with something on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_reading_in_moves_objections_and_answers_are_there_to_see(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Anneke Smit")
    walk.go("/loket/inlezen/")
    walk.press("ontslagronde hotel.csv")
    assert walk.say("Dit is geen datum.") in walk.read()
    walk.become("Joris van Dam")
    walk.go("/begeleiding/wachtend/")
    assert "Groningen" in walk.read()
    walk.hand.use(page.locator("main a[href*='/bezwaar/']").last)
    walk.look()
    assert "Ik solliciteer al drie maanden." in walk.read()
    walk.become("Fatima Haddou")
    walk.go("/mijn/profiel/")

    assert "Restaurant Voorbeeld" in walk.read()
    walk.go("/mijn/bezwaar-en-verhuizen/")
    assert walk.say("Gevraagd") in walk.read()
