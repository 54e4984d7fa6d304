"""What the session of a visitor holds while they register."""

from __future__ import annotations

from overstap.web.request import ActingRequest

ANSWERS = "aanmelding"
CODE = "aanmelding_code"


def answers_of(request: ActingRequest) -> dict[str, dict[str, str]]:
    """What was filled in so far, page by page."""
    found = request.session.get(ANSWERS, {})
    return found if isinstance(found, dict) else {}
