"""The inbox: one statement that writes applications down, if their window is open by the database's clock.

No lock on the window and no read before the write. A lock that all who apply share (and that costs nothing) tells the
one who divides after closing that nobody who was in time is still on the way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from overstap.allotment.clock import by_given_clock, moment_sql, read, stored, stored_as
from overstap.allotment.models import ApplicationState
from overstap.allotment.together import Together
from overstap.core.actor import Actor

Written = tuple[int, datetime] | None
"""The number and moment of what was written, or None when nothing was."""

_LOCKS_OF_WINDOWS = 4_718
"""The first half of the names of our locks in PostgreSQL; the second is made of the code of the window."""
_MOST_AT_ONCE = 200

_TYPES = {
    "ord": "bigint", "key": "uuid", "applicant_key": "uuid", "applicant_kind": "text", "applicant_name": "text",
    "amount": "bigint", "receipt": "jsonb", "actor_user_id": "bigint", "actor_name": "text", "party_id": "bigint",
    "party_name": "text", "at": "timestamptz",
}  # fmt: skip
"""What is handed to the statement of each application."""
_FIXED = {"window_id": "w.id", "granted": "0", "received_at": "{at}", "state": f"'{ApplicationState.RECEIVED.value}'",
          "reason": "''"}  # fmt: skip
_ROWS = {
    "postgresql": (
        "(SELECT pg_advisory_xact_lock_shared({lock}, hashtext(%s))::text AS held OFFSET 0) AS door "
        "CROSS JOIN LATERAL (SELECT {moment} AS at WHERE door.held IS NOT NULL OFFSET 0) AS clock "
        "CROSS JOIN jsonb_to_recordset(%s::jsonb) AS v({typed}) JOIN allotment_window w ON w.code = %s"
    ),
    "sqlite": (
        "(SELECT {moment} AS at WHERE %s IS NOT NULL) AS clock "
        "CROSS JOIN (SELECT {taken} FROM json_each(%s)) AS v JOIN allotment_window w ON w.code = %s"
    ),
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
    actor: Actor
    now: datetime


def write_down(one: Entering) -> Written:
    """Append an application; gives its number and moment, or None when nothing was written.

    Nothing is written when the key is known, or the window is not there, not open, not for this kind of applicant or
    not for so much. Who apply in one process at the same time share a transaction; inside a transaction of the caller
    an application is written by itself, in that transaction.
    """
    if connection.in_atomic_block:
        return _write((one,))[0]
    return _TOGETHER.do(one, alike=one.window, key=one.key)


def _write(many: Sequence[Entering]) -> list[Written]:
    """Append applications of one window, with different keys, in the order given."""
    window = many[0].window
    rows = json.dumps([_row(ord_, one) for ord_, one in enumerate(many)])
    found = _all_of(_statement(connection.vendor, by_given_clock()), [window, rows, window])
    written = {str(stored_as("key", key)): (number, read(at)) for key, number, at in found}
    return [written.get(str(stored_as("key", one.key))) for one in many]


def _row(ord_: int, one: Entering) -> dict[str, Any]:
    row = {
        "ord": ord_,
        "key": str(stored_as("key", one.key)),
        "applicant_key": str(stored_as("applicant_key", one.applicant_key)),
        "applicant_kind": one.applicant_kind,
        "applicant_name": one.applicant_name,
        "amount": one.amount,
        "receipt": dict(one.receipt),
        "actor_user_id": one.actor.user_id,
        "actor_name": one.actor.name,
        "party_id": one.actor.party_id,
        "party_name": one.actor.party_name,
    }
    return row | {"at": str(stored(one.now))} if by_given_clock() else row


def _all_of(statement: str, values: list[Any]) -> list[Any]:
    """Carry out one statement and give its rows.

    In PostgreSQL as a prepared one: in a rush the same statement comes thousands of times, and planning it each time
    takes the database longer than carrying it out. The connection of Django prepares nothing by itself.
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
    connection.ensure_connection()
    line: psycopg.Connection[Any] = connection.connection
    before, line.prepare_threshold = line.prepare_threshold, 0
    try:
        with connection.wrap_database_errors, psycopg.Cursor(line) as prepared:
            prepared.execute(statement.encode(), values)
            return prepared.fetchall()
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
def _statement(vendor: str, given_clock: bool) -> str:  # noqa: FBT001 (part of the key of the cache)
    moment = "NULL" if given_clock else moment_sql(vendor)
    at = "v.at" if given_clock else "clock.at"
    rows = _ROWS[vendor].format(
        lock=_LOCKS_OF_WINDOWS,
        moment=moment,
        typed=", ".join(f"{name} {kind}" for name, kind in _TYPES.items()),
        taken=", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in _TYPES),
    )
    given = [name for name in _TYPES if name not in {"ord", "at"}]
    fixed = [text.format(at=at) for text in _FIXED.values()]
    kind = "',' || v.applicant_kind || ','"
    inside = f"instr(w.applicants, {kind})" if vendor == "sqlite" else f"position({kind} IN w.applicants)"
    return (
        f"INSERT INTO allotment_application ({', '.join([*given, *_FIXED])}) "  # noqa: S608 (names of our own)
        f"SELECT {', '.join([*(f'v.{name}' for name in given), *fixed])} FROM {rows} "
        f"WHERE w.opens_at <= {at} AND (w.closes_at IS NULL OR {at} < w.closes_at) AND w.shared_at IS NULL "
        f"AND (w.applicants = '' OR {inside} > 0) "
        "AND (w.most_per_application IS NULL OR w.most_per_application >= v.amount) "
        "ORDER BY v.ord ON CONFLICT (key) DO NOTHING RETURNING key, id, received_at"
    )


_TOGETHER: Together[Entering, Written] = Together(_write, most=_MOST_AT_ONCE)
