"""The person hears what happens to their plan: that it ended, and that something is being paid."""

import datetime as dt
import uuid

import pytest

from overstap.arrangements import actions
from overstap.arrangements.models import ArrangementItem
from overstap.background.models import Job
from overstap.core.actor import Role
from overstap.correspondence.models import Letter
from overstap.payments import actions as payments
from overstap.treasury import actions as treasury
from overstap.treasury.actions import Evidence
from tests.conftest import START
from tests.factories import payments as bank
from tests.factories.arrangements import Scene, make_active
from tests.factories.treasury import given, someone

pytestmark = pytest.mark.django_db

PAPER = Evidence("factuur", "F-21", dt.date(2021, 2, 12))
WHEN = START + dt.timedelta(hours=1)


def paid(scene: Scene, item: ArrangementItem) -> uuid.UUID:
    """Let what an item cost go out to the bank; gives the run."""
    bank.payee("Bureau Vooruit")
    bank.debtor(item.stream)
    claim = given(actions.claim_cost(actor=scene.adviser, item_id=item.pk, amount_cents=400_00, paper=PAPER, now=WHEN))
    given(treasury.approve_claim(actor=someone(Role.CASHIER_APPROVER), claim_key=claim.key, now=WHEN))
    run = given(payments.make_run(**bank.asked_run([claim], now=WHEN)))
    given(payments.release_run(actor=bank.cashier(), run_key=run.key, now=WHEN))
    assert isinstance(run.key, uuid.UUID)
    return run.key


def test_the_person_reads_once_what_is_paid_and_from_which_day_it_is_there() -> None:
    scene = make_active()
    item = ArrangementItem.objects.get(arrangement=scene.arrangement, instrument="A1")
    run_key = paid(scene, item)

    assert Job.objects.filter(kind=payments.TELL_JOB, details__opdracht=str(run_key)).count() == 1
    assert [actions.tell_payments(run_key=run_key, now=WHEN) for _ in range(2)] == [1, 1]
    letter = Letter.objects.get(template="betaling")
    told = letter.frozen.reveal()
    assert letter.participant_id == scene.case.participant_id
    assert "400,00 voor: Workshop solliciteren" in told
    assert "uiterlijk op 17 februari 2021" in told


def test_nothing_is_told_of_a_run_that_never_went_out() -> None:
    assert actions.tell_payments(run_key=uuid.uuid4(), now=WHEN) == 0


def test_a_plan_that_stops_is_told_with_its_reason_and_who_calls() -> None:
    scene = make_active()
    given(
        actions.stop_arrangement(
            actor=scene.adviser, arrangement_id=scene.arrangement.pk, because="U vond werk.", now=WHEN
        )
    )
    told = Letter.objects.get(template="arrangement_beeindigd", participant=scene.case.participant).frozen.reveal()
    step = scene.case.actions.get(done_at__isnull=True)

    assert "Dit is de reden: U vond werk." in told
    assert step.what == "Bespreken hoe het verder gaat nu het plan is afgelopen"
    assert f"uiterlijk op {step.due_on.day} " in told
