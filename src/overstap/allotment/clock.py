"""The one clock of the windows: that of the database, so that all servers and workers open and close together.

A demo plays on another day. There, and only there, the moment is the one that the caller hands in: the setting
`WINDOWS_BY_GIVEN_CLOCK` of the deployment decides.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Field

from overstap.allotment.models import Application

_NOW = {
    "postgresql": "clock_timestamp()",
    # The form in which Django keeps a moment in SQLite, so that the two can be compared.
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
}


def by_given_clock() -> bool:
    """Tell whether this deployment hands in its own clock."""
    return bool(getattr(settings, "WINDOWS_BY_GIVEN_CLOCK", False))


def moment_sql(vendor: str) -> str:
    """The database's own clock as an expression of SQL, to be carried out with parameters."""
    return _NOW[vendor].replace("%", "%%")


def database_now(now: datetime) -> datetime:
    """The moment by which windows are judged, aware; `now` counts only where the deployment hands in its own clock."""
    if by_given_clock():
        return now
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + _NOW[connection.vendor])
        return read(cursor.fetchone()[0])


def stored(moment: datetime) -> Any:
    """A moment as this database keeps it."""
    return stored_as("received_at", moment)


def stored_as(name: str, value: object) -> Any:
    """A value of a field of an application as this database keeps it."""
    field = Application._meta.get_field(name)  # noqa: SLF001 (Django names it so)
    return field.get_db_prep_save(value, connection) if isinstance(field, Field) else value


def read(value: object) -> datetime:
    """A moment as it comes out of a statement of our own, aware."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
