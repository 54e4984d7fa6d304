"""Ideas for other work on the pages of the person, the adviser and the visitor."""

import pytest
from django.test import Client
from django.urls import reverse

from overstap.audit.models import AuditLine
from overstap.casework.actions.profile import add_profile_line
from overstap.casework.models import Case, LabourProfile
from overstap.casework.values import ProfileLine
from overstap.mediation.careers import career_of_case, career_of_occupation
from overstap.mediation.skills import skill_space
from overstap.taxonomy.reading.starter import occupation_uri, skill_uri
from tests.conftest import START
from tests.factories.cases import adviser_of, given, make_case
from tests.factories.people import person_actor
from tests.factories.training import make_training
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

WAITER = occupation_uri("bediening")
MINE = "/mijn/ander-werk/"


def a_waiter() -> Case:
    case = make_case()
    line = ProfileLine("werk", skill_space().occupations[WAITER].nl)
    given(add_profile_line(actor=person_actor(case.participant), case_id=case.pk, line=line, now=START))
    return case


@pytest.mark.requirement("R-351")
@pytest.mark.requirement("R-361")
def test_the_person_reads_what_fits_what_is_left_to_learn_and_whether_there_is_work(client: Client) -> None:
    case = a_waiter()
    sign_in(client, case.participant)
    page = text_of(client.get(MINE))
    first = career_of_case(person_actor(case.participant), case.pk, now=START).ideas[0]

    assert first.name_nl in page
    assert f"Dat kan al: {first.has[0].nl}" in page
    assert "Nog te leren:" in page
    assert "Hoe veel dit werk gevraagd wordt, weten wij niet." in page
    assert "In die sector is nu minder werk." in page
    assert "Niet naar leeftijd, geslacht of afkomst." in page


def test_an_idea_becomes_the_wish_in_words_and_as_a_choice(client: Client) -> None:
    case = a_waiter()
    sign_in(client, case.participant)
    first = career_of_case(person_actor(case.participant), case.pk, now=START).ideas[0]
    answer = client.post(MINE, {"beroep": first.uri}, follow=True)
    kept = LabourProfile.objects.get(case=case)

    assert (kept.target_occupation, kept.occupation_uri) == (first.name_nl, first.uri)
    assert "Dit werk staat nu in uw profiel." in text_of(answer)
    assert "gekozen" in text_of(client.get(MINE))


@pytest.mark.parametrize("uri", ["", "urn:overstap:beroep:niets", skill_uri("kassa")])
def test_an_address_that_was_never_offered_changes_nothing(client: Client, uri: str) -> None:
    case = a_waiter()
    sign_in(client, case.participant)

    assert client.post(MINE, {"beroep": uri}).status_code == 404
    assert LabourProfile.objects.get(case=case).target_occupation == ""


def test_who_filled_in_nothing_is_told_what_to_do(client: Client) -> None:
    sign_in(client, make_case().participant)
    page = client.get(MINE)

    assert "Wij weten nog niet wat u kunt." in text_of(page)
    assert reverse("mine:competences") in page.content.decode()


def test_the_adviser_sees_how_each_score_is_made(client: Client) -> None:
    case = a_waiter()
    sign_in(client, adviser_of(case))
    address = reverse("guidance:careers", args=(case.pk,))
    page = text_of(client.get(address))
    first = career_of_case(person_actor(case.participant), case.pk, now=START).ideas[0]
    name, share = first.shares[0]
    client.post(address, {"beroep": first.uri})

    assert f"{name.nl}: {100 * share:.1f}".replace(".", ",") in page
    assert "Een score beslist niets." in page
    assert LabourProfile.objects.get(case=case).occupation_uri == first.uri


@pytest.mark.requirement("R-351")
def test_a_visitor_finds_ideas_by_an_occupation_and_nothing_is_kept(client: Client) -> None:
    found = client.get("/ander-werk/", {"zoek": "obber"})
    lines = AuditLine.objects.count()
    page = text_of(client.get("/ander-werk/", {"beroep": WAITER, "regio": "AM26"}))

    assert "Medewerker bediening" in text_of(found)
    assert "Na werk als: Medewerker bediening" in page
    assert "vacatures open in deze regio" in page
    assert "Dit werk wil ik" not in page
    assert AuditLine.objects.count() == lines


def test_a_visitor_with_a_made_up_address_finds_nothing_and_with_a_made_up_region_the_country(client: Client) -> None:
    assert client.get("/ander-werk/", {"beroep": "x"}).status_code == 404
    assert "open in deze regio" not in text_of(client.get("/ander-werk/", {"beroep": WAITER, "regio": "XX"}))
    assert "Wij vonden niets." in text_of(client.get("/ander-werk/", {"zoek": "qqqqqqq"}))


def test_what_work_takes_to_learn_stands_in_weeks_and_euros_on_every_page(client: Client) -> None:
    case = a_waiter()
    ideas = career_of_case(person_actor(case.participant), case.pk, now=START).ideas
    asked = career_of_occupation(WAITER, "", START.date()).ideas
    gaps = {skill.uri.rsplit(":", 1)[-1] for one in (*ideas, *asked) for skill in (*one.lacks, *one.maybe)}
    training = make_training(*gaps, name="Cursus <b>Alles</b>", weeks=7, price_cents=123400)

    sign_in(client, case.participant)
    mine = client.get(MINE).content.decode()
    sign_in(client, adviser_of(case))
    theirs = client.get(reverse("guidance:careers", args=[case.pk])).content.decode()
    open_to_all = client.get("/ander-werk/", {"beroep": WAITER}).content.decode()

    assert "Ongeveer 7 weken, voor" in open_to_all
    assert "Lukt toch niet wat misschien al lukt? Dan 7 weken, voor" in mine
    assert "Lukt toch niet wat misschien al lukt? Dan 7 weken, voor" in theirs
    for page in (mine, theirs, open_to_all):
        assert "1.234" in page
        assert f'href="/opleidingen/{training.pk}/"' in page
        assert "<b>Alles</b>" not in page
    assert "Vraag uw begeleider wie dit betaalt." in mine
    assert "Vraag uw begeleider wie dit betaalt." not in open_to_all


def test_without_trainings_the_page_says_that_none_was_found(client: Client) -> None:
    page = text_of(client.get("/ander-werk/", {"beroep": WAITER}))

    assert "Hiervoor vonden wij geen opleiding van hoogstens 39 weken" in page
