"""Coming in with the code of a letter: what works, what is refused, and that nothing stays behind."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from overstap.casework import actions
from overstap.casework.models import AccessCode, Case, PublicTry
from overstap.casework.policy import number_of_term
from overstap.correspondence.models import Letter, PostPreference
from overstap.web import clock
from overstap.web.actors import ENTERED
from tests.conftest import START
from tests.factories.cases import adviser_of, given, make_case
from tests.factories.people import make_participant
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

ENTER = "/brief/"


@pytest.fixture
def case() -> Case:
    made = make_case(participant=make_participant(email="", first_name="Sam", last_name="Aziz"))
    PostPreference.objects.create(
        participant=made.participant, street="Spoorlaan 1", postcode="5017 JS", town="Tilburg", changed_at=START
    )
    return made


def code_for(case: Case) -> str:
    given(actions.send_access_code(actor=adviser_of(case), participant_id=case.participant_id, now=START))
    return Letter.objects.filter(template="toegangscode").order_by("-id")[0].secret.reveal()


def typed(case: Case, code: str, **other: object) -> dict[str, object]:
    born = case.participant.birth_date
    return {
        "code": code,
        "birth_date_day": born.day,
        "birth_date_month": born.month,
        "birth_date_year": born.year,
        **other,
    }


def test_with_code_and_birth_date_the_person_is_in_their_own_file_and_out_again(client: Client, case: Case) -> None:
    code = code_for(case)
    client.get(ENTER)
    before = client.session.session_key
    page = client.post(ENTER, typed(case, code), follow=True)
    messages = client.post(reverse("mine:messages"), {"text": "Mag ik een cursus doen?"}, follow=True)
    inside = client.session.session_key
    left = client.post(reverse("public:leave"), follow=True)

    assert page.redirect_chain[-1][0] == "/mijn/"
    assert "Sam Aziz" in text_of(page)
    assert "Mag ik een cursus doen?" in text_of(messages)
    assert before != inside
    assert "U bent uit uw dossier." in text_of(left)
    assert client.get("/mijn/").status_code == 302


def test_looking_at_the_page_does_nothing_and_an_empty_form_says_what_to_do(client: Client, case: Case) -> None:
    code_for(case)
    looked = client.get(ENTER, {"code": "ABCD-EFGH-2345"})
    filled_in = 'value="ABCD-EFGH-2345"'
    empty = client.post(ENTER, {})

    assert looked.status_code == 200
    assert filled_in not in looked.content.decode()
    assert empty.status_code == 400
    assert "Vul een dag, een maand en een jaar in." in text_of(empty)
    assert AccessCode.objects.get().attempts == 0
    assert not PublicTry.objects.exists()


def test_a_wrong_code_a_wrong_birth_date_and_a_replaced_code_get_one_answer(client: Client, case: Case) -> None:
    old = code_for(case)
    code = code_for(case)
    answers = [
        client.post(ENTER, typed(case, "ABCD-EFGH-2345")),
        client.post(ENTER, typed(case, code, birth_date_day=1, birth_date_month=1, birth_date_year=1950)),
        client.post(ENTER, typed(case, old)),
    ]

    assert {answer.status_code for answer in answers} == {400}
    assert all("horen niet bij elkaar, of de code werkt niet meer" in text_of(answer) for answer in answers)
    assert ENTERED not in client.session
    assert client.get("/mijn/").status_code == 302


def test_after_too_many_birth_dates_the_code_is_dead_also_with_the_right_one(client: Client, case: Case) -> None:
    code = code_for(case)
    for _ in range(number_of_term("toegangscode_pogingen", region_code="", on=START.date())):
        last = client.post(ENTER, typed(case, code, birth_date_year=1950))
    right = client.post(ENTER, typed(case, code))

    assert "Deze code werkt niet meer." in text_of(last)
    assert "Bel het loket." in text_of(right)
    assert client.get("/mijn/").status_code == 302


def test_one_place_can_try_so_often_and_no_more(client: Client, case: Case) -> None:
    code = code_for(case)
    most = number_of_term("toegang_per_adres", region_code="", on=START.date())
    for _ in range(most):
        client.post(ENTER, typed(case, "ABCD-EFGH-2345"))
    refused = client.post(ENTER, typed(case, code))

    assert "te vaak geprobeerd" in text_of(refused)
    assert ENTERED not in client.session


def test_a_new_letter_or_the_end_of_the_time_closes_what_was_open(client: Client, case: Case) -> None:
    client.post(ENTER, typed(case, code_for(case)))
    first = client.get("/mijn/").status_code
    code = code_for(case)
    replaced = client.get("/mijn/").status_code
    client.post(ENTER, typed(case, code))
    session = client.session
    session[ENTERED] = {**session[ENTERED], "until": (clock.real() - dt.timedelta(seconds=1)).isoformat()}
    session.save()

    assert (first, replaced) == (200, 302)
    assert client.get("/mijn/").status_code == 302


def test_whoever_was_signed_in_here_is_out_when_a_person_comes_in(client: Client, case: Case) -> None:
    code = code_for(case)
    sign_in(client, adviser_of(case))
    client.post(ENTER, typed(case, code))

    assert client.get("/mijn/").status_code == 200
    assert client.get(reverse("guidance:start")).status_code == 403


def test_an_adviser_makes_the_letter_from_the_file_and_never_sees_the_code(client: Client, case: Case) -> None:
    sign_in(client, adviser_of(case))
    url = reverse("desk:access_code", args=[case.participant_id])
    file = client.get(reverse("guidance:letters", args=[case.pk]))
    before = text_of(client.get(url))
    made = client.post(url, follow=True)
    letter = Letter.objects.get(template="toegangscode")
    read = client.get(reverse("guidance:letter", args=[case.pk, letter.pk]))
    code = letter.secret.reveal()

    assert url in file.content.decode()
    assert "Spoorlaan 1" in before
    assert "De brief gaat mee met de volgende printronde." in text_of(made)
    assert "Laatste code Werkt" in text_of(made)
    assert code not in made.content.decode() + read.content.decode()
    assert "••••" in text_of(read)


def test_without_an_address_the_page_says_what_to_do_first(client: Client, case: Case) -> None:
    PostPreference.objects.all().delete()
    sign_in(client, adviser_of(case))
    answer = client.post(reverse("desk:access_code", args=[case.participant_id]))

    assert answer.status_code == 400
    assert "Vul eerst het adres in" in text_of(answer)
