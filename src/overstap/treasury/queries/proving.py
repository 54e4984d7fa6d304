"""How the books are proven while others go on booking: one picture of the database, and whole tables compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

Rows = QuerySet[Any, Any]

_DIFFERING = """
WITH kept AS ({kept}), computed AS ({computed})
SELECT 0, a.* FROM (SELECT * FROM kept EXCEPT SELECT * FROM computed) AS a
UNION ALL
SELECT 1, b.* FROM (SELECT * FROM computed EXCEPT SELECT * FROM kept) AS b
"""


@contextmanager
def one_picture() -> Iterator[None]:
    """Let every question within see the same moment; inside a running transaction that one decides what is seen.

    Without it a booking between two questions would look like a mistake.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                # Whole tables are sorted and compared in memory; the usual few megabytes would go by way of the disk.
                cursor.execute("SET LOCAL work_mem = '128MB'")
        yield


def differing(kept: Rows, computed: Rows) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of the one that the other has not, and the other way round; both give the same columns in one order.

    Compared by the database, each side computed once; values come as the database keeps them.
    """
    (kept_sql, kept_given), (computed_sql, computed_given) = (
        one.order_by().query.sql_with_params() for one in (kept, computed)
    )
    with connection.cursor() as cursor:
        # Both halves are made by Django from models; what is asked for travels as parameters.
        cursor.execute(
            _DIFFERING.format(kept=kept_sql, computed=computed_sql),
            (*kept_given, *computed_given),
        )
        rows = cursor.fetchall()
    return [row[1:] for row in rows if row[0] == 0], [row[1:] for row in rows if row[0] == 1]
