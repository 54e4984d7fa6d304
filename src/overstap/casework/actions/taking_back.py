"""Taking back many files that nobody worked on: closed and shared with nobody, with everything that was written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.audit import actions as audit
from overstap.casework.actions.deeds import OBJECT
from overstap.casework.models import Case, CaseState, Handover, HandoverState, NextAction
from overstap.consent.models import Consent

if TYPE_CHECKING:
    from collections.abc import Collection

    from overstap.core.actor import Actor

UNTOUCHED = CaseState.REGISTERED
TAKEN_BACK = "inlezen_terugdraaien"


def lock_cases(case_ids: Collection[int]) -> dict[int, Case]:
    """Queue for many files until the end of the transaction, always in the same order; gives them by key."""
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=sorted(case_ids)).order_by("pk")
    return {row.pk: row for row in rows}


def is_untouched(case: Case) -> bool:
    """Tell whether a locked file still stands as it was opened: nobody took it in hand, and it is not closed."""
    return case.state == UNTOUCHED and case.owner_id is None and case.closed_at is None


def cases_handed_over(case_ids: Collection[int]) -> frozenset[int]:
    """Tell which of these files have a hand-over that is not taken back."""
    rows = Handover.objects.filter(case_id__in=sorted(case_ids)).exclude(state=HandoverState.WITHDRAWN)
    return frozenset(rows.order_by("case_id").values_list("case_id", flat=True))


def take_back_cases(*, actor: Actor, cases: Collection[Case], reason: str, now: dt.datetime) -> None:
    """Close locked, untouched files and end everything that anyone may see of them. Nothing is erased."""
    keys = sorted(case.pk for case in cases)
    NextAction.objects.filter(case_id__in=keys, done_at__isnull=True).update(done_at=now)
    people = sorted(case.participant_id for case in cases)
    Consent.objects.filter(participant_id__in=people, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Case.objects.filter(pk__in=keys).update(state=CaseState.CLOSED, closed_at=now, closing_reason=reason[:200])
    audit.record_many(
        audit.Deed(
            actor=actor,
            verb=TAKEN_BACK,
            object_kind=OBJECT,
            object_id=case.pk,
            at=now,
            details={},
            subject_id=case.participant_id,
        )
        for case in cases
    )
