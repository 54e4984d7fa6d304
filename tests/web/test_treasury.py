"""The screens of the cashier: every stream in one bar, two people for every payment, and nobody's name."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Actor, Role
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Budget, Claim, FrameworkDecision
from tests.conftest import START
from tests.factories import treasury as make
from tests.factories.people import make_professional
from tests.web.browsing import HTMX, sign_in, text_of

BOARD, CLAIMS, PAYMENTS, DECIDE = "/kassa/", "/kassa/aanspraken/", "/kassa/betalingen/", "/kassa/budget-vaststellen/"


def enter(client: Client, *roles: Role) -> Actor:
    actor = make_professional(*roles, party_kind="uwv", region=None)
    sign_in(client, actor)
    return actor


def budget_form(**changes: object) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()), "stream": make.STREAM, "region": make.REGION, "year": "2021",
        "amount": "1.250,50", "source": "Brief van 15 februari",
    } | changes  # fmt: skip


def position() -> Position:
    return queries.position(stream=make.STREAM, region_code=make.REGION, year=2021)


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
        seen[role] = ("1 aanspraak wacht op een besluit" in page, "1 betaling wacht op vrijgave" in page)

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


# --- Commitments ---------------------------------------------------------------------------------------


@pytest.mark.requirement("R-404")
def test_a_commitment_tells_everything_but_who_it_is_for(client: Client) -> None:
    make.budget(1000_00)
    person = uuid.uuid4()
    receipt = {"scheme": "ontschot-budget", "outcome": "ja", "inputs": {"problematische_schulden": {"value": True}}}
    commitment = make.committed(person_key=person, amount_cents=250_00, receipt=receipt)
    claim = make.approved(commitment, amount_cents=50_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=START))
    enter(client, Role.CASHIER)

    response = client.get(reverse("treasury:commitment", args=(commitment.key,)))

    page = text_of(response)
    assert "Reservering" not in page
    for told in ("Gereserveerd", "Toegezegd", "Betaald", "Factuur 2021-17", "ontschot-budget@2020-12-01", "Kenmerk"):
        assert told in page
    assert str(person)[:8] in page
    assert str(person) not in response.content.decode()
    assert "schulden" not in page


@pytest.mark.parametrize("name", ["treasury:commitment", "treasury:claim", "treasury:payment", "treasury:recover"])
def test_what_does_not_exist_is_not_found(client: Client, name: str) -> None:
    enter(client, Role.CASHIER)

    assert client.get(reverse(name, args=(uuid.uuid4(),))).status_code == 404


# --- Claims and payments -------------------------------------------------------------------------------


@pytest.fixture
def waiting() -> Claim:
    make.budget(1000_00)
    card = make.claimed(make.committed(amount_cents=100_00, recipient="Bakkerij Aan de Vaart"), amount_cents=60_00)
    return Claim.objects.get(key=card.key)


def test_the_approver_finds_a_claim_and_approves_it(client: Client, waiting: Claim) -> None:
    enter(client, Role.CASHIER_APPROVER)
    url = reverse("treasury:claim", args=(waiting.key,))

    assert url in client.get(CLAIMS).content.decode()
    response = client.post(url, {"decision": "goedkeuren"}, follow=True)

    assert "De aanspraak is goedgekeurd." in text_of(response)
    assert "Er wacht geen aanspraak op een besluit." in text_of(response)


def test_a_rejection_keeps_its_reason(client: Client, waiting: Claim) -> None:
    enter(client, Role.CASHIER_APPROVER)
    url = reverse("treasury:claim", args=(waiting.key,))

    client.post(url, {"decision": "afwijzen", "because": "De factuur ontbreekt"})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.answer) == ("afgewezen", "De factuur ontbreekt")
    assert "De factuur ontbreekt" in text_of(client.get(url))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Vul dit in."),
        ({"decision": "misschien"}, "Kies een van de antwoorden."),
        ({"decision": "afwijzen"}, "Schrijf op waarom u de aanspraak afwijst."),
        ({"decision": "afwijzen", "because": "   "}, "Schrijf op waarom u de aanspraak afwijst."),
        ({"decision": "afwijzen", "because": "x" * 301}, "Dit is te lang."),
    ],
)
def test_a_decision_that_is_not_complete_is_told(
    client: Client, waiting: Claim, sent: dict[str, str], told: str
) -> None:
    enter(client, Role.CASHIER_APPROVER)

    response = client.post(reverse("treasury:claim", args=(waiting.key,)), sent)

    waiting.refresh_from_db()
    assert response.status_code == 400
    assert told in text_of(response)
    assert waiting.state == "ingediend"


@pytest.mark.parametrize("role", [Role.CASHIER, Role.FRAMEWORK_KEEPER])
def test_who_may_not_decide_sees_no_form_and_is_refused(client: Client, waiting: Claim, role: Role) -> None:
    enter(client, role)
    url = reverse("treasury:claim", args=(waiting.key,))

    shown, sent = client.get(url), client.post(url, {"decision": "goedkeuren"})

    assert 'name="decision"' not in shown.content.decode()
    assert "Alleen een goedkeurder van de kassier beslist" in text_of(sent)
    waiting.refresh_from_db()
    assert waiting.state == "ingediend"


def test_who_submitted_a_claim_is_sent_to_a_colleague(client: Client) -> None:
    actor = enter(client, Role.CASHIER_APPROVER)
    make.budget(1000_00)
    card = make.claimed(make.committed(), actor=actor, amount_cents=10_00)
    url = reverse("treasury:claim", args=(card.key,))

    shown, sent = text_of(client.get(url)), text_of(client.post(url, {"decision": "goedkeuren"}))

    assert "Een collega beslist erover." in shown
    assert "U hebt deze aanspraak zelf ingediend." in sent


def test_a_second_person_pays_what_was_approved(client: Client) -> None:
    make.budget(1000_00)
    card = make.approved(make.committed(recipient="Bakkerij Aan de Vaart"), amount_cents=60_00)
    enter(client, Role.CASHIER)
    url = reverse("treasury:payment", args=(card.key,))

    assert url in client.get(PAYMENTS).content.decode()
    assert "U betaalt € 60,00 aan Bakkerij Aan de Vaart." in text_of(client.get(url))
    response = client.post(url, follow=True)

    assert "De betaling is vrijgegeven." in text_of(response)
    assert "Er wacht geen betaling." in text_of(response)
    assert "Bakkerij Aan de Vaart" in text_of(response)
    assert position().paid == 60_00


def test_who_approved_does_not_pay(client: Client, waiting: Claim) -> None:
    enter(client, Role.CASHIER, Role.CASHIER_APPROVER)
    client.post(reverse("treasury:claim", args=(waiting.key,)), {"decision": "goedkeuren"})
    url = reverse("treasury:payment", args=(waiting.key,))

    shown, sent = text_of(client.get(url)), client.post(url)

    assert "Een andere kassier geeft de betaling vrij." in shown
    assert sent.status_code == 400
    assert "Iemand anders geeft de betaling vrij." in text_of(sent)
    assert position().paid == 0


def test_what_is_not_approved_cannot_be_paid(client: Client, waiting: Claim) -> None:
    enter(client, Role.CASHIER)
    url = reverse("treasury:payment", args=(waiting.key,))

    shown, sent = text_of(client.get(url)), client.post(url)

    assert "Betalen kan alleen na goedkeuring." in shown
    assert sent.status_code == 400
    assert position().paid == 0


def test_money_that_came_back_is_booked_with_a_reason(client: Client) -> None:
    make.budget(1000_00)
    card = make.approved(make.committed(), amount_cents=60_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=card.key, now=START))
    enter(client, Role.CASHIER)
    url = reverse("treasury:recover", args=(card.key,))

    without = client.post(url, {"because": ""})
    response = client.post(url, {"because": "De bank stuurde het terug"}, follow=True)

    assert without.status_code == 400
    assert "Vul dit in." in text_of(without)
    assert "weer vrij in het budget" in text_of(response)
    assert "De bank stuurde het terug" in text_of(response)
    assert position().paid == 0
    assert "Het geld kwam terug" in text_of(client.get(reverse("treasury:payment", args=(card.key,))))


def test_looking_at_claims_and_payments_changes_nothing(client: Client, waiting: Claim) -> None:
    enter(client, Role.CASHIER, Role.CASHIER_APPROVER)
    before = (position(), list(Claim.objects.values()))

    for url in (BOARD, CLAIMS, PAYMENTS, reverse("treasury:claim", args=(waiting.key,))):
        assert client.get(url).status_code == 200

    assert (position(), list(Claim.objects.values())) == before
