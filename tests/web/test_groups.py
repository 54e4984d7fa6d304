"""Groups on screen, from a report with wrong input to people who started."""

import pytest
from django.test import Client
from django.urls import reverse

from overstap.brokerage.models import Coupling, Surplus
from overstap.core.actor import Role
from overstap.taxonomy.reading.starter import occupation_uri
from tests.factories.demand import broker, make_employer, make_offer
from tests.factories.people import make_professional
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

COOK = occupation_uri("kok")


def reported(client: Client, people: str = "12") -> Surplus:
    employer = make_employer()
    client.post(reverse("groups:report", args=(employer.pk,)), filled(employer.sites.get().pk, people))
    return Surplus.objects.get()


def filled(site: int, people: str = "12") -> dict[str, object]:
    return {
        "beroep": COOK, "site": site, "people": people,
        "from_on_day": "1", "from_on_month": "3", "from_on_year": "2021",
    }  # fmt: skip


@pytest.mark.requirement("R-358")
def test_a_group_is_reported_coupled_agreed_and_followed_until_people_started(client: Client) -> None:
    sign_in(client, broker())
    employer = make_employer()
    address = reverse("groups:report", args=(employer.pk,))
    vacancy = make_offer(places=8, occupation_uri=occupation_uri("keukenassistent"), title="Hulp in de keuken")

    found = text_of(client.get(address, {"zoek": "kokk"}))
    wrong = client.post(address, filled(employer.sites.get().pk, people="0"))
    client.post(address, filled(employer.sites.get().pk))
    surplus = Surplus.objects.get()
    page = reverse("groups:surplus", args=(surplus.pk,))
    client.post(reverse("groups:propose"))
    proposed = text_of(client.get(page))
    coupling = Coupling.objects.get()
    client.post(reverse("groups:turn", args=(coupling.pk, "afspreken")))
    client.post(reverse("groups:turn", args=(coupling.pk, "nee")), {"people": "1"})
    client.post(reverse("groups:turn", args=(coupling.pk, "begonnen")), {"people": "3"})
    after, overview = text_of(client.get(page)), text_of(client.get(reverse("groups:start")))
    vacancy.refresh_from_db()

    assert "Kok" in found
    assert wrong.status_code == 400
    assert "8 naar Hulp in de keuken" in proposed
    assert "voorgesteld" in proposed
    assert "3 van 7 begonnen." in after
    assert vacancy.taken == 7
    assert "Zonder plaats" in overview


def test_what_cannot_be_is_told_and_changes_nothing(client: Client) -> None:
    sign_in(client, broker())
    surplus = reported(client)
    page = reverse("groups:surplus", args=(surplus.pk,))
    vacancy = make_offer(places=2)
    too_many = client.post(page, {"vacancy": vacancy.pk, "people": "13"})
    nowhere = client.post(page, {"vacancy": "987654", "people": "1"})
    client.post(page, {"vacancy": vacancy.pk, "people": "2"})
    coupling = Coupling.objects.get()
    over = client.post(reverse("groups:turn", args=(coupling.pk, "wijzigen")), {"people": "9"})
    early = client.post(reverse("groups:turn", args=(coupling.pk, "begonnen")), {"people": "1"})
    letters = client.post(reverse("groups:turn", args=(coupling.pk, "wijzigen")), {"people": "veel"}, follow=True)

    assert (too_many.status_code, nowhere.status_code, over.status_code, early.status_code) == (400, 400, 400, 400)
    assert "Er zijn er nog 12 zonder plaats." in text_of(too_many)
    assert "Er staat geen vacature open met dit nummer." in text_of(nowhere)
    assert "Deze koppeling is al verder, of zij is vervallen." in text_of(early)
    assert "Vul een aantal mensen in." in text_of(letters)
    assert client.post(reverse("groups:turn", args=(coupling.pk, "wissen"))).status_code == 404
    coupling.refresh_from_db()
    assert (coupling.people, coupling.manual, coupling.state) == (2, True, "voorgesteld")


def test_a_group_closes_and_a_coupling_lapses(client: Client) -> None:
    sign_in(client, broker())
    surplus = reported(client)
    vacancy = make_offer(places=4)
    page = reverse("groups:surplus", args=(surplus.pk,))
    client.post(page, {"vacancy": vacancy.pk, "people": "4"})
    client.post(reverse("groups:turn", args=(Coupling.objects.get().pk, "vervallen")))
    client.post(reverse("groups:close", args=(surplus.pk,)))
    surplus.refresh_from_db()

    assert (surplus.state, Coupling.objects.get().state) == ("gesloten", "vervallen")
    assert "gesloten" in text_of(client.get(reverse("groups:start")))


def test_brokers_of_elsewhere_and_others_do_not_get_in(client: Client) -> None:
    sign_in(client, broker())
    surplus = reported(client)
    make_offer(places=4)
    client.post(reverse("groups:propose"))
    coupling = Coupling.objects.first()
    sign_in(client, broker("AM01"))

    assert client.get(reverse("groups:surplus", args=(surplus.pk,))).status_code == 404
    assert client.post(reverse("groups:close", args=(surplus.pk,))).status_code == 404
    assert coupling is None or client.post(reverse("groups:turn", args=(coupling.pk, "afspreken"))).status_code == 404
    sign_in(client, make_professional(Role.ADVISER))
    assert client.get(reverse("groups:start")).status_code == 403
