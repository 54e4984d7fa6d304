import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overstap.arrangements.models import Arrangement, ArrangementItem
from overstap.casework import actions as casework
from overstap.casework.policy import catalogue
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.oversight import actions, queries
from overstap.parties.models import PartyKind, Region, RollOutState
from tests.conftest import AMSTERDAM, START
from tests.factories.cases import admitted_case, given, make_case, refused
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db


def coordinator(code: str = "AM26") -> Actor:
    return make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY, region=code)


def steering() -> Actor:
    return make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION)


def signal(code: str = "AM26", now: dt.datetime = START) -> int:
    return given(
        actions.raise_signal(
            actor=coordinator(code),
            region_code=code,
            subject="Te weinig taallessen",
            explanation="Er is een wachtlijst van zes weken.",
            owner="Gemeente Tilburg",
            now=now,
        )
    ).id


@pytest.mark.requirement("R-101")
def test_the_country_shows_which_regions_are_not_open_on_a_day() -> None:
    first_of_july = dt.datetime(2021, 7, 1, 9, tzinfo=AMSTERDAM)
    Region.objects.all().update(state=RollOutState.PLANNED, live_on=None)
    Region.objects.filter(code="AM26").update(
        state=RollOutState.OPERATIONAL, agreement_on=dt.date(2020, 11, 1), live_on=dt.date(2020, 11, 15)
    )
    board = queries.national_board(steering(), first_of_july)

    assert len(board.regions) == 35
    assert len(board.not_open) == 34
    assert "AM26" not in {region.code for region in board.not_open}


def test_the_national_board_takes_a_fixed_number_of_queries() -> None:
    make_case()
    with CaptureQueriesContext(connection) as asked:
        queries.national_board(steering(), START)

    assert len(asked) <= 40


@pytest.mark.requirement("R-406")
def test_small_counts_are_hidden_nationally_and_shown_to_the_own_coordinator() -> None:
    for _ in range(4):
        make_case()
    board = queries.national_board(steering(), START)
    row = next(one for one in board.regions if one.region.code == "AM26")
    foreign = queries.region_board(steering(), "AM26", START)
    own = queries.region_board(coordinator(), "AM26", START)
    make_case()
    five = next(one for one in queries.national_board(steering(), START).regions if one.region.code == "AM26")

    assert (row.inflow, row.open_cases) == (None, None)
    assert foreign.figures.inflow is None
    assert own.figures.inflow == 4
    assert five.inflow == 5


def test_the_board_of_a_region_counts_by_state_and_decision() -> None:
    admitted_case()
    make_case()
    board = queries.region_board(coordinator(), "AM26", START)

    assert board.figures.open_by_state == {"aangemeld": 1, "begeleiding": 1}
    assert board.figures.decisions == {"aanvullende_hulp": 1}
    assert board.figures.as_of == START


@pytest.mark.requirement("R-382", "R-386")
def test_a_signal_goes_on_the_agenda_of_the_next_two_weekly_meeting() -> None:
    signal_id = signal()
    card = queries.signal_page(steering(), signal_id)
    planned = queries.meetings(START.date(), 3)

    assert card.agenda_on == planned[0] == dt.date(2021, 2, 23)
    assert [later - earlier for earlier, later in itertools.pairwise(planned)] == [dt.timedelta(days=14)] * 2
    assert card.state == "open"
    assert card.owner == "Gemeente Tilburg"


@pytest.mark.requirement("R-386")
def test_the_steering_group_discusses_a_signal_and_then_decides() -> None:
    signal_id = signal()
    in_march = dt.datetime(2021, 3, 1, 9, tzinfo=AMSTERDAM)
    discussed = given(
        actions.decide_signal(
            actor=steering(), signal_id=signal_id, move="bespreken", decision="Cijfers gevraagd.", now=in_march
        )
    )
    decided = given(
        actions.decide_signal(
            actor=steering(),
            signal_id=signal_id,
            move="besluiten",
            decision="Extra lessen.",
            owner="Ministerie",
            now=in_march,
        )
    )
    again = actions.decide_signal(
        actor=steering(), signal_id=signal_id, move="besluiten", decision="Anders.", now=in_march
    )

    assert (discussed.state, discussed.agenda_on) == ("besproken", dt.date(2021, 3, 9))
    assert (decided.state, decided.owner, decided.moves) == ("besloten", "Ministerie", ())
    assert refused(again).rule == "knelpunt.besluiten"


