"""Setting a region up in a real browser: seats, functions, desk, parties, choices, and own words that all read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Pointer
from tests.browser.walk import TODAY, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REGION = "/toezicht/regio/AM26/"
PAGES = ("inrichting/", "zetels/", "functies/", "loket/", "partijen/", "keuzes/", "woorden/")
SIZES = [
    pytest.param("nl", {"width": 1280, "height": 900}, id="nederlands"),
    pytest.param("en", {"width": 390, "height": 844}, id="engels-telefoon"),
]
WRONG, RIGHT = "Bel ons op {gsm}.", "Wij helpen u, {telefoon}."


@pytest.mark.parametrize(("language", "size"), SIZES)
def test_a_coordinator_sets_the_region_up_and_writes_its_own_words(
    page: Page, language: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Henk Verhoeven")
    for place in PAGES:
        walk.go(f"{REGION}{place}")
    walk.hand.use(page.locator(f"main a[href*='/woorden/'][href$='/{language}/']").nth(1))
    walk.look()
    field = page.locator("main form textarea, main form input[type=text]").first
    walk.hand.fill(field, WRONG)
    walk.press("Leg de tekst vast")
    assert page.title().startswith(walk.say("Fout:"))
    assert field.input_value() == WRONG
    walk.hand.fill(field, RIGHT)
    walk.date(TODAY, name="valid_from")
    walk.write("Waarom?", "Zo noemt de regio zichzelf.")
    walk.press("Bekijk een voorbeeld")

    assert "{telefoon}" not in page.locator("main section.card").first.inner_text()
    walk.press("Leg de tekst vast")
    walk.go("/regio/AM26/")
    assert "Wij helpen u, " in walk.read()
    walk.go(f"{REGION}keuzes/")
    walk.hand.use(page.locator("main a[href*='/keuzes/']").first)
    walk.look()
