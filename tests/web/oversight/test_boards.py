"""The first screens of oversight: the own region of a coordinator, the country of the steering group."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from overstap.casework.models import Case, Handover, Outcome
from overstap.core.actor import Role
from overstap.oversight import actions
from overstap.parties.models import PartyKind, Region, RollOutState
from overstap.treasury.actions import sound_alarms
from tests.conftest import START
from tests.factories.cases import admitted_case, adviser_elsewhere, make_case, offered
from tests.factories.people import make_party, make_professional
from tests.factories.treasury import budget, reserved
from tests.web.browsing import element, sign_in, text_of
from tests.web.oversight.watching import as_coordinator, as_steering, make_live, raised

BOARD = "/toezicht/"


def test_a_coordinator_opens_on_the_own_region(client: Client) -> None:
    as_coordinator(client)

    words = text_of(client.get(BOARD))

    assert "Midden-Brabant" in words
    assert "Dit vraagt nu uw aandacht" in words
    assert "Het hele land" not in words


@pytest.mark.requirement("R-384")
def test_a_report_that_is_late_stands_on_top_of_what_needs_the_coordinator(client: Client) -> None:
    make_live()
    actions.plan_reports(now=START)
    as_coordinator(client)

    words = text_of(client.get(BOARD))

    assert "Dien de rapportage in over de periode tot 15 januari 2021 te laat" in words


def test_money_that_runs_out_waits_for_the_coordinator_of_that_region(client: Client) -> None:
    budget(1000_00)
    reserved(amount_cents=950_00, expires_at=None)
    budget(1000_00, region_code="AM29")
    sound_alarms(now=START)
    as_coordinator(client)

    words = text_of(client.get(BOARD))

    assert words.count("Ontschot budget 2021: 95 procent is gebruikt") == 1


@pytest.mark.requirement("R-037", "R-042")
def test_what_the_region_lacks_stands_on_the_board_with_the_way_out(client: Client) -> None:
    as_coordinator(client)

    page = client.get(BOARD)
    words = text_of(page)

    assert "In het samenwerkingsgremium ontbreekt:" in words
    assert "Deze regio heeft geen deskundige banenafspraak." in words
    assert reverse("oversight:seats", args=("AM26",)) in page.content.decode()


def test_a_hand_over_that_waits_too_long_and_a_late_step_are_counted(client: Client) -> None:
    case, adviser = admitted_case(START)
    offered(case, adviser, adviser_elsewhere())
    Handover.objects.update(answer_due=START.date() - dt.timedelta(days=1))
    case.actions.filter(done_at__isnull=True).update(due_on=START.date() - dt.timedelta(days=2))
    as_coordinator(client)

    words = text_of(client.get(BOARD))

    assert "1 overdracht wacht te lang op antwoord" in words
    assert "In 1 dossier is de volgende stap te laat" in words


def test_nothing_waits_in_a_quiet_region(client: Client) -> None:
    as_coordinator(client)

    assert "Er is nu niets dat op u wacht." in text_of(client.get(BOARD))


def place(case: Case, *, direct: bool, days: int) -> None:
    Outcome.objects.create(
        case=case,
        old_contract_until=START.date(),
        new_contract_from=START.date() + dt.timedelta(days=days + 1),
        employer="Bakkerij Zuid",
        occupation="bakker",
        hours_per_week=32,
        contract="vast",
        benefit_between=not direct,
        direct=direct,
        days_between=days,
        recorded_at=START,
    )


@pytest.mark.requirement("R-005")
def test_the_share_directly_from_work_to_work_is_told_with_the_days_between(client: Client) -> None:
    for number in range(10):
        place(make_case(), direct=number < 6, days=0 if number < 6 else 10)
    as_coordinator(client)

    words = text_of(client.get(BOARD))

    assert "Direct van werk naar werk 60%" in words
    assert "Gemiddeld aantal dagen ertussen 4 " in words
    assert "Nieuw werk 10 Direct van werk naar werk 6" in words


def test_bars_have_a_table_that_says_the_same(client: Client) -> None:
    make_case()
    as_coordinator(client)

    drawn = element(client.get(BOARD), "stand")

    assert '<caption class="visually-hidden">Waar mensen staan</caption>' in drawn
    assert 'aria-hidden="true"' in drawn
    assert '<span class="bars__number">1</span>' in drawn


@pytest.mark.requirement("R-260")
def test_the_streams_show_ceiling_and_what_is_expected(client: Client) -> None:
    budget(1_000_00, now=START)
    as_coordinator(client)

    words = text_of(client.get(BOARD))

    assert "Plafond € 1.000,00" in words
    assert "aan het einde van het jaar € 0,00 gebruikt" in words


def test_a_coordinator_does_not_find_another_region(client: Client) -> None:
    as_coordinator(client)

    assert client.get("/toezicht/regio/AM01/").status_code == 404
    assert client.get("/toezicht/regio/XX/").status_code == 404


def test_without_a_region_the_board_says_whom_to_ask(client: Client) -> None:
    lonely = make_professional(
        Role.COORDINATOR, party=make_party(PartyKind.MUNICIPALITY, region_code=None), region=None
    )
    sign_in(client, lonely)

    page = client.get(BOARD)

    assert page.status_code == 200
    assert "U coördineert nu geen regio." in text_of(page)


@pytest.mark.requirement("R-101")
def test_the_steering_group_opens_on_the_country_with_what_is_not_open(client: Client) -> None:
    Region.objects.update(state=RollOutState.PLANNED, live_on=None)
    make_live()
    as_steering(client)

    page = client.get(BOARD)
    words = text_of(page)

    assert "In 1 van de 35 regio's werkt het team." in words
    assert "Nog niet open 34" in words
    assert page.content.decode().count('href="/toezicht/regio/AM26/"') >= 1


@pytest.mark.requirement("R-406")
def test_the_steering_group_sees_no_small_counts_and_the_coordinator_does(client: Client) -> None:
    for _ in range(3):
        make_case()
    as_steering(client)
    foreign = text_of(client.get("/toezicht/regio/AM26/"))
    as_coordinator(client)
    own = text_of(client.get("/toezicht/regio/AM26/"))

    assert "Nieuwe dossiers te klein om te tonen" in foreign
    assert "Nieuwe dossiers 3" in own


def test_late_reports_and_the_agenda_stand_on_the_national_board(client: Client) -> None:
    make_live()
    actions.plan_reports(now=START)
    raised()
    as_steering(client)

    words = text_of(client.get(BOARD))

    assert "Midden-Brabant: Te weinig taallessen" in words
    assert "had er op 15 januari 2021 moeten zijn" in words


@pytest.mark.requirement("R-385")
def test_what_works_is_for_the_steering_group_and_a_file(client: Client) -> None:
    as_steering(client)

    assert client.get("/toezicht/wat-werkt/").status_code == 200
    assert client.get("/toezicht/wat-werkt/bestand/")["Content-Type"] == "text/csv; charset=utf-8"

    as_coordinator(client)

    assert client.get("/toezicht/wat-werkt/").status_code == 403


def test_the_board_speaks_english(client: Client) -> None:
    as_coordinator(client)
    client.post("/taal/", {"language": "en", "next": BOARD})

    assert '<html lang="en"' in client.get(BOARD).content.decode()
