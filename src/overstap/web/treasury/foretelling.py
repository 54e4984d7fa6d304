"""An outlook in sentences of people: when it runs out, how sure that is, and why sometimes nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from overstap.core.forecast import Basis
from overstap.core.money import euros
from overstap.treasury.queries import Outlook


@dataclass(frozen=True, slots=True)
class Foretold:
    """An outlook as a page shows it (vooruitzicht): sentences, and the word of the warning when there is one."""

    outlook: Outlook
    short: str
    band: str
    chance: str
    because: str
    warning: str

    @property
    def kind(self) -> str:
        """The colour of the badge of the warning."""
        return "bad" if self.outlook.nearly_used else "attention"


def foretold(outlook: Outlook) -> Foretold:
    """Say an outlook in words."""
    return Foretold(
        outlook=outlook,
        short=_short(outlook),
        band=_band(outlook),
        chance=_chance(outlook),
        because=_because(outlook),
        warning=_warning(outlook),
    )


def _short(outlook: Outlook) -> str:
    """The day in the middle, in a few words, for a table."""
    if outlook.position.ceiling == 0:
        return gettext("geen budget")
    if outlook.basis is Basis.EMPTY:
        return gettext("op")
    if outlook.forecast.rate is None:
        return gettext("nog niet te zeggen")
    if outlook.likely_on is None or outlook.likely_on > outlook.year_end:
        return gettext("niet in %(year)s") % {"year": outlook.year_end.year}
    return date_format(outlook.likely_on, "j F Y")


def _band(outlook: Outlook) -> str:
    if outlook.forecast.rate is None:
        return ""
    early, late = outlook.early_on, outlook.late_on
    if early is None:
        return gettext("op zijn vroegst later dan wij kunnen overzien")
    if late is None:
        return gettext("op zijn vroegst %(early)s") % {"early": date_format(early, "j F Y")}
    return gettext("tussen %(early)s en %(late)s") % {
        "early": date_format(early, "j F Y"),
        "late": date_format(late, "j F Y"),
    }


def _chance(outlook: Outlook) -> str:
    if outlook.forecast.rate is None or outlook.on >= outlook.year_end:
        return ""
    return gettext("De kans dat het op is voordat %(year)s om is: %(chance)s procent.") % {
        "year": outlook.year_end.year,
        "chance": outlook.chance,
    }


def _because(outlook: Outlook) -> str:
    """What the forecast stands on, or why there is none."""
    rate = outlook.forecast.rate
    if outlook.basis is Basis.TOO_LITTLE:
        return gettext("Er is nog te weinig gevraagd om iets te voorspellen.")
    if outlook.basis is Basis.NO_INFLOW:
        return gettext("Er is de laatste maanden niets gevraagd. Dan voorspellen wij niets.")
    if outlook.basis is Basis.EMPTY or rate is None:
        return ""
    periods = rate.periods
    told = (
        ngettext("Dit rust op %(n)s week.", "Dit rust op %(n)s weken.", periods)
        if outlook.basis is Basis.WEEKS
        else ngettext("Dit rust op %(n)s dag.", "Dit rust op %(n)s dagen.", periods)
    ) % {"n": periods}
    band = gettext("De band is zo breed dat hij in %(band)s van de 100 gevallen of meer klopt.") % {
        "band": outlook.forecast.band
    }
    trend = ""
    if rate.growth > 0:
        trend = gettext("Er wordt steeds meer gevraagd; dat telt mee.")
    elif rate.growth < 0:
        trend = gettext("Er wordt steeds minder gevraagd; dat telt mee.")
    return " ".join(part for part in (told, trend, _asked(outlook), band) if part)


def _asked(outlook: Outlook) -> str:
    """What is asked and not settled yet counts along, with its bounds."""
    asked = outlook.forecast.open
    if asked.hi == 0:
        return ""
    return gettext("Wat nog gevraagd gaat worden telt mee: ten minste %(least)s en ten hoogste %(most)s.") % {
        "least": euros(asked.lo, get_language() or "nl"),
        "most": euros(asked.hi, get_language() or "nl"),
    }


def _warning(outlook: Outlook) -> str:
    if outlook.basis is Basis.EMPTY and outlook.position.ceiling:
        return gettext("Op")
    if outlook.nearly_used:
        return gettext("Bijna op")
    return gettext("Te vroeg op") if outlook.too_early else ""
