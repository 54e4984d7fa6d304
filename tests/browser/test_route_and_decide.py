"""Moving, objecting and an interrupted registration in a real browser, in both languages and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, {"width": 390, "height": 844}, id="nederlands-telefoon"),
    pytest.param("en", Pointer, {"width": 1280, "height": 900}, id="engels"),
    pytest.param("nl", Keyboard, {"width": 1280, "height": 900}, id="toetsenbord"),
]
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.mark.requirement("R-102")
@pytest.mark.parametrize(("language", "kind", "size"), KINDS)
def test_a_registration_is_interrupted_and_goes_on_with_a_code(
    visitor: BrowserContext, language: str, kind: Callable[[Page], Hand], size: ViewportSize
) -> None:
    page = visitor.new_page()
    page.set_viewport_size(size)
    walk = Walk(kind(page), language)
    walk.speak()
    walk.go("/aanmelden/")
    walk.press("Begin")
    walk.hand.set(page.locator("input[name='huidige_status'][value='in_dienst']"))
    walk.press("Volgende")
    walk.press("Bewaar en ga later verder")
    walk.look()
    walk.press("Bewaar")
    walk.look()
    found = CODE.search(page.locator("main").inner_text())
    assert found is not None
    walk.go("/aanmelden/verder/")
    walk.write("Uw code", "ABCD-EFGH-2345")
    walk.press("Ga verder")
    assert page.title().startswith(walk.say("Fout:"))
    walk.look()
    walk.write("Uw code", found[0])
    walk.press("Ga verder")
    page.wait_for_url("**/aanmelden/werk/")
    walk.look()


@pytest.mark.requirement("R-080")
@pytest.mark.parametrize(("language", "kind", "size"), KINDS)
def test_a_person_moves_objects_and_changes_their_mind(
    visitor: BrowserContext, language: str, kind: Callable[[Page], Hand], size: ViewportSize
) -> None:
    page = visitor.new_page()
    page.set_viewport_size(size)
    walk = Walk(kind(page), language)
    walk.speak()
    walk.become("Fatima Haddou")
    walk.go("/mijn/bezwaar-en-verhuizen/")
    walk.look()
    walk.press("Ik ga verhuizen")
    walk.press("Meld mijn verhuizing")
    assert page.title().startswith(walk.say("Fout:"))
    walk.look()
    walk.go("/mijn/bezwaar/")
    walk.hand.set(page.locator("input[name='about'][value='klacht']"))
    walk.hand.fill(page.locator("textarea[name='text']"), "Niemand belt mij terug.")
    walk.press("Verstuur")
    page.wait_for_url("**/mijn/bezwaar-en-verhuizen/")
    walk.look()
    walk.press("Trek dit in")
    walk.look()

    assert page.get_by_text("Niemand belt mij terug.").count()


@pytest.mark.requirement("R-078")
def test_an_adviser_sees_what_waits_and_the_term_of_a_file(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    walk = Walk(Pointer(page), "nl")
    walk.speak()
    walk.become("Joris van Dam")
    walk.go("/begeleiding/wachtend/")
    walk.look()
    walk.go("/begeleiding/")
    page.locator("table a[href*='/begeleiding/dossier/']").first.click()
    walk.press("Rechten")
    walk.look()
    walk.press("Meld een verhuizing")
    walk.press("Meld de verhuizing")
    assert page.title().startswith("Fout:")
    walk.look()
