import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.casework import actions, queries
from overstap.casework.access import sight_of
from overstap.casework.models import Case, Handover, HandoverState, NextAction
from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from tests.conftest import START
from tests.factories.cases import admitted_case, adviser_elsewhere, adviser_of, given, make_case, offered, refused
from tests.factories.people import person_actor

pytestmark = pytest.mark.django_db


def place(case: Case, actor: Actor, **other: object) -> object:
    work = {
        "old_contract_until": dt.date(2021, 3, 31),
        "new_contract_from": dt.date(2021, 4, 1),
        "employer": "Zorggroep",
        "occupation": "Verzorgende",
        "hours_per_week": 24,
        "contract": "vast",
        "benefit_between": False,
    }
    return actions.record_outcome(actor=actor, case_id=case.pk, now=START, **{**work, **other})


@pytest.mark.requirement("R-004")
def test_new_work_the_day_after_the_old_is_direct() -> None:
    case, adviser = admitted_case()
    card = given(place(case, adviser))
    case.refresh_from_db()

    assert (card.direct, card.days_between, case.state) == (True, 0, "geplaatst")
    assert NextAction.objects.get(case=case, done_at__isnull=True).what.startswith("Vragen hoe het gaat")


@pytest.mark.requirement("R-004")
def test_a_benefit_in_between_is_not_direct_and_the_days_count() -> None:
    case, adviser = admitted_case()
    card = given(place(case, adviser, new_contract_from=dt.date(2021, 5, 1), benefit_between=True))

    assert (card.direct, card.days_between) == (False, 30)


def test_without_old_work_it_is_never_direct_and_counts_from_registration() -> None:
    case, adviser = admitted_case()
    card = given(place(case, adviser, old_contract_until=None, new_contract_from=dt.date(2021, 2, 25)))

    assert (card.direct, card.days_between) == (False, 10)


@pytest.mark.parametrize(
    "wrong",
    [{"employer": " "}, {"hours_per_week": 0}, {"contract": "stage"}, {"new_contract_from": dt.date(2023, 1, 1)}],
)
def test_an_outcome_that_is_not_complete_is_refused(wrong: dict[str, object]) -> None:
    case, adviser = admitted_case()
    refusal = refused(place(case, adviser, **wrong))
    case.refresh_from_db()

    assert refusal.remedy
    assert case.state == "begeleiding"


def test_an_outcome_is_recorded_once() -> None:
    case, adviser = admitted_case()
    given(place(case, adviser))

    assert refused(place(case, adviser)).rule == "dossier.plaatsen"


@pytest.mark.requirement("R-005")
def test_six_of_ten_direct_is_sixty_per_cent() -> None:
    for number in range(10):
        case, adviser = admitted_case()
        given(
            place(case, adviser, benefit_between=number >= 6, new_contract_from=dt.date(2021, 4, 1 + (number >= 6) * 5))
        )
    counted = queries.figures("AM26", dt.date(2021, 2, 1), dt.date(2021, 3, 1))

    assert (counted.outcomes, counted.direct, counted.direct_share) == (10, 6, 60)
    assert counted.average_days_between == 2


@pytest.mark.requirement("R-128")
def test_the_person_stops_without_a_reason_and_without_a_consequence() -> None:
    case, adviser = admitted_case()
    other = adviser_elsewhere()
    handover_id = offered(case, adviser, other)
    answer = actions.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=START)
    case.refresh_from_db()
    case.participant.refresh_from_db()
    details = AuditLine.objects.get(verb="terugtrekken", object_id=str(case.pk)).details

    assert answer is None
    assert case.state == "afgesloten"
    assert "vrijwillig" in case.closing_reason
    assert case.participant.withdrew_at == START
    assert details == {}
    assert not NextAction.objects.filter(case=case, done_at__isnull=True).exists()
    assert Handover.objects.get(pk=handover_id).state == HandoverState.WITHDRAWN
    assert not Consent.objects.filter(participant=case.participant, withdrawn_at__isnull=True).exists()


@pytest.mark.requirement("R-128", "R-401")
def test_after_stopping_no_party_sees_the_file_and_the_person_still_does() -> None:
    case, adviser = admitted_case()
    actions.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=START)
    case.refresh_from_db()
    with pytest.raises(NotFoundError):
        queries.case_page(adviser, case.pk, now=START)
    page = queries.person_page(person_actor(case.participant), START)

    assert page.case is None
    assert [one.number for one in page.earlier] == [case.number]
    assert not sight_of(adviser, case, now=START).items


def test_closing_needs_a_reason_and_nothing_changes_afterwards() -> None:
    case, adviser = admitted_case()
    without = actions.close_case(actor=adviser, case_id=case.pk, reason=" ", now=START)
    closed = actions.close_case(actor=adviser, case_id=case.pk, reason="Hulp is klaar.", now=START)
    again = actions.close_case(actor=adviser, case_id=case.pk, reason="Nog eens.", now=START)
    taking = actions.take_case(actor=adviser, case_id=case.pk, now=START)

    assert refused(without).rule == "dossier.sluitreden"
    assert closed is None
    assert refused(again).rule == "dossier.afsluiten"
    assert refused(taking).rule == "dossier.gesloten"


def test_another_party_does_not_end_a_file() -> None:
    case = make_case()
    other = adviser_elsewhere()
    offered(case, adviser_of(case), other)

    assert refused(actions.close_case(actor=other, case_id=case.pk, reason="Weg.", now=START)).rule.endswith(".wie")
    assert refused(place(case, other)).rule.endswith(".wie")
