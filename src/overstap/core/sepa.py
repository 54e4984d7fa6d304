"""What every bank in the euro area understands: the letters of a payment, its references, and why one comes back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from overstap.core.decision import N_

# European Payments Council, Implementation Guidelines: the Latin character set.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
_SPELLED = str.maketrans(
    {
        "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d",
        "Ł": "L", "ł": "l", "Þ": "Th", "þ": "th", "ß": "ss", "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "&": "+", "€": "EUR", "@": "(at)", "_": "-", ";": ",", '"': "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": "'", "\N{RIGHT DOUBLE QUOTATION MARK}": "'",
        "\N{EN DASH}": "-", "\N{EM DASH}": "-",
    }
)  # fmt: skip
NAME_LENGTH = 70
REMITTANCE_LENGTH = 140
REFERENCE_LENGTH = 35
SHORTEST_MASKED = 6


def plain_letters(text: str, most: int) -> str:
    """Write a text with the letters that banks take, at most `most` of them.

    An accent is left off, a sign without an equal becomes a space, and several spaces become one.
    """
    spelled = unicodedata.normalize("NFKD", text.translate(_SPELLED)).translate(_SPELLED)
    kept = "".join(sign if sign in _LETTERS else "" if unicodedata.combining(sign) else " " for sign in spelled)
    return re.sub(r" +", " ", kept).strip()[:most].rstrip()


def reference(*parts: object) -> str:
    """Join parts into a reference that no bank changes: capitals, digits and dashes, never longer than allowed.

    Raises ValueError when it would be too long: a reference is never cut, because it has to be found again.
    """
    joined = re.sub(r"[^A-Z0-9-]", "", "-".join(str(part) for part in parts).upper())
    if not joined or len(joined) > REFERENCE_LENGTH:
        raise ValueError(f"a reference has 1 to {REFERENCE_LENGTH} signs: {joined!r}")
    return joined


def masked_iban(iban: str) -> str:
    """Show of an account number only what tells two apart: the country and the last four signs."""
    return f"{iban[:2]}•• •••• {iban[-4:]}" if len(iban) > SHORTEST_MASKED else iban


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """Why a bank sends a payment back (reden van terugkomst): its code, plain Dutch, and what has to change first."""

    code: str
    because: str
    new_account: bool
    """Whether paying to the same account again is of no use."""


_ACCOUNT = (
    ("AC01", N_("Het rekeningnummer klopt niet.")),
    ("AC03", N_("Het rekeningnummer van de ontvanger klopt niet.")),
    ("AC04", N_("De rekening is opgeheven.")),
    ("AC06", N_("De rekening is geblokkeerd.")),
    ("AC13", N_("Deze soort rekening kan dit bedrag niet ontvangen.")),
    ("AC14", N_("De bank van de ontvanger kent deze soort rekening niet.")),
    ("AG01", N_("Op deze rekening mag de bank geen overboeking ontvangen.")),
    ("BE01", N_("De naam hoort niet bij dit rekeningnummer.")),
    ("BE04", N_("Het adres van de ontvanger ontbreekt of klopt niet.")),
    ("BE05", N_("De bank kent de opdrachtgever niet bij deze ontvanger.")),
    ("RC01", N_("De code van de bank van de ontvanger klopt niet.")),
    ("RC07", N_("De code van de bank van de ontvanger klopt niet.")),
)
_OTHER = (
    ("AG02", N_("De bank kent deze soort opdracht niet.")),
    ("AM04", N_("Op de rekening van de kassier stond te weinig geld.")),
    ("AM05", N_("De bank ziet deze betaling als dubbel.")),
    ("CNOR", N_("De bank van de ontvanger doet niet mee aan deze manier van betalen.")),
    ("DNOR", N_("De bank van de kassier doet niet mee aan deze manier van betalen.")),
    ("CUST", N_("De kassier vroeg de bank om de betaling terug te halen.")),
    ("DUPL", N_("De betaling was dubbel.")),
    ("FF01", N_("De bank kon het bestand niet lezen.")),
    ("FOCR", N_("De bank stuurt het bedrag terug op verzoek van de kassier.")),
    ("FR01", N_("De bank denkt aan fraude.")),
    ("MD07", N_("De ontvanger is overleden.")),
    ("MS02", N_("De ontvanger wil het bedrag niet. De bank zegt niet waarom.")),
    ("MS03", N_("De bank zegt niet waarom.")),
    ("NARR", N_("De bank schrijft de reden in de omschrijving.")),
    ("RR01", N_("Er ontbreekt een gegeven van de kassier dat de wet vraagt.")),
    ("RR02", N_("Er ontbreekt een naam of adres van de kassier.")),
    ("RR03", N_("Er ontbreekt een naam of adres van de ontvanger.")),
    ("RR04", N_("Een wet of toezichthouder houdt de betaling tegen.")),
    ("TECH", N_("Er ging bij de bank iets mis.")),
    ("TM01", N_("De opdracht kwam te laat bij de bank.")),
)
RETURN_REASONS: dict[str, ReturnReason] = {
    code: ReturnReason(code, because, new_account)
    for rows, new_account in ((_ACCOUNT, True), (_OTHER, False))
    for code, because in rows
}
UNKNOWN_REASON = N_("De bank geeft een reden die wij niet kennen.")


def return_reason(code: str) -> ReturnReason:
    """The reason behind a code of ISO 20022; a code that we don't know is said to be unknown."""
    return RETURN_REASONS.get(code) or ReturnReason(code, UNKNOWN_REASON, new_account=False)
