"""The budget of the package on screen: printed beside computed, two bases, and what was spent."""

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from overstap.core.actor import Role
from overstap.treasury import actions
from tests.conftest import START
from tests.factories import treasury as make
from tests.web.browsing import element, text_of
from tests.web.cashier import enter
from tests.web.oversight.watching import as_coordinator, as_steering

HERE, STEERING = "/kassa/begroting/", "/toezicht/begroting/"
FILE = f"{HERE}bestand/"
NONE = "\N{EN DASH}"

pytestmark = pytest.mark.django_db


def row(response: HttpResponse, name: str) -> str:
    """The words of a line of the table."""
    page = text_of(response)
    start = page.index(f" {name} ", page.index("Opgeteld"))
    return page[start + 1 : start + 200]


@pytest.mark.requirement("R-270")
def test_the_cashier_sees_the_table_as_printed_with_what_the_lines_come_to(client: Client) -> None:
    enter(client, Role.CASHIER)

    response = client.get(HERE)

    assert response.status_code == 200
    assert row(response, "Totaal aanvullend sociaal pakket").startswith(
        "Totaal aanvullend sociaal pakket 149 opgeteld 148,5 714 opgeteld 714,5 392 88 42 1.385 1.385"
    )
    assert row(response, "Waarborgfonds").startswith("Waarborgfonds - 30 - - - 30 30")


@pytest.mark.parametrize("role", [Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER])
def test_everyone_of_the_money_finds_it_in_the_menu(client: Client, role: Role) -> None:
    enter(client, role)

    page = client.get("/kassa/").content.decode()

    assert f'href="{HERE}"' in page


def test_the_steering_group_finds_the_same_table_and_a_coordinator_does_not(client: Client) -> None:
    as_steering(client)
    menu, table = client.get("/toezicht/").content.decode(), client.get(STEERING)
    line = client.get(f"{STEERING}sociaal-pakket/blok_1/")
    as_coordinator(client)

    assert f'href="{STEERING}"' in menu
    assert "Totaal aanvullend sociaal pakket" in text_of(table)
    assert f'href="{STEERING}sociaal-pakket/praktijkleren/"' in line.content.decode()
    assert client.get(STEERING).status_code == 403


@pytest.mark.requirement("R-285")
def test_the_basis_can_be_changed_and_says_which_figures_come_from_another_letter(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)

    page = text_of(client.get(HERE, {"tabel": "sociaal-pakket", "grondslag": "opening"}))

    assert "Totaal aanvullend sociaal pakket 148,5 739,5 andere brief 374 andere brief 88 42 1.392 andere brief" in page
    assert f"NL leert door: scholing via samenwerkingsverbanden {NONE} 71,5 andere brief" in page


@pytest.mark.requirement("R-210")
def test_what_no_letter_gives_on_a_basis_is_called_unknown(client: Client) -> None:
    enter(client, Role.CASHIER)

    page = text_of(client.get(HERE, {"tabel": "leren-en-ontwikkelen", "grondslag": "kas"}))

    assert "NL Leert Door: ontwikkeladvies niet bekend 30 andere brief" in page
    assert "Samen is dit 198,5. In de tabel zelf is het 253,5." in page
    assert "een deel is niet bekend" in page


@pytest.mark.requirement("R-210", "R-213")
def test_another_table_is_shown_as_printed_until_a_basis_is_chosen(client: Client) -> None:
    enter(client, Role.CASHIER)

    printed = text_of(client.get(HERE, {"tabel": "leren-en-ontwikkelen", "grondslag": "gedrukt"}))
    computed = text_of(client.get(HERE, {"tabel": "leren-en-ontwikkelen", "grondslag": "opening"}))

    assert "NL Leert Door: ontwikkeladvies 14* 37* 51 51" in printed
    assert "Alle maatregelen samen - opgeteld 48 - opgeteld 205,5 - 253,5" in printed
    assert "NL Leert Door: ontwikkeladvies 14 37 51" in computed
    assert "De tabel zelf gebruikt een ander jaar." not in computed


@pytest.mark.requirement("R-280")
def test_differences_that_rounding_does_not_explain_stand_apart_with_the_reading_chosen(client: Client) -> None:
    enter(client, Role.CASHIER)

    response = client.get(HERE)

    page = text_of(response)
    apart = page[page.index("Deze verschillen komen niet door afronden") : page.index("verschillen door afronden Een")]
    assert "206" in apart
    assert "I-06" in apart
    assert "714" not in apart
    assert "motie Smeulders/Tielen" in page


