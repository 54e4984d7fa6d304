"""What the words of the scheme files are called on a screen: for whom, who carries out, which kind."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.rules import Outcome

FOR_WHOM: dict[str, Promise] = {
    "persoon": _("Mensen die werk zoeken of kwijtraken"),
    "werkgever": _("Werkgevers"),
    "opleider": _("Opleiders en aanbieders"),
    "gemeente": _("Gemeenten"),
    "organisatie": _("Organisaties"),
}

FOR_WHOM_SHORT: dict[str, Promise] = {
    "persoon": _("Persoon"),
    "werkgever": _("Werkgever"),
    "opleider": _("Opleider"),
    "gemeente": _("Gemeente"),
    "organisatie": _("Organisatie"),
}

BLOCKS: dict[str, Promise] = {
    "1": _("Hulp naar nieuw werk"),
    "2": _("Leren en aan het werk blijven"),
    "3": _("Jongeren aan het werk of op school"),
    "4": _("Armoede en schulden"),
    "5": _("Overig"),
}

LAYERS: dict[str, Promise] = {
    "1": _("Hulp van uw sector"),
    "2": _("Gewone hulp van UWV of gemeente"),
    "3": _("Extra hulp van het mobiliteitsteam"),
}

OWNERS: dict[str, Promise] = {
    "brede_landelijke_werkgroep": _("Brede landelijke werkgroep"),
    "gemeente": _("Gemeente"),
    "ministerie_ezk": _("Ministerie van Economische Zaken en Klimaat"),
    "ministerie_ocw": _("Ministerie van Onderwijs, Cultuur en Wetenschap"),
    "ministerie_szw": _("Ministerie van Sociale Zaken en Werkgelegenheid"),
    "stichting_van_de_arbeid": _("Stichting van de Arbeid"),
    "uwv": _("UWV"),
    "werkgever": _("Werkgever"),
}

CHANNELS: dict[str, Promise] = {
    "gemeente": _("De gemeente"),
    "individu": _("Zelf aanvragen"),
    "landelijk": _("Landelijk"),
    "regio": _("De regio"),
    "rmc": _("Het regionale meldpunt voor schoolverlaters (RMC)"),
    "rmt": _("Het regionaal mobiliteitsteam"),
    "rvo": _("De Rijksdienst voor Ondernemend Nederland (RVO)"),
    "samenwerkingsverband": _("Een samenwerking van organisaties"),
    "sbb": _("De samenwerking van beroepsonderwijs en bedrijven (SBB)"),
    "school": _("De school"),
    "szw": _("Het ministerie van Sociale Zaken en Werkgelegenheid"),
    "uwv": _("UWV"),
    "werkgever": _("De werkgever"),
}

KINDS: dict[str, Promise] = {
    "ELIG": _("Wie mag meedoen"),
    "AMOUNT": _("Een bedrag"),
    "CAP": _("Een grens aan een bedrag of aantal"),
    "PERIOD": _("Een termijn of periode"),
    "ROUTE": _("Wie u helpt"),
    "PROC": _("Hoe het gaat"),
    "GOV": _("Wie beslist"),
    "REPORT": _("Wat wordt gemeld"),
    "DATA": _("Welke gegevens"),
    "DEF": _("Wat een woord betekent"),
    "ACTOR": _("Wie meedoet"),
    "REF": _("Verwijzing"),
}

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.JA: _("ja"),
    Outcome.NEE: _("nee"),
    Outcome.ONBEKEND: _("nog niet bekend"),
}


def name_of(names: dict[str, Promise], word: str) -> str:
    """What a word of a file is called; a word without a name of its own as it stands, readable."""
    known = names.get(word)
    return str(known) if known is not None else word.replace("_", " ").capitalize()
