"""The screens of the law: a request from asking to answer, destruction by two, emergency access and its review."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.audit.models import AuditLine
from overstap.casework import actions as casework
from overstap.casework.models import Case
from overstap.consent.models import Consent, EmergencyAccess
from overstap.core.actor import Actor, Role
from overstap.correspondence.models import Letter
from overstap.parties.models import Party, User
from overstap.privacy import actions
from overstap.privacy.models import SubjectRequest
from overstap.privacy.values import RequestCard
from overstap.rules.load_processings import register_on
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, make_case, offered
from tests.factories.people import make_participant, make_professional, person_actor
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A file of UWV of somebody with an account."""
    participant = make_participant()
    participant.user = User.objects.create_user("sam@voorbeeld.example", participant.full_name)
    participant.save()
    return make_case(participant=participant)


def officer_of(case: Case) -> Actor:
    return make_professional(Role.PRIVACY_OFFICER, party=Party.objects.get(pk=case.first_responsible_id))


def as_person(case: Case) -> Client:
    return sign_in(Client(), person_actor(case.participant))


def asked(case: Case, right: str = "inzage", text: str = "") -> RequestCard:
    card = actions.ask(
        actor=person_actor(case.participant),
        participant_id=case.participant_id,
        right=right,
        asked=text,
        through="online",
        now=START,
    )
    assert isinstance(card, RequestCard), card
    return card


@pytest.mark.requirement("R-401")
def test_a_person_asks_an_officer_answers_and_the_person_reads_it(case: Case) -> None:
    person, officer = as_person(case), sign_in(Client(), officer_of(case))

    sent = follow(person, reverse("rights:own"), {"right": "inzage", "asked": ""})
    row = SubjectRequest.objects.get()
    assert (row.state, row.due_on.isoformat()) == ("vastgesteld", "2021-03-15")
    assert "Antwoord voor 15 maart 2021" in text_of(sent)
    follow(officer, reverse("privacy:take", args=(row.pk,)), {})
    follow(officer, reverse("privacy:grant", args=(row.pk,)), {"motivation": "Alles staat klaar."})

    page = text_of(person.get(reverse("rights:request", args=(row.pk,))))
    assert "Toegewezen" in page
    assert "Alles staat klaar." in page
    assert Letter.objects.filter(template="inzage_beantwoord", participant=case.participant).count() == 1


def test_everything_that_is_kept_can_be_taken_along_and_holds_nobody_else(case: Case) -> None:
    other = make_case(participant=make_participant(last_name="Anders"))

    held = json.loads(as_person(case).get(reverse("rights:everything")).content)

    assert held["gegevens"]["people.participant"][0]["last_name"] == case.participant.last_name
    assert {row["case"] for row in held["gegevens"]["casework.casefact"]} == {case.pk}
    assert other.participant.last_name not in json.dumps(held)


def test_everything_that_is_kept_can_be_read_also_after_a_hand_over(case: Case) -> None:
    offered(case, adviser_of(case), make_professional(Role.ADVISER, party=Party.objects.get(name="SBB")), kind="hulp")

    page = as_person(case).get(reverse("rights:readable"))

    assert page.status_code == 200
    assert "Alles wat wij van u bewaren" in text_of(page)
    assert case.participant.last_name in text_of(page)


def test_a_refusal_names_its_ground_and_how_to_object(case: Case) -> None:
    card, officer = asked(case, "wissing"), sign_in(Client(), officer_of(case))

    wrong = officer.post(reverse("privacy:deny", args=(card.id,)), {"ground": "bewaarplicht", "motivation": " "})
    follow(officer, reverse("privacy:deny", args=(card.id,)), {"ground": "bewaarplicht", "motivation": "De wet."})

    page = text_of(as_person(case).get(reverse("rights:request", args=(card.id,))))
    assert wrong.status_code == 400
    assert "Wij moeten de gegevens van de wet bewaren" in page
    assert "Autoriteit Persoonsgegevens" in page


def test_erasure_of_an_open_file_is_refused_by_the_rule_and_nothing_is_half_done(case: Case) -> None:
    card, officer = asked(case, "wissing"), officer_of(case)
    actions.take_request(actor=officer, request_id=card.id, now=START)
    client = sign_in(Client(), officer)

    page = client.post(reverse("privacy:grant", args=(card.id,)), {"motivation": "Goed."})

    assert page.status_code == 400
    assert "Het dossier is nog open." in text_of(page)
    assert SubjectRequest.objects.get().state == "in_behandeling"
    assert not Letter.objects.filter(template="wissen_beantwoord").exists()


