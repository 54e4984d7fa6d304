"""Writing what was decided on hundreds of applications in one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from overstap.allotment.clock import stored
from overstap.allotment.models import Application

_ROWS = {
    "postgresql": (
        "jsonb_to_recordset(%s::jsonb) "
        "AS v(id bigint, rank bigint, state text, granted bigint, reason text, same_as bigint)"
    ),
    "sqlite": (
        "(SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.rank') AS rank, "
        "json_extract(value, '$.state') AS state, json_extract(value, '$.granted') AS granted, "
        "json_extract(value, '$.reason') AS reason, json_extract(value, '$.same_as') AS same_as "
        "FROM json_each(%s)) AS v"
    ),
}


def write_decisions(rows: Sequence[Application], decided_at: datetime) -> None:
    """Write rank, state and what was granted of many applications, with the moment of the decision."""
    decisions = json.dumps([
        {"id": row.pk, "rank": row.rank, "state": str(row.state), "granted": row.granted, "reason": row.reason,
         "same_as": row.same_as}
        for row in rows
    ])  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE allotment_application SET rank = v.rank, state = v.state, granted = v.granted, "  # noqa: S608 (our own)
            "reason = v.reason, same_as = v.same_as, decided_at = %s "
            f"FROM {_ROWS[connection.vendor]} WHERE allotment_application.id = v.id",
            [stored(decided_at), decisions],
        )
