"""The board with what is foretold, one stream with its drawing, and every page as of a past day."""

import datetime as dt
import re

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.treasury import actions
from overstap.treasury.models import Budget
from overstap.web.treasury.chart import draw
from tests.conftest import START
from tests.factories import treasury as make
from tests.web.browsing import text_of
from tests.web.cashier import BOARD, enter

pytestmark = pytest.mark.django_db

STREAM = f"/kassa/stroom/{make.STREAM}/"


def used_for_weeks(cents: int = 500_00, weeks: int = 8, ceiling: int = 60_000_00) -> None:
    """Money that is asked for every day until today."""
    first = START - dt.timedelta(weeks=weeks)
    make.budget(ceiling, now=first)
    for day in range(weeks * 7):
        now = first + dt.timedelta(days=day, hours=1)
        make.reserved(amount_cents=cents, now=now, expires_at=START + dt.timedelta(days=900))


def day_of(day: int, month: int, year: int = 2021) -> dict[str, str]:
    return {"op_day": str(day), "op_month": str(month), "op_year": str(year)}


@pytest.mark.requirement("R-260")
def test_the_board_says_when_the_money_runs_out_and_how_sure_that_is(client: Client) -> None:
    used_for_weeks()
    enter(client, Role.CASHIER)

    page = text_of(client.get(BOARD))

    assert re.search(r"Verwacht op: \d+ (april|maart) 2021 , tussen \d+ \w+ 2021 en \d+ \w+ 2021", page)
    assert re.search(r"De kans dat het op is voordat 2021 om is: 9\d procent\.", page)
    assert "Te vroeg op" in page
    assert "(1 waarschuwing)" in page


def test_a_young_budget_foretells_nothing_and_says_so(client: Client) -> None:
    used_for_weeks(weeks=0)
    enter(client, Role.CASHIER)

    page = text_of(client.get(BOARD))

    assert "Verwacht op: nog niet te zeggen ." in page
    assert "Er is nog te weinig gevraagd om iets te voorspellen." in page


def test_the_board_of_a_past_day_foretells_by_what_was_known_then(client: Client) -> None:
    used_for_weeks()
    enter(client, Role.CASHIER)
    before = text_of(client.get(BOARD, day_of(20, 1)))
    make.reserved(amount_cents=20_000_00, expires_at=None)

    assert text_of(client.get(BOARD, day_of(20, 1))) == before
    assert before != text_of(client.get(BOARD, day_of(25, 1)))


def test_a_warning_of_the_night_waits_for_the_cashier(client: Client) -> None:
    used_for_weeks()
    actions.sound_alarms(now=START)
    enter(client, Role.CASHIER)

    page = text_of(client.get(BOARD))

    assert "Dit wacht op u Ontschot budget, Midden-Brabant, 2021 naar verwachting op rond" in page


@pytest.mark.requirement("R-260")
def test_a_stream_shows_its_regions_its_months_and_its_forecast_twice(client: Client) -> None:
    used_for_weeks()
    enter(client, Role.CASHIER)

    response = client.get(STREAM)

    page, drawn = text_of(response), response.content.decode()
    assert "Midden-Brabant : Ontschot budget € 60.000,00 € 28.000,00 € 0,00 € 0,00 € 32.000,00" in page
    assert "januari € 15.500,00 31" in page
    assert "februari € 7.000,00 14" in page
    assert '<polygon class="forecast__band"' in drawn
    assert 'role="img" aria-labelledby="prognose-naam" aria-describedby="prognose-tabel"' in drawn
    assert "De prognose in een tabel" in page
    assert "15 februari 2021 € 32.000,00 € 32.000,00 € 32.000,00" in page


def test_a_stream_as_of_a_past_day_ends_there(client: Client) -> None:
    used_for_weeks()
    enter(client, Role.FRAMEWORK_KEEPER)

    page = text_of(client.get(STREAM, day_of(31, 1)))

    assert "stand aan het einde van 31 januari 2021" in page
    assert "januari € 15.500,00 31" in page
    assert "februari €" not in page


