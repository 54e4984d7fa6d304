"""Agreements with companies in several regions, on screen, and the page of a company over its regions."""

import pytest
from django.test import Client

from overstap.core.actor import SYSTEM
from overstap.demand.actions import add_site, make_agreement
from overstap.demand.models import Employer, EmployerAgreement
from overstap.demand.values import NationalFields, SiteFields
from tests.conftest import START
from tests.factories.brokerage import make_coupling
from tests.factories.demand import broker, employer_actor, make_employer, make_offer
from tests.web.browsing import follow, sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

RIGHT = {
    "title": "Scholing in de opzegtermijn",
    "content": "Iedereen mag drie dagen per week leren.",
    "agreed_on_day": "15",
    "agreed_on_month": "2",
    "agreed_on_year": "2021",
    "contact_agency": "Landelijk werkgeversservicepunt, 088 000 00 00",
}


def in_two_regions() -> Employer:
    employer = make_employer()
    add_site(actor=SYSTEM, employer_id=employer.pk, site=SiteFields("Utrecht"), now=START)
    return employer


def agreed(employer: Employer, title: str = "Scholing") -> int:
    made = make_agreement(
        actor=broker(), employer_id=employer.pk, fields=NationalFields(title, "Drie dagen.", START.date()), now=START
    )
    assert isinstance(made, int), made
    return made


@pytest.mark.requirement("R-081")
def test_a_broker_writes_an_agreement_down_and_another_region_reads_it(client: Client) -> None:
    employer = in_two_regions()
    there = employer.sites.exclude(municipality="Tilburg").get().region.code
    sign_in(client, broker())

    done = text_of(follow(client, f"/vraag/werkgevers/{employer.pk}/afspraak/", RIGHT))
    sign_in(client, broker(there))
    listed = text_of(client.get("/vraag/afspraken/"))
    page = text_of(client.get(f"/vraag/werkgevers/{employer.pk}/"))

    assert "De afspraak staat erin." in done
    for text in (done, listed, page):
        assert "Scholing in de opzegtermijn" in text
        assert "088 000 00 00" in text
        assert "Geldt in 2 regio" in text
    assert "U hoeft niet elke regio apart te bellen." in page


def test_what_is_wrong_is_told_at_its_field_all_at_once_and_the_words_stay(client: Client) -> None:
    employer = in_two_regions()
    sign_in(client, broker())
    wrong = RIGHT | {
        "agreed_on_year": "2022",
        "valid_until_day": "1",
        "valid_until_month": "1",
        "valid_until_year": "2021",
    }
    answer = client.post(f"/vraag/werkgevers/{employer.pk}/afspraak/", wrong)
    page = answer.content.decode()

    assert answer.status_code == 400
    assert 'href="#id_agreed_on' in page
    assert 'href="#id_valid_until' in page
    assert "Iedereen mag drie dagen per week leren." in page
    bad_address = client.post(f"/vraag/werkgevers/{employer.pk}/afspraak/", RIGHT | {"document_url": "javascript:x()"})
    assert bad_address.status_code == 400
    assert not EmployerAgreement.objects.exists()


def test_with_one_region_the_form_says_that_the_team_helps(client: Client) -> None:
    employer = make_employer()
    sign_in(client, broker())
    page = text_of(client.get(f"/vraag/werkgevers/{employer.pk}/"))
    answer = client.post(f"/vraag/werkgevers/{employer.pk}/afspraak/", RIGHT)

    assert "Het team van de regio" in page
    assert "Leg een landelijke afspraak vast" not in page
    assert answer.status_code == 400
    assert "Het team van die regio helpt" in text_of(answer)


def test_stopping_is_asked_once_and_a_second_time_is_told(client: Client) -> None:
    employer = in_two_regions()
    agreement = agreed(employer)
    sign_in(client, broker())
    url = f"/vraag/afspraken/{agreement}/stoppen/"

    assert client.get(url).status_code == 405
    assert "De afspraak is gestopt." in text_of(follow(client, url, {}))
    assert "Deze afspraak is al gestopt." in text_of(follow(client, url, {}))
    assert "Er zijn nu geen landelijke afspraken" in text_of(client.get("/vraag/afspraken/"))
    assert "geldt niet meer" in text_of(client.get(f"/vraag/werkgevers/{employer.pk}/"))


def test_words_of_somebody_are_never_program(client: Client) -> None:
    employer = in_two_regions()
    agreed(employer, "<script>alert(1)</script>")
    sign_in(client, broker())

    for url in ("/vraag/afspraken/", f"/vraag/werkgevers/{employer.pk}/"):
        assert "<script>alert(1)" not in client.get(url).content.decode()


def test_the_page_of_a_company_shows_its_regions_and_groups(client: Client) -> None:
    employer = make_employer()
    surplus = make_coupling(employer).surplus
    add_site(actor=SYSTEM, employer_id=employer.pk, site=SiteFields("Utrecht"), now=START)
    make_offer(employer, site_id=employer.sites.get(municipality="Utrecht").pk, places=7)
    sign_in(client, broker())
    page = client.get(f"/vraag/werkgevers/{employer.pk}/").content.decode()

    assert f'href="/makelaar/groepen/{surplus.pk}/"' in page
    assert ">7</td>" in page


def test_an_employer_reads_its_agreement_and_is_offered_no_button(client: Client) -> None:
    employer = in_two_regions()
    agreed(employer)
    sign_in(client, employer_actor(employer))
    page = client.get(f"/vraag/werkgevers/{employer.pk}/").content.decode()

    assert "Scholing" in page
    assert "/afspraak/" not in page
    assert "/stoppen/" not in page
