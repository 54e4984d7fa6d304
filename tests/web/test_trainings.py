"""Searching trainings as anybody, and bridges in a file: from what is missing to money that is held."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from overstap.arrangements.models import ArrangementItem
from overstap.demand.models import Vacancy
from tests.factories.arrangements import BASIC, Scene
from tests.factories.people import make_professional
from tests.factories.training import a_scene, make_trainer, make_training
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
SEARCH = "/opleidingen/"


@pytest.mark.requirement("R-230")
def test_anybody_searches_trainings_by_word_and_reads_when_they_were_checked_and_by_whom(client: Client) -> None:
    row = make_training(
        "heftruck", name="Heftruck rijden", trainer=make_trainer("Rijschool Zuid"), source="sector",
        source_name="Logistiek", municipality="Tilburg",
    )  # fmt: skip
    make_training(name="Lassen voor beginners")
    page = client.get(SEARCH, {"zoek": "heftrukc"})
    detail = text_of(client.get(reverse("training:detail", args=(row.pk,))))

    assert "1 opleiding gevonden" in text_of(page)
    assert "Heftruck rijden" in text_of(page)
    assert "Lassen" not in text_of(page)
    assert "Voor het laatst nagekeken op 15 februari 2021." in detail
    assert "Bron: sector Logistiek." in detail


@pytest.mark.parametrize(
    "asked", [{"weken": "x"}, {"sector": "geen"}, {"opleider": "999999"}, {"pagina": "-3"}, {"zoek": "'; --"}]
)
def test_a_strange_address_gives_an_ordinary_page(client: Client, asked: dict[str, str]) -> None:
    make_training(name="Lassen")

    assert client.get(SEARCH, asked).status_code == 200


def test_a_long_list_has_pages_that_keep_the_question(client: Client) -> None:
    trainer = make_trainer()
    for number in range(21):
        make_training(name=f"Lassen {number:02}", trainer=trainer)
    first = client.get(SEARCH, {"zoek": "lassen"})

    assert "Bladzijde 1 van 2" in text_of(first)
    assert "?zoek=lassen&amp;pagina=2" in first.content.decode()
    assert "Bladzijde 2 van 2" in text_of(client.get(SEARCH, {"zoek": "lassen", "pagina": "2"}))


def bridge(scene: Scene, vacancy: Vacancy) -> str:
    return reverse("training:bridges", args=(scene.case.pk, vacancy.pk))


def answers(scene: Scene, **more: str) -> dict[str, str]:
    told = {f"fact_{fact}": "ja" if value else "nee" for fact, value in BASIC.items()}
    return (
        told
        | {
            "doe": "kies",
            "providing_party": str(scene.case.first_responsible_id),
            "starts_on_day": "1",
            "starts_on_month": "3",
            "starts_on_year": "2021",
            "cofinancing_reason": "Er is niemand die meebetaalt.",
            "motivation": "Nodig voor deze vacature.",
            "asked": ",".join(BASIC),
        }
        | more
    )


@pytest.mark.requirement("R-359")
def test_the_adviser_goes_from_gaps_to_a_bridge_in_the_arrangement_with_money_held_and_back(client: Client) -> None:
    scene, vacancy = a_scene()
    first = make_training("heftruck", name="Heftruck", weeks=1, price_cents=400_00)
    second = make_training("lassen", name="Lassen", weeks=6, price_cents=900_00)
    sign_in(client, scene.adviser)
    page = client.get(bridge(scene, vacancy))
    words = text_of(page)

    assert "Kan geschikt worden gemaakt" in words
    assert "Heeft 6 van de 8 competenties die nodig zijn." in words
    assert "7 weken, € 1.300" in words
    assert "Zet in het arrangement" in words
    link = re.search(r'href="([^"]+/C1/)"', page.content.decode())
    assert link is not None
    form = client.get(link[1])
    assert form.status_code == 200
    looked = text_of(client.post(link[1], answers(scene, doe="bekijk")))
    assert "Totale kosten € 1.300,00" in looked
    assert "nog € 8.700,00 vrij" in looked
    answer = client.post(link[1], answers(scene), follow=True)
    put = ArrangementItem.objects.filter(kind="aanvullend", stage="gekozen")

    assert {item.title for item in put} == {first.name, second.name}, text_of(answer)
    assert "geld gereserveerd tot" in text_of(answer)
    undone = client.post(
        reverse("training:bridge_undo", args=(scene.case.pk,)),
        {"onderdelen": "-".join(str(item.pk) for item in put)},
        follow=True,
    )
    assert "Het geld is weer vrij." in text_of(undone)
    assert not put.all().exists()


def test_when_the_money_went_in_between_the_page_says_so_and_keeps_what_was_typed(client: Client) -> None:
    scene, vacancy = a_scene(cents=1000_00)
    one, other = make_training("heftruck", price_cents=600_00), make_training("lassen", price_cents=900_00)
    sign_in(client, scene.adviser)
    address = reverse("training:bridge_choose", args=(scene.case.pk, vacancy.pk, f"{one.pk}-{other.pk}", "C1"))
    page = client.post(address, answers(scene))

    assert "Dit kan nu niet" in text_of(page)
    assert "Nodig voor deze vacature." in page.content.decode()
    assert not ArrangementItem.objects.filter(kind="aanvullend").exists()


def test_an_empty_form_names_every_open_question(client: Client) -> None:
    scene, vacancy = a_scene()
    one = make_training("heftruck")
    sign_in(client, scene.adviser)
    address = reverse("training:bridge_choose", args=(scene.case.pk, vacancy.pk, str(one.pk), "C1"))
    page = client.post(address, {"doe": "kies"})

    assert "Er klopt iets niet" in text_of(page)
    assert not ArrangementItem.objects.filter(kind="aanvullend").exists()


def test_a_bridge_that_is_out_of_date_leads_back_to_the_bridges(client: Client) -> None:
    scene, vacancy = a_scene()
    sign_in(client, scene.adviser)
    address = reverse("training:bridge_choose", args=(scene.case.pk, vacancy.pk, str(make_training("kassa").pk), "C1"))

    assert "wordt niet meer gegeven of sluit geen gat meer" in text_of(client.get(address, follow=True))


@pytest.mark.parametrize("ids", ["a", "1-", "1" * 30])
def test_an_address_that_was_never_offered_is_not_found(client: Client, ids: str) -> None:
    scene, vacancy = a_scene()
    sign_in(client, scene.adviser)
    address = reverse("training:bridge_choose", args=(scene.case.pk, vacancy.pk, ids, "C1"))

    assert client.get(address).status_code == 404


def test_a_stranger_finds_no_bridge(client: Client) -> None:
    scene, vacancy = a_scene()
    sign_in(client, make_professional(party_kind="vakbond", region="AM01"))

    assert client.get(bridge(scene, vacancy)).status_code == 404
