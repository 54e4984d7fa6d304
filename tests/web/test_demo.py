"""The demo: its story, the people to try, the clock and the post; nothing of it outside a demo."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from overstap.casework import actions
from overstap.casework.models import Handover
from overstap.parties.demo_accounts import DOMAIN
from overstap.parties.models import Installation
from overstap.web.demo.clockform import next_month
from overstap.web.demo.story import STORY
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case
from tests.factories.people import make_professional, make_user
from tests.web.browsing import text_of


def someone() -> str:
    """A professional of the demo, by key."""
    make_professional(user=make_user("Anneke Smit", f"anneke@{DOMAIN}"))
    return "anneke"


def test_one_press_and_you_are_someone(client: Client) -> None:
    someone()
    client.get("/demo/")

    landed = text_of(client.post("/demo/persoon/anneke/", follow=True))

    assert "Anneke Smit" in landed
    assert "Uitloggen" in landed


def test_a_step_of_the_story_begins_where_it_plays(client: Client) -> None:
    someone()

    answer = client.post("/demo/persoon/anneke/", {"naar": "/loket/"})
    strange = client.post("/demo/persoon/anneke/", {"naar": "https://elders.example/"})

    assert answer.headers["Location"] == "/loket/"
    assert "elders" not in strange.headers["Location"]


def test_becoming_someone_gives_a_new_session(client: Client) -> None:
    someone()
    client.get("/aanmelden/situatie/")
    client.post("/aanmelden/situatie/", {"huidige_status": "in_dienst"})
    before = client.session.session_key

    client.post("/demo/persoon/anneke/")

    assert client.session.session_key != before
    assert "aanmelding" not in client.session


def test_who_is_not_of_the_demo_cannot_be_become(client: Client) -> None:
    make_user("Echt Iemand", "echt@voorbeeld.example")

    assert client.post("/demo/persoon/echt/").status_code == 404
    assert client.get("/demo/persoon/echt/").status_code == 405


def test_nobody_can_be_chosen_too(client: Client) -> None:
    client.post(f"/demo/persoon/{someone()}/")

    client.post("/demo/wissel/", {"persona": ""})

    assert "Inloggen" in text_of(client.get("/start/"))


@pytest.mark.parametrize("url", ["/demo/", "/demo/klok/", "/demo/post/"])
def test_outside_a_demo_nothing_of_it_exists(client: Client, settings: Any, url: str) -> None:
    settings.DEMO = False

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/demo/persoon/anneke/", "/demo/wissel/", "/demo/klok/"])
def test_outside_a_demo_nobody_becomes_anyone(client: Client, settings: Any, url: str) -> None:
    someone()
    settings.DEMO = False

    client.post(url, {"persona": "anneke", "leap": "dag"})

    assert client.post(url).status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_a_demo_a_persona_of_an_old_session_still_needs_a_second_step(client: Client, settings: Any) -> None:
    client.post(f"/demo/persoon/{someone()}/")
    settings.DEMO = False

    assert client.get("/loket/").headers["Location"] == "/account/tweede-stap/instellen/"


@pytest.mark.parametrize(
    ("data", "day"),
    [
        ({"leap": "dag"}, "2021-02-16"),
        ({"leap": "week"}, "2021-02-22"),
        ({"leap": "maand"}, "2021-03-15"),
        ({"date_day": "1", "date_month": "7", "date_year": "2021"}, "2021-07-01"),
    ],
)
def test_the_clock_moves_on(client: Client, data: dict[str, str], day: str) -> None:
    client.post("/demo/klok/", data)

    moved = Installation.objects.get().demo_date
    assert moved is not None
    assert moved.isoformat() == day


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"leap": "jaar"},
        {"date_day": "1", "date_month": "1", "date_year": "2020"},
        {"date_day": "31", "date_month": "2", "date_year": "2021"},
    ],
)
def test_the_clock_moves_nowhere_else(client: Client, data: dict[str, str]) -> None:
    answer = client.post("/demo/klok/", data)

    assert answer.status_code == 400
    assert Installation.objects.get().demo_date == START.date()


def test_nights_pass_with_the_clock(client: Client) -> None:
    case = make_case()
    adviser = adviser_of(case)
    to = adviser_elsewhere()
    handover = given(
        actions.offer_handover(
            actor=adviser,
            case_id=case.pk,
            kind="dossier",
            to_party_id=to.party_id,
            because="Verhuisd naar een ander werkveld.",
            person_agrees=True,
            agreed_through="aan de telefoon",
            now=START,
        )
    )

    client.post("/demo/klok/", {"leap": "maand"})

    assert Handover.objects.get(pk=handover.id).state == "teruggekeerd"


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert next_month(START.date().replace(month=1, day=31)).isoformat() == "2021-02-28"


def test_the_post_can_be_read(client: Client) -> None:
    mail.send_mail("Uw code", "Dit is uw code: 1A2B", None, ["fatima@voorbeeld.example"])

    page = text_of(client.get("/demo/post/"))

    assert "1A2B" in page
    assert "fatima@voorbeeld.example" in page


def test_post_kept_in_files_can_be_read(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    mail.send_mail("Eén bericht", "Met <b>tekens</b> en een ë", None, ["fatima@voorbeeld.example"])

    page = client.get("/demo/post/").content.decode()

    assert "Eén bericht" in page
    assert "&lt;b&gt;tekens&lt;/b&gt; en een ë" in page


def test_every_step_of_the_story_begins_at_a_page(client: Client) -> None:
    for step in STORY:
        assert client.get(step.address).status_code in {200, 302}, step.address
