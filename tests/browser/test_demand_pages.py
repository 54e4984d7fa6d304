"""The pages of work and learning, wide and on a phone, in both languages: accessible, and nothing beside the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import assert_clean
from tests.browser.hands import Pointer
from tests.browser.settling import settle
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its address, and the title that stands above it in our own words; none where that is a name."""

    address: str
    title: str = ""


EVERYBODY = (
    Shown("/ander-werk/", "Welk ander werk past bij mijn beroep?"),
    Shown("/ander-werk/?zoek=kok", "Welk ander werk past bij mijn beroep?"),
    Shown("/opleidingen/", "Opleidingen zoeken"),
    Shown("/opleidingen/?zoek=qqqqqq", "Opleidingen zoeken"),
)
PERSON = (
    Shown("/mijn/werk/", "Werk dat bij u past"),
    Shown("/mijn/ander-werk/"),
    Shown("/mijn/open-hiring/"),
)
BROKER = (
    Shown("/vraag/", "Vacatures"),
    Shown("/vraag/?zoek=qqqqqq", "Vacatures"),
    Shown("/vraag/werkgevers/", "Werkgevers"),
    Shown("/vraag/werkgevers/nieuw/"),
    Shown("/makelaar/opleidingen/", "Opleidingen beheren"),
    Shown("/makelaar/opleidingen/nieuw/"),
    Shown("/makelaar/opleidingen/opleider/"),
    Shown("/makelaar/opleidingen/afspraken/", "Afspraken over het aanbod van opleidingen"),
    Shown("/makelaar/groepen/"),
)
EMPLOYER = (
    Shown("/vraag/", "Vacatures"),
    Shown("/vraag/werkgevers/"),
    Shown("/werkgever/kandidaten/", "Kandidaten voor uw vacatures"),
    Shown("/werkgever/wachtlijsten/"),
)
COORDINATOR = (Shown("/toezicht/passend-werk/", "Komt iedereen aan bod?"),)


def _examine(walk: Walk, shown: Shown) -> None:
    """Open a page wide and then narrow, and find nothing wrong with it."""
    walk.page.set_viewport_size(WIDE)
    answer = walk.page.goto(shown.address)
    assert answer is not None
    assert answer.ok, f"{shown.address}: {answer.status}"
    _check(walk, shown)
    assert_clean(walk.page)
    walk.page.set_viewport_size(PHONE)
    _check(walk, shown)
    assert_clean(walk.page)
    walk.page.set_viewport_size(WIDE)


def _check(walk: Walk, shown: Shown) -> None:
    """One title in the language of the reader, no scrolling sideways, and no code of a text that was not filled in."""
    page = walk.page
    settle(page)
    sizes = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    title = page.locator("h1")

    assert page.locator("html").get_attribute("lang") == walk.language, shown
    assert sizes[0] <= sizes[1], f"{shown.address} is {sizes[0]} wide on a screen of {sizes[1]}"
    assert title.count() == 1, f"{shown.address} has {title.count()} main titles"
    assert "%(" not in walk.read(), shown
    if shown.title:
        assert walk.say(shown.title) in title.inner_text(), shown
        assert walk.language == "nl" or walk.say(shown.title) != shown.title, f"not in English: {shown.title}"


def _addresses(walk: Walk, at: str, part: str) -> str:
    """The first address on a page that has this part in it."""
    walk.page.goto(at)
    settle(walk.page)
    found = walk.page.locator(f"main a[href*='{part}']").first.get_attribute("href")
    assert found is not None
    return found


def _bridged(walk: Walk) -> tuple[str, str]:
    """A file of the caseload in which something is left to learn for a vacancy, and the page of its bridges."""
    walk.page.goto("/begeleiding/")
    settle(walk.page)
    files = [str(one.get_attribute("href")) for one in walk.page.locator("#dossiers tbody th a").all()]
    for file in files:
        walk.page.goto(f"{file}passend-werk/")
        found = walk.page.locator("main a[href*='/geschikt-te-maken/']")
        if found.count():
            return file, str(found.first.get_attribute("href"))
    raise AssertionError("nobody in the caseload has something left to learn")


def _broker_pages(walk: Walk) -> Iterator[Shown]:
    """The pages of one vacancy, one employer and one training."""
    vacancy = _addresses(walk, "/vraag/?stand=open", "/vraag/vacatures/")
    number = vacancy.rstrip("/").rsplit("/", 1)[-1]
    employer = _addresses(walk, vacancy, "/vraag/werkgevers/")
    yield from (
        Shown(vacancy),
        Shown(f"{vacancy}wijzigen/", "Vacature wijzigen"),
        Shown(f"/vacatures/{number}/"),
        Shown(f"/makelaar/vacature/{number}/kandidaten/"),
        Shown(employer),
        Shown(f"{employer}wijzigen/"),
        Shown(f"{employer}vacature/?zoek=kok", "Welk beroep is het?"),
        Shown(_addresses(walk, f"{employer}vacature/?zoek=kok", "?beroep="), "Nieuwe vacature"),
        Shown(f"/makelaar/groepen/nieuw/{employer.rstrip('/').rsplit('/', 1)[-1]}/"),
        Shown(_addresses(walk, "/makelaar/opleidingen/", "/makelaar/opleidingen/1")),
    )


@LANGUAGES
def test_everybody_finds_trainings_and_other_work(page: Page, language: str) -> None:
    walk = Walk(Pointer(page), language)
    walk.speak()
    for shown in EVERYBODY:
        _examine(walk, shown)
    for part, at in (("/ander-werk/", "/ander-werk/?zoek=kok"), ("/opleidingen/", "/opleidingen/?zoek=werken")):
        _examine(walk, Shown(_addresses(walk, at, part)))


@LANGUAGES
def test_a_person_finds_work_that_suits(page: Page, language: str) -> None:
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Fatima Haddou")
    for shown in PERSON:
        _examine(walk, shown)


@LANGUAGES
def test_an_adviser_finds_work_and_a_bridge_in_the_file(page: Page, language: str) -> None:
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Joris van Dam")
    file, bridges = _bridged(walk)
    for part in ("ander-werk/", "passend-werk/"):
        _examine(walk, Shown(f"{file}{part}"))
    _examine(walk, Shown(bridges))
    chosen = page.locator("main section.card a[href*='/geschikt-te-maken/']")
    if chosen.count():
        _examine(walk, Shown(str(chosen.first.get_attribute("href"))))


@LANGUAGES
def test_a_broker_keeps_what_is_asked_and_taught(page: Page, language: str) -> None:
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Els Vermeer")
    for shown in (*BROKER, *_broker_pages(walk)):
        _examine(walk, shown)


@LANGUAGES
def test_an_employer_and_a_coordinator_read_what_is_theirs(page: Page, language: str) -> None:
    walk = Walk(Pointer(page), language)
    walk.speak()
    walk.become("Rik Jansen")
    for shown in EMPLOYER:
        _examine(walk, shown)
    walk.become("Henk Verhoeven")
    for shown in COORDINATOR:
        _examine(walk, shown)
