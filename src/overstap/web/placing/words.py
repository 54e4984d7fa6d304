"""What placements are called on screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THROUGH: dict[str, Promise] = {
    "voorstel": _("Door een voorstel"),
    "koppeling": _("Door een koppeling tussen bedrijven"),
    "open_hiring": _("Door open hiring"),
    "zelf_gevonden": _("Zelf gevonden"),
}
CONTRACTS: dict[str, Promise] = {
    "vast": _("Vast contract"),
    "tijdelijk": _("Tijdelijk contract"),
    "zelfstandig": _("Eigen bedrijf"),
}
STATES: dict[str, Promise] = {
    "afgesproken": _("Afgesproken"),
    "begonnen": _("Begonnen"),
    "gestopt": _("Gestopt"),
    "vervallen": _("Gaat niet door"),
}
TONES = {"afgesproken": "neutral", "begonnen": "good", "gestopt": "attention", "vervallen": "neutral"}
BECAUSE: dict[str, Promise] = {
    "persoon": _("De persoon wil niet verder"),
    "werkgever": _("De werkgever wil niet verder"),
    "contract": _("Het contract loopt af"),
    "ander_werk": _("Er is ander werk"),
    "anders": _("Iets anders"),
}


def words() -> dict[str, dict[str, Promise] | dict[str, str]]:
    """All of them, for a template."""
    return {"through": THROUGH, "contracts": CONTRACTS, "states": STATES, "tones": TONES, "because": BECAUSE}
