"""Vacancies: complete or refused with every reason, fresh or off, and no place given twice."""

import datetime as dt

import pytest
from django.utils import timezone

from overstap.audit.models import AuditLine
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.demand import Freshness
from overstap.demand import queries
from overstap.demand.actions import (
    change_vacancy,
    close_vacancy,
    confirm_vacancy,
    freshen,
    give_back_places,
    offer_vacancy,
    open_vacancy,
    take_places,
)
from overstap.demand.freshness import freshness_on
from overstap.demand.models import Employer, Vacancy
from overstap.demand.values import RequirementCard
from overstap.taxonomy.reading.starter import skill_uri
from tests.conftest import START
from tests.factories.demand import broker, employer_actor, make_employer, make_offer, vacancy_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

DAY = dt.timedelta(days=1)
TODAY = timezone.localdate(START)
COOKING = RequirementCard("competentie", "nodig", "Koken", concept_uri=skill_uri("koken"))


def rules(answer: object) -> list[str]:
    assert isinstance(answer, tuple), answer
    return [one.rule for one in answer]


def test_a_vacancy_is_kept_with_what_it_asks_and_found_by_its_broker() -> None:
    actor, employer = broker(), make_employer()
    row = make_offer(employer, actor=actor, requirements=(COOKING, COOKING), places=3, reference="V-1")
    card = queries.vacancy(actor, row.pk, on=TODAY)

    assert (card.occupation_name, card.places_left, card.state, card.reference) == ("Kok", 3, "open", "V-1")
    assert [(one.name, one.need, one.concept_uri) for one in card.requirements] == [
        ("Koken", "nodig", COOKING.concept_uri)
    ]
    assert [one.id for one in queries.vacancies(actor, on=TODAY, text="plezier").rows] == [row.pk]
    assert queries.vacancies(broker("AM01"), on=TODAY).total == 0
    assert AuditLine.objects.filter(verb="vacature_opnemen").count() == 1


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept() -> None:
    actor, employer = broker(), make_employer()
    make_offer(employer, reference="V-1")
    fields = vacancy_fields(
        employer, hours_least=40, hours_most=20, places=0, closes_on=TODAY - DAY, kind="leerbaan", reference="V-1"
    )
    answer = offer_vacancy(actor=actor, employer_id=employer.pk, fields=fields, opened=True, now=START)

    assert rules(answer) == ["vraag.uren", "vraag.plaatsen", "vraag.sluit", "vraag.leerbaan", "vraag.kenmerk"]
    assert Vacancy.objects.count() == 1


def test_a_learning_job_needs_a_recognised_training_company() -> None:
    recognised = make_employer(recognised_training_company=True)

    assert make_offer(recognised, kind="leerbaan").kind == "leerbaan"


@pytest.mark.parametrize("more", [{"occupation_uri": "urn:x"}, {"site_id": 0}])
def test_what_was_never_offered_to_choose_is_not_found(more: dict[str, object]) -> None:
    employer = make_employer()
    with pytest.raises(NotFoundError):
        offer_vacancy(
            actor=broker(), employer_id=employer.pk, fields=vacancy_fields(employer, **more), opened=True, now=START
        )

    assert not Vacancy.objects.exists()


def test_an_employer_keeps_its_own_vacancies_only() -> None:
    own, other = make_employer(), make_employer()
    actor = employer_actor(own)
    mine, theirs = make_offer(own, actor=actor), make_offer(other)

    assert [one.id for one in queries.vacancies(actor, on=TODAY).rows] == [mine.pk]
    for deed in (
        lambda: queries.vacancy(actor, theirs.pk, on=TODAY),
        lambda: confirm_vacancy(actor=actor, vacancy_id=theirs.pk, now=START),
        lambda: close_vacancy(actor=actor, vacancy_id=theirs.pk, now=START),
        lambda: open_vacancy(actor=actor, vacancy_id=theirs.pk, now=START),
        lambda: change_vacancy(actor=actor, vacancy_id=theirs.pk, fields=vacancy_fields(other), now=START),
        lambda: offer_vacancy(actor=actor, employer_id=other.pk, fields=vacancy_fields(other), opened=True, now=START),
    ):
        with pytest.raises(NotFoundError):
            deed()


