"""Companies with too many people and companies with too few: proposed, changed, agreed, followed until all started."""

import datetime as dt
from collections.abc import Callable

import pytest

from overstap.audit.models import AuditLine
from overstap.brokerage.actions import (
    SurplusFields,
    agree_coupling,
    change_coupling,
    close_surplus,
    couple,
    decline_places,
    drop_coupling,
    people_left,
    propose_couplings,
    record_placed,
    report_surplus,
)
from overstap.brokerage.models import Coupling, Surplus
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.models import Employer, Site, Vacancy
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.demand import broker, employer_actor, make_employer, make_offer
from tests.factories.people import make_professional

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

COOK = occupation_uri("kok")


def fields(employer: Employer, people: int = 12, **more: object) -> SurplusFields:
    site = Site.objects.filter(employer=employer).order_by("id")[0]
    plain: dict[str, object] = {"site_id": site.pk, "occupation_uri": COOK, "people": people, "from_on": START.date()}
    return SurplusFields(**(plain | more))  # type: ignore[arg-type]


def too_many(actor: Actor, people: int = 12, employer: Employer | None = None) -> Surplus:
    employer = employer or make_employer()
    made = report_surplus(actor=actor, employer_id=employer.pk, fields=fields(employer, people), now=START)
    assert isinstance(made, int), made
    return Surplus.objects.get(pk=made)


def kitchen(places: int = 8, **more: object) -> Vacancy:
    return make_offer(places=places, occupation_uri=occupation_uri("keukenassistent"), **more)


def only_coupling() -> Coupling:
    return Coupling.objects.exclude(state="vervallen").get()


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-358")
def test_twelve_cooks_and_eight_places_in_a_kitchen_make_a_coupling_of_eight_and_four_stay_open() -> None:
    actor = broker()
    surplus, vacancy = too_many(actor, 12), kitchen(8)
    made = propose_couplings(actor=actor, now=START)
    row = only_coupling()

    assert (made, row.surplus, row.vacancy, row.people, row.manual) == (1, surplus, vacancy, 8, False)
    assert people_left(surplus) == 4
    assert row.weights == "groepen 2016-01-01"
    assert row.nearness > 300
    assert AuditLine.objects.filter(verb="koppelingen_voorstellen").count() == 1


@pytest.mark.requirement("R-358")
def test_agreeing_keeps_the_places_and_each_no_gives_one_back() -> None:
    actor = broker()
    surplus, vacancy = too_many(actor, 12), kitchen(8)
    propose_couplings(actor=actor, now=START)
    row = only_coupling()
    agree_coupling(actor=actor, coupling_id=row.pk, now=START)
    vacancy.refresh_from_db()
    kept = (vacancy.taken, vacancy.state)
    decline_places(actor=actor, coupling_id=row.pk, people=3, now=START)
    vacancy.refresh_from_db()
    row.refresh_from_db()

    assert kept == (8, "vervuld")
    assert (vacancy.taken, vacancy.state, row.people, people_left(surplus)) == (5, "open", 5, 7)


def test_who_started_is_followed_until_all_did_and_never_back() -> None:
    actor = broker()
    too_many(actor, 5)
    kitchen(5)
    propose_couplings(actor=actor, now=START)
    row = only_coupling()
    early = record_placed(actor=actor, coupling_id=row.pk, placed=1, now=START)
    agree_coupling(actor=actor, coupling_id=row.pk, now=START)
    record_placed(actor=actor, coupling_id=row.pk, placed=3, now=START)
    back = record_placed(actor=actor, coupling_id=row.pk, placed=2, now=START)
    over = record_placed(actor=actor, coupling_id=row.pk, placed=6, now=START)
    record_placed(actor=actor, coupling_id=row.pk, placed=5, now=START)
    row.refresh_from_db()

    assert rule_of(early) == "groepen.staat_niet"
    assert (rule_of(back), rule_of(over)) == ("groepen.geplaatst", "groepen.geplaatst")
    assert (row.placed, row.state) == (5, "afgerond")


@pytest.mark.requirement("R-358")
def test_what_a_broker_made_or_changed_stays_when_all_is_calculated_again() -> None:
    actor = broker()
    surplus, vacancy, other = too_many(actor, 12), kitchen(8), kitchen(6)
    couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=2, now=START)
    propose_couplings(actor=actor, now=START)
    mine = Coupling.objects.get(vacancy=vacancy)
    proposed = Coupling.objects.get(vacancy=other)
    change_coupling(actor=actor, coupling_id=proposed.pk, people=5, now=START)
    for _ in range(2):
        propose_couplings(actor=actor, now=START)
    standing = Coupling.objects.exclude(state="vervallen")

    assert (mine.people, mine.manual) == (2, True)
    assert {(one.vacancy_id, one.people, one.manual) for one in standing} == {
        (vacancy.pk, 2, True),
        (other.pk, 5, True),
    }
    assert people_left(surplus) == 5


def test_calculating_again_never_promises_a_place_twice() -> None:
    actor = broker()
    vacancy = kitchen(8)
    for _ in range(3):
        too_many(actor, 5)
        propose_couplings(actor=actor, now=START)
    standing = Coupling.objects.filter(vacancy=vacancy).exclude(state="vervallen")

    assert sum(one.people for one in standing) == 8


