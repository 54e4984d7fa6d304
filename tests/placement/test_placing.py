"""New work: a place that is taken once, the days between, the care afterwards, and places that come back."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from overstap.audit.models import AuditLine
from overstap.casework import actions as casework
from overstap.casework.models import Assessment, Case, Decision, NextAction, Outcome
from overstap.casework.queries import figures
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.demand.actions import take_places
from overstap.demand.models import Vacancy
from overstap.placement import actions, queries
from overstap.placement.models import Placement, WaitingPlace, WaitingState
from overstap.placement.values import PlacementFields
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.cases import EMPLOYED, adviser_elsewhere, adviser_of, given, make_case, refused
from tests.factories.demand import broker, employer_actor, make_employer, make_offer
from tests.factories.people import person_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

TODAY = START.date()
FREE = PlacementFields(
    vacancy_id=None,
    employer_name="Bakkerij Broodnodig",
    occupation_uri=occupation_uri("kok"),
    contract="vast",
    hours_per_week=32,
    starts_on=TODAY,
    through="zelf_gevonden",
)


def at(vacancy: Vacancy, **more: object) -> PlacementFields:
    plain = replace(FREE, vacancy_id=vacancy.pk, employer_name="", occupation_uri="", through="voorstel")
    return replace(plain, **more)  # type: ignore[arg-type]


def agreed(case: Case, fields: PlacementFields = FREE, *, actor: Actor | None = None) -> int:
    answer = actions.agree_placement(actor=actor or adviser_of(case), case_id=case.pk, fields=fields, now=START)
    return given(answer)


def started(case: Case, placement_id: int, *, on: dt.date = TODAY, now: dt.datetime = START) -> Placement:
    given(actions.start_placement(actor=adviser_of(case), placement_id=placement_id, on=on, now=now))
    return Placement.objects.get(pk=placement_id)


def refusal_of(case: Case, fields: PlacementFields) -> str:
    answer = actions.agree_placement(actor=adviser_of(case), case_id=case.pk, fields=fields, now=START)
    return refused(answer).rule


def test_agreeing_takes_a_place_and_copies_employer_and_occupation_of_the_vacancy() -> None:
    vacancy, case = make_offer(places=2), make_case()
    row = Placement.objects.get(pk=agreed(case, at(vacancy, contract="onbepaald")))
    vacancy.refresh_from_db()

    assert (vacancy.taken, row.state, row.holds_place, row.contract) == (1, "afgesproken", True, "vast")
    assert (row.employer_id, row.employer_name) == (vacancy.employer_id, vacancy.employer.name)
    assert row.occupation_uri == vacancy.occupation_uri
    assert AuditLine.objects.filter(verb="plaatsing_afspreken", subject_id=case.participant_id).count() == 1


def test_full_closed_and_expired_vacancies_take_nobody() -> None:
    full, expired, draft = make_offer(places=1), make_offer(closes_on=TODAY), make_offer(opened=False)
    agreed(make_case(), at(full))
    Vacancy.objects.filter(pk=expired.pk).update(closes_on=TODAY - dt.timedelta(days=1))
    case = make_case()

    assert refusal_of(case, at(full)) == "vraag.niet_open"
    assert refusal_of(case, at(expired)) == "plaatsing.vacature_verlopen"
    assert refusal_of(case, at(draft)) == "vraag.niet_open"
    assert not Placement.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"employer_name": " "}, "plaatsing.volledig"),
        ({"occupation_uri": "https://nergens"}, "plaatsing.volledig"),
        ({"contract": "oproep"}, "plaatsing.keuze"),
        ({"through": "krant"}, "plaatsing.keuze"),
        ({"through": "koppeling"}, "plaatsing.zonder_vacature"),
        ({"hours_per_week": 0}, "plaatsing.uren"),
        ({"hours_per_week": 61}, "plaatsing.uren"),
        ({"starts_on": TODAY + dt.timedelta(days=367)}, "plaatsing.startdag"),
        ({"starts_on": TODAY - dt.timedelta(days=367)}, "plaatsing.startdag"),
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, object], rule: str) -> None:
    assert refusal_of(make_case(), replace(FREE, **wrong)) == rule  # type: ignore[arg-type]


def test_a_coupling_keeps_its_own_place_and_so_does_a_waiting_list() -> None:
    coupled, case = make_offer(places=1), make_case()
    given(take_places(actor=broker(), vacancy_id=coupled.pk, because="koppeling", now=START))
    agreed(case, at(coupled, through="koppeling"))
    listed, person = make_offer(open_hiring=True, places=1), person_actor(case.participant)
    given(actions.join_list(actor=person, case_id=case.pk, vacancy_id=listed.pk, now=START))
    early = refusal_of(case, at(listed, through="open_hiring"))
    given(actions.answer_turn(actor=person, case_id=case.pk, vacancy_id=listed.pk, agrees=True, now=START))
    agreed(case, at(listed, through="open_hiring"))

    assert early == "plaatsing.geen_beurt"
    assert set(Vacancy.objects.values_list("taken", flat=True)) == {1}
    assert not Placement.objects.filter(holds_place=True).exists()


@pytest.mark.requirement("R-004")
def test_a_first_day_after_the_last_working_day_is_direct_and_starts_the_aftercare() -> None:
    last_day = TODAY - dt.timedelta(days=1)
    case = make_case(EMPLOYED | {"laatste_werkdag": last_day})
    row = started(case, agreed(case))
    outcome, step = Outcome.objects.get(case=case), NextAction.objects.get(case=case, done_at=None)
    case.refresh_from_db()

    assert (row.state, row.direct, row.days_between, row.old_work_until) == ("begonnen", True, 0, last_day)
    assert (outcome.direct, outcome.benefit_between, outcome.employer) == (True, False, FREE.employer_name)
    assert (case.state, step.term, row.aftercare_until) == ("geplaatst", "nazorg", step.due_on)


@pytest.mark.requirement("R-004")
def test_with_a_benefit_in_between_it_is_not_direct_and_the_days_without_work_count() -> None:
    case = make_case({
        "huidige_status": "geen_werk", "uitkering": "ww", "ww_einddatum": dt.date(2021, 10, 31),
        "door_corona": True, "baan_verloren_op": TODAY - dt.timedelta(days=11),
    })  # fmt: skip
    row = started(case, agreed(case))

    assert (row.direct, row.days_between, Outcome.objects.get(case=case).benefit_between) == (False, 10, True)


@pytest.mark.requirement("R-005")
def test_the_share_that_goes_directly_follows_from_the_placements() -> None:
    lasts = [TODAY - dt.timedelta(days=1)] * 6 + [TODAY - dt.timedelta(days=20)] * 4
    for last_day in lasts:
        case = make_case(EMPLOYED | {"laatste_werkdag": last_day})
        started(case, agreed(case))
    counted = figures("AM26", TODAY, TODAY + dt.timedelta(days=1))

    assert (counted.outcomes, counted.direct, counted.direct_share) == (10, 6, 60)


def test_nobody_starts_twice_or_before_the_day_comes() -> None:
    case = make_case()
    adviser, placement_id = adviser_of(case), agreed(case)
    tomorrow = TODAY + dt.timedelta(days=1)
    early = actions.start_placement(actor=adviser, placement_id=placement_id, on=tomorrow, now=START)
    started(case, placement_id)
    again = actions.start_placement(actor=adviser, placement_id=placement_id, on=TODAY, now=START)

    assert refused(early).rule == "plaatsing.nog_niet_begonnen"
    assert refused(again).rule == "plaatsing.stand"


def test_who_stops_gets_a_next_step_and_the_next_work_counts_from_that_day() -> None:
    case, vacancy, later = make_case(), make_offer(places=1), START + dt.timedelta(days=30)
    first = started(case, agreed(case, at(vacancy)))
    stop_on = TODAY + dt.timedelta(days=20)
    given(
        actions.stop_placement(
            actor=adviser_of(case), placement_id=first.pk, on=stop_on, because="werkgever", now=later
        )
    )
    step = NextAction.objects.get(case=case, done_at=None)
    second = started(case, agreed(case), on=later.date(), now=later)
    vacancy.refresh_from_db()

    assert step.what.startswith("Nieuw werk is gestopt")
    assert (second.old_work_until, second.days_between, second.direct) == (stop_on, 9, False)
    assert (Outcome.objects.filter(case=case).count(), vacancy.taken) == (1, 1)


def test_a_file_returns_when_its_only_work_stops_and_is_placed_again_by_the_next() -> None:
    case = make_case()
    before, adviser = case.state, adviser_of(case)
    first, second = started(case, agreed(case)), started(case, agreed(case, replace(FREE, employer_name="Tweede baan")))

    def stop(row: Placement) -> str:
        given(actions.stop_placement(actor=adviser, placement_id=row.pk, on=TODAY, because="werkgever", now=START))
        case.refresh_from_db()
        return case.state

    assert stop(first) == "geplaatst"
    assert (before, stop(second)) == ("aangemeld", "intake")
    assert AuditLine.objects.filter(verb="weer_intake", object_id=str(case.pk)).count() == 1
    started(case, agreed(case))
    case.refresh_from_db()
    assert (case.state, Outcome.objects.filter(case=case).count()) == ("geplaatst", 1)


@pytest.mark.parametrize(("kind", "state"), [("aanvullende_hulp", "begeleiding"), ("eigen_dienstverlening",) * 2])
def test_who_was_decided_on_returns_to_that_help(kind: str, state: str) -> None:
    case = make_case()
    row = started(case, agreed(case))
    assessment = Assessment.objects.create(
        case=case, scheme="x", scheme_version=TODAY, outcome="ja", receipt={}, made_at=START
    )
    Decision.objects.create(
        case=case, assessment=assessment, kind=kind, deviates=False, motivation="x", decided_at=START,
        decided_by_id=adviser_of(case).user_id or 0,
    )  # fmt: skip
    given(actions.stop_placement(actor=adviser_of(case), placement_id=row.pk, on=TODAY, because="werkgever", now=START))
    case.refresh_from_db()

    assert case.state == state


def test_a_closed_file_stays_closed_when_its_work_stops() -> None:
    case = make_case()
    row = started(case, agreed(case))
    assert casework.close_case(actor=adviser_of(case), case_id=case.pk, reason="Aan het werk", now=START) is None
    answer = actions.stop_placement(
        actor=adviser_of(case), placement_id=row.pk, on=TODAY, because="werkgever", now=START
    )
    case.refresh_from_db()

    assert isinstance(answer, int)
    assert case.state == "afgesloten"


@pytest.mark.parametrize(("days", "because", "rule"), [(-1, "persoon", "stopdag"), (1, "persoon", "stopdag"),
                                                        (0, "ziek", "reden")])  # fmt: skip
def test_a_stop_has_a_day_that_was_and_a_reason_from_the_list(days: int, because: str, rule: str) -> None:
    case = make_case()
    row = started(case, agreed(case))
    answer = actions.stop_placement(
        actor=adviser_of(case), placement_id=row.pk, on=TODAY + dt.timedelta(days=days), because=because, now=START
    )

    assert refused(answer).rule == f"plaatsing.{rule}"


def test_work_that_does_not_begin_gives_its_place_back_once() -> None:
    case, vacancy = make_case(), make_offer(places=1)
    adviser, placement_id = adviser_of(case), agreed(case, at(vacancy))
    given(actions.cancel_placement(actor=adviser, placement_id=placement_id, because="persoon", now=START))
    again = actions.cancel_placement(actor=adviser, placement_id=placement_id, because="persoon", now=START)
    vacancy.refresh_from_db()

    assert (vacancy.taken, vacancy.state, refused(again).rule) == (0, "open", "plaatsing.stand")
    assert agreed(case, at(vacancy)) != placement_id


@pytest.mark.requirement("R-362")
def test_a_turn_that_comes_to_nothing_goes_to_the_next_in_line() -> None:
    vacancy, first, second = make_offer(open_hiring=True, places=1), make_case(), make_case()
    for case in (first, second):
        actor = person_actor(case.participant)
        given(actions.join_list(actor=actor, case_id=case.pk, vacancy_id=vacancy.pk, now=START))
    actor = person_actor(first.participant)
    given(actions.answer_turn(actor=actor, case_id=first.pk, vacancy_id=vacancy.pk, agrees=True, now=START))
    placement_id = agreed(first, at(vacancy, through="open_hiring"))
    given(actions.cancel_placement(actor=adviser_of(first), placement_id=placement_id, because="persoon", now=START))
    vacancy.refresh_from_db()

    assert [one.state for one in WaitingPlace.objects.order_by("number")] == [WaitingState.LEFT, WaitingState.CALLED]
    assert vacancy.taken == 1


def test_a_file_that_closes_first_gives_its_place_back_at_night() -> None:
    case, vacancy = make_case(), make_offer(places=1)
    agreed(case, at(vacancy))
    assert casework.close_case(actor=adviser_of(case), case_id=case.pk, reason="Verhuisd.", now=START) is None

    assert (actions.release_closed(now=START), actions.release_closed(now=START)) == (1, 0)
    vacancy.refresh_from_db()
    assert (vacancy.taken, Placement.objects.get().state) == (0, "vervallen")


def test_only_who_may_see_the_file_and_a_broker_only_in_their_own_region() -> None:
    case, other, vacancy = make_case(), make_case(), make_offer()
    placement_id = agreed(case)
    for stranger in (person_actor(other.participant), adviser_elsewhere(), broker("AM01")):
        with pytest.raises(NotFoundError):
            actions.agree_placement(actor=stranger, case_id=case.pk, fields=at(vacancy), now=START)
        with pytest.raises(NotFoundError):
            actions.start_placement(actor=stranger, placement_id=placement_id, on=TODAY, now=START)
        with pytest.raises(NotFoundError):
            queries.placements_of(stranger, case.pk, now=START)
    with pytest.raises(NotFoundError):
        actions.start_placement(actor=adviser_of(case), placement_id=0, on=TODAY, now=START)


def test_the_person_reads_what_was_agreed_and_writes_nothing() -> None:
    case = make_case()
    person, placement_id = person_actor(case.participant), agreed(case)
    answers = (
        actions.agree_placement(actor=person, case_id=case.pk, fields=FREE, now=START),
        actions.start_placement(actor=person, placement_id=placement_id, on=TODAY, now=START),
    )

    assert {refused(one).rule for one in answers} == {"plaatsing.wie"}
    assert [one.id for one in queries.placements_of(person, case.pk, now=START)] == [placement_id]


def test_the_employer_counts_who_began_and_nobody_elses() -> None:
    employer = make_employer()
    vacancy, case, foreign = make_offer(employer, places=3), make_case(), make_offer()
    viewer = employer_actor(employer)
    agreed(make_case(), at(vacancy))
    started(case, agreed(case, at(vacancy)))

    assert queries.started_at(viewer, [vacancy.pk, foreign.pk]) == {vacancy.pk: 1}
    assert queries.started_for_cases([case.pk, 0]) == {case.pk}


@pytest.mark.requirement("R-385")
def test_counts_of_a_period_by_way_and_contract_and_who_still_works_after_the_aftercare() -> None:
    cases = [make_case() for _ in range(3)]
    rows = [started(case, agreed(case, replace(FREE, contract="tijdelijk"))) for case in cases]
    ended = rows[0].started_on
    actions.stop_placement(actor=adviser_of(cases[0]), placement_id=rows[0].pk, on=TODAY, because="contract", now=START)
    after = max(row.aftercare_until for row in rows if row.aftercare_until)
    span = (TODAY, TODAY + dt.timedelta(days=1))
    now, later = (queries.placement_counts("AM26", *span, today=day) for day in (TODAY, after))

    assert ended == TODAY
    assert (later.started, later.stopped, later.aftercare_over, later.still_working) == (3, 1, 3, 2)
    assert (now.aftercare_over, now.still_working) == (1, 0)
    assert (later.by_through["zelf_gevonden"], later.by_contract["tijdelijk"]) == (3, 3)
    assert queries.placement_counts("AM01", *span, today=after).started == 0


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_the_places_taken_are_those_that_somebody_holds(seed: int) -> None:
    chance = random.Random(seed)
    vacancy, coupled, cases = make_offer(places=3), 1, [make_case() for _ in range(4)]
    given(take_places(actor=broker(), vacancy_id=vacancy.pk, count=coupled, because="koppeling", now=START))
    for _ in range(25):
        case = chance.choice(cases)
        row = Placement.objects.filter(case=case, state__in=("afgesproken", "begonnen")).first()
        deed, actor = chance.choice(("agree", "start", "stop", "cancel")), adviser_of(case)
        if deed == "agree" or row is None:
            fields = at(vacancy, through=chance.choice(("voorstel", "koppeling", "zelf_gevonden")))
            actions.agree_placement(actor=actor, case_id=case.pk, fields=fields, now=START)
        elif deed == "start":
            actions.start_placement(actor=actor, placement_id=row.pk, on=TODAY, now=START)
        elif deed == "stop":
            actions.stop_placement(actor=actor, placement_id=row.pk, on=TODAY, because="anders", now=START)
        else:
            actions.cancel_placement(actor=actor, placement_id=row.pk, because="anders", now=START)
        vacancy.refresh_from_db()

        assert vacancy.taken == coupled + Placement.objects.filter(vacancy=vacancy, holds_place=True).count()
        assert (vacancy.state == "vervuld") == (vacancy.taken == vacancy.places)
