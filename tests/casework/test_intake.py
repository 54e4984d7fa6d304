import datetime as dt

import pytest

from overstap.audit.models import AuditLine, Mode
from overstap.casework import actions, queries
from overstap.casework.models import CaseFact, NextAction
from overstap.consent.models import Consent
from overstap.core.actor import Role
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.parties.models import PartyKind
from tests.conftest import START
from tests.factories.cases import EMPLOYED, adviser_of, answer, assessed, make_case, refused
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db


def test_the_intake_asks_one_question_with_its_reason_and_its_choices() -> None:
    case = make_case()
    question = queries.next_question(person_actor(case.participant), case.pk, START)

    assert question is not None
    assert question.nl.endswith("?")
    assert question.why_nl
    assert question.why_en
    assert question.type in {"boolean", "integer", "enum", "date", "money"}


def test_the_questions_end_and_none_is_asked_twice() -> None:
    case = make_case(EMPLOYED)
    person = person_actor(case.participant)
    asked: list[str] = []
    while (question := queries.next_question(person, case.pk, START)) is not None:
        asked.append(question.fact_id)
        value = {"boolean": False, "enum": question.choices[0].id if question.choices else ""}.get(
            question.type, question.lowest
        )
        answer(case, person, {question.fact_id: value}, tick=True)

    assert asked
    assert len(asked) == len(set(asked))
    assert not {"leeftijd", "huidige_status", "vrijwillig_akkoord", "afstand_oordeel"} & set(asked)


def test_a_refused_question_is_not_asked_again_and_needs_no_tick() -> None:
    case = make_case()
    person = person_actor(case.participant)
    question = queries.next_question(person, case.pk, START)
    assert question is not None
    first = question.fact_id
    refusal = actions.record_answer(
        actor=person, case_id=case.pk, fact_id=first, state="geweigerd", value=None, now=START
    )
    after = queries.next_question(person, case.pk, START)

    assert refusal is None
    assert after is None or after.fact_id != first


def test_banenafspraak_makes_the_questions_about_distance_superfluous() -> None:
    case = make_case()
    adviser = adviser_of(case)
    answer(case, person_actor(case.participant), {"doelgroep_banenafspraak": True}, tick=True)
    asked = set()
    while (question := queries.next_question(adviser, case.pk, START)) is not None:
        asked.add(question.fact_id)
        actions.record_answer(
            actor=adviser, case_id=case.pk, fact_id=question.fact_id, state="geweigerd", value=None, now=START
        )

    assert not {"hoogste_opleiding", "jaren_laatste_functie", "sector_laatste_werk", "afstand_oordeel"} & asked


def test_a_sensitive_answer_without_a_tick_is_refused_and_nothing_is_kept() -> None:
    case = make_case()
    refusal = refused(
        actions.record_answer(
            actor=person_actor(case.participant),
            case_id=case.pk,
            fact_id="arbeidsbeperking",
            state="bekend",
            value=True,
            now=START,
        )
    )

    assert refusal.rule == "intake.aparte_toestemming"
    assert not CaseFact.objects.filter(case=case, fact_id="arbeidsbeperking").exists()


def test_the_tick_lets_the_responsible_party_see_that_part_only() -> None:
    case = make_case()
    answer(case, person_actor(case.participant), {"arbeidsbeperking": True}, tick=True)
    page = queries.case_page(adviser_of(case), case.pk, now=START)

    assert Item.HEALTH in page.items
    assert Item.DEBTS not in page.items


def test_a_question_tells_that_it_is_sensitive_until_the_tick_is_given() -> None:
    case = make_case()
    person = person_actor(case.participant)
    before = queries.question_of(person, case.pk, "arbeidsbeperking", START)
    answer(case, person, {"arbeidsbeperking": False}, tick=True)
    after = queries.question_of(person, case.pk, "arbeidsbeperking", START)

    assert before is not None
    assert after is not None
    assert before.tick_needed
    assert not after.tick_needed
    assert after.sensitive_item is Item.HEALTH


