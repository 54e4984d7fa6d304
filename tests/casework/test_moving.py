"""Residence decides the region, dated: a file goes along when the person moves."""

import datetime as dt

import pytest

from overstap.casework import actions
from overstap.casework.models import (
    Case,
    Handover,
    HandoverState,
    NextAction,
    Passing,
    PassingState,
    Residence,
    ResponsibilityPeriod,
)
from overstap.casework.queries import case_page
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.correspondence.models import Letter
from overstap.parties.models import Desk, PartyKind
from overstap.parties.queries import region_of
from tests.factories.cases import (
    EMPLOYED,
    ON_ASSISTANCE,
    ON_BENEFIT,
    adviser_elsewhere,
    adviser_of,
    given,
    make_case,
    offered,
    refused,
)
from tests.factories.people import make_professional, party_of, person_actor

pytestmark = pytest.mark.django_db

UTRECHT = "AM16"
DAY = dt.timedelta(days=1)


def region_of_utrecht() -> str:
    found = region_of("Utrecht", dt.date(2021, 2, 15))

    assert found is not None

    return found.code


def there(kind: str = PartyKind.UWV, *roles: Role) -> Actor:
    """An adviser in the region that the person moves to."""
    code = region_of_utrecht()
    return make_professional(*(roles or (Role.ADVISER,)), party=party_of(kind, code), region=code)


def moved(case: Case, actor: Actor, now: dt.datetime, *, on: dt.date | None = None, to: str = "Utrecht") -> int:
    """Report a move; gives the id of the proposal."""
    card = given(
        actions.report_move(
            actor=actor,
            case_id=case.pk,
            municipality=to,
            from_on=on or now.date(),
            agrees=True,
            agreed_through="aan de telefoon",
            now=now,
        )
    )
    return card.id


def fresh(case: Case) -> Case:
    return Case.objects.select_related("region", "first_responsible", "participant").get(pk=case.pk)


@pytest.mark.requirement("R-080", "R-123")
def test_a_file_goes_along_when_the_person_moves(now: dt.datetime) -> None:
    case = make_case()
    passing_id = moved(case, adviser_of(case), now)
    receiver = there()
    card = given(actions.take_over_move(actor=receiver, passing_id=passing_id, now=now))
    case = fresh(case)

    assert card.state == PassingState.DONE
    assert case.region.code == region_of_utrecht()
    assert case.participant.municipality == "Utrecht"
    assert case.first_responsible_id == receiver.party_id
    assert case.owner_id == receiver.user_id
    assert case.number == fresh(case).number


@pytest.mark.requirement("R-080")
def test_where_the_person_lived_stays_known_with_days(now: dt.datetime) -> None:
    case = make_case()
    later = now + 10 * DAY
    passing_id = moved(case, adviser_of(case), later)
    given(actions.take_over_move(actor=there(), passing_id=passing_id, now=later))
    lived = Residence.objects.filter(case=case).values_list("municipality", "from_on", "until_on")

    assert list(lived) == [
        ("Tilburg", now.date(), later.date() - DAY),
        ("Utrecht", later.date(), None),
    ]


@pytest.mark.requirement("R-070", "R-080")
@pytest.mark.parametrize(
    ("answers", "kind"),
    [(ON_BENEFIT, {"uwv"}), (ON_ASSISTANCE, {"gemeente"}), (EMPLOYED, {"vakbond", "werkgeversorganisatie"})],
)
def test_the_situation_decides_who_is_first_responsible_there(
    now: dt.datetime, answers: dict[str, object], kind: set[str]
) -> None:
    case = make_case(answers)
    moved(case, person_actor(case.participant), now)
    row = Passing.objects.select_related("to_party", "to_region").get(case=case)

    assert row.to_party.kind in kind
    assert row.to_region.code == region_of_utrecht()