def test_a_day_that_has_not_come_is_refused_in_words(client: Client) -> None:
    used_for_weeks(weeks=1)
    enter(client, Role.CASHIER)

    response = client.get(STREAM, day_of(16, 2))

    assert response.status_code == 400
    assert "Deze dag moet nog komen. Kies vandaag of een dag daarvoor." in text_of(response)


@pytest.mark.parametrize("asked", [{"jaar": "1999"}, {"jaar": "x"}, {"op_day": "31", "op_month": "2", "op_year": "x"}])
def test_what_was_typed_wrong_is_told(client: Client, asked: dict[str, str]) -> None:
    used_for_weeks(weeks=1)
    enter(client, Role.CASHIER)

    assert client.get(STREAM, asked).status_code == 400


@pytest.mark.parametrize("code", ["bestaat_niet", "youth", "scholingsbudget_ww"])
def test_a_stream_without_budget_does_not_exist(client: Client, code: str) -> None:
    used_for_weeks(weeks=1)
    enter(client, Role.CASHIER)

    assert client.get(f"/kassa/stroom/{code}/").status_code == 404


def test_the_drawing_stays_within_its_frame_whatever_the_amounts() -> None:
    days = [dt.date(2021, 1, 1) + dt.timedelta(weeks=week) for week in range(8)]
    for most in (1, 99_99, 100_000_00, 123_456_789_00):
        past = [(day, most // (at + 1)) for at, day in enumerate(days[:5])]
        ahead = [(day, 0, most // 9, most // 8) for day in days[4:]]
        chart = draw(past, ahead, str)

        assert chart is not None
        points = [tuple(map(float, one.split(","))) for one in f"{chart.past} {chart.ahead} {chart.band}".split()]
        assert all(chart.left <= x <= chart.right and 0 <= y <= chart.bottom for x, y in points)
        assert 2 <= len(chart.heights) <= 6


def test_one_day_is_not_drawn() -> None:
    assert draw([(dt.date(2021, 1, 1), 1)], [(dt.date(2021, 1, 1), 1, 1, 1)], str) is None


def test_a_commitment_is_shown_as_of_a_past_day_with_who_did_what(client: Client) -> None:
    make.budget(1000_00, now=START - dt.timedelta(days=9))
    card = make.reserved(now=START - dt.timedelta(days=5), expires_at=None)
    make.given(actions.commit(actor=make.order()["actor"], keys=[card.key], now=START - dt.timedelta(days=2)))
    enter(client, Role.CASHIER)
    url = f"/kassa/verplichting/{card.key}/"

    then, now, before = (text_of(client.get(url, asked)) for asked in (day_of(12, 2), {}, day_of(1, 2)))

    assert "Gereserveerd stand aan het einde van 12 februari 2021" in then
    assert "Geld toegezegd" not in then
    assert "Geld gereserveerd" in now
    assert "Geld toegezegd" in now
    assert "Lees de regeling zoals die toen gold" in now
    assert "Op deze dag was er nog niets gereserveerd." in before


def test_a_budget_as_of_a_past_day_keeps_the_day_while_one_leafs(client: Client) -> None:
    used_for_weeks(cents=1_00)
    enter(client, Role.CASHIER)
    (budget_id,) = Budget.objects.values_list("id", flat=True)
    url = f"/kassa/budget/{budget_id}/"

    first = client.get(url, day_of(12, 2))
    second = text_of(client.get(url, day_of(12, 2) | {"pagina": "2"}))

    assert "stand aan het einde van 12 februari 2021" in text_of(first)
    assert "Gereserveerd € 54,00" in text_of(first)
    assert 'href="?op_day=12&amp;op_month=2&amp;op_year=2021&amp;pagina=2"' in first.content.decode()
    assert "Pagina 2 van 2" in second
    assert "Budget toegekend" in second
