"""What a column can be: the facts of a person and a situation, with the headings and words under which others know it.

Synonyms are folded with `core.likeness.fold`. The headings of the Sonar dashboard are those that a public reader of
that export names; the others of its 35 columns are not described in any source that we know, and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from overstap.casework.policy import catalogue


class Kind(StrEnum):
    """How a cell of a column is read (soort waarde)."""

    TEXT = "tekst"
    NAME = "naam"
    DATE = "datum"
    EMAIL = "email"
    PHONE = "telefoon"
    PLACE = "woonplaats"
    LANGUAGE = "taal"
    POST = "post"
    NUMBER = "bsn"
    AGREED = "toestemming"
    FACT = "gegeven"
    COUNT = "getal"


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing that a column can hold (veld). `label_nl` and `label_en` are for people."""

    id: str
    label_nl: str
    label_en: str
    kind: Kind
    synonyms: tuple[str, ...]


_PERSON = (
    (
        "voornaam",
        "Voornaam",
        "First name",
        Kind.TEXT,
        "voornaam voornamen roepnaam firstname|first name|given name",
    ),
    ("tussenvoegsel", "Tussenvoegsel", "Name prefix", Kind.TEXT, "tussenvoegsel tussenvoegsels voorvoegsel"),
    (
        "achternaam",
        "Achternaam",
        "Last name",
        Kind.TEXT,
        "achternaam geslachtsnaam familienaam lastname surname|last name|family name",
    ),
    (
        "naam",
        "Hele naam",
        "Full name",
        Kind.NAME,
        "naam klantnaam deelnemer werkzoekende|volledige naam|full name|name",
    ),
    (
        "geboortedatum",
        "Geboortedatum",
        "Date of birth",
        Kind.DATE,
        "geboortedatum gebdatum geboren gebdat birthdate|geb datum|geboorte datum|date of birth|birth date",
    ),
    (
        "email",
        "E-mailadres",
        "E-mail address",
        Kind.EMAIL,
        "email mail emailadres mailadres|e mail|e mailadres|e mail adres",
    ),
    (
        "telefoon",
        "Telefoonnummer",
        "Telephone number",
        Kind.PHONE,
        "telefoon telefoonnummer tel telnr mobiel gsm phone|tel nr|mobiel nummer|telefoon mobiel|06 nummer",
    ),
    (
        "woonplaats",
        "Gemeente waar iemand woont",
        "Municipality of residence",
        Kind.PLACE,
        "woonplaats gemeente plaats woongemeente city municipality|gemeente naam|plaats van wonen",
    ),
    (
        "straat",
        "Straat, met of zonder huisnummer",
        "Street, with or without house number",
        Kind.POST,
        "straat straatnaam adres address|straat en huisnummer|adres 1",
    ),
    (
        "huisnummer",
        "Huisnummer",
        "House number",
        Kind.POST,
        "huisnummer huisnr|huis nr",
    ),
    (
        "postcode",
        "Postcode",
        "Postcode",
        Kind.POST,
        "postcode pc zip|post code|zip code",
    ),
    (
        "postplaats",
        "Plaats op de envelop",
        "Town on the envelope",
        Kind.POST,
        "dorp stad postplaats|plaats van het adres",
    ),
    (
        "taal",
        "Taal van de brieven",
        "Language of letters",
        Kind.LANGUAGE,
        "taal correspondentietaal language|taal van contact",
    ),
    (
        "bsn",
        "Burgerservicenummer (BSN)",
        "Citizen service number (BSN)",
        Kind.NUMBER,
        "bsn burgerservicenummer sofinummer|bsn nummer",
    ),
    (
        "toestemming",
        "Zegt ja tegen hulp (ja of nee)",
        "Agrees to take part (yes or no)",
        Kind.AGREED,
        "toestemming akkoord instemming consent|toestemming ja nee|akkoord deelname|vrijwillig akkoord",
    ),
    (
        "doelberoep",
        "Beroep dat iemand zoekt",
        "Occupation sought",
        Kind.TEXT,
        "bemiddelingsberoep doelberoep beroep wensberoep|gewenst beroep|beroep 1",
    ),
    (
        "uren_per_week",
        "Uren per week",
        "Hours per week",
        Kind.COUNT,
        "uren|uren per week|beschikbare uren wk|beschikbare uren per week|beschikbare uren|aantal uren",
    ),
)

