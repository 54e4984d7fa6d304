"""Where one can go when a window is closed or full, and the window on the page of its scheme."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from overstap.allotment import actions
from tests.conftest import START
from tests.factories.allotment import applied, window
from tests.web.browsing import text_of

pytestmark = pytest.mark.django_db

SECTOR = reverse("catalogue:scheme", args=("sector-maatwerk",))
SAID = "Vraag of uw sector dit advies kan geven."
CLOSED = {"opens_at": START - dt.timedelta(days=9), "closes_at": START - dt.timedelta(days=8)}


@pytest.mark.requirement("R-223")
@pytest.mark.parametrize("name", ["one", "apply"])
def test_a_closed_window_names_the_other_stream_of_its_scheme(client: Client, name: str) -> None:
    row = window(**CLOSED)

    page = client.get(reverse(f"windows:{name}", args=(row.code,)))

    assert SAID in text_of(page)
    assert f'href="{SECTOR}"' in page.content.decode()


@pytest.mark.requirement("R-223")
def test_a_full_window_does_so_too_and_one_with_room_does_not(client: Client) -> None:
    full, free = window(funded_ceiling=1), window(scheme="scholingsvoucher")
    room = window()
    applied(full)
    actions.settle_all(now=START)

    pages = [client.get(reverse("windows:one", args=(row.code,))) for row in (full, room, free)]

    assert [SAID in text_of(page) for page in pages] == [True, False, False]


def test_a_closed_window_names_the_one_of_the_same_scheme_that_is_open(client: Client) -> None:
    closed = window(**CLOSED, name_nl="Vorig jaar")
    window(name_nl="Tweede keer")
    window(name_nl="Andere regeling", scheme="scholingsvoucher")

    text = text_of(client.get(reverse("windows:one", args=(closed.code,))))

    assert "Tweede keer" in text
    assert "Andere regeling" not in text


def test_the_page_of_a_scheme_shows_its_windows_with_their_state(client: Client) -> None:
    row = window(name_nl="Advies van nu")
    window(name_nl="Iets anders", scheme="scholingsvoucher")

    page = client.get(reverse("catalogue:scheme", args=(row.scheme,)))

    assert f'href="{reverse("windows:one", args=(row.code,))}"' in page.content.decode()
    assert "Advies van nu Open Open vanaf" in text_of(page)
    assert "Iets anders" not in text_of(page)


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (dt.datetime(2099, 3, 31, 22, tzinfo=dt.UTC), "Tot en met 31 maart 2099."),
        (dt.datetime(2099, 3, 31, 15, tzinfo=dt.UTC), "Dicht vanaf 31 maart 2099, 17:00."),
        (None, "Open vanaf 1 augustus 2020, 02:00."),
    ],
)
def test_a_whole_last_day_is_named_as_such(client: Client, closes: dt.datetime | None, said: str) -> None:
    row = window(closes_at=closes)

    assert said in text_of(client.get(reverse("windows:one", args=(row.code,))))


def test_a_window_says_who_may_apply_and_does_not_ask_it_when_there_is_one_answer(client: Client) -> None:
    row = window(applicants=",opleider,opleiderscollectief,")

    shown = text_of(client.get(reverse("windows:one", args=(row.code,))))
    form = text_of(client.get(reverse("windows:apply", args=(row.code,))))

    assert "Wie kan aanvragen: Een opleider of groep van opleiders" in shown
    assert "U vraagt aan als: Een opleider of groep van opleiders." in form
    assert "Als wie vraagt u aan?" not in form
