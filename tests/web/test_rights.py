"""The pages about moving, objecting, correcting and terms, by the person, the adviser and the desk."""

import datetime as dt

import pytest
from django.test import Client

from overstap.casework import actions
from overstap.casework.models import (
    Case,
    CaseFact,
    ClockStop,
    Correction,
    Decision,
    NextAction,
    Objection,
    ObjectionState,
    Passing,
    PassingState,
)
from overstap.core.actor import Role
from overstap.parties.models import PartyKind
from overstap.parties.queries import region_of
from tests.conftest import START
from tests.factories.cases import HEALTH, LIKELY, ON_BENEFIT, admitted_case, adviser_of, assessed, given, make_case
from tests.factories.people import make_professional, party_of, person_actor
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

MOVE = {
    "municipality": "Utrecht",
    "from_on_0": "15",
    "from_on_1": "2",
    "from_on_2": "2021",
    "from_on_day": "15",
    "from_on_month": "2",
    "from_on_year": "2021",
    "agrees": "on",
}


def person_at(client: Client, case: Case) -> Client:
    sign_in(client, person_actor(case.participant))
    return client


@pytest.mark.requirement("R-080")
def test_the_person_reports_a_move_and_reads_who_helps_then(client: Client) -> None:
    case = make_case()
    person_at(client, case)
    answer = client.post("/mijn/verhuizen/", MOVE, follow=True)
    row = Passing.objects.select_related("to_party").get(case=case)

    assert row.state == PassingState.PROPOSED
    assert row.to_party.name in text_of(answer)


def test_a_new_municipality_under_my_data_leads_to_the_move(client: Client) -> None:
    case = make_case()
    person_at(client, case)
    data = {"email": case.participant.email, "phone": "", "municipality": "Utrecht", "language": "nl"}
    answer = client.post("/mijn/gegevens/contact/", data)
    case.participant.refresh_from_db()

    assert answer.status_code == 302
    assert answer["Location"] == "/mijn/verhuizen/?gemeente=Utrecht"
    assert case.participant.municipality == "Tilburg"


@pytest.mark.requirement("R-080", "R-123")
def test_the_new_region_finds_the_file_and_takes_it_over(client: Client) -> None:
    case = make_case()
    person = person_actor(case.participant)
    actions.report_move(
        actor=person,
        case_id=case.pk,
        municipality="Utrecht",
        from_on=START.date(),
        agrees=True,
        agreed_through="zelf",
        now=START,
    )
    region = region_of("Utrecht", START.date())
    assert region is not None
    receiver = make_professional(Role.ADVISER, party=party_of(PartyKind.UWV, region.code), region=region.code)
    sign_in(client, receiver)
    listed = text_of(client.get("/begeleiding/wachtend/"))
    address = f"/begeleiding/verhuizing/{Passing.objects.get(case=case).pk}/"
    looked = client.get(address)
    before = Case.objects.get(pk=case.pk).region.code
    answer = client.post(address, follow=True)

    assert case.number in listed
    assert case.participant.full_name in text_of(looked)
    assert before == "AM26"
    assert Case.objects.get(pk=case.pk).region.code == region.code
    assert answer.status_code == 200


def test_the_desk_of_the_new_region_sees_that_a_file_comes_but_no_name(client: Client) -> None:
    case = make_case()
    actions.report_move(
        actor=person_actor(case.participant),
        case_id=case.pk,
        municipality="Utrecht",
        from_on=START.date(),
        agrees=True,
        agreed_through="zelf",
        now=START,
    )
    region = region_of("Utrecht", START.date())
    assert region is not None
    sign_in(
        client, make_professional(Role.DESK, party=party_of(PartyKind.MUNICIPALITY, region.code), region=region.code)
    )
    page = text_of(client.get("/loket/"))

    assert case.number in page
    assert case.participant.last_name not in page


def test_the_person_objects_and_a_colleague_answers(client: Client) -> None:
    case, _adviser = admitted_case()
    decision = Decision.objects.get(case=case)
    person_at(client, case)
    filed = client.post(
        "/mijn/bezwaar/", {"about": str(decision.pk), "text": "Ik wil dit niet.", "late_because": ""}, follow=True
    )
    row = Objection.objects.get(case=case)
    sign_in(client, adviser_of(case))
    address = f"/begeleiding/dossier/{case.pk}/bezwaar/{row.pk}/"
    client.post(address, {"oppakken": "ja"})
    silent = client.post(address, {"outcome": "ongegrond", "motivation": ""})
    client.post(address, {"outcome": "ongegrond", "motivation": "Het besluit klopt.", "new_kind": ""})
    row.refresh_from_db()

    assert "Ik wil dit niet." in text_of(filed)
    assert silent.status_code == 200
    assert "Fout:" in silent.content.decode() or "error" in silent.content.decode()
    assert row.state == ObjectionState.DISMISSED


