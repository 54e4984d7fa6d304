"""Choosing the occupation that is meant: found while typing, confirmed by a person, beside the words that stay."""

import pytest
from django.test import Client
from django.urls import reverse

from overstap.casework.actions import profile as actions
from overstap.casework.models import LabourProfile, ProfileEntry
from overstap.casework.values import ProfileLine, ProfileWish
from overstap.core.decision import NotFoundError
from overstap.taxonomy import queries
from overstap.taxonomy.reading.starter import occupation_uri, skill_uri
from tests.conftest import START
from tests.factories.cases import adviser_of, given, make_case
from tests.factories.people import person_actor
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

KOK = occupation_uri("kok")
ADDRESS = "/mijn/profiel/beroep/"


@pytest.mark.requirement("R-056")
def test_a_person_finds_the_occupation_despite_a_slip_and_confirms_it(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    found = text_of(client.get(ADDRESS, {"zoek": "verplegkundige"}))
    answer = client.post(ADDRESS, {"keuze": occupation_uri("verpleegkundige")}, follow=True)
    kept = LabourProfile.objects.get(case=case)

    assert "Verpleegkundige" in found
    assert "Beroep uit de lijst: Verpleegkundige" in text_of(answer)
    assert kept.occupation_uri == occupation_uri("verpleegkundige")
    assert kept.occupation_edition == f"overstap {queries.editions('overstap')[0].version}"
    assert kept.target_occupation == "Verpleegkundige"


def test_what_was_typed_stays_beside_what_was_chosen_and_other_words_undo_the_choice() -> None:
    case = make_case()
    person = person_actor(case.participant)
    wish = ProfileWish(target_occupation="iets in de keuken")
    given(actions.save_wishes(actor=person, case_id=case.pk, wish=wish, now=START))
    given(actions.confirm_occupation(actor=person, case_id=case.pk, uri=KOK, now=START))
    first = LabourProfile.objects.get(case=case)
    given(
        actions.save_wishes(
            actor=person,
            case_id=case.pk,
            wish=ProfileWish(wishes="rust", target_occupation="iets in de keuken"),
            now=START,
        )
    )
    same = LabourProfile.objects.get(case=case)
    given(actions.save_wishes(actor=person, case_id=case.pk, wish=ProfileWish(target_occupation="tuinman"), now=START))
    other = LabourProfile.objects.get(case=case)

    assert (first.target_occupation, first.occupation_name) == ("iets in de keuken", "Kok")
    assert same.occupation_uri == KOK
    assert (other.target_occupation, other.occupation_uri, other.occupation_name) == ("tuinman", "", "")


def test_none_of_these_takes_the_choice_away_and_nothing_chosen_is_told(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    client.post(ADDRESS, {"keuze": KOK})
    nothing = client.post(ADDRESS, {})
    client.post(ADDRESS, {"keuze": "geen"})

    assert nothing.status_code == 400
    assert "kies “Geen van deze”" in text_of(nothing)
    assert LabourProfile.objects.get(case=case).occupation_uri == ""


def test_an_address_that_was_never_offered_is_not_kept(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    answer = client.post(ADDRESS, {"keuze": skill_uri("kassa")})

    assert answer.status_code == 404
    assert not LabourProfile.objects.exclude(occupation_uri="").exists()
    with pytest.raises(NotFoundError):
        actions.confirm_occupation(
            actor=person_actor(case.participant), case_id=case.pk, uri="urn:overstap:beroep:niets", now=START
        )


def test_the_adviser_chooses_in_the_file(client: Client) -> None:
    case = make_case()
    adviser = adviser_of(case)
    sign_in(client, adviser)
    address = reverse("guidance:occupation", args=(case.pk,))
    found = text_of(client.get(address, {"zoek": "lodgieter"}))
    answer = client.post(address, {"keuze": occupation_uri("loodgieter")}, follow=True)

    assert "Loodgieter" in found
    assert "Beroep uit de lijst: Loodgieter" in text_of(answer)


def test_a_competence_of_the_list_is_kept_with_its_address_and_free_words_without() -> None:
    case = make_case()
    person = person_actor(case.participant)
    for line in (ProfileLine("competentie", "-", code="kassa"), ProfileLine("competentie", "Duiken naar schatten")):
        given(actions.add_profile_line(actor=person, case_id=case.pk, line=line, now=START))
    kept = {one.name: (one.concept_uri, one.concept_edition) for one in ProfileEntry.objects.all()}

    assert kept["Werken met een kassa"] == (skill_uri("kassa"), f"overstap {queries.editions('overstap')[0].version}")
    assert kept["Duiken naar schatten"] == ("", "")


def test_a_mistyped_competence_is_found(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    page = text_of(client.get("/mijn/profiel/competenties/", {"zoek": "metselln"}))

    assert "Metselen" in page
