"""Nobody's age, name or origin moves a list; and what is told of groups is never about a few."""

import datetime as dt

import pytest

from overstap.casework.models import CaseFact
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError
from overstap.mediation import queries
from overstap.mediation.fairness import fairness
from overstap.mediation.models import ShownMatch
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.mediation import let_look_for, make_seeker, make_vacancy
from tests.factories.people import make_professional, party_of

pytestmark = pytest.mark.django_db

OCCUPATIONS = ("kok", "bediening", "verkoopmedewerker", "kassamedewerker", "vrachtwagenchauffeur")


def test_another_age_name_language_or_group_gives_the_same_lists_to_the_last_bit() -> None:
    case, person = make_seeker("klanten-helpen", "luisteren", work=["Kok"])
    for occupation in OCCUPATIONS:
        make_vacancy(occupation)
    party = party_of("gemeente")
    let_look_for(case, party)
    broker = make_professional(Role.BROKER, party=party)
    vacancy = make_vacancy()
    before = queries.suited_vacancies(person, case.pk, now=START, keep=False)
    found = queries.suited_people(broker, vacancy.pk, now=START)
    Participant.objects.filter(pk=case.participant_id).update(
        birth_date=dt.date(1956, 1, 1), first_name="Fatima", last_name="Öztürk", language="en", email="", phone=""
    )
    for fact, value in (("doelgroep_banenafspraak", True), ("hoogste_opleiding", "geen"), ("uitkering", "bijstand")):
        CaseFact.objects.filter(case=case, fact_id=fact).delete()
        CaseFact.objects.create(
            case=case, fact_id=fact, state="bekend", value=value, source="persoon", recorded_at=START
        )
    after = queries.suited_vacancies(person, case.pk, now=START, keep=False)

    assert len(before.rows) > 1
    assert after == before
    assert queries.suited_people(broker, vacancy.pk, now=START) == found


def test_the_lists_do_change_with_what_somebody_can() -> None:
    first, one = make_seeker(work=["Kok"])
    second, other = make_seeker("klanten-helpen")
    make_vacancy()
    scores = [
        [row.score for row in queries.suited_vacancies(actor, case.pk, now=START, keep=False).rows]
        for case, actor in ((first, one), (second, other))
    ]

    assert scores[0] != scores[1]


def many(number: int) -> None:
    """So many people who agreed, and a broker who looked at one vacancy."""
    party = party_of("gemeente")
    for _ in range(number):
        case, _person = make_seeker("luisteren")
        let_look_for(case, party)
    vacancy = make_vacancy(skills=["luisteren"])
    queries.suited_people(make_professional(Role.BROKER, party=party), vacancy.pk, now=START)


def test_the_report_tells_who_came_into_view_and_hides_small_groups() -> None:
    many(11)
    Participant.objects.filter(pk=Participant.objects.order_by("pk").last().pk).update(birth_date=dt.date(1960, 1, 1))
    overseer = make_professional(Role.COORDINATOR, party_kind="gemeente")
    report = fairness(overseer, since=START.date(), until=START.date(), now=START)
    ages = [one for one in report.lines if one.dimension == "leeftijd"]
    jobs = [one for one in report.lines if one.dimension == "banenafspraak"]

    assert ShownMatch.objects.count() == 10
    # Ten and one: who is alone is hidden, and with them the ten, for eleven less ten is one.
    assert [one.people for one in ages] == [None, None]
    assert [(one.people, one.group) for one in jobs] == [(11, "niet bekend")]
    assert jobs[0].share == pytest.approx(10 / 11)
    assert jobs[0].mean_position == pytest.approx(5.5)


def test_who_oversees_nothing_reads_no_report() -> None:
    for role in (Role.ADVISER, Role.BROKER, Role.EMPLOYER, Role.CASHIER):
        with pytest.raises(NotFoundError):
            fairness(make_professional(role), since=START.date(), until=START.date(), now=START)
