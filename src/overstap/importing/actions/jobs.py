"""The background work of reading in: a few hundred rows per transaction, a few thousand per job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from overstap.background.actions import enqueue
from overstap.core.decision import N_, Refusal
from overstap.importing.models import Import

CHECK, REGISTER, UNDO = "inlezen_controleren", "inlezen_aanmelden", "inlezen_terugdraaien"
TELL = "inlezen_berichten"
DETAIL, AFTER = "inlezing", "na_regel"

# Technical: a transaction that others wait for shortly, and a job that is done well within its lease.
ROWS_PER_TRANSACTION = 250
SLICES_PER_JOB = 12

BUSY = Refusal(
    "inlezen.bezig",
    N_("Dit bestand wordt nu verwerkt."),
    remedy=N_("Wacht tot het klaar is, of stop het eerst."),
)


def ask(batch: Import, kind: str, now: dt.datetime, *, after: int = 0) -> None:
    """Ask for the next piece of work on a file, in the transaction of the caller, who holds its row."""
    batch.turn += 1
    batch.save(update_fields=["turn"])
    details = {DETAIL: batch.pk, AFTER: after}
    enqueue(kind=kind, key=f"{kind} {batch.pk} {batch.turn}", details=details, now=now)


def work(kind: str, details: Mapping[str, Any], *, now: dt.datetime) -> int:
    """Do one job; gives how many rows it did. Safe to repeat: what was done before a crash is not done again."""
    if kind == TELL:
        return _tell(int(details[DETAIL]), int(details.get(AFTER, 0)), now)
    return _WORK[kind](int(details[DETAIL]), now)


def _check(import_id: int, now: dt.datetime) -> int:
    from overstap.importing.actions.checking import check_rows  # noqa: PLC0415 (the jobs name each other)

    return check_rows(import_id=import_id, now=now)


def _register(import_id: int, now: dt.datetime) -> int:
    from overstap.importing.actions.registering import register_rows  # noqa: PLC0415 (as above)

    return register_rows(import_id=import_id, now=now)


def _undo(import_id: int, now: dt.datetime) -> int:
    from overstap.importing.actions.undoing import undo_rows  # noqa: PLC0415 (as above)

    return undo_rows(import_id=import_id, now=now)


def _tell(import_id: int, after: int, now: dt.datetime) -> int:
    from overstap.importing.actions.telling import tell_rows  # noqa: PLC0415 (as above)

    return tell_rows(import_id=import_id, after=after, now=now)


_WORK: Mapping[str, Callable[[int, dt.datetime], int]] = MappingProxyType(
    {CHECK: _check, REGISTER: _register, UNDO: _undo}
)
KINDS = (*_WORK, TELL)
