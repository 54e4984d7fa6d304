"""Companies in several regions: whom they call, and what was agreed stands in every region of theirs (R-081)."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.national import AgreementTerms, refuse_agreement
from overstap.demand.actions import add_site, end_agreement, make_agreement
from overstap.demand.models import Employer, EmployerAgreement
from overstap.demand.national import company_page, contact_point, national_agreements
from overstap.demand.values import NationalFields, SiteFields
from tests.conftest import START
from tests.factories.demand import broker, employer_actor, make_employer, make_offer
from tests.factories.people import make_professional

TODAY = START.date()
SIX = ("Tilburg", "Amsterdam", "Utrecht", "Groningen", "Maastricht", "Zwolle")
FIELDS = NationalFields(
    title=" Scholing  in de opzegtermijn ", content="Iedereen mag drie dagen per week leren.", agreed_on=TODAY
)


def in_six_regions() -> Employer:
    employer = make_employer()
    for place in SIX[1:]:
        assert isinstance(add_site(actor=SYSTEM, employer_id=employer.pk, site=SiteFields(place), now=START), int)
    return employer


def agreed(actor: Actor, employer: Employer, fields: NationalFields = FIELDS) -> int:
    made = make_agreement(actor=actor, employer_id=employer.pk, fields=fields, now=START)
    assert isinstance(made, int), made
    return made


def rules_of(answer: object) -> list[str]:
    assert isinstance(answer, tuple), answer
    return [one.rule for one in answer]


@pytest.mark.django_db
@pytest.mark.requirement("R-081")
def test_what_was_agreed_is_seen_in_all_six_regions_and_not_in_the_seventh() -> None:
    employer = in_six_regions()
    codes = [one.region.code for one in employer.sites.select_related("region")]
    assert len(set(codes)) == len(SIX)
    agreed(broker(), employer)

    for code in codes:
        (seen,) = national_agreements(broker(code), on=TODAY)
        assert (seen.title, seen.regions, seen.standing) == ("Scholing in de opzegtermijn", 6, True)
        page = company_page(broker(code), employer.pk, on=TODAY)
        assert page.contact.national
        assert "werkgeversservicepunt van UWV" in page.contact.nl
        assert {one.code for one in page.regions} == set(codes)
    elsewhere = broker("AM01") if "AM01" not in codes else broker("AM02")
    assert national_agreements(elsewhere, on=TODAY) == ()
    with pytest.raises(NotFoundError):
        company_page(elsewhere, employer.pk, on=TODAY)
    Employer.objects.filter(pk=employer.pk).update(national=True)
    assert len(national_agreements(elsewhere, on=TODAY)) == 1


@pytest.mark.django_db
@pytest.mark.requirement("R-081")
def test_with_a_company_of_one_region_nothing_national_is_agreed() -> None:
    employer = make_employer()
    answer = make_agreement(actor=broker(), employer_id=employer.pk, fields=FIELDS, now=START)

    assert rules_of(answer) == ["landelijk.regios"]
    assert not company_page(broker(), employer.pk, on=TODAY).contact.national
    assert not EmployerAgreement.objects.exists()
    assert not AuditLine.objects.filter(verb="landelijke_afspraak_maken").exists()


@pytest.mark.django_db
def test_everything_that_is_wrong_is_said_at_once() -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    wrong = NationalFields(title=" ", content="", agreed_on=tomorrow, valid_until=TODAY)
    answer = make_agreement(actor=broker(), employer_id=make_employer().pk, fields=wrong, now=START)

    assert rules_of(answer) == [
        "landelijk.regios", "landelijk.titel", "landelijk.inhoud", "landelijk.gemaakt", "landelijk.einde",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_same_agreement_is_kept_once_until_it_ended() -> None:
    employer, actor = in_six_regions(), broker()
    first = agreed(actor, employer)

    assert rules_of(make_agreement(actor=actor, employer_id=employer.pk, fields=FIELDS, now=START)) == [
        "landelijk.dubbel"
    ]
    assert end_agreement(actor=actor, agreement_id=first, now=START) == employer.pk
    assert agreed(actor, employer) != first


@pytest.mark.django_db
def test_an_agreement_that_ended_or_ran_out_stands_no_longer_and_ends_once() -> None:
    employer, actor = in_six_regions(), broker()
    short = agreed(actor, employer, replace(FIELDS, title="Kort", valid_until=TODAY))
    ended = agreed(actor, employer)
    end_agreement(actor=actor, agreement_id=ended, now=START)
    again = end_agreement(actor=actor, agreement_id=ended, now=START)

    assert isinstance(again, Refusal)
    assert again.rule == "landelijk.voorbij"
    assert [one.id for one in national_agreements(actor, on=TODAY)] == [short]
    assert national_agreements(actor, on=TODAY + dt.timedelta(days=1)) == ()
    assert {one.id: one.standing for one in company_page(actor, employer.pk, on=TODAY).agreements} == {
        short: True,
        ended: False,
    }
    assert AuditLine.objects.filter(verb="landelijke_afspraak_stoppen").count() == 1


@pytest.mark.django_db
def test_only_the_party_that_made_it_ends_it_and_only_brokers_make_it() -> None:
    employer = in_six_regions()
    agreement = agreed(broker(), employer)
    of_union = make_professional(Role.BROKER, party_kind="vakbond")

    with pytest.raises(NotFoundError):
        end_agreement(actor=of_union, agreement_id=agreement, now=START)
    for other in (employer_actor(employer), make_professional(Role.ADVISER)):
        with pytest.raises(NotFoundError):
            make_agreement(actor=other, employer_id=employer.pk, fields=FIELDS, now=START)
        with pytest.raises(NotFoundError):
            end_agreement(actor=other, agreement_id=agreement, now=START)
    assert [one.may_end for one in national_agreements(of_union, on=TODAY)] == [False]
    assert [one.may_end for one in national_agreements(broker("AM26"), on=TODAY)] == [True]


@pytest.mark.django_db
def test_a_company_reads_its_own_agreements_and_no_other() -> None:
    employer, other = in_six_regions(), in_six_regions()
    agreed(broker(), employer)
    agreed(broker(), other, replace(FIELDS, title="Van een ander"))

    assert [one.title for one in national_agreements(employer_actor(employer), on=TODAY)] == [
        "Scholing in de opzegtermijn"
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_the_page_of_a_company_counts_free_places_per_region() -> None:
    employer = in_six_regions()
    sites = {one.municipality: one for one in employer.sites.all()}
    make_offer(employer, site_id=sites["Tilburg"].pk, places=3)
    make_offer(employer, site_id=sites["Utrecht"].pk, places=2)
    make_offer(employer, site_id=sites["Utrecht"].pk, places=4, opened=False)
    make_offer(employer, site_id=sites["Zwolle"].pk, closes_on=TODAY)

    def free(day: dt.date) -> dict[str, int]:
        page = company_page(broker(), employer.pk, on=day)
        return {one.municipalities[0]: one.open_places for one in page.regions}

    nothing = dict.fromkeys(SIX, 0)
    assert free(TODAY) == nothing | {"Tilburg": 3, "Utrecht": 2, "Zwolle": 1}
    assert free(TODAY + dt.timedelta(days=1)) == nothing | {"Tilburg": 3, "Utrecht": 2}


@pytest.mark.requirement("R-081")
def test_whom_a_company_calls_is_told_in_both_languages() -> None:
    one, two = contact_point(1, agreed=False, on=TODAY), contact_point(2, agreed=False, on=TODAY)

    assert (one.national, one.nl, one.en) == (False, "Het team van de regio", "The team of the region")
    assert two.national
    assert "municipalities" in two.en


@given(
    made=st.integers(-400, 400),
    lasts=st.none() | st.integers(-400, 400),
    title=st.sampled_from(["", " ", "x"]),
    content=st.sampled_from(["", "\n", "y"]),
)
def test_an_agreement_is_refused_exactly_for_what_is_wrong(
    made: int, lasts: int | None, title: str, content: str
) -> None:
    day = TODAY + dt.timedelta(days=made)
    until = None if lasts is None else TODAY + dt.timedelta(days=lasts)
    found = {one.rule for one in refuse_agreement(AgreementTerms(title, content, day, until), today=TODAY)}

    assert ("landelijk.titel" in found) == (title.strip() == "")
    assert ("landelijk.inhoud" in found) == (content.strip() == "")
    assert ("landelijk.gemaakt" in found) == (made > 0)
    assert ("landelijk.einde" in found) == (lasts is not None and (lasts < 0 or lasts < made))
