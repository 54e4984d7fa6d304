"""Writing hundreds of lines of the trail in one statement, from one text: a row of each costs Python most of its time.

What is written is what `bulk_create` would write; the columns and their types are asked of the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection

from overstap.audit.models import AuditLine

_FIELDS = tuple(field for field in AuditLine._meta.concrete_fields if not field.primary_key)  # noqa: SLF001 (Django names it so)


def write_lines(lines: Iterable[AuditLine]) -> None:
    """Write lines of the trail, in the order given; nothing for no lines."""
    lines = list(lines)
    if not lines:
        return
    rows = json.dumps([{one.attname: getattr(line, one.attname) for one in _FIELDS} for line in lines], default=_moment)
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), [rows])


def _moment(value: object) -> str:
    """A moment as the database keeps it: PostgreSQL with its zone, SQLite in UTC without."""
    if not isinstance(value, datetime):
        raise TypeError(f"not plain JSON: {value!r}")
    if connection.vendor == "postgresql":
        return value.isoformat()
    return str(value.astimezone(UTC).replace(tzinfo=None))


@lru_cache(maxsize=2)
def _statement(vendor: str) -> str:
    names = ", ".join(field.attname for field in _FIELDS)
    if vendor == "postgresql":
        typed = ", ".join(f"{field.attname} {field.db_type(connection)}" for field in _FIELDS)
        rows = f"SELECT {names} FROM jsonb_to_recordset(%s::jsonb) AS v({typed})"  # noqa: S608 (names of our own)
    else:
        taken = ", ".join(f"json_extract(value, '$.{field.attname}')" for field in _FIELDS)
        rows = f"SELECT {taken} FROM json_each(%s)"  # noqa: S608 (names of our own)
    return f'INSERT INTO "audit_auditline" ({names}) {rows}'
