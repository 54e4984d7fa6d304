"""Reading in the list of somebody else: checked as a whole first, then written in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from overstap.audit.actions import record
from overstap.core.actor import SYSTEM
from overstap.taxonomy.importers.source import ListSource, check, plain_rows
from overstap.taxonomy.models import Edition
from overstap.taxonomy.reading.problems import BrokenListError, Problems
from overstap.taxonomy.values import EditionHead
from overstap.taxonomy.writing import Written, edition_for, take_in_use, write_rows


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reading a list in (resultaat van het inlezen): what is new, and which rows were left out."""

    written: Written
    left_out: Problems


def import_list(
    *,
    source: ListSource,
    now: datetime,
    leave_out: bool = False,
    told: Callable[[str, int], None] = lambda _step, _rows: None,
) -> Imported:
    """Read a list in; the first version of a list is taken in use, a later one waits until somebody chooses it.

    The same file once more changes nothing. With `leave_out` wrong rows are left out and told, for an official file
    that holds some; without it any wrong row stops all of it. `told` hears the step and how many rows. Others go on
    working meanwhile: nothing is locked while the file is checked. Raises UnreadableListError for what is no such file
    and BrokenListError, with every wrong row, before anything is written.
    """
    head, fingerprint = source.head(), source.fingerprint()
    same = Edition.objects.filter(scheme=head.scheme, version=head.version, fingerprint=fingerprint).first()
    if same is not None:
        return Imported(Written(same.pk, 0, 0, 0, 0), Problems())
    told("check", 0)
    problems = check(source)
    if problems and (not leave_out or ("the file", 0) in problems.places):
        raise BrokenListError(problems)
    with transaction.atomic():
        edition = edition_for(head, fingerprint, now)
        written = write_rows(edition, plain_rows(source, problems.places), lambda done: told("write", done))
        if not Edition.objects.filter(scheme=head.scheme, in_use=True).exists():
            take_in_use(edition)
        _note(head, written, len(problems.places), now)
    return Imported(written, problems)


def _note(head: EditionHead, written: Written, left_out: int, now: datetime) -> None:
    details = {
        "lijst": head.scheme,
        "versie": head.version,
        "begrippen": written.concepts,
        "benamingen": written.labels,
        "verbanden": written.relations,
        "koppelingen": written.mappings,
        "weggelaten": left_out,
    }
    record(
        actor=SYSTEM,
        verb="taxonomie_inlezen",
        object_kind="taxonomie",
        object_id=written.edition_id,
        now=now,
        details=details,
    )
