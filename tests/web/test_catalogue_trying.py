"""Trying schemes out with one's own answers: what comes out, and that nothing stays behind."""

import html
import re
from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from overstap.casework.policy import catalogue
from overstap.rules import REFUSED, Outcome, show
from overstap.web.catalogue.answers import COOKIE, SALT, Answers, keep_answers
from tests.conftest import START
from tests.web.browsing import HTMX, text_of

URL = "/regelingen/doelgroep/proberen/"
ALL = "/regelingen/proberen/"
KEPT = dict[str, Any]


def say(client: Client, fact_id: str, answer: str = "", state: str = "bekend", url: str = URL) -> HttpResponse:
    """Answer a question."""
    response = client.post(url, {"fact_id": fact_id, "answer": answer, "state": state, "eerder": "0"})
    assert isinstance(response, HttpResponse)
    return response


def kept(client: Client) -> KEPT:
    """What the browser keeps."""
    found: KEPT = signing.loads(client.cookies[COOKIE].value, salt=SALT)
    return found


def outcome(client: Client, url: str = URL) -> str:
    found = re.search(r"result--(ja|nee|onbekend)", client.get(url).content.decode())
    assert found is not None
    return found.group(1)


def test_without_answers_nothing_is_known_and_a_question_is_asked(client: Client) -> None:
    shown = text_of(client.get(URL))

    assert outcome(client) == Outcome.ONBEKEND
    assert "Wat nog nodig is" in shown
    assert "Volgende" in shown


@pytest.mark.requirement("R-113")
def test_answers_lead_to_yes(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "ja")
    answer = say(client, "doelgroep_banenafspraak", "ja")

    assert answer.headers["Location"] == f"{URL}#proberen"
    assert outcome(client) == Outcome.JA


@pytest.mark.requirement("R-128")
def test_answers_lead_to_no_with_the_reason_and_what_to_do(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "nee")
    shown = text_of(client.get(URL))

    assert outcome(client) == Outcome.NEE
    assert "U wilt nu geen hulp van het mobiliteitsteam." in shown
    assert "Bedenkt u zich?" in shown


def test_one_other_answer_that_would_change_the_outcome_is_told(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "nee")
    say(client, "doelgroep_banenafspraak", "ja")
    shown = text_of(client.get(URL))

    assert "Welk antwoord dit verandert" in shown
    assert "Wilt u hulp van het mobiliteitsteam?” ja zou zijn, dan zou de uitkomst ja zijn." in shown


def test_a_scheme_that_only_answers_says_its_answer_and_not_that_it_fits(client: Client) -> None:
    url = "/regelingen/contactpunt/proberen/"
    version = catalogue().scheme("contactpunt", START.date())
    answer = next(iter(version.outputs.values()))
    case = next(one for one in version.cases if one.expect.outputs.get(answer.id) is not None)
    number = case.expect.outputs[answer.id]
    assert number is not None
    response = HttpResponse()
    keep_answers(response, Answers(case.given))

    before = text_of(client.get(url))
    client.cookies[COOKIE] = response.cookies[COOKIE].value
    after = text_of(client.get(url, {"op": case.on.isoformat()}))

    assert "Uitkomst tot nu toe Nog niet bekend" in before
    assert f"Uitkomst tot nu toe {show(answer.type, number, 'nl', answer.choices)}" in after
    assert "Ja, dit past" not in after


def test_the_whole_calculation_stands_there_in_words(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "ja")
    shown = text_of(client.get(URL))
    calculation = shown[shown.index("De hele berekening") :]

    assert "“Doet vrijwillig mee” is ja ja Doet vrijwillig mee: ja" in calculation
    assert "Minstens één van deze punten klopt onbekend" in calculation
    assert "Hoort bij de doelgroep banenafspraak: niet gevraagd" in calculation


