"""Hand-overs that nobody answered return to the sender, and the coordinator of the region sees them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from overstap.casework.access import lock_case
from overstap.casework.actions.deeds import log
from overstap.casework.actions.handovers import HANDOVER
from overstap.casework.consents import close_to_receiver
from overstap.casework.handover_letters import tell_silent
from overstap.casework.models import Case, Handover, HandoverState
from overstap.casework.policy import Term, local_day
from overstap.casework.steps import AFTER_SILENCE, set_step
from overstap.core.actor import SYSTEM
from overstap.core.decision import Refusal
from overstap.core.moves import HANDOVER_MOVES, Part, advance
from overstap.links.actions import end_links


def return_silent_handovers(*, now: dt.datetime) -> tuple[int, ...]:
    """Return every hand-over whose term for an answer has passed (R-420); gives their ids. Twice does nothing more."""
    late = Handover.objects.filter(state=HandoverState.OFFERED, answer_due__lt=local_day(now))
    candidates = list(late.order_by("answer_due", "id").values_list("id", "case_id"))
    return tuple(handover_id for handover_id, case_id in candidates if _return(handover_id, case_id, now))


def _return(handover_id: int, case_id: int, now: dt.datetime) -> bool:
    with transaction.atomic():
        lock_case(case_id)
        case = Case.objects.select_related("region").get(pk=case_id)
        row = Handover.objects.select_related("from_party", "to_party").get(pk=handover_id)
        moved = advance(HANDOVER_MOVES, row.state, "terugkeren", parts={Part.SYSTEM})
        if isinstance(moved, Refusal):
            return False
        row.state, row.answered_at, row.escalated_at = moved, now, now
        row.save(update_fields=["state", "answered_at", "escalated_at"])
        close_to_receiver(row, case, actor=SYSTEM, now=now)
        end_links(actor=SYSTEM, object_kind=HANDOVER, object_id=row.pk, now=now)
        if case.closed_at is None:
            set_step(case, AFTER_SILENCE, party=row.from_party, term=Term.CHECK_CRITERIA, now=now)
            tell_silent(row, case, actor=SYSTEM, now=now)
        log(actor=SYSTEM, verb="terugkeren", case=case, now=now, details={"aan": row.to_party.name})
        return True
