"""What invented people answer: a situation with its facts, and a walk through the intake in any order."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

Answers = dict[str, Any]

HIT_SECTORS = (
    "horeca",
    "horeca",
    "horeca",
    "cultuur",
    "sport_en_recreatie",
    "luchtvaart",
    "verhuur_en_zakelijke_diensten",
)
OTHER_SECTORS = ("handel", "industrie", "zorg_en_welzijn", "vervoer_en_logistiek", "overige_diensten", "bouw")
EDUCATION = (
    "geen_diploma",
    "vmbo",
    "vmbo",
    "mbo_1",
    "mbo_2",
    "mbo_2",
    "mbo_3",
    "mbo_4",
    "mbo_4",
    "havo_vwo",
    "hbo",
    "wo",
)
LANGUAGE = ("A2", "B1", "B1", "B2", "B2", "C1", "C2", "C2")


def notice(draw: random.Random, today: date) -> Answers:
    """At work with the end in sight: dismissed, or a contract that stops."""
    stops = draw.random() < 0.35
    return {
        "huidige_status": "in_dienst",
        "dienstverband_opgezegd": not stops,
        "tijdelijk_contract_stopt": stops,
        "laatste_werkdag": (today + timedelta(days=draw.randint(5, 75))),
        "uitkering": "geen_uitkering",
        "werkgever_sociaal_plan": draw.random() < 0.3,
    }


def on_benefit(draw: random.Random, today: date) -> Answers:
    """Without work, on unemployment benefit."""
    months = draw.randint(3, 24)
    return {
        "huidige_status": "geen_werk",
        "uitkering": "ww",
        "ww_recht_maanden": months,
        "ww_einddatum": (today + timedelta(days=30 * months)),
        "baan_verloren_op": (today - timedelta(days=draw.randint(5, 150))),
    }


def on_assistance(draw: random.Random, today: date) -> Answers:
    """Without work and without unemployment benefit: the municipality helps."""
    return {
        "huidige_status": "geen_werk",
        "uitkering": draw.choice(("bijstand", "geen_uitkering")),
        "vraagt_bijstand_aan": draw.random() < 0.5,
        "baan_verloren_op": (today - timedelta(days=draw.randint(30, 250))),
    }


def self_employed(draw: random.Random, _today: date) -> Answers:
    """With a business that no longer brings in enough."""
    return {
        "huidige_status": "zelfstandig",
        "uitkering": draw.choice(("tozo", "geen_uitkering", "bbz")),
        "inkomen_te_laag": True,
        "herorienteert": True,
        "baan_in_gevaar": True,
    }


SITUATIONS = (notice, on_benefit, on_assistance, self_employed)
SHARES = (45, 30, 15, 10)
"""How many of a hundred come from each situation."""


def situation(draw: random.Random, today: date) -> Answers:
    """Draw where someone comes from; these are the answers that a registration asks."""
    return draw.choices(SITUATIONS, SHARES)[0](draw, today)


def rest(draw: random.Random) -> Answers:
    """Draw the other answers of an intake; of what is sensitive only that someone is not in the banenafspraak group."""
    hit = draw.random() < 0.65
    return {
        "al_langer_in_uitkering": False,
        "doelgroep_banenafspraak": False,
        "door_corona": draw.random() < 0.9,
        "wil_ondersteuning": draw.random() < 0.9,
        "verwachte_werkloosheidsduur": draw.choice((2, 3, 6, 8, 9, 12)),
        "sector_laatste_werk": draw.choice(HIT_SECTORS if hit else OTHER_SECTORS),
        "jaren_laatste_functie": draw.choice((1, 2, 4, 6, 9, 11, 14, 18, 25)),
        "hoogste_opleiding": draw.choice(EDUCATION),
        "school_verlaten": "niet",
        "taalniveau_mondeling": draw.choice(LANGUAGE),
        "hulpvraag_taal": False,
        "stap_van_werk_naar_werk": True,
    }


def close_to_work(draw: random.Random) -> Answers:
    """Draw the answers of somebody for whom the help of their own organisation will do."""
    return rest(draw) | {
        "wil_ondersteuning": draw.random() < 0.5,
        "verwachte_werkloosheidsduur": draw.choice((1, 2, 3)),
        "sector_laatste_werk": draw.choice(OTHER_SECTORS),
        "jaren_laatste_functie": draw.choice((1, 2, 4, 6)),
        "hoogste_opleiding": draw.choice(("mbo_4", "hbo", "wo")),
        "taalniveau_mondeling": draw.choice(("B2", "C1", "C2")),
    }
