"""From lay-off to the report of the region, through every workplace of the running product."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import TODAY, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LAST_DAY = TODAY + dt.timedelta(days=30)
INTAKE: dict[str, str | int | bool | dt.date] = {
    "afstand_oordeel": "groot",
    "al_langer_in_uitkering": False,
    "arbeidsbeperking": False,
    "baan_in_gevaar": True,
    "doelgroep_banenafspraak": False,
    "door_corona": True,
    "herorienteert": True,
    "hoogste_opleiding": "mbo_2",
    "hulpvraag_taal": False,
    "inkomen_te_laag": False,
    "jaren_laatste_functie": 14,
    "laatste_werkdag": LAST_DAY,
    "opleiding_weinig_kans": False,
    "school_verlaten": "niet",
    "sector_laatste_werk": "horeca",
    "taalniveau_mondeling": "B1",
    "tijdelijk_contract_stopt": False,
    "uitkering": "geen_uitkering",
    "uwv_gevraagd": False,
    "vraagt_bijstand_aan": False,
    "verwachte_werkloosheidsduur": 9,
    "werkgever_sociaal_plan": False,
    "kans_op_geen_uitkering": False,
    "stap_van_werk_naar_werk": True,
    "wil_ondersteuning": True,
}


def register(walk: Walk, name: str, email: str) -> str:
    """Register at the digital desk; gives the number of the file."""
    walk.press("Meld u aan")
    walk.press("Begin")
    walk.answer("huidige_status", "in_dienst", name="huidige_status")
    walk.press("Volgende")
    walk.answer("dienstverband_opgezegd", answer=True, name="dienstverband_opgezegd")
    walk.press("Volgende")
    walk.write("In welke gemeente woont u?", "Tilburg")
    walk.press("Volgende")
    walk.press("Volgende")
    walk.write("Voornaam", name)
    walk.write("Achternaam", "van de Wandeling")
    walk.date(dt.date(1963, 4, 9), name="birth_date")
    walk.press("Volgende")
    walk.write("E-mailadres", email)
    walk.press("Volgende")
    walk.tick_agreement()
    walk.press("Volgende")
    walk.press("Verstuur mijn aanmelding")
    text = walk.read()

    assert "Midden-Brabant" in text
    assert walk.say("Waarom %(who)s?", who="FNV") in text
    number = re.search(r"2021-\d{6}", text)
    assert number is not None
    return number.group()


def enter_by_code(walk: Walk, email: str) -> None:
    """Open the own file with a code from the post."""
    walk.press("Open mijn dossier")
    post = walk.page.context.new_page()
    post.goto("/demo/post/")
    letter = post.locator("article", has_text=email).first.inner_text()
    post.close()
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letter)

    assert code is not None, letter
    walk.write("Code", code.group())
    walk.press("Log in")


def take_in(walk: Walk, number: str) -> None:
    """Find the file, take it in hand, answer every question that still matters."""
    walk.become("Joris van Dam")
    walk.press("Begeleiding")
    walk.write("Zoek op nummer of naam", number)
    walk.press("Toon")
    walk.hand.press(walk.page.locator("#dossiers tbody th a").first.inner_text())
    walk.press("Ik pak dit dossier op")
    walk.press("Intake")
    asked = []
    while walk.page.locator("form.question").count():
        fact_id = walk.page.locator("input[name='fact_id']").get_attribute("value") or ""

        assert fact_id not in asked, f"asked twice: {fact_id}"
        asked.append(fact_id)
        walk.answer(fact_id, INTAKE[fact_id], name="answer")
        permission = walk.page.locator("input[name='agreed']")
        if permission.count():
            walk.hand.set(permission)
        walk.press("Opslaan en verder")


def decide(walk: Walk) -> None:
    """Ask the advice, read its grounds, decide with a motivation."""
    walk.press("Naar het advies")
    walk.press("Eigen hulp toevoegen")
    walk.write("Welke hulp gaf u al zelf?", "Eerste gesprek en cv")
    walk.date(TODAY, name="started_on")
    walk.press("Toevoegen")
    walk.press("Maak het advies")

    assert walk.page.locator(".grounds__line--voor").count() >= 3
    walk.hand.set(walk.page.locator("input[name='kind'][value='aanvullende_hulp']"))
    walk.write("Waarom besluit u dit?", "Veertien jaar horeca; met een opleiding is er werk in de zorg.")
    walk.press("Besluit vastleggen")


def describe(walk: Walk) -> None:
    """Write down what the person can and wants."""
    walk.press("Profiel")
    walk.write("Omschrijving", "Hygiënisch werken")
    walk.press("Regel toevoegen")
    walk.write("Wensen", "Werk met mensen")
    walk.write("Uren per week", "32")
    walk.write("Beroep waar de deelnemer heen wil", "Helpende zorg en welzijn")
    walk.press("Profiel opslaan")


KINDS = [
    pytest.param("nl", Pointer, id="nederlands"),
    pytest.param("en", Pointer, id="engels"),
    pytest.param("nl", Keyboard, id="toetsenbord"),
]


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_one_person_goes_from_lay_off_to_work(page: Page, language: str, kind: Callable[[Page], Hand]) -> None:
    walk = Walk(kind(page), language)
    name = f"{kind.__name__}{language}".capitalize()
    email = f"{name.lower()}@demo.overstap.example"
    walk.speak()
    number = register(walk, name, email)
    enter_by_code(walk, email)
    take_in(walk, number)
    decide(walk)
    describe(walk)
