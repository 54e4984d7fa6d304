"""A change of situation: another party should become first responsible, from a day on (R-078, R-082).

The proposal is kept with its reason and its day, both sides and the person are told, and a hand-over carries it out:
the receiver sees nothing before the person agrees.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import lock_case
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.passing_on import close_passing, lapse_status
from overstap.casework.discretion import party_told
from overstap.casework.models import Case, CaseFact, FactState, Passing, PassingKind, PassingState
from overstap.casework.policy import Term, due, local_day
from overstap.casework.proposing import END_OF_BENEFIT_FACT, propose
from overstap.casework.steps import STATUS_CHANGED, set_step
from overstap.casework.telling import tell_party, tell_person
from overstap.core.actor import SYSTEM
from overstap.core.parties import FIRST_RESPONSIBLE_KINDS
from overstap.parties.models import Party

if TYPE_CHECKING:
    from overstap.casework.values import Proposal
    from overstap.core.actor import Actor

BENEFIT_KIND = "uwv"


def note_change(case: Case, *, actor: Actor, now: dt.datetime) -> bool:
    """Keep or end the proposal that follows from the answers of now, in the transaction of the caller.

    The caller holds the lock of the file. Tells whether a new proposal came.
    """
    found = propose(case, now=now)
    row = Passing.objects.filter(case=case, kind=PassingKind.STATUS, state=PassingState.PROPOSED).first()
    if row is not None and found is not None and row.to_party_id == found.to_party.id:
        return False
    lapse_status(case, actor=actor, now=now)
    if found is None:
        return False
    _propose(case, found, actor, now)
    return True


def settle_change(case: Case, party_id: int, *, actor: Actor, now: dt.datetime) -> None:
    """Note that the file is with another party now; a proposal for that party is done, any other is not needed."""
    for row in Passing.objects.filter(case=case, kind=PassingKind.STATUS, state=PassingState.PROPOSED):
        done = PassingState.DONE if row.to_party_id == party_id else PassingState.LAPSED
        close_passing(row, done, actor=actor, now=now)


def notice_changes(*, now: dt.datetime) -> tuple[int, ...]:
    """Propose a change for every file of which the benefit ran out without an answer (R-082); gives the files.

    Only the passing of time can do this: every answer looks for itself.
    """
    today = local_day(now)
    rows = CaseFact.objects.filter(
        fact_id=END_OF_BENEFIT_FACT,
        state=FactState.KNOWN,
        superseded_at__isnull=True,
        case__closed_at__isnull=True,
        case__first_responsible__kind__in=FIRST_RESPONSIBLE_KINDS[BENEFIT_KIND],
    ).order_by("case_id")
    ends = list(rows.values_list("case_id", "value"))
    over = [case_id for case_id, day in ends if isinstance(day, str) and day < today.isoformat()]
    return tuple(case_id for case_id in over if _notice(case_id, now))


def _notice(case_id: int, now: dt.datetime) -> bool:
    with deed(actor=SYSTEM, verb="overgang_voorstellen", now=now):
        lock_case(case_id)
        case = Case.objects.select_related("participant", "region", "first_responsible").get(pk=case_id)
        return case.closed_at is None and note_change(case, actor=SYSTEM, now=now)


def _propose(case: Case, found: Proposal, actor: Actor, now: dt.datetime) -> None:
    row = Passing.objects.create(
        case=case,
        kind=PassingKind.STATUS,
        from_party=case.first_responsible,
        to_party=Party.objects.get(pk=found.to_party.id),
        from_region=case.region,
        to_region=case.region,
        from_on=found.from_on,
        because_nl=found.because_nl,
        because_en=found.because_en,
        source=found.source,
        proposed_at=now,
        proposed_by_id=actor.user_id,
    )
    set_step(case, STATUS_CHANGED, party=case.first_responsible, term=Term.STATUS_CHANGED, now=now)
    day = due(Term.STATUS_CHANGED, region_code=case.region.code, on=local_day(now))
    once = f"overgang {row.pk}"
    told: dict[str, str | dt.date | int] = {"vanaf": row.from_on, "uiterlijk": day}
    tell_person(case, "voorstel_overgang", {"partij": row.to_party.name, **told}, actor=actor, now=now, once=once)
    to_party = {"van": party_told(row.from_party, SYSTEM).name, **told}
    tell_party(row.to_party_id, case, "voorstel_overgang_partij", to_party, actor=actor, now=now, once=once)
    tell_party(row.from_party_id, case, "voorstel_overgang_partij", to_party, actor=actor, now=now, once=once)
    log(
        actor=actor,
        verb="overgang_voorstellen",
        case=case,
        now=now,
        details={"aan": row.to_party.name, "vanaf": row.from_on.isoformat()},
    )
