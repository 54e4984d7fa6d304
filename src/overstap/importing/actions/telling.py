"""Writing to the people of a file that they are registered, after they are: slower than registering, and once each."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from overstap.casework.actions.bulk import tell_registered
from overstap.importing.access import reader_of
from overstap.importing.actions.jobs import TELL, ask
from overstap.importing.models import Import, ImportRow, RowState

TOLD_AT_ONCE = 100


def tell_rows(*, import_id: int, after: int, now: dt.datetime) -> int:
    """Write to the next people of a file; asks for another job when there are more. Nobody is written to twice."""
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        rows = ImportRow.objects.filter(batch=batch, state=RowState.REGISTERED, number__gt=after).order_by("number")
        found = list(rows.filter(case__isnull=False).values_list("number", "case_id")[:TOLD_AT_ONCE])
        actor = reader_of(batch, now)
        if not found or actor is None:
            return 0
        told = tell_registered(actor=actor, case_ids=[case for _, case in found], now=now)
        ask(batch, TELL, now, after=found[-1][0])
        return told
