"""Filling in the forms of an arrangement, the short way."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from overstap.treasury.queries import position
from tests.factories.arrangements import (
    BASIC,
    Scene,
)
from tests.web.browsing import sign_in

PAPER = {
    "paper_kind": "factuur", "paper_number": "2021-7",
    "paper_on_day": "2", "paper_on_month": "1", "paper_on_year": "2021",
}  # fmt: skip
"""The paper behind a claim."""


def url(name: str, scene: Scene, *more: Any) -> str:
    return reverse(f"guidance:{name}", args=(scene.case.pk, *more))


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def facts(answers: dict[str, Any]) -> dict[str, str]:
    def written(value: Any) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nee"
        return str(value)

    return {f"fact_{name}": written(value) for name, value in answers.items()} | {"asked": ",".join(answers)}


def workshop(scene: Scene, **changes: str) -> dict[str, str]:
    return (
        {
            "title": "Workshop solliciteren",
            "providing_party": str(scene.case.first_responsible_id),
            "provider": "Bureau Vooruit",
            "cost": "500",
            "cofinancing": "100,00",
            "cofinancing_reason": "",
            "motivation": "",
            "passed_over_because": "",
            "doe": "kies",
            "key": "5b0f8a52-3c1e-4a57-9d3e-2f6a3f7d1c11",
        }
        | day("starts_on", dt.date(2021, 3, 1))
        | day("ends_on", dt.date(2021, 3, 31))
        | facts(BASIC)
        | changes
    )


def reserved() -> int:
    return position(stream="ontschot_budget", region_code="AM26", year=2021).reserved


def enter(client: Client, scene: Scene) -> Client:
    return sign_in(client, scene.adviser)
