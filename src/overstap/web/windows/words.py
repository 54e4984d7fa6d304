"""The words of the windows: how it stands, how it is divided, who applies, what became of an application."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from overstap.allotment.refusals import REASONS as _REASONS
from overstap.core.allotment import Opening, State, Way

REASONS = {"": "", **_REASONS}
"""Why an application was refused, by the name of the rule."""

OPENINGS = [Opening.OPEN, Opening.PLANNED, Opening.ANNOUNCED, Opening.CLOSED]
"""In the order in which a visitor wants them."""

OPENING_NAMES = {
    Opening.OPEN: _("Open"),
    Opening.PLANNED: _("Gaat nog open"),
    Opening.ANNOUNCED: _("Aangekondigd"),
    Opening.CLOSED: _("Gesloten"),
}
OPENING_BADGES = {
    Opening.OPEN: "good",
    Opening.PLANNED: "neutral",
    Opening.ANNOUNCED: "neutral",
    Opening.CLOSED: "attention",
}
WAYS = {
    Way.IN_ORDER: _("Wie het eerst komt, krijgt het eerst. De volgorde is die van binnenkomst bij ons."),
    Way.WAITING_LIST: _("Iedereen komt op een wachtlijst. Wat er is, bieden wij aan in volgorde van binnenkomst."),
    Way.SHARED: _(
        "Na het sluiten krijgt iedereen hetzelfde deel van wat is gevraagd. Het maakt niet uit wanneer u aanvraagt."
    ),
}
STATES = {
    State.RECEIVED: _("Wij hebben uw aanvraag. Wij behandelen aanvragen in volgorde van binnenkomst."),
    State.GRANTED: _("U hebt een plaats."),
    State.FUNDED: _("U hebt een plaats en die wordt betaald."),
    State.WAITING: _("U staat op de wachtlijst."),
    State.OFFERED: _("Er is een plaats voor u vrijgekomen."),
    State.COUNTED: _("Uw aanvraag telt mee. Na het sluiten rekenen wij uit wat iedereen krijgt."),
    State.REFUSED: _("U krijgt geen plaats."),
    State.WITHDRAWN: _("U hebt de aanvraag ingetrokken."),
    State.DECLINED: _("U hebt de plaats niet genomen. Die is naar de volgende gegaan."),
    State.LAPSED: _("De tijd om te antwoorden is voorbij. De plaats is naar de volgende gegaan."),
}
SHORT = {
    State.RECEIVED: _("Ontvangen"),
    State.GRANTED: _("Toegekend"),
    State.FUNDED: _("Toegekend en gefinancierd"),
    State.WAITING: _("Op de wachtlijst"),
    State.OFFERED: _("Aangeboden"),
    State.COUNTED: _("Telt mee bij de verdeling"),
    State.REFUSED: _("Afgewezen"),
    State.WITHDRAWN: _("Ingetrokken"),
    State.DECLINED: _("Aanbod niet aangenomen"),
    State.LAPSED: _("Aanbod verlopen"),
}
