"""What holds for who takes part in a desk for many, and for who is asked to come along with a group; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from overstap.core.brokerage import HOUSE, PartnerKind
from overstap.core.decision import N_, Refusal
from overstap.core.money import euros


class InvitationState(StrEnum):
    """What somebody said to work of a coupling (stand van een uitnodiging)."""

    INVITED = "uitgenodigd"
    YES = "ja"
    NO = "nee"
    SILENT = "stil"
    STARTED = "begonnen"


HOLDING = frozenset({InvitationState.INVITED, InvitationState.YES, InvitationState.STARTED})
"""Who holds a place of a coupling."""

ANSWERABLE = frozenset({InvitationState.INVITED, InvitationState.YES})
"""A person may change their mind until they started."""

CHECKLIST: tuple[tuple[PartnerKind, ...], ...] = (
    (PartnerKind.BENEFIT_AGENCY,),
    (PartnerKind.MUNICIPALITY, PartnerKind.PROVINCE),
    (PartnerKind.COMPANY,),
    (PartnerKind.SOCIAL_PARTNERS,),
    (PartnerKind.TEMP_AGENCIES,),
    (PartnerKind.SECONDMENT,),
    (PartnerKind.TRAINERS,),
)
"""The seven kinds of parties of a centre (R-436); one of a pair is enough."""


@dataclass(frozen=True, slots=True)
class CheckedPartner:
    """One line of the checklist (regel van de lijst met partijen): which kinds, and whether one of them is there."""

    kinds: tuple[PartnerKind, ...]
    present: bool


def partner_checklist(kinds: Collection[str]) -> tuple[CheckedPartner, ...]:
    """Which of the seven kinds take part (R-436)."""
    return tuple(CheckedPartner(line, any(one in kinds for one in line)) for line in CHECKLIST)


def weeks_needed(people: int, per_week: int) -> int | None:
    """In how many weeks a region speaks to everybody, when it takes on so many per week; None when it takes none."""
    if people <= 0:
        return 0
    return -(-people // per_week) if per_week > 0 else None


def refuse_seat(*, taken: int, capacity: int) -> Refusal | None:
    """Say that a meeting is full."""
    if taken < capacity:
        return None
    return Refusal(
        rule="centrum.vol",
        because=N_("Deze bijeenkomst is vol."),
        source=HOUSE,
        remedy=N_("Kies een andere bijeenkomst, of bel ons. Dan zoeken wij samen een ander moment."),
    )


def refuse_expense(*, cents: int, left: int) -> Refusal | None:
    """Say that something costs nothing, or more than a centre has left (R-438)."""
    if 1 <= cents <= left:
        return None
    if cents < 1:
        return Refusal(
            rule="centrum.uitgave",
            because=N_("Een uitgave is ten minste één cent."),
            source=HOUSE,
            remedy=N_("Vul in wat er is betaald."),
        )
    return Refusal(
        rule="centrum.uitgave",
        because=N_("Dit centrum heeft nog %(over)s over. De uitgave is %(gevraagd)s."),
        source=HOUSE,
        remedy=N_("Vul een kleiner bedrag in."),
        details=(("over", euros(max(left, 0))), ("gevraagd", euros(cents))),
    )


def refuse_invitation(*, wanted: int, left: int) -> Refusal | None:
    """Say that more people would be asked than there are places left in a coupling."""
    if 1 <= wanted <= left:
        return None
    return Refusal(
        rule="uitnodiging.te_veel",
        because=N_("U nodigt %(gevraagd)s mensen uit. Er zijn nog %(over)s plaatsen."),
        source=HOUSE,
        remedy=N_("Kies minder mensen. Zegt iemand nee? Dan kunt u iemand anders uitnodigen."),
        details=(("gevraagd", str(wanted)), ("over", str(max(left, 0)))),
    )


NOT_ANSWERABLE = Refusal(
    rule="uitnodiging.voorbij",
    because=N_("Deze uitnodiging staat niet meer open."),
    source=HOUSE,
    remedy=N_("Bel ons als u het werk toch wilt. Dan kijken wij samen wat er nog kan."),
)
NOT_AGREED = Refusal(
    rule="uitnodiging.niet_afgesproken",
    because=N_("De bedrijven hebben deze koppeling nog niet afgesproken, of zij is voorbij."),
    source=HOUSE,
    remedy=N_("Leg eerst vast dat beide bedrijven ja zeggen."),
)
SAID_NO = Refusal(
    rule="uitnodiging.geen_ja",
    because=N_("Deze persoon heeft geen ja gezegd. Niemand begint zonder eigen ja."),
    source=HOUSE,
    remedy=N_("Vraag het de persoon."),
)
SESSION_PAST = Refusal(
    rule="centrum.voorbij",
    because=N_("Deze bijeenkomst is al geweest."),
    source=HOUSE,
    remedy=N_("Kies een bijeenkomst die nog komt."),
)
PARTNER_TWICE = Refusal(
    rule="centrum.partij",
    because=N_("Deze partij doet al mee."),
    source=HOUSE,
    remedy=N_("Vul een andere partij in."),
)
ALREADY_OPEN = Refusal(
    rule="centrum.al_open",
    because=N_("Er is al een centrum open voor dit bedrijf in deze regio."),
    source=HOUSE,
    remedy=N_("Gebruik het centrum dat er is."),
)