@pytest.mark.parametrize(("language", "which"), [("nl", 0), ("en", -1)])
def test_every_scheme_can_be_tried(client: Client, language: str, which: int) -> None:
    client.post("/taal/", {"language": language})
    for scheme_id, versions in catalogue().versions.items():
        version = versions[which]
        answer = client.get(f"/regelingen/{scheme_id}/proberen/", {"op": version.valid_from.isoformat()})

        assert answer.status_code == 200
        assert version.name.get(language) in text_of(answer)


def test_what_changes_by_itself_is_told_with_its_day(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "ja")
    say(client, "doelgroep_banenafspraak", "ja")

    before = text_of(client.get(URL, {"op": "2020-11-30"}))
    shown = text_of(client.get(URL))

    assert "Wat vanzelf verandert" in before
    assert "1 december 2020" in before
    assert "Wat vanzelf verandert" not in shown


def test_a_question_may_be_passed_over_and_is_not_asked_again(client: Client) -> None:
    first = re.search(r'name="fact_id" value="(\w+)"', client.get(URL).content.decode())
    assert first is not None
    say(client, first.group(1), state="geweigerd")
    second = re.search(r'name="fact_id" value="(\w+)"', client.get(URL).content.decode())

    assert kept(client)[first.group(1)] is None
    assert second is None or second.group(1) != first.group(1)
    assert "Overgeslagen, maar wel van belang" in text_of(client.get(URL))


def test_a_wrong_answer_is_told_at_the_question_and_what_was_typed_stays(client: Client) -> None:
    answer = say(client, "baan_verloren_op")
    wrong = client.post(
        URL, {"fact_id": "baan_verloren_op", "answer_day": "31", "answer_month": "2", "answer_year": "2021"}
    )

    assert answer.status_code == wrong.status_code == 400
    assert "Deze datum bestaat niet." in text_of(wrong)
    assert re.search(r'name="answer_day" value="31"', wrong.content.decode())
    assert "<title>Fout:" in wrong.content.decode()


def test_a_wrong_answer_loses_no_earlier_answer(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "ja")
    say(client, "vrijwillig_akkoord", "misschien")

    assert kept(client) == {"vrijwillig_akkoord": True}


def test_a_question_that_does_not_exist_changes_nothing(client: Client) -> None:
    answer = say(client, "bestaat_niet", "ja")

    assert answer.status_code == 302
    assert COOKIE not in client.cookies


def test_an_answer_can_be_changed_and_all_can_be_wiped(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "nee")
    page = client.get(URL, {"vraag": "vrijwillig_akkoord"}).content.decode()
    say(client, "vrijwillig_akkoord", "ja")

    assert re.search(r'value="nee"[^>]*checked', page)
    assert kept(client) == {"vrijwillig_akkoord": True}

    shown = text_of(client.post(URL, {"wis": "ja"}, follow=True))

    assert client.cookies[COOKIE].value == ""
    assert "Uw antwoorden zijn gewist." in shown


def test_all_questions_on_one_page(client: Client) -> None:
    url = f"{URL}?manier=lijst"
    answer = client.post(
        url, {"vrijwillig_akkoord": "ja", "doelgroep_banenafspraak": "ja", "baan_verloren_op__nvt": "on"}
    )

    assert answer.headers["Location"] == f"{url}#proberen"
    assert kept(client) == {"vrijwillig_akkoord": True, "doelgroep_banenafspraak": True, "baan_verloren_op": []}
    assert outcome(client, url) == Outcome.JA
    assert re.search(r'name="vrijwillig_akkoord" value="ja"[^>]*checked', client.get(url).content.decode())


def test_an_answer_can_be_taken_back_on_the_page_with_all_questions(client: Client) -> None:
    url = f"{URL}?manier=lijst"
    client.post(url, {"vrijwillig_akkoord": "ja", "doelgroep_banenafspraak": "ja"})
    client.post(url, {"vrijwillig_akkoord": "", "doelgroep_banenafspraak": "ja"})

    assert kept(client) == {"doelgroep_banenafspraak": True}


