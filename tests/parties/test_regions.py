"""The life of a region: what it needs to open, who sits where, what its page says it lacks."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.parties import BODY_SEATS, SINGLE_SEATS
from overstap.parties import actions
from overstap.parties.models import Party, PartyKind, Region, Seat, SeatHolder
from overstap.parties.queries import region, regions, regions_not_open
from overstap.parties.values import RegionCard, SeatCard
from tests.factories.people import make_actor, make_party, make_professional

pytestmark = pytest.mark.django_db

BRABANT = "AM26"
TODAY = date(2021, 2, 15)

SEAT_PARTIES = {
    Seat.ALDERMAN: "Gemeente Tilburg",
    Seat.EMPLOYERS: "VNO-NCW",
    Seat.UNIONS: "FNV",
    Seat.UWV_MANAGER: "UWV",
    Seat.SBB: "SBB",
}


@pytest.fixture
def coordinator() -> Actor:
    return make_professional(Role.COORDINATOR)


def sit(
    actor: Actor, seat: Seat, party: str, *, start: date = date(2020, 11, 1), name: str = "Kim Jansen"
) -> SeatCard | Refusal:
    return actions.fill_seat(
        actor=actor,
        region_code=BRABANT,
        seat=seat,
        party_id=Party.objects.get(name=party).pk,
        name=name,
        valid_from=start,
        now=datetime(2021, 2, 15, 9).astimezone(),
    )


def rules_of_warnings(code: str = BRABANT, on: date = TODAY) -> set[str]:
    return {warning.rule for warning in region(code, on).warnings}


def open_brabant(actor: Actor, now: datetime, live_on: date = TODAY) -> RegionCard | Refusal:
    return actions.open_region(actor=actor, region_code=BRABANT, live_on=live_on, now=now)


def agree(actor: Actor, now: datetime, on: date = date(2020, 11, 10)) -> None:
    assert not isinstance(actions.record_agreement(actor=actor, region_code=BRABANT, agreement_on=on, now=now), Refusal)


# --- Opening -----------------------------------------------------------------------------------------


@pytest.mark.requirement("R-381")
def test_a_region_without_agreement_does_not_open(coordinator: Actor, now: datetime) -> None:
    sit(coordinator, Seat.QUARTERMASTER, "UWV")

    answer = open_brabant(coordinator, now)

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.opening-needs-agreement"
    assert Region.objects.get(code=BRABANT).live_on is None


@pytest.mark.requirement("R-381")
def test_an_agreement_of_after_the_opening_day_does_not_count(coordinator: Actor, now: datetime) -> None:
    sit(coordinator, Seat.QUARTERMASTER, "UWV")
    agree(coordinator, now, TODAY + timedelta(days=1))

    answer = open_brabant(coordinator, now)

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.opening-needs-agreement"


@pytest.mark.requirement("R-036")
def test_a_region_without_quartermaster_does_not_open(coordinator: Actor, now: datetime) -> None:
    actions.start_set_up(actor=coordinator, region_code=BRABANT, now=now)
    agree(coordinator, now)

    answer = open_brabant(coordinator, now)

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.opening-needs-quartermaster"
    assert "parties.no-quartermaster" in rules_of_warnings()


@pytest.mark.requirement("R-036", "R-381", "R-037")
def test_a_region_with_agreement_and_quartermaster_opens_though_its_body_is_incomplete(
    coordinator: Actor, now: datetime
) -> None:
    agree(coordinator, now)
    sit(coordinator, Seat.QUARTERMASTER, "UWV")

    card = open_brabant(coordinator, now)

    assert isinstance(card, RegionCard)
    assert (card.state, card.live_on) == ("operationeel", TODAY)
    assert "parties.body-incomplete" in rules_of_warnings()
    assert AuditLine.objects.filter(verb="open_region", object_id=BRABANT).count() == 1


def test_a_region_opens_once(coordinator: Actor, now: datetime) -> None:
    agree(coordinator, now)
    sit(coordinator, Seat.QUARTERMASTER, "UWV")
    open_brabant(coordinator, now)

    answer = open_brabant(coordinator, now, TODAY + timedelta(days=9))

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.region-state"
    assert Region.objects.get(code=BRABANT).live_on == TODAY


@pytest.mark.parametrize(
    "stranger",
    [
        make_actor(Role.ADVISER, party_id=1, party_kind="uwv"),
        make_actor(Role.COORDINATOR, party_id=1, party_kind="uwv", regions=["AM18"]),
        make_actor(Role.CASHIER, party_id=1, party_kind="uwv"),
    ],
    ids=["adviser", "coordinator elsewhere", "cashier"],
)
def test_who_does_not_run_the_region_changes_nothing(stranger: Actor, now: datetime) -> None:
    agree(SYSTEM, now)
    sit(SYSTEM, Seat.QUARTERMASTER, "UWV")

    answers = [
        open_brabant(stranger, now),
        actions.start_set_up(actor=stranger, region_code=BRABANT, now=now),
        actions.record_agreement(actor=stranger, region_code=BRABANT, agreement_on=TODAY, now=now),
        sit(stranger, Seat.SBB, "SBB"),
        actions.close_region(actor=stranger, region_code=BRABANT, closed_on=TODAY, evaluation_report="x", now=now),
    ]

    assert [answer.rule for answer in answers if isinstance(answer, Refusal)] == ["parties.not-region-manager"] * 5
    assert Region.objects.get(code=BRABANT).state == "gepland"


def test_an_unknown_region_is_not_found(now: datetime) -> None:
    with pytest.raises(NotFoundError):
        region("AM99", TODAY)
    with pytest.raises(NotFoundError):
        actions.start_set_up(actor=SYSTEM, region_code="AM99", now=now)


def test_the_database_itself_refuses_an_open_region_without_agreement() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.filter(code=BRABANT).update(state="operationeel")

    assert Region.objects.get(code=BRABANT).state == "gepland"


@pytest.mark.requirement("R-009")
def test_a_region_closes_with_its_evaluation_report_only(coordinator: Actor, now: datetime) -> None:
    agree(coordinator, now)
    sit(coordinator, Seat.QUARTERMASTER, "UWV")
    open_brabant(coordinator, now)

    without = actions.close_region(
        actor=coordinator, region_code=BRABANT, closed_on=date(2022, 12, 31), evaluation_report=" ", now=now
    )
    with_report = actions.close_region(
        actor=coordinator, region_code=BRABANT, closed_on=date(2022, 12, 31), evaluation_report="RMT-2022-4", now=now
    )

    assert isinstance(without, Refusal)
    assert without.rule == "parties.closing-needs-evaluation"
    assert isinstance(with_report, RegionCard)
    assert with_report.state == "afgesloten"


@pytest.mark.requirement("R-101")
def test_the_report_of_july_2021_lists_the_regions_that_are_not_open(now: datetime) -> None:
    agree(SYSTEM, now)
    sit(SYSTEM, Seat.QUARTERMASTER, "UWV")
    open_brabant(SYSTEM, now, date(2021, 6, 1))

    before, in_july = regions_not_open(date(2021, 5, 31)), regions_not_open(date(2021, 7, 1))

    assert (len(before), len(in_july)) == (35, 34)
    assert {card.code for card in before} - {card.code for card in in_july} == {BRABANT}
    assert in_july[0].phase == 1


# --- Seats -------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-035")
def test_a_new_coordinator_takes_over_without_gap_or_overlap(coordinator: Actor) -> None:
    sit(coordinator, Seat.COORDINATOR, "UWV", name="Eerste")
    sit(coordinator, Seat.COORDINATOR, "FNV", name="Tweede", start=date(2021, 2, 1))

    def holders(on: date) -> list[str]:
        return [seat.name for seat in region(BRABANT, on).seats if seat.seat == "coordinator"]

    assert holders(date(2021, 1, 31)) == ["Eerste"]
    assert holders(date(2021, 2, 1)) == ["Tweede"]


@pytest.mark.requirement("R-035")
def test_a_successor_cannot_start_before_the_one_who_sits_there(coordinator: Actor) -> None:
    sit(coordinator, Seat.COORDINATOR, "UWV", start=date(2021, 2, 1))

    answer = sit(coordinator, Seat.COORDINATOR, "FNV", start=date(2021, 1, 1))

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.seat-order"
    assert answer.sentence() == "Deze zetel is vanaf 01-02-2021 al van iemand anders."


@pytest.mark.requirement("R-035")
def test_an_open_region_keeps_its_coordinator_until_there_is_another(coordinator: Actor, now: datetime) -> None:
    agree(coordinator, now)
    card = sit(coordinator, Seat.COORDINATOR, "UWV")
    assert isinstance(card, SeatCard)
    open_brabant(coordinator, now)

    answer = actions.end_seat(actor=coordinator, seat_id=card.id, until=TODAY, now=now)

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.coordinator-needs-successor"


@pytest.mark.requirement("R-035")
def test_the_database_itself_refuses_two_current_coordinators() -> None:
    place, uwv = Region.objects.get(code=BRABANT), Party.objects.get(name="UWV")
    seat = {"region": place, "party": uwv, "seat": "coordinator", "valid_from": TODAY}
    SeatHolder.objects.create(name="Eerste", **seat)

    with pytest.raises(IntegrityError), transaction.atomic():
        SeatHolder.objects.create(name="Tweede", **seat)


@pytest.mark.requirement("R-037")
def test_a_body_without_sbb_is_incomplete_and_says_so(coordinator: Actor) -> None:
    school = make_party(PartyKind.EDUCATION, BRABANT, name="Roc Voorbeeld")
    sit(coordinator, Seat.EDUCATION, school.name)
    for seat, party in SEAT_PARTIES.items():
        if seat is not Seat.SBB:
            sit(coordinator, seat, party)

    page = region(BRABANT, TODAY)

    assert page.missing_seats == ("SBB",)
    (warning,) = [warning for warning in page.warnings if warning.rule == "parties.body-incomplete"]
    assert dict(warning.details) == {"seats": "SBB"}


@pytest.mark.requirement("R-037")
def test_a_complete_body_has_no_warning_also_with_national_representatives(coordinator: Actor) -> None:
    sit(coordinator, Seat.EDUCATION, "MBO Raad")
    for seat, party in SEAT_PARTIES.items():
        sit(coordinator, seat, party)

    assert region(BRABANT, TODAY).missing_seats == ()
    assert "parties.body-incomplete" not in rules_of_warnings()


def test_a_seat_of_the_body_is_for_its_own_kind_of_party(coordinator: Actor) -> None:
    answer = sit(coordinator, Seat.ALDERMAN, "FNV")

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.seat-kind"


def test_several_unions_may_sit_in_the_body(coordinator: Actor) -> None:
    sit(coordinator, Seat.UNIONS, "FNV")
    sit(coordinator, Seat.UNIONS, "CNV")

    assert [seat.party_name for seat in region(BRABANT, TODAY).seats] == ["FNV", "CNV"]


def test_a_seat_ends_after_its_last_day(coordinator: Actor, now: datetime) -> None:
    card = sit(coordinator, Seat.SBB, "SBB")
    assert isinstance(card, SeatCard)

    too_early = actions.end_seat(actor=coordinator, seat_id=card.id, until=date(2020, 10, 31), now=now)
    ended = actions.end_seat(actor=coordinator, seat_id=card.id, until=TODAY, now=now)

    assert isinstance(too_early, Refusal)
    assert isinstance(ended, SeatCard)
    assert [len(region(BRABANT, day).seats) for day in (TODAY, TODAY + timedelta(days=1))] == [1, 0]
    with pytest.raises(NotFoundError):
        actions.end_seat(actor=coordinator, seat_id=999_999, until=TODAY, now=now)


def test_a_seat_needs_a_name(coordinator: Actor) -> None:
    answer = sit(coordinator, Seat.SBB, "SBB", name=" ")

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.seat-name"


def test_rules_and_choices_speak_of_the_same_seats() -> None:
    assert set(Seat.values) >= {*BODY_SEATS, *SINGLE_SEATS}


# --- Warnings ----------------------------------------------------------------------------------------


@pytest.mark.requirement("R-026")
def test_a_region_without_centre_municipality_warns() -> None:
    zeeland = next(card for card in regions() if card.name == "Zeeland")

    assert zeeland.centre_municipality == ""
    assert "parties.no-centre-municipality" in rules_of_warnings(zeeland.code)
    assert "parties.no-centre-municipality" not in rules_of_warnings()


def test_a_centre_municipality_that_no_source_confirms_is_marked() -> None:
    assert "parties.centre-unverified" in rules_of_warnings(BRABANT)
    assert "parties.centre-unverified" not in rules_of_warnings("AM06")


@pytest.mark.requirement("R-042")
def test_a_region_without_banenafspraak_expert_warns_until_there_is_one(coordinator: Actor) -> None:
    before = rules_of_warnings()
    sit(coordinator, Seat.BANENAFSPRAAK_EXPERT, "UWV")

    assert "parties.no-banenafspraak-expert" in before
    assert "parties.no-banenafspraak-expert" not in rules_of_warnings()


@pytest.mark.requirement("R-035")
def test_an_open_region_with_only_a_quartermaster_misses_a_coordinator(coordinator: Actor, now: datetime) -> None:
    agree(coordinator, now)
    sit(coordinator, Seat.QUARTERMASTER, "UWV")
    open_brabant(coordinator, now)

    assert "parties.no-coordinator" in rules_of_warnings()


def test_a_quartermaster_from_outside_the_body_is_noticed(coordinator: Actor) -> None:
    sit(coordinator, Seat.QUARTERMASTER, "UWV")
    outside = rules_of_warnings()
    sit(coordinator, Seat.UWV_MANAGER, "UWV")

    assert "parties.quartermaster-outside-body" in outside
    assert "parties.quartermaster-outside-body" not in rules_of_warnings()


# --- The desk ----------------------------------------------------------------------------------------


@pytest.mark.requirement("R-100")
def test_every_region_has_a_desk_page_and_warns_until_it_is_filled_in(coordinator: Actor, now: datetime) -> None:
    assert all(region(card.code, TODAY).desk.name for card in regions())
    before = rules_of_warnings()

    actions.set_desk(
        actor=coordinator,
        region_code=BRABANT,
        name="Loket Midden-Brabant",
        address="Stationsplein 1, Tilburg",
        phone="013 1234567",
        email="loket@voorbeeld.example",
        opening_hours="Maandag tot en met vrijdag van 9 tot 17 uur",
        digital_from=date(2020, 11, 15),
        physical_from=date(2021, 1, 4),
        now=now,
    )

    desk = region(BRABANT, TODAY).desk
    assert "parties.desk-incomplete" in before
    assert "parties.desk-incomplete" not in rules_of_warnings()
    assert (desk.address, desk.physical_from) == ("Stationsplein 1, Tilburg", date(2021, 1, 4))
