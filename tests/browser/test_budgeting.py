"""The budget of the package in a real browser: read, change the basis, follow a line, by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import assert_clean
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import TODAY, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, id="nederlands"),
    pytest.param("en", Pointer, id="engels"),
    pytest.param("nl", Keyboard, id="toetsenbord"),
]
PHONE = {"width": 390, "height": 844}
NONE = "\N{EN DASH}"


def cells(walk: Walk, line: str) -> list[str]:
    """The figures of a line of the table, without what stands below them."""
    row = walk.page.locator("tr.budget-line", has=walk.page.get_by_role("link", name=line, exact=True)).first
    return [text.split("\n")[0].strip() for text in row.locator("td").all_inner_texts()]


@pytest.mark.requirement("R-285")
@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_the_framework_keeper_reads_the_package_on_both_bases(
    page: Page, language: str, kind: Callable[[Page], Hand]
) -> None:
    walk = Walk(kind(page), language)
    line = walk.catalogue.budget("sociaal-pakket", TODAY).line("samenwerkingsverbanden")
    walk.speak()
    walk.become("Iris de Graaf")
    walk.press("Begroting van het pakket")
    printed = cells(walk, line.name.get(language))
    walk.hand.pick(
        walk.say("In welk jaar telt een bedrag?"), walk.say("Het jaar van aanvragen (op basis van openstelling)")
    )
    with page.expect_navigation():
        walk.hand.press(walk.say("Toon"))
    walk.look()
    opened = cells(walk, line.name.get(language))
    walk.hand.press(line.name.get(language))
    walk.look()

    assert printed == ["-", "62,5", "9", "-", "-", "72", walk.money("71,5")]
    assert opened == [NONE, walk.money("71,5"), NONE, NONE, NONE, walk.money("71,5")]
    assert line.remarks[0].text.get(language) in walk.read()
    assert walk.money("62,5") in walk.read()


def test_what_is_no_table_is_told_beside_the_choice(page: Page) -> None:
    walk = Walk(Pointer(page), "nl")
    walk.speak()
    walk.become("Carla Mulder")
    answer = page.goto("/toezicht/begroting/?tabel=onzin&grondslag=kas")

    assert answer is not None
    assert answer.status == 400
    assert "Kies een van de antwoorden." in walk.read()
    assert "Totaal aanvullend sociaal pakket" in walk.read()
    assert_clean(page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_table_and_line_is_accessible_on_a_phone(chromium: Browser, site: str, language: str) -> None:
    visitor = chromium.new_context(base_url=site, viewport=PHONE, locale="nl-NL")
    walk = Walk(Pointer(visitor.new_page()), language)
    walk.speak()
    walk.become("Carla Mulder")
    for address in (
        "/toezicht/begroting/",
        "/toezicht/begroting/?tabel=leren-en-ontwikkelen&grondslag=kas",
        "/toezicht/begroting/?tabel=sociale-partners",
        "/toezicht/begroting/sociaal-pakket/mobiliteitsteams/",
        "/toezicht/begroting/leren-en-ontwikkelen/ontwikkeladvies/",
    ):
        walk.go(address)
        for closed in walk.page.locator("main details:not([open]) > summary").all():
            closed.click()
        assert_clean(walk.page)
    visitor.close()