def test_a_wrong_answer_among_all_is_told_and_the_others_stay(client: Client) -> None:
    answer = client.post(
        f"{URL}?manier=lijst", {"vrijwillig_akkoord": "ja", "baan_verloren_op_day": "1", "baan_verloren_op_month": ""}
    )
    page = answer.content.decode()

    assert answer.status_code == 400
    assert re.search(r'name="vrijwillig_akkoord" value="ja"[^>]*checked', page)
    assert 'href="#id_baan_verloren_op"' in page


# --- Nothing stays behind --------------------------------------------------------------------------


def test_all_schemes_for_somebody_at_once(client: Client) -> None:
    shown = text_of(client.get(ALL))

    assert "0 regelingen passen" in shown
    assert catalogue().scheme("doelgroep", START.date()).name.nl in shown


def test_an_answer_counts_for_one_scheme_and_for_all(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "nee", url=ALL)

    assert outcome(client) == Outcome.NEE


def test_when_there_are_no_more_questions_what_is_open_is_not_called_settled(client: Client) -> None:
    response = HttpResponse()
    keep_answers(response, Answers(dict.fromkeys(catalogue().facts, REFUSED)))
    client.cookies[COOKIE] = response.cookies[COOKIE].value
    shown = text_of(client.get(ALL))

    assert "Geen vragen meer" in shown
    assert "Open een regeling om te zien wat nog nodig is" in shown
    assert "Geen antwoord kan de uitkomst nog veranderen" not in shown


def test_for_an_employer_other_schemes_are_tried(client: Client) -> None:
    shown = text_of(client.get(ALL, {"voor": "werkgever"}))
    employers = [version for version in catalogue().schemes(START.date()) if version.beneficiary == "werkgever"]

    assert employers[0].name.nl in shown
    assert client.get(ALL, {"voor": "niemand"}).status_code == 404


def test_what_was_found_can_be_tried_together(client: Client) -> None:
    page = client.get("/regelingen/", {"q": "schulden"}).content.decode()
    link = re.search(r'href="(/regelingen/proberen/\?regeling=[^"]+)"', page)
    assert link is not None
    url = html.unescape(link.group(1))
    shown = text_of(client.get(url))
    answer = say(client, "vrijwillig_akkoord", "ja", url=url)

    assert "Welke van deze regelingen past bij u?" in shown
    assert answer.headers["Location"] == f"{url}#proberen"
    assert catalogue().scheme("loonkostensubsidie", START.date()).name.nl not in shown


@pytest.mark.parametrize("named", ["bestaat-niet", "doelgroep,bestaat-niet", ",".join(["doelgroep"] * 40)])
def test_schemes_that_do_not_exist_and_too_many_are_not_tried(client: Client, named: str) -> None:
    assert client.get(ALL, {"regeling": named}).status_code == 404


def test_a_day_without_schemes_leads_to_today(client: Client) -> None:
    assert "geldt geen enkele regeling" in text_of(client.get(ALL, {"op": "1950-01-01"}))


def test_sensitive_questions_say_why_they_are_asked_and_that_they_may_be_passed_over(client: Client) -> None:
    shown = text_of(client.get(URL, {"vraag": "doelgroep_banenafspraak"}))

    assert "Dit is gevoelig." in shown
    assert "Sla de vraag gerust over." in shown
    assert "Waarom wij het vragen:" in shown


def test_an_ordinary_question_goes_before_a_sensitive_one(client: Client) -> None:
    assert "Dit is gevoelig." not in text_of(client.get(ALL))


def test_a_fragment_holds_question_and_outcome_alone(client: Client) -> None:
    fragment = client.get(URL, headers=HTMX).content.decode()

    assert "<html" not in fragment
    assert 'id="proberen"' in fragment
    assert "result--onbekend" in fragment


def test_a_scheme_that_is_not_in_force_says_from_when(client: Client) -> None:
    shown = text_of(client.get(URL, {"op": "2020-11-30"}))

    assert "Nee, dit past niet" in shown
    assert "De regeling geldt vanaf 1 december 2020." in shown


def test_in_english(client: Client) -> None:
    client.post("/taal/", {"language": "en"})
    say(client, "vrijwillig_akkoord", "nee")

    assert "You do not want help from the mobility team now." in text_of(client.get(URL))
