"""The board and the budgets: every stream in one bar, and who decides how much there is."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Role
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Budget, FrameworkDecision
from tests.conftest import START
from tests.factories import treasury as make
from tests.web.browsing import HTMX, text_of
from tests.web.cashier import BOARD, DECIDE, enter, position


def budget_form(**changes: object) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()), "stream": make.STREAM, "region": make.REGION, "year": "2021",
        "amount": "1.250,50", "source": "Brief van 15 februari",
    } | changes  # fmt: skip


# --- The board -----------------------------------------------------------------------------------------


def test_the_board_shows_every_stream_with_its_five_amounts(client: Client) -> None:
    make.budget(1000_00)
    make.reserved(amount_cents=100_00)
    commitment = make.committed(amount_cents=250_00)
    claim = make.approved(commitment, amount_cents=50_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=START))
    enter(client, Role.CASHIER)

    response = client.get(BOARD)

    page = text_of(response)
    assert "Ontschot budget" in page
    for label, amount in (
        ("Betaald", "50,00"),
        ("Toegezegd", "200,00"),
        ("Gereserveerd", "100,00"),
        ("Vrij", "650,00"),
    ):
        assert f"{label} € {amount}" in page
    assert "Plafond € 1.000,00" in page
    assert "Midden-Brabant" in page
    assert '<svg class="money-bar"' in response.content.decode()


def test_the_board_can_be_limited_to_a_year_and_a_region(client: Client) -> None:
    make.budget(1000_00)
    make.budget(333_00, region_code=make.OTHER_REGION)
    make.budget(77_00, year=2022)
    enter(client, Role.FRAMEWORK_KEEPER)

    whole, region, year = (
        text_of(client.get(BOARD, asked)) for asked in ({}, {"regio": make.OTHER_REGION}, {"jaar": "2022"})
    )

    assert "Plafond € 1.333,00" in whole
    assert "Plafond € 333,00" in region
    assert "Plafond € 77,00" in year


def test_the_board_tells_a_past_day_from_the_entries(client: Client) -> None:
    make.budget(1000_00, now=START.replace(month=1))
    make.budget(1500_00, now=START)
    enter(client, Role.CASHIER)

    before = text_of(client.get(BOARD, {"op_day": "31", "op_month": "1", "op_year": "2021"}))

    assert "Plafond € 1.000,00" in before
    assert "stand aan het einde van 31 januari 2021" in before
    assert "Plafond € 1.500,00" in text_of(client.get(BOARD))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"op_day": "31", "op_month": "2", "op_year": "2021"}, "Deze datum bestaat niet"),
        ({"op_day": "1", "op_month": "3", "op_year": "2021"}, "Deze dag moet nog komen"),
        ({"regio": "AM99"}, "Kies een van de antwoorden"),
        ({"jaar": "twintig"}, "Kies een van de antwoorden"),
    ],
)
def test_a_wrong_choice_is_explained_and_the_board_still_stands(
    client: Client, asked: dict[str, str], told: str
) -> None:
    make.budget(1000_00)
    enter(client, Role.CASHIER)

    response = client.get(BOARD, asked)

    assert response.status_code == 400
    assert told in text_of(response)
    assert "Plafond € 1.000,00" in text_of(response)


def test_the_part_of_the_page_says_the_same_as_the_whole_page(client: Client) -> None:
    make.budget(1000_00)
    enter(client, Role.CASHIER)

    part = client.get(BOARD, {"regio": make.REGION}, headers=HTMX)

    assert "<html" not in part.content.decode()
    assert text_of(part) in text_of(client.get(BOARD, {"regio": make.REGION}))


def test_an_empty_treasury_says_so(client: Client) -> None:
    enter(client, Role.CASHIER)

    assert "Hier is nog geen budget." in text_of(client.get(BOARD))


def test_what_waits_is_told_to_who_can_do_it(client: Client) -> None:
    make.budget(1000_00)
    make.claimed(make.committed(), amount_cents=10_00)
    make.approved(make.committed(), amount_cents=10_00)

    seen = {}
    for role in (Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER):
        enter(client, role)
        page = text_of(client.get(BOARD))
        seen[role] = ("1 aanspraak wacht op een besluit" in page, "1 goedgekeurde aanspraak wacht op betaling" in page)

    assert seen == {
        Role.CASHIER: (False, True), Role.CASHIER_APPROVER: (True, False), Role.FRAMEWORK_KEEPER: (False, False),
    }  # fmt: skip


# --- Budgets -------------------------------------------------------------------------------------------


def test_a_budget_tells_its_entries_and_decisions(client: Client) -> None:
    make.budget(1000_00, source="Kaderbrief 3")
    commitment = make.committed(amount_cents=250_00, recipient="ROC Tilburg")
    enter(client, Role.CASHIER)

    response = client.get(f"/kassa/budget/{Budget.objects.get().id}/")

    page = text_of(response)
    assert "Kaderbrief 3" in page
    assert "ROC Tilburg" in page
    assert "Vrij daarna" in page
    assert reverse("treasury:commitment", args=(commitment.key,)) in response.content.decode()
    assert "Wijzig dit budget" not in page


def test_a_long_history_comes_in_pages(client: Client) -> None:
    make.budget(10_000_00)
    for _ in range(51):
        make.reserved(amount_cents=1_00)
    enter(client, Role.CASHIER)
    url = f"/kassa/budget/{Budget.objects.get().id}/"

    first, second, beyond = (text_of(client.get(url, {"pagina": number})) for number in ("1", "2", "zeven"))

    assert "Pagina 1 van 2" in first
    assert "Budget toegekend" not in first
    assert "Budget toegekend" in second
    assert beyond == first


@pytest.mark.requirement("R-251")
def test_the_framework_keeper_sets_a_budget_and_sees_it_stand(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)

    response = client.post(DECIDE, budget_form(), follow=True)

    assert "Het budget is vastgesteld." in text_of(response)
    assert "Brief van 15 februari" in text_of(response)
    assert position() == Position(ceiling=1250_50)


def test_a_budget_for_the_whole_country_can_be_set(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)

    response = client.post(DECIDE, budget_form(region="NL"), follow=True)

    assert "Heel Nederland, 2021" in text_of(response)
    assert queries.position(stream=make.STREAM, region_code="", year=2021).ceiling == 1250_50


def test_sending_the_form_twice_counts_once(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    form = budget_form()

    for _ in range(2):
        assert client.post(DECIDE, form).status_code == 302

    assert FrameworkDecision.objects.count() == 1


@pytest.mark.requirement("R-251")
@pytest.mark.parametrize("role", [Role.CASHIER, Role.CASHIER_APPROVER])
def test_the_cashier_hears_why_the_budget_is_not_theirs_to_set(client: Client, role: Role) -> None:
    enter(client, role)

    shown, sent = client.get(DECIDE), client.post(DECIDE, budget_form())

    for response in (shown, sent):
        assert "Alleen de kaderhouder (SZW) stelt budgetten vast." in text_of(response)
        assert 'name="amount"' not in response.content.decode()
    assert sent.status_code == 400
    assert position() == Position()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": ""}, "Vul dit in."),
        ({"amount": "veel"}, "Dit is geen bedrag."),
        ({"amount": "-5"}, "Dit is geen bedrag."),
        ({"source": ""}, "Vul dit in."),
        ({"source": "x" * 201}, "Dit is te lang."),
        ({"stream": ""}, "Vul dit in."),
        ({"stream": "regulier"}, "Kies een van de antwoorden."),
        ({"region": "AM99"}, "Kies een van de antwoorden."),
        ({"year": "1999"}, "Kies een van de antwoorden."),
        ({"amount": "110.000.000"}, "ten hoogste € 109.000.000,00"),
    ],
)
def test_wrong_input_is_told_and_what_was_typed_stays(client: Client, changes: dict[str, str], told: str) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)

    response = client.post(DECIDE, budget_form(**({"source": "Brief 12"} | changes)))

    assert response.status_code == 400
    assert told in text_of(response)
    assert changes.get("source", "Brief 12") in response.content.decode()
    assert position() == Position()


def test_a_budget_is_not_lowered_below_what_is_used(client: Client) -> None:
    make.budget(1000_00)
    make.committed(amount_cents=400_00)
    enter(client, Role.FRAMEWORK_KEEPER)

    response = client.post(DECIDE, budget_form(amount="399,99"))

    assert response.status_code == 400
    assert "al € 400,00 gereserveerd, toegezegd of betaald" in text_of(response)


def test_a_link_from_a_budget_fills_the_form(client: Client) -> None:
    make.budget(1000_00, year=2022, region_code="")
    enter(client, Role.FRAMEWORK_KEEPER)
    page = client.get(f"/kassa/budget/{Budget.objects.get().id}/").content.decode()

    assert f"{DECIDE}?geldstroom={make.STREAM}&amp;regio=NL&amp;jaar=2022" in page
    form = client.get(DECIDE, {"geldstroom": make.STREAM, "regio": "NL", "jaar": "2022"}).content.decode()
    assert '<option value="NL" selected>' in form
    assert '<option value="2022" selected>' in form
