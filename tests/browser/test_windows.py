"""Applying to a window in a real browser, on a desktop and on a phone: a number, a place in the queue, and back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import assert_clean
from tests.browser.hands import Hand, Keyboard, Pointer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WINDOW = "Ontwikkeladvies in Midden-Brabant"
SIZES = [
    pytest.param({"width": 1280, "height": 900}, Pointer, id="bureau"),
    pytest.param({"width": 390, "height": 844}, Pointer, id="telefoon"),
    pytest.param({"width": 1280, "height": 900}, Keyboard, id="toetsenbord"),
]
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look(page: Page) -> None:
    """Nothing is wrong with this page, and it fits the window."""
    assert_clean(page)
    assert not page.evaluate(WIDER), f"{page.url} is wider than the window"


@pytest.mark.parametrize(("size", "kind"), SIZES)
def test_who_applies_gets_a_number_then_a_place_in_the_queue_and_can_give_it_back(
    chromium: Browser, site: str, size: dict[str, int], kind: Callable[[Page], Hand]
) -> None:
    context = chromium.new_context(base_url=site, viewport=size, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page = context.new_page()
    hand = kind(page)
    page.goto("/loketten/")
    look(page)
    hand.press(WINDOW)
    look(page)
    hand.press("Vraag aan")
    hand.write("Uw e-mailadres", "geen adres")
    hand.press("Verstuur de aanvraag")
    look(page)
    assert page.title().startswith("Fout:")
    hand.write("Uw e-mailadres", f"{uuid.uuid4().hex}@voorbeeld.nl")
    hand.press("Verstuur de aanvraag")
    page.wait_for_url("**/loketten/aanvraag/**")
    look(page)
    numbered = page.locator("h1").inner_text()
    waiting = page.get_by_text(re.compile(r"U bent nummer \d+ op de wachtlijst\."))
    for _ in range(60):
        if waiting.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    look(page)
    hand.use(page.locator("summary", has_text="Ik wil de aanvraag intrekken"))
    hand.press("Trek de aanvraag in")
    withdrawn = page.get_by_text("U hebt de aanvraag ingetrokken.")
    withdrawn.wait_for()
    look(page)
    context.close()

    assert re.fullmatch(r"Aanvraag nummer \d+", numbered)
