"""The inbox: one statement that writes an application down, if the window is open by the database's clock.

No lock on the window and no read before the write. A lock that all who apply share (and that costs nothing) tells the
one who divides after closing that nobody who was in time is still on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from overstap.allotment.clock import moment_sql, read, stored_as
from overstap.allotment.models import ApplicationState
from overstap.core.actor import Actor

_LOCKS_OF_WINDOWS = 4_718
"""The first half of the names of our locks in PostgreSQL; the second is made of the code of the window."""

_COLUMNS = (
    "key", "window_id", "applicant_key", "applicant_kind", "applicant_name", "amount", "granted", "receipt",
    "received_at", "actor_user_id", "actor_name", "party_id", "party_name", "state", "reason",
)  # fmt: skip
_CLOCK = {
    "postgresql": (
        f"(SELECT pg_advisory_xact_lock_shared({_LOCKS_OF_WINDOWS}, hashtext(%s))::text AS held OFFSET 0) AS door "
        "CROSS JOIN LATERAL (SELECT {moment} AS at WHERE door.held IS NOT NULL OFFSET 0) AS clock"
    ),
    "sqlite": "(SELECT {moment} AS at WHERE %s IS NOT NULL) AS clock",
}


@dataclass(frozen=True, slots=True)
class Entering:
    """What is written down of an application."""

    key: UUID
    window: str
    applicant_key: UUID
    applicant_kind: str
    applicant_name: str
    amount: int
    receipt: Mapping[str, Any]


def write_down(one: Entering, actor: Actor, now: datetime) -> tuple[int, datetime] | None:
    """Append an application; gives its number and moment, or None when nothing was written.

    Nothing is written when the key is known, or the window is not there, not open, not for this kind of applicant or
    not for so much.
    """
    moment, moments = moment_sql(now)
    fields: list[Any] = [
        stored_as("key", one.key), stored_as("applicant_key", one.applicant_key), one.applicant_kind,
        one.applicant_name, one.amount, stored_as("receipt", dict(one.receipt)),
        actor.user_id, actor.name, actor.party_id, actor.party_name, ApplicationState.RECEIVED.value,
    ]  # fmt: skip
    where: list[Any] = [one.window, *moments] if connection.vendor == "postgresql" else [*moments, one.window]
    judged: list[Any] = [one.window, f",{one.applicant_kind},", one.amount]
    found = _once(_statement(connection.vendor, moment), [*fields, *where, *judged])
    return (found[0], read(found[1])) if found else None


def _once(statement: str, values: list[Any]) -> Any:
    """Carry out one statement and give its row.

    In PostgreSQL as a prepared one: in a rush the same statement comes thousands of times, and planning it each time
    takes the database longer than carrying it out. The connection of Django prepares nothing by itself.
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()
    connection.ensure_connection()
    line: psycopg.Connection[Any] = connection.connection
    before, line.prepare_threshold = line.prepare_threshold, 0
    try:
        with connection.wrap_database_errors, psycopg.Cursor(line) as prepared:
            prepared.execute(statement.encode(), values)
            return prepared.fetchone()
    finally:
        line.prepare_threshold = before


def wait_for_those_on_the_way(window: str) -> None:
    """Wait until everybody who applied before has been written down; newcomers wait until this transaction ends.

    In SQLite a transaction that writes is alone already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS_OF_WINDOWS, window])


@lru_cache(maxsize=4)
def _statement(vendor: str, moment: str) -> str:
    clock = _CLOCK[vendor].format(moment=moment)
    like = "instr(w.applicants, %s) > 0" if vendor == "sqlite" else "position(%s IN w.applicants) > 0"
    return (
        f"INSERT INTO allotment_application ({', '.join(_COLUMNS)}) "  # noqa: S608 (names of our own)
        f"SELECT {', '.join(_placeholders(vendor))} FROM {clock} JOIN allotment_window w ON w.code = %s "
        "WHERE w.opens_at <= clock.at AND (w.closes_at IS NULL OR clock.at < w.closes_at) AND w.shared_at IS NULL "
        f"AND (w.applicants = '' OR {like}) "
        "AND (w.most_per_application IS NULL OR w.most_per_application >= %s) "
        "ON CONFLICT (key) DO NOTHING RETURNING id, received_at"
    )


def _placeholders(vendor: str) -> list[str]:
    kinds = {"key": "uuid", "applicant_key": "uuid", "amount": "bigint", "receipt": "jsonb",
             "actor_user_id": "bigint", "party_id": "bigint"}  # fmt: skip
    fixed = {"window_id": "w.id", "granted": "0", "received_at": "clock.at", "reason": "''"}
    typed = vendor == "postgresql"
    return [fixed.get(name) or (f"%s::{kinds[name]}" if typed and name in kinds else "%s") for name in _COLUMNS]
