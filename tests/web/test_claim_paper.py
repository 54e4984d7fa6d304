"""The paper behind a claim: the adviser names its sort, number and day, and the cashier sees them."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.arrangements import actions
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.parties.models import PartyKind
from overstap.treasury.actions import Evidence
from overstap.treasury.models import Claim
from tests.conftest import START
from tests.factories.arrangements import LEARNING, Scene, make_active
from tests.factories.people import make_professional
from tests.factories.treasury import invoice
from tests.web.arranging import PAPER, day, enter, url
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db


def ask(client: Client, scene: Scene, **changes: str) -> Any:
    item = scene.arrangement.items.get(instrument="A1")
    return client.post(
        url("item_cost", scene, item.pk), {"amount": "250", "key": str(uuid.uuid4()), **PAPER, **changes}
    )


@pytest.mark.requirement("R-261")
def test_the_cashier_sees_the_paper_that_the_adviser_named(client: Client) -> None:
    scene = make_active()
    ask(enter(client, scene), scene)
    claim = Claim.objects.get()
    sign_in(client, make_professional(Role.CASHIER_APPROVER))

    one = text_of(client.get(reverse("treasury:claim", args=[claim.key])))
    every = text_of(client.get(reverse("treasury:claims")))
    english = text_of(client.get(reverse("treasury:claim", args=[claim.key]), headers={"accept-language": "en"}))

    kept = (claim.evidence_kind, claim.evidence_number, claim.evidence_on, claim.evidence)
    assert kept == ("factuur", "2021-7", dt.date(2021, 1, 2), "Factuur 2021-7")
    assert "Factuur 2021-7" in one
    assert "van 2 januari 2021" in one
    assert "Factuur 2021-7" in every
    assert "Bill 2021-7" in english


@pytest.mark.requirement("R-261")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"paper_kind": ""}, "Vul dit in."),
        ({"paper_kind": "voucher"}, "Kies een van de antwoorden."),
        ({"paper_number": "   "}, "Vul dit in."),
        ({"paper_number": "9" * 61}, "Dit is te lang. Gebruik hoogstens 60 tekens."),
        ({"paper_on_day": "31", "paper_on_month": "2"}, "Deze datum bestaat niet."),
        ({"paper_on_day": ""}, "Vul een dag, een maand en een jaar in."),
        (day("paper_on", START.date() + dt.timedelta(days=1)), "Deze datum moet nog komen."),
    ],
)
def test_what_is_wrong_with_the_paper_is_told_beside_it(client: Client, wrong: dict[str, str], told: str) -> None:
    scene = make_active()

    page = ask(enter(client, scene), scene, **wrong)

    assert told in text_of(page)
    assert not Claim.objects.exists()


def test_a_paper_of_today_will_do(client: Client) -> None:
    scene = make_active()

    ask(enter(client, scene), scene, **day("paper_on", START.date()))

    assert Claim.objects.get().evidence_on == START.date()


@pytest.mark.requirement("R-261")
@pytest.mark.parametrize("paper", [Evidence("factuur", " ", START.date()), Evidence("factuur", "7")])
def test_a_paper_that_nobody_can_find_again_is_refused(paper: Evidence) -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")

    answer = actions.claim_cost(actor=scene.adviser, item_id=item.pk, amount_cents=10_00, paper=paper, now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "onderdeel.bewijs"
    assert not Claim.objects.exists()


def test_a_sort_of_paper_that_is_not_known_is_refused() -> None:
    scene = make_active()
    item = scene.arrangement.items.get(instrument="A1")
    paper = Evidence("bonnetje", "7", START.date())

    answer = actions.claim_cost(actor=scene.adviser, item_id=item.pk, amount_cents=10_00, paper=paper, now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "aanspraak.bewijs"


@pytest.mark.requirement("R-201")
def test_the_fee_for_an_employer_starts_with_a_list_of_who_was_there(client: Client) -> None:
    scene = make_active(instrument="C2", employer="Bakkerij", ends_on=dt.date(2021, 11, 30), facts=LEARNING)
    item = scene.arrangement.items.get(instrument="C2")
    form = enter(client, scene).get(url("item_fee", scene, item.pk))

    sent = {"weeks_present": "1", "key": str(uuid.uuid4()), **PAPER, "paper_kind": "presentielijst"}
    follow(client, url("item_fee", scene, item.pk), sent)

    assert '<option value="presentielijst" selected>' in form.content.decode()
    assert Claim.objects.get().evidence_kind == "presentielijst"


def test_another_party_asks_no_payment_on_a_foreign_file(client: Client) -> None:
    scene = make_active()
    sign_in(client, make_professional(Role.ADVISER, party_kind=PartyKind.MUNICIPALITY))

    page = ask(client, scene)

    assert page.status_code == 404
    assert not Claim.objects.exists()


def test_a_cashier_asks_no_payment(client: Client) -> None:
    scene = make_active()
    sign_in(client, make_professional(Role.CASHIER))

    page = ask(client, scene)

    assert page.status_code == 403
    assert invoice().named == "Factuur 2021-17"
