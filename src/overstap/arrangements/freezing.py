"""Reading an arrangement as people agree to it: every value that counts, and nothing of how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any


def content_of(arrangement: Any, items: Iterable[Any], priors: Iterable[Any]) -> dict[str, Any]:
    """Give the content that people agree to; `items` come with their providing party and shares, without stopped ones.

    The receipts of the assessments are part of it: what was agreed can be worked out again later (R-007).
    """
    return {
        "soort": "arrangement",
        "sleutel": str(arrangement.key),
        "dossier": arrangement.case.number,
        "doel": arrangement.target,
        "vacatures": arrangement.target_has_vacancies,
        "voorliggend": [
            {"groep": row.group, "beschikbaar": row.available, "toelichting": row.explanation}
            for row in sorted(priors, key=lambda row: row.group)
        ],
        "onderdelen": [item_content(item) for item in sorted(items, key=lambda row: row.id)],
    }


def item_content(item: Any) -> dict[str, Any]:
    """Give one item as people agree to it; amounts in cents, days in ISO form."""
    return {
        "sleutel": str(item.key),
        "soort": item.kind,
        "instrument": item.instrument,
        "titel": item.title,
        "organisatie": item.providing_party.name,
        "uitvoerder": item.provider,
        "werkgever": item.employer,
        "begint": _day(item.starts_on),
        "eindigt": _day(item.ends_on),
        "kosten": item.cost_cents,
        "cofinanciering": item.cofinancing_cents,
        "cofinanciering_reden": item.cofinancing_reason,
        "geldstroom": item.stream,
        "delen": [{"geldstroom": share.stream, "bedrag": share.cents} for share in item.parts],
        "vergoeding_werkgever": item.fee_cents,
        "waarom": item.motivation,
        "geld_dat_voorgaat": item.passed_over_because,
        "regeling": item.scheme,
        "regeling_versie": _day(item.scheme_version),
        "beoordeling": dict(item.receipt),
        "toetsen": list(item.reviews_due),
    }


def found(content: Mapping[str, Any], key: object) -> Mapping[str, Any] | None:
    """Find an item in a content by its key."""
    return next((item for item in content.get("onderdelen", ()) if item["sleutel"] == str(key)), None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