def test_an_answer_that_is_corrected_stays_as_history() -> None:
    case = make_case()
    person = person_actor(case.participant)
    answer(case, person, {"jaren_laatste_functie": 3})
    answer(case, person, {"jaren_laatste_functie": 13})
    rows = list(CaseFact.objects.filter(case=case, fact_id="jaren_laatste_functie").order_by("id"))

    assert [row.value for row in rows] == [3, 13]
    assert [row.superseded_at is None for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("fact_id", "state", "value"),
    [
        ("jaren_laatste_functie", "bekend", 99),
        ("jaren_laatste_functie", "bekend", None),
        ("jaren_laatste_functie", "nvt", None),
        ("jaren_laatste_functie", "misschien", 3),
        ("leeftijd", "bekend", 30),
        ("weken_aanwezig", "bekend", 3),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_a_remedy_or_reason(
    fact_id: str, state: str, value: object
) -> None:
    case = make_case()
    refusal = refused(
        actions.record_answer(
            actor=adviser_of(case), case_id=case.pk, fact_id=fact_id, state=state, value=value, now=START
        )
    )

    assert refusal.rule.startswith("intake.")
    assert refusal.because


def test_the_person_is_not_asked_for_the_judgement_of_the_adviser() -> None:
    case = make_case()
    refusal = refused(
        actions.record_answer(
            actor=person_actor(case.participant),
            case_id=case.pk,
            fact_id="afstand_oordeel",
            state="bekend",
            value="groot",
            now=START,
        )
    )

    assert refusal.rule == "intake.niet_aan_u"


def test_the_first_answer_starts_the_intake_and_sets_the_next_step() -> None:
    case = make_case()
    answer(case, person_actor(case.participant), {"wil_ondersteuning": True})
    case.refresh_from_db()

    assert case.state == "intake"
    assert NextAction.objects.get(case=case, done_at__isnull=True).what == "Intake afmaken"


def test_the_desk_of_another_party_answers_nothing() -> None:
    case = make_case()
    desk = make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY)
    with pytest.raises(NotFoundError):
        actions.record_answer(
            actor=desk, case_id=case.pk, fact_id="wil_ondersteuning", state="bekend", value=True, now=START
        )

    assert AuditLine.objects.filter(mode=Mode.DENIED, verb="antwoord", actor_user_id=desk.user_id).count() == 1
    assert queries.next_question(desk, case.pk, START) is None


@pytest.mark.requirement("R-078")
def test_when_someone_with_work_gets_ww_uwv_is_proposed_and_nothing_moves_by_itself() -> None:
    case = make_case(EMPLOYED)
    adviser, party = adviser_of(case), case.first_responsible
    before = queries.responsibility_proposal(adviser, case.pk, START)
    answer(
        case,
        person_actor(case.participant),
        {"ww_einddatum": dt.date(2021, 12, 31), "uitkering": "ww", "huidige_status": "geen_werk"},
    )
    proposal = queries.responsibility_proposal(adviser, case.pk, START)
    case.refresh_from_db()

    assert before is None
    assert proposal is not None
    assert proposal.to_party.name == "UWV"
    assert "WW" in proposal.because_nl
    assert proposal.source
    assert case.first_responsible == party
    assert "voorstel" in NextAction.objects.get(case=case, done_at__isnull=True).what


@pytest.mark.requirement("R-082")
def test_after_the_last_day_of_ww_without_work_the_municipality_is_proposed() -> None:
    case = make_case()
    adviser = adviser_of(case)
    last_day = dt.datetime(2021, 10, 31, 12, tzinfo=START.tzinfo)
    on_the_last_day = queries.responsibility_proposal(adviser, case.pk, last_day)
    after = queries.responsibility_proposal(adviser, case.pk, last_day + dt.timedelta(days=1))

    assert on_the_last_day is None
    assert after is not None
    assert "WW" in after.because_nl
    assert after.to_party.name != "UWV"


@pytest.mark.requirement("R-096")
def test_only_a_professional_judges_the_distance() -> None:
    case = make_case()
    refusal = refused(
        actions.judge_distance(actor=person_actor(case.participant), case_id=case.pk, distance="groot", now=START)
    )

    assert refusal.rule == "dossier.niet_van_u"
    assert assessed(case, adviser_of(case))


@pytest.mark.requirement("R-401")
def test_an_answer_that_the_adviser_may_not_see_is_not_asked_again() -> None:
    case = make_case()
    person, adviser = person_actor(case.participant), adviser_of(case)
    answer(case, person, {"doelgroep_banenafspraak": False}, tick=True)
    consent_id = Consent.objects.get(
        participant=case.participant, party=case.first_responsible, item=Item.HEALTH, withdrawn_at=None
    ).pk
    actions.withdraw_item(actor=person, case_id=case.pk, consent_id=consent_id, now=START)
    asked = set()
    while (question := queries.next_question(adviser, case.pk, START)) is not None:
        asked.add(question.fact_id)
        actions.record_answer(
            actor=adviser, case_id=case.pk, fact_id=question.fact_id, state="geweigerd", value=None, now=START
        )

    assert asked
    assert "doelgroep_banenafspraak" not in asked
