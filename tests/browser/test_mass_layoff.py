"""A company of 180 jobs goes bankrupt: a desk opens, everybody is read in and invited, and the first people start."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from tests.browser import story
from tests.browser.hands import Pointer
from tests.browser.letters import code_for, come_in
from tests.browser.walk import TODAY, Walk
from tests.factories.importing import FIRST, csv_of, person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COORDINATOR, ADVISER = "Henk Verhoeven", "Joris van Dam"
PEOPLE = 180
SIZES = [
    pytest.param({"width": 1280, "height": 900}, "nl", id="bureau"),
    pytest.param({"width": 390, "height": 844}, "en", id="telefoon-engels"),
]
HEADINGS = ("Voornaam", "Achternaam", "Geboortedatum", "E-mail", "Telefoon", "Woonplaats", "Straat", "Postcode")
BORN = dt.date(1960, 1, 1)
"""The birth date of the first of the invented people; each next one is 37 days younger."""


@pytest.mark.requirement("R-358", "R-435", "R-437")
@pytest.mark.parametrize(("size", "language"), SIZES)
def test_180_people_from_a_list_to_the_first_who_start(
    chromium: Browser, site: str, size: dict[str, int], language: str
) -> None:
    context = chromium.new_context(base_url=site, viewport=size, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    walk = Walk(Pointer(context.new_page()), language)
    own = walk.own_name()
    walk.speak()
    walk.become(COORDINATOR)
    centre = _open_centre(walk, own)
    _read_in(walk, own)
    walk.go(centre)
    _take_in_and_invite(walk, own)
    codes = _print_letters(walk, own)
    coupling = _keep_places(walk, own)
    walk.go(coupling)
    _ask(walk, own, 0, 1, 2)
    assert walk.page.title().startswith(walk.say("Fout:"))
    walk.hand.use(walk.page.get_by_label(f"{FIRST[2]} {own}{_word(2)}"))
    walk.press("Nodig uit")

    phone = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844}, locale="nl-NL")
    phone.set_default_timeout(60_000)
    _answers(phone.new_page(), language, codes[0], 0, "Ja, dit wil ik")
    phone.close()
    phone = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844}, locale="nl-NL")
    phone.set_default_timeout(60_000)
    _answers(phone.new_page(), language, codes[1], 1, "Nee, dit is niets voor mij")
    phone.close()

    walk.go(coupling)
    number = walk.page.locator("main .card:has(form) h3").inner_text()
    walk.date(TODAY, name="on")
    walk.hand.use(walk.page.locator("main form[action$='begonnen/'] button[type=submit]"))
    walk.look()
    walk.become(ADVISER)
    story.open_file(walk, number, "Plaatsingen")
    walk.page.locator("main .card a").first.click()
    walk.look()
    walk.press("Leg vast")
    walk.become(COORDINATOR)
    walk.go(centre)
    funnel = _funnel(walk)
    assert funnel[walk.say("Mensen in het centrum")] == str(PEOPLE)
    assert funnel[walk.say("Uitgenodigd")] == str(PEOPLE)
    assert funnel[walk.say("Plaats gekozen bij een bijeenkomst")] == "1"
    assert funnel[walk.say("Aan het werk")] == "1"
    walk.press("Sluit dit centrum")
    assert walk.say("Iedereen die hier staat, houdt een gewoon dossier bij de eigen organisatie.") in walk.read()
    assert own not in walk.read().replace(f"{own} BV", "")
    context.close()


def _open_centre(walk: Walk, own: str) -> str:
    """An employer, a centre for too few jobs, and one for 180 with a meeting and a party; gives its address."""
    walk.go("/vraag/werkgevers/nieuw/")
    walk.write("Naam van de werkgever", f"{own} BV")
    walk.hand.fill(walk.page.locator("[name$=municipality]"), "Tilburg")
    walk.page.locator("main form button[type=submit]").last.click()
    walk.look()
    walk.press("Open een mobiliteitscentrum")
    walk.write("Hoeveel banen verdwijnen er?", "99")
    walk.date(TODAY, name="starts_on")
    walk.date(TODAY + dt.timedelta(days=200), name="ends_on")
    walk.write("Hoeveel geld is er nodig?", "1.000")
    walk.press("Open het centrum")
    assert walk.page.title().startswith(walk.say("Fout:"))
    assert walk.page.locator("[name=budget]").input_value() == "1.000"
    walk.write("Hoeveel banen verdwijnen er?", str(PEOPLE))
    walk.press("Open het centrum")
    centre = walk.page.url
    _add(walk, "Plan een bijeenkomst")
    walk.write("Waar is het?", "Buurthuis De Ketel")
    walk.date(TODAY + dt.timedelta(days=14), name="bijeenkomst-on")
    walk.write("Hoe laat?", "10:00")
    walk.write("Hoeveel mensen kunnen er komen?", "60")
    _keep(walk, "bijeenkomst")
    _add(walk, "Zet een partij erbij")
    walk.write("Naam van de partij", "UWV")
    _keep(walk, "partij")
    return centre


def _add(walk: Walk, words: str) -> None:
    walk.hand.use(walk.page.locator("summary", has_text=walk.say(words)))


def _keep(walk: Walk, deed: str) -> None:
    walk.hand.use(walk.page.locator(f"form:has(input[value={deed}]) button[type=submit]"))
    walk.look()


def _read_in(walk: Walk, own: str) -> None:
    """The list of the company: every person with an address in Tilburg."""
    rows = [
        (
            *person(number, achternaam=f"{own}{_word(number)}", email=f"{own}{number}@voorbeeld.example".lower()),
            f"Spoorlaan {number + 1}",
            "5017 JS",
        )
        for number in range(PEOPLE)
    ]
    walk.go("/loket/inlezen/")
    data = csv_of(rows, HEADINGS)
    walk.page.set_input_files("input[type=file]", {"name": f"{own}.csv", "mimeType": "text/csv", "buffer": data})
    walk.press("Lees het bestand")
    walk.answer("huidige_status", "in_dienst", name="huidige_status")
    walk.answer("dienstverband_opgezegd", True, name="dienstverband_opgezegd")
    walk.write("Hoe zeiden deze mensen ja, en waar is dat vastgelegd?", "op papier, bij de bijeenkomst van het bedrijf")
    walk.hand.set(walk.page.locator("input[name=all_agreed]"))
    walk.press("Controleer alle regels")
    walk.page.locator("button[value=beginnen]").click()
    walk.page.locator("button[value=terugdraaien]").wait_for()
    assert re.search(rf"{walk.say('Aangemeld')} {PEOPLE}\b", walk.read())


def _word(number: int) -> str:
    """A part of a name of its own for each number."""
    return "".join(chr(97 + int(digit)) for digit in f"{number:03d}")


def _take_in_and_invite(walk: Walk, own: str) -> None:
    _add(walk, "Zet mensen van een ingelezen bestand in dit centrum")
    walk.hand.choose(walk.page.locator("[name=deelnemers-batch]"), f"{own}.csv")
    _keep(walk, "deelnemers")
    assert _funnel(walk)[walk.say("Mensen in het centrum")] == str(PEOPLE)
    walk.hand.use(walk.page.locator("form[action$='uitnodigen/'] button"))
    walk.look()
    assert _funnel(walk)[walk.say("Uitgenodigd")] == str(PEOPLE)


def _print_letters(walk: Walk, own: str) -> tuple[str, str]:
    """Print the pile, and read the codes of the first two people on it."""
    walk.go("/loket/post/")
    walk.press("Maak een printronde")
    with walk.page.expect_download() as pile:
        walk.hand.press(walk.say("Open de stapel als pdf"))
    walk.press("Alles is geprint")
    paper = pile.value.path()
    return code_for(f"{FIRST[0]} {own}{_word(0)}", paper), code_for(f"{FIRST[1]} {own}{_word(1)}", paper)


def _keep_places(walk: Walk, own: str) -> str:
    """A group of the company and places that another company keeps for it; gives the page to ask people on."""
    walk.go("/vraag/werkgevers/")
    walk.page.get_by_role("link", name=f"{own} BV").first.click()
    walk.press("Meld een groep die weg moet")
    walk.write("Zoek een beroep", "kok")
    walk.press("Zoek")
    walk.page.locator("main .work-list a").first.click()
    walk.write("Om hoeveel mensen gaat het?", "12")
    walk.date(TODAY, name="from_on")
    walk.press("Bewaar")
    group = walk.page.url
    walk.go("/vraag/")
    links = walk.page.locator("main a[href*='/vraag/vacatures/']").all()
    offered = [str(one.get_attribute("href")).rstrip("/").rsplit("/", maxsplit=1)[-1] for one in links]
    walk.go(group)
    for number in offered:
        walk.write("Nummer van de vacature", number)
        walk.write("Hoeveel mensen?", "2")
        walk.press("Koppel")
        if not walk.page.locator(".error-summary").count():
            break
    walk.hand.use(walk.page.locator("form[action$='afspreken/'] button").first)
    walk.look()
    walk.page.locator("a[href$='/mensen/']").first.click()
    walk.look()
    return walk.page.url


def _ask(walk: Walk, own: str, *numbers: int) -> None:
    """Tick these people and ask them."""
    for number in numbers:
        walk.hand.tick(f"{FIRST[number]} {own}{_word(number)}")
    walk.press("Nodig uit")


def _answers(page: Page, language: str, code: str, number: int, answer: str) -> None:
    me = Walk(Pointer(page), language)
    me.speak()
    come_in(me, code, BORN + dt.timedelta(days=37 * number))
    me.go("/mijn/centrum/")
    if number == 0:
        me.hand.use(me.page.locator("button[value=kiezen]").first)
        me.look()
        assert me.say("U hebt hier een plaats.") in me.read()
    me.hand.use(me.page.locator(f"button[value={'ja' if answer.startswith('Ja') else 'nee'}]").first)
    me.look()


def _funnel(walk: Walk) -> dict[str, str]:
    rows = walk.page.locator("main table").first.locator("tbody tr").all()
    return {row.locator("th").inner_text(): row.locator("td").first.inner_text() for row in rows}
