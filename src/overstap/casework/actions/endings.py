"""How a file ends: with new work, because the help is done, or because the person stops."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_case, parts_of
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.actions.steps import CLOSED
from overstap.casework.cards import outcome_card
from overstap.casework.consents import end_permissions, withdraw_everything
from overstap.casework.models import Case, CaseState, Handover, HandoverKind, HandoverState, Outcome
from overstap.casework.policy import Term, local_day
from overstap.casework.steps import AFTER_WITHDRAWAL, AFTERCARE, CHOOSE_PARTY, end_step, set_step
from overstap.core.consent import Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import CASE_MOVES, advance
from overstap.core.outcome import check_outcome_dates, passage
from overstap.people.actions import mark_withdrawn

if TYPE_CHECKING:
    from overstap.casework.values import OutcomeCard
    from overstap.core.actor import Actor

CONTRACTS = ("vast", "tijdelijk", "zelfstandig")
WITHDRAWN_REASON = N_("De deelnemer is gestopt. Meedoen is vrijwillig en stoppen heeft geen gevolgen.")


def record_outcome(
    *,
    actor: Actor,
    case_id: int,
    old_contract_until: dt.date | None,
    new_contract_from: dt.date,
    employer: str,
    occupation: str,
    hours_per_week: int,
    contract: str,
    benefit_between: bool,
    now: dt.datetime,
) -> OutcomeCard | Refusal:
    """Record new work (R-004, R-005): whether it followed directly and else after how many days.

    Without an old contract the days count from the day the file was opened.
    """
    row = Outcome(
        old_contract_until=old_contract_until,
        new_contract_from=new_contract_from,
        employer=employer.strip(),
        occupation=occupation.strip(),
        hours_per_week=hours_per_week,
        contract=contract,
        benefit_between=benefit_between,
        recorded_at=now,
    )
    with deed(actor=actor, verb="plaatsen", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        moved = advance(CASE_MOVES, case.state, "plaatsen", parts=parts_of(actor, case))
        if isinstance(moved, Refusal):
            return moved
        refusal = _check_dates(row, local_day(now)) or _check_work(row) or too_long(row)
        if refusal is not None:
            return refusal
        _measure(row, case)
        row.save(force_insert=True)
        _placed(case, moved, now)
        log(actor=actor, verb="plaatsen", case=case, now=now, details={"direct": row.direct})
        return outcome_card(row)


def _placed(case: Case, state: str, now: dt.datetime) -> None:
    case.state = CaseState(state)
    case.save(update_fields=["state"])
    set_step(case, AFTERCARE, party=case.first_responsible, term=Term.AFTERCARE, now=now)


def _check_dates(row: Outcome, today: dt.date) -> Refusal | None:
    return check_outcome_dates(last_day=row.old_contract_until, first_day=row.new_contract_from, today=today)


def _check_work(row: Outcome) -> Refusal | None:
    if row.employer and row.occupation and row.hours_per_week > 0 and row.contract in CONTRACTS:
        return None
    return Refusal(
        rule="uitkomst.volledig",
        because=N_("Vul het nieuwe werk in: werkgever, beroep, uren per week en soort contract."),
        remedy=N_("Vul de lege velden in."),
    )


def _measure(row: Outcome, case: Case) -> None:
    """Whoever had no old work does not go from work to work: their days count from the day the file was opened."""
    last_day = row.old_contract_until or local_day(case.opened_at) - dt.timedelta(days=1)
    found = passage(last_day=last_day, first_day=row.new_contract_from, benefit_between=row.benefit_between)
    row.case = case
    row.direct = found.direct and row.old_contract_until is not None
    row.days_between = found.days_between


def close_case(*, actor: Actor, case_id: int, reason: str, now: dt.datetime) -> Refusal | None:
    """Close a file with a reason; open hand-overs are taken back and permissions for help end."""
    with deed(actor=actor, verb="afsluiten", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        moved = advance(CASE_MOVES, case.state, "afsluiten", parts=parts_of(actor, case))
        if isinstance(moved, Refusal):
            return moved
        if not reason.strip():
            return Refusal(
                rule="dossier.sluitreden",
                because=N_("Schrijf op waarom het dossier wordt afgesloten."),
                remedy=N_("Eén korte zin is genoeg."),
            )
        _close(case, moved, reason.strip(), now)
        log(actor=actor, verb="afsluiten", case=case, now=now)
        return None


def withdraw_participation(*, actor: Actor, case_id: int, now: dt.datetime) -> Refusal | None:
    """Let the person stop (R-128): no reason is asked, no consequence is noted, nobody can see the file any more."""
    with deed(actor=actor, verb="terugtrekken", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        moved = advance(CASE_MOVES, case.state, "terugtrekken", parts=parts_of(actor, case))
        if isinstance(moved, Refusal):
            return moved
        _close(case, moved, WITHDRAWN_REASON, now)
        withdraw_everything(case, actor=actor, now=now)
        mark_withdrawn(actor=actor, participant_id=case.participant_id, now=now)
        log(actor=actor, verb="terugtrekken", case=case, now=now)
        return None


def withdraw_consent(*, actor: Actor, party_id: int, case_id: int, now: dt.datetime) -> int | Refusal:
    """Let the person take back everything that one party may see; gives how many permissions ended.

    It works at once. An offer to that party is taken back with it. Without the first responsible party nobody guides
    the file: the person is asked to choose who goes on, and the coordinator of the region sees that it waits.
    """
    with deed(actor=actor, verb="toestemming_intrekken", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        if not actor.is_person:
            raise NotFoundError(case_id)
        if case.closed_at is not None:
            return CLOSED
        ended = end_permissions(case, party_id, set(Purpose), actor=actor, now=now)
        files = _take_back(case, now, to_party_id=party_id)
        if party_id == case.first_responsible_id:
            set_step(case, CHOOSE_PARTY, term=Term.CHOOSE_PARTY, now=now)
        elif files:
            set_step(case, AFTER_WITHDRAWAL, party=case.first_responsible, term=Term.CHECK_CRITERIA, now=now)
        log(actor=actor, verb="toestemming_intrekken", case=case, now=now, details={"aantal": ended})
        return ended


def _close(case: Case, state: str, reason: str, now: dt.datetime) -> None:
    _take_back(case, now)
    end_step(case, now=now)
    case.state, case.closed_at, case.closing_reason = CaseState(state), now, reason[:200]
    case.save(update_fields=["state", "closed_at", "closing_reason"])


def _take_back(case: Case, now: dt.datetime, *, to_party_id: int | None = None) -> bool:
    """Take open offers back; tells whether one of them was the file itself."""
    rows = Handover.objects.filter(case=case, state=HandoverState.OFFERED)
    if to_party_id is not None:
        rows = rows.filter(to_party_id=to_party_id)
    whole = rows.filter(kind=HandoverKind.CASE).exists()
    rows.update(state=HandoverState.WITHDRAWN, answered_at=now)
    return whole
