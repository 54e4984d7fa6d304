"""Warnings: raised once, told anew, ended by themselves; and the outlook that they rest on."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.forecast import Basis, Bounds
from overstap.treasury import actions, queries
from overstap.treasury.days import end_of
from overstap.treasury.models import Alarm, Budget
from overstap.treasury.values import CommitmentCard
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

CASHIER = Actor(user_id=None, name="Kas", roles=frozenset({Role.CASHIER}))
LATER = make.NOW + dt.timedelta(weeks=8)


def taken_every_day(cents: int, days: int = 56) -> list[CommitmentCard]:
    """So much is reserved on every day, for a long time."""
    cards = []
    for day in range(1, days + 1):
        now = make.NOW + dt.timedelta(days=day)
        cards.append(make.reserved(amount_cents=cents, now=now, expires_at=now + dt.timedelta(days=900)))
    return cards


def outlook(on: dt.datetime = LATER, **other: object) -> queries.Outlook:
    (budget_id,) = Budget.objects.values_list("id", flat=True)
    return queries.outlooks(CASHIER, on=on.date(), year=make.YEAR, **other).budgets[budget_id]  # type: ignore[arg-type]


@pytest.mark.requirement("R-260")
def test_a_steady_tempo_gives_the_day_that_division_gives() -> None:
    make.budget(100_000_00)
    taken_every_day(500_00)

    told = outlook()
    assert told.basis is Basis.WEEKS
    assert told.likely_on == LATER.date() + dt.timedelta(days=(100_000_00 - 56 * 500_00) // 500_00)
    assert told.early_on is not None
    assert told.early_on < told.likely_on


def test_a_past_day_foretells_by_what_was_known_then() -> None:
    make.budget(100_000_00)
    taken_every_day(500_00, days=20)
    on = make.NOW + dt.timedelta(days=18)
    then = outlook(on)
    taken = make.reserved(amount_cents=40_000_00, now=make.NOW + dt.timedelta(days=20))

    assert taken.amount_cents == 40_000_00
    assert outlook(on) == then
    assert then.basis is Basis.DAYS


def test_a_budget_that_nobody_uses_foretells_nothing() -> None:
    make.budget(100_000_00)

    told = outlook()
    assert (told.basis, told.chance, told.warns) == (Basis.TOO_LITTLE, 0, False)


def test_what_lapses_comes_back_in_the_tempo() -> None:
    make.budget(100_000_00)
    cards = taken_every_day(500_00)
    before = outlook().likely_on
    make.given(actions.void(actor=CASHIER, keys=[card.key for card in cards[::2]], because="niet nodig", now=LATER))

    after = outlook()
    assert before is not None
    assert after.likely_on is None or after.likely_on > before


def test_what_is_asked_and_not_settled_brings_the_day_forward() -> None:
    make.budget(100_000_00)
    taken_every_day(500_00)
    without = outlook()
    with_asked = outlook(waiting={(make.STREAM, make.REGION, make.YEAR): Bounds(10_000_00, 20_000_00)})

    assert without.likely_on is not None
    assert with_asked.likely_on == without.likely_on - dt.timedelta(days=30)


def test_a_budget_that_will_not_last_is_warned_for_once() -> None:
    make.budget(100_000_00)
    taken_every_day(500_00)

    assert actions.sound_alarms(now=LATER) == 1
    assert actions.sound_alarms(now=LATER + dt.timedelta(hours=1)) == 0
    (card,) = queries.alarms(CASHIER, as_of=LATER)
    assert (card.kind, card.region_code, card.used_percent) == (Alarm.Kind.TOO_EARLY, make.REGION, 28)
    assert card.likely_on == outlook().likely_on


def test_a_budget_that_lasts_is_not_warned_for() -> None:
    make.budget(10_000_000_00)
    taken_every_day(500_00)

    assert actions.sound_alarms(now=LATER) == 0


def test_a_budget_that_is_nearly_used_is_warned_for_without_any_tempo() -> None:
    make.budget(1_000_00)
    make.reserved(amount_cents=900_00, expires_at=None)

    assert actions.sound_alarms(now=LATER) == 1
    assert queries.alarms(CASHIER, as_of=LATER)[0].kind == Alarm.Kind.NEARLY_USED


def test_a_warning_ends_when_there_is_more_money_and_stays_visible_in_the_past() -> None:
    make.budget(100_000_00)
    taken_every_day(500_00)
    actions.sound_alarms(now=LATER)
    make.budget(10_000_000_00, key=uuid.uuid4(), now=LATER)
    actions.sound_alarms(now=LATER + dt.timedelta(days=1))

    assert queries.alarms(CASHIER, as_of=LATER + dt.timedelta(days=2)) == ()
    assert len(queries.alarms(CASHIER, as_of=LATER)) == 1


def test_a_coordinator_sees_the_warnings_of_the_own_region_only() -> None:
    make.budget(1_000_00)
    make.reserved(amount_cents=900_00, expires_at=None)
    actions.sound_alarms(now=LATER)

    own, other = (make.someone(Role.COORDINATOR, regions=(code,)) for code in (make.REGION, make.OTHER_REGION))
    assert len(queries.alarms(own, as_of=LATER)) == 1
    assert queries.alarms(other, as_of=LATER) == ()
    assert queries.alarms(make.someone(Role.ADVISER), as_of=LATER) == ()


def test_the_outlook_of_a_stream_is_that_of_its_budgets_together() -> None:
    make.budget(100_000_00)
    make.budget(50_000_00, region_code=make.OTHER_REGION)
    taken_every_day(500_00)

    told = queries.outlooks(CASHIER, on=LATER.date(), year=make.YEAR).streams[make.STREAM]
    assert told.position.ceiling == 150_000_00
    assert told.position == queries.board_at(CASHIER, as_of=end_of(LATER.date()), year=make.YEAR)[0].total
    assert told.likely_on is not None
    assert outlook_of(make.REGION) < told.likely_on


def outlook_of(region: str) -> dt.date:
    """The middle day of the only budget of a region."""
    found = queries.outlooks(CASHIER, on=LATER.date(), year=make.YEAR, region_code=region).budgets
    (one,) = found.values()
    assert one.likely_on is not None
    return one.likely_on
