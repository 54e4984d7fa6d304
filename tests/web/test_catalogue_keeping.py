"""The answers of a try-out stay in the browser, for a short while, and nowhere else."""

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overstap.casework.policy import catalogue
from overstap.rules import NOT_APPLICABLE, REFUSED, Known, Outcome
from overstap.web.catalogue.answers import COOKIE, LARGEST, LIFE, SALT, Answers, keep_answers
from tests.web.browsing import text_of
from tests.web.test_catalogue_trying import ALL, URL, kept, outcome, say


def test_trying_writes_nothing_and_leaves_no_session(client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        say(client, "vrijwillig_akkoord", "ja")
        say(client, "vrijwillig_akkoord", "ja", url=ALL)
        client.get(URL)
        client.get(ALL)
    written = [query["sql"] for query in asked.captured_queries if not query["sql"].lstrip("( ").startswith("SELECT")]

    assert [sql for sql in written if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))] == []
    assert not Session.objects.exists()


def test_no_answer_stands_in_an_address(client: Client) -> None:
    answer = say(client, "vrijwillig_akkoord", "nee")
    page = client.get(URL).content.decode()

    assert "nee" not in answer.headers["Location"]
    assert [
        link for link in re.findall(r'(?:href|action|hx-post)="([^"]*)"', page) if re.search(r"=(ja|nee)\b", link)
    ] == []


def test_the_answers_stay_in_the_browser_for_a_short_while_and_only_here(client: Client) -> None:
    say(client, "vrijwillig_akkoord", "ja")
    cookie = client.cookies[COOKIE]

    assert cookie["path"] == "/regelingen/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == LIFE.total_seconds()


def test_answers_that_are_too_old_are_not_used_and_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(client, "vrijwillig_akkoord", "nee")
    later = signing.time.time() + LIFE.total_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert outcome(client) == Outcome.ONBEKEND
    assert "Uw eerdere antwoorden zijn gewist." in text_of(client.get(URL))


def test_someone_who_goes_on_after_a_long_silence_is_told_that_the_answers_are_gone(client: Client) -> None:
    answer = client.post(
        URL, {"fact_id": "vrijwillig_akkoord", "answer": "ja", "state": "bekend", "eerder": "3"}, follow=True
    )

    assert "Uw eerdere antwoorden zijn gewist" in text_of(answer)
    assert kept(client) == {"vrijwillig_akkoord": True}


@pytest.mark.parametrize("salt", ["", "een ander zout"])
def test_answers_that_were_tampered_with_are_not_used(client: Client, salt: str) -> None:
    client.cookies[COOKIE] = signing.dumps({"vrijwillig_akkoord": True}, salt=salt) if salt else "onzin"

    assert outcome(client) == Outcome.ONBEKEND


def test_an_answer_that_no_longer_fits_its_question_is_left_out(client: Client) -> None:
    old = {"vrijwillig_akkoord": "vroeger", "leeftijd": 900, "weg": 1, "baan_verloren_op": -5, "huidige_status": []}
    client.cookies[COOKIE] = signing.dumps(old, salt=SALT)

    assert 'id="antwoorden-kop"' not in client.get(URL).content.decode()


def test_an_answer_to_every_question_fits_in_the_browser() -> None:
    facts = catalogue().facts.values()
    everything = {
        fact.id: Known(fact.choices[-1].id if fact.choices else True)
        if fact.type.kind in {"enum", "boolean"}
        else Known(dt.date.fromordinal(fact.high - 1) if fact.type.kind == "date" else fact.high - 1)
        for fact in facts
    }
    response = HttpResponse()

    assert keep_answers(response, Answers(everything))
    assert len(response.cookies[COOKIE].value) <= LARGEST


def test_more_than_fits_is_refused_and_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overstap.web.catalogue.answers.LARGEST", 10)
    answer = say(client, "vrijwillig_akkoord", "ja")

    assert answer.status_code == 400
    assert "Zoveel antwoorden passen er niet bij." in text_of(answer)


def test_every_state_of_an_answer_survives() -> None:
    response = HttpResponse()
    states = {"leeftijd": Known(40), "baan_verloren_op": NOT_APPLICABLE, "vrijwillig_akkoord": REFUSED}
    keep_answers(response, Answers(states))
    browser = Client()
    browser.cookies[COOKIE] = response.cookies[COOKIE].value

    assert signing.loads(browser.cookies[COOKIE].value, salt=SALT) == {
        "leeftijd": 40,
        "baan_verloren_op": [],
        "vrijwillig_akkoord": None,
    }


# --- Many at once ----------------------------------------------------------------------------------