def test_who_decided_is_told_that_a_colleague_handles_it(client: Client) -> None:
    case, adviser = admitted_case()
    card = given(
        actions.file_objection(
            actor=person_actor(case.participant),
            case_id=case.pk,
            kind="bezwaar",
            decision_id=Decision.objects.get(case=case).pk,
            text="Ik wil dit niet.",
            now=START,
        )
    )
    sign_in(client, adviser)
    page = text_of(client.get(f"/begeleiding/dossier/{case.pk}/bezwaar/{card.id}/"))

    assert "Een collega behandelt dit." in page


def test_the_person_asks_to_correct_an_answer_and_the_adviser_grants_it(client: Client) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    person_at(client, case)
    asked = client.post(
        "/mijn/verbeteren/jaren_laatste_functie/", {"answer": "3", "because": "Het waren er drie."}, follow=True
    )
    row = Correction.objects.get(case=case)
    sign_in(client, adviser_of(case))
    client.post(f"/begeleiding/dossier/{case.pk}/verbetering/{row.pk}/", {"outcome": "ja", "answer": ""})
    now = CaseFact.objects.get(case=case, fact_id="jaren_laatste_functie", superseded_at=None)

    assert asked.status_code == 200
    assert now.value == 3


def test_an_answer_that_is_not_there_cannot_be_corrected(client: Client) -> None:
    case = make_case()
    person_at(client, case)

    assert client.get("/mijn/verbeteren/bestaat_niet/").status_code == 404


def test_a_term_stands_still_and_the_person_reads_why(client: Client) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    adviser = adviser_of(case)
    given(actions.assess_case(actor=adviser, case_id=case.pk, now=START))
    sign_in(client, adviser)
    busy = client.post(f"/begeleiding/dossier/{case.pk}/termijn/", {"reason": "drukte", "explanation": "Het is druk."})
    client.post(
        f"/begeleiding/dossier/{case.pk}/termijn/",
        {"reason": "wacht_op_deelnemer", "explanation": "Wij wachten op uw cv."},
    )
    stopped = ClockStop.objects.get(case=case)
    person_at(client, case)
    read = text_of(client.get("/mijn/bezwaar-en-verhuizen/"))
    sign_in(client, adviser)
    client.post(f"/begeleiding/dossier/{case.pk}/termijn/loopt/")
    stopped.refresh_from_db()

    assert "Drukte of ziekte bij ons is geen reden" in text_of(busy)
    assert "Wij wachten op uw cv." in read
    assert stopped.until_on == START.date()


def test_what_was_known_at_a_decision_is_shown_as_it_was(client: Client) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    adviser = adviser_of(case)
    assessment_id = assessed(case, adviser)
    given(
        actions.decide(
            actor=adviser,
            case_id=case.pk,
            assessment_id=assessment_id,
            kind="aanvullende_hulp",
            motivation="Grote afstand.",
            now=START,
        )
    )
    actions.record_answer(
        actor=adviser,
        case_id=case.pk,
        fact_id="jaren_laatste_functie",
        state="bekend",
        value=1,
        now=START + dt.timedelta(days=1),
    )
    sign_in(client, adviser)
    page = text_of(client.get(f"/begeleiding/dossier/{case.pk}/advies/{assessment_id}/toen/"))

    assert "Dit verandert niet meer" in page
    assert "18 jaar" in page


def test_the_days_that_are_left_stand_with_the_step(client: Client) -> None:
    case = make_case()
    NextAction.objects.filter(case=case).update(due_on=START.date() + dt.timedelta(days=3))
    sign_in(client, adviser_of(case))

    assert "nog 3 dagen" in text_of(client.get(f"/begeleiding/dossier/{case.pk}/rechten/"))


def test_who_only_finds_the_file_does_not_open_the_move(client: Client) -> None:
    case = make_case()
    actions.report_move(
        actor=person_actor(case.participant),
        case_id=case.pk,
        municipality="Utrecht",
        from_on=START.date(),
        agrees=True,
        agreed_through="zelf",
        now=START,
    )
    sign_in(client, make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY))

    assert client.get(f"/begeleiding/verhuizing/{Passing.objects.get(case=case).pk}/").status_code == 404
