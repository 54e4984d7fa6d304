"""Changing a scheme in the running product: one framework keeper writes, another publishes, everybody reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [
    pytest.param("nl", Pointer, id="nederlands"),
    pytest.param("en", Pointer, id="engels"),
    pytest.param("nl", Keyboard, id="toetsenbord"),
]
SCHEME = "praktijkleren-werkgeversvergoeding"
LIST = "/beleid/regelingen/"
PHONE = {"width": 390, "height": 844}


def free_day(walk: Walk) -> dt.date:
    """A first day that no version has yet: this walk is done more than once in one installation."""
    walk.go(f"{LIST}?zoek={SCHEME}")
    versions = walk.page.locator(".version-list > li").count()
    return dt.date(2030 + versions, 7, 1)


def begin(walk: Walk, day: dt.date) -> str:
    """Start a draft; the address of its overview."""
    walk.go(f"{LIST}{SCHEME}/2021-01-01/")
    walk.press("Begin het concept")
    assert walk.page.locator(".error-summary").is_visible()
    walk.date(day, name="first_day")
    walk.press("Begin het concept")
    return walk.page.url


def raise_the_fee(walk: Walk, draft: str, day: dt.date) -> None:
    """Give the fee another value from a year later on, after typing it wrong first."""
    walk.go(f"{draft}parameters/vergoeding_maximum/")
    walk.date(dt.date(day.year + 1, day.month, day.day), name="from_1")
    walk.hand.fill(walk.page.locator("[name=value_1]"), "veel geld")
    walk.press("Bewaar")
    assert walk.say("Dit is geen bedrag. Schrijf het zo: 1250 of 1.250,50.") in walk.read()
    assert walk.page.locator("[name=value_1]").input_value() == "veel geld"
    walk.hand.fill(walk.page.locator("[name=value_1]"), "2.700")
    walk.press("Bewaar")
    assert walk.page.locator("[name=value_1]").input_value() == "2700,00"


def ask_for_a_week(walk: Walk, draft: str) -> None:
    """Add a row to a condition, after leaving it empty first."""
    walk.go(f"{draft}voorwaarden/0/")
    walk.press("Regel erbij")
    walk.press("Bewaar")
    assert walk.say("Kies waar deze regel over gaat, of haal de regel weg.") in walk.read()
    walk.page.locator("[name='r.1.gegeven']").select_option("weken_aanwezig")
    walk.page.locator("[name='r.1.vergelijk']").select_option(">=")
    walk.press("Toon de keuzes bij de gekozen gegevens")
    walk.hand.fill(walk.page.locator("[name='r.1.waarde']"), "1")
    walk.press("Bewaar")
    assert walk.page.locator("[name='r.1.waarde']").input_value() == "1"


def explain_the_question(walk: Walk, draft: str, day: dt.date) -> None:
    """Give a question another explanation, after leaving out the English first; it goes along with the version."""
    walk.go(f"{draft}vragen/weken_aanwezig/")
    walk.hand.fill(walk.page.locator("[name=help_nl]"), f"Tel hele weken, vanaf {day.year}.")
    walk.page.locator("[name=help_en]").clear()
    walk.press("Bewaar")
    assert walk.say("Vul deze tekst in beide talen in, of in geen van beide.") in walk.read()
    walk.hand.fill(walk.page.locator("[name=help_en]"), f"Count whole weeks, from {day.year}.")
    walk.press("Bewaar")
    assert walk.page.locator("[name=help_nl]").input_value() == f"Tel hele weken, vanaf {day.year}."


def choose_a_route(walk: Walk, draft: str) -> None:
    """Add an outcome that chooses, and take it away again."""
    walk.go(f"{draft}nieuwe-uitkomst/")
    walk.hand.fill(walk.page.locator("[name=name]"), "proef")
    walk.hand.set(walk.page.locator("[name=type][value=enum]"))
    walk.press("Bewaar")
    walk.press("Keuze erbij")
    walk.press("Bewaar")
    assert walk.say("Schrijf wat eruit komt.") in walk.read()
    walk.page.locator("details.details").filter(has=walk.page.locator("[value=weg]")).locator("summary").click()
    walk.press("Haal weg")
    assert walk.say("De uitkomst is weggehaald.") in walk.read()


def set_right(walk: Walk, draft: str, example: int) -> None:
    """Take over what an example gives now, and say that it was looked at."""
    walk.go(f"{draft}voorbeelden/{example}/")
    walk.press("Reken uit en neem over")
    walk.press("Bewaar")
    assert walk.say("Kijk de uitkomst na en kruis dit aan. Daarna kunt u bewaren.") in walk.read()
    walk.hand.tick(walk.say("Ik heb nagekeken dat deze uitkomst zo hoort"))
    walk.press("Bewaar")


def hand_in(walk: Walk, draft: str) -> None:
    """Hand the draft in; refused while examples do not come out."""
    walk.go(f"{draft}controle/")
    walk.hand.fill(walk.page.locator("[name=indienen-note]"), "Pas vanaf een week, en meer geld.")
    walk.press("Dien het concept in")
    assert "0 weken geeft niets" in walk.page.locator(".refusal").inner_text()
    assert walk.page.locator("[name=indienen-note]").input_value() == "Pas vanaf een week, en meer geld."
    set_right(walk, draft, 4)
    set_right(walk, draft, 6)
    walk.go(f"{draft}controle/")
    walk.hand.fill(walk.page.locator("[name=indienen-note]"), "Pas vanaf een week, en meer geld.")
    walk.press("Dien het concept in")


def file_on(walk: Walk, day: dt.date) -> str:
    """The file of the scheme that is in force on a day, as anybody can take it along."""
    return walk.page.request.get(f"/regelingen/{SCHEME}/bestand/?op={day}").text()


@pytest.mark.requirement("R-006")
@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_one_keeper_writes_another_publishes_and_everyone_reads(
    page: Page, language: str, kind: Callable[[Page], Hand]
) -> None:
    walk = Walk(kind(page), language)
    walk.speak()
    walk.become("Iris de Graaf")
    day = free_day(walk)
    draft = begin(walk, day)
    raise_the_fee(walk, draft, day)
    ask_for_a_week(walk, draft)
    explain_the_question(walk, draft, day)
    choose_a_route(walk, draft)
    hand_in(walk, draft)

    assert walk.page.get_by_role("button", name=walk.say("Publiceer deze versie")).count() == 0
    assert (
        walk.say("U schreef mee aan dit concept. Een andere kaderhouder controleert en publiceert het.") in walk.read()
    )

    walk.become("Bas Hendriks")
    walk.go(f"{draft}controle/")
    assert "Pas vanaf een week" in walk.read()
    assert f"Tel hele weken, vanaf {day.year}." in walk.read()
    assert walk.say("Deze regelingen stellen de vraag:") in walk.read()
    walk.press("Publiceer deze versie")
    assert walk.say("Kruis aan dat u de controle hebt gedaan.") in walk.read()
    walk.hand.set(walk.page.locator("[name=publiceren-checked]"))
    walk.press("Publiceer deze versie")
    assert walk.say("De versie is gepubliceerd.") in walk.read()

    walk.go(f"/regelingen/{SCHEME}/?op={day}")
    assert {"nl": "minstens 1 week", "en": "at least 1 week"}[language] in walk.read()
    assert f"valid: {{from: {day}" in file_on(walk, day)
    assert f"valid: {{from: {day}" not in file_on(walk, day - dt.timedelta(days=1))


def test_the_editor_fits_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    walk = Walk(Pointer(page), "nl")
    walk.speak()
    walk.become("Iris de Graaf")
    draft = begin(walk, free_day(walk))

    for place in (
        "",
        "naam/",
        "geldigheid/",
        "parameters/",
        "nieuwe-parameter/",
        "parameters/weken_maximum/",
        "voorwaarden/",
        "voorwaarden/0/",
        "bedrag/",
        "grenzen/",
        "grenzen/duration/",
        "uitkomsten/",
        "nieuwe-uitkomst/",
        "weging/0/",
        "vragen/?zoek=werk",
        "vragen/weken_aanwezig/",
        "nieuwe-vraag/",
        "voorbeelden/",
        "voorbeelden/0/",
        "tekst/",
        "controle/",
    ):
        walk.go(f"{draft}{place}")
    walk.go(LIST)
    walk.go(f"{LIST}nieuw/")
