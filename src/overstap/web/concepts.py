"""Choosing a concept of a list: what comes nearest to what was typed, and always confirmed by a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext

from overstap.casework.values import ProfileCard
from overstap.core.decision import NotFoundError
from overstap.taxonomy.queries import find, occupation_named_by
from overstap.taxonomy.values import ConceptKind
from overstap.web.request import ActingRequest

MOST_FOUND = 8
LONGEST = 120
NONE = "geen"
"""What a form sends for “none of these”: the words that were typed stay, without a place in a list."""


def occupation_choice(request: ActingRequest, profile: ProfileCard | None) -> dict[str, Any]:
    """What the page of choosing an occupation shows, and what was chosen.

    `chosen` is an address, or empty for none of these; `error` says what is wrong, or is empty. Raises NotFoundError
    for an address that the form never offered.
    """
    said = profile.target_occupation if profile else ""
    text = (request.POST if request.method == "POST" else request.GET).get("zoek", said)[:LONGEST]
    asked = request.POST.get("keuze", "")
    error = gettext("Kies een beroep, of kies “Geen van deze”.") if request.method == "POST" and not asked else ""
    if asked not in {"", NONE} and occupation_named_by(asked) is None:
        raise NotFoundError(asked)
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return {
        "said": said,
        "text": text,
        "found": find(text, ConceptKind.OCCUPATION, MOST_FOUND, language=language) if text.strip() else (),
        "now_chosen": profile.occupation_uri if profile else "",
        "none": NONE,
        "chosen": "" if asked == NONE else asked,
        "error": error,
    }
