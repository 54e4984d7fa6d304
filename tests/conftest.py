"""The weather of the tests: no network, no luck with order, no undefined variable in a template, one set of data."""

import atexit
import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# A busy machine is no mistake in the program.
hypothesis_settings.register_profile("house", deadline=None, print_blob=True)
hypothesis_settings.load_profile("house")

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# The demo and the tests start on the same Monday.
START = dt.datetime(2021, 2, 15, 9, 0, tzinfo=AMSTERDAM)


# What someone published in the folder they start the tests from is no part of the tests.
_data = tempfile.TemporaryDirectory(prefix="overstap-test-data-")
atexit.register(_data.cleanup)
os.environ["OVERSTAP_DATA"] = _data.name


@pytest.fixture(autouse=True, scope="session")
def _trail_may_be_emptied() -> Iterator[None]:
    """The database refuses to remove lines of the trail, but a test with real transactions empties every table."""
    from django.core.management.commands.flush import Command

    from overstap.audit.protecting import lifted

    plain = Command.handle

    def handle(self: Command, *args: Any, **options: Any) -> Any:
        with lifted():
            return plain(self, *args, **options)

    Command.handle = handle  # type: ignore[method-assign]
    yield
    Command.handle = plain  # type: ignore[method-assign]


@pytest.fixture
def now() -> dt.datetime:
    """The moment at which a test takes place, unless it says otherwise."""
    return START


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    """The language that a test left behind is not the language of the next one."""
    yield
    translation.deactivate()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
    # The longest first, so that the others fit beside it; among themselves the order stays that of chance.
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def _load_reference() -> None:
    from overstap.parties.actions import load_reference
    from overstap.treasury.actions import load_streams

    load_reference(now=START)
    load_streams(now=START)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load regions, parties and schemes once; every test starts from them."""
    with django_db_blocker.unblock():
        _load_reference()


@pytest.fixture
def starter(db: None) -> None:
    """Our own list of occupations and competences, in use."""
    from overstap.taxonomy.actions import load_starter

    load_starter(now=START)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions empties every table; what all tests start from is put back after it."""
    result = yield
    if nextitem is None:
        # After the last test the database itself is gone.
        return result
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    emptied = "transactional_db" in names or "live_server" in names or (marker and marker.kwargs.get("transaction"))
    if emptied:
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            _load_reference()
    return result


@pytest.fixture(autouse=True, scope="session")
def _no_order_by_luck() -> Iterator[None]:
    """A list without an order comes in another order each time, so that no test passes by the habit of a database."""
    plain_order, plain_combination = SQLCompiler.get_order_by, SQLCompiler.get_combinator_sql
    combining = 0

    def order(self: SQLCompiler) -> Any:
        found = plain_order(self)
        query = self.query
        fixed = found or combining or query.distinct or query.combinator or query.group_by is not None
        if fixed or query.subquery:
            return found
        shuffled = OrderBy(Random()).resolve_expression(query)
        sql, params = self.compile(shuffled)
        return [(shuffled, (sql, params, False))]

    def combination(self: SQLCompiler, *args: Any) -> Any:
        nonlocal combining
        combining += 1
        try:
            return plain_combination(self, *args)
        finally:
            combining -= 1

    SQLCompiler.get_order_by, SQLCompiler.get_combinator_sql = order, combination  # type: ignore[method-assign]
    yield
    SQLCompiler.get_order_by, SQLCompiler.get_combinator_sql = plain_order, plain_combination  # type: ignore[method-assign]
