"""How far is looked for a group and when a centre may open: the numbers, read from the schemes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.casework.policy import overrides
from overstap.core.brokerage import CentreTerms
from overstap.rules import load_catalogue

GROUPS, CENTRES = "groepen", "mobiliteitscentrum"
JOBS = "banen_vanaf"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """With which numbers groups are coupled (instelling); the two parts are parts of 1."""

    version: str
    partners: int
    most_km: int
    distance: float
    least_nearness: float


def group_settings(on: dt.date) -> GroupSettings:
    """The numbers of a day."""
    version = load_catalogue().scheme(GROUPS, on)
    return GroupSettings(
        version=f"{GROUPS} {version.valid_from.isoformat()}",
        partners=_number(GROUPS, "partners", on),
        most_km=_number(GROUPS, "km_meest", on),
        distance=_number(GROUPS, "afstand_telt", on) / WHOLE,
        least_nearness=_number(GROUPS, "nabij_minst", on) / WHOLE,
    )


def centre_terms(region_code: str, on: dt.date) -> CentreTerms:
    """When a centre may open and what all may cost: of the scheme where it is in force, else of the house."""
    in_force = any(one.valid_on(on) for one in load_catalogue().all_versions(CENTRES))
    scheme, total = (CENTRES, "totaal_maximum") if in_force else (GROUPS, "centra_maximum")
    own = overrides(region_code, scheme, on).get(JOBS)
    return CentreTerms(
        jobs_from=own if isinstance(own, int) else _number(scheme, JOBS, on, region_code),
        most_cents=_number(scheme, total, on),
        years=_number(GROUPS, "centra_jaren", on),
    )


def answer_days(on: dt.date) -> int:
    """In how many days somebody answers an invitation for a coupling."""
    return _number(GROUPS, "antwoord_dagen", on)


def _number(scheme: str, name: str, on: dt.date, region_code: str = "") -> int:
    value = load_catalogue().parameter(scheme, name, on, region_code)
    if not isinstance(value, int):
        raise TypeError(f"{scheme}.{name} is no whole number")
    return value
