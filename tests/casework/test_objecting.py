"""Objecting, complaining, correcting, and terms that stand still."""

import datetime as dt

import pytest

from overstap.casework import actions
from overstap.casework.models import (
    Case,
    CaseFact,
    CaseState,
    Correction,
    Decision,
    NextAction,
    Objection,
    ObjectionState,
    Passing,
    PassingState,
)
from overstap.casework.steps import ASSESS_AGAIN, DECIDE_AGAIN
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.correspondence.models import Letter
from tests.factories.cases import (
    HEALTH,
    LIKELY,
    ON_BENEFIT,
    adviser_elsewhere,
    adviser_of,
    assessed,
    given,
    make_case,
    refused,
)
from tests.factories.people import person_actor

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def referred(now: dt.datetime) -> tuple[Case, Actor, Decision]:
    """A file of someone who does not get the help of the team, with who decided that."""
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    adviser = adviser_of(case)
    card = given(
        actions.decide(
            actor=adviser,
            case_id=case.pk,
            assessment_id=assessed(case, adviser, now=now),
            kind="eigen_dienstverlening",
            motivation="Er is genoeg eigen hulp.",
            now=now,
        )
    )
    return case, adviser, Decision.objects.get(pk=card.id)


def objected(case: Case, decision: Decision, now: dt.datetime, **more: object) -> int:
    card = given(
        actions.file_objection(
            actor=person_actor(case.participant),
            case_id=case.pk,
            kind="bezwaar",
            decision_id=decision.pk,
            text="Ik heb wel hulp van het team nodig.",
            now=now,
            **more,
        )
    )
    return card.id


@pytest.mark.requirement("R-111")
def test_someone_else_than_who_decided_handles_an_objection(now: dt.datetime) -> None:
    case, adviser, decision = referred(now)
    objection_id = objected(case, decision, now)
    refusal = refused(actions.take_objection(actor=adviser, objection_id=objection_id, now=now))
    colleague = adviser_of(case)
    card = given(actions.take_objection(actor=colleague, objection_id=objection_id, now=now))

    assert refusal.rule == "bezwaar.zelf_besloten"
    assert card.state == ObjectionState.TAKEN
    assert card.handler == colleague.name


@pytest.mark.requirement("R-111")
def test_an_objection_that_is_upheld_brings_a_new_decision_and_keeps_the_old_one(now: dt.datetime) -> None:
    case, _adviser, decision = referred(now)
    objection_id, colleague = objected(case, decision, now), adviser_of(case)
    given(actions.take_objection(actor=colleague, objection_id=objection_id, now=now))
    card = given(
        actions.settle_objection(
            actor=colleague,
            objection_id=objection_id,
            upheld=True,
            motivation="De afstand is groot en de eigen hulp is op.",
            new_kind="aanvullende_hulp",
            now=now + DAY,
        )
    )
    case.refresh_from_db()

    assert card.new_decision is not None
    assert card.new_decision.kind == "aanvullende_hulp"
    assert case.state == CaseState.GUIDED
    assert Decision.objects.get(pk=decision.pk).motivation == "Er is genoeg eigen hulp."
    assert NextAction.objects.get(case=case, done_at__isnull=True).what == DECIDE_AGAIN


def test_an_objection_that_is_dismissed_changes_nothing_and_says_why(now: dt.datetime) -> None:
    case, _adviser, decision = referred(now)
    objection_id, colleague = objected(case, decision, now), adviser_of(case)
    given(actions.take_objection(actor=colleague, objection_id=objection_id, now=now))
    silent = refused(
        actions.settle_objection(actor=colleague, objection_id=objection_id, upheld=False, motivation=" ", now=now)
    )
    card = given(
        actions.settle_objection(
            actor=colleague, objection_id=objection_id, upheld=False, motivation="Het besluit klopt.", now=now
        )
    )

    assert silent.rule == "bezwaar.motivering"
    assert card.state == ObjectionState.DISMISSED
    assert Decision.objects.filter(case=case).count() == 1
    assert Letter.objects.filter(template="bezwaar_beantwoord", about_id=str(case.pk)).exists()


