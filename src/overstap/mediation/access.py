"""The doors of matching: a file whose profile may be seen, and people who agreed to be looked for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from overstap.audit import actions as audit
from overstap.casework.access import open_case
from overstap.casework.models import Case
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.actor import FILE_ROLES, Actor, Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import ForeignError, NotFoundError
from overstap.mediation.models import Proposal

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

CASE = "dossier"
LOOKING_ROLES = frozenset({Role.BROKER, *FILE_ROLES})


def open_profile(actor: Actor, case_id: int, verb: str, *, now: dt.datetime, for_update: bool = False) -> Case:
    """Give a file of which the actor may see the profile, and write down that they looked.

    Raises NotFoundError, after writing down the attempt, for who may not.
    """
    try:
        case, sight = open_case(actor, case_id, now=now, for_update=for_update)
    except ForeignError as error:
        audit.note_attempt(actor=actor, error=error, now=now)
        raise
    if Item.PROFILE not in sight.standing:
        raise NotFoundError(case_id)
    if not for_update:
        audit.record_read(
            actor=actor,
            verb=verb,
            object_kind=CASE,
            object_id=case_id,
            subject_id=case.participant_id,
            purpose=sight.told,
            now=now,
        )
    return case


def agreed_cases(party_id: int, now: dt.datetime) -> QuerySet[Case]:
    """Open files of people who agreed that a party looks for work for them, at this moment (R-405, R-408)."""
    agreed = Consent.objects.filter(
        in_force(now),
        party_id=party_id,
        item=Item.PROFILE,
        purpose=Purpose.MATCHING,
        participant_id=OuterRef("participant_id"),
    )
    rows = Case.objects.filter(Exists(agreed), closed_at__isnull=True, participant__withdrew_at__isnull=True)
    return rows.select_related("participant", "region").order_by("pk")


def agreed_anywhere(now: dt.datetime) -> QuerySet[Case]:
    """Open files of people who agreed that any party looks for work for them."""
    agreed = Consent.objects.filter(
        in_force(now), item=Item.PROFILE, purpose=Purpose.MATCHING, participant_id=OuterRef("participant_id")
    )
    rows = Case.objects.filter(Exists(agreed), closed_at__isnull=True, participant__withdrew_at__isnull=True)
    return rows.select_related("participant", "region").order_by("pk")


def looked_for_by(actor: Actor, now: dt.datetime) -> QuerySet[Case]:
    """The people whom a broker or adviser may look for: agreed with their party, in the regions of their seat."""
    if actor.party_id is None or not actor.has(*LOOKING_ROLES):
        return Case.objects.none()
    return agreed_cases(actor.party_id, now).filter(region__code__in=sorted(actor.region_codes))


def alias_of(case: Case, vacancy_id: int) -> str:
    """How somebody is called at one vacancy while they did not agree to be proposed there: another at each vacancy."""
    told = f"{case.participant.key}:{vacancy_id}".encode()
    return hashlib.sha256(told).hexdigest()[:6].upper()


def agreed_proposals(now: dt.datetime) -> QuerySet[Proposal]:
    """Proposals to which the person said yes and which they did not take back, nor the permission under it."""
    standing = Consent.objects.filter(
        in_force(now),
        party_id=OuterRef("party_id"),
        item=Item.PROFILE,
        purpose=Purpose.MATCHING,
        participant_id=OuterRef("case__participant_id"),
    )
    rows = Proposal.objects.filter(Exists(standing), state="akkoord", case__closed_at__isnull=True)
    return rows.select_related("case__participant", "case__region", "vacancy__employer", "party")
