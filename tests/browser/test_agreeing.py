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
    employer = _invite(visitor, walk, f"werkgever-{name.lower()}@demo.overstap.example")
    _answer_reaction(walk)
    _write_training_agreement(walk)
    walk.press("Arrangement")
    walk.press("Stel voor aan de deelnemer")
    _person_agrees(visitor, walk, f"{name.lower()}@demo.overstap.example")
    employer.page.reload()
    employer.look()
    employer.press("Ja, wij zijn akkoord")

    assert employer.say("U bent akkoord. Uw antwoord is bewaard met de tijd en uw naam.") in employer.read()
    assert employer.say("Uw reactie staat erbij. De begeleider leest hem.") not in employer.read()
    walk.press("Arrangement")
    expect(walk.page.get_by_text(walk.say("geldt nu")).first).to_be_visible()


def _arrange(walk: Walk, link: str) -> None:
    """Open one of the deeds of the training."""
    item = walk.page.locator("article.card", has_text=TRAINING).first
    walk.hand.use(item.locator("summary", has_text=walk.say("Samen regelen")))
    walk.hand.use(item.get_by_role("link", name=walk.say(link), exact=True))
    walk.look()


def _invite(visitor: BrowserContext, walk: Walk, email: str) -> Walk:
    """Let the employer read along, without the permission first; the employer asks for another day."""
    _arrange(walk, "Laat de werkgever of aanbieder meelezen")
    walk.hand.set(walk.page.locator("input[name='side'][value='werkgever']"))
    walk.write("Naam van wie daar meeleest", "Ria Jansen")
    walk.write("E-mailadres", email)
    walk.press("Stuur de link")
    assert walk.page.locator(".refusal, .error-summary").count()
    walk.hand.set(walk.page.locator("input[name='person_agrees']"))
    walk.write("Hoe zei de deelnemer dat?", "in een gesprek")
    walk.press("Stuur de link")
    reader = open_link(visitor, walk, link_for(walk, email), code_on(walk))
    assert "van de Wandeling" not in reader.read()
    reader.write("Wat wilt u zeggen?", "Kan het een week later beginnen?")
    reader.press("Verstuur de reactie")
    return reader


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
    """Nothing filled in: told on the page, and no agreement made."""
    _arrange(walk, "Maak een leerovereenkomst")
    walk.press("Vraag drie keer akkoord")

    assert walk.page.title().startswith(walk.say("Fout:"))


def _person_agrees(visitor: BrowserContext, walk: Walk, email: str) -> None:
    """The person reads the plan behind a link with a code, and says yes."""
    walk.press("Stuur de deelnemer een link met code")
    person = open_link(visitor, walk, link_for(walk, email), code_on(walk))
    assert TRAINING in person.read()
    person.press("Ja, ik ga akkoord met dit plan")
    person.page.close()
