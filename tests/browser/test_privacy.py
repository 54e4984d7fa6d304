"""The law in a real browser, in both languages: what is kept, asking something, and the page of who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import assert_clean

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = [pytest.param(1280, id="bureau"), pytest.param(390, id="telefoon")]
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
OFFICER = (
    "/privacy/",
    "/privacy/bewaren/",
    "/privacy/bewaren/blijven/",
    "/privacy/vernietigen/",
    "/privacy/noodtoegang/",
)
ADVISER = ("/privacy/nood/", "/privacy/verzoek/nieuw/")
EVERYONE = ("/verwerkingen/", "/verwerkingen/begeleiding/2020-12-01/")


def become(page: Page, name: str) -> None:
    """Be somebody of the demo."""
    page.goto("/demo/")
    page.select_option("#persona-keuze", label=page.locator("#persona-keuze option", has_text=name).first.inner_text())
    page.locator(".persona-bar__form button").click()


def look(page: Page, address: str = "") -> None:
    """Open a page: it is there, nothing is wrong with it, and it fits the window."""
    if address:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"
    assert_clean(page)
    assert not page.evaluate(WIDER), f"{page.url} is wider than the window"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", SIZES)
def test_every_page_of_the_law_is_accessible_and_a_request_finds_its_officer(
    chromium: Browser, site: str, width: int, language: str
) -> None:
    locale = {"nl": "nl-NL", "en": "en-GB"}[language]
    context = chromium.new_context(base_url=site, viewport={"width": width, "height": 900}, locale=locale)
    context.set_default_timeout(60_000)
    page = context.new_page()
    for address in EVERYONE:
        look(page, address)
    become(page, "Fatima Haddou")
    look(page, "/mijn/rechten/")
    page.locator("form.narrow button[type=submit]").click()
    look(page)
    assert page.locator("[aria-invalid=true]").count() or page.locator(".error-summary").count()
    look(page, "/mijn/rechten/alles/")
    become(page, "Murat Yildiz")
    for address in ADVISER:
        look(page, address)
    become(page, "Yasmin Bouali")
    for address in OFFICER:
        look(page, address)
    page.goto("/privacy/")
    page.locator("th a").first.click()
    look(page)
    assert page.get_by_text("Fatima Haddou").count()
    context.close()