@pytest.mark.parametrize("right", ["beperking", "bezwaar"])
def test_restriction_and_objection_end_every_permission_at_once(case: Case, right: str) -> None:
    card, officer = asked(case, right, "Ik wil dit niet."), officer_of(case)
    assert Consent.objects.filter(participant=case.participant, withdrawn_at__isnull=True).exists()
    actions.take_request(actor=officer, request_id=card.id, now=START)

    actions.grant(actor=officer, request_id=card.id, motivation="U hebt gelijk.", now=START)

    assert not Consent.objects.filter(participant=case.participant, withdrawn_at__isnull=True).exists()


def test_a_term_is_extended_once_with_a_reason(case: Case) -> None:
    card, officer = asked(case), sign_in(Client(), officer_of(case))
    url = reverse("privacy:extend", args=(card.id,))

    empty = officer.post(url, {"because": ""})
    follow(officer, url, {"because": "Wij zoeken nog in een archief."})
    twice = officer.post(url, {"because": "Nog langer."})

    assert (empty.status_code, twice.status_code) == (400, 400)
    assert SubjectRequest.objects.get().due_on.isoformat() == "2021-05-15"


def test_a_desk_asks_on_behalf_and_the_officer_establishes_who_it_was(case: Case) -> None:
    desk = sign_in(Client(), make_professional(Role.DESK, party_kind="gemeente"))
    given = {"number": case.number, "right": "correctie", "asked": "Mijn naam klopt niet.", "through": "Aan het loket."}

    unknown = desk.post(reverse("privacy:ask"), given | {"number": "M-0"})
    follow(desk, reverse("privacy:ask"), given)
    row = SubjectRequest.objects.get()
    follow(sign_in(Client(), officer_of(case)), reverse("privacy:identify", args=(row.pk,)), {"how": "Paspoort."})

    assert unknown.status_code == 400
    row.refresh_from_db()
    assert (row.state, row.identified_how) == ("vastgesteld", "Paspoort.")


def test_a_person_takes_a_request_back_and_nobody_else_can(case: Case) -> None:
    card = asked(case)
    other = make_participant()
    other.user = User.objects.create_user("ander@voorbeeld.example", "Ander")
    other.save()

    foreign = sign_in(Client(), person_actor(other)).post(reverse("rights:take_back", args=(card.id,)))
    follow(as_person(case), reverse("rights:take_back", args=(card.id,)), {})

    assert foreign.status_code == 404
    assert SubjectRequest.objects.get().state == "ingetrokken"


def test_an_officer_of_another_party_does_not_find_it(case: Case) -> None:
    card = asked(case)
    elsewhere = sign_in(Client(), make_professional(Role.PRIVACY_OFFICER, party_kind="vakbond"))

    assert elsewhere.get(reverse("privacy:request", args=(card.id,))).status_code == 404
    assert card.number not in text_of(elsewhere.get(reverse("privacy:start")))


def test_two_people_destroy_what_may_go_and_the_page_shows_the_certificate(case: Case) -> None:
    casework.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=START)
    first, second = officer_of(case), officer_of(case)
    clients = sign_in(Client(), first), sign_in(Client(), second)
    nothing = clients[0].post(reverse("privacy:propose"))
    given = {"months": "1", "because": "Besluit van de directie."}
    follow(clients[0], reverse("privacy:term", args=("dossier_afgebroken",)), given)
    Case.objects.filter(pk=case.pk).update(closed_at=START.replace(year=2020))

    listed = follow(clients[0], reverse("privacy:propose"), {})
    card = listed.context["card"]
    own = clients[0].post(reverse("privacy:destruction", args=(card.id,)), {"vernietig": "1"})
    done = follow(clients[1], reverse("privacy:destruction", args=(card.id,)), {"vernietig": "1"})

    assert nothing.status_code == 400
    assert own.status_code == 400
    assert "Verklaring van vernietiging" in text_of(done)
    assert not Case.objects.filter(pk=case.pk).exists()


def test_a_term_of_a_source_has_no_form() -> None:
    officer = sign_in(Client(), make_professional(Role.PRIVACY_OFFICER, party_kind="gemeente"))

    assert officer.get(reverse("privacy:term", args=("dossier_toegekend",))).status_code == 404
    assert officer.get(reverse("privacy:term", args=("rechtenverzoek",))).status_code == 200


