"""The screens that close a month and undo a mistake: always two people."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.treasury import actions
from overstap.treasury.models import Entry, Period, ReversalRequest
from tests.conftest import START
from tests.factories import treasury as make
from tests.web.browsing import text_of
from tests.web.cashier import enter, position

pytestmark = pytest.mark.django_db

PERIODS, JANUARY, REVERSALS = "/kassa/perioden/", "/kassa/perioden/2021/1/", "/kassa/tegenboekingen/"
IN_JANUARY = dt.datetime(2021, 1, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def books() -> None:
    """A budget and a commitment in January."""
    make.budget(1000_00, now=IN_JANUARY)
    make.committed(amount_cents=400_00, now=IN_JANUARY)


@pytest.mark.usefixtures("books")
def test_a_month_is_closed_by_two_people_and_its_report_stays(client: Client) -> None:
    enter(client, Role.CASHIER)
    assert "januari 2021 Nog open" in text_of(client.get(PERIODS))
    asked = text_of(client.post(JANUARY, {"daad": "vragen"}, follow=True))
    assert "U vroeg dit zelf. Een collega bevestigt het." in asked

    enter(client, Role.CASHIER_APPROVER)
    page = text_of(client.post(JANUARY, {"daad": "sluiten"}, follow=True))

    assert "De periode is gesloten." in page
    assert "Klopt met de boekingen" in page
    assert Period.objects.get().fingerprint in page
    assert "€ 1.000,00 € 0,00 € 400,00 € 0,00 € 600,00" in page
    make.committed(amount_cents=100_00, now=START)
    assert "€ 1.000,00 € 0,00 € 400,00 € 0,00 € 600,00" in text_of(client.get(JANUARY))


@pytest.mark.usefixtures("books")
def test_one_person_does_not_close_and_neither_does_the_framework_keeper(client: Client) -> None:
    enter(client, Role.CASHIER)
    client.post(JANUARY, {"daad": "vragen"})
    alone = client.post(JANUARY, {"daad": "sluiten"})
    enter(client, Role.FRAMEWORK_KEEPER)
    keeper = client.post(JANUARY, {"daad": "sluiten"})

    assert (alone.status_code, keeper.status_code) == (400, 400)
    assert "Iemand anders bevestigt het." in text_of(alone)
    assert "Alleen een kassier of een goedkeurder" in text_of(keeper)
    assert Period.objects.get().closed_at is None


@pytest.mark.usefixtures("books")
def test_a_report_that_was_tampered_with_says_so(client: Client) -> None:
    for role, deed in ((Role.CASHIER, "vragen"), (Role.CASHIER_APPROVER, "sluiten")):
        enter(client, role)
        client.post(JANUARY, {"daad": deed})
    Entry.objects.filter(kind="verplichten").update(because="Iets anders")

    assert "Klopt niet met de boekingen" in text_of(client.get(JANUARY))


@pytest.mark.usefixtures("books")
def test_a_month_that_runs_has_a_report_that_can_still_change(client: Client) -> None:
    enter(client, Role.CASHIER)

    page = text_of(client.get("/kassa/perioden/2021/2/"))

    assert "Voorlopig verslag" in page
    assert "Deze periode loopt nog." in page
    assert client.get("/kassa/perioden/2021/3/").status_code == 404
    assert client.get("/kassa/perioden/2021/13/").status_code == 404


@pytest.mark.usefixtures("books")
def test_a_mistake_is_undone_by_two_people(client: Client) -> None:
    entry = Entry.objects.get(kind="verplichten")
    here = f"/kassa/boeking/{entry.id}/"
    enter(client, Role.CASHIER)
    assert here in client.get(f"/kassa/budget/{entry.budget_id}/").content.decode()

    asked = client.post(here, {"key": str(uuid.uuid4()), "because": "Dubbel geboekt"}, follow=True)
    assert "U vroeg dit zelf. Een ander beslist." in text_of(asked)
    enter(client, Role.CASHIER_APPROVER)
    assert "Dubbel geboekt" in text_of(client.get(REVERSALS))
    done = client.post(asked.redirect_chain[-1][0], {"decision": "toekennen"}, follow=True)

    assert "De boeking is tegengeboekt." in text_of(done)
    assert "Tegengeboekt met" in text_of(done)
    assert (position().committed, position().free) == (0, 1000_00)
    assert "Tegengeboekt" in text_of(client.get(f"/kassa/budget/{entry.budget_id}/"))


@pytest.mark.usefixtures("books")
def test_what_waits_for_a_second_person_is_told_to_who_can_do_it(client: Client) -> None:
    cashier = enter(client, Role.CASHIER)
    make.given(actions.ask_to_close(actor=cashier, year=2021, month=1, now=START))
    entry = Entry.objects.get(kind="verplichten")
    make.given(actions.ask_reversal(actor=cashier, key=uuid.uuid4(), entry_id=entry.id, because="Fout", now=START))
    giver, taker = (actions.Place(make.STREAM, region) for region in (make.REGION, make.OTHER_REGION))
    make.given(
        actions.propose_reallocation(
            actor=cashier, key=uuid.uuid4(), giver=giver, taker=taker, year=2021, amount_cents=100, because="Over",
            now=START,
        )
    )  # fmt: skip
    month, reversal, move = (
        "De periode januari 2021 wacht op een tweede persoon", "1 tegenboeking wacht op uw besluit",
        "1 herverdeling wacht op uw besluit",
    )  # fmt: skip

    own = text_of(client.get("/kassa/"))
    enter(client, Role.CASHIER_APPROVER)
    second = text_of(client.get("/kassa/"))
    enter(client, Role.FRAMEWORK_KEEPER)
    keeper = text_of(client.get("/kassa/"))

    assert [line in own for line in (month, reversal, move)] == [False, False, False]
    assert [line in second for line in (month, reversal, move)] == [True, True, False]
    assert [line in keeper for line in (month, reversal, move)] == [False, False, True]


@pytest.mark.usefixtures("books")
def test_an_entry_that_stays_is_told_with_the_reason(client: Client) -> None:
    entry = Entry.objects.get(kind="verplichten")
    make.given(
        actions.ask_reversal(
            actor=make.someone(Role.CASHIER), key=uuid.uuid4(), entry_id=entry.id, because="Fout", now=START
        )
    )
    here = f"{REVERSALS}{ReversalRequest.objects.get().key}/"
    enter(client, Role.CASHIER_APPROVER)

    without = client.post(here, {"decision": "afwijzen", "because": ""})
    page = text_of(client.post(here, {"decision": "afwijzen", "because": "Klopt wel"}, follow=True))

    assert "Schrijf op waarom de boeking blijft staan." in text_of(without)
    assert "een verzoek af: Klopt wel" in page
    assert position().committed == 400_00


@pytest.mark.usefixtures("books")
def test_an_entry_says_what_stands_in_the_way(client: Client) -> None:
    enter(client, Role.CASHIER)
    reserved = Entry.objects.get(kind="reserveren")
    decided = Entry.objects.get(kind="toewijzen")

    assert "Deze boeking wordt niet tegengeboekt." in text_of(client.get(f"/kassa/boeking/{reserved.id}/"))
    assert "Alleen de kaderhouder vraagt een tegenboeking." in text_of(client.get(f"/kassa/boeking/{decided.id}/"))
    refused = client.post(f"/kassa/boeking/{decided.id}/", {"key": str(uuid.uuid4()), "because": "Te hoog"})
    assert refused.status_code == 400
    assert client.get("/kassa/boeking/0/").status_code == 404


def test_without_requests_the_list_says_so(client: Client) -> None:
    enter(client, Role.CASHIER_APPROVER)

    assert "Er wacht geen tegenboeking op een besluit." in text_of(client.get(REVERSALS))
    assert "Er is nog niets geboekt." in text_of(client.get(PERIODS))


def test_a_year_is_closed_by_two_people_and_tells_what_runs_on(client: Client) -> None:
    at = dt.datetime(2020, 12, 10, 9, tzinfo=dt.UTC)
    make.budget(1000_00, year=2020, now=at)
    make.committed(amount_cents=400_00, year=2020, now=at)
    year = "/kassa/perioden/2020/"
    enter(client, Role.CASHIER)
    first = text_of(client.get(year))
    assert "Sluit eerst deze maanden: december 2020" in first
    too_early = client.post(year, {"daad": "vragen"})
    assert too_early.status_code == 400
    assert "Nog niet elke maand van dit jaar is gesloten." in text_of(too_early)

    client.post(f"{year}12/", {"daad": "vragen"})
    enter(client, Role.CASHIER_APPROVER)
    client.post(f"{year}12/", {"daad": "sluiten"})
    enter(client, Role.CASHIER)
    assert "U vroeg dit zelf." in text_of(client.post(year, {"daad": "vragen"}, follow=True))
    alone = client.post(year, {"daad": "sluiten"})
    assert alone.status_code == 400
    enter(client, Role.CASHIER_APPROVER)
    assert "Het boekjaar 2020 wacht op een tweede persoon" in text_of(client.get("/kassa/"))
    page = text_of(client.post(year, {"daad": "sluiten"}, follow=True))

    assert "Het jaar is gesloten." in page
    assert "Klopt met de maanden" in page
    assert "2020 € 1.000,00 € 0,00 € 400,00 € 600,00" in page.replace("\N{NO-BREAK SPACE}", " ")
    client.cookies["django_language"] = "en"
    assert "The budgets of this year no longer change." in text_of(client.get(year))


def test_a_year_without_books_or_for_others_is_not_there(client: Client) -> None:
    make.budget(1000_00, now=IN_JANUARY)
    enter(client, Role.CASHIER)
    assert client.get("/kassa/perioden/1999/").status_code == 404
    enter(client, Role.FRAMEWORK_KEEPER)
    assert client.post("/kassa/perioden/2021/", {"daad": "sluiten"}).status_code == 400
    enter(client, Role.ADVISER)

    assert client.get("/kassa/perioden/2021/").status_code == 403


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("url", [PERIODS, "/kassa/kaders/"])
def test_the_page_can_be_shown_as_of_a_past_day(client: Client, url: str) -> None:
    enter(client, Role.CASHIER)

    then = client.get(url, {"op_day": "31", "op_month": "1", "op_year": "2021"})
    wrong = client.get(url, {"op_day": "31", "op_month": "2", "op_year": "2021"})
    later = client.get(url, {"op_day": "1", "op_month": "1", "op_year": "2999"})
    before = client.get(url, {"op_day": "1", "op_month": "1", "op_year": "1990"})

    assert "Zoals het stond op 31 januari 2021." in text_of(then)
    assert (then.status_code, wrong.status_code, later.status_code, before.status_code) == (200, 400, 400, 200)
    assert "Deze dag moet nog komen." in text_of(later)
    assert "Zoals het stond op 1 januari 1990." in text_of(before)


@pytest.mark.usefixtures("books")
def test_the_months_of_a_past_day_know_nothing_of_what_was_closed_later(client: Client) -> None:
    enter(client, Role.CASHIER)
    client.post(JANUARY, {"daad": "vragen"})
    enter(client, Role.CASHIER_APPROVER)
    client.post(JANUARY, {"daad": "sluiten"})

    then = text_of(client.get(PERIODS, {"op_day": "5", "op_month": "2", "op_year": "2021"}))

    assert "januari 2021 Nog open" in then
    assert "januari 2021 Gesloten" in text_of(client.get(PERIODS))
