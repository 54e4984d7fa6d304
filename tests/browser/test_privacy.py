"""The law in a real browser, in both languages: what is kept, asking something, and the page of who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = [pytest.param(1280, id="bureau"), pytest.param(390, id="telefoon")]
OFFICER = (
    "/privacy/",
    "/privacy/bewaren/",
    "/privacy/bewaren/blijven/",
    "/privacy/vernietigen/",
    "/privacy/noodtoegang/",
)
ADVISER = ("/privacy/nood/", "/privacy/verzoek/nieuw/")
EVERYONE = ("/verwerkingen/", "/verwerkingen/begeleiding/2020-12-01/")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", SIZES)
def test_every_page_of_the_law_is_accessible_and_a_request_finds_its_officer(
    visitor: BrowserContext, width: int, language: str
) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    walk = Walk(Pointer(page), language)
    walk.speak()
    for address in EVERYONE:
        walk.go(address)
    walk.become("Fatima Haddou")
    walk.go("/mijn/rechten/")
    walk.hand.use(page.locator("form.narrow button[type=submit]"))
    walk.look()
    assert page.title().startswith(walk.say("Fout:"))
    walk.go("/mijn/rechten/alles/")
    walk.become("Murat Yildiz")
    for address in ADVISER:
        walk.go(address)
    walk.become("Yasmin Bouali")
    for address in OFFICER:
        walk.go(address)
    walk.go("/privacy/")
    walk.hand.use(page.locator("th a").first)
    walk.look()

    assert page.get_by_text("Fatima Haddou").count()
