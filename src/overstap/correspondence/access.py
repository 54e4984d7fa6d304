"""The doors to letters: the person to their own, a desk to those of the people of its regions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q

from overstap.audit.actions import note_attempt
from overstap.consent.access import held_items
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import ForeignError, NotFoundError
from overstap.correspondence.models import Letter, PrintRun
from overstap.parties.access import region_row
from overstap.parties.models import Region
from overstap.people.access import access_participant
from overstap.people.models import Participant

if TYPE_CHECKING:
    from django.db.models import QuerySet

POSTING = frozenset({Role.DESK, Role.COORDINATOR})
"""Who sees to the post of a desk."""


def visible(actor: Actor) -> QuerySet[Letter]:
    """The letters that an actor may see to: their own, or those of the desks of their regions."""
    rows = Letter.objects.select_related("region")
    if actor.is_system:
        return rows
    if actor.is_person and actor.participant_id is not None:
        return rows.filter(participant_id=actor.participant_id)
    if actor.party_id is None or not actor.has(*POSTING):
        return rows.none()
    return rows.filter(region__code__in=actor.region_codes)


def access_letter(actor: Actor, letter_id: int, *, now: dt.datetime, for_update: bool = False) -> Letter:
    """Fetch a letter for who may see to it. Raises NotFoundError for everyone else, and writes down who tried."""
    rows = visible(actor).filter(pk=letter_id)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.first()
    if row is not None:
        return row
    subject = Letter.objects.filter(pk=letter_id).values_list("participant_id", flat=True).first()
    if subject is None:
        raise NotFoundError(letter_id)
    error = ForeignError("brief", letter_id, subject_id=subject, purpose="", verb="brief_lezen")
    if not for_update:
        note_attempt(actor=actor, error=error, now=now)
    raise error


def access_receiver(actor: Actor, participant_id: int, *, now: dt.datetime, for_update: bool = False) -> Participant:
    """Fetch a person for who sees to their post: the person, a desk of their region, a party that may reach them.

    Raises NotFoundError for everyone else, and writes down who tried.
    """
    if (actor.is_person or actor.is_system or actor.has(*POSTING)) or Item.CONTACT in held_items(
        actor, participant_id, now
    ):
        return access_participant(actor, participant_id, purpose="begeleiding", now=now, for_update=for_update)
    if not Participant.objects.filter(pk=participant_id).exists():
        raise NotFoundError(participant_id)
    error = ForeignError(
        "participant", participant_id, subject_id=participant_id, purpose="begeleiding", verb="postvoorkeur"
    )
    if not for_update:
        note_attempt(actor=actor, error=error, now=now)
    raise error


def posting_region(actor: Actor, region_code: str, *, for_update: bool = False) -> Region:
    """The region whose post an actor sees to. Raises NotFoundError for another one."""
    if not actor.has(*POSTING) or region_code not in actor.region_codes:
        raise NotFoundError(region_code)
    return region_row(region_code, for_update=for_update)


def access_run(actor: Actor, run_id: int, *, for_update: bool = False) -> PrintRun:
    """Fetch a print run of one's own desk. Raises NotFoundError for everyone else."""
    if not actor.has(*POSTING):
        raise NotFoundError(run_id)
    rows = PrintRun.objects.select_related("region", "again")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(Q(pk=run_id), region__code__in=actor.region_codes).first()
    if row is None:
        raise NotFoundError(run_id)
    return row
