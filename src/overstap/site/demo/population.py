"""Invented participants: names, dates and situations drawn with a fixed seed, so that every demo is the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

SEED = 20_210_215

FIRST_NAMES = (
    "Aisha",
    "Anouk",
    "Bas",
    "Bram",
    "Chantal",
    "Daan",
    "Demi",
    "Eline",
    "Emre",
    "Esra",
    "Femke",
    "Floor",
    "Gijs",
    "Hanna",
    "Ilse",
    "Ivo",
    "Jamal",
    "Jeroen",
    "Joyce",
    "Karim",
    "Kim",
    "Koen",
    "Lars",
    "Leila",
    "Lotte",
    "Maaike",
    "Marco",
    "Marit",
    "Mehmet",
    "Mila",
    "Nadia",
    "Niels",
    "Noor",
    "Omar",
    "Patricia",
    "Paul",
    "Pieter",
    "Rachid",
    "Renske",
    "Robin",
    "Roos",
    "Ruud",
    "Samira",
    "Sem",
    "Sofie",
    "Stefan",
    "Tamara",
    "Thijs",
    "Tim",
    "Vera",
    "Wouter",
    "Yara",
    "Yusuf",
    "Zeynep",
)
LAST_NAMES = (
    "van den Akker",
    "Aydin",
    "Bakkers",
    "Beekman",
    "van Beers",
    "van den Berg",
    "Bogaers",
    "Bos",
    "Brouwers",
    "El Amrani",
    "Claessens",
    "Cools",
    "van Dongen",
    "Driessen",
    "van Eijk",
    "Evers",
    "Geerts",
    "van Gestel",
    "Gulden",
    "de Haan",
    "Hendriks",
    "Hermans",
    "van Hest",
    "Huijbregts",
    "Jacobs",
    "de Jong",
    "Kaya",
    "Kivits",
    "Kuijpers",
    "van Loon",
    "Maas",
    "Melis",
    "Mutsaers",
    "Oerlemans",
    "Peeters",
    "van Riel",
    "Robben",
    "Roovers",
    "Schellekens",
    "Smulders",
    "Snels",
    "Timmermans",
    "Verbunt",
    "Vermeer",
    "Verschuren",
    "de Vries",
    "Willems",
    "Yilmaz",
)

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented participant, with dice of their own for everything that still has to be drawn."""

    first_name: str
    last_name: str
    birth_date: date
    email: str
    phone: str
    draw: random.Random

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


def invent(count: int, *, today: date, salt: str) -> list[Invented]:
    """Draw participants; the same `salt` always gives the same ones. Their e-mail domain exists nowhere."""
    draw = random.Random(f"{SEED}-{salt}")
    people = []
    for index in range(count):
        age = draw.choice((draw.randint(18, 26), draw.randint(27, 44), draw.randint(38, 60), draw.randint(52, 64)))
        people.append(
            Invented(
                first_name=draw.choice(FIRST_NAMES),
                last_name=draw.choice(LAST_NAMES),
                birth_date=today - age * YEAR - timedelta(days=draw.randint(0, 364)),
                email=f"deelnemer-{salt}-{index}@deelnemers.overstap.example".lower(),
                phone=f"06{draw.randint(10_000_000, 99_999_999)}",
                draw=random.Random(f"{SEED}-{salt}-{index}"),
            )
        )
    return people
