"""Words for people: what parts of a file, purposes and deeds are called on a screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.consent import Item, Purpose

ITEM_NAMES: dict[str, Promise] = {
    Item.CONTACT: _("Contactgegevens"),
    Item.INTAKE: _("Antwoorden bij de intake"),
    Item.HEALTH: _("Gezondheid"),
    Item.DEBTS: _("Schulden"),
    Item.PROFILE: _("Profiel: wat u kunt en wilt"),
    Item.ADVICE: _("Advies"),
    Item.ARRANGEMENT: _("Uw plan (arrangement)"),
    Item.OUTCOME: _("Hoe het afloopt"),
}

PURPOSE_NAMES: dict[str, Promise] = {
    Purpose.GUIDANCE: _("om u te begeleiden"),
    Purpose.COORDINATION: _("om de hulp met elkaar af te stemmen"),
    Purpose.MATCHING: _("om werk voor u te zoeken"),
    Purpose.HANDOVER: _("om een overdracht te bekijken"),
}

SOURCE_NAMES: dict[str, Promise] = {
    "persoon": _("van uzelf"),
    "begeleider": _("van uw begeleider"),
    "register": _("uit een register"),
}

# What the trail calls a deed, told to the person whose file it is.
DEED_NAMES: dict[str, Promise] = {
    "access_participant": _("bekeek uw contactgegevens"),
    "find_participants": _("zag uw naam in een zoeklijst"),
    "register_participant": _("meldde u aan"),
    "correct_contact": _("verbeterde uw contactgegevens"),
    "mark_withdrawn": _("legde vast dat u stopt"),
    "mark_returned": _("legde vast dat u weer meedoet"),
    "give_consent": _("legde uw toestemming vast"),
    "withdraw_consent": _("trok een toestemming in"),
    "withdraw_all": _("trok toestemmingen in"),
    "dossier_openen": _("bekeek uw dossier"),
    "dossier_bekijken": _("bekeek uw dossier"),
    "lijst_bekijken": _("zag uw dossier in een lijst"),
    "arrangement_bekijken": _("bekeek uw plan"),
    "aanmelden": _("opende uw dossier"),
    "antwoord": _("legde een antwoord vast"),
    "beoordelen": _("liet een advies maken"),
    "afstand_beoordelen": _("beoordeelde de afstand tot werk"),
    "besluiten": _("nam een besluit"),
    "oppakken": _("pakte uw dossier op"),
    "volgende_stap": _("veranderde de volgende stap"),
    "profiel": _("veranderde uw profiel"),
    "profielregel_toevoegen": _("vulde uw profiel aan"),
    "profielregel_verwijderen": _("haalde iets uit uw profiel"),
    "profielregel_bevestigen": _("bevestigde iets in uw profiel"),
    "diagnose": _("legde een diagnose vast"),
    "eigen_dienstverlening": _("legde vast welke hulp er al was"),
    "overdracht_aanbieden": _("bood uw dossier of een hulpvraag aan een ander aan"),
    "aanvaarden": _("zei ja tegen een overdracht"),
    "weigeren": _("zei nee tegen een overdracht"),
    "intrekken": _("trok een overdracht in"),
    "terugkeren": _("kreeg geen antwoord op een overdracht"),
    "eerste_contact": _("legde het eerste contact vast"),
    "plaatsen": _("legde uw nieuwe werk vast"),
    "afsluiten": _("sloot uw dossier"),
    "terugtrekken": _("legde vast dat u stopt"),
    "toestemming_intrekken": _("trok toestemming in"),
    "arrangement_openen": _("begon uw plan"),
    "arrangement_doel": _("veranderde het doel van uw plan"),
    "voorliggend_nagaan": _("ging na welke hulp er al is"),
    "voorliggend_toevoegen": _("voegde bestaande hulp toe aan uw plan"),
    "instrument_kiezen": _("koos een onderdeel voor uw plan"),
    "opnieuw_reserveren": _("reserveerde opnieuw geld voor uw plan"),
    "verwijderen": _("haalde een onderdeel uit uw plan"),
    "voorstellen": _("stelde u een plan voor"),
    "akkoord_geven": _("legde uw akkoord vast"),
    "terugnemen": _("nam het voorstel terug"),
    "activeren": _("startte uw plan"),
    "afstemming_vragen": _("vroeg een andere organisatie om mee te kijken"),
    "afstemming_beantwoorden": _("keek mee naar uw plan"),
    "onderdeel_starten": _("startte een onderdeel"),
    "onderdeel_afronden": _("rondde een onderdeel af"),
    "onderdeel_stoppen": _("stopte een onderdeel"),
    "afronden": _("rondde uw plan af"),
    "stoppen": _("stopte uw plan"),
    "toets_vastleggen": _("legde een toetsmoment vast"),
}


def deed_name(verb: str) -> Promise | str:
    """What a deed is called; a verb without a sentence of its own is shown as it stands, in words."""
    return DEED_NAMES.get(verb, verb.replace("_", " "))


def purpose_name(purpose: str) -> Promise | str:
    """What a purpose is called; free words as they stand."""
    return PURPOSE_NAMES.get(purpose, purpose)
