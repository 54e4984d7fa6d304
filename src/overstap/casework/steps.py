"""The one next step of a file: what it can be, and how it is set."""

from __future__ import annotations

import datetime as dt

from overstap.casework.models import Case, CaseState, NextAction
from overstap.casework.policy import Term, local_day, next_step_due
from overstap.casework.values import NextStep
from overstap.core.decision import N_
from overstap.parties.models import Party

CHECK_CRITERIA = N_("Criteria nagaan: past de extra hulp?")
FINISH_INTAKE = N_("Intake afmaken")
DECIDE = N_("Besluit nemen op het advies")
COMPOSE_ARRANGEMENT = N_("Arrangement opstellen met de deelnemer")
DISCUSS_PROGRESS = N_("Voortgang bespreken met de deelnemer")
DISCUSS_OWN_SERVICE = N_("Eigen hulp bespreken met de deelnemer")
ANSWER_HANDOVER = N_("Antwoorden op de overdracht")
FIRST_CONTACT = N_("Kennismaken na de overdracht")
AFTER_REFUSAL = N_("Overdracht is geweigerd: bespreken hoe het verder gaat")
AFTER_SILENCE = N_("Overdracht is teruggekeerd: bellen met de andere partij")
AFTER_WITHDRAWAL = N_("Overdracht is ingetrokken: verder met de begeleiding")
CHOOSE_PARTY = N_("Kiezen wie u verder helpt")
SHARED_AGAIN = N_("De deelnemer deelt het dossier weer: contact opnemen")
AFTERCARE = N_("Vragen hoe het gaat op het nieuwe werk")
TAKE_OVER_MOVE = N_("Dossier overnemen na verhuizing")
TALK_AFTER_NO_MOVE = N_("Verhuizing gaat niet door: verder met de begeleiding")
ASSESS_AGAIN = N_("Antwoord is verbeterd: opnieuw beoordelen")
DECIDE_AGAIN = N_("Na bezwaar: bespreken wat het nieuwe besluit betekent")
OFFER_DEBT_HELP = N_("Vandaag hulp bij schulden aanbieden")
STATUS_CHANGED = N_("Situatie is veranderd: voorstel nieuwe eerstverantwoordelijke bespreken")

STEP_OF_STATE = {
    CaseState.REGISTERED: (CHECK_CRITERIA, Term.CHECK_CRITERIA),
    CaseState.INTAKE: (FINISH_INTAKE, Term.FINISH_INTAKE),
    CaseState.ASSESSED: (DECIDE, Term.DECIDE),
    CaseState.GUIDED: (DISCUSS_PROGRESS, Term.DISCUSS_PROGRESS),
    CaseState.ELSEWHERE: (DISCUSS_OWN_SERVICE, Term.DISCUSS_OWN_SERVICE),
    CaseState.PLACED: (AFTERCARE, Term.AFTERCARE),
}
"""What usually comes next in a file, by its state, and how long that may take."""


def set_step(
    case: Case,
    what: str,
    *,
    now: dt.datetime,
    party: Party | None = None,
    term: Term | None = None,
    due_on: dt.date | None = None,
) -> NextStep:
    """Replace the next step of a file; without `party` the person has it. One of `term` and `due_on` is given."""
    end_step(case, now=now)
    if due_on is None:
        if term is None:
            raise ValueError("a next step needs a term or a day")
        due_on = next_step_due(case, term, now)
    row = NextAction.objects.create(
        case=case,
        what=what,
        owner_party=party,
        by_person=party is None,
        due_on=due_on,
        term=term or "",
        created_at=now,
    )
    case.step_due_on = due_on
    case.save(update_fields=["step_due_on"])
    return step_card(row, now)


def resume_step(case: Case, *, now: dt.datetime) -> NextStep:
    """Set the step that fits the state of an open file; what is proposed when a step is missing."""
    what, term = STEP_OF_STATE.get(CaseState(case.state), (CHECK_CRITERIA, Term.CHECK_CRITERIA))
    early = case.state in {CaseState.REGISTERED, CaseState.INTAKE}
    party = case.contact_party if early and case.contact_party is not None else case.first_responsible
    return set_step(case, what, party=party, term=term, now=now)


def end_step(case: Case, *, now: dt.datetime) -> None:
    """Mark the open next step of a file as done; a closed file has none."""
    NextAction.objects.filter(case=case, done_at__isnull=True).update(done_at=now)


def step_card(row: NextAction, now: dt.datetime) -> NextStep:
    """Show a next step."""
    return NextStep(
        what=row.what,
        who=row.owner_party.name if row.owner_party else "",
        party_id=row.owner_party_id,
        by_person=row.by_person,
        due_on=row.due_on,
        overdue=row.due_on < local_day(now),
        days_left=(row.due_on - local_day(now)).days,
        term=row.term,
    )
