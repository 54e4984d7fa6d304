"""Words for people: what parts of a file, purposes and deeds are called on a screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.arrangements.actions import agreeing, guests, reacting, starting, windows
from overstap.casework import steps
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

# Purposes that the trail knows besides those that a person can permit.
OTHER_PURPOSES: dict[str, Promise] = {
    "post": _("om de post te versturen"),
    "eigen dossier": _("om het eigen dossier te bekijken"),
    "toestemming": _("om te weten wie wat mag zien"),
    "noodtoegang": _("om u in nood te helpen, zonder uw toestemming"),
    "rechten": _("om uw verzoek te behandelen"),
}

SOURCE_NAMES: dict[str, Promise] = {
    "persoon": _("van uzelf"),
    "begeleider": _("van uw begeleider"),
    "register": _("uit een register"),
    "document": _("uit een document"),
    "partij": _("van een andere organisatie"),
    "meegebracht": _("meegebracht uit een ander dossier"),
}

# What the trail calls a deed, told to the person whose file it is.
DEED_NAMES: dict[str, Promise] = {
    "noodtoegang_openen": _("opende uw dossier in nood"),
    "noodtoegang_nakijken": _("keek na of dat terecht was"),
    "noodtoegang_stoppen": _("stopte met kijken in nood"),
    "verzoek_doen": _("legde uw verzoek vast"),
    "verzoek_bekijken": _("bekeek uw verzoek"),
    "vaststellen": _("stelde vast wie het verzoek deed"),
    "behandelen": _("nam uw verzoek in behandeling"),
    "verlengen": _("verlengde de termijn van uw verzoek"),
    "toewijzen": _("wees uw verzoek toe"),
    "afwijzen": _("weigerde uw verzoek"),
    "alles_meenemen": _("las alles wat bewaard wordt"),
    "bewaarplicht_instellen": _("liet uw dossier langer bewaren"),
    "bewaarplicht_beeindigen": _("beëindigde het langer bewaren"),
    "access_participant": _("bekeek uw contactgegevens"),
    "find_participants": _("zag uw naam in een zoeklijst"),
    "register_participant": _("meldde u aan"),
    "bsn_tonen": _("bekeek uw burgerservicenummer"),
    "bsn_vastleggen": _("legde uw burgerservicenummer vast"),
    "bsn_wissen": _("wiste uw burgerservicenummer"),
    "correct_contact": _("verbeterde uw contactgegevens"),
    "dubbelen_bekijken": _("keek of u twee keer bent aangemeld"),
    "inlezen_terugdraaien": _("draaide uw aanmelding uit een bestand terug"),
    "inlezen_vergelijken": _("keek of u al was aangemeld"),
    "samenvoegen": _("voegde uw twee aanmeldingen samen"),
    "samenvoegen_bekijken": _("keek of u twee keer bent aangemeld"),
    "samenvoegen_terug": _("haalde uw twee aanmeldingen weer uit elkaar"),
    "samenvoegen_verschillend": _("legde vast dat u niet twee keer bent aangemeld"),
    "mark_withdrawn": _("legde vast dat u stopt"),
    "mark_returned": _("legde vast dat u weer meedoet"),
    "caseload": _("zag uw naam in de lijst met dossiers"),
    "loketlijst": _("zag uw naam in de lijst van het loket"),
    "overdrachten": _("zag uw naam in de lijst met overdrachten"),
    "permit": _("legde uw toestemming vast"),
    "end_permissions": _("beëindigde toestemmingen"),
    "toestemming_geven": _("legde uw toestemming vast"),
    "kosten_vragen": _("vroeg kosten van een onderdeel terug"),
    "werkgeversvergoeding_vragen": _("vroeg de vergoeding voor de werkgever aan"),
    "give_consent": _("legde uw toestemming vast"),
    "withdraw_consent": _("trok een toestemming in"),
    "withdraw_all": _("trok toestemmingen in"),
    "dossier_openen": _("bekeek uw dossier"),
    "arrangement_bekijken": _("bekeek uw plan"),
    "loketten_bekijken": _("bekeek welke loketten er voor u zijn"),
    "loket_aanvragen": _("vroeg voor u aan bij een loket"),
    "loket_antwoorden": _("gaf uw antwoord door aan een loket"),
    "loket_intrekken": _("trok uw aanvraag bij een loket in"),
    "aanmelden": _("opende uw dossier"),
    "antwoord": _("legde een antwoord vast"),
    "beoordelen": _("liet een advies maken"),
    "afstand_beoordelen": _("beoordeelde de afstand tot werk"),
    "intake_starten": _("begon met de vragen"),
    "toelaten": _("besloot dat u hulp van het team krijgt"),
    "verwijzen": _("besloot dat de organisatie u zelf helpt"),
    "aanvullen": _("legde uw akkoord op de aanvulling vast"),
    "toezeggen": _("zegde een onderdeel van uw plan toe"),
    "starten": _("startte een onderdeel"),
    "aanspraak_indienen": _("vroeg geld voor een onderdeel aan"),
    "besluiten": _("nam een besluit"),
    "oppakken": _("pakte uw dossier op"),
    "volgende_stap": _("veranderde de volgende stap"),
    "profiel": _("veranderde uw profiel"),
    "profielregel_toevoegen": _("vulde uw profiel aan"),
    "profielregel_verwijderen": _("haalde iets uit uw profiel"),
    "profielregel_bevestigen": _("bevestigde iets in uw profiel"),
    "profielregel_wijzigen": _("veranderde iets in uw profiel"),
    "profielregel_nagaan": _("legde vast wat hij of zij zelf zag, bijvoorbeeld een diploma"),
    "profielgeschiedenis": _("bekeek wat uw profiel eerder zei"),
    "pakket_maken": _("maakte een pakket van uw dossier"),
    "meebrengen": _("las een pakket in uw dossier"),
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
    "toestemming_teruggeven": _("zette een toestemming weer aan"),
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
    "brief_klaargezet": _("zette een brief aan u klaar"),
    "brief_verstuurd": _("stuurde u een brief"),
    "brief_bezorgd": _("hoorde dat een brief aankwam"),
    "brief_geprint": _("printte een brief aan u"),
    "brief_mislukt": _("hoorde dat een brief niet aankwam"),
    "brief_op_papier": _("liet een brief op papier gaan"),
    "brief_afgehandeld": _("vertelde u wat in een brief stond"),
    "brief_retour": _("kreeg een brief van de post terug"),
    "brief_lezen": _("las een brief aan u"),
    "brieven_bekijken": _("bekeek welke brieven u kreeg"),
    "printronde_openen": _("opende een stapel brieven om te printen"),
    "postvoorkeur": _("legde vast hoe u post krijgt"),
    "bericht_schrijven": _("schreef een bericht"),
    "berichten_lezen": _("las de berichten"),
    "toets_vastleggen": _("legde een toetsmoment vast"),
    "akkoord_met_code": _("antwoordde met een code op een afspraak"),
    "niet_akkoord": _("legde vast dat u niet akkoord bent"),
    "concept_delen": _("liet u meelezen met het concept"),
    "wijziging_voorstellen": _("stelde een wijziging van uw plan voor"),
    "meelezen_vragen": _("liet een organisatie meelezen met een onderdeel"),
    "meelezen_opnieuw": _("stuurde een nieuwe link aan wie meeleest"),
    "meelezen_beeindigen": _("liet een organisatie niet meer meelezen"),
    "meelezer_verbeteren": _("verbeterde het adres van wie meeleest"),
    "onderdeel_meelezen": _("las een onderdeel van uw plan"),
    "plan_link_sturen": _("stuurde u een link naar uw plan"),
    "reactie_geven": _("reageerde op uw plan"),
    "reactie_beantwoorden": _("beantwoordde een reactie"),
    "leerovereenkomst_maken": _("maakte een leerovereenkomst"),
    "leerovereenkomst_beantwoorden": _("legde uw antwoord op de leerovereenkomst vast"),
    "onderdeel_stap": _("koos de volgende stap van een onderdeel"),
}


# What a next step of the house is called for the person whose file it is.
STEPS_FOR_PERSON: dict[str, Promise] = {
    steps.CHECK_CRITERIA: _("Contact met u opnemen en kijken welke hulp bij u past"),
    steps.FINISH_INTAKE: _("Samen met u de vragen afmaken"),
    steps.DECIDE: _("Besluiten welke hulp u krijgt, en u vertellen waarom"),
    steps.COMPOSE_ARRANGEMENT: _("Samen met u een plan maken"),
    steps.DISCUSS_OWN_SERVICE: _("Met u bespreken welke hulp de organisatie zelf geeft"),
    steps.ANSWER_HANDOVER: _("Antwoorden op de vraag om u verder te helpen"),
    steps.FIRST_CONTACT: _("Kennismaken met u"),
    steps.AFTER_REFUSAL: _("Met u bespreken hoe het verder gaat"),
    steps.AFTER_SILENCE: _("Regelen dat er antwoord komt, en u dat vertellen"),
    steps.AFTER_WITHDRAWAL: _("Verdergaan met uw begeleiding"),
    steps.SHARED_AGAIN: _("Contact met u opnemen, nu u uw dossier weer deelt"),
    steps.CHOOSE_PARTY: _("Kies wie u verder mag helpen"),
    steps.AFTERCARE: _("U vragen hoe het gaat op uw nieuwe werk"),
    steps.STATUS_CHANGED: _("Met u bespreken wie u verder helpt, nu uw situatie anders is"),
    agreeing.AGREE: _("Lees uw plan en zeg of u akkoord bent"),
    agreeing.START: _("Uw plan starten"),
    starting.PROGRESS: _("Met u bespreken hoe het gaat"),
    windows.ANSWER_OFFER: _("Met u bespreken of u de plaats wilt die een loket u aanbiedt"),
    windows.AFTER_OFFER: _("Met u bespreken hoe het verder gaat"),
    agreeing.REVISE: _("Uw plan aanpassen, samen met u"),
    agreeing.READ_DRAFT: _("Lees mee met het concept van uw plan"),
    reacting.READ_REACTION: _("Uw reactie op het plan lezen"),
    guests.NEW_LINK: _("Een nieuwe link sturen aan wie met uw plan meeleest"),
}


def step_for_person(what: str) -> Promise | str:
    """A next step in the words of the person; what a professional typed stays as it is."""
    return STEPS_FOR_PERSON.get(what, what)


def deed_name(verb: str) -> Promise | str:
    """What a deed is called; a verb without a sentence of its own is shown as it stands, in words."""
    return DEED_NAMES.get(verb, verb.replace("_", " "))


def purpose_name(purpose: str) -> Promise | str:
    """What a purpose is called; free words as they stand."""
    return (PURPOSE_NAMES | OTHER_PURPOSES).get(purpose, purpose)
