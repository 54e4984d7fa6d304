"""Lists, next steps and profiles."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overstap.casework import actions, queries
from overstap.casework.models import NextAction
from overstap.casework.queries import CaseloadChoice
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.cases import (
    HEALTH,
    LIKELY,
    ON_BENEFIT,
    admitted_case,
    adviser_elsewhere,
    adviser_of,
    copies_of,
    given,
    make_case,
    offered,
    refused,
)
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db

TOMORROW = dt.date(2021, 2, 16)


def test_a_caseload_of_eighty_takes_as_many_queries_as_one_of_three() -> None:
    cases = [make_case() for _ in range(3)]
    adviser = adviser_of(cases[0])
    with CaptureQueriesContext(connection) as few:
        short = queries.caseload_page(adviser, START, CaseloadChoice())
    copies_of(cases[0], 77)
    with CaptureQueriesContext(connection) as many:
        long = queries.caseload_page(adviser, START, CaseloadChoice())

    assert (short.total, long.total, len(long.rows)) == (3, 80, 50)
    assert len(questions(many)) == len(questions(few)) <= 9


def test_the_other_lists_take_a_fixed_number_of_queries_too() -> None:
    case = make_case()
    desk = make_professional(Role.DESK)
    copies_of(case, 79)
    with CaptureQueriesContext(connection) as asked:
        found = queries.desk_page(desk, START, queries.TODAY)
    with CaptureQueriesContext(connection) as offers:
        queries.open_handovers(adviser_of(case), START)

    assert (found.total, len(found.rows), found.pages) == (80, 50, 2)
    assert len(questions(asked)) <= 8
    assert len(questions(offers)) <= 8


def questions(asked: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without the lines about who looked."""
    return [one["sql"] for one in asked if one["sql"].startswith("SELECT")]


def test_the_page_of_a_file_takes_a_fixed_number_of_queries() -> None:
    case, adviser = admitted_case()
    for number in range(5):
        actions.add_profile_entry(actor=adviser, case_id=case.pk, kind="competentie", name=f"Vak {number}", now=START)
    with CaptureQueriesContext(connection) as asked:
        queries.case_page(adviser, case.pk, now=START)

    assert len(asked) <= 30


@pytest.mark.requirement("R-104")
def test_who_has_the_most_factors_stands_first_when_equally_urgent_and_a_person_decides() -> None:
    light = make_case(ON_BENEFIT)
    heavy = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    adviser = adviser_of(light)
    for case in (light, heavy):
        given(actions.assess_case(actor=adviser, case_id=case.pk, now=START))
    rows = queries.caseload_page(adviser, START, CaseloadChoice()).rows

    assert [row.id for row in rows] == [heavy.pk, light.pk]
    assert rows[0].factors_for > rows[1].factors_for
    assert all(row.state == "beoordeeld" for row in rows)


def test_a_list_can_be_narrowed_to_mine_overdue_state_and_words() -> None:
    mine, other = make_case(), make_case(participant=make_participant(last_name="Ooievaar"))
    adviser = adviser_of(mine)
    given(actions.take_case(actor=adviser, case_id=mine.pk, now=START))
    late = START + dt.timedelta(days=30)

    def found(now: dt.datetime = START, **narrow: object) -> set[int]:
        return {row.id for row in queries.caseload_page(adviser, now, CaseloadChoice(**narrow)).rows}

    assert found() == {mine.pk, other.pk}
    assert found(owner="mij") == {mine.pk}
    assert found(text="ooie") == {other.pk}
    assert found(text=mine.number) == {mine.pk}
    assert found(state="afgesloten") == set()
    assert found(due="te_laat") == set()
    assert found(late, due="te_laat") == {mine.pk, other.pk}


@pytest.mark.requirement("R-102")
def test_the_desk_finds_everyone_of_the_region_and_reads_nothing_of_the_content() -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    given(actions.assess_case(actor=adviser_of(case), case_id=case.pk, now=START))
    desk = make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY)
    rows = queries.desk_rows(desk, START, [case.participant_id]).values()
    elsewhere = make_professional(Role.DESK, region="AM12")

    assert [(row.id, row.advice, row.factors_for) for row in rows] == [(case.pk, None, 0)]
    assert queries.desk_rows(elsewhere, START, [case.participant_id]) == {}
    assert queries.desk_page(make_professional(Role.CASHIER), START, queries.TODAY).rows == ()
    assert queries.caseload_page(desk, START, CaseloadChoice()).rows == ()


@pytest.mark.requirement("R-057")
def test_there_is_always_exactly_one_next_step_and_the_person_may_have_it() -> None:
    case = make_case()
    adviser = adviser_of(case)
    step = {"actor": adviser, "case_id": case.pk, "what": "Bellen", "due_on": TOMORROW, "now": START}
    given(actions.set_next_action(owner_party_id=adviser.party_id, **step))
    given(actions.set_next_action(by_person=True, **step))
    rows = NextAction.objects.filter(case=case, done_at__isnull=True)

    assert [(row.what, row.by_person, row.owner_party_id) for row in rows] == [("Bellen", True, None)]
    assert refused(actions.set_next_action(**step)).rule == "stap.niemand"
    assert refused(actions.set_next_action(by_person=True, **{**step, "what": " "})).rule == "stap.leeg"
    assert (
        refused(actions.set_next_action(by_person=True, **{**step, "due_on": dt.date(2021, 2, 14)})).rule
        == "stap.verleden"
    )


