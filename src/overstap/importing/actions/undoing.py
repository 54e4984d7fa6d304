"""Taking a whole file back: everyone of whom nobody touched the file since, and for the others the reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import one_deed, record
from overstap.audit.queries import Deed, changes_about
from overstap.casework.actions.taking_back import cases_handed_over, is_untouched, lock_cases, take_back_cases
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.correspondence.actions import forget_addresses
from overstap.importing.access import access_import, reader_of
from overstap.importing.actions.files import OBJECT
from overstap.importing.actions.jobs import BUSY, ROWS_PER_TRANSACTION, SLICES_PER_JOB, UNDO, ask
from overstap.importing.kept import NOT_NOW
from overstap.importing.models import Import, ImportRow, ImportState, RowState
from overstap.people.actions import take_back_participants

UNDOABLE = frozenset({ImportState.STOPPED, ImportState.DONE})
OWN_VERBS = frozenset({"register_participant", "bsn_vastleggen", "aanmelden", "permit"})
LETTERS = "brief_"
REASON = N_("Het inlezen van een bestand is teruggedraaid.")
LONGEST_REASON = 300


def undo_import(*, actor: Actor, import_id: int, now: dt.datetime) -> Refusal | None:
    """Begin to take everybody back who was registered from a file."""
    with one_deed(actor=actor, verb="inlezen_ongedaan", now=now):
        batch = access_import(actor, import_id, for_update=True)
        if batch.state not in UNDOABLE:
            return BUSY if batch.state in {ImportState.CHECKING, ImportState.RUNNING} else NOT_NOW
        if not ImportRow.objects.filter(batch=batch, state=RowState.REGISTERED).exists():
            return Refusal("inlezen.niets_terug", N_("Uit dit bestand is niemand aangemeld die terug kan."))
        batch.state, batch.file, batch.ended_at = ImportState.UNDOING, None, now
        batch.save()
        ImportRow.objects.filter(batch=batch, content__isnull=False).update(content=None)
        ask(batch, UNDO, now)
        record(actor=actor, verb="inlezen_ongedaan", object_kind=OBJECT, object_id=batch.pk, now=now)
        return None


def undo_rows(*, import_id: int, now: dt.datetime) -> int:
    """Take the next rows back; asks for another job when there are more."""
    done = 0
    for _ in range(SLICES_PER_JOB):
        taken = _next_rows(import_id, now)
        done += taken
        if not taken:
            return done
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        ask(batch, UNDO, now)
    return done


def _next_rows(import_id: int, now: dt.datetime) -> int:
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        if batch.state != ImportState.UNDOING:
            return 0
        rows = list(
            ImportRow.objects.filter(batch=batch, state=RowState.REGISTERED).order_by("number")[:ROWS_PER_TRANSACTION]
        )
        actor = reader_of(batch, now)
        if actor is None or not rows:
            batch.state = ImportState.DONE if actor is None else ImportState.UNDONE
            batch.save(update_fields=["state"])
            return 0
        _take_back(batch, actor, rows, now)
        return len(rows)


def _take_back(batch: Import, actor: Actor, rows: Sequence[ImportRow], now: dt.datetime) -> None:
    # Everyone who changes a file queues for its row: what they did is on the trail, or they find the file closed.
    cases = lock_cases([row.case_id for row in rows if row.case_id is not None])
    handed_over = cases_handed_over(cases)
    changes = changes_about([row.participant_id for row in rows if row.participant_id is not None])
    back: list[Case] = []
    for row in rows:
        case = cases[row.case_id or 0]
        touched = [deed for deed in changes.get(row.participant_id or 0, ()) if not _is_own(batch, case, deed)]
        if touched or case.pk in handed_over or not is_untouched(case):
            row.state, row.because = RowState.STAYED, _because(touched)[:LONGEST_REASON]
        else:
            row.state = RowState.UNDONE
            back.append(case)
    take_back_cases(actor=actor, cases=back, reason=REASON, now=now)
    take_back_participants(actor=actor, participant_ids=[case.participant_id for case in back], now=now)
    forget_addresses(participant_ids=[case.participant_id for case in back])
    ImportRow.objects.bulk_update(rows, ["state", "because"])


def _is_own(batch: Import, case: Case, deed: Deed) -> bool:
    """Whether a change is the registration from this file itself."""
    if deed.verb.startswith(LETTERS):
        # That somebody was written to is no work on the file.
        return True
    return deed.verb in OWN_VERBS and deed.at == case.opened_at and deed.party_id == batch.party_id


def _because(touched: Sequence[Deed]) -> str:
    """Who did the last thing and when, for whoever took the file back; what they did stays in the file."""
    if not touched:
        return ""
    last = touched[-1]
    return f"{last.party_name or last.name}, {timezone.localtime(last.at):%d-%m-%Y}"
