"""What entries and states are called on the screens of the cashier."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRIES: dict[str, Promise] = {
    "toewijzen": _("Budget toegekend"),
    "intrekken": _("Budget verlaagd"),
    "reserveren": _("Gereserveerd"),
    "verplichten": _("Toegezegd"),
    "reservering_vervalt": _("Reservering vervallen"),
    "betalen": _("Betaald"),
    "vrijgeven": _("Vrijgegeven"),
    "terugvorderen": _("Teruggevorderd"),
    "teruggekomen": _("Teruggekomen van de bank"),
    "opnieuw_verplichten": _("Opnieuw vastgelegd"),
    "toch_betaald": _("Toch betaald"),
}

COMMITMENTS: dict[str, Promise] = {
    "gereserveerd": _("Gereserveerd"),
    "verplicht": _("Toegezegd"),
    "vervallen": _("Vervallen"),
    "vrijgegeven": _("Afgesloten"),
}

CLAIMS: dict[str, Promise] = {
    "ingediend": _("Wacht op besluit"),
    "goedgekeurd": _("Goedgekeurd"),
    "afgewezen": _("Afgewezen"),
    "betaald": _("Betaald"),
}

KINDS: dict[str, str] = {
    "gereserveerd": "attention",
    "verplicht": "good",
    "ingediend": "attention",
    "goedgekeurd": "good",
    "betaald": "good",
    "afgewezen": "bad",
}

PROOFS: dict[str, Promise] = {
    "scheme": _("Regeling"),
    "version": _("Versie"),
    "on": _("Beoordeeld op"),
    "outcome": _("Uitkomst"),
    "file_hash": _("Kenmerk van de regeling"),
    "language_version": _("Versie van de rekenregels"),
    "fingerprint": _("Kenmerk van de beoordeling"),
}