@pytest.mark.requirement("R-102", "R-123")
def test_both_desks_and_the_person_are_told(now: dt.datetime) -> None:
    Desk.objects.filter(region__code__in=("AM26", region_of_utrecht())).update(email="loket@voorbeeld.example")
    case = make_case()
    moved(case, adviser_of(case), now)
    told = sorted(Letter.objects.filter(about_id=str(case.pk)).values_list("template", flat=True))

    assert told.count("verhuizing_gemeld_loket") == 2
    assert "verhuizing_gemeld" in told


@pytest.mark.requirement("R-123")
def test_nobody_can_keep_a_file_by_not_answering(now: dt.datetime) -> None:
    case = make_case()
    moved(case, adviser_of(case), now)

    assert actions.complete_moves(now=now + 5 * DAY) == ()
    assert len(actions.complete_moves(now=now + 6 * DAY)) == 1
    assert fresh(case).region.code == region_of_utrecht()
    assert actions.complete_moves(now=now + 7 * DAY) == ()


@pytest.mark.requirement("R-080")
def test_a_move_that_lies_ahead_waits_for_its_day(now: dt.datetime) -> None:
    case = make_case()
    step = NextAction.objects.get(case=case, done_at__isnull=True)
    passing_id = moved(case, adviser_of(case), now, on=now.date() + 30 * DAY)
    receiver = there()
    refusal = refused(actions.take_over_move(actor=receiver, passing_id=passing_id, now=now))

    assert refusal.rule == "verhuizing.nog_niet"
    assert NextAction.objects.get(case=case, done_at__isnull=True).pk == step.pk
    assert actions.complete_moves(now=now + 30 * DAY) == ()
    given(actions.take_over_move(actor=receiver, passing_id=passing_id, now=now + 30 * DAY))
    assert fresh(case).region.code == region_of_utrecht()


def test_a_move_that_does_not_take_place_leaves_all_as_it_was(now: dt.datetime) -> None:
    case = make_case()
    adviser, receiver = adviser_of(case), there(PartyKind.MUNICIPALITY)
    passing_id = moved(case, adviser, now)
    given(actions.withdraw_move(actor=person_actor(case.participant), passing_id=passing_id, now=now))

    assert fresh(case).region.code == "AM26"
    assert fresh(case).first_responsible_id == adviser.party_id
    with pytest.raises(NotFoundError):
        actions.take_over_move(actor=receiver, passing_id=passing_id, now=now)


def test_a_move_within_the_region_that_changes_nobody_is_noted_at_once(now: dt.datetime) -> None:
    case = make_case()
    card = given(
        actions.report_move(
            actor=person_actor(case.participant),
            case_id=case.pk,
            municipality="Goirle",
            from_on=now.date(),
            agrees=True,
            agreed_through="zelf",
            now=now,
        )
    )
    case = fresh(case)

    assert card.state == PassingState.DONE
    assert (case.region.code, case.participant.municipality) == ("AM26", "Goirle")
    assert ResponsibilityPeriod.objects.filter(case=case).count() == 1


@pytest.mark.requirement("R-057")
def test_someone_else_cannot_take_the_file_over(now: dt.datetime) -> None:
    case = make_case()
    passing_id = moved(case, adviser_of(case), now)
    code = region_of_utrecht()
    strangers = (
        there(PartyKind.MUNICIPALITY),
        there(PartyKind.UWV, Role.CASHIER),
        make_professional(Role.ADVISER, party=party_of(PartyKind.UNION, code), region=code),
    )
    for stranger in strangers:
        with pytest.raises(NotFoundError):
            actions.take_over_move(actor=stranger, passing_id=passing_id, now=now)
    refusal = refused(actions.take_over_move(actor=adviser_of(case), passing_id=passing_id, now=now))

    assert refusal.rule == "overgang.overgang_uitvoeren.wie"
    assert fresh(case).region.code == "AM26"


def test_the_old_party_no_longer_sees_a_file_that_went_along(now: dt.datetime) -> None:
    case = make_case(ON_ASSISTANCE)
    before = adviser_of(case)
    passing_id = moved(case, before, now)
    given(actions.take_over_move(actor=there(PartyKind.MUNICIPALITY), passing_id=passing_id, now=now))

    with pytest.raises(NotFoundError):
        case_page(before, case.pk, now=now)


