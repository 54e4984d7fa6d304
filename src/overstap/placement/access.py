"""The door of a waiting list: one's own file, or a file whose profile the reader may work with."""

from __future__ import annotations

import datetime as dt

from overstap.audit import actions as audit
from overstap.casework.access import open_case
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import ForeignError, NotFoundError


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
