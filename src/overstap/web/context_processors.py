"""What the frame around every page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from overstap.parties.demo_accounts import demo_accounts
from overstap.web.actors import PERSONA
from overstap.web.navigation import menu
from overstap.web.request import plays_demo


def frame(request: HttpRequest) -> dict[str, Any]:
    """Team name, menu, who is signed in, and in a demo the people to try and the day it plays."""
    actor = getattr(request, "actor", None)
    if actor is None:
        # An error before the middleware ran: the bare frame.
        return {"team_name": "Overstap", "menu": (), "actor": None, "demo": False}
    demo = plays_demo(request)
    memberships = request.memberships  # type: ignore[attr-defined]
    return {
        "team_name": request.installation.team_name,  # type: ignore[attr-defined]
        "menu": menu(actor, request),
        "actor": actor,
        "now": request.now,  # type: ignore[attr-defined]
        "theme_region": next(iter(actor.region_codes)) if len(actor.region_codes) == 1 else "",
        "several_places": len(memberships) > 1,
        "demo": demo,
        "personas": demo_accounts(request.now) if demo else (),  # type: ignore[attr-defined]
        "persona": request.session.get(PERSONA, "") if demo else "",
    }
