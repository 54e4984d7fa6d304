"""What states of payments are called on the screens of the cashier."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RUNS: dict[str, Promise] = {
    "opgesteld": _("Wacht op vrijgave"),
    "ingetrokken": _("Ingetrokken"),
    "bij_de_bank": _("Vrijgegeven, nog niets gehoord"),
    "deels_bevestigd": _("Deels afgeschreven"),
    "bevestigd": _("Afgeschreven"),
    "deels_terug": _("Deels teruggekomen"),
    "alles_terug": _("Teruggekomen"),
}

LINES: dict[str, Promise] = {
    "klaargezet": _("Klaargezet"),
    "verstuurd": _("In het bankbestand"),
    "bevestigd": _("Afgeschreven"),
    "teruggekomen": _("Teruggekomen"),
    "vervallen": _("Vervallen"),
}

BANK_LINES: dict[str, Promise] = {
    "gekoppeld": _("Gekoppeld"),
    "teruggekomen": _("Teruggekomen"),
    "open": _("Uitzoeken"),
    "afgehandeld": _("Afgehandeld"),
}

ACCOUNTS: dict[str, Promise] = {
    "voorgesteld": _("Wacht op een tweede persoon"),
    "bevestigd": _("Geldt nu"),
    "afgewezen": _("Afgewezen"),
    "vervangen": _("Vervangen"),
}

PAYEES: dict[str, Promise] = {
    "aanbieder": _("Aanbieder van scholing of hulp"),
    "werkgever": _("Werkgever"),
    "instelling": _("Instelling of gemeente"),
}

KINDS: dict[str, str] = {
    "opgesteld": "attention",
    "klaargezet": "attention",
    "voorgesteld": "attention",
    "bij_de_bank": "neutral",
    "verstuurd": "neutral",
    "deels_bevestigd": "neutral",
    "bevestigd": "good",
    "gekoppeld": "good",
    "afgehandeld": "good",
    "deels_terug": "bad",
    "alles_terug": "bad",
    "teruggekomen": "bad",
    "open": "attention",
    "afgewezen": "bad",
    "vervangen": "neutral",
    "ingetrokken": "neutral",
    "vervallen": "neutral",
}

FOUND: dict[str, Promise] = {
    "onbekend": _("Wij kennen deze regel niet."),
    "bedrag": _("Het bedrag is anders dan in de betaalopdracht."),
    "dubbel": _("Deze betaling was al afgeschreven."),
    "terug_onbekend": _("Dit komt terug, maar wij kennen de betaling niet."),
    "terug_bedrag": _("Er komt een ander bedrag terug dan wij betaalden."),
    "terug_dubbel": _("Deze betaling was al teruggekomen of teruggevorderd."),
    "bijschrijving": _("Er kwam geld binnen."),
}
