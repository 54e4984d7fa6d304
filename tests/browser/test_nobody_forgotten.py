"""The day of an adviser in a real browser: what waits, a kept view, help without account, cover."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import story
from tests.browser.by_link import code_on, link_for, open_link
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, {"width": 1280, "height": 900}, id="nederlands"),
    pytest.param("en", Pointer, {"width": 390, "height": 844}, id="engels-telefoon"),
    pytest.param("nl", Keyboard, {"width": 1280, "height": 900}, id="toetsenbord"),
]
DESK = "Leerwerkloketten"


@pytest.mark.requirement("R-420")
@pytest.mark.parametrize(("language", "kind", "size"), KINDS)
def test_an_adviser_forgets_nobody_and_a_desk_without_account_answers(
    visitor: BrowserContext, language: str, kind: Callable[[Page], Hand], size: ViewportSize
) -> None:
    page = visitor.new_page()
    page.set_viewport_size(size)
    walk = Walk(kind(page), language)
    walk.speak()
    walk.become("Joris van Dam")
    walk.go("/begeleiding/")
    walk.hand.choose(page.locator("select[name='van']"), page.locator("select[name='van'] option").nth(1).inner_text())
    walk.settle()
    name = walk.own_name()
    walk.hand.use(page.locator("summary", has_text=walk.say("Bewaar deze weergave, of neem de lijst mee")))
    walk.write("Naam van deze weergave", name)
    walk.press("Bewaar")
    expect(page.get_by_role("link", name=name)).to_have_attribute("aria-current", "true")
    walk.look()

    walk.go("/begeleiding/waarneming/")
    walk.press("Regel de waarneming")
    assert page.title().startswith(walk.say("Fout:"))
    walk.look()

    email = f"{name.lower()}@voorbeeld.nl"
    code = _ask_help(walk, email)
    _answer(walk, visitor, code, email)

    walk.go("/begeleiding/")
    walk.become("Henk Verhoeven")
    walk.go("/begeleiding/stilstaand/")


def _ask_help(walk: Walk, email: str) -> str:
    """Offer help in a file of our own, and give the code that is shown once."""
    page = walk.page
    story.at_the_desk(walk, walk.own_name())
    walk.press("Overdracht")
    walk.hand.set(page.locator("input[name='kind'][value='hulp']"))
    walk.hand.choose(page.locator("select[name='target']"), page.locator("option[value='leerwerkloket']").inner_text())
    walk.hand.choose(page.locator("select[name='to_party']"), DESK)
    walk.write("Waarom?", "Wil leren en werken.")
    walk.hand.set(page.locator("input[name='person_agrees']"))
    walk.write("Hoe gaf de deelnemer akkoord?", "in een gesprek")
    walk.press("Bied de overdracht aan")
    walk.look()
    walk.write("E-mailadres van de ontvanger", email)
    walk.press("Stuur de veilige link")
    walk.look()
    return code_on(walk)


def _answer(walk: Walk, visitor: BrowserContext, code: str, email: str) -> None:
    """Open the link in another window, with the code, and say yes."""
    other = open_link(visitor, walk, link_for(walk, email), code)
    other.press("Ja, wij nemen dit op ons")
    expect(other.page.get_by_role("button", name=other.say("Gesprek vastleggen"))).to_be_visible()
    other.page.close()
