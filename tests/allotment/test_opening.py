"""When one can apply, and who: judged by the clock of the database in the statement that writes it down."""

import datetime as dt
import uuid
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from overstap.allotment import actions, queries
from overstap.allotment.clock import database_now
from overstap.allotment.models import Application, Window
from overstap.core.decision import NotFoundError, Refusal
from overstap.rules.load_windows import load_windows
from tests.factories import allotment as make

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
Clock = Callable[[dt.datetime], dt.datetime]


def rule_of(answer: object) -> str:
    return answer.rule if isinstance(answer, Refusal) else "receipt"


@pytest.mark.requirement("R-226")
@pytest.mark.parametrize(
    ("moment", "kind", "expected"),
    [
        ("2020-09-30T23:59:59", "opleider", "loket.nog_niet_open"),
        ("2020-10-01T00:00:00", "opleider", "receipt"),
        ("2020-10-15T23:59:59", "opleiderscollectief", "receipt"),
        ("2020-10-16T00:00:00", "opleider", "loket.gesloten"),
        ("2020-10-15T12:00:00", "samenwerkingsverband", "loket.aanvrager"),
    ],
)
def test_the_first_window_for_training(moment: str, kind: str, expected: str, given_clock: Clock) -> None:
    actions.load_windows(now=make.NOW)
    row = Window.objects.get(code="scholing-tijdvak-1")
    at = given_clock(dt.datetime.fromisoformat(moment).replace(tzinfo=HERE))

    assert rule_of(make.apply(row, applicant_kind=kind, amount=1_000_00, now=at)) == expected


@pytest.mark.requirement("R-227")
@pytest.mark.parametrize(
    ("moment", "kind", "expected"),
    [
        ("2020-11-01T23:59:59", "samenwerkingsverband", "loket.nog_niet_open"),
        ("2020-11-02T00:00:00", "samenwerkingsverband", "receipt"),
        ("2020-11-15T23:59:59", "samenwerkingsverband", "receipt"),
        ("2020-11-16T00:00:00", "samenwerkingsverband", "loket.gesloten"),
        ("2020-11-02T09:00:00", "opleider", "loket.aanvrager"),
    ],
)
def test_the_second_window_for_training(moment: str, kind: str, expected: str, given_clock: Clock) -> None:
    actions.load_windows(now=make.NOW)
    row = Window.objects.get(code="scholing-tijdvak-2")
    at = given_clock(dt.datetime.fromisoformat(moment).replace(tzinfo=HERE))

    assert rule_of(make.apply(row, applicant_kind=kind, amount=1_000_00, now=at)) == expected


@pytest.mark.requirement("R-228")
def test_the_third_window_is_announced_until_the_framework_keeper_names_a_date(given_clock: Clock) -> None:
    actions.load_windows(now=make.NOW)
    row = Window.objects.get(code="scholing-tijdvak-3")
    opens = dt.datetime(2021, 5, 3, 9, 0, tzinfo=HERE)
    before = rule_of(make.apply(row, amount=1_000_00, now=make.NOW))
    planned = actions.plan_window(
        actor=make.KEEPER, key=uuid.uuid4(), window=row.code, opens_at=opens, closes_at=None, source="Besluit 7",
        now=make.NOW,
    )  # fmt: skip
    counter = queries.public_counter(row.code, make.NOW)

    assert before == "loket.aangekondigd"
    assert counter is not None
    assert (counter.window.opening, counter.window.opens_at) == ("gepland", opens)
    assert not isinstance(planned, Refusal)
    assert rule_of(make.apply(row, amount=1_000_00, now=given_clock(opens))) == "receipt"


@pytest.mark.requirement("R-221")
def test_advice_again_from_december_for_fifty_thousand(given_clock: Clock) -> None:
    actions.load_windows(now=make.NOW)
    row = Window.objects.get(code="ontwikkeladvies-2021")
    day_before = given_clock(dt.datetime(2020, 11, 30, 12, 0, tzinfo=HERE))
    first_day = given_clock(dt.datetime(2020, 12, 1, 0, 0, tzinfo=HERE))

    assert row.funded_ceiling == 50_000
    assert rule_of(make.apply(row, applicant_kind="loopbaanadviseur", now=day_before)) == "loket.nog_niet_open"
    assert rule_of(make.apply(row, applicant_kind="loopbaanadviseur", now=first_day)) == "receipt"


def test_the_clock_is_that_of_the_database_whatever_is_handed_in() -> None:
    closed = make.window(closes_at=dt.datetime(2020, 9, 1, tzinfo=dt.UTC))
    last_year = dt.datetime(2020, 8, 15, tzinfo=dt.UTC)

    assert rule_of(make.apply(closed, now=last_year)) == "loket.gesloten"


def test_what_was_received_bears_the_moment_of_the_database() -> None:
    before = database_now(make.NOW)
    receipt = make.applied(make.window())

    assert dt.timedelta() <= receipt.received_at - before < dt.timedelta(minutes=10)


def test_one_key_with_other_contents_is_refused() -> None:
    row, key = make.window(), uuid.uuid4()
    make.applied(row, key=key)

    assert rule_of(make.apply(row, key=key)) == "opdracht.sleutel"
    assert Application.objects.filter(window=row).count() == 1


@pytest.mark.parametrize(("amount", "expected"), [(0, "loket.bedrag"), (11, "loket.bedrag"), (10, "receipt")])
def test_nothing_and_more_than_the_most_are_refused(amount: int, expected: str) -> None:
    assert rule_of(make.apply(make.window(most_per_application=10), amount=amount)) == expected


def test_a_window_that_is_not_there_is_not_found() -> None:
    row = make.window()
    row.code = "ergens-anders"
    with pytest.raises(NotFoundError):
        make.apply(row)


def test_a_window_that_was_divided_never_opens_again() -> None:
    row = make.window(shared_at=make.NOW)

    assert rule_of(make.apply(row)) == "loket.gesloten"


def test_every_file_of_a_window_is_right_and_names_its_source() -> None:
    rules = load_windows()

    assert {rule.id for rule in rules} >= {"ontwikkeladvies-2020", "scholing-tijdvak-3", "werkgeversvergoeding-2022"}
    assert all(rule.source and rule.funded > 0 and rule.answer_days > 0 for rule in rules)


def test_what_was_not_known_yet_is_not_loaded() -> None:
    actions.load_windows(now=dt.datetime(2020, 10, 1, 12, tzinfo=dt.UTC))
    codes = set(Window.objects.order_by("code").values_list("code", flat=True))

    assert codes == {"scholingsvoucher-2016", "ontwikkeladvies-2020", "scholing-tijdvak-1"}


def test_loading_again_keeps_what_the_framework_keeper_decided() -> None:
    actions.load_windows(now=make.NOW)
    actions.change_ceiling(
        actor=make.KEEPER, key=uuid.uuid4(), window="ontwikkeladvies-2021", funded_ceiling=60_000, source="Besluit 8",
        now=make.NOW,
    )  # fmt: skip
    actions.load_windows(now=make.NOW)

    assert Window.objects.get(code="ontwikkeladvies-2021").funded_ceiling == 60_000
