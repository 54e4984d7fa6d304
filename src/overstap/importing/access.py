"""The door to a file that is read in: the party that reads it in, in the regions of who does, and nobody else."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.importing.models import Import
from overstap.parties import queries as parties


def of_party(actor: Actor) -> QuerySet[Import]:
    """The files that the party of a professional who works with people read in, in any region."""
    if actor.serving_party_id is None:
        return Import.objects.none()
    return Import.objects.filter(party_id=actor.serving_party_id)


def is_near(actor: Actor, batch: Import) -> bool:
    """Tell whether a colleague works in a region of whoever reads the file in (R-080)."""
    return not actor.region_codes.isdisjoint(batch.regions)


def access_import(actor: Actor, import_id: int, *, for_update: bool = False) -> Import:
    """Give a file that is read in; raises NotFoundError for everyone but the party that reads it in, in its regions."""
    rows = of_party(actor)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=import_id).first()
    if row is None or not is_near(actor, row):
        raise NotFoundError(import_id)
    return row


def reader_of(batch: Import, now: dt.datetime) -> Actor | None:
    """Whoever reads a file in, as they are now; None when they no longer work with people for that party."""
    for place in parties.memberships_of(batch.made_by_id, now):
        actor = parties.actor_for(batch.made_by_id, place.id, now)
        if actor.serving_party_id == batch.party_id:
            return actor
    return None
