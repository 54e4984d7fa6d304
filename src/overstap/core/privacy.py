"""What a person may ask about their data, and what happens to the request."""

from __future__ import annotations

from enum import StrEnum

from overstap.core.decision import N_
from overstap.core.moves import Move, Moves, Part, State

SOURCE = "avg"


class Right(StrEnum):
    """What a person may ask (recht van betrokkene, R-401): AVG articles 15 to 18, 20 and 21."""

    ACCESS = "inzage"
    RECTIFICATION = "correctie"
    ERASURE = "wissing"
    RESTRICTION = "beperking"
    PORTABILITY = "overdraagbaarheid"
    OBJECTION = "bezwaar"


RIGHT_NAMES: dict[str, str] = {
    Right.ACCESS: N_("Zien wat u over mij bewaart"),
    Right.RECTIFICATION: N_("Iets laten verbeteren"),
    Right.ERASURE: N_("Mijn gegevens laten wissen"),
    Right.RESTRICTION: N_("Mijn gegevens een tijd niet laten gebruiken"),
    Right.PORTABILITY: N_("Mijn gegevens meenemen"),
    Right.OBJECTION: N_("Bezwaar maken tegen het gebruik"),
}

_HANDLING = frozenset({Part.HANDLER})
_OPEN = frozenset({"gevraagd", "vastgesteld", "in_behandeling"})

REQUEST_MOVES = Moves(
    kind="verzoek",
    source="Algemene verordening gegevensbescherming, artikelen 12 tot en met 22",
    states=(
        State("gevraagd", N_("Gevraagd")),
        State("vastgesteld", N_("Vastgesteld wie het vraagt")),
        State("in_behandeling", N_("In behandeling")),
        State("toegewezen", N_("Toegewezen"), final=True),
        State("geweigerd", N_("Geweigerd"), final=True),
        State("ingetrokken", N_("Ingetrokken"), final=True),
    ),
    table=(
        Move("vaststellen", N_("Vaststellen wie het vraagt"), frozenset({"gevraagd"}), "vastgesteld", _HANDLING),
        Move("behandelen", N_("In behandeling nemen"), frozenset({"vastgesteld"}), "in_behandeling", _HANDLING),
        Move("toewijzen", N_("Toewijzen"), frozenset({"in_behandeling"}), "toegewezen", _HANDLING),
        Move("afwijzen", N_("Weigeren"), _OPEN, "geweigerd", _HANDLING),
        Move("terugnemen", N_("Intrekken"), _OPEN, "ingetrokken", frozenset({Part.PERSON})),
    ),
)