def test_places_run_out_and_come_back() -> None:
    row, actor = make_offer(places=3), broker()
    left = take_places(actor=actor, vacancy_id=row.pk, count=2, because="koppeling", now=START)
    too_many = take_places(actor=actor, vacancy_id=row.pk, count=2, because="koppeling", now=START)
    last = take_places(actor=actor, vacancy_id=row.pk, because="match", now=START)
    row.refresh_from_db()
    full = take_places(actor=actor, vacancy_id=row.pk, because="match", now=START)
    state, back = row.state, give_back_places(actor=actor, vacancy_id=row.pk, count=3, because="nee", now=START)
    row.refresh_from_db()

    assert (left, last, state, back, row.state) == (1, 0, "vervuld", 3, "open")
    assert isinstance(too_many, Refusal)
    assert "nog 1 plaatsen" in too_many.sentence()
    assert isinstance(full, Refusal)
    assert full.rule == "vraag.niet_open"
    with pytest.raises(ValueError, match="places back"):
        give_back_places(actor=actor, vacancy_id=row.pk, because="nee", now=START)
    with pytest.raises(ValueError, match="at least one"):
        take_places(actor=actor, vacancy_id=row.pk, count=0, because="x", now=START)


def test_fewer_places_than_are_taken_is_refused() -> None:
    row = make_offer(places=3)
    take_places(actor=broker(), vacancy_id=row.pk, count=2, because="match", now=START)
    answer = change_vacancy(actor=broker(), vacancy_id=row.pk, fields=vacancy_fields(row.employer, places=1), now=START)
    change_vacancy(actor=broker(), vacancy_id=row.pk, fields=vacancy_fields(row.employer, places=2), now=START)
    row.refresh_from_db()

    assert rules(answer) == ["vraag.plaatsen_bezet"]
    assert (row.places, row.state) == (2, "vervuld")


def test_after_thirty_days_it_is_asked_and_after_ninety_it_goes_off() -> None:
    row, actor = make_offer(), broker()
    terms = freshness_on(TODAY)
    done = {}
    for days in (29, 30, 31, 89, 90, 91):
        result = freshen(now=START + days * DAY)
        row.refresh_from_db()
        done[days] = (result.asked, result.went_off, row.state)
    card = queries.vacancy(actor, row.pk, on=TODAY + 45 * DAY)

    assert terms == Freshness(30, 90)
    assert done == {
        29: (0, 0, "open"), 30: (1, 0, "open"), 31: (0, 0, "open"),
        89: (0, 0, "open"), 90: (0, 1, "verlopen"), 91: (0, 0, "verlopen"),
    }  # fmt: skip
    assert (card.to_confirm, card.goes_off_on) == (False, None)
    assert queries.public_vacancy(row.pk, on=TODAY) is None


def test_who_says_that_it_stands_starts_the_term_again_and_what_went_off_can_open_again() -> None:
    row, actor = make_offer(), broker()
    freshen(now=START + 30 * DAY)
    told = queries.vacancy(actor, row.pk, on=TODAY + 30 * DAY)
    confirm_vacancy(actor=actor, vacancy_id=row.pk, now=START + 40 * DAY)
    fresh = queries.vacancy(actor, row.pk, on=TODAY + 40 * DAY)
    freshen(now=START + 200 * DAY)
    off = confirm_vacancy(actor=actor, vacancy_id=row.pk, now=START + 200 * DAY)
    again = open_vacancy(actor=actor, vacancy_id=row.pk, now=START + 200 * DAY)

    assert (told.to_confirm, told.goes_off_on) == (True, TODAY + 90 * DAY)
    assert (fresh.to_confirm, fresh.goes_off_on) == (False, TODAY + 130 * DAY)
    assert isinstance(off, Refusal)
    assert again is None
    assert queries.vacancy(actor, row.pk, on=TODAY + 200 * DAY).state == "open"


def test_a_closing_date_closes_and_does_not_open_again() -> None:
    row = make_offer(closes_on=TODAY + 5 * DAY)
    freshen(now=START + 6 * DAY)
    row.refresh_from_db()
    answer = open_vacancy(actor=broker(), vacancy_id=row.pk, now=START + 6 * DAY)

    assert row.state == "gesloten"
    assert isinstance(answer, Refusal)
    assert answer.rule == "vraag.sluit"


def test_everyone_sees_open_vacancies_with_a_place_and_no_others() -> None:
    shown, draft, full = make_offer(), make_offer(opened=False), make_offer()
    take_places(actor=broker(), vacancy_id=full.pk, because="match", now=START)

    assert queries.public_vacancy(shown.pk, on=TODAY) is not None
    assert queries.public_vacancy(draft.pk, on=TODAY) is None
    assert queries.public_vacancy(full.pk, on=TODAY) is None
    assert Employer.objects.count() == 3
