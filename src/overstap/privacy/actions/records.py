"""Destroying single records whose term has passed, or that a person wants gone, while the person stays."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError

from overstap.parties.models import Party
from overstap.people.models import Participant
from overstap.privacy import singles
from overstap.privacy.models import Destruction, DestructionRecord, LegalHold

HELD, GONE, IN_USE = "bewaarplicht", "weg", "in_gebruik"


def put_on_list(row: Destruction, found: Iterable[singles.Single]) -> int:
    """Write the records of a destruction down; gives how many there are."""
    made = DestructionRecord.objects.bulk_create(
        DestructionRecord(destruction=row, kind=one.record, label=one.label, number=one.number, due_on=one.due_on)
        for one in found
    )
    return len(made)


def remove_records(row: Destruction, *, now: dt.datetime) -> dict[str, int]:
    """Delete what may still go; gives how many of each table went.

    Each record is weighed again with its person locked: what is held meanwhile, or got a longer term, stays and is told
    as skipped.
    """
    party = Party.objects.get(pk=row.party_id)
    lines = list(row.records.order_by("pk"))
    singles.lock_what_holds([(line.label, line.number) for line in lines])
    people = sorted(singles.people_of(one for line in lines if (one := _weighed(party, row, line, now)) is not None))
    list(Participant.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    held = set(
        LegalHold.objects.filter(participant_id__in=people, ended_at__isnull=True).values_list(
            "participant_id", flat=True
        )
    )
    counts: Counter[str] = Counter()
    for line in lines:
        one = _weighed(party, row, line, now)
        line.skipped = GONE if one is None else HELD if one.participant_id in held else _removed(line)
        if line.skipped:
            line.save(update_fields=["skipped"])
        else:
            counts[line.label] += 1
    return dict(counts)


def _weighed(party: Party, row: Destruction, line: DestructionRecord, now: dt.datetime) -> singles.Single | None:
    return singles.standing(party, line.label, line.number, now=now, term=row.because == singles.RECORDS)


def _removed(line: DestructionRecord) -> str:
    try:
        with transaction.atomic():
            singles.remove(line.label, line.number)
    except ProtectedError:
        return IN_USE
    return ""