def test_an_objection_after_the_term_is_taken_in_and_counts_as_late(now: dt.datetime) -> None:
    case, _adviser, decision = referred(now)
    in_time = objected(case, decision, now + 42 * DAY)
    given(actions.withdraw_objection(actor=person_actor(case.participant), objection_id=in_time, now=now + 42 * DAY))
    late = objected(case, decision, now + 43 * DAY, late_because="Ik was ziek.")

    assert not Objection.objects.get(pk=in_time).late
    assert Objection.objects.get(pk=late).late


def test_an_objection_has_a_day_on_which_the_answer_is_due(now: dt.datetime) -> None:
    case, _adviser, decision = referred(now)
    row = Objection.objects.get(pk=objected(case, decision, now))

    assert row.due_on == now.date() + 42 * DAY


def test_an_adviser_writes_down_a_complaint_for_somebody(now: dt.datetime) -> None:
    case = make_case()
    actions.take_case(actor=(owner := adviser_of(case)), case_id=case.pk, now=now)
    clerk = adviser_of(case)
    card = given(
        actions.file_objection(
            actor=clerk,
            case_id=case.pk,
            kind="klacht",
            text="Ik word niet teruggebeld.",
            on_behalf="Fatima, zus van de deelnemer",
            received_through="aan de telefoon",
            now=now,
        )
    )
    for not_the_one in (owner, clerk):
        refused(actions.take_objection(actor=not_the_one, objection_id=card.id, now=now))

    assert card.on_behalf == "Fatima, zus van de deelnemer"
    assert (
        given(actions.take_objection(actor=adviser_of(case), objection_id=card.id, now=now)).state == "in_behandeling"
    )


def test_a_stranger_finds_no_objection(now: dt.datetime) -> None:
    case, _adviser, decision = referred(now)
    objection_id = objected(case, decision, now)
    with pytest.raises(NotFoundError):
        actions.take_objection(actor=adviser_elsewhere(), objection_id=objection_id, now=now)

    assert Objection.objects.get(pk=objection_id).state == ObjectionState.FILED


