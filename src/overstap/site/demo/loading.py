"""Filling an empty database with the demo."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from overstap.core.actor import SYSTEM
from overstap.oversight import actions as oversight
from overstap.parties import actions as parties
from overstap.parties import queries as places
from overstap.parties.demo_accounts import demo_accounts
from overstap.site.demo import (
    asking,
    groups,
    law,
    learning,
    looking,
    passing_on,
    paying,
    people,
    post,
    reading_in,
    staff,
)
from overstap.taxonomy import actions as taxonomy
from overstap.treasury import actions as treasury

START = datetime(2021, 2, 15, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""The Monday on which the demo begins."""


def is_loaded() -> bool:
    """Tell whether the demo stands in the database."""
    return places.installation().demo_date is not None and bool(demo_accounts(START))


def load_demo(*, now: datetime) -> None:
    """Make everything: accounts, regions, budgets, people, and last the date that the demo plays."""
    before = now - timedelta(days=100)
    parties.load_reference(now=before)
    taxonomy.load_starter(now=before)
    asking.load_party(before)
    staff.hire(before)
    staff.advisers_everywhere(before)
    staff.open_regions(now.date(), before)
    treasury.load_streams(now=now)
    asking.load_demand(now)
    learning.load_trainings(now)
    people.load_budgets(before)
    people.load_people(now)
    looking.load_looking(now)
    groups.load_groups(now)
    reading_in.load_list(now)
    passing_on.load_passing_on(now)
    law.load_law(now)
    post.load_post(now)
    paying.load_payments(now)
    post.send_what_was_written(now)
    oversight.let_night_pass(now=now)
    staff.must(parties.move_demo_date(actor=SYSTEM, to=now.date(), now=now))
