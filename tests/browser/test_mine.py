"""A person without an account: registers, comes in with a code from the post, decides who sees what, and stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import story
from tests.browser.hands import Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_person_decides_who_sees_what_asks_takes_along_and_stops(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    walk = Walk(Pointer(page), language)
    name = walk.own_name()
    email = f"{name.lower()}@demo.overstap.example"
    walk.speak()
    story.register(walk, name, email)
    story.enter_by_code(walk, email)
    _switch(walk)
    walk.go("/mijn/logboek/")
    walk.go("/mijn/gegevens/")
    with page.expect_download() as taken:
        walk.hand.press(walk.say("Neem mijn gegevens mee (bestand)"))
    walk.go("/mijn/rechten/")
    walk.hand.set(page.locator("input[name='right'][value='inzage']"))
    walk.press("Verstuur uw verzoek")
    walk.go("/mijn/rechten/")
    asked = walk.read()
    walk.go("/mijn/stoppen/")
    before = walk.read()
    for box in page.locator("main input[type=checkbox]").all():
        walk.hand.set(box)
    walk.press("Stop met meedoen")

    assert name in taken.value.path().read_text(encoding="utf-8")
    assert walk.say("Wat u vroeg") in asked
    assert walk.say("Uw uitkering verandert niet. Wij vertellen niemand dat u stopte.") in before
    walk.go("/mijn/stoppen/")
    assert walk.say("U hebt nu geen open dossier. Er is niets om mee te stoppen.") in walk.read()


def _switch(walk: Walk) -> None:
    """Switch one item off, and on again: it works at once."""
    walk.go("/mijn/delen/")
    off = walk.page.locator("#schakelaars form[action$='/uit/'] button")
    before = off.count()
    walk.hand.use(off.first)
    walk.look()
    assert off.count() == before - 1
    again = walk.page.locator("#schakelaars form[action$='/aan/'] button").first
    if not again.is_visible():
        walk.hand.use(walk.page.locator("#schakelaars details.more > summary").first)
    walk.hand.use(again)
    walk.look()
    assert off.count() == before
