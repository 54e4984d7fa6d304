"""Reading in a list at the desk in a real browser: mistakes shown, people registered with progress, and taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Pointer
from tests.browser.walk import Walk
from tests.factories.importing import FIRST, csv_of, person

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK = "Anneke Smit"
SIZES = [
    pytest.param({"width": 1280, "height": 900}, "nl", id="bureau"),
    pytest.param({"width": 390, "height": 844}, "en", id="telefoon-engels"),
]


@pytest.mark.parametrize(("size", "language"), SIZES)
def test_a_list_is_read_in_and_taken_back(chromium: Browser, site: str, size: dict[str, int], language: str) -> None:
    context = chromium.new_context(base_url=site, viewport=size, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    walk = Walk(Pointer(context.new_page()), language)
    page, own = walk.page, walk.own_name()
    walk.speak()
    walk.become(DESK)
    walk.go("/loket/inlezen/")
    walk.press("Lees het bestand")
    assert page.title().startswith(walk.say("Fout:"))
    rows = [
        person(number, achternaam=f"{own}{FIRST[number]}", email=f"{own}{number}@voorbeeld.example")
        for number in range(4)
    ]
    rows.append(person(5, geboren="morgen", email=f"{own}@voorbeeld.example"))
    page.set_input_files("input[type=file]", {"name": f"{own}.csv", "mimeType": "text/csv", "buffer": csv_of(rows)})
    walk.press("Lees het bestand")

    walk.answer("huidige_status", "in_dienst", name="huidige_status")
    walk.answer("dienstverband_opgezegd", True, name="dienstverband_opgezegd")
    walk.press("Controleer alle regels")
    assert walk.say("Meedoen is vrijwillig. Zeg hoe de mensen ja zeiden en waar dat is vastgelegd.") in walk.read()
    walk.write("Hoe zeiden deze mensen ja, en waar is dat vastgelegd?", "op papier")
    walk.hand.set(page.locator("input[name=all_agreed]"))
    walk.press("Controleer alle regels")
    page.get_by_text(walk.say("Dit is geen datum.")).first.wait_for()
    walk.look()
    page.locator("button[value=beginnen]").click()
    page.locator("button[value=terugdraaien]").wait_for()
    walk.look()
    assert re.search(rf"{walk.say('Aangemeld')} 4\b", walk.read())
    walk.press("Draai het hele bestand terug")
    page.get_by_role("heading", name=walk.say("Teruggedraaid")).wait_for()
    walk.look()
    walk.go("/loket/dubbelen/")
    context.close()
