"""What can be wrong with a row, in words for whoever has to put it right: never with what stands in the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from overstap.core.decision import N_


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of problem (soort fout): `stops` tells that the row cannot be read in until it is put right."""

    because: str
    remedy: str
    stops: bool = True


SORTS: Mapping[str, Sort] = MappingProxyType(
    {
        "leeg": Sort(N_("Dit is niet ingevuld."), N_("Vul het in.")),
        "lang": Sort(N_("Deze tekst is te lang."), N_("Maak de tekst korter.")),
        "datum": Sort(N_("Dit is geen datum."), N_("Schrijf een datum zo: 14-03-1985.")),
        "datum_kan_niet": Sort(N_("Deze datum kan niet kloppen."), N_("Kijk vooral het jaar na.")),
        "email": Sort(N_("Dit e-mailadres klopt niet."), N_("Schrijf het zo: naam@voorbeeld.nl.")),
        "telefoon": Sort(N_("Dit telefoonnummer klopt niet."), N_("Schrijf het zo: 06 12345678.")),
        "onbereikbaar": Sort(
            N_("Er is geen e-mailadres en geen telefoonnummer."),
            N_("Vul een van de twee in, anders is er geen contact."),
        ),
        "gemeente": Sort(
            N_("Deze gemeente kennen wij niet."), N_("Vul de gemeente in. Een dorp of wijk hoort bij een gemeente.")
        ),
        "adres": Sort(
            N_("Dit adres is niet heel, of de postcode klopt niet. Wij nemen het adres niet over."),
            N_("Vul straat, huisnummer en postcode in. Bijvoorbeeld 5017 JS."),
            stops=False,
        ),
        "taal": Sort(
            N_("Deze taal kennen wij niet. De brieven worden Nederlands."),
            N_("Vul Nederlands of Engels in."),
            stops=False,
        ),
        "bsn": Sort(
            N_("Dit burgerservicenummer klopt niet."),
            N_("Kijk het na. Staat er een E of een komma in? Dan heeft het rekenprogramma het veranderd."),
        ),
        "geen_akkoord": Sort(
            N_("Deze persoon zei geen ja. Meedoen is vrijwillig."),
            N_("Lees deze persoon niet in. Zegt iemand later ja, meld die dan aan het loket aan."),
        ),
        "akkoord_onbekend": Sort(N_("Hier staat geen ja of nee."), N_("Vul in of deze persoon ja zei.")),
        "keuze": Sort(N_("Dit antwoord kennen wij niet."), N_("Gebruik een van de antwoorden van de lijst.")),
        "keuze_weggelaten": Sort(
            N_("Dit antwoord kennen wij niet. Wij nemen het niet over."),
            N_("Gebruik een van de antwoorden van de lijst, of vraag het later bij de intake."),
            stops=False,
        ),
        "waarde_weggelaten": Sort(
            N_("Deze waarde kan niet kloppen. Wij nemen die niet over."),
            N_("Kijk de waarde na, of vraag het later bij de intake."),
            stops=False,
        ),
        "situatie": Sort(
            N_("Wij weten nog niet wie deze persoon het eerst helpt."),
            N_(
                "Vul aan: werk of geen werk, en zonder werk de uitkering. Bij WW ook de laatste dag, als die bekend is."
            ),
        ),
        "geen_partij": Sort(
            N_("In deze regio is nog geen partij die dit dossier kan aannemen."),
            N_("Neem contact op met de coördinator van de regio."),
        ),
        "regeling": Sort(
            N_("De afspraken over de extra hulp gelden op deze dag niet."), N_("Lees het bestand op een andere dag in.")
        ),
        "niet_gelukt": Sort(
            N_("Aanmelden lukte niet: er is sinds de controle iets veranderd."), N_("Controleer het bestand opnieuw.")
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one row (fout): in which field, and which kind."""

    field: str
    sort: str

    @property
    def stops(self) -> bool:
        """Tell whether the row cannot be read in."""
        return SORTS[self.sort].stops

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"veld": self.field, "soort": self.sort}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Problem:
        """What was kept."""
        return cls(kept["veld"], kept["soort"])
