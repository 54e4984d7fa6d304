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

PAPERS: dict[str, Promise] = {
    "factuur": _("Factuur"),
    "presentielijst": _("Presentielijst"),
    "voucher": _("Voucher met factuur"),
    "ander": _("Ander stuk"),
}

PERIODS: dict[str, Promise] = {
    "loopt": _("Loopt nog"),
    "voorbij": _("Nog open"),
    "gevraagd": _("Wacht op tweede persoon"),
    "gesloten": _("Gesloten"),
}

REALLOCATIONS: dict[str, Promise] = {
    "voorgesteld": _("Wacht op besluit"),
    "besloten": _("Besloten"),
    "afgewezen": _("Afgewezen"),
}

REVERSALS: dict[str, Promise] = {
    "gevraagd": _("Wacht op besluit"),
    "uitgevoerd": _("Tegengeboekt"),
    "afgewezen": _("Afgewezen"),
}

APPLICATIONS: dict[str, Promise] = {
    "ingediend": _("Wacht op besluit"),
    "toegekend": _("Toegekend"),
    "afgewezen": _("Afgewezen"),
}

RECIPIENTS: dict[str, Promise] = {
    "uwv": _("UWV"),
    "centrumgemeente": _("Centrumgemeente"),
}

KINDS: dict[str, str] = {
    "loopt": "neutral",
    "voorbij": "attention",
    "gevraagd": "attention",
    "gesloten": "good",
    "voorgesteld": "attention",
    "besloten": "good",
    "uitgevoerd": "good",
    "toegekend": "good",
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

DEEDS: dict[str, Promise] = {
    "geld_reserveren": _("Geld gereserveerd"),
    "geld_verplichten": _("Geld toegezegd"),
    "geld_verhogen": _("Meer geld toegezegd"),
    "geld_vrijgeven": _("Geld vrijgegeven"),
    "reservering_laten_vervallen": _("Reservering laten vervallen"),
    "aanspraak_indienen": _("Betaling gevraagd"),
    "aanspraak_goedgekeurd": _("Aanspraak goedgekeurd"),
    "aanspraak_afgewezen": _("Aanspraak afgewezen"),
    "betalen": _("Betaling vrijgegeven"),
    "terugvorderen": _("Bedrag teruggeboekt"),
    "tegenboeken": _("Boeking teruggedraaid"),
}
