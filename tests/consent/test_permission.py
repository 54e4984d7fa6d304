"""When a permission holds: from the moment it is given until exactly its end, and never after it was withdrawn."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.consent import Item, Permission, Purpose, shared_items

NOON = datetime(2021, 2, 15, 12, tzinfo=UTC)
SECOND = timedelta(microseconds=1)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2023, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
durations = st.timedeltas(SECOND, timedelta(days=700))


def permission(
    given_at: datetime = NOON, valid_until: datetime | None = None, withdrawn_at: datetime | None = None
) -> Permission:
    return Permission(
        party_id=1,
        item=Item.PROFILE,
        purpose=Purpose.GUIDANCE,
        given_at=given_at,
        valid_until=valid_until,
        withdrawn_at=withdrawn_at,
    )


@pytest.mark.requirement("R-401")
@pytest.mark.parametrize(
    ("now", "holds"),
    [(NOON - SECOND, False), (NOON, True), (NOON + SECOND, True), (NOON + timedelta(days=9999), True)],
)
def test_without_end_it_holds_from_the_moment_it_was_given(now: datetime, holds: bool) -> None:
    assert permission().holds(now) is holds


@pytest.mark.requirement("R-401")
@pytest.mark.parametrize(("early", "holds"), [(SECOND, True), (timedelta(0), False), (-SECOND, False)])
def test_at_its_end_it_no_longer_holds(early: timedelta, holds: bool) -> None:
    end = NOON + timedelta(days=30)

    assert permission(valid_until=end).holds(end - early) is holds


@pytest.mark.requirement("R-401")
@pytest.mark.parametrize(("early", "holds"), [(SECOND, True), (timedelta(0), False), (-SECOND, False)])
def test_from_the_moment_of_withdrawal_it_no_longer_holds(early: timedelta, holds: bool) -> None:
    withdrawn = NOON + timedelta(days=3)

    assert permission(withdrawn_at=withdrawn).holds(withdrawn - early) is holds


def test_withdrawn_in_the_moment_of_giving_it_never_held() -> None:
    assert not permission(withdrawn_at=NOON).holds(NOON)


@given(moments, st.none() | durations, st.none() | durations, moments)
def test_it_holds_only_inside_its_bounds(
    given_at: datetime, lasts: timedelta | None, until_withdrawn: timedelta | None, now: datetime
) -> None:
    end = given_at + lasts if lasts is not None else None
    withdrawn = given_at + until_withdrawn if until_withdrawn is not None else None
    bounds = [bound for bound in (end, withdrawn) if bound is not None]

    holds = permission(given_at, end, withdrawn).holds(now)

    assert holds == (given_at <= now and all(now < bound for bound in bounds))


@given(moments, durations, durations, moments)
def test_withdrawing_never_lets_anyone_see_more(
    given_at: datetime, lasts: timedelta, until_withdrawn: timedelta, now: datetime
) -> None:
    standing = permission(given_at, given_at + lasts)
    withdrawn = permission(given_at, given_at + lasts, given_at + until_withdrawn)

    assert standing.holds(now) or not withdrawn.holds(now)


@given(moments, durations, moments, durations)
def test_once_ended_it_never_holds_again(
    given_at: datetime, until_withdrawn: timedelta, now: datetime, later: timedelta
) -> None:
    ended = permission(given_at, withdrawn_at=given_at + until_withdrawn)

    assert now < given_at or ended.holds(now) or not ended.holds(now + later)


@pytest.mark.requirement("R-401")
def test_only_the_items_of_this_party_and_this_purpose_are_shared() -> None:
    rows = [
        Permission(1, Item.PROFILE, Purpose.GUIDANCE, NOON),
        Permission(1, Item.HEALTH, Purpose.COORDINATION, NOON),
        Permission(2, Item.ADVICE, Purpose.GUIDANCE, NOON),
        Permission(1, Item.CONTACT, Purpose.GUIDANCE, NOON, withdrawn_at=NOON),
        Permission(1, Item.INTAKE, Purpose.GUIDANCE, NOON + SECOND),
    ]

    assert shared_items(rows, party_id=1, purpose=Purpose.GUIDANCE, now=NOON) == {Item.PROFILE}
    assert shared_items(rows, party_id=1, purpose=Purpose.COORDINATION, now=NOON) == {Item.HEALTH}
    assert shared_items(rows, party_id=3, purpose=Purpose.GUIDANCE, now=NOON) == frozenset()
