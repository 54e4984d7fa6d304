"""How lists are made, for who wants to check it: a model card, and an entry for the register of algorithms.

Both are made from the weights in use, so that they cannot tell anything else than what is done.
"""

from __future__ import annotations

from overstap.mediation.conditions import CONDITION_WORDS
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import skill_space

NEVER = ("leeftijd", "geslacht", "naam", "nationaliteit", "afkomst", "uitkering", "gezondheid", "schulden")


def model_card() -> str:
    """The description for experts and supervisors, in Dutch, as Markdown."""
    settings, space = matching_settings(), skill_space()
    lines = [
        "# Modelkaart: passend werk",
        "",
        f"Gewichten: {settings.version} van {settings.published_on.isoformat()}. Lijst van beroepen: {space.version}.",
        f"Herkomst van de gewichten: {settings.source}",
        "",
        "## Waarvoor",
        "",
        "Mensen en begeleiders zien welke vacatures passen en waarom. Makelaars zien wie past en dat goedvond.",
        "Een lijst beslist niets: een mens kiest, en de persoon zegt zelf ja voordat een werkgever iets ziet.",
        "",
        "## Wat meetelt",
        "",
        f"Wat iemand kan en wat werk vraagt, over {space.width} competenties. De score is het meetkundig gemiddelde",
        "van twee dekkingen, gewogen naar zeldzaamheid. Elke bijdrage is te zien en samen zijn zij het totaal.",
        "",
        "## Wat nooit meetelt",
        "",
        *(f"- {one}" for one in NEVER),
        "",
        "## Harde voorwaarden, voor er wordt vergeleken",
        "",
        *(f"- {one.value}: {words}" for one, words in CONDITION_WORDS.items()),
        "",
        "## Getallen",
        "",
        "| naam | waarde | waarom |",
        "|---|---|---|",
        *(f"| {one.key} | {one.value:g} | {one.because} |" for one in settings.numbers),
        "",
        "## Grenzen",
        "",
        "De reistijd is een schatting en geen dienstregeling. Wat niet in het profiel staat, telt niet mee.",
        "Vermoedens komen uit lijsten van beroepen, nooit uit andere mensen, en worden teruggevraagd.",
        "",
    ]
    return "\n".join(lines)


def register_entry() -> dict[str, object]:
    """An entry for the register of algorithms, by the headings of its publication standard.

    What only an organisation can say (who is responsible, contact, day of starting) is empty: it fills that in.
    """
    settings = matching_settings()
    return {
        "naam": "Passend werk",
        "organisatie": "",
        "korte_omschrijving": "Zet vacatures en mensen naast elkaar op wat werk vraagt en wat iemand kan.",
        "status": "",
        "begindatum": "",
        "einddatum": "",
        "contactgegevens": "",
        "publicatiecategorie": "",
        "doel": "Mensen sneller naar werk helpen dat past, en laten zien wat zij daarvoor nog kunnen leren.",
        "impact": "De volgorde van een lijst. Er volgt geen besluit over recht op hulp, uitkering of plicht uit.",
        "afwegingen": "Een optelsom die te volgen is, in plaats van een model dat beter zou scoren en niets uitlegt.",
        "menselijke_tussenkomst": "Een mens kiest altijd. Een werkgever ziet iemand pas na diens eigen ja.",
        "risicobeheer": "Elke getoonde lijst is bewaard met versies; een verslag toont wie hoe vaak aan bod komt.",
        "wettelijke_basis": "Toestemming van de persoon, per organisatie, die meteen is in te trekken.",
        "impacttoetsen": [],
        "gegevens": [
            "competenties",
            "werkervaring",
            "diploma's en bewijzen",
            "talen",
            "wensen en grenzen",
            "woonplaats",
        ],
        "niet_gebruikt": list(NEVER),
        "technische_werking": "Exact zoeken op het meetkundig gemiddelde van twee dekkingen, na harde voorwaarden.",
        "versie": {"gewichten": settings.version, "beroepen": skill_space().version},
        "gewichten": {one.key: one.value for one in settings.numbers},
        "leverancier": "",
        "link_broncode": "",
    }
