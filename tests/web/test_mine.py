"""The person's own file: what happens now, questions, plan, data, switches, who looked, and stopping."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from overstap.arrangements import actions as arrangements
from overstap.casework.models import Case, CaseFact
from overstap.casework.queries import case_page, person_page
from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from tests.conftest import START
from tests.factories.arrangements import asked as instrument_asked
from tests.factories.arrangements import make_composable
from tests.factories.cases import adviser_of, given, make_case
from tests.factories.people import make_participant, person_actor
from tests.web.browsing import HTMX, element, sign_in, text_of


def signed_in(client: Client) -> Case:
    """A person with an open file who is signed in."""
    case = make_case()
    sign_in(client, case.participant)
    return case


def looks(actor: Actor, case: Case) -> bool:
    """Whether an actor can open the file at the end of the day."""
    try:
        page = case_page(actor, case.pk, now=START.replace(hour=23))
    except NotFoundError:
        return False
    return Item.INTAKE in page.items


def test_the_first_screen_says_what_happens_who_does_it_and_when(client: Client) -> None:
    case = signed_in(client)
    step = person_page(person_actor(case.participant), START).case
    assert step is not None
    assert step.header.next_step is not None

    page = text_of(client.get("/mijn/"))

    assert "Contact met u opnemen en kijken welke hulp bij u past" in page
    assert step.header.next_step.who in page
    assert "Uiterlijk" in page


def test_without_an_open_file_the_way_back_is_shown(client: Client) -> None:
    sign_in(client, make_participant())

    page = text_of(client.get("/mijn/"))

    assert "U hebt nu geen open dossier" in page
    assert "Meld u aan" in page


# --- Questions -------------------------------------------------------------------------------------


def question_of(case: Case) -> Any:
    """The question that is asked now."""
    found = person_page(person_actor(case.participant), START).question
    assert found is not None
    return found


def test_one_question_is_asked_with_its_reason(client: Client) -> None:
    case = signed_in(client)

    page = text_of(client.get("/mijn/vragen/"))

    question = question_of(case)
    assert question.nl in page
    assert question.why_nl in page
    assert "Dat wil ik niet zeggen" in page


def test_who_does_not_want_to_say_gets_the_next_question(client: Client) -> None:
    case = signed_in(client)
    first = question_of(case)

    client.post("/mijn/vragen/", {"fact_id": first.fact_id, "state": "geweigerd"})

    assert CaseFact.objects.get(case=case, fact_id=first.fact_id).state == "geweigerd"
    assert question_of(case).fact_id != first.fact_id


def test_an_answer_outside_its_domain_is_explained_and_not_kept(client: Client) -> None:
    case = signed_in(client)
    first = question_of(case)

    answer = client.post("/mijn/vragen/", {"fact_id": first.fact_id, "state": "bekend", "answer": "onzin"})

    assert answer.status_code == 400
    assert "Er klopt iets niet" in text_of(answer)
    assert not CaseFact.objects.filter(case=case, fact_id=first.fact_id).exists()


def test_an_answer_to_an_older_question_is_not_taken_for_this_one(client: Client) -> None:
    case = signed_in(client)
    first = question_of(case)

    answer = client.post("/mijn/vragen/", {"fact_id": "huidige_status", "state": "bekend", "answer": "in_dienst"})

    assert answer.status_code == 200
    assert question_of(case).fact_id == first.fact_id


def test_the_fragment_of_a_question_is_that_part_of_the_page(client: Client) -> None:
    case = signed_in(client)
    first = question_of(case)
    refused = {"fact_id": first.fact_id, "state": "geweigerd"}

    part = client.post("/mijn/vragen/", refused, headers=HTMX)
    whole = client.get("/mijn/vragen/")

    assert element(part, "vraag") == element(whole, "vraag")


# --- Switches --------------------------------------------------------------------------------------


@pytest.mark.requirement("R-401")
def test_a_switch_works_at_once(client: Client) -> None:
    case = signed_in(client)
    adviser = adviser_of(case)
    assert looks(adviser, case)
    consent = Consent.objects.get(participant=case.participant, party_id=adviser.party_id, item=Item.INTAKE)

    client.post(f"/mijn/delen/{consent.pk}/uit/")

    assert not looks(adviser, case)


@pytest.mark.requirement("R-401")
def test_a_switch_can_be_put_on_again(client: Client) -> None:
    case = signed_in(client)
    adviser = adviser_of(case)
    consent = Consent.objects.get(participant=case.participant, party_id=adviser.party_id, item=Item.INTAKE)
    client.post(f"/mijn/delen/{consent.pk}/uit/")

    client.post(f"/mijn/delen/{consent.pk}/aan/")

    assert looks(adviser, case)


def test_the_fragment_of_the_switches_is_that_part_of_the_page(client: Client) -> None:
    case = signed_in(client)
    consent = Consent.objects.filter(participant=case.participant).order_by("id")[0]

    part = client.post(f"/mijn/delen/{consent.pk}/uit/", headers=HTMX)
    whole = client.get("/mijn/delen/")

    assert element(part, "schakelaars") == element(whole, "schakelaars")


@pytest.mark.parametrize("where", ["uit", "aan"])
def test_the_switch_of_someone_else_does_not_exist(client: Client, where: str) -> None:
    other = make_case()
    signed_in(client)
    consent = Consent.objects.filter(participant=other.participant).order_by("id")[0]

    answer = client.post(f"/mijn/delen/{consent.pk}/{where}/")

    assert answer.status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_leaving_the_first_party_out_asks_the_person_what_next(client: Client) -> None:
    case = signed_in(client)
    adviser = adviser_of(case)

    page = text_of(client.post(f"/mijn/delen/partij/{adviser.party_id}/uit/", follow=True))

    assert "Deze organisatie ziet nu niets" in page
    assert not looks(adviser, case)
    assert "Kies wie u verder mag helpen" in text_of(client.get("/mijn/"))


def test_another_party_sees_only_what_is_switched_on_and_until_when(client: Client) -> None:
    case = signed_in(client)
    page = client.get("/mijn/delen/").content.decode()
    name = "FNV"
    party_id = page.split(f">{name}</option>")[0].rsplit('value="', maxsplit=1)[1].split('"')[0]
    data = {"party": party_id, "items": ["profiel"], "purpose": "bemiddeling", "until_day": "1"}

    client.post("/mijn/delen/erbij/", data | {"until_month": "6", "until_year": "2021"})

    given_now = Consent.objects.get(participant=case.participant, party__name=name)
    assert (given_now.item, given_now.purpose) == ("profiel", "bemiddeling")
    assert given_now.valid_until is not None
    assert given_now.valid_until.date().isoformat() in {"2021-06-01", "2021-06-02"}


def test_sharing_nothing_or_until_yesterday_is_explained(client: Client) -> None:
    signed_in(client)

    nothing = client.post("/mijn/delen/erbij/", {"party": "", "purpose": ""})

    assert nothing.status_code == 400
    assert "Vul dit in." in text_of(nothing)


@pytest.mark.requirement("R-401")
def test_the_person_sees_who_looked_and_why(client: Client) -> None:
    case = signed_in(client)
    adviser = adviser_of(case)
    case_page(adviser, case.pk, now=START)

    page = text_of(client.get("/mijn/logboek/"))

    assert adviser.name in page
    assert adviser.party_name in page
    assert "bekeek uw dossier" in page
    assert "om u te begeleiden" in page


@pytest.mark.requirement("R-401")
def test_what_was_changed_says_for_what_in_the_words_of_the_register(client: Client) -> None:
    signed_in(client)
    client.post("/mijn/berichten/", {"text": "Mag ik een cursus doen?"})

    log = client.get("/mijn/logboek/")
    page = text_of(log)
    address = re.search(r'href="(/verwerkingen/[^"]+)"', log.content.decode())
    assert "De deelnemer op de hoogte houden" in page
    assert address is not None
    assert client.get(address[1]).status_code == 200


# --- Data ------------------------------------------------------------------------------------------


def test_data_are_shown_with_their_source(client: Client) -> None:
    case = signed_in(client)

    page = text_of(client.get("/mijn/gegevens/"))

    assert case.participant.full_name in page
    assert "van uzelf" in page


def test_contact_data_can_be_corrected_and_a_new_municipality_is_a_move(client: Client) -> None:
    case = signed_in(client)
    data = {"email": case.participant.email, "phone": "06 87654321", "municipality": "Goirle", "language": "en"}

    answer = client.post("/mijn/gegevens/contact/", data)

    # Another municipality may be another region: that is a move, reported with its day on a page of its own.
    case.participant.refresh_from_db()
    assert (case.participant.phone, case.participant.municipality) == ("06 87654321", "Tilburg")
    assert (answer.status_code, answer["Location"]) == (302, "/mijn/verhuizen/?gemeente=Goirle")
    assert 'value="Goirle"' in client.get(answer["Location"]).content.decode()


def test_wrong_contact_data_are_explained_and_kept_in_the_form(client: Client) -> None:
    signed_in(client)

    answer = client.post(
        "/mijn/gegevens/contact/", {"email": "fout", "phone": "", "municipality": "Goirle", "language": "nl"}
    )

    assert answer.status_code == 400
    assert 'value="fout"' in answer.content.decode()


def test_the_whole_file_can_be_taken_along(client: Client) -> None:
    case = signed_in(client)

    answer = client.get("/mijn/gegevens/bestand/")

    held = json.loads(answer.content)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert held["deelnemer"]["last_name"] == case.participant.last_name
    assert held["dossier"]["header"]["number"] == case.number
    assert held["toestemmingen"]


# --- The plan --------------------------------------------------------------------------------------


def proposed(client: Client) -> Any:
    """A plan that waits for the agreement of the person, who is signed in."""
    scene = make_composable()
    given(arrangements.choose_instrument(**instrument_asked(scene)))
    given(arrangements.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    sign_in(client, scene.case.participant)
    return scene


def agreed_text(client: Client) -> dict[str, str]:
    """What the form sends that is agreed to."""
    page = client.get("/mijn/plan/").content.decode()
    return {"doe": "akkoord", "sha256": page.split('name="sha256" value="')[1].split('"')[0]}


@pytest.mark.requirement("R-120")
def test_the_person_reads_the_plan_and_agrees(client: Client) -> None:
    scene = proposed(client)

    page = text_of(client.get("/mijn/plan/"))
    client.post("/mijn/plan/akkoord/", agreed_text(client))

    assert "Workshop solliciteren" in page
    assert "U betaalt niets." in page
    assert scene.arrangement.state == "afgesproken"
    assert "U ging akkoord op 15 februari 2021" in text_of(client.get("/mijn/plan/"))


def test_agreeing_to_a_plan_that_changed_meanwhile_is_not_taken(client: Client) -> None:
    scene = proposed(client)

    answer = text_of(client.post("/mijn/plan/akkoord/", {"doe": "akkoord", "sha256": "1:100"}))

    assert "De afspraak is net veranderd." in answer
    assert scene.arrangement.state == "voorgesteld"


def test_without_a_plan_nothing_can_be_agreed(client: Client) -> None:
    signed_in(client)

    assert "U hebt nog geen plan" in text_of(client.get("/mijn/plan/"))
    assert client.post("/mijn/plan/akkoord/", {"items": ""}).status_code == 404


# --- Stopping --------------------------------------------------------------------------------------


@pytest.mark.requirement("R-128")
def test_stopping_closes_the_file_without_harm(client: Client) -> None:
    case = signed_in(client)
    adviser = adviser_of(case)
    before = text_of(client.get("/mijn/stoppen/"))

    after = text_of(client.post("/mijn/stoppen/", {"sure": "on"}, follow=True))

    case.refresh_from_db()
    assert "Uw uitkering verandert niet" in before
    assert "U doet niet meer mee" in after
    assert case.closed_at is not None
    assert not looks(adviser, case)


def test_stopping_is_asked_twice(client: Client) -> None:
    case = signed_in(client)

    answer = client.post("/mijn/stoppen/", {})

    case.refresh_from_db()
    assert answer.status_code == 400
    assert case.closed_at is None