def test_emergency_access_opens_tells_and_is_reviewed(case: Case) -> None:
    adviser = adviser_elsewhere()
    client = sign_in(Client(), adviser)
    given = {"number": case.number, "urgency": "gezondheid_in_gevaar", "reason": "Zij belde en viel weg."}

    shut = client.get(reverse("guidance:case", args=(case.pk,)))
    wrong = client.post(reverse("privacy:emergency_open"), given | {"reason": ""})
    opened = follow(client, reverse("privacy:emergency_open"), given)
    row = EmergencyAccess.objects.get()
    reviewer = sign_in(Client(), make_professional(Role.PRIVACY_OFFICER, party=Party.objects.get(pk=adviser.party_id)))
    follow(reviewer, reverse("privacy:emergency", args=(row.pk,)), {"verdict": "terecht", "review": "Er was nood."})

    assert (shut.status_code, wrong.status_code, opened.status_code) == (404, 400, 200)
    assert Letter.objects.filter(template="nieuws", participant=case.participant).count() == 1
    page = text_of(as_person(case).get(reverse("rights:own")))
    assert "Zij belde en viel weg." in page
    assert "Er was nood." in page
    assert AuditLine.objects.filter(purpose="noodtoegang", subject_id=case.participant_id).count() >= 3


def test_the_file_says_that_it_is_open_by_emergency_and_a_button_stops_it(case: Case) -> None:
    adviser = adviser_elsewhere()
    client, url = sign_in(Client(), adviser), reverse("guidance:case", args=(case.pk,))
    given = {"number": case.number, "urgency": "gezondheid_in_gevaar", "reason": "Zij belde en viel weg."}
    follow(client, reverse("privacy:emergency_open"), given)
    row = EmergencyAccess.objects.get()
    stop = reverse("privacy:emergency_stop", args=(row.pk,))
    colleague = sign_in(Client(), adviser_elsewhere())

    page = text_of(client.get(url))
    by_get, by_other = client.get(stop), colleague.post(stop)
    still = client.get(url).status_code
    messages = client.get(reverse("guidance:messages", args=(case.pk,))).status_code
    stopped = follow(client, stop, {})

    assert "U kijkt met noodtoegang" in page
    assert adviser.name in page
    assert "Een collega kijkt uw reden na" in page
    assert "Ik pak dit dossier op" not in page
    assert (by_get.status_code, by_other.status_code, still, messages) == (405, 404, 200, 404)
    assert "De noodtoegang is gestopt" in text_of(stopped)
    assert client.get(url).status_code == 404


def test_the_register_is_for_everyone_and_every_line_of_the_log_leads_to_it(client: Client) -> None:
    found = register_on(START.date())

    assert client.get(reverse("processing:start")).status_code == 200
    for activity in found.activities:
        page = client.get(f"/verwerkingen/{activity.id}/{found.valid_from}/")
        assert page.status_code == 200, activity.id
    assert client.get("/verwerkingen/bestaat-niet/2020-12-01/").status_code == 404
    assert client.get("/verwerkingen/begeleiding/gisteren/").status_code == 404


def test_the_register_as_table_and_as_file_hold_the_same(client: Client) -> None:
    told: list[dict[str, Any]] = json.loads(client.get(reverse("processing:json")).content)["verwerkingen"]
    text = client.get(reverse("processing:csv")).content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert [row["id"] for row in rows] == [one["id"] for one in told]
    assert len(rows) == len(register_on(START.date()).activities)


def test_a_trace_of_the_caller_goes_on_in_the_lines_and_the_answer(case: Case) -> None:
    client, parent = sign_in(Client(), adviser_of(case)), "00f067aa0ba902b7"
    traced = {"traceparent": f"00-4bf92f3577b34da6a3ce929d0e0e4736-{parent}-01"}

    response = client.get(reverse("guidance:case", args=(case.pk,)), headers=traced)

    lines = AuditLine.objects.filter(trace_id="4bf92f3577b34da6a3ce929d0e0e4736").order_by("pk")
    first = lines.first()
    assert first is not None
    assert first.parent_span_id == parent
    assert {line.parent_span_id for line in lines[1:]} <= {first.span_id}
    assert response.headers["traceresponse"] == f"00-{first.trace_id}-{first.span_id}-01"


@pytest.mark.requirement("R-401")
def test_an_erasure_while_the_file_is_open_shows_both_what_goes_and_what_stays(case: Case) -> None:
    person = as_person(case)
    follow(person, reverse("rights:own"), {"right": "wissing", "asked": ""})
    row = SubjectRequest.objects.get()
    officer = sign_in(Client(), make_professional(Role.PRIVACY_OFFICER, party=case.first_responsible))

    own = text_of(person.get(reverse("rights:request", args=(row.pk,))))
    handled = text_of(officer.get(reverse("privacy:request", args=(row.pk,))))
    nothing = officer.post(reverse("privacy:propose"), {"stukken": "1"})

    for page in (own, handled):
        assert "Wat nu kan worden gewist en wat moet blijven" in page
        assert "Het dossier is nog open" in page
    assert nothing.status_code == 400
    assert "geen los stuk" in text_of(nothing)
