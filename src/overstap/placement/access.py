"""The doors of a waiting list and of new work: one's own file, or a file of which the reader may see that part."""

from __future__ import annotations

import datetime as dt

from overstap.audit import actions as audit
from overstap.casework.access import open_case
from overstap.casework.models import Case
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import ForeignError, NotFoundError
from overstap.demand.access import BROKERS, visible_vacancies
from overstap.demand.models import Vacancy
from overstap.placement.models import Placement

SHOWS = frozenset({Item.PROFILE, Item.OUTCOME})
"""Who works with the profile brings somebody to work; who sees the outcome sees what work it became."""


def open_waiting(actor: Actor, case_id: int, *, now: dt.datetime, for_update: bool = False) -> Case:
    """Give the file of somebody who waits, and write down that it was looked at.

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
            verb="open_hiring_bekijken",
            object_kind="dossier",
            object_id=case_id,
            subject_id=case.participant_id,
            purpose=sight.told,
            now=now,
        )
    return case


def open_placing(actor: Actor, case_id: int, *, now: dt.datetime, for_update: bool = False) -> Case:
    """Give the file of somebody who gets new work, and write down that it was looked at.

    Raises NotFoundError, after writing down the attempt, for who may not.
    """
    try:
        case, sight = open_case(actor, case_id, now=now, for_update=for_update)
    except ForeignError as error:
        audit.note_attempt(actor=actor, error=error, now=now)
        raise
    if not sight.standing & SHOWS:
        raise NotFoundError(case_id)
    if not for_update:
        audit.record_read(
            actor=actor,
            verb="plaatsing_bekijken",
            object_kind="dossier",
            object_id=case_id,
            subject_id=case.participant_id,
            purpose=sight.told,
            now=now,
        )
    return case


def access_placement(actor: Actor, placement_id: int, *, now: dt.datetime) -> tuple[Placement, Case]:
    """The door to one placement, to change it: locks the file first, then the placement.

    Raises NotFoundError for who may not see the file and for an unknown placement.
    """
    case_id = Placement.objects.filter(pk=placement_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFoundError(placement_id)
    case = open_placing(actor, case_id, now=now, for_update=True)
    return Placement.objects.select_for_update().get(pk=placement_id), case


def may_place_at(actor: Actor, vacancy: Vacancy) -> bool:
    """Tell whether somebody may place people here: a broker in their own regions, who guides people anywhere."""
    if actor.has(Role.ADVISER) or not actor.has(*BROKERS):
        return True
    return visible_vacancies(actor).filter(pk=vacancy.pk).exists()
