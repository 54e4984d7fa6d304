"""Lists that were shown go after a year, and nothing that people said or that was agreed goes with them."""

import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import Role
from overstap.mediation import actions, queries
from overstap.mediation.actions import clearing
from overstap.mediation.models import Feedback, Proposal, ShownList, ShownMatch
from overstap.mediation.settings import matching_settings
from overstap.oversight.actions.night import DUTIES
from tests.conftest import START
from tests.factories.mediation import let_look_for, make_seeker, make_vacancy
from tests.factories.people import make_professional, party_of

pytestmark = pytest.mark.django_db

KEPT = dt.timedelta(days=matching_settings().whole("lists.keep_days"))
DAY = dt.timedelta(days=1)


def shown() -> None:
    case, person = make_seeker(work=["Kok"])
    make_vacancy()
    assert queries.suited_vacancies(person, case.pk, now=START).rows


def test_a_list_stays_on_its_last_day_and_goes_the_day_after() -> None:
    shown()
    assert actions.clear_shown_lists(now=START + KEPT) == 0
    assert ShownList.objects.count() == 1

    assert actions.clear_shown_lists(now=START + KEPT + DAY) == 1
    assert not ShownList.objects.exists()
    assert not ShownMatch.objects.exists()


def test_the_trail_holds_a_count_and_a_second_time_does_nothing() -> None:
    shown()
    later = START + KEPT + DAY
    assert [actions.clear_shown_lists(now=later) for _ in range(2)] == [1, 0]

    line = AuditLine.objects.get(verb="getoonde_lijsten_wissen")
    assert line.details["aantal"] == 1
    assert line.subject_id is None


def test_many_lists_go_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "PORTION", 2)
    for _ in range(3):
        shown()
    assert actions.clear_shown_lists(now=START + KEPT + DAY) == 3
    lines = AuditLine.objects.filter(verb="getoonde_lijsten_wissen")
    assert sorted(line.details["aantal"] for line in lines) == [1, 2]


def test_a_proposal_and_what_somebody_said_of_a_vacancy_stay() -> None:
    case, person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    party = party_of("gemeente")
    let_look_for(case, party)
    broker = make_professional(Role.BROKER, party=party)
    queries.suited_vacancies(person, case.pk, now=START)
    found = queries.suited_people(broker, vacancy.pk, now=START)
    assert found.rows
    Proposal.objects.create(case=case, vacancy=vacancy, party=party, proposed_at=START)
    actions.give_feedback(actor=person, case_id=case.pk, vacancy_id=vacancy.pk, fits=True, now=START)

    assert actions.clear_shown_lists(now=START + KEPT + DAY) == 2

    assert Proposal.objects.filter(case=case, vacancy=vacancy).exists()
    assert Feedback.objects.filter(case=case, vacancy=vacancy).exists()


def test_the_night_does_it() -> None:
    shown()
    duty = next(one for one in DUTIES if one.kind == "getoonde_lijsten_wissen")
    assert duty.do(START + KEPT + DAY) == 1
