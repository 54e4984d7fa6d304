"""The law in a real browser, in both languages: what is kept, a request, an emergency, and a way in by letter."""

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


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_is_opened_in_an_emergency_stopped_and_looked_at_by_another(
    visitor: BrowserContext, language: str
) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Murat Yildiz")
    walk.go("/privacy/nood/")
    walk.press("Open het dossier")
    assert page.title().startswith(walk.say("Fout:"))
    walk.write("Nummer van het dossier", "2021-000010")
    walk.hand.set(page.locator("input[name='urgency']").first)
    walk.write("Waarom moet u nu kijken?", "Aan de telefoon klonk paniek, en er is geen toestemming.")
    walk.press("Open het dossier")

    assert walk.say("U kijkt met noodtoegang") in walk.read()
    walk.press("Stop de noodtoegang")
    walk.become("Henk Verhoeven")
    walk.go("/privacy/noodtoegang/")
    walk.hand.use(page.locator("main table").first.locator("a").last)
    walk.look()
    assert "paniek" in walk.read()
    walk.hand.set(page.locator("input[name='verdict'][value='terecht']"))
    walk.write("Waarom vindt u dat?", "Het was nodig, en het duurde kort.")
    walk.press("Leg uw oordeel vast")

    assert walk.say("Uw oordeel is vastgelegd.") in walk.read()
