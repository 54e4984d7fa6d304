"""Commitments, claims and payments on the screen: two people for every payment, and nobody's name."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Role
from overstap.treasury import actions
from overstap.treasury.models import Claim
from tests.conftest import START
from tests.factories import treasury as make
from tests.web.browsing import text_of
from tests.web.cashier import BOARD, CLAIMS, PAYMENTS, enter, position

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


def test_what_was_approved_waits_for_a_payment_run(client: Client) -> None:
    make.budget(1000_00)
    card = make.approved(make.committed(recipient="Bakkerij Aan de Vaart"), amount_cents=60_00)
    enter(client, Role.CASHIER)
    url = reverse("treasury:payment", args=(card.key,))

    assert url in client.get(PAYMENTS).content.decode()
    assert "Zet in een betaalopdracht" in text_of(client.get(url))
    assert client.post(url).status_code == 405
    assert position().paid == 0


def test_what_is_not_approved_cannot_be_paid(client: Client, waiting: Claim) -> None:
    enter(client, Role.CASHIER)

    shown = text_of(client.get(reverse("treasury:payment", args=(waiting.key,))))

    assert "Betalen kan alleen na goedkeuring." in shown
    assert "Zet in een betaalopdracht" not in shown


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
