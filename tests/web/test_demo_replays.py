"""The page of the demo on which rushes of the past are played again."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from overstap.allotment import actions
from overstap.background.models import Job
from overstap.core.decision import Refusal
from overstap.site.demo.replays import ADVICE, RUSHES, replay
from overstap.site.errands import errands
from overstap.web.demo.replaying import STORIES, job_kind
from tests.conftest import START
from tests.web.browsing import text_of

pytestmark = pytest.mark.django_db

PAGE, ADVICE_PAGE = "/demo/naspelen/", "/demo/naspelen/ontwikkeladvies/"


def test_every_rush_on_the_page_can_be_played() -> None:
    shown = {story.name: story.code for story in STORIES}

    assert shown == {name: rush.code for name, rush in RUSHES.items()}
    assert set(errands()) == {job_kind(name) for name in shown}


def test_a_press_asks_the_background_once(client: Client) -> None:
    before = text_of(client.get(PAGE))
    client.post(ADVICE_PAGE)
    client.post(ADVICE_PAGE)

    assert before.count("Speel na") == len(STORIES)
    assert 1 <= Job.objects.filter(kind="naspelen_ontwikkeladvies").count() <= 2
    assert client.post("/demo/naspelen/iets-anders/").status_code == 404


def test_what_was_played_is_told_by_week(client: Client, settings: Any) -> None:
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    actions.load_windows(now=START)
    played = replay(replace(ADVICE, days=9, per_day=20, registrations=100, funded=100), now=START)
    assert not isinstance(played, Refusal)

    page = client.get(PAGE)
    text = text_of(page)

    assert f"Aanvragen {played.days[-1].applications} " in text
    assert "Vol op 7 augustus 2020" in text
    assert "10 augustus 2020" in text
    assert b"<polyline" in page.content
    assert text.count("Speel na") == len(STORIES) - 1


def test_outside_a_demo_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.DEMO = False

    assert client.get(PAGE).status_code == 404
