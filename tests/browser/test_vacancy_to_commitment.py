"""From a vacancy to committed money: a broker asks, a person says yes, an adviser bridges what is missing.

Walked in Dutch with a pointer and in English with nothing but a keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser import story
from tests.browser.hands import Hand, Keyboard, Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [pytest.param("nl", Pointer, id="nederlands"), pytest.param("en", Keyboard, id="toetsenbord")]
OCCUPATION = {"nl": "Helpende zorg en welzijn", "en": "Care helper"}
EMPLOYER = "Linde Zorg (demonstratie)"
BROKERS = "VNO-NCW"
KNOWN = ("ouderen", "huishouden", "eten-geven", "inleven")
"""What the person can of what the occupation needs; helping people wash is left to learn."""
LACKING = {"nl": "Mensen helpen met wassen en aankleden", "en": "Helping people wash and dress"}
MOST_QUESTIONS = 60
CANDIDATES = 10
"""A broker gets the ten who fit best of all who agreed to be looked for."""


@pytest.mark.requirement("R-408")
@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_a_vacancy_leads_to_a_person_a_training_and_money(
    page: Page, language: str, kind: Callable[[Page], Hand]
) -> None:
    walk = Walk(kind(page), language)
    name = walk.own_name()
    title = f"Helpende op afdeling {name}"
    walk.speak()
    walk.become("Joris van Dam")
    number = story.at_the_desk(walk, name)
    story.intake(walk)
    story.decide(walk)
    story.describe(walk)
    story.begin_plan(walk)

    vacancy = _offer(walk, title)
    _let_look(walk, name)
    _propose(walk, vacancy)
    _say_yes(walk, name, title)
    _hear_yes(walk, vacancy, name)
    training = _bridge(walk, number, title)
    story.propose_and_agree(walk, name)
    story.coordinate(walk, number)
    story.start(walk, number, training)
    _committed(walk, training)


def _offer(walk: Walk, title: str) -> str:
    """A vacancy for an occupation of our own list, first filled in wrongly; gives its number."""
    walk.become("Els Vermeer")
    walk.go("/vraag/werkgevers/")
    walk.hand.press(EMPLOYER)
    walk.press("Nieuwe vacature")
    walk.write("Zoek een beroep", OCCUPATION[walk.language])
    walk.press("Zoek")
    walk.press(OCCUPATION[walk.language])
    walk.hand.fill(walk.page.locator("[name='title']"), " ")
    walk.write("Wat is het werk?", "Helpen bij wassen, aankleden en eten.")
    walk.hand.fill(walk.page.locator("[name='places']"), "0")
    walk.press("Zet open")

    assert walk.page.title().startswith(walk.say("Fout:"))
    assert _described(walk, walk.page.locator("[name='title']"))
    assert _described(walk, walk.page.locator("[name='places']"))
    assert walk.page.locator("[name='places']").input_value() == "0"
    assert walk.page.locator("[name='description']").input_value() == "Helpen bij wassen, aankleden en eten."
    walk.hand.fill(walk.page.locator("[name='title']"), title)
    walk.hand.fill(walk.page.locator("[name='places']"), "2")
    walk.hand.set(walk.page.locator("[name='welcome']").last)
    walk.press("Zet open")

    assert walk.say("De vacature staat erin.") in walk.page.locator("body").inner_text()
    assert title in walk.read()
    return walk.page.url.rstrip("/").rsplit("/", 1)[-1]


def _described(walk: Walk, field: Locator) -> bool:
    """Tell whether what is wrong with a field is tied to it."""
    told = (field.get_attribute("aria-describedby") or "").split()
    return field.get_attribute("aria-invalid") == "true" and any(
        walk.page.locator(f"[id='{one}']").count() and "error" in one for one in told
    )


def _let_look(walk: Walk, name: str) -> None:
    """The person says what they can and what they cannot, and lets the organisation of the broker look for work."""
    walk.become(name)
    for code in KNOWN:
        walk.go("/mijn/profiel/competenties/")
        walk.hand.use(walk.page.locator(f"form:has(input[name='code'][value='{code}']) button"))
        walk.look()
    walk.go("/mijn/werk/")
    for _ in range(MOST_QUESTIONS):
        asked = walk.page.locator("section[aria-labelledby='vraag']")
        told = asked.inner_text()
        walk.hand.use(asked.get_by_role("button", name=walk.say("Nee"), exact=True))
        walk.look()
        if LACKING[walk.language] in told:
            break
    else:
        raise AssertionError(f"never asked: {LACKING[walk.language]}")
    line = walk.page.locator("form", has_text=BROKERS).filter(has=walk.page.locator("[value='zoeken']"))
    walk.hand.use(line.locator("button"))
    walk.look()


def _propose(walk: Walk, vacancy: str) -> None:
    """The broker sees the ten who fit best without their names, and asks each of them."""
    walk.become("Els Vermeer")
    walk.go(f"/vraag/vacatures/{vacancy}/")
    walk.press("Kandidaten")
    assert "van de Wandeling" not in walk.read()
    ask = walk.page.get_by_role("button", name=walk.say("Vraag of deze persoon wil"))
    assert ask.count() == CANDIDATES
    for _ in range(ask.count()):
        walk.hand.use(ask.first)
        walk.look()
    assert not ask.count()


def _say_yes(walk: Walk, name: str, title: str) -> None:
    """The person says yes to being proposed."""
    walk.become(name)
    walk.go("/mijn/werk/")
    question = walk.page.locator(".utrecht-alert", has_text=title)
    walk.hand.use(question.get_by_role("button", name=walk.say("Ja, stel mij voor"), exact=True))
    walk.look()
    assert not question.count()


def _hear_yes(walk: Walk, vacancy: str, name: str) -> None:
    """The broker now reads the name."""
    walk.become("Els Vermeer")
    walk.go(f"/makelaar/vacature/{vacancy}/kandidaten/")
    assert name in walk.read()
    assert walk.say("De persoon zei ja.") in walk.read()


def _bridge(walk: Walk, number: str, title: str) -> str:
    """The adviser finds a training for what is missing and puts it in the arrangement; gives what it is called."""
    walk.become("Joris van Dam")
    story.open_file(walk, number, "Passend werk")
    card = walk.page.locator("li.card", has_text=title)
    walk.hand.use(card.locator("a[href*='/geschikt-te-maken/']"))
    walk.look()
    bridge = walk.page.locator("section.card").first
    training = bridge.locator("ol a").first.inner_text()
    walk.hand.use(bridge.locator("a[href*='/geschikt-te-maken/']").first)
    walk.look()
    known = story.INTAKE | story.ABOUT_CUSTOM
    walk.hand.fill(walk.page.locator("[name='motivation']"), "Hiermee kan iemand bij deze werkgever beginnen.")
    walk.hand.fill(walk.page.locator("[name='cofinancing_reason']"), "De oude werkgever stopt.")
    for _ in range(6):
        for field in walk.page.locator("[name^='fact_']").all():
            asked = field.get_attribute("name") or ""
            if field.get_attribute("type") != "radio" or not walk.page.locator(f"[name='{asked}']:checked").count():
                walk.answer(asked.removeprefix("fact_"), known.get(asked.removeprefix("fact_"), False), name=asked)
        walk.press("Zet in het arrangement en reserveer het geld")
        if not walk.page.locator("[name='motivation']").count():
            break

    assert walk.say("Gezet in het arrangement") in walk.read(), walk.read()
    assert training in walk.page.locator(".card--strong").inner_text()
    walk.press("Naar het arrangement")
    assert training in walk.read()
    return training


def _committed(walk: Walk, training: str) -> None:
    """The money is committed: the adviser reads it at the item, the cashier in the books of the region."""
    item = walk.page.locator("article.card", has_text=training).first
    assert walk.say("geld vastgelegd") in item.inner_text()
    walk.become("Peter Koning")
    walk.press("Kassa")
    walk.hand.choose(walk.page.locator("select[name='regio']"), "Midden-Brabant")
    walk.press("Toon")
    walk.hand.use(walk.page.locator("main a[href*='/kassa/budget/']").first)
    walk.look()
    booked = walk.page.locator("tbody tr").first.inner_text()

    assert walk.say("Toegezegd") in booked
    assert "van de Wandeling" not in walk.read()
