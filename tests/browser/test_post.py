"""Letters and messages in a real browser, in both languages: the person, who guides them, and the post of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(params=["nl", "en"])
def walk(request: pytest.FixtureRequest, page: Page) -> Walk:
    found = Walk(Pointer(page), request.param)
    found.speak()
    return found


def test_a_person_reads_a_letter_wants_paper_and_asks_something(walk: Walk) -> None:
    walk.become("Fatima Haddou")
    walk.go("/mijn/brieven/")
    walk.page.locator("main .card h2 a").first.click()
    walk.look()
    with walk.page.expect_download() as paper:
        walk.hand.press(walk.say("Bewaar deze brief als pdf"))
    walk.go("/mijn/brieven/keuze/")
    walk.page.get_by_label(walk.say("Op papier, met de post")).check()
    walk.write("Straat en huisnummer", "")
    walk.press("Bewaar")
    asked = walk.page.title().startswith(walk.say("Fout:"))
    for label, text in (("Straat en huisnummer", "Spoorlaan 1"), ("Postcode", "5017 JS"), ("Plaats", "Tilburg")):
        walk.write(label, text)
    walk.press("Bewaar")
    chosen = walk.read()
    walk.go("/mijn/berichten/")
    walk.write("Uw bericht", "Mag ik een cursus doen?")
    walk.press("Verstuur")

    assert paper.value.suggested_filename.endswith(".pdf")
    assert asked
    assert "Spoorlaan 1, 5017 JS" in chosen
    assert walk.say("Nog niet gelezen") in walk.read()


def test_a_desk_makes_a_print_run_and_says_that_it_was_printed(walk: Walk) -> None:
    walk.become("Anneke Smit")
    walk.go("/loket/post/")
    if walk.page.get_by_text(walk.say("Maak een printronde")).count():
        walk.press("Maak een printronde")
        walk.press("Alles is geprint")
    # The first of all runs: later ones may hold only letters with a code, which are never printed again.
    walk.page.locator("main table a").last.click()
    walk.look()
    walk.press("Print opnieuw")
    refused = walk.page.title().startswith(walk.say("Fout:"))
    walk.page.get_by_label(walk.say("De stapel is kwijtgeraakt")).check()
    walk.press("Print opnieuw")

    assert refused
    assert walk.say("Reden:") in walk.read()