@pytest.mark.requirement("R-111")
def test_what_was_known_at_a_decision_stays_as_it_was(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    adviser = adviser_of(case)
    actions.add_diagnosis(
        actor=adviser,
        case_id=case.pk,
        tool="Werkverkenner",
        tool_version="2.1",
        taken_on=now.date(),
        result="afstand groot",
        now=now,
    )
    card = given(
        actions.decide(
            actor=adviser,
            case_id=case.pk,
            assessment_id=assessed(case, adviser, now=now),
            kind="aanvullende_hulp",
            motivation="Grote afstand.",
            now=now,
        )
    )
    basis = Decision.objects.get(pk=card.id).basis
    actions.record_answer(
        actor=adviser, case_id=case.pk, fact_id="jaren_laatste_functie", state="bekend", value=1, now=now + DAY
    )

    assert [one["instrument"] for one in basis["diagnoses"]] == ["Werkverkenner"]
    assert len(basis["beoordelingen"]) == 4
    assert Decision.objects.get(pk=card.id).basis == basis


# --- Corrections -----------------------------------------------------------------------------------


def wrong(case: Case, now: dt.datetime, fact_id: str, value: object) -> int:
    card = given(
        actions.ask_correction(
            actor=person_actor(case.participant),
            case_id=case.pk,
            fact_id=fact_id,
            state="bekend",
            value=value,
            because="Dat heb ik niet gezegd.",
            now=now,
        )
    )
    return card.id


def test_a_corrected_answer_keeps_the_old_one_and_proposes_a_new_assessment(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    adviser = adviser_of(case)
    given(actions.assess_case(actor=adviser, case_id=case.pk, now=now))
    correction_id = wrong(case, now + DAY, "wil_ondersteuning", value=False)
    card = given(
        actions.settle_correction(actor=adviser, correction_id=correction_id, granted=True, answer="", now=now + DAY)
    )
    rows = CaseFact.objects.filter(case=case, fact_id="wil_ondersteuning").order_by("id")

    assert [(row.value, row.superseded_at is None) for row in rows] == [(True, False), (False, True)]
    assert card.changes_advice is True
    assert NextAction.objects.get(case=case, done_at__isnull=True).what == ASSESS_AGAIN


def test_a_correction_that_is_refused_says_why_and_changes_nothing(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    adviser = adviser_of(case)
    correction_id = wrong(case, now, "jaren_laatste_functie", 2)
    silent = refused(
        actions.settle_correction(actor=adviser, correction_id=correction_id, granted=False, answer="", now=now)
    )
    given(
        actions.settle_correction(
            actor=adviser, correction_id=correction_id, granted=False, answer="Dit staat in uw cv.", now=now
        )
    )
    row = Correction.objects.get(pk=correction_id)

    assert silent.rule == "correctie.motivering"
    assert (row.state, row.new) == ("afgewezen", None)
    assert CaseFact.objects.get(case=case, fact_id="jaren_laatste_functie", superseded_at=None).value == 18


def test_the_person_does_not_decide_on_their_own_request(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    correction_id = wrong(case, now, "jaren_laatste_functie", 2)
    refusal = refused(
        actions.settle_correction(
            actor=person_actor(case.participant), correction_id=correction_id, granted=True, answer="", now=now
        )
    )

    assert refusal.rule == "correctie.correctie_toewijzen.wie"


# --- A change of situation -------------------------------------------------------------------------


@pytest.mark.requirement("R-078")
def test_a_new_situation_brings_a_proposal_with_its_day_and_everyone_is_told(now: dt.datetime) -> None:
    case = make_case()
    actions.record_answer(
        actor=person_actor(case.participant),
        case_id=case.pk,
        fact_id="huidige_status",
        state="bekend",
        value="in_dienst",
        now=now,
    )
    row = Passing.objects.select_related("to_party").get(case=case)

    assert row.state == PassingState.PROPOSED
    assert row.from_on == now.date()
    assert row.to_party.kind in {"vakbond", "werkgeversorganisatie"}
    assert Letter.objects.filter(template="voorstel_overgang", participant=case.participant).count() == 1


@pytest.mark.requirement("R-078", "R-123")
def test_a_hand_over_to_that_party_carries_the_proposal_out(now: dt.datetime) -> None:
    case = make_case()
    person = person_actor(case.participant)
    actions.record_answer(actor=person, case_id=case.pk, fact_id="uitkering", state="bekend", value="bijstand", now=now)
    receiver = adviser_elsewhere()
    card = given(
        actions.offer_handover(
            actor=person,
            case_id=case.pk,
            kind="dossier",
            to_party_id=Passing.objects.get(case=case).to_party_id,
            because="De WW is voorbij.",
            person_agrees=True,
            agreed_through="zelf",
            now=now,
        )
    )
    given(actions.accept_handover(actor=receiver, handover_id=card.id, now=now))

    assert Passing.objects.get(case=case).state == PassingState.DONE


@pytest.mark.requirement("R-082")
def test_a_benefit_that_ran_out_is_noticed_by_itself_once(now: dt.datetime) -> None:
    case = make_case()
    last = dt.datetime(2021, 10, 31, 9, tzinfo=now.tzinfo)

    assert actions.notice_changes(now=last) == ()
    assert actions.notice_changes(now=last + DAY) == (case.pk,)
    assert actions.notice_changes(now=last + 2 * DAY) == ()
    assert Passing.objects.get(case=case).from_on == dt.date(2021, 11, 1)
    assert Passing.objects.get(case=case).to_party.kind == "gemeente"


def test_a_proposal_ends_when_the_situation_is_as_it_was(now: dt.datetime) -> None:
    case = make_case()
    for value in ("in_dienst", "geen_werk"):
        actions.record_answer(
            actor=person_actor(case.participant),
            case_id=case.pk,
            fact_id="huidige_status",
            state="bekend",
            value=value,
            now=now,
        )

    assert [row.state for row in Passing.objects.filter(case=case)] == [PassingState.LAPSED]