@pytest.mark.requirement("R-253", "R-260")
def test_what_was_committed_and_paid_stands_beside_the_line_that_it_comes_from(client: Client) -> None:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=250_00)
    claim = make.approved(commitment, amount_cents=50_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=START))
    enter(client, Role.CASHIER)

    whole = text_of(client.get(HERE))
    line = text_of(client.get(f"{HERE}sociaal-pakket/mobiliteitsteams/"))

    stand = "Regionale mobiliteitsteams en extra crisisdienstverlening regio € 1.000,00 € 200,00 € 50,00 € 750,00"
    assert stand in whole
    assert "2021 € 1.000,00 € 200,00 € 50,00 € 750,00" in line


def test_without_budgets_there_is_no_table_of_what_was_spent(client: Client) -> None:
    enter(client, Role.CASHIER)

    assert "Wat er van is gebruikt" not in text_of(client.get(HERE))


@pytest.mark.requirement("R-282", "R-211")
def test_a_line_shows_both_bases_its_sources_and_its_schemes(client: Client) -> None:
    enter(client, Role.CASHIER)

    page = text_of(client.get(f"{HERE}sociaal-pakket/scholing/"))

    assert "2021 21 21 30" in page
    assert f"2022 9 9 {NONE}" in page
    assert "Samen 30 30 30" in page
    assert "Bijlage 2: financieel overzicht" in page
    assert "NL leert door" in page
    assert "21 in 2021 en 9 in 2022" in page


def test_a_line_that_is_told_in_more_detail_leads_there(client: Client) -> None:
    enter(client, Role.CASHIER)

    page = client.get(f"{HERE}sociaal-pakket/praktijkleren/").content.decode()

    assert f'href="{HERE}?tabel=praktijkleren-mbo"' in page


@pytest.mark.parametrize("address", ["sociaal-pakket/onzin/", "onzin/totaal/", "sectorplannen-2015/totaal/"])
def test_a_line_that_is_not_in_force_is_not_found(client: Client, address: str) -> None:
    enter(client, Role.CASHIER)

    assert client.get(f"{HERE}{address}").status_code == 404


@pytest.mark.parametrize("address", [HERE, STEERING])
def test_a_table_that_is_not_there_is_told_beside_the_choice(client: Client, address: str) -> None:
    enter(client, Role.CASHIER, Role.STEERING_GROUP)

    response = client.get(address, {"tabel": "onzin"})

    assert response.status_code == 400
    assert "Kies een van de antwoorden." in text_of(response)


def test_the_table_as_a_file_has_a_line_per_figure(client: Client) -> None:
    enter(client, Role.CASHIER)

    response = client.get(FILE, {"tabel": "sociaal-pakket", "grondslag": "opening"})

    body = response.content.decode("utf-8-sig")
    found = {(one[1], one[4]): one for one in csv.reader(io.StringIO(body), delimiter=";")}
    assert response.headers["Content-Disposition"] == 'attachment; filename="begroting-sociaal-pakket-opening.csv"'
    assert found["samenwerkingsverbanden", "2021"][5:7] == ["62,5", "71500000,00"]
    assert found["totaal", "Samen"][6] == "1392000000,00"


def test_the_table_names_itself_and_its_heads_for_who_cannot_see_it(client: Client) -> None:
    enter(client, Role.CASHIER)

    section = element(client.get(HERE), "inhoud")

    assert "Aanvullend sociaal pakket, in miljoenen euro" in section
    assert section.count('<th scope="col">') >= 1
    assert section.count('scope="row"') >= 27


def test_the_english_reader_gets_english_names_and_numbers(client: Client) -> None:
    enter(client, Role.CASHIER)

    page = text_of(client.get(HERE, headers={"accept-language": "en"}))

    assert "Total additional social package" in page
    assert "714.5" in page


@pytest.mark.requirement("R-285", "R-212")
def test_the_public_page_of_a_scheme_says_how_much_money_there_is_and_where_that_stands(client: Client) -> None:
    page = text_of(client.get("/regelingen/sector-maatwerk/", {"op": "2021-02-15"}))

    assert "62,5 in 2021, 9 in 2022; samen 71,5." in page
    assert "71,5 in 2021." in page
    assert "Bijlage 2: financieel overzicht" in page


@pytest.mark.requirement("R-256")
def test_an_amount_without_years_that_the_source_calls_approximate_is_shown_so(client: Client) -> None:
    page = text_of(client.get("/regelingen/coordinatie-sociale-partners/", {"op": "2021-02-15"}))

    assert "ongeveer 12 in totaal." in page


def test_a_scheme_that_shares_its_money_says_so_and_one_without_money_says_nothing(client: Client) -> None:
    shared = text_of(client.get("/regelingen/ontschot-budget/", {"op": "2021-02-15"}))
    without = text_of(client.get("/regelingen/selectie/", {"op": "2021-02-15"}))

    assert "Dit bedrag is voor meer regelingen samen." in shared
    assert "Hoeveel geld er is" not in without
