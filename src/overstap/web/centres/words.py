"""What codes of centres and invitations are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {
    "faillissement": _("Faillissement"),
    "acute_crisis": _("Acute crisis"),
    "anders": _("Iets anders"),
}
PARTNERS: dict[str, Promise] = {
    "uwv": _("UWV"),
    "gemeente": _("Gemeente"),
    "provincie": _("Provincie"),
    "onderneming": _("Het bedrijf zelf"),
    "sociale_partners": _("Vakbonden en werkgevers"),
    "uitzendbureaus": _("Uitzendbureaus"),
    "detacheerders": _("Bedrijven die mensen uitlenen"),
    "opleiders": _("Opleiders"),
}
STEPS: dict[str, Promise] = {
    "banen": _("Banen die verdwijnen"),
    "aangemeld": _("Mensen in het centrum"),
    "uitgenodigd": _("Uitgenodigd"),
    "plaats_gekozen": _("Plaats gekozen bij een bijeenkomst"),
    "aanwezig": _("Aanwezig op een bijeenkomst"),
    "gesproken": _("Gesprek gehad"),
    "afgesproken": _("Plan afgesproken"),
    "geplaatst": _("Aan het werk"),
}
ANSWERS: dict[str, Promise] = {
    "uitgenodigd": _("Nog geen antwoord"),
    "ja": _("Zei ja"),
    "nee": _("Zei nee"),
    "stil": _("Gaf geen antwoord"),
    "begonnen": _("Begonnen"),
}
