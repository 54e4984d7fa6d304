"""In with a letter, out of the files: somebody asks for erasure, two people destroy, and each sees what stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser import story
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.letters import code_for, come_in
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [pytest.param("nl", Pointer, id="nederlands"), pytest.param("en", Keyboard, id="engels-toetsenbord")]
NUMBER = re.compile(r"P-2021-\d{5}")
SAID = "Dit mag niemand weten."


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_who_came_in_by_letter_is_erased_as_far_as_the_law_allows(
    visitor: BrowserContext, phone: BrowserContext, language: str, kind: Callable[[Page], Hand]
) -> None:
    walk = Walk(kind(visitor.new_page()), language)
    walk.speak()
    walk.become("Joris van Dam")
    name = walk.own_name()
    file = story.at_the_desk(walk, name)
    code = _letter_with_code(walk, file, name)
    person = Walk(kind(phone.new_page()), language)
    person.speak()
    come_in(person, code, story.BORN)

    assert file in person.read()
    number = _ask_for_erasure(person)
    asked = person.page.url
    assert person.say("Het dossier is nog open: zonder deze gegevens kan niemand u helpen. U kunt ook stoppen.") in (
        person.read()
    )
    _grant(walk, number)
    _destroy_by_another(walk, name)

    person.go(asked)
    assert person.say("Wat wij wissen en wat blijft") in person.read()
    person.go("/mijn/berichten/")
    assert SAID not in person.read()


def test_files_whose_term_has_passed_are_destroyed_by_two_people(page: Page) -> None:
    walk = Walk(Pointer(page), "nl")
    walk.speak()
    walk.become("Yasmin Bouali")
    walk.go("/privacy/vernietigen/")
    walk.press("Zoek losse stukken waarvan de termijn voorbij is")
    assert walk.say("Er is geen los stuk waarvan de bewaartermijn voorbij is.") in walk.read()
    walk.press("Zoek dossiers waarvan de termijn voorbij is")
    assert walk.say("U stelde dit zelf voor. Een tweede persoon keurt het goed.") in walk.read()
    proposed = page.url

    walk.language = "en"
    walk.speak()
    walk.become("Tom de Ruiter")
    walk.go(proposed)
    would_go = _counted(walk)
    walk.press("Keur goed en vernietig")

    assert would_go[walk.say("Personen")] == "3"
    assert sorted(_counted(walk).values()) == sorted(would_go.values())
    assert walk.say("Verklaring van vernietiging") in walk.read()
    walk.go("/privacy/vernietigen/")
    walk.press("Zoek dossiers waarvan de termijn voorbij is")
    assert walk.say("Er is geen dossier waarvan de bewaartermijn voorbij is.") in walk.read()


def _counted(walk: Walk) -> dict[str, str]:
    """How many of each kind go, or went, by their names in the language of the page."""
    rows = walk.page.locator("main table tbody tr").all()
    return {row.locator("th").inner_text(): row.locator("td").inner_text() for row in rows}


def _letter_with_code(walk: Walk, number: str, name: str) -> str:
    """Fill in the address, let a letter go, print the pile, and read the code on the paper."""
    walk.press("Begeleiding")
    story.open_file(walk, number, "Brieven")
    walk.press("Brief met toegangscode")
    walk.press("Maak een brief met een code")
    assert walk.say("Er is geen adres bekend waar de brief heen kan.") in walk.read()
    walk.press("Verander het adres")
    for label, text in (("Straat en huisnummer", "Spoorlaan 1"), ("Postcode", "5017 JS"), ("Plaats", "Tilburg")):
        walk.write(label, text)
    walk.press("Bewaar")
    walk.press("Brief met toegangscode")
    walk.press("Maak een brief met een code")
    walk.go("/loket/post/")
    walk.press("Maak een printronde")
    with walk.page.expect_download() as pile:
        walk.hand.press(walk.say("Open de stapel als pdf"))
    walk.press("Alles is geprint")
    return code_for(f"{name} van de Wandeling", pile.value.path())


def _ask_for_erasure(person: Walk) -> str:
    """Write a message, regret it, and ask to be erased; gives the number of the request."""
    person.press("Berichten")
    person.write("Uw bericht", SAID)
    person.press("Verstuur")
    assert SAID in person.read()
    person.go("/mijn/rechten/")
    person.hand.set(person.page.locator("input[name='right'][value='wissing']"))
    person.press("Verstuur uw verzoek")
    number = NUMBER.search(person.read())

    assert number is not None, person.read()
    return number.group()


def _grant(walk: Walk, number: str) -> None:
    """The officer sees what can go and what stays, and says yes with a reason."""
    walk.become("Yasmin Bouali")
    walk.go("/privacy/")
    walk.hand.use(walk.page.locator("th a", has_text=number))
    walk.look()
    assert walk.say("Wat nu kan worden gewist en wat moet blijven") in walk.read()
    walk.press("Neem in behandeling")
    walk.press("Wijs het verzoek toe")
    walk.press("Wijs het verzoek toe")
    assert walk.page.title().startswith(walk.say("Fout:"))
    walk.write("Wat doet u, en waarom?", "Uw bericht gaat weg. Uw dossier is nog open.")
    walk.press("Wijs het verzoek toe")
    assert walk.say("Het verzoek is toegewezen.") in walk.read()


def _destroy_by_another(walk: Walk, name: str) -> None:
    """Who proposed cannot approve; a colleague can, and the certificate names nobody."""
    walk.go("/privacy/vernietigen/")
    walk.hand.use(walk.page.locator("main table th a").first)
    walk.look()
    assert walk.say("U stelde dit zelf voor. Een tweede persoon keurt het goed.") in walk.read()
    proposed = walk.page.url
    walk.become("Tom de Ruiter")
    walk.go(proposed)
    walk.press("Keur goed en vernietig")
    assert walk.say("Verklaring van vernietiging") in walk.read()
    assert name not in walk.read()
