"""Two brokers who propose the same person at once, and two runs of one region: one stands, and a rule sees to it."""

import datetime as dt
from threading import Barrier

import pytest

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.mediation.access import alias_of
from overstap.mediation.actions import match_region, propose_candidate
from overstap.mediation.models import MatchRun, Proposal, RunMatch
from overstap.taxonomy.actions import load_starter
from tests.factories.mediation import let_look_for, make_seeker, make_vacancy
from tests.factories.people import make_professional, party_of
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TRIES = 3


def test_of_two_brokers_who_propose_the_same_person_at_once_one_does(now: dt.datetime) -> None:
    load_starter(now=now)
    party = party_of("gemeente")
    brokers = [make_professional(Role.BROKER, party=party) for _ in range(2)]
    for _ in range(TRIES):
        case, _person = make_seeker(work=["Kok"])
        vacancy = make_vacancy()
        let_look_for(case, party, now=now)
        alias = alias_of(case, vacancy.pk)

        answers = meet(
            *[
                lambda one=one, alias=alias, key=vacancy.pk: propose_candidate(
                    actor=one, vacancy_id=key, alias=alias, now=now
                )
                for one in brokers
            ]
        )

        assert sum(isinstance(one, Refusal) for one in answers) == 1
        assert Proposal.objects.filter(case=case, vacancy=vacancy).count() == 1


def test_without_the_lock_both_brokers_would_find_no_proposal(now: dt.datetime) -> None:
    load_starter(now=now)
    case, _person = make_seeker(work=["Kok"])
    vacancy = make_vacancy()
    looked = Barrier(2)

    def look() -> bool:
        free = not Proposal.objects.filter(case_id=case.pk, vacancy_id=vacancy.pk).exists()
        looked.wait(PATIENCE_SECONDS)
        return free

    assert meet(look, look) == [True, True]


def test_of_two_runs_of_one_region_at_once_one_is_kept(now: dt.datetime) -> None:
    load_starter(now=now)
    case, _person = make_seeker(work=["Kok"])
    make_vacancy()
    let_look_for(case, party_of("gemeente"), now=now)
    code = case.region.code

    done = meet(*[lambda: match_region(region_code=code, now=now)] * 2)

    assert sorted(one.already for one in done) == [False, True]
    run = MatchRun.objects.get(region=case.region)
    assert RunMatch.objects.filter(run=run).count() == run.matches == done[0].matches == done[1].matches


def test_without_the_rule_of_the_table_both_runs_would_be_made(now: dt.datetime) -> None:
    load_starter(now=now)
    case, _person = make_seeker(work=["Kok"])
    looked = Barrier(2)

    def look() -> bool:
        free = not MatchRun.objects.filter(region_id=case.region_id).exists()
        looked.wait(PATIENCE_SECONDS)
        return free

    assert meet(look, look) == [True, True]
