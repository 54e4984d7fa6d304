"""Changing the dates or the price of a committed item, on the screens of adviser, person and cashier."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from overstap.arrangements.models import ArrangementItem, Version
from overstap.core.actor import Role
from tests.factories.arrangements import BASIC, Scene, make_active
from tests.factories.people import make_professional
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db


def item_of(scene: Scene) -> ArrangementItem:
    return ArrangementItem.objects.get(arrangement=scene.arrangement, instrument="A1")


def url_of(scene: Scene) -> str:
    return reverse("guidance:item_change", args=[scene.case.pk, item_of(scene).pk])


def typed(**other: object) -> dict[str, object]:
    return {
        "starts_on_day": 1, "starts_on_month": 3, "starts_on_year": 2021,
        "ends_on_day": 31, "ends_on_month": 5, "ends_on_year": 2021,
        "cost": "1.000", "cofinancing": "200", "because": "De groep begint later.",
    } | other  # fmt: skip


@pytest.mark.requirement("R-120")
def test_an_adviser_proposes_the_person_agrees_and_the_cashier_sees_the_new_amount(client: Client) -> None:
    scene = make_active()
    sign_in(client, scene.adviser)
    plan = client.get(reverse("guidance:arrangement", args=[scene.case.pk])).content.decode()
    form = text_of(client.get(url_of(scene)))
    sent = text_of(client.post(url_of(scene), typed(), follow=True))
    before = item_of(scene).cost_cents
    sign_in(client, scene.person)
    read = text_of(client.get(reverse("mine:plan")))
    digest = Version.objects.order_by("-number")[0].digest
    client.post(reverse("mine:agree"), {"doe": "akkoord", "sha256": digest})
    item = item_of(scene)
    sign_in(client, make_professional(Role.CASHIER))
    history = text_of(client.get(reverse("treasury:commitment", args=[item.commitment_key])))

    assert url_of(scene) in plan
    assert "31 maart 2021" in form
    assert "De wijziging ligt bij de deelnemer." in sent
    assert before == 500_00
    assert "De groep begint later." in read
    assert (item.ends_on, item.cost_cents) == (dt.date(2021, 5, 31), 1000_00)
    assert "Meer geld toegezegd" in history
    assert "De groep begint later." not in history


def test_weeks_count_from_the_end_of_now(client: Client) -> None:
    scene = make_active()
    sign_in(client, scene.adviser)
    form = typed(ends_on_day=31, ends_on_month=3, weeks=2, cost="500", cofinancing="100")
    client.post(url_of(scene), form)

    assert item_of(scene).changes.get().ends_on == dt.date(2021, 4, 14)


def test_no_room_and_no_reason_are_told_and_what_was_typed_stays(client: Client) -> None:
    scene = make_active(cents=500_00)
    sign_in(client, scene.adviser)
    no_room = client.post(url_of(scene), typed())
    no_reason = client.post(url_of(scene), typed(because=""))

    assert "In de geldstroom “Ontschot budget” is nog € 100,00 vrij." in text_of(no_room)
    assert "Deze wijziging vraagt daar € 400,00 meer." in text_of(no_room)
    assert 'value="1.000"' in no_room.content.decode()
    assert "Vul dit in." in text_of(no_reason)
    assert not item_of(scene).changes.exists()


FUND = {"facts": BASIC | {"ofonds_beschikbaar": True}, "cofinancing_cents": 0, "shares": {"ofonds": 300_00}}


@pytest.mark.requirement("R-254")
def test_what_other_money_pays_is_asked_and_told_before_and_after_to_adviser_and_person(client: Client) -> None:
    scene = make_active(**FUND)
    sign_in(client, scene.adviser)
    form = client.get(url_of(scene)).content.decode()
    asked = typed(cofinancing="", deel_ofonds="650", doe="bekijk")
    worked_out = client.post(url_of(scene), asked, headers={"HX-Request": "true"})
    whole = text_of(client.post(url_of(scene), asked))
    nothing_yet = item_of(scene).changes.exists()
    client.post(url_of(scene), asked | {"doe": "voorstellen"})
    sign_in(client, scene.person)
    read = text_of(client.get(reverse("mine:plan")))
    sign_in(client, scene.adviser)
    told = text_of(client.get(reverse("guidance:arrangement", args=[scene.case.pk])))

    assert 'name="deel_ofonds" value="300,00"' in form
    assert "<html" not in worked_out.content.decode()
    for text in (text_of(worked_out), whole):
        assert "O&O-fonds of sectorfonds € 300,00 € 650,00" in text
        assert "Ontschot budget € 200,00 € 350,00" in text
        assert "Totale kosten € 500,00 € 1.000,00" in text
    assert not nothing_yet
    for text in (read, told):
        assert "O&O-fonds of sectorfonds betaalt: van € 300,00 naar € 650,00" in text
        assert "Ontschot budget betaalt: van € 200,00 naar € 350,00" in text


def test_a_question_that_comes_up_is_asked_and_what_was_typed_stays(client: Client) -> None:
    scene = make_active(**FUND)
    sign_in(client, scene.adviser)
    page = client.post(url_of(scene), typed(cofinancing="150", deel_ofonds="", because="Minder lessen."))

    assert "Dit kan nu niet" in text_of(page)
    assert "Minder lessen." in page.content.decode()
    assert 'value="150"' in page.content.decode()
    assert not item_of(scene).changes.exists()
