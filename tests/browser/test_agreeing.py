"""Making a plan together: the employer reads along and agrees by code, the person by link, an answer to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import story
from tests.browser.by_link import code_on, link_for, open_link
from tests.browser.hands import Pointer
from tests.browser.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TRAINING = "Praktijkleren helpende"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_employer_and_person_shape_and_agree_to_a_plan_without_account(visitor: BrowserContext, language: str) -> None:
    walk = Walk(Pointer(visitor.new_page()), language)
    name = walk.own_name()
    walk.speak()
    walk.become("Joris van Dam")
    story.at_the_desk(walk, name)
    story.intake(walk)
    story.decide(walk)
    story.describe(walk)
    story.begin_plan(walk)
    assert story.choose(walk, "C2", TRAINING, "1450", story.ABOUT_PRACTICE, employer=f"Zorghuis {name}")
    walk.press("Laat de deelnemer meelezen")
    employer = _invite(visitor, walk, "werkgever", f"werkgever-{name.lower()}@demo.overstap.example")
    employer.write("Wat wilt u zeggen?", "Kan het een week later beginnen?")
    employer.press("Verstuur de reactie")
    _answer_reaction(walk)
    provider = _invite(visitor, walk, "aanbieder", f"school-{name.lower()}@demo.overstap.example")
    _write_training_agreement(walk)
    walk.press("Arrangement")
    walk.press("Stel voor aan de deelnemer")
    _person_agrees(visitor, walk, f"{name.lower()}@demo.overstap.example")
    for guest in (provider, employer):
        _guest_agrees(guest)

    assert employer.say("Uw reactie staat erbij. De begeleider leest hem.") not in employer.read()
    walk.press("Arrangement")
    expect(walk.page.get_by_text(walk.say("geldt nu")).first).to_be_visible()
    expect(walk.page.get_by_text(walk.say("iedereen akkoord")).first).to_be_attached()


def _arrange(walk: Walk, link: str) -> None:
    """Open one of the deeds of the training."""
    item = walk.page.locator("article.card", has_text=TRAINING).first
    walk.hand.use(item.locator("summary", has_text=walk.say("Samen regelen")))
    walk.hand.use(item.get_by_role("link", name=walk.say(link), exact=True))
    walk.look()


def _invite(visitor: BrowserContext, walk: Walk, side: str, email: str) -> Walk:
    """Let a side read along, without the permission of the person first; gives who reads there."""
    if walk.page.locator("article.card").count() == 0:
        walk.press("Arrangement")
    _arrange(walk, "Laat de werkgever of aanbieder meelezen")
    walk.hand.set(walk.page.locator(f"input[name='side'][value='{side}']"))
    walk.write("Naam van de organisatie", f"Huis van {email.partition('@')[0]}")
    walk.write("Naam van wie daar meeleest", "Ria Jansen")
    walk.write("E-mailadres", email)
    walk.press("Stuur de link")
    assert walk.page.locator(".refusal, .error-summary").count()
    walk.hand.set(walk.page.locator("input[name='with_name']"))
    walk.hand.set(walk.page.locator("input[name='person_agrees']"))
    walk.write("Hoe zei de deelnemer dat?", "in een gesprek")
    walk.press("Stuur de link")
    return open_link(visitor, walk, link_for(walk, email), code_on(walk))


def _answer_reaction(walk: Walk) -> None:
    """Say what was done with the reaction of the employer."""
    walk.press("Arrangement")
    walk.hand.use(walk.page.locator("a[href*='/reactie/']", has_text=walk.say("Geef antwoord")).first)
    walk.look()
    walk.press("Geef antwoord")
    assert walk.page.title().startswith(walk.say("Fout:"))
    walk.hand.set(walk.page.locator("input[name='taken_over']").first)
    walk.write("Uw antwoord", "Ja, dat kan.")
    walk.press("Geef antwoord")


def _write_training_agreement(walk: Walk) -> None:
    """Nothing filled in is told on the page; then what is learned, and three are asked."""
    walk.press("Arrangement")
    _arrange(walk, "Maak een leerovereenkomst")
    walk.press("Vraag drie keer akkoord")
    assert walk.page.title().startswith(walk.say("Fout:"))
    walk.write("Hoeveel uur per week?", "24")
    walk.write("Wat leert de deelnemer?", "Helpen bij wassen en aankleden")
    walk.press("Vraag drie keer akkoord")

    said = "De leerovereenkomst ligt klaar voor de deelnemer, de werkgever en de aanbieder."
    assert walk.say(said) in walk.read()


def _person_agrees(visitor: BrowserContext, walk: Walk, email: str) -> None:
    """The person reads the plan behind a link with a code, and says yes to the training agreement and to the plan."""
    walk.press("Stuur de deelnemer een link met code")
    person = open_link(visitor, walk, link_for(walk, email), code_on(walk))
    assert TRAINING in person.read()
    person.press("Ja, ik ga akkoord met de leerovereenkomst")
    person.press("Ja, ik ga akkoord met dit plan")
    person.page.close()


def _guest_agrees(guest: Walk) -> None:
    """Say yes to everything that is asked: the training agreement and the plan, each with its own answer."""
    guest.page.reload()
    guest.look()
    asked = guest.page.get_by_role("button", name=guest.say("Ja, wij zijn akkoord"), exact=True)
    for left in range(asked.count(), 0, -1):
        guest.press("Ja, wij zijn akkoord")
        assert guest.say("U bent akkoord. Uw antwoord is bewaard met de tijd en uw naam.") in guest.read()
        expect(asked).to_have_count(left - 1)
    assert guest.say("Leerovereenkomst") in guest.read()
