"""The door to an application: the one who applied, the party that did, and those who keep the money (R-404)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from overstap.allotment.models import Application
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.treasury.values import MONEY_ROLES


def visible_applications(actor: Actor) -> QuerySet[Application]:
    """The applications that this actor may see, with their windows."""
    rows = Application.objects.select_related("window")
    if actor.is_system or actor.has(*MONEY_ROLES):
        return rows
    return own_applications(actor)


def own_applications(actor: Actor) -> QuerySet[Application]:
    """The applications that this actor, or the own party, made, with their windows."""
    rows = Application.objects.select_related("window")
    mine = Q()
    if actor.user_id is not None:
        mine |= Q(actor_user_id=actor.user_id)
    if actor.party_id is not None:
        mine |= Q(party_id=actor.party_id)
    return rows.filter(mine) if mine else rows.none()


def access_application(actor: Actor, key: UUID) -> Application:
    """An application that this actor may see, as it was last read; raises NotFoundError otherwise.

    One that was made without an account is opened by its key alone: the key was made by chance, and only who applied
    got it.
    """
    found = _opened_by(actor, key).first()
    if found is None:
        raise NotFoundError(f"no application {key}")
    return found


def locked_application(actor: Actor, key: UUID) -> Application:
    """An application of a window that is locked already; raises NotFoundError when the actor may not see it."""
    found = _opened_by(actor, key).select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise NotFoundError(f"no application {key}")
    return found


def _opened_by(actor: Actor, key: UUID) -> QuerySet[Application]:
    with_key = Q(actor_user_id__isnull=True, party_id__isnull=True)
    rows = visible_applications(actor) | Application.objects.select_related("window").filter(with_key)
    return rows.filter(key=key)
