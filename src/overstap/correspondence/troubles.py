"""Why a letter did not arrive, as the desk reads it."""

from __future__ import annotations

from overstap.core.decision import N_

NO_WAY = "geen_weg"
REFUSED = "geweigerd"
BOUNCED = "teruggekomen"
UNSURE = "onzeker"
SERVER = "mailserver"
RETURNED = "retour"

TROUBLES: dict[str, str] = {
    NO_WAY: N_("Er is geen adres bekend waar deze brief heen kan."),
    REFUSED: N_("De mailserver van de ontvanger kent dit adres niet."),
    BOUNCED: N_("De e-mail kwam terug."),
    UNSURE: N_("Het versturen brak twee keer af. De brief is misschien wel aangekomen."),
    SERVER: N_("Onze mailserver nam de e-mail niet aan."),
    RETURNED: N_("De post bracht de brief terug."),
}
"""What each trouble is called."""
