"""The catalogue in a real browser: searching, reading, comparing and trying, by pointer and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_clean
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, id="nederlands"),
    pytest.param("en", Pointer, id="engels"),
    pytest.param("nl", Keyboard, id="toetsenbord"),
]
PHONE = {"width": 390, "height": 844}
OUTCOME = ".result"


def result(walk: Walk) -> str:
    """The outcome as it stands on the page now."""
    walk.settle()
    return walk.page.locator(f"{OUTCOME} .result__title").inner_text()


def reply(walk: Walk, answer: str) -> None:
    """Answer the question on the page by the label of the answer, and go on."""
    walk.hand.set(walk.page.get_by_role("radio", name=walk.say(answer), exact=True).first)
    go_on(walk, "Volgende")


def go_on(walk: Walk, dutch: str) -> None:
    """Press a button of the question; with scripts a part of the page is replaced, and no page is loaded."""
    target = walk.page.get_by_role("button", name=walk.say(dutch), exact=True).first
    if isinstance(walk.hand, Keyboard):
        walk.hand.reach(target)
        walk.page.keyboard.press("Enter")
    else:
        target.click()
    walk.settle()
    walk.look()


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_a_scheme_is_found_read_compared_and_tried(page: Page, language: str, kind: Callable[[Page], Hand]) -> None:
    walk = Walk(kind(page), language)
    walk.speak()
    walk.press("Regelingen")
    name = walk.catalogue.all_versions("doelgroep")[0].name.get(language)

    walk.write("Zoek op woorden", name.split()[0])
    expect(page.locator(".scheme-line__name").first).to_have_text(name)
    walk.look()
    assert "q=" in page.url
    walk.hand.press(name)
    walk.look()
    walk.press("Vergelijk de versies")
    page.go_back()
    walk.press("Probeer met uw eigen gegevens")

    assert result(walk) == walk.say("Nog niet bekend")
    go_on(walk, "Sla over")
    assert walk.say("Overgeslagen, maar wel van belang") in walk.read()
    walk.go("/regelingen/doelgroep/proberen/?vraag=vrijwillig_akkoord")
    reply(walk, "Nee")
    assert result(walk) == walk.say("Nee, dit past niet")
    assert "vraag=" not in page.url
    walk.go("/regelingen/doelgroep/proberen/?vraag=vrijwillig_akkoord")
    reply(walk, "Ja")
    walk.go("/regelingen/doelgroep/proberen/?vraag=doelgroep_banenafspraak")
    reply(walk, "Ja")
    assert result(walk) == walk.say("Ja, dit past")
    walk.press("Wis alle antwoorden")
    assert result(walk) == walk.say("Nog niet bekend")


@pytest.mark.parametrize("scripts", [True, False], ids=["met scripts", "zonder scripts"])
def test_wrong_input_is_told_and_nothing_is_lost(chromium: Browser, site: str, *, scripts: bool) -> None:
    visitor = chromium.new_context(base_url=site, viewport=PHONE, locale="nl-NL", java_script_enabled=True)
    page = visitor.new_page()
    if not scripts:
        page.route("**/*.js", lambda route: route.abort())
    walk = Walk(Pointer(page), "nl")
    walk.speak()
    walk.go("/regelingen/doelgroep/proberen/?vraag=vrijwillig_akkoord")
    reply(walk, "Ja")
    walk.go("/regelingen/doelgroep/proberen/?vraag=baan_verloren_op")
    for part, typed in (("day", "31"), ("month", "2"), ("year", "2021")):
        page.locator(f"[name='answer_{part}']").fill(typed)
    go_on(walk, "Volgende")

    assert "Deze datum bestaat niet." in walk.read()
    assert page.locator("[name='answer_day']").input_value() == "31"
    assert page.get_by_role("alert").locator("a").first.get_attribute("href") == "#id_answer"
    page.locator("[name='answer_day']").fill("1")
    go_on(walk, "Volgende")
    assert "1 februari 2021" in walk.read()
    assert "Doet vrijwillig mee" in walk.read()
    visitor.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_page_is_accessible_on_a_phone(chromium: Browser, site: str, language: str) -> None:
    visitor = chromium.new_context(base_url=site, viewport=PHONE, locale="nl-NL")
    walk = Walk(Pointer(visitor.new_page()), language)
    walk.speak()
    for address in (
        "/regelingen/",
        "/regelingen/?q=rolschaatsles",
        "/regelingen/?alle=on&op=2023-01-01",
        "/regelingen/praktijkleren/",
        "/regelingen/werkfit/?op=2024-01-01",
        "/regelingen/doelgroep/vergelijk/",
        "/regelingen/proberen/",
        "/regelingen/proberen/?voor=werkgever",
        "/regelingen/doelgroep/proberen/?manier=lijst",
        "/regelingen/doelgroep/proberen/?op=2020-01-01",
    ):
        walk.go(address)
        for closed in walk.page.locator("main details:not([open]) > summary").all():
            if closed.is_visible():
                closed.click()
        assert_clean(walk.page)
    visitor.close()


def test_answers_stay_out_of_addresses_and_out_of_other_pages(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('cookie', '')}"))
    walk = Walk(Pointer(page), "nl")
    walk.speak()
    walk.go("/regelingen/doelgroep/proberen/?vraag=vrijwillig_akkoord")
    reply(walk, "Nee")
    kept = next(cookie for cookie in page.context.cookies() if cookie.get("name") == "proberen")

    assert kept.get("path") == "/regelingen/"
    assert kept.get("httpOnly")
    assert not [line for line in asked if re.search(r"(?:answer|state)=", line)]
    asked.clear()
    page.goto("/start/")
    assert not [line for line in asked if "proberen" in line and "/start/" in line]
