"""The door to a file that is read in: the party that reads it in, in the regions of who does, and nobody else."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from overstap.audit.actions import note_attempt
from overstap.core.actor import Actor
from overstap.core.decision import ForeignError, NotFoundError
from overstap.importing.models import Import
from overstap.parties import queries as parties
from overstap.people.access import visible
from overstap.people.models import MergeProposal

PURPOSE = "begeleiding"


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
    if row is not None and is_near(actor, row):
        return row
    if not Import.objects.filter(pk=import_id).exists():
        raise NotFoundError(import_id)
    raise ForeignError("inlezing", import_id, subject_id=None, purpose=PURPOSE, verb="inlezing_openen")


def access_pair(actor: Actor, proposal_id: int, *, now: dt.datetime, for_update: bool = False) -> MergeProposal:
    """Give two registrations that may be one person, to who may find both of them (R-080).

    Raises NotFoundError for everyone else; the attempt stands in the log of who of the two they may not find.
    """
    rows = MergeProposal.objects.select_related("first", "second", "seen_by")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=proposal_id).first()
    if row is None:
        raise NotFoundError(proposal_id)
    keys = (row.first_id, row.second_id)
    seen = set(visible(actor, now).filter(pk__in=keys).values_list("pk", flat=True)) if actor.serves_people else set()
    hidden = [key for key in keys if key not in seen]
    if not hidden:
        return row
    errors = [
        ForeignError("dubbel", proposal_id, subject_id=key, purpose=PURPOSE, verb="dubbelen_bekijken") for key in hidden
    ]
    if not for_update:
        for error in errors:
            note_attempt(actor=actor, error=error, now=now)
    raise errors[0]


def reader_of(batch: Import, now: dt.datetime) -> Actor | None:
    """Whoever reads a file in, as they are now; None when they no longer work with people for that party."""
    for place in parties.memberships_of(batch.made_by_id, now):
        actor = parties.actor_for(batch.made_by_id, place.id, now)
        if actor.serving_party_id == batch.party_id:
            return actor
    return None
