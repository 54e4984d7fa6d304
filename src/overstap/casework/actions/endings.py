"""How a file ends: with new work, because the help is done, or because the person stops."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import access_case, parts_of
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.cards import outcome_card
from overstap.casework.consents import end_permissions, take_back, withdraw_everything
from overstap.casework.models import Case, CaseState, Handover, Outcome
from overstap.casework.policy import Term, local_day, most_hours_per_week
from overstap.casework.steps import AFTERCARE, end_step, set_step
from overstap.casework.telling import tell_person
from overstap.core.consent import Purpose
from overstap.core.decision import N_, Refusal
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
        refusal = _check_dates(row, local_day(now)) or _check_work(row, local_day(now)) or too_long(row)
        if refusal is not None:
            return refusal
        _measure(row, case)
        row.save(force_insert=True)
        _placed(case, row, moved, actor=actor, now=now)
        log(actor=actor, verb="plaatsen", case=case, now=now, details={"direct": row.direct})
        return outcome_card(row)


def _placed(case: Case, row: Outcome, state: str, *, actor: Actor, now: dt.datetime) -> None:
    case.state = CaseState(state)
    case.save(update_fields=["state"])
    step = set_step(case, AFTERCARE, party=case.first_responsible, term=Term.AFTERCARE, now=now)
    told: dict[str, str | dt.date] = {
        "werkgever": row.employer,
        "vanaf": row.new_contract_from,
        "organisatie": case.first_responsible.name,
        "uiterlijk": step.due_on,
    }
    tell_person(case, "uitkomst", told, actor=actor, now=now, once=f"uitkomst {row.pk}")


def _check_dates(row: Outcome, today: dt.date) -> Refusal | None:
    return check_outcome_dates(last_day=row.old_contract_until, first_day=row.new_contract_from, today=today)


def _check_work(row: Outcome, today: dt.date) -> Refusal | None:
    if row.hours_per_week > most_hours_per_week(today):
        return Refusal(
            rule="uitkomst.uren",
            because=N_("Zo veel uren per week mag niemand werken."),
            source="arbeidstijdenwet",
            remedy=N_("Kijk het aantal uren per week na."),
        )
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
        _close(case, moved, reason.strip(), actor=actor, now=now)
        log(actor=actor, verb="afsluiten", case=case, now=now)
        told = {"organisatie": case.first_responsible.name, "reden": reason.strip()}
        tell_person(case, "dossier_gesloten", told, actor=actor, now=now, once=f"gesloten {case.pk}")
        return None


def withdraw_participation(*, actor: Actor, case_id: int, now: dt.datetime) -> Refusal | None:
    """Let the person stop (R-128): no reason is asked, no consequence is noted, nobody can see the file any more."""
    with deed(actor=actor, verb="terugtrekken", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        moved = advance(CASE_MOVES, case.state, "terugtrekken", parts=parts_of(actor, case))
        if isinstance(moved, Refusal):
            return moved
        _close(case, moved, WITHDRAWN_REASON, actor=actor, now=now)
        withdraw_everything(case, actor=actor, now=now)
        mark_withdrawn(actor=actor, participant_id=case.participant_id, now=now)
        log(actor=actor, verb="terugtrekken", case=case, now=now)
        tell_person(case, "gestopt", {"vanaf": local_day(now)}, actor=actor, now=now, once=f"gestopt {case.pk}")
        return None


def _close(case: Case, state: str, reason: str, *, actor: Actor, now: dt.datetime) -> None:
    take_back(Handover.objects.all(), case, actor=actor, now=now)
    helpers = Handover.objects.filter(case=case).order_by("to_party_id").values_list("to_party_id", flat=True)
    for party_id in set(helpers):
        end_permissions(case, party_id, {Purpose.HANDOVER}, actor=actor, now=now)
    end_step(case, now=now)
    case.state, case.closed_at, case.closing_reason = CaseState(state), now, reason[:200]
    case.save(update_fields=["state", "closed_at", "closing_reason"])
