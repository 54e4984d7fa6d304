"""What the tables that hold something about a person are called on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.privacy.values import KindCount

NAMES: dict[str, Promise] = {
    "arrangements.agreement": _("Antwoorden op een plan"),
    "arrangements.arrangement": _("Arrangementen"),
    "arrangements.arrangementitem": _("Onderdelen van een arrangement"),
    "arrangements.coordination": _("Vragen om mee te kijken"),
    "arrangements.guest": _("Wie meeleest"),
    "arrangements.itemchange": _("Wijzigingen in een onderdeel"),
    "arrangements.itemremark": _("Reacties op een onderdeel"),
    "arrangements.itemreview": _("Oordelen over een onderdeel"),
    "arrangements.itemshare": _("Wie een deel betaalt"),
    "arrangements.priorcheck": _("Wat al is nagevraagd"),
    "arrangements.version": _("Versies van een plan"),
    "arrangements.windowapplication": _("Aanvragen bij een loket"),
    "casework.accesscode": _("Codes op papier"),
    "casework.assessment": _("Adviezen"),
    "casework.case": _("Dossiers"),
    "casework.casefact": _("Antwoorden op vragen"),
    "casework.clockstop": _("Keren dat een termijn stilstond"),
    "casework.correction": _("Verzoeken om verbetering"),
    "casework.decision": _("Besluiten"),
    "casework.diagnosis": _("Diagnoses"),
    "casework.handover": _("Overdrachten"),
    "casework.handoverquestion": _("Vragen bij een overdracht"),
    "casework.labourprofile": _("Profielen"),
    "casework.nextaction": _("Volgende stappen"),
    "casework.objection": _("Bezwaren en klachten"),
    "casework.outcome": _("Uitkomsten"),
    "casework.ownservice": _("Eigen hulp van een organisatie"),
    "casework.passing": _("Overgangen na een verhuizing"),
    "casework.profileentry": _("Regels van een profiel"),
    "casework.profilestatement": _("Wensen in een profiel"),
    "casework.reminder": _("Herinneringen"),
    "casework.residence": _("Woonplaatsen"),
    "casework.responsibilityperiod": _("Wie verantwoordelijk was"),
    "consent.consent": _("Toestemmingen"),
    "consent.emergencyaccess": _("Keren dat iemand in nood keek"),
    "correspondence.letter": _("Brieven"),
    "correspondence.message": _("Berichten"),
    "correspondence.postpreference": _("Hoe iemand post wil"),
    "correspondence.runletter": _("Brieven in een printronde"),
    "importing.importrow": _("Ingelezen regels"),
    "links.safelink": _("Veilige links"),
    "parties.user": _("Accounts"),
    "people.citizennumber": _("Burgerservicenummers"),
    "people.mergeproposal": _("Voorstellen om samen te voegen"),
    "people.participant": _("Personen"),
    "portability.broughtfile": _("Meegebrachte pakketten"),
    "portability.package": _("Meegenomen pakketten"),
    "privacy.legalhold": _("Keren dat een dossier moest blijven"),
    "privacy.subjectrequest": _("Verzoeken over gegevens"),
}
"""By `context.model`; a table without a name is called as in the program, so that nothing goes unseen."""


def named(counts: Iterable[KindCount]) -> list[tuple[str, int]]:
    """The counts of a destruction with the names of their kinds, in the order of those names."""
    return sorted((str(NAMES.get(one.kind, one.kind)), one.rows) for one in counts)