_FACTS: Mapping[str, str] = MappingProxyType(
    {
        "huidige_status": "situatie arbeidssituatie werksituatie status|huidige status|arbeidsmarkt situatie",
        "dienstverband_opgezegd": "opgezegd ontslag|dienstverband opgezegd|met ontslag bedreigd|contract opgezegd",
        "tijdelijk_contract_stopt": "|tijdelijk contract stopt|contract loopt af|tijdelijk contract",
        "laatste_werkdag": "|laatste werkdag|datum uit dienst|einde dienstverband|einddatum contract",
        "uitkering": "uitkering uitkeringssoort|soort uitkering|wet|regeling",
        "ww_einddatum": "|einddatum ww|ww einddatum|einde ww|max ww datum|laatste dag ww|maximum datum ww",
        "ww_recht_maanden": "|maanden ww|ww recht maanden|recht op ww|ww maanden|ww duur",
        "hoogste_opleiding": "opleiding opleidingsniveau|hoogste opleiding|opleidings niveau|niveau opleiding",
        "taalniveau_mondeling": "|mondeling nederlands|nederlands mondeling|taalniveau mondeling|taalniveau",
        "sector_laatste_werk": "sector branche beroepssector|laatste sector|sector laatste werk",
        "jaren_laatste_functie": "|jaren in functie|jaren laatste functie|functiejaren",
        "baan_verloren_op": "|baan verloren op|datum werkloos|eerste werkloosheidsdag",
        "door_corona": "|door corona|corona",
        "doelgroep_banenafspraak": "banenafspraak ldr doelgroepregister|doelgroep banenafspraak|ldr registratie",
    }
)

SONAR_HEADINGS = (
    "Datum melding",
    "BSN",
    "Beschikbare uren/wk",
    "Opleidingsniveau",
    "Beroepssector",
    "Bemiddelingsberoep",
    "Mondeling Nederlands",
    "Schriftelijk Nederlands",
    "Rijbewijs",
    "Vervoer",
    "Postcode",
    "Banenafspraak",
    "Arbeidsmarktregio",
    "Medewerker",
    "Organisatie",
    "Toestemming Ja/Nee",
)
"""The headings of the Sonar dashboard that are described in public; the export has `SONAR_COLUMNS` of them."""

SONAR_COLUMNS = 35
SONAR_PLACES: Mapping[int, str] = MappingProxyType(
    {2: "bsn", 4: "uren_per_week", 5: "hoogste_opleiding", 6: "sector_laatste_werk", 7: "doelberoep",
     8: "taalniveau_mondeling", 13: "telefoon", 16: "email", 24: "doelgroep_banenafspraak"}
)  # fmt: skip
"""Where these columns stand in the Sonar dashboard, counted from 0, for when a heading was changed."""

SITUATION = tuple(_FACTS)[:7]
"""The facts that decide who helps first, and what they hang on."""


def _words(text: str) -> tuple[str, ...]:
    single, *phrases = text.split("|")
    return (*single.split(), *phrases)


def fields() -> Mapping[str, ImportField]:
    """Everything that a column can be, by id."""
    person = {
        name: ImportField(name, label, english, kind, _words(words)) for name, label, english, kind, words in _PERSON
    }
    known = catalogue().facts
    facts = {
        name: ImportField(name, known[name].label.nl, known[name].label.en, Kind.FACT, _words(words))
        for name, words in _FACTS.items()
        if name in known
    }
    return MappingProxyType(person | facts)


def fact_ids() -> frozenset[str]:
    """The facts of the dictionary that a column can hold."""
    return frozenset(_FACTS) & frozenset(catalogue().facts)


# Words of other systems for a choice of the dictionary, folded.
CHOICE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "huidige_status": {
            "werkend": "in_dienst", "in loondienst": "in_dienst", "loondienst": "in_dienst", "werknemer": "in_dienst",
            "employed": "in_dienst", "zzp": "zelfstandig", "zzper": "zelfstandig", "ondernemer": "zelfstandig",
            "werkloos": "geen_werk", "werkzoekend": "geen_werk", "zonder werk": "geen_werk", "unemployed": "geen_werk",
        },
        "uitkering": {
            "geen": "geen_uitkering", "nee": "geen_uitkering", "nvt": "geen_uitkering", "none": "geen_uitkering",
            "werkloosheidswet": "ww", "pw": "bijstand", "participatiewet": "bijstand", "wwb": "bijstand",
            "anders": "andere_uitkering", "overig": "andere_uitkering", "wia": "andere_uitkering",
        },
        "hoogste_opleiding": {
            "geen": "geen_diploma", "basisonderwijs": "geen_diploma", "basisschool": "geen_diploma", "mavo": "vmbo",
            "mbo1": "mbo_1", "mbo2": "mbo_2", "mbo3": "mbo_3", "mbo4": "mbo_4", "mbo niveau 1": "mbo_1",
            "mbo niveau 2": "mbo_2", "mbo niveau 3": "mbo_3", "mbo niveau 4": "mbo_4", "havo": "havo_vwo",
            "vwo": "havo_vwo", "bachelor": "hbo", "master": "wo", "praktijkonderwijs": "praktijkonderwijs_vso",
            "vso": "praktijkonderwijs_vso",
        },
        "taalniveau_mondeling": {"geen": "geen_nederlands", "0": "geen_nederlands"},
    }
)  # fmt: skip
