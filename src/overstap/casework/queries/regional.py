"""What regions chose for themselves, for whoever explains or changes it; nothing about persons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from overstap.casework.models import RegionalValue


@dataclass(frozen=True, slots=True)
class RegionalChoice:
    """One choice of a region for a parameter of a scheme (regionale keuze); `value` is written as in a scheme file."""

    scheme: str
    parameter: str
    value: Any
    valid_from: dt.date
    because: str
    set_by: str
    set_at: dt.datetime


def regional_choices(region_code: str) -> tuple[RegionalChoice, ...]:
    """Give every choice of a region, past and to come, the newest first."""
    rows = RegionalValue.objects.filter(region__code=region_code).select_related("set_by")
    return tuple(
        RegionalChoice(
            scheme=row.scheme,
            parameter=row.parameter,
            value=row.value,
            valid_from=row.valid_from,
            because=row.because,
            set_by=row.set_by.name,
            set_at=row.set_at,
        )
        for row in rows.order_by("-valid_from", "-id")
    )
