"""How every table that holds something about a person is emptied: a new table without a choice fails a test."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from overstap.privacy.singles import BY_LABEL


class Going(StrEnum):
    """How what is kept goes (hoe het weggaat)."""

    RECORD = "als los stuk, op de eigen termijn"
    WITH_PERSON = "met de deelnemer, als de termijnen van alle dossiers voorbij zijn"
    SOONER = "met de deelnemer, en eerder vanzelf: na de dagen die de gewichten van het zoeken geven"
    BY_ITSELF = "vanzelf, zodra het niet meer geldt"
    PSEUDONYM = "blijft onder een nummer dat dan van niemand meer is"
    TRAIL = "blijft als bewijs, zonder naam en inhoud"
    ACCOUNT = "met het account van de medewerker"
    COUNTS_ONLY = "blijft: er staan alleen aantallen en nummers in"


_CHOSEN: Mapping[Going, tuple[str, ...]] = {
    Going.WITH_PERSON: (
        "arrangements.agreement", "arrangements.arrangement", "arrangements.arrangementitem",
        "arrangements.coordination", "arrangements.guest", "arrangements.itemchange", "arrangements.itemremark",
        "arrangements.itemreview", "arrangements.itemshare", "arrangements.priorcheck", "arrangements.version",
        "arrangements.windowapplication", "brokerage.centremember", "brokerage.couplinginvitation",
        "casework.accesscode", "casework.assessment", "casework.case",
        "casework.casefact", "casework.clockstop", "casework.correction", "casework.decision", "casework.diagnosis",
        "casework.handover", "casework.handoverquestion", "casework.labourprofile", "casework.nextaction",
        "casework.objection", "casework.outcome", "casework.ownservice", "casework.passing", "casework.reminder",
        "casework.residence", "casework.responsibilityperiod", "consent.consent", "consent.emergencyaccess",
        "correspondence.letter", "correspondence.postpreference", "correspondence.runletter", "links.safelink",
        "mediation.feedback", "mediation.proposal", "mediation.runmatch", "mediation.searchwish",
        "people.citizennumber", "people.mergeproposal",
        "people.participant", "placement.placement", "placement.waitingplace", "portability.package",
        "privacy.legalhold",
    ),
    Going.SOONER: ("mediation.shownlist", "mediation.shownmatch"),
    Going.BY_ITSELF: (
        "allotment.contact", "allotment.windowletter", "casework.registrationdraft", "importing.import",
    ),
    Going.PSEUDONYM: (
        "allotment.application", "treasury.claim", "treasury.commitment", "treasury.entry", "treasury.payment",
        "treasury.personceiling", "treasury.reversalrequest",
    ),
    Going.TRAIL: ("audit.auditline", "audit.chainlink"),
    Going.ACCOUNT: ("parties.membership", "parties.user"),
    Going.COUNTS_ONLY: ("privacy.destruction", "privacy.destructionrecord", "privacy.destructionsubject"),
}  # fmt: skip
"""Why a table has no term of its own: a decision, a plan or a book needs it as long as the file is there, or it goes
by itself."""

GOES: Mapping[str, Going] = {label: how for how, labels in _CHOSEN.items() for label in labels} | dict.fromkeys(
    BY_LABEL, Going.RECORD
)
"""How every table goes, by `context.model`."""
