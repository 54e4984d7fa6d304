"""What codes of employers and vacancies are called."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from overstap.demand.lists import Choice, demand_choices
from overstap.web.translation import in_english

KINDS: dict[str, Promise] = {
    "regulier": _("Gewone baan"),
    "leerbaan": _("Leerbaan"),
    "werkervaringsplaats": _("Werkervaringsplaats"),
}
CONTRACTS: dict[str, Promise] = {"onbepaald": _("Vast contract"), "bepaald": _("Tijdelijk contract")}
STATES: dict[str, Promise] = {
    "concept": _("Concept"),
    "open": _("Open"),
    "vervuld": _("Vervuld"),
    "gesloten": _("Gesloten"),
    "verlopen": _("Verlopen"),
}
STATE_TONES = {
    "open": "good",
    "concept": "neutral",
    "vervuld": "neutral",
    "gesloten": "neutral",
    "verlopen": "attention",
}
LEVELS: dict[str, Promise] = {
    "": _("Weet ik niet"),
    "1": _("Geen opleiding nodig"),
    "2": _("Basisonderwijs"),
    "3": _("Vmbo"),
    "4": _("Mbo, havo of vwo"),
    "5": _("Hbo"),
    "6": _("Universiteit"),
}


def _in_words(choice: Choice) -> str:
    return choice.en if in_english() else choice.nl


_words_later = lazy(_in_words, str)
PHYSICAL: dict[str, str] = {one.code: _words_later(one) for one in demand_choices().physical}
LICENCES = tuple(one.code for one in demand_choices().licences)
"""Driving licences by their own letters, and the certificates that work asks most: as the schemes list them."""

PAY_PER: dict[str, Promise] = {"uur": _("per uur"), "maand": _("per maand")}
NEEDS: dict[str, Promise] = {"nodig": _("Nodig"), "handig": _("Handig")}
TENSIONS: dict[int, Promise] = {
    1: _("zeer ruim"),
    2: _("ruim"),
    3: _("gemiddeld"),
    4: _("krap"),
    5: _("zeer krap"),
}


def words() -> dict[str, Any]:
    """All of them, as the templates look them up."""
    return {
        "kinds": KINDS,
        "contracts": CONTRACTS,
        "states": STATES,
        "tones": STATE_TONES,
        "levels": LEVELS,
        "physical": PHYSICAL,
        "pay": PAY_PER,
        "needs": NEEDS,
        "tensions": TENSIONS,
        "yesno": f"{_('ja')},{_('nee')}",
    }
