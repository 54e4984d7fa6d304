"""Groups of people who lose their work, and what a desk for many of them must be; pure, without a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overstap.core.decision import N_, Refusal
from overstap.core.money import euros

HOUSE = "huisregels"


class SurplusState(StrEnum):
    """How far a surplus is (stand van een overschot)."""

    OPEN = "open"
    CLOSED = "gesloten"


class CouplingState(StrEnum):
    """How far a coupling is (stand van een koppeling)."""

    PROPOSED = "voorgesteld"
    AGREED = "afgesproken"
    DROPPED = "vervallen"
    DONE = "afgerond"


STANDING = frozenset({CouplingState.PROPOSED, CouplingState.AGREED, CouplingState.DONE})
"""What takes people of a surplus; what was dropped does not."""

RESERVING = frozenset({CouplingState.AGREED, CouplingState.DONE})
"""What took places of a vacancy."""


class CentreReason(StrEnum):
    """Why many people lose their work at once (aanleiding, R-435)."""

    BANKRUPTCY = "faillissement"
    CRISIS = "acute_crisis"
    OTHER = "anders"


class PartnerKind(StrEnum):
    """Who takes part in a mobility centre (soort partij, R-436)."""

    BENEFIT_AGENCY = "uwv"
    MUNICIPALITY = "gemeente"
    PROVINCE = "provincie"
    COMPANY = "onderneming"
    SOCIAL_PARTNERS = "sociale_partners"
    TEMP_AGENCIES = "uitzendbureaus"
    SECONDMENT = "detacheerders"
    TRAINERS = "opleiders"


def refuse_surplus(*, people: int, from_on: date, until_on: date | None) -> Refusal | None:
    """Say what cannot be in a surplus."""
    if people < 1:
        return _refusal(
            "aantal", N_("Een overschot is ten minste één persoon."), N_("Vul in om hoeveel mensen het gaat.")
        )
    if until_on is not None and until_on < from_on:
        return _refusal(
            "dagen",
            N_("De laatste dag ligt voor de eerste."),
            N_("Vul eerst in vanaf wanneer de mensen weg kunnen, en dan tot wanneer."),
        )
    return None


def refuse_people(*, wanted: int, left: int) -> Refusal | None:
    """Say that a coupling would take nobody, or more people than are still without a place."""
    if 1 <= wanted <= left:
        return None
    return Refusal(
        rule="groepen.te_veel",
        because=N_("U koppelt %(gevraagd)s mensen. Er zijn er nog %(over)s zonder plaats."),
        source=HOUSE,
        remedy=N_("Vul een kleiner aantal in, of laat eerst een andere koppeling vervallen."),
        details=(("gevraagd", str(wanted)), ("over", str(left))),
    )


def refuse_placed(*, placed: int, agreed: int, before: int) -> Refusal | None:
    """Say that more people were placed than a coupling holds, or fewer than before."""
    if before <= placed <= agreed:
        return None
    return Refusal(
        rule="groepen.geplaatst",
        because=N_("De koppeling is voor %(afgesproken)s mensen, en er waren er al %(eerder)s geplaatst."),
        source=HOUSE,
        remedy=N_("Vul een aantal in dat daartussen ligt."),
        details=(("afgesproken", str(agreed)), ("eerder", str(before))),
    )


NOT_STANDING = Refusal(
    rule="groepen.staat_niet",
    because=N_("Deze koppeling is al verder, of zij is vervallen."),
    source=HOUSE,
    remedy=N_("Bekijk de koppelingen opnieuw."),
)
SURPLUS_CLOSED = Refusal(
    rule="groepen.gesloten",
    because=N_("Dit overschot is gesloten."),
    source=HOUSE,
    remedy=N_("Meld een nieuw overschot als er weer mensen over zijn."),
)
COUPLED_ALREADY = Refusal(
    rule="groepen.al_gekoppeld",
    because=N_("Dit overschot is al aan deze vacature gekoppeld."),
    source=HOUSE,
    remedy=N_("Wijzig het aantal van de koppeling die er staat."),
)
CENTRE_CLOSED = Refusal(
    rule="centrum.gesloten",
    because=N_("Dit centrum is gesloten."),
    source=HOUSE,
    remedy=N_("Wie is aangemeld houdt een gewoon dossier. Ga daar verder."),
)


@dataclass(frozen=True, slots=True)
class CentreTerms:
    """When a centre may open (voorwaarden van een centrum): from how many jobs, and what all cost at most in years."""

    jobs_from: int
    most_cents: int
    years: int


@dataclass(frozen=True, slots=True)
class CentrePlan:
    """What somebody wants to open (plan voor een centrum, R-435, R-438); money in cents."""

    reason: str
    jobs: int
    starts_on: date
    ends_on: date
    budget_cents: int


def in_same_years(one: date, other: date, years: int) -> bool:
    """Tell whether two centres may draw on the same years of money, whichever opens first."""
    first, last = sorted((one, other))
    # 29 February in a year without one is the last of the month.
    day = min(first.day, 28) if first.month == 2 else first.day  # noqa: PLR2004 (February)
    return last < first.replace(year=first.year + years, day=day)


def refuse_centre(plan: CentrePlan, terms: CentreTerms, *, granted_cents: int) -> tuple[Refusal, ...]:
    """Say everything why a centre cannot open, all at once; `granted_cents` is what others in these years have."""
    found = []
    if plan.reason not in (CentreReason.BANKRUPTCY, CentreReason.CRISIS):
        found.append(
            Refusal(
                rule="centrum.acuut",
                because=N_("Een mobiliteitscentrum is er alleen bij een faillissement of een acute crisis."),
                source="mobiliteitscentrum",
                remedy=N_("Meld het overschot als groep. Daar is geen centrum voor nodig."),
            )
        )
    if plan.jobs < terms.jobs_from:
        found.append(
            Refusal(
                rule="centrum.omvang",
                because=N_("Een centrum kan vanaf %(grens)s banen. U vulde %(banen)s in."),
                source="mobiliteitscentrum",
                remedy=N_("Meld een kleinere groep als overschot. UWV en de gemeente helpen met hun gewone hulp."),
                details=(("grens", str(terms.jobs_from)), ("banen", str(plan.jobs))),
            )
        )
    if plan.ends_on < plan.starts_on:
        found.append(
            Refusal(
                rule="centrum.tijdelijk",
                because=N_("Een centrum is tijdelijk. Het einde ligt na het begin."),
                source="mobiliteitscentrum",
                remedy=N_("Vul een latere einddatum in."),
            )
        )
    money = _refuse_budget(plan.budget_cents, left=terms.most_cents - granted_cents)
    return (*found, money) if money is not None else tuple(found)


def _refuse_budget(wanted: int, *, left: int) -> Refusal | None:
    if 0 <= wanted <= left:
        return None
    return Refusal(
        rule="centrum.geld",
        because=N_("Voor alle centra samen is nog %(over)s over. U vroeg %(gevraagd)s."),
        source="mobiliteitscentrum",
        remedy=N_("Vraag een kleiner bedrag."),
        details=(("over", euros(max(left, 0))), ("gevraagd", euros(wanted))),
    )


def refuse_session(*, place: str, capacity: int) -> Refusal | None:
    """Say what cannot be in a meeting."""
    if place.strip() and capacity >= 1:
        return None
    return _refusal(
        "bijeenkomst",
        N_("Een bijeenkomst heeft een plaats en ruimte voor ten minste één persoon."),
        N_("Vul in waar het is en hoeveel mensen er kunnen komen."),
    )


def refuse_attendance(*, attended: int, capacity: int) -> Refusal | None:
    """Say that more people came than there was room for."""
    if 0 <= attended <= capacity:
        return None
    return Refusal(
        rule="groepen.aanwezig",
        because=N_("Er is ruimte voor %(ruimte)s mensen. U vulde %(aanwezig)s in."),
        source=HOUSE,
        remedy=N_("Vul in hoeveel mensen er waren, van 0 tot en met de ruimte."),
        details=(("ruimte", str(capacity)), ("aanwezig", str(attended))),
    )


def _refusal(rule: str, because: str, remedy: str) -> Refusal:
    return Refusal(rule=f"groepen.{rule}", because=because, source=HOUSE, remedy=remedy)