@pytest.mark.requirement("R-386")
def test_a_coordinator_raises_and_does_not_decide() -> None:
    signal_id = signal()
    refusal = actions.decide_signal(
        actor=coordinator(), signal_id=signal_id, move="besluiten", decision="Klaar.", now=START
    )
    nothing = actions.decide_signal(actor=steering(), signal_id=signal_id, move="besluiten", decision=" ", now=START)
    unknown = actions.decide_signal(actor=steering(), signal_id=signal_id, move="vliegen", decision="x", now=START)

    assert refused(refusal).rule == "knelpunt.besluiten.wie"
    assert refused(nothing).rule == "knelpunt.besluit"
    assert refused(unknown).rule == "knelpunt.stap"


def test_a_signal_is_raised_by_the_coordinator_of_the_region_and_completely() -> None:
    raised = {"subject": "Iets", "explanation": "Er is iets.", "owner": "UWV", "now": START}
    empty = actions.raise_signal(actor=coordinator(), region_code="AM26", **{**raised, "owner": " "})
    long = actions.raise_signal(actor=coordinator(), region_code="AM26", **{**raised, "subject": "x" * 161})
    for stranger in (coordinator("AM12"), steering(), make_professional(Role.ADVISER)):
        with pytest.raises(NotFoundError):
            actions.raise_signal(actor=stranger, region_code="AM26", **raised)
    with pytest.raises(NotFoundError):
        queries.signal_page(coordinator("AM12"), signal())

    assert refused(empty).rule == "knelpunt.volledig"
    assert refused(long).rule == "knelpunt.te_lang"


@pytest.mark.requirement("R-385", "R-406")
def test_the_effect_per_instrument_is_for_national_bodies_only() -> None:
    with pytest.raises(NotFoundError):
        queries.effect_by_instrument(coordinator(), START)

    assert queries.effect_by_instrument(steering(), START) == ()


def give_instrument(code: str, *, direct: bool | None) -> None:
    """Someone who got an instrument, and how it ended for them if it did."""
    case, adviser = admitted_case()
    arrangement = Arrangement.objects.create(case=case, made_at=START, changed_at=START)
    ArrangementItem.objects.create(
        arrangement=arrangement,
        kind="aanvullend",
        instrument=code,
        title=f"Hulp {code}",
        stage="loopt",
        providing_party=case.first_responsible,
        added_at=START,
    )
    if direct is not None:
        given(
            casework.record_outcome(
                actor=adviser,
                case_id=case.pk,
                old_contract_until=dt.date(2021, 3, 31),
                new_contract_from=dt.date(2021, 4, 1),
                employer="Zorggroep",
                occupation="Verzorgende",
                hours_per_week=24,
                contract="vast",
                benefit_between=not direct,
                now=START,
            )
        )


@pytest.mark.requirement("R-385", "R-406", "R-449")
def test_what_became_of_people_is_told_per_instrument_and_never_of_a_few() -> None:
    for direct in (True,) * 5 + (False,) * 5 + (None,):
        give_instrument("A1", direct=direct)
    for direct in (True, True, False):
        give_instrument("B2", direct=direct)
    many, few = queries.effect_by_instrument(steering(), START)

    assert (many.instrument, many.given, many.ended, many.direct, many.direct_share) == ("A1", 11, 10, 5, 50)
    assert many.title == catalogue().instrument("A1", START.date()).name.nl
    assert (few.instrument, few.given, few.ended, few.direct, few.direct_share) == ("B2", None, None, None, None)
