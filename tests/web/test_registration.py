"""Registering at the digital desk: from the first question to the confirmation, and everything that goes wrong."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.casework.models import Case, CaseFact
from overstap.people.models import Participant
from tests.web.browsing import text_of

NAME = {
    "first_name": "Fatima",
    "last_name": "Haddou",
    "birth_date_day": "3",
    "birth_date_month": "2",
    "birth_date_year": "1985",
}
STEPS: dict[str, dict[str, str]] = {
    "situatie": {"huidige_status": "in_dienst"},
    "werk": {"dienstverband_opgezegd": "ja", "tijdelijk_contract_stopt": ""},
    "woonplaats": {"municipality": "Tilburg"},
    "voorkeur": {"preferred": ""},
    "naam": NAME,
    "bereikbaar": {"email": "fatima@voorbeeld.example", "phone": "", "language": "nl"},
    "akkoord": {"agreed": "on"},
}


def answer(client: Client, step: str, **changes: str) -> HttpResponse:
    """Send one page."""
    return client.post(f"/aanmelden/{step}/", STEPS.get(step, {}) | changes)


def fill_in(client: Client, **changes: dict[str, str]) -> None:
    """Send all pages up to the review."""
    for step, data in (STEPS | changes).items():
        sent = client.post(f"/aanmelden/{step}/", data)
        assert sent.status_code == 302, (step, text_of(sent))


def register(client: Client, **changes: dict[str, str]) -> HttpResponse:
    """Fill in everything, send it and read the confirmation."""
    fill_in(client, **changes)
    sent: Any = client.post("/aanmelden/controle/", {}, follow=True)
    assert isinstance(sent, HttpResponse)
    return sent


@pytest.mark.requirement("R-020", "R-080", "R-400")
def test_someone_registers_without_any_referral_and_sees_who_helps_and_why(client: Client) -> None:
    page = text_of(register(client))

    case = Case.objects.get(participant__last_name="Haddou")
    assert case.number in page
    assert case.region.name == "Midden-Brabant"
    assert case.referrer is None
    assert case.first_responsible.name in page
    assert "U bent nog in dienst" in page
    assert "Werkdocument" in page
    assert "Uiterlijk" in page
    assert "Open mijn dossier" in page


def test_an_open_question_stays_open_and_an_answer_is_kept(client: Client) -> None:
    register(client)

    facts = dict(CaseFact.objects.order_by("id").values_list("fact_id", "value"))
    assert facts["dienstverband_opgezegd"] is True
    assert "tijdelijk_contract_stopt" not in facts


def test_the_end_of_the_benefit_may_stay_unknown(client: Client) -> None:
    steps = {
        "situatie": {"huidige_status": "geen_werk"},
        "uitkering": {"uitkering": "ww"},
        "ww": {},
        **{name: STEPS[name] for name in ("woonplaats", "naam", "bereikbaar", "akkoord")},
    }
    for step, data in steps.items():
        assert client.post(f"/aanmelden/{step}/", data).status_code == 302, step

    page = text_of(client.post("/aanmelden/controle/", {}, follow=True))

    assert "Daarom helpt UWV u het eerst" in page


def test_a_preference_for_a_union_is_followed(client: Client) -> None:
    fill_in(client)
    choices = client.get("/aanmelden/voorkeur/").content.decode()
    union = next(party for party in ("CNV", "VCP") if party in choices)
    answer(client, "voorkeur", preferred=_value_before(choices, union))

    page = text_of(client.post("/aanmelden/controle/", {}, follow=True))

    assert f"Waarom {union}?" in page


def _value_before(page: str, label: str) -> str:
    """The value of the radio button with this label."""
    before = page[: page.index(f">{label}</label>")]
    return before.rsplit('value="', maxsplit=1)[1].split('"', maxsplit=1)[0]


@pytest.mark.requirement("R-128")
def test_without_agreement_nothing_is_kept(client: Client) -> None:
    for step in ("situatie", "werk", "woonplaats", "voorkeur", "naam", "bereikbaar"):
        answer(client, step)

    refused = client.post("/aanmelden/akkoord/", {})

    assert refused.status_code == 400
    assert client.post("/aanmelden/controle/", {}).headers["Location"] == "/aanmelden/akkoord/"
    assert not Participant.objects.filter(last_name="Haddou").exists()


def test_pages_cannot_be_skipped(client: Client) -> None:
    assert client.get("/aanmelden/akkoord/").headers["Location"] == "/aanmelden/situatie/"
    assert client.get("/aanmelden/controle/").headers["Location"] == "/aanmelden/situatie/"
    assert client.get("/aanmelden/onzin/").headers["Location"] == "/aanmelden/"


def test_who_leaves_and_comes_back_goes_on_where_they_were(client: Client) -> None:
    answer(client, "situatie")
    answer(client, "werk")

    begin = client.get("/aanmelden/").content.decode()

    assert 'href="/aanmelden/woonplaats/"' in begin
    assert "checked" in client.get("/aanmelden/situatie/").content.decode()


def test_who_corrects_an_answer_returns_to_the_review(client: Client) -> None:
    fill_in(client)

    sent = answer(client, "naam", first_name="Fatma")

    assert sent.headers["Location"] == "/aanmelden/controle/"
    assert "Fatma" in text_of(client.get("/aanmelden/controle/"))


def test_another_situation_asks_other_questions_before_sending(client: Client) -> None:
    fill_in(client)

    answer(client, "situatie", huidige_status="geen_werk")

    assert client.post("/aanmelden/controle/", {}).headers["Location"] == "/aanmelden/uitkering/"
    assert not Case.objects.filter(participant__last_name="Haddou").exists()


WRONG: list[tuple[str, dict[str, str], str]] = [
    ("situatie", {"huidige_status": ""}, "Kies een antwoord."),
    ("situatie", {"huidige_status": "minister"}, "Kies een van de antwoorden."),
    ("woonplaats", {"municipality": ""}, "Vul de naam van uw gemeente in."),
    ("woonplaats", {"municipality": "Nergenshuizen aan Zee"}, "Wij kennen deze"),
    ("woonplaats", {"municipality": "x" * 500}, "hoogstens 60"),
    ("naam", {"first_name": ""}, "Vul dit in."),
    ("naam", {"last_name": "y" * 500}, "hoogstens 120"),
    ("naam", {"birth_date_day": "31", "birth_date_month": "2"}, "Deze datum bestaat niet"),
    ("naam", {"birth_date_year": "1850"}, "kan niet kloppen"),
    ("naam", {"birth_date_year": "2030"}, "ligt in de toekomst"),
    ("naam", {"birth_date_year": "2020"}, "kan niet kloppen"),
    ("naam", {"birth_date_day": "drie"}, "Deze datum bestaat niet"),
    ("naam", {"birth_date_day": ""}, "Vul een dag, een maand en een jaar in"),
    ("bereikbaar", {"email": "", "phone": ""}, "Anders kunnen wij u niet bereiken"),
    ("bereikbaar", {"email": "geen adres"}, "Dit e-mailadres klopt niet"),
    ("bereikbaar", {"phone": "bel maar"}, "Dit telefoonnummer klopt niet"),
    ("bereikbaar", {"language": "fr"}, "Kies een van de antwoorden."),
    ("voorkeur", {"preferred": "999999"}, "Kies een van de antwoorden."),
]


@pytest.mark.parametrize(("step", "wrong", "said"), WRONG)
def test_what_is_wrong_is_said_where_it_is_and_what_was_typed_stays(
    client: Client, step: str, wrong: dict[str, str], said: str
) -> None:
    for before in list(STEPS)[: list(STEPS).index(step)]:
        answer(client, before)

    sent = answer(client, step, **wrong)
    page = sent.content.decode()

    assert sent.status_code == 400
    assert said in text_of(sent)
    assert "<title>Fout:" in page
    assert 'aria-invalid="true"' in page or "utrecht-form-field--invalid" in page
    assert 'href="#id_' in page
    for name, typed in (STEPS[step] | wrong).items():
        if typed and name in NAME:
            assert f'value="{typed}"' in page


@pytest.mark.parametrize("name", ['<script>alert("x")</script>', "Robert'); DROP TABLE people_participant;--", "Ж漢 ñ"])
def test_a_strange_name_is_kept_as_it_is_and_shown_harmlessly(client: Client, name: str) -> None:
    fill_in(client, naam=NAME | {"last_name": name})
    review = client.get("/aanmelden/controle/").content.decode()

    client.post("/aanmelden/controle/", {})

    assert "<script>alert" not in review
    assert Participant.objects.filter(last_name=name).count() == 1


def test_an_address_that_is_in_use_gives_the_same_confirmation(client: Client) -> None:
    first = text_of(register(client))
    number = Case.objects.get(participant__last_name="Haddou").number

    again = text_of(register(Client(), naam=NAME | {"last_name": "Bakker"}))
    other = Case.objects.get(participant__last_name="Bakker").number

    assert first.replace(number, "#") == again.replace(other, "#")
    assert Participant.objects.get(last_name="Bakker").possible_duplicate


def test_sending_twice_opens_one_file(client: Client) -> None:
    register(client)

    again = client.post("/aanmelden/controle/", {})

    assert again.headers["Location"] == "/aanmelden/klaar/"
    assert Case.objects.filter(participant__last_name="Haddou").count() == 1


def test_an_answer_that_was_tampered_with_is_checked_again(client: Client) -> None:
    fill_in(client)
    session = client.session
    session["aanmelding"]["woonplaats"]["municipality"] = "Atlantis"
    session.save()

    assert client.post("/aanmelden/controle/", {}).headers["Location"] == "/aanmelden/woonplaats/"


def test_the_confirmation_is_only_for_who_registered(client: Client) -> None:
    assert client.get("/aanmelden/klaar/").status_code == 404


def test_looking_at_the_pages_keeps_nothing(client: Client) -> None:
    before = (Participant.objects.count(), Case.objects.count(), AuditLine.objects.count())

    for step in ("", "situatie/", "werk/", "woonplaats/", "controle/"):
        client.get(f"/aanmelden/{step}")

    assert (Participant.objects.count(), Case.objects.count(), AuditLine.objects.count()) == before


def test_a_slip_in_the_residence_is_asked_back_and_confirmed_with_one_press(client: Client) -> None:
    answer(client, "situatie")
    answer(client, "werk")

    asked = answer(client, "woonplaats", municipality="Tilborg")
    confirmed = client.post("/aanmelden/woonplaats/", {"municipality": "Tilburg"})

    assert 'name="municipality" value="Tilburg"' in asked.content.decode()
    assert confirmed.status_code == 302
