"""Which workplaces a reader sees, and where signing in leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Actor, Role

ROLE_NAMES: dict[str, Promise] = {
    Role.DESK: _("loket"),
    Role.ADVISER: _("begeleider"),
    Role.COORDINATOR: _("coördinator"),
    Role.CASHIER: _("kassier"),
    Role.CASHIER_APPROVER: _("goedkeurder van betalingen"),
    Role.FRAMEWORK_KEEPER: _("kaderhouder"),
    Role.STEERING_GROUP: _("stuurgroep"),
    Role.ACCOUNT_KEEPER: _("accountbeheerder"),
    Role.PRIVACY_OFFICER: _("privacyfunctionaris"),
    Role.BROKER: _("makelaar"),
    Role.EMPLOYER: _("werkgever"),
    Role.PERSON: _("deelnemer"),
}


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workplace: its name, its first screen, and whose it is; `aside` is work that someone does beside other work."""

    label: Promise
    start: str
    roles: frozenset[Role]
    aside: bool = False


WORKPLACES = (
    Workplace(_("Loket"), "desk:start", frozenset({Role.DESK, Role.ADVISER, Role.COORDINATOR})),
    Workplace(_("Begeleiding"), "guidance:start", frozenset({Role.ADVISER, Role.COORDINATOR})),
    Workplace(_("Beleid"), "policy:start", frozenset({Role.FRAMEWORK_KEEPER})),
    Workplace(_("Kassa"), "treasury:start", frozenset({Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER})),
    Workplace(_("Makelaar"), "demand:start", frozenset({Role.BROKER, Role.COORDINATOR})),
    Workplace(_("Werkgever"), "demand:start", frozenset({Role.EMPLOYER})),
    Workplace(_("Toezicht"), "oversight:start", frozenset({Role.COORDINATOR, Role.STEERING_GROUP})),
    Workplace(_("Privacy"), "privacy:start", frozenset({Role.PRIVACY_OFFICER})),
    Workplace(_("Accounts"), "accounts:start", frozenset({Role.ACCOUNT_KEEPER}), aside=True),
    Workplace(_("Mijn dossier"), "mine:start", frozenset({Role.PERSON})),
)

SCHEMES = (_("Regelingen"), "catalogue:start")
ALSO_UNDER = {"demand:start": ("/makelaar/", "/werkgever/")}
"""Where pages of a workplace stand beside those under its first screen."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of the menu; `current` when the reader is there."""

    label: Promise
    url: str
    current: bool


def menu(actor: Actor, request: HttpRequest) -> tuple[MenuLine, ...]:
    """The workplaces that this actor may enter, and the schemes, which are for everyone."""
    open_to = [(place.label, place.start) for place in WORKPLACES if actor.has(*place.roles)]
    return tuple(
        MenuLine(label, reverse(start), current=_is_here(start, request)) for label, start in (*open_to, SCHEMES)
    )


def _is_here(start: str, request: HttpRequest) -> bool:
    """Whether the reader is in the workplace that begins at a screen: by its name, or by where its pages stand."""
    here = request.resolver_match.namespace if request.resolver_match else ""
    return start.split(":", maxsplit=1)[0] == here or request.path.startswith(
        (reverse(start), *ALSO_UNDER.get(start, ()))
    )


def first_screen(actor: Actor) -> str | None:
    """The address where the work of this actor begins; None for who has no workplace, or chose none yet."""
    places = list(reversed(WORKPLACES))
    places.sort(key=lambda place: place.aside)
    return next((reverse(place.start) for place in places if actor.has(*place.roles)), None)
