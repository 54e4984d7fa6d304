"""What every request carries besides what Django gives it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest

from overstap.core.actor import Actor, Role
from overstap.parties.values import InstallationCard, MembershipCard

NOBODY = Actor(user_id=None, name="", roles=frozenset[Role]())


class ActingRequest(HttpRequest):
    """A request of which the house knows who asks, as whom, and at which moment; filled by the middleware."""

    actor: Actor
    now: dt.datetime
    installation: InstallationCard
    memberships: tuple[MembershipCard, ...]


def plays_demo(request: HttpRequest) -> bool:
    """Tell whether this is a demo: the switch alone opens nothing, the database must hold the demo as well.

    So a switch that is set by mistake over real files gives nobody the place of another.
    """
    installation: InstallationCard | None = getattr(request, "installation", None)
    return bool(settings.DEMO) and installation is not None and installation.demo_date is not None


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether the browser asks for a part of the page only (HTMX), and not for a page from its own history."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
