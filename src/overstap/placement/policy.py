"""What open hiring asks the schemes: whether a vacancy may have a list, the help at the start, and the terms."""

from __future__ import annotations

import datetime as dt

from overstap.core.decision import Refusal
from overstap.core.demand import ContractKind
from overstap.demand.models import Vacancy
from overstap.rules import Assessment, Known, Outcome, assess, load_catalogue

SCHEME = "open-hiring"
ANSWER_DAYS, COACH_DAYS = "antwoord_dagen", "lifecoach_dagen"
SOURCE = "vacature"


def refuse_list(vacancy: Vacancy, on: dt.date) -> Refusal | None:
    """Why a vacancy has no waiting list, in the words of the scheme; None when it has one."""
    found = _ask(vacancy, on, life_coach=False)
    if found.outcome is Outcome.JA:
        return None
    ground = next((one for one in found.grounds if one.outcome is not Outcome.JA), None)
    return Refusal(
        rule="open_hiring.geen_lijst" if ground is None else f"open_hiring.{ground.id}",
        because="Open hiring is nu niet mogelijk." if ground is None else ground.text.nl,
        source=SCHEME,
    )


def gets_life_coach(vacancy: Vacancy, on: dt.date, *, wanted: bool) -> bool:
    """Whether somebody who starts gets the help of a life coach."""
    told = _ask(vacancy, on, life_coach=wanted).outputs.get("lifecoach")
    return told is not None and told.value is True


def days(name: str, on: dt.date) -> int:
    """A term of the scheme in days."""
    found = load_catalogue().parameter(SCHEME, name, on, "")
    if not isinstance(found, int):
        raise TypeError(f"{SCHEME}.{name} is no whole number")
    return found


def _ask(vacancy: Vacancy, on: dt.date, *, life_coach: bool) -> Assessment:
    case = {
        "vaste_baan": Known(value=vacancy.contract == ContractKind.PERMANENT, source=SOURCE),
        "werkgever_selecteert": Known(value=not vacancy.open_hiring, source=SOURCE),
        "plaats_op_wachtlijst": Known(value=1, source=SOURCE),
        "wil_lifecoach": Known(value=life_coach, source=SOURCE),
    }
    return assess(load_catalogue(), SCHEME, case, on)
