"""The desk: finding no more than is needed, registering whoever comes in, and passing on warmly."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.audit.models import AuditLine, Mode
from overstap.casework import actions
from overstap.casework.models import Case
from tests.conftest import START
from tests.factories.cases import EMPLOYED, make_case
from tests.factories.people import make_participant, person_actor
from tests.web.browsing import HTMX, as_desk, element, text_of

BORN = {"born_day": "17", "born_month": "5", "born_year": "1985"}
PERSON: dict[str, str] = {
    "huidige_status": "in_dienst",
    "municipality": "Tilburg",
    "preferred": "",
    "first_name": "Piet",
    "last_name": "Pieters",
    "birth_date_day": "1",
    "birth_date_month": "9",
    "birth_date_year": "1975",
    "email": "",
    "phone": "06 12345678",
    "language": "nl",
    "given_through": "aan het loket",
    "agreed": "on",
}


def find(client: Client, name: str, **changes: str) -> Any:
    return client.post("/loket/zoeken/", BORN | {"name": name} | changes)


def test_a_person_of_the_region_is_found_with_name_and_birth_date(client: Client) -> None:
    case = make_case()
    as_desk(client)

    page = text_of(find(client, case.participant.last_name))

    assert case.participant.full_name in page
    assert case.number in page
    assert case.first_responsible.name in page


def test_no_more_is_told_than_is_needed(client: Client) -> None:
    case = make_case()
    as_desk(client)

    page = text_of(find(client, case.participant.last_name))

    assert case.participant.email not in page
    assert "WW" not in page.replace("WWW", "")


@pytest.mark.parametrize("changes", [{"born_year": "1986"}, {"name": "Nietbestaand"}])
def test_the_name_alone_finds_nobody(client: Client, changes: dict[str, str]) -> None:
    case = make_case()
    as_desk(client)

    page = text_of(find(client, **({"name": case.participant.last_name} | changes)))

    assert case.number not in page
    assert "niemand wordt weggestuurd" in page


def test_nobody_of_another_region_is_found(client: Client) -> None:
    case = make_case()
    as_desk(client, region="AM01")

    assert case.number not in text_of(find(client, case.participant.last_name))


def test_a_birth_date_is_asked(client: Client) -> None:
    as_desk(client)

    answer = find(client, "Sam", born_day="", born_month="", born_year="")

    assert answer.status_code == 400
    assert "Vul een dag, een maand en een jaar in" in text_of(answer)


def test_looking_someone_up_is_written_down(client: Client) -> None:
    case = make_case()
    actor = as_desk(client)

    find(client, case.participant.last_name)

    looked = AuditLine.objects.filter(mode=Mode.READ, subject_id=case.participant_id, actor_user_id=actor.user_id)
    assert looked.exists()


@pytest.mark.requirement("R-401")
def test_who_is_not_in_the_answer_gets_no_line_that_somebody_saw_them(client: Client) -> None:
    case, other = make_case(), make_case()
    actor = as_desk(client)

    find(client, f"Sam {case.participant.last_name}")

    seen = AuditLine.objects.filter(mode=Mode.READ, actor_user_id=actor.user_id)
    assert set(seen.values_list("subject_id", flat=True)) == {case.participant_id}
    assert other.participant_id != case.participant_id


@pytest.mark.requirement("R-128")
def test_who_stopped_is_found_by_nobody(client: Client) -> None:
    case = make_case()
    actions.withdraw_participation(actor=person_actor(case.participant), case_id=case.pk, now=START)
    as_desk(client)

    assert case.participant.full_name not in text_of(find(client, case.participant.last_name))


def test_the_fragment_of_a_search_is_that_part_of_the_page(client: Client) -> None:
    case = make_case()
    as_desk(client)
    data = BORN | {"name": case.participant.last_name}

    whole = client.post("/loket/zoeken/", data)
    part = client.post("/loket/zoeken/", data, headers=HTMX)

    assert element(part, "gevonden") == element(whole, "gevonden")


@pytest.mark.requirement("R-102")
def test_who_lives_elsewhere_is_registered_there_and_passed_on_warmly(client: Client) -> None:
    as_desk(client)

    page = text_of(client.post("/loket/aanmelden/", PERSON | {"municipality": "Utrecht"}, follow=True))

    case = Case.objects.get(participant__last_name="Pieters")
    assert case.region.name == "Midden-Utrecht"
    assert "Geef warm door aan de regio Midden-Utrecht" in page
    assert case.number in page


@pytest.mark.requirement("R-102")
def test_who_belongs_with_another_party_is_routed_there(client: Client) -> None:
    actor = as_desk(client)

    page = text_of(client.post("/loket/aanmelden/", PERSON, follow=True))

    case = Case.objects.get(participant__last_name="Pieters")
    assert case.first_responsible.kind == "vakbond"
    assert case.referrer_id == actor.party_id
    assert f"Geef warm door aan {case.first_responsible.name}" in page
    assert "U bent nog in dienst" in page


def test_the_proposal_shows_who_helps_and_why_and_keeps_nothing(client: Client) -> None:
    as_desk(client)
    data = {"huidige_status": "in_dienst", "municipality": "Tilburg"}

    part = client.post("/loket/aanmelden/", data, headers=HTMX)

    assert "U bent nog in dienst" in text_of(part)
    assert "Bron:" in text_of(part)
    assert not Case.objects.exists()


def test_the_proposal_without_javascript_is_the_same(client: Client) -> None:
    as_desk(client)
    data = {"huidige_status": "in_dienst", "municipality": "Tilburg", "toon": "ja"}

    whole = client.post("/loket/aanmelden/", data)
    part = client.post("/loket/aanmelden/", data, headers=HTMX)

    assert element(part, "voorstel") == element(whole, "voorstel")
    assert "Er klopt iets niet" not in text_of(whole)
    assert not Case.objects.exists()


def test_what_decides_is_asked_when_the_proposal_is_open(client: Client) -> None:
    as_desk(client)

    part = text_of(
        client.post("/loket/aanmelden/", {"huidige_status": "geen_werk", "municipality": "Tilburg"}, headers=HTMX)
    )

    assert "Vraag nog" in part
    assert "Uitkering" in part


@pytest.mark.requirement("R-400")
def test_nothing_is_opened_without_agreement(client: Client) -> None:
    as_desk(client)

    answer = client.post("/loket/aanmelden/", {key: value for key, value in PERSON.items() if key != "agreed"})

    assert answer.status_code == 400
    assert "Zonder akkoord openen wij geen dossier" in text_of(answer)
    assert 'value="Pieters"' in answer.content.decode()
    assert not Case.objects.exists()


def test_someone_with_an_open_file_gets_no_second_one(client: Client) -> None:
    case = make_case()
    actor = as_desk(client)
    page = text_of(client.get(reverse("desk:case", args=[case.pk])))

    assert case.participant.full_name in page
    assert f"{case.first_responsible.name} helpt deze persoon" in page
    assert actor.party_id != case.first_responsible_id


def test_the_desk_sees_how_to_reach_someone_and_nothing_of_the_content(client: Client) -> None:
    case = make_case()
    as_desk(client)

    page = text_of(client.get(reverse("desk:case", args=[case.pk])))

    assert case.participant.phone in page
    assert "Laatste dag WW" not in page
    assert "Open het dossier" not in page


def test_which_union_helps_is_not_told_but_who_puts_through_is(client: Client) -> None:
    case = make_case(EMPLOYED)
    as_desk(client)
    union = case.first_responsible.name

    page = text_of(client.get(reverse("desk:case", args=[case.pk])))

    assert case.first_responsible.kind == "vakbond"
    assert union not in page
    assert "Een sociale partner helpt deze persoon" in page
    assert "via het loket van de regio" in page


def test_todays_registrations_are_on_the_first_screen(client: Client) -> None:
    case = make_case()
    as_desk(client)

    assert case.number in text_of(client.get("/loket/"))


def test_a_person_without_a_file_can_be_registered_again(client: Client) -> None:
    person = make_participant()
    as_desk(client)

    assert "geen open dossier" in text_of(find(client, person.last_name))


def test_the_confirmation_is_only_for_who_registered(client: Client) -> None:
    as_desk(client)

    assert client.get("/loket/aanmelden/klaar/").status_code == 404
