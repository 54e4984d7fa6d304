"""Who applies to a window, known by a pseudonym: enough to see that someone applied before, and no more."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.utils.crypto import salted_hmac

from overstap.core.decision import N_

_SALT = "overstap.allotment.applicant"


class ApplicantKind(StrEnum):
    """As what someone applies (soort aanvrager)."""

    PERSON = "persoon"
    EMPLOYER = "werkgever"
    TRAINER = "opleider"
    COOPERATION = "samenwerkingsverband"
    CAREER_ADVISER = "loopbaanadviseur"


APPLICANT_NAMES = {
    ApplicantKind.PERSON: N_("Iemand die werkt of werk zoekt"),
    ApplicantKind.EMPLOYER: N_("Een werkgever"),
    ApplicantKind.TRAINER: N_("Een opleider of groep van opleiders"),
    ApplicantKind.COOPERATION: N_("Een samenwerkingsverband van een sector"),
    ApplicantKind.CAREER_ADVISER: N_("Een loopbaanadviseur, voor een deelnemer"),
}


def applicant_key_of(kind: ApplicantKind, identifier: str) -> UUID:
    """The pseudonym of who applies, from an e-mail address or a number of the chamber of commerce.

    The same address or number gives the same key in this installation and another one elsewhere; nobody finds the
    address from the key without the secret of the installation, so that the address itself need not be kept (R-404).
    Upper and lower case and blanks make no difference.
    """
    plain = "".join(identifier.split()).casefold()
    found = salted_hmac(_SALT, f"{kind.value}:{plain}", algorithm="sha256").digest()
    return UUID(bytes=found[:16])
