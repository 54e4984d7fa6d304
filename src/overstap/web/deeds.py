"""The verbs of the audit trail as sentences for people, and the same deed done many times as one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from overstap.audit.queries import Deed
from overstap.core.decision import N_
from overstap.correspondence.queries import LETTER, SUBJECT

SENTENCES = MappingProxyType(
    {
        "aanmelden": N_("Aangemeld"),
        "bsn_tonen": N_("Burgerservicenummer bekeken"),
        "bsn_vastleggen": N_("Burgerservicenummer vastgelegd"),
        "inlezen_terugdraaien": N_("Aanmelding uit een bestand teruggedraaid"),
        "aanspraak_indienen": N_("Betaling gevraagd"),
        "activeren": N_("Arrangement gestart"),
        "afronden": N_("Arrangement afgerond"),
        "afstemming_beantwoorden": N_("Afstemming beantwoord"),
        "afstemming_vragen": N_("Afstemming gevraagd"),
        "akkoord_geven": N_("Akkoord van de deelnemer"),
        "akkoord_met_code": N_("Antwoord van een meelezer, met een code"),
        "niet_akkoord": N_("Deelnemer niet akkoord"),
        "concept_delen": N_("Concept gedeeld met de deelnemer"),
        "wijziging_voorstellen": N_("Wijziging van het arrangement voorgesteld"),
        "meelezen_vragen": N_("Gevraagd om mee te lezen met een onderdeel"),
        "meelezen_opnieuw": N_("Nieuwe link gestuurd aan wie meeleest"),
        "meelezer_herinneren": N_("Herinnering gestuurd aan wie meeleest"),
        "meelezen_beeindigen": N_("Meelezen beëindigd"),
        "meelezer_verbeteren": N_("Adres van wie meeleest verbeterd"),
        "plan_link_sturen": N_("Link naar het plan gestuurd"),
        "reactie_geven": N_("Reactie op het plan"),
        "reactie_beantwoorden": N_("Reactie beantwoord"),
        "leerovereenkomst_maken": N_("Leerovereenkomst gemaakt"),
        "leerovereenkomst_beantwoorden": N_("Antwoord op de leerovereenkomst"),
        "onderdeel_stap": N_("Volgende stap van een onderdeel gekozen"),
        "arrangement_doel": N_("Doel van het arrangement vastgelegd"),
        "arrangement_openen": N_("Arrangement begonnen"),
        "instrument_kiezen": N_("Hulpmiddel gekozen"),
        "onderdeel_afronden": N_("Onderdeel afgerond"),
        "onderdeel_starten": N_("Onderdeel gestart"),
        "onderdeel_stoppen": N_("Onderdeel gestopt"),
        "onderdeel_wijzigen": N_("Andere data of een ander bedrag voorgesteld"),
        "berichten_link_sturen": N_("Veilige link naar de berichten gestuurd"),
        "toegangscode_maken": N_("Brief met toegangscode gemaakt"),
        "toegangscode_gebruiken": N_("Dossier geopend met de code van een brief"),
        "opnieuw_reserveren": N_("Geld opnieuw gereserveerd"),
        "stoppen": N_("Arrangement gestopt"),
        "terugnemen": N_("Voorstel teruggenomen"),
        "toets_vastleggen": N_("Toets op uitstroom vastgelegd"),
        "verwijderen": N_("Onderdeel uit het arrangement gehaald"),
        "voorliggend_nagaan": N_("Nagegaan welke hulp er al is"),
        "voorliggend_toevoegen": N_("Hulp toegevoegd die er al is"),
        "voorstellen": N_("Arrangement voorgesteld aan de deelnemer"),
        "aanvaarden": N_("Overdracht aanvaard"),
        "afsluiten": N_("Dossier afgesloten"),
        "antwoord": N_("Vraag beantwoord"),
        "beoordelen": N_("Advies gemaakt"),
        "diagnose": N_("Uitkomst van een instrument toegevoegd"),
        "eerste_contact": N_("Eerste gesprek na overdracht"),
        "eigen_dienstverlening": N_("Eigen hulp vastgelegd"),
        "intrekken": N_("Overdracht ingetrokken"),
        "oppakken": N_("Dossier opgepakt"),
        "overdracht_aanbieden": N_("Overdracht aangeboden"),
        "overdracht_uitnodigen": N_("Ontvanger uitgenodigd met een veilige link"),
        "overdracht_vragen": N_("Vraag gesteld bij een overdracht"),
        "overdracht_uitleggen": N_("Vraag bij een overdracht beantwoord"),
        "overdracht_verleggen": N_("Overdracht naar een andere partij gestuurd"),
        "hulp_aangeboden": N_("Hulp aangeboden"),
        "herinneren": N_("Herinnering gestuurd"),
        "stap_herstellen": N_("Volgende stap hersteld"),
        "dossier_toewijzen": N_("Dossier aan een collega gegeven"),
        "waarneming_regelen": N_("Waarneming geregeld"),
        "waarneming_stoppen": N_("Waarneming gestopt"),
        "plaatsen": N_("Nieuw werk vastgelegd"),
        "weer_begeleiden": N_("Weer in begeleiding, het werk stopte"),
        "weer_eigen": N_("Weer in de eigen dienstverlening, het werk stopte"),
        "weer_intake": N_("Weer in de intake, het werk stopte"),
        "profiel": N_("Profiel bijgewerkt"),
        "profiel_beroep": N_("Gewenst beroep gekozen uit de lijst"),
        "profielregel_bevestigen": N_("Profielregel bevestigd"),
        "profielregel_toevoegen": N_("Profielregel toegevoegd"),
        "profielregel_verwijderen": N_("Profielregel weggehaald"),
        "profielregel_wijzigen": N_("Profielregel veranderd"),
        "profielregel_nagaan": N_("Profielregel nagegaan"),
        "passend_werk_bekijken": N_("Gekeken welk werk past"),
        "passend_werk_beoordelen": N_("Gezegd of werk past"),
        "oordeel_terugnemen": N_("Oordeel over werk teruggenomen"),
        "zoekwens_vastleggen": N_("Wens voor werk vastgelegd"),
        "zoekwens_wissen": N_("Wens voor werk weggehaald"),
        "kandidaat_voorstellen": N_("Gevraagd om iemand voor te stellen bij een werkgever"),
        "voorstel_beantwoorden": N_("Voorstel voor werk beantwoord"),
        "voorstel_intrekken": N_("Voorstel voor werk ingetrokken"),
        "kandidaten_bekijken": N_("Gekeken wie bij een vacature past, zonder naam"),
        "voorgesteld_bekijken": N_("Gekeken wie ja zei tegen een vacature"),
        "profielgeschiedenis": N_("Gekeken wat het profiel eerder zei"),
        "pakket_maken": N_("Pakket gemaakt om mee te nemen"),
        "meebrengen": N_("Pakket van elders ingelezen"),
        "terugkeren": N_("Overdracht teruggekeerd: er kwam geen antwoord"),
        "toelaten": N_("Besluit: aanvullende hulp van het team"),
        "verwijzen": N_("Besluit: hulp uit de eigen dienstverlening"),
        "terugtrekken": N_("Deelname gestopt"),
        "permit": N_("Toestemming vastgelegd"),
        "toestemming_geven": N_("Toestemming gegeven"),
        "toestemming_intrekken": N_("Toestemming ingetrokken"),
        "bericht_schrijven": N_("Bericht geschreven"),
        "brief_klaargezet": N_("Brief gemaakt"),
        "brief_verstuurd": N_("Brief verstuurd"),
        "brief_geprint": N_("Brief geprint"),
        "brief_bezorgd": N_("Brief bezorgd"),
        "brief_mislukt": N_("Brief niet aangekomen"),
        "brief_op_papier": N_("Brief op papier klaargezet"),
        "brief_afgehandeld": N_("Nieuws uit een brief op een andere manier verteld"),
        "volgende_stap": N_("Volgende stap vastgelegd"),
        "afstand_beoordelen": N_("Afstand tot werk beoordeeld"),
        "toestemming_teruggeven": N_("Toestemming weer aangezet"),
        "loket_aanvragen": N_("Aangevraagd bij een loket"),
        "loket_antwoorden": N_("Aanbod van een loket beantwoord"),
        "loket_intrekken": N_("Aanvraag bij een loket ingetrokken"),
        "kosten_vragen": N_("Betaling van kosten gevraagd"),
        "werkgeversvergoeding_vragen": N_("Vergoeding voor de werkgever gevraagd"),
        "aanvullen": N_("Onderdeel aan het lopende arrangement toegevoegd"),
        "intake_starten": N_("Intake gestart"),
        "weigeren": N_("Overdracht geweigerd"),
        "concept_beginnen": N_("Concept begonnen"),
        "concept_bewaren": N_("Concept veranderd"),
        "concept_indienen": N_("Concept ingediend"),
        "concept_terughalen": N_("Concept teruggehaald"),
        "concept_teruggeven": N_("Concept teruggegeven"),
        "concept_weggooien": N_("Concept weggegooid"),
        "concept_publiceren": N_("Versie gepubliceerd"),
        "vragen_publiceren": N_("Vragen gepubliceerd"),
        "verhuizing_melden": N_("Verhuizing gemeld"),
        "overgang_uitvoeren": N_("Dossier overgegaan na verhuizing"),
        "overgang_intrekken": N_("Verhuizing gaat niet door"),
        "overgang_voorstellen": N_("Voorstel: een andere organisatie helpt verder"),
        "herzien_toelaten": N_("Opnieuw besloten: aanvullende hulp van het team"),
        "herzien_verwijzen": N_("Opnieuw besloten: hulp uit de eigen dienstverlening"),
        "opnieuw_beoordelen": N_("Opnieuw beoordeeld"),
        "bezwaar_indienen": N_("Bezwaar of klacht ingediend"),
        "bezwaar_oppakken": N_("Bezwaar of klacht in behandeling"),
        "bezwaar_beslissen": N_("Over een bezwaar of klacht beslist"),
        "bezwaar_gegrond": N_("Bezwaar of klacht is gegrond"),
        "bezwaar_ongegrond": N_("Bezwaar of klacht is ongegrond"),
        "bezwaar_intrekken": N_("Bezwaar of klacht ingetrokken"),
        "open_hiring_bekijken": N_("Lijsten van open hiring bekeken"),
        "open_hiring_aanmelden": N_("Aangemeld voor open hiring"),
        "open_hiring_aan_de_beurt": N_("Aan de beurt bij open hiring"),
        "open_hiring_antwoorden": N_("Antwoord gegeven bij open hiring"),
        "open_hiring_verlaten": N_("Van de lijst van open hiring af"),
        "plaatsing_bekijken": N_("Plaatsingen bekeken"),
        "plaatsing_afspreken": N_("Nieuw werk afgesproken"),
        "plaatsing_begonnen": N_("Begonnen met nieuw werk"),
        "plaatsing_gestopt": N_("Gestopt met nieuw werk"),
        "plaatsing_vervallen": N_("Afgesproken werk gaat niet door"),
        "centrum_deelnemer": N_("In het centrum voor mensen van het bedrijf opgenomen"),
        "centrum_plaats_kiezen": N_("Plaats gekozen bij een bijeenkomst"),
        "centrum_plaats_teruggeven": N_("Plaats bij een bijeenkomst teruggegeven"),
        "uitnodigen_bekijken": N_("Gekeken wie voor ander werk gevraagd kan worden"),
        "koppeling_uitnodigen": N_("Gevraagd voor werk dat is vrijgehouden"),
        "uitnodiging_ja": N_("Ja gezegd tegen werk dat is vrijgehouden"),
        "uitnodiging_nee": N_("Nee gezegd tegen werk dat is vrijgehouden"),
        "uitnodiging_stil": N_("Geen antwoord gegeven over werk dat is vrijgehouden"),
        "uitnodiging_begonnen": N_("Begonnen met werk dat is vrijgehouden"),
        "correctie_vragen": N_("Gevraagd om een antwoord te verbeteren"),
        "correctie_beslissen": N_("Over een verzoek om verbetering beslist"),
        "correctie_toewijzen": N_("Antwoord verbeterd"),
        "correctie_afwijzen": N_("Verzoek om verbetering afgewezen"),
        "correctie_intrekken": N_("Verzoek om verbetering ingetrokken"),
        "termijn_stilzetten": N_("Termijn staat stil"),
        "termijn_hervatten": N_("Termijn loopt weer"),
        "aanmelding_bewaren": N_("Aanmelding bewaard om later af te maken"),
    }
)
"""One sentence for each verb that a reader of a file can meet; a test holds it against the verbs in the program."""


def sentence_for(verb: str) -> str:
    """The Dutch sentence for a verb, to be translated when shown; the verb itself when it has none."""
    return SENTENCES.get(verb, verb.replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class DeedLine:
    """One line of a timeline (regel van de tijdlijn): a deed, or `times` the same one in a row by one person.

    Of a letter `note` is what it is about and `letter_id` where to read it, for who may.
    """

    at: dt.datetime
    verb: str
    name: str
    party_name: str
    times: int
    note: str = ""
    letter_id: int | None = None


def lines_of(deeds: Iterable[Deed]) -> tuple[DeedLine, ...]:
    """Shorten a trail for reading: what somebody did several times in a row on one day is one line."""
    lines: list[DeedLine] = []
    for deed in deeds:
        note, letter_id = str(deed.details.get(SUBJECT, "")), deed.details.get(LETTER)
        line = DeedLine(deed.at, deed.verb, deed.name, deed.party_name, times=1, note=note, letter_id=letter_id)
        last = lines[-1] if lines else None
        if last and replace(last, at=line.at, times=1) == line and last.at.date() == line.at.date():
            lines[-1] = replace(last, times=last.times + 1)
        else:
            lines.append(line)
    return tuple(lines)
