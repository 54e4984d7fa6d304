"""The two participants whom a visitor can be: one who still has to say yes, one whose help is running."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from overstap.arrangements import actions as arrangements
from overstap.core.actor import Actor
from overstap.site.demo.about_items import PRACTICE, TRAINING
from overstap.site.demo.journey import Journey
from overstap.site.demo.personas import DOMAIN, PARTICIPANTS
from overstap.site.demo.population import Invented
from overstap.site.demo.staff import must, persona_actor
from overstap.treasury import actions as treasury

MOTIVATION = (
    "Zij werkte twaalf jaar in dezelfde keuken en haar sector staat stil. Met een praktijkopleiding kan zij de zorg in."
)


def _born(slug: str, born: date) -> Invented:
    first, last = PARTICIPANTS[slug]
    email = f"{slug}@{DOMAIN}"
    return Invented(first, last, born, email, "0612345678", random.Random(slug))


def _start(slug: str, born: date, days_ago: int, staff: dict[int, Actor], now: datetime) -> Journey:
    journey = Journey(_born(slug, born), "Tilburg", staff, at=now - timedelta(days=days_ago), today=now.date())
    journey.register(
        huidige_status="in_dienst",
        dienstverband_opgezegd=True,
        tijdelijk_contract_stopt=False,
        laatste_werkdag=now.date() + timedelta(days=30),
    )
    return journey


ANSWERS = {
    "al_langer_in_uitkering": False,
    "werkgever_sociaal_plan": False,
    "doelgroep_banenafspraak": False,
    "door_corona": True,
    "wil_ondersteuning": True,
    "verwachte_werkloosheidsduur": 9,
    "sector_laatste_werk": "horeca",
    "jaren_laatste_functie": 12,
    "hoogste_opleiding": "vmbo",
    "school_verlaten": "niet",
    "taalniveau_mondeling": "B1",
    "hulpvraag_taal": False,
    "stap_van_werk_naar_werk": True,
}


def _prepare(journey: Journey, target: str, sector: str) -> None:
    journey.later(2)
    journey.intake(ANSWERS)
    journey.later(3)
    assessment = journey.assess("groot")
    journey.later(1)
    journey.decide(assessment, "aanvullende_hulp", MOTIVATION)
    journey.profile(target, sector, ("Mensen op hun gemak stellen", "Hygiënisch werken", "Plannen onder druk"))
    journey.later(2)
    journey.compose(target)


def fatima(staff: dict[int, Actor], now: datetime) -> None:
    """Registered two weeks ago; her plan waits for her answer."""
    journey = _start("fatima", date(1984, 5, 3), 14, staff, now)
    _prepare(journey, "Helpende in de zorg", "zorg en welzijn")
    journey.choose(
        "C2",
        title="Praktijkleren helpende zorg en welzijn",
        provider="Voorbeeld mbo-college",
        employer="Zorghuis Voorbeeld",
        starts_on=now.date() + timedelta(days=14),
        ends_on=now.date() + timedelta(days=14 + 200),
        cost_cents=145_000,
        cofinancing_reason="De oude werkgever stopt en kan niet meebetalen.",
        motivation="Leren op de werkvloer past bij haar.",
        facts=PRACTICE,
    )
    journey.choose(
        "F1",
        title="Werkkleding en een fiets",
        provider="Voorbeeldwinkel",
        cost_cents=35_000,
        cofinancing_reason="Niemand anders betaalt dit.",
        motivation="Zonder fiets kan zij niet op tijd beginnen.",
        facts=TRAINING,
    )
    must(
        arrangements.propose(
            actor=journey.adviser or persona_actor("joris", now), arrangement_id=journey.arrangement_id, now=journey.at
        )
    )


def dennis(staff: dict[int, Actor], now: datetime) -> None:
    """His training runs, and the employer has asked for the first weeks."""
    journey = _start("dennis", date(1996, 9, 21), 44, staff, now)
    _prepare(journey, "Medewerker logistiek", "vervoer en logistiek")
    started = journey.at.date() + timedelta(days=5)
    journey.choose(
        "C2",
        title="Praktijkleren logistiek medewerker",
        provider="Voorbeeld mbo-college",
        employer="Distributie Voorbeeld",
        starts_on=started,
        ends_on=started + timedelta(days=180),
        cost_cents=140_000,
        cofinancing_reason="De oude werkgever stopt en kan niet meebetalen.",
        motivation="Hij leert het liefst door te doen.",
        facts=PRACTICE,
    )
    journey.agree()
    journey.coordinate_and_start(persona_actor("sanne", now))
    journey.later(6)
    adviser = journey.adviser or persona_actor("joris", now)
    item = journey.items["C2"]
    must(arrangements.start_item(actor=adviser, item_id=item, now=journey.at))
    journey.later(30)
    claim = must(
        arrangements.claim_employer_fee(
            actor=adviser, item_id=item, weeks_present=4, paper=_presence_list(journey), now=journey.at
        )
    )
    must(treasury.approve_claim(actor=persona_actor("wilma", now), claim_key=claim.key, now=journey.at))


def _presence_list(journey: Journey) -> treasury.Evidence:
    return treasury.Evidence("presentielijst", "week 1 tot en met 4", journey.at.date())