def test_an_adviser_takes_a_file_and_a_colleague_only_knowingly() -> None:
    case = make_case()
    first, second = adviser_of(case), adviser_of(case)
    given(actions.take_case(actor=first, case_id=case.pk, now=START))
    unaware = actions.take_case(actor=second, case_id=case.pk, now=START)
    aware = actions.take_case(actor=second, case_id=case.pk, replaces=first.user_id, now=START)

    assert refused(unaware).rule == "dossier.al_opgepakt"
    assert first.name in refused(unaware).sentence()
    assert given(aware) == second.user_id


def test_another_party_does_not_take_a_file_that_it_helps_with() -> None:
    case = make_case()
    other = adviser_elsewhere()
    offered(case, adviser_of(case), other)

    assert refused(actions.take_case(actor=other, case_id=case.pk, now=START)).rule == "dossier.niet_van_u"


@pytest.mark.requirement("R-056")
def test_a_profile_is_a_draft_until_it_names_a_competence() -> None:
    case = make_case()
    adviser, person = adviser_of(case), person_actor(case.participant)
    given(
        actions.save_profile(
            actor=adviser,
            case_id=case.pk,
            wishes="Werken in de zorg",
            limits="",
            hours_per_week=24,
            travel_minutes=45,
            target_occupation="Verzorgende",
            target_sector="zorg_en_welzijn",
            now=START,
        )
    )
    draft = queries.case_page(person, case.pk, now=START).profile
    by_adviser = given(
        actions.add_profile_entry(actor=adviser, case_id=case.pk, kind="competentie", name="Plannen", now=START)
    )
    by_person = given(
        actions.add_profile_entry(actor=person, case_id=case.pk, kind="taal", name="Pools", level="C1", now=START)
    )
    full = queries.case_page(person, case.pk, now=START).profile

    assert draft is not None
    assert draft.draft
    assert full is not None
    assert not full.draft
    assert {(one.id, one.source, one.confirmed) for one in full.entries} == {
        (by_adviser, "begeleider", False),
        (by_person, "persoon", True),
    }


def test_only_the_person_confirms_what_others_wrote() -> None:
    case = make_case()
    adviser, person = adviser_of(case), person_actor(case.participant)
    entry = given(actions.add_profile_entry(actor=adviser, case_id=case.pk, kind="werk", name="Kok, 8 jaar", now=START))
    by_adviser = actions.confirm_profile_entry(actor=adviser, case_id=case.pk, entry_id=entry, now=START)
    given(actions.confirm_profile_entry(actor=person, case_id=case.pk, entry_id=entry, now=START))
    other = make_case()
    with pytest.raises(NotFoundError):
        actions.remove_profile_entry(actor=adviser_of(other), case_id=other.pk, entry_id=entry, now=START)
    given(actions.remove_profile_entry(actor=person, case_id=case.pk, entry_id=entry, now=START))
    profile = queries.case_page(person, case.pk, now=START).profile

    assert refused(by_adviser).rule == "profiel.bevestigen"
    assert profile is not None
    assert profile.entries == ()


@pytest.mark.parametrize(("kind", "name"), [("hobby", "Vissen"), ("competentie", "  ")])
def test_a_profile_line_without_kind_or_name_is_refused(kind: str, name: str) -> None:
    case = make_case()
    refusal = actions.add_profile_entry(actor=adviser_of(case), case_id=case.pk, kind=kind, name=name, now=START)

    assert refused(refusal).rule == "profiel.regel"


def test_a_person_sees_what_happens_now_by_whom_and_before_when() -> None:
    case = make_case()
    page = queries.person_page(person_actor(case.participant), START)

    assert page.case is not None
    assert page.case.header.next_step is not None
    assert page.case.header.next_step.who == Party.objects.get(pk=case.contact_party_id).name
    assert page.question is not None
    with pytest.raises(NotFoundError):
        queries.person_page(adviser_of(case), START)


def test_a_text_that_does_not_fit_is_refused_and_not_cut_off() -> None:
    case = make_case()
    adviser = adviser_of(case)
    long = "Lang verhaal. " * 40
    step = actions.set_next_action(
        actor=adviser, case_id=case.pk, what=long, due_on=TOMORROW, by_person=True, now=START
    )
    entry = actions.add_profile_entry(actor=adviser, case_id=case.pk, kind="werk", name=long, now=START)
    tool = actions.add_diagnosis(
        actor=adviser, case_id=case.pk, tool=long, tool_version="1", taken_on=START.date(), result="x", now=START
    )
    own = actions.record_own_service(
        actor=adviser, case_id=case.pk, party_id=adviser.party_id or 0, what=long, started_on=START.date(), now=START
    )

    assert {refused(answer).rule for answer in (step, entry, tool, own)} == {"tekst.te_lang"}


@pytest.mark.parametrize(
    ("what", "days", "rule"), [(" ", 0, "eigen_dienst.leeg"), ("Training", 1, "eigen_dienst.toekomst")]
)
def test_own_services_are_described_and_have_begun(what: str, days: int, rule: str) -> None:
    case = make_case()
    adviser = adviser_of(case)
    refusal = actions.record_own_service(
        actor=adviser,
        case_id=case.pk,
        party_id=adviser.party_id or 0,
        what=what,
        started_on=START.date() + dt.timedelta(days=days),
        now=START,
    )

    assert refused(refusal).rule == rule
