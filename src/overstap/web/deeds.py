"""The verbs of the audit trail as sentences for people."""

from __future__ import annotations

from types import MappingProxyType

from overstap.core.decision import N_

SENTENCES = MappingProxyType(
    {
        "aanmelden": N_("Aangemeld"),
        "aanvaarden": N_("Overdracht aanvaard"),
        "afsluiten": N_("Dossier afgesloten"),
        "antwoord": N_("Vraag beantwoord"),
        "beoordelen": N_("Advies gemaakt"),
        "besluiten": N_("Besluit genomen"),
        "diagnose": N_("Uitkomst van een instrument toegevoegd"),
        "eerste_contact": N_("Eerste gesprek na overdracht"),
        "eigen_dienstverlening": N_("Eigen hulp vastgelegd"),
        "intrekken": N_("Overdracht ingetrokken"),
        "oppakken": N_("Dossier opgepakt"),
        "overdracht_aanbieden": N_("Overdracht aangeboden"),
        "plaatsen": N_("Nieuw werk vastgelegd"),
        "profiel": N_("Profiel bijgewerkt"),
        "profielregel_bevestigen": N_("Profielregel bevestigd"),
        "profielregel_toevoegen": N_("Profielregel toegevoegd"),
        "profielregel_verwijderen": N_("Profielregel weggehaald"),
        "terugkeren": N_("Overdracht teruggekeerd: er kwam geen antwoord"),
        "terugtrekken": N_("Deelname gestopt"),
        "toestemming_geven": N_("Toestemming gegeven"),
        "toestemming_intrekken": N_("Toestemming ingetrokken"),
        "volgende_stap": N_("Volgende stap vastgelegd"),
        "weigeren": N_("Overdracht geweigerd"),
    }
)
"""One sentence for each verb that a reader of a file can meet; a test holds it against the verbs in the program."""


def sentence_for(verb: str) -> str:
    """The Dutch sentence for a verb, to be translated when shown; the verb itself when it has none."""
    return SENTENCES.get(verb, verb.replace("_", " ").capitalize())
