"""The citizen service number of a person in a file: shown, kept and thrown away by whoever has a ground in the law."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.audit.actions import record_read
from overstap.casework.access import ForeignCaseError, open_case, parts_of
from overstap.casework.actions.deeds import deed
from overstap.core.consent import Purpose
from overstap.core.decision import Refusal
from overstap.core.moves import Part
from overstap.core.people import refuse_citizen_numbers
from overstap.people.actions import forget_citizen_number, keep_citizen_number
from overstap.people.models import CitizenNumber

if TYPE_CHECKING:
    from overstap.casework.models import Case
    from overstap.core.actor import Actor

HELPING = frozenset({Part.RESPONSIBLE, Part.CONTACT})


def show_citizen_number(*, actor: Actor, case_id: int, now: dt.datetime) -> str | Refusal:
    """Show the number to an organisation that helps this person and has a ground in the law; empty when there is none.

    Every showing is a line in the trail of the person. Raises NotFoundError for who may not see the file, and for who
    helps this person no more than finding them.
    """
    with deed(actor=actor, verb="bsn_tonen", now=now):
        refusal = refuse_citizen_numbers(actor.party_kind)
        if refusal is not None:
            return refusal
        case = _open(actor, case_id, now)
        row = CitizenNumber.objects.filter(participant_id=case.participant_id).first()
        if row is None:
            return ""
        record_read(
            actor=actor,
            verb="bsn_tonen",
            object_kind="bsn",
            object_id=case.participant_id,
            subject_id=case.participant_id,
            purpose=Purpose.GUIDANCE,
            now=now,
        )
        return row.number.reveal()


def set_citizen_number(*, actor: Actor, case_id: int, number: str, now: dt.datetime) -> Refusal | None:
    """Keep the number of the person of a file; an empty one throws it away. Raises as `show_citizen_number` does."""
    with deed(actor=actor, verb="bsn_vastleggen", now=now):
        refusal = refuse_citizen_numbers(actor.party_kind)
        if refusal is not None:
            return refusal
        case = _open(actor, case_id, now)
        if not number.strip():
            forget_citizen_number(actor=actor, participant_id=case.participant_id, now=now)
            return None
        return keep_citizen_number(actor=actor, participant_id=case.participant_id, number=number, now=now)


def _open(actor: Actor, case_id: int, now: dt.datetime) -> Case:
    case, sight = open_case(actor, case_id, now=now, for_update=True)
    if not parts_of(actor, case) & HELPING:
        raise ForeignCaseError(case_id, case.participant_id, sight.purpose)
    return case
