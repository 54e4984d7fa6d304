"""The files of the demo: about two hundred in Midden-Brabant, in every stage, and some in every other open region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from overstap.core.actor import Actor
from overstap.parties import queries as parties
from overstap.parties.values import RegionCard
from overstap.site.demo import answers, stories
from overstap.site.demo.about_items import TRAINING
from overstap.site.demo.journey import Journey
from overstap.site.demo.personas import REGION
from overstap.site.demo.population import Invented, invent
from overstap.site.demo.staff import must, persona_actor
from overstap.treasury import actions as treasury

IN_MIDDEN_BRABANT = 198
ELSEWHERE = 3
LONGEST_WAIT = 4

MUNICIPALITIES = (
    "Tilburg",
    "Tilburg",
    "Tilburg",
    "Tilburg",
    "Waalwijk",
    "Goirle",
    "Oisterwijk",
    "Dongen",
    "Loon op Zand",
    "Heusden",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """How far someone is: the share of a hundred, and how many days ago they registered at least and at most."""

    name: str
    share: int
    shortest: int
    longest: int


STAGES = (
    Stage("aangemeld", 14, 0, 6),
    Stage("intake", 14, 4, 13),
    Stage("beoordeeld", 12, 8, 16),
    Stage("eigen_hulp", 10, 10, 24),
    Stage("toegelaten", 8, 10, 22),
    Stage("samengesteld", 8, 14, 28),
    Stage("voorgesteld", 6, 14, 24),
    Stage("actief", 14, 20, 44),
    Stage("geplaatst", 14, 45, 75),
)

INSTRUMENTS = (
    ("A1", "Workshop solliciteren op afstand", 32_500),
    ("A4", "Hulp bij solliciteren", 45_000),
    ("B1", "Loopbaanbegeleiding", 98_000),
    ("B2", "Loopbaanadvies", 70_000),
    ("F1", "Reiskosten voor de proefweek", 24_000),
)
TARGETS = (
    ("medewerker logistiek", "vervoer en logistiek", ("Voorraad bijhouden", "Samenwerken onder druk")),
    ("helpende zorg en welzijn", "zorg en welzijn", ("Mensen op hun gemak stellen", "Netjes rapporteren")),
    ("medewerker klantenservice", "diensten", ("Klanten te woord staan", "Problemen oplossen")),
    ("monteur zonnepanelen", "energie", ("Veilig werken op hoogte", "Elektra aansluiten")),
)
FOR_HELP = "De kans op werk zonder extra hulp is klein. Een training en begeleiding maken het verschil."
FOR_OWN = "De eigen hulp is genoeg: er zijn al twee gesprekken met werkgevers."


def staff_by_party(now: datetime) -> dict[int, Actor]:
    """The advisers among the personas, by the party they work for."""
    actors = [persona_actor(slug, now) for slug in ("joris", "sanne", "murat", "lieke")]
    return {actor.party_id: actor for actor in actors if actor.party_id is not None}


def load_people(now: datetime) -> None:
    """Make all files."""
    staff = staff_by_party(now)
    with transaction.atomic():
        stories.fatima(staff, now)
        stories.dennis(staff, now)
    drawn = invent(IN_MIDDEN_BRABANT, today=now.date(), salt=REGION)
    for index, one in enumerate(drawn):
        with transaction.atomic():  # one write to disk per person instead of some fifty
            stage = one.draw.choices(STAGES, [stage.share for stage in STAGES])[0]
            municipality = MUNICIPALITIES[index % len(MUNICIPALITIES)]
            days = one.draw.randint(stage.shortest, stage.longest)
            _walk(_begin(one, municipality, staff, now, days=days), stage.name)
    for region in parties.regions():
        if region.code != REGION and region.live_on is not None:
            _thin(region, staff, now)


def _begin(one: Invented, municipality: str, staff: dict[int, Actor], now: datetime, *, days: int) -> Journey:
    start = now - timedelta(days=max(days, 1), minutes=one.draw.randint(0, 300))
    journey = Journey(one, municipality, staff, at=start, today=now.date())
    journey.register()
    return journey


def _thin(region: RegionCard, staff: dict[int, Actor], now: datetime) -> None:
    drawn = invent(ELSEWHERE, today=now.date(), salt=region.code)
    names = parties.municipality_names_in({region.code}, now.date())
    places = [name for name in names if parties.official_municipality(name, now.date())]
    for index, one in enumerate(drawn):
        _begin(one, places[index % len(places)], staff, now, days=one.draw.randint(0, LONGEST_WAIT))


def _walk(journey: Journey, stage: str) -> None:
    """Walk as far as the stage asks, or as far as the demo has somebody to help."""
    if stage == "aangemeld" or journey.adviser is None:
        return
    journey.later(3)
    own = stage == "eigen_hulp"
    journey.intake(answers.close_to_work(journey.invented.draw) if own else None, part=stage == "intake")
    if stage == "intake":
        return
    journey.later(4)
    assessment = journey.assess("beperkt" if own else "groot")
    if stage == "beoordeeld":
        return
    journey.later(2)
    if own or not journey.decide(assessment, "aanvullende_hulp", FOR_HELP):
        journey.decide(assessment, "eigen_dienstverlening", FOR_OWN)
        return
    if stage == "toegelaten":
        return
    occupation, sector, competences = journey.invented.draw.choice(TARGETS)
    journey.profile(occupation, sector, competences)
    _arrange(journey, stage, occupation)


def _arrange(journey: Journey, stage: str, occupation: str) -> None:
    journey.later(5)
    journey.compose(occupation)
    for instrument, title, cents in journey.invented.draw.sample(INSTRUMENTS, 2):
        journey.choose(
            instrument,
            title=title,
            provider="Voorbeeld Loopbaan",
            cost_cents=cents,
            cofinancing_reason="De werkgever stopt en kan niet meebetalen.",
            motivation="Dit helpt om sneller aan het werk te zijn.",
            facts=TRAINING,
        )
    if stage == "samengesteld":
        return
    journey.agree()
    if stage == "voorgesteld":
        return
    partner = next(actor for actor in journey.staff.values() if actor is not journey.adviser)
    journey.coordinate_and_start(partner)
    if stage == "geplaatst":
        journey.later(14)
        journey.place(direct=journey.invented.draw.random() < 0.6)


BUDGETS = (
    ("ontschot_budget", 2021, 1_400_000_00),
    ("ontschot_budget", 2020, 120_000_00),
    ("bemensing", 2021, 900_000_00),
    ("impuls_banenafspraak", 2021, 560_000_00),
    ("praktijkleren_inkoop", 2021, 820_000_00),
    ("praktijkleren_werkgeversvergoeding", 2021, 700_000_00),
)


def load_budgets(now: datetime) -> None:
    """Let the framework keeper give every open region its budgets; the amounts are the demo's own."""
    keeper = persona_actor("iris", now)
    for region in parties.regions():
        if region.live_on is None:
            continue
        share = 1 if region.code == REGION else 2
        for number, (stream, year, cents) in enumerate(BUDGETS):
            must(
                treasury.set_budget(
                    actor=keeper,
                    stream=stream,
                    region_code=region.code,
                    year=year,
                    amount_cents=cents // share,
                    source="Kaderbesluit van de demo",
                    key=UUID(int=int(region.code.removeprefix("AM")) * 100 + number),
                    now=now,
                )
            )