@pytest.mark.parametrize(
    ("people", "rule"), [(0, "groepen.te_veel"), (13, "groepen.te_veel"), (9, "vraag.vol"), (-1, "groepen.te_veel")]
)
def test_more_people_or_places_than_there_are_is_told(people: int, rule: str) -> None:
    actor = broker()
    surplus, vacancy = too_many(actor, 12), kitchen(8)
    answer = couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=people, now=START)

    assert rule_of(answer) == rule
    assert not Coupling.objects.exists()


def test_a_group_goes_to_one_vacancy_once_and_a_closed_one_goes_nowhere() -> None:
    actor = broker()
    surplus, vacancy = too_many(actor, 12), kitchen(8)
    couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=2, now=START)
    again = couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=2, now=START)
    close_surplus(actor=actor, surplus_id=surplus.pk, now=START)
    closed = couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=2, now=START)

    assert (rule_of(again), rule_of(closed)) == ("groepen.al_gekoppeld", "groepen.gesloten")
    assert Coupling.objects.get().state == "vervallen"
    assert propose_couplings(actor=actor, now=START) == 0


def test_letting_go_gives_the_places_back_and_who_started_stays() -> None:
    actor = broker()
    surplus, vacancy = too_many(actor, 6), kitchen(6)
    propose_couplings(actor=actor, now=START)
    row = only_coupling()
    agree_coupling(actor=actor, coupling_id=row.pk, now=START)
    record_placed(actor=actor, coupling_id=row.pk, placed=2, now=START)
    drop_coupling(actor=actor, coupling_id=row.pk, now=START)
    row.refresh_from_db()
    vacancy.refresh_from_db()

    assert (row.people, row.placed, row.state) == (2, 2, "afgerond")
    assert (vacancy.taken, people_left(surplus)) == (2, 4)
    assert rule_of(drop_coupling(actor=actor, coupling_id=row.pk, now=START)) == "groepen.staat_niet"


def test_far_away_and_other_work_are_not_proposed_but_a_broker_may_choose_them() -> None:
    actor = broker()
    surplus = too_many(actor, 4)
    far = kitchen(4, employer=make_employer("Groningen"))
    other = make_offer(places=4, occupation_uri=occupation_uri("loodgieter"))

    assert propose_couplings(actor=actor, now=START) == 0
    for vacancy in (far, other):
        assert isinstance(couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=2, now=START), int)


def test_a_national_employer_is_followed_everywhere_and_changed_where_its_people_work() -> None:
    national = make_employer("Tilburg", national=True)
    surplus = too_many(broker("AM26"), 3, national)
    stranger = broker("AM01")
    vacancy = kitchen(3)

    assert propose_couplings(actor=stranger, now=START) == 0
    with pytest.raises(NotFoundError):
        couple(actor=stranger, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=1, now=START)


def deeds(actor: Actor, surplus: Surplus, vacancy: Vacancy, coupling: Coupling) -> tuple[Callable[[], object], ...]:
    employer = surplus.employer
    return (
        lambda: report_surplus(actor=actor, employer_id=employer.pk, fields=fields(employer), now=START),
        lambda: close_surplus(actor=actor, surplus_id=surplus.pk, now=START),
        lambda: couple(actor=actor, surplus_id=surplus.pk, vacancy_id=vacancy.pk, people=1, now=START),
        lambda: change_coupling(actor=actor, coupling_id=coupling.pk, people=1, now=START),
        lambda: agree_coupling(actor=actor, coupling_id=coupling.pk, now=START),
        lambda: decline_places(actor=actor, coupling_id=coupling.pk, people=1, now=START),
        lambda: record_placed(actor=actor, coupling_id=coupling.pk, placed=1, now=START),
        lambda: drop_coupling(actor=actor, coupling_id=coupling.pk, now=START),
    )


def test_only_brokers_of_the_region_do_anything_with_groups() -> None:
    actor = broker()
    surplus, vacancy = too_many(actor, 4), kitchen(4)
    propose_couplings(actor=actor, now=START)
    strangers = (
        broker("AM01"), employer_actor(surplus.employer), make_professional(Role.ADVISER),
        make_professional(Role.CASHIER),
    )  # fmt: skip
    for stranger in strangers:
        for deed in deeds(stranger, surplus, vacancy, only_coupling()):
            with pytest.raises(NotFoundError):
                deed()

    assert only_coupling().state == "voorgesteld"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"people": 0}, "groepen.aantal"),
        ({"until_on": START.date() - dt.timedelta(days=1)}, "groepen.dagen"),
        ({"occupation_uri": "urn:x"}, "groepen.beroep"),
    ],
)
def test_what_cannot_be_in_a_surplus_is_told(more: dict[str, object], rule: str) -> None:
    employer = make_employer()
    answer = report_surplus(actor=broker(), employer_id=employer.pk, fields=fields(employer, **more), now=START)

    assert rule_of(answer) == rule
    assert not Surplus.objects.exists()
