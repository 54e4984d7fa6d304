"""Waiting lists on screen: the person signs up and answers, the employer reads a number and at last a name."""

import pytest
from django.test import Client

from overstap.placement.models import WaitingPlace
from tests.factories.cases import make_case
from tests.factories.demand import make_offer
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

MINE = "/mijn/open-hiring/"


@pytest.mark.requirement("R-362")
def test_the_person_signs_up_is_called_and_says_yes(client: Client) -> None:
    case, vacancy = make_case(), make_offer(open_hiring=True)
    sign_in(client, case.participant)
    before = text_of(client.get(MINE))
    called = text_of(client.post(MINE, {"daad": "aanmelden", "vacature": vacancy.pk}, follow=True))
    started = text_of(client.post(MINE, {"daad": "ja", "vacature": vacancy.pk}, follow=True))

    assert "Er wachten 0 mensen." in before
    assert "U bent aan de beurt." in called
    assert "U zei ja. U begint hier." in started
    assert WaitingPlace.objects.get().state == "begint"


def test_what_is_not_possible_is_told_and_what_does_not_exist_is_not_found(client: Client) -> None:
    case, vacancy = make_case(), make_offer(open_hiring=True)
    sign_in(client, case.participant)
    early = client.post(MINE, {"daad": "ja", "vacature": vacancy.pk})

    assert early.status_code == 400
    assert "U bent nu niet aan de beurt." in text_of(early)
    assert client.post(MINE, {"daad": "iets", "vacature": vacancy.pk}).status_code == 404
    assert client.post(MINE, {"daad": "ja", "vacature": "x"}).status_code == 404