@pytest.mark.requirement("R-124")
def test_help_that_runs_where_the_person_lived_goes_on(now: dt.datetime) -> None:
    case = make_case()
    helper = adviser_elsewhere()
    handover_id = offered(case, adviser_of(case), helper, kind="hulp")
    given(actions.accept_handover(actor=helper, handover_id=handover_id, now=now))
    passing_id = moved(case, adviser_of(case), now)
    given(actions.take_over_move(actor=there(), passing_id=passing_id, now=now))

    assert case_page(helper, case.pk, now=now).contact is not None
    assert Handover.objects.get(pk=handover_id).state == HandoverState.ACCEPTED


def test_an_offer_of_the_file_ends_when_it_moves(now: dt.datetime) -> None:
    case = make_case()
    handover_id = offered(case, adviser_of(case), adviser_elsewhere())
    passing_id = moved(case, person_actor(case.participant), now)
    given(actions.take_over_move(actor=there(), passing_id=passing_id, now=now))

    assert Handover.objects.get(pk=handover_id).state == HandoverState.WITHDRAWN
    assert NextAction.objects.filter(case=case, done_at__isnull=True).count() == 1


def test_the_receiver_sees_nothing_without_the_agreement_of_the_person(now: dt.datetime) -> None:
    case = make_case()
    refusal = refused(
        actions.report_move(
            actor=adviser_of(case),
            case_id=case.pk,
            municipality="Utrecht",
            from_on=now.date(),
            agrees=False,
            agreed_through="",
            now=now,
        )
    )

    assert refusal.rule == "verhuizing.akkoord"
    assert (
        not Consent.objects.filter(participant=case.participant, party=party_of(PartyKind.UWV, region_of_utrecht()))
        .exclude(party=case.first_responsible)
        .exists()
    )


@pytest.mark.parametrize(
    ("to", "days", "rule"),
    [
        ("Nergenshuizen", 0, "verhuizing.gemeente"),
        ("Tilburg", 0, "verhuizing.zelfde"),
        ("Utrecht", -1, "verhuizing.datum"),
        ("Utrecht", 181, "verhuizing.datum"),
    ],
)
def test_a_move_that_cannot_be_right_is_told(now: dt.datetime, to: str, days: int, rule: str) -> None:
    case = make_case()
    refusal = refused(
        actions.report_move(
            actor=person_actor(case.participant),
            case_id=case.pk,
            municipality=to,
            from_on=now.date() + days * DAY,
            agrees=True,
            agreed_through="zelf",
            now=now,
        )
    )

    assert refusal.rule == rule


def test_a_second_report_waits_for_the_first(now: dt.datetime) -> None:
    case = make_case()
    moved(case, person_actor(case.participant), now)
    refusal = refused(
        actions.report_move(
            actor=person_actor(case.participant),
            case_id=case.pk,
            municipality="Breda",
            from_on=now.date(),
            agrees=True,
            agreed_through="zelf",
            now=now,
        )
    )

    assert refusal.rule == "verhuizing.loopt_al"


def test_a_situation_that_changed_meanwhile_is_looked_at_again(now: dt.datetime) -> None:
    case = make_case()
    person, receiver = person_actor(case.participant), there()
    passing_id = moved(case, person, now)
    actions.record_answer(
        actor=person, case_id=case.pk, fact_id="huidige_status", state="bekend", value="in_dienst", now=now
    )
    refusal = refused(actions.take_over_move(actor=receiver, passing_id=passing_id, now=now))
    row = Passing.objects.select_related("to_party").get(pk=passing_id)

    assert refusal.rule == "verhuizing.andere_partij"
    assert row.to_party.kind in {"vakbond", "werkgeversorganisatie"}
    assert row.state == PassingState.PROPOSED
