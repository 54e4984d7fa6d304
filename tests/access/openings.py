"""One object behind every door, and how to knock on it."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from overstap.allotment.access import access_application
from overstap.arrangements.access import access_arrangement, access_item, access_window_application
from overstap.arrangements.access_guest import access_guest
from overstap.brokerage.access import access_centre, access_coupling, access_surplus
from overstap.brokerage.models import Coupling, MobilityCentre, Surplus
from overstap.casework.access import access_case, access_correction, access_handover, access_objection, access_passing
from overstap.casework.actions.correcting import ask_correction
from overstap.casework.actions.objecting import file_objection
from overstap.casework.models import Passing, PassingKind, PassingState
from overstap.consent.access import access_person
from overstap.core.actor import Actor
from overstap.correspondence.access import access_letter, access_receiver
from overstap.correspondence.access import access_run as access_print_run
from overstap.demand.access import access_agreement, access_employer, access_vacancy
from overstap.demand.models import Employer, EmployerAgreement, Site, Vacancy
from overstap.importing.access import access_import, access_pair
from overstap.oversight.access import access_report, access_signal
from overstap.parties.access import access_membership
from overstap.parties.models import Region
from overstap.payments import actions as payments
from overstap.payments.access import access_payee, access_run, access_run_line, access_statement, access_statement_line
from overstap.payments.demo_bank import Movement, statement_of
from overstap.payments.models import BankStatement, Payee, PaymentRun, RunLine, StatementLine
from overstap.people.access import access_participant
from overstap.people.models import MergeProposal
from overstap.placement.access import access_placement
from overstap.placement.models import Placement
from overstap.privacy.access import access_destruction, access_request
from overstap.publication.access import access_draft
from overstap.treasury.access import access_budget, access_commitment
from tests.access.stage import Stage
from tests.conftest import START
from tests.factories import payments as make
from tests.factories.importing import checked, csv_of, person
from tests.factories.people import make_participant
from tests.factories.publication import keeper, started
from tests.factories.treasury import NOW, given
from tests.web.doors import ELSEWHERE

Door = Callable[[Actor, Any], object]

UNKNOWN_NUMBER = 987_654_321

OPENINGS: Mapping[str, tuple[str, Door]] = {
    "allotment.access_application": ("application", access_application),
    "arrangements.access_arrangement": (
        "arrangement", lambda actor, known: access_arrangement(actor, known, now=START)
    ),
    "arrangements.access_guest": ("guest", access_guest),
    "arrangements.access_item": ("item_id", lambda actor, known: access_item(actor, known, now=START)),
    "arrangements.access_window_application": (
        "tie", lambda actor, known: access_window_application(actor, *known, now=START)
    ),
    "brokerage.access_centre": ("centre", access_centre),
    "brokerage.access_coupling": ("coupling", access_coupling),
    "brokerage.access_surplus": ("surplus", access_surplus),
    "casework.access_case": ("case_id", lambda actor, known: access_case(actor, known, now=START)),
    "casework.access_correction": ("correction", lambda actor, known: access_correction(actor, known, now=START)),
    "casework.access_handover": ("handover_id", lambda actor, known: access_handover(actor, known, now=START)),
    "casework.access_objection": ("objection", lambda actor, known: access_objection(actor, known, now=START)),
    "casework.access_passing": ("passing", lambda actor, known: access_passing(actor, known, now=START)),
    "consent.access_person": ("participant", lambda actor, known: access_person(actor, known, now=START)),
    "correspondence.access_letter": ("letter_id", lambda actor, known: access_letter(actor, known, now=START)),
    "correspondence.access_run": ("run_id", access_print_run),
    "correspondence.access_receiver": (
        "participant", lambda actor, known: access_receiver(actor, known, now=START)
    ),
    "demand.access_agreement": ("national", access_agreement),
    "demand.access_employer": ("employer", access_employer),
    "demand.access_vacancy": ("vacancy", access_vacancy),
    "importing.access_import": ("import", access_import),
    "importing.access_pair": ("pair", lambda actor, known: access_pair(actor, known, now=START)),
    "oversight.access_report": ("report_id", access_report),
    "oversight.access_signal": ("signal_id", access_signal),
    "parties.access_membership": ("membership_id", access_membership),
    "payments.access_payee": ("payee", access_payee),
    "payments.access_run": ("payment_run", access_run),
    "payments.access_run_line": ("run_line", access_run_line),
    "payments.access_statement": ("statement", access_statement),
    "payments.access_statement_line": ("statement_line", access_statement_line),
    "people.access_participant": (
        "participant", lambda actor, known: access_participant(actor, known, purpose="loket", now=START)
    ),
    "placement.access_placement": ("placement", lambda actor, known: access_placement(actor, known, now=START)),
    "privacy.access_destruction": ("destruction_id", access_destruction),
    "privacy.access_request": ("request_id", access_request),
    "publication.access_draft": ("draft", access_draft),
    "treasury.access_budget": ("budget_id", access_budget),
    "treasury.access_commitment": ("commitment", access_commitment),
}  # fmt: skip
"""Per door which object stands behind it and how to ask for it."""


def put_objects(stage: Stage) -> None:
    """Add to the numbers of a stage what stands behind the doors that the file itself does not fill."""
    numbers, case = stage.numbers, stage.case
    numbers["participant"] = case.participant_id
    numbers["arrangement"] = stage.scene.arrangement.pk
    numbers["tie"] = (case.pk, numbers["application"])
    there = Passing.objects.filter(case=case, kind=PassingKind.MOVE, state=PassingState.PROPOSED).first()
    move = there or Passing.objects.create(
        case=case, kind=PassingKind.MOVE, state=PassingState.PROPOSED, from_party=case.first_responsible,
        to_party=case.first_responsible, from_region=case.region, to_region=Region.objects.get(code=ELSEWHERE),
        municipality="Amersfoort", from_on=START.date(), because_nl="U verhuist.", because_en="You move.",
        items=["contact"], agreed_through="online", proposed_at=START,
    )  # fmt: skip
    numbers["passing"] = move.pk
    numbers["objection"] = given(
        file_objection(actor=stage.scene.person, case_id=case.pk, kind="klacht", text="Het duurt te lang.", now=START)
    ).id
    numbers["correction"] = given(
        ask_correction(
            actor=stage.scene.person, case_id=case.pk, fact_id="hoogste_opleiding", state="bekend", value="mbo_4",
            because="Ik heb mbo 4.", now=START,
        )
    ).id  # fmt: skip
    numbers["import"] = checked(stage.cast["desk"], csv_of([person(1)])).pk
    for _ in range(2):
        make_participant(first_name="Noor", last_name="Dubbel")
    numbers["pair"] = MergeProposal.objects.get(first__last_name="Dubbel").pk
    numbers["draft"] = started(keeper()).id
    numbers["placement"] = Placement.objects.create(
        case=case, employer_name="Bakkerij Zon", occupation_uri="urn:overstap:beroep:bakker", occupation_name="Bakker",
        contract="vast", hours_per_week=32, starts_on=START.date(), through="zelf_gevonden", state="afgesproken",
        made_at=START,
    ).pk  # fmt: skip
    _pay(numbers)
    _ask_for_work(numbers, case.region)
    numbers["national"] = EmployerAgreement.objects.create(
        employer_id=numbers["employer"], party_id=stage.cast["coordinator"].party_id, title="Scholing",
        content="Drie dagen.", agreed_on=START.date(), made_at=START,
    ).pk  # fmt: skip


def _ask_for_work(numbers: dict[str, Any], region: Region) -> None:
    """An employer with a vacancy, a group that is coupled to it, and a centre; no person stands in any of them."""
    employer = Employer.objects.create(name="Vragend bedrijf", created_at=START)
    site = Site.objects.create(employer=employer, municipality="Tilburg", region=region, main=True)
    work = {"occupation_uri": "urn:overstap:beroep:kok", "occupation_name": "Kok"}
    vacancy = Vacancy.objects.create(
        employer=employer, site=site, title="Kok", occupation_edition="-", kind="regulier", contract="onbepaald",
        hours_least=24, hours_most=36, state="open", confirmed_at=START, source="getypt", created_at=START, **work,
    )  # fmt: skip
    surplus = Surplus.objects.create(
        employer=employer, site=site, people=2, from_on=START.date(), state="open", reported_at=START, **work
    )
    coupling = Coupling.objects.create(
        surplus=surplus, vacancy=vacancy, people=1, state="voorgesteld", nearness=1000, weights="-", made_at=START
    )
    centre = MobilityCentre.objects.create(
        employer=employer, region=region, reason="faillissement", jobs=180, starts_on=START.date(),
        ends_on=START.date(), budget_cents=0, opened_at=START,
    )  # fmt: skip
    numbers |= {
        "employer": employer.pk, "vacancy": vacancy.pk, "surplus": surplus.pk, "coupling": coupling.pk,
        "centre": centre.pk,
    }  # fmt: skip


def _pay(numbers: dict[str, Any]) -> None:
    """A payment that went to the bank, and the statement that speaks of it."""
    make.released(make.ready(60_00))
    line = RunLine.objects.get()
    content = statement_of(
        make.OURS, "AFSCHRIFT-1", make.TUESDAY, 5000_00, (Movement(-60_00, line.end_to_end, "ROC Tilburg"),)
    )
    given(payments.import_statements(actor=make.cashier(), content=content, now=NOW + dt.timedelta(days=2)))
    numbers["run_line"] = line.key
    numbers["payment_run"] = PaymentRun.objects.get().key
    numbers["payee"] = Payee.objects.get().key
    numbers["statement"] = BankStatement.objects.get().key
    numbers["statement_line"] = StatementLine.objects.get().key


def of_nobody(known: Any) -> Any:
    """A number or key of the same kind that nothing has."""
    if isinstance(known, tuple):
        return (known[0], uuid.uuid4())
    return uuid.uuid4() if isinstance(known, uuid.UUID) else UNKNOWN_NUMBER
