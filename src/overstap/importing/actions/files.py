"""Taking in a file, saying what its columns are, and throwing it away."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Mapping
from pathlib import PurePath

from overstap.audit.actions import one_deed, record
from overstap.casework import policy
from overstap.core.actor import SYSTEM, Actor
from overstap.core.decision import N_, Refusal
from overstap.core.people import refuse_citizen_numbers
from overstap.importing.access import access_import
from overstap.importing.actions.jobs import BUSY, CHECK, ask
from overstap.importing.checking import General
from overstap.importing.fields import fields
from overstap.importing.kept import MAPPABLE, NOT_NOW, open_table
from overstap.importing.mapping import headings_key, missing_fields, twice
from overstap.importing.models import ColumnMemory, Import, ImportRow, ImportState, RowState
from overstap.importing.reading import Reading, Table, kind_of, read_table

OBJECT = "inlezing"
KEPT_DAYS = "ingelezen_bestand_bewaren"
LONGEST_NAME = 120
STUCK = frozenset({ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED, ImportState.STOPPED})


def upload_file(*, actor: Actor, name: str, data: bytes, now: dt.datetime) -> int | Refusal:
    """Take in a file with people; gives its number. What it is follows from its contents, never from its name.

    The file is kept sealed until it is read in or thrown away.
    """
    with one_deed(actor=actor, verb="inlezen_bestand", now=now):
        if actor.serving_party_id is None or actor.user_id is None:
            return _not_for_you()
        kind = kind_of(data)
        if isinstance(kind, Refusal):
            return kind
        table = read_table(data, kind)
        if isinstance(table, Refusal):
            return table
        batch = Import.objects.create(
            party_id=actor.serving_party_id,
            made_by_id=actor.user_id,
            made_at=now,
            regions=sorted(actor.region_codes),
            name=_plain_name(name),
            kind=kind.value,
            file=base64.b64encode(data).decode("ascii"),
            reading=table.reading.to_json(),
            total=len(table.rows),
        )
        _log(actor, "inlezen_bestand", batch, now, {"soort": kind.value, "regels": len(table.rows)})
        return batch.pk


def choose_columns(
    *,
    actor: Actor,
    import_id: int,
    reading: Reading,
    mapping: Mapping[int, str],
    general: General,
    now: dt.datetime,
) -> Refusal | None:
    """Say how the file is read and what its columns are, remember that for the party, and have all rows checked."""
    with one_deed(actor=actor, verb="inlezen_kolommen", now=now):
        batch = access_import(actor, import_id, for_update=True)
        if batch.state not in MAPPABLE:
            return BUSY if batch.state in {ImportState.CHECKING, ImportState.RUNNING} else NOT_NOW
        table = open_table(batch, reading)
        if isinstance(table, Refusal):
            return table
        known = fields()
        chosen = {column: name for column, name in mapping.items() if name in known and column < len(table.headings)}
        refusal = _check_choice(actor, chosen, general)
        if refusal is not None:
            return refusal
        batch.reading, batch.general = table.reading.to_json(), general.to_json()
        batch.mapping = {str(column): name for column, name in chosen.items()}
        batch.state, batch.total, batch.found = ImportState.CHECKING, len(table.rows), {}
        batch.save()
        ImportRow.objects.filter(batch=batch).delete()
        _remember(batch, table, now)
        ask(batch, CHECK, now)
        _log(actor, "inlezen_kolommen", batch, now, {"kolommen": sorted(chosen.values())})
        return None


def discard_import(*, actor: Actor, import_id: int, now: dt.datetime) -> Refusal | None:
    """Throw a file away before anybody was registered from it, or what is left of it after; the people stay."""
    with one_deed(actor=actor, verb="inlezen_weggooien", now=now):
        batch = access_import(actor, import_id, for_update=True)
        if batch.state in {ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING}:
            return BUSY
        if batch.state == ImportState.DISCARDED:
            return NOT_NOW
        _empty(batch, now)
        _log(actor, "inlezen_weggooien", batch, now, {})
        return None


def forget_old_imports(*, now: dt.datetime) -> int:
    """Throw away what is left of files after the days that policy gives; what was registered stays."""
    days = policy.number(policy.scheme_for(policy.Use.TERMS), KEPT_DAYS, region_code="", on=policy.local_day(now))
    limit = now - dt.timedelta(days=days)
    gone = 0
    old = Import.objects.filter(made_at__lt=limit).order_by("id")
    for key in list(old.filter(file__isnull=False).values_list("pk", flat=True)):
        with one_deed(actor=SYSTEM, verb="inlezen_wissen", now=now):
            batch = Import.objects.select_for_update().get(pk=key)
            if batch.file is None or batch.state not in STUCK:
                continue
            _empty(batch, now)
            _log(SYSTEM, "inlezen_wissen", batch, now, {})
            gone += 1
    ImportRow.objects.filter(batch__in=old.filter(file__isnull=True), content__isnull=False).update(content=None)
    return gone


def _empty(batch: Import, now: dt.datetime) -> None:
    """Without a file, and without what was read of rows that were not registered."""
    registered = ImportRow.objects.filter(batch=batch, case__isnull=False).exists()
    batch.file, batch.ended_at = None, batch.ended_at or now
    if batch.state in STUCK:
        batch.state = ImportState.DONE if registered else ImportState.DISCARDED
    batch.save()
    rows = ImportRow.objects.filter(batch=batch)
    rows.filter(content__isnull=False).update(content=None)
    rows.filter(state__in=(RowState.GOOD, RowState.DOUBTFUL)).update(state=RowState.SKIPPED)


def _check_choice(actor: Actor, chosen: Mapping[int, str], general: General) -> Refusal | None:
    named = twice(chosen)
    if named:
        return _about(
            "inlezen.twee_keer", N_("U koos dit voor twee kolommen: %(velden)s."), N_("Laat er één over."), named
        )
    lacking = missing_fields(chosen, {**general.answers, "woonplaats": general.municipality})
    if lacking:
        return _about(
            "inlezen.ontbreekt",
            N_("Zonder deze gegevens kunnen wij niemand aanmelden: %(velden)s."),
            N_("Kies de kolom waarin ze staan, of vul hieronder in wat voor iedereen geldt."),
            lacking,
        )
    if "bsn" in chosen.values() and (refusal := refuse_citizen_numbers(actor.party_kind)) is not None:
        return refusal
    if not general.said.strip() or ("toestemming" not in chosen.values() and not general.all_agreed):
        return Refusal(
            "inlezen.akkoord",
            N_("Meedoen is vrijwillig. Zeg hoe de mensen ja zeiden en waar dat is vastgelegd."),
            source="Intentieverklaring, Inzet en acties op regionaal niveau",
            remedy=N_("Kies een kolom met ja of nee, of verklaar dat iedereen in het bestand ja zei."),
        )
    return None


def _about(rule: str, because: str, remedy: str, names: tuple[str, ...]) -> Refusal:
    known = fields()
    return Refusal(rule, because, remedy=remedy, details=(("velden", ", ".join(known[one].label_nl for one in names)),))


def _remember(batch: Import, table: Table, now: dt.datetime) -> None:
    ColumnMemory.objects.update_or_create(
        party_id=batch.party_id,
        headings=headings_key(table.headings),
        defaults={"mapping": batch.mapping, "used_at": now},
    )


def _plain_name(name: str) -> str:
    """A name to recognise the file by: without a folder and without signs that mean something elsewhere."""
    plain = re.sub(r"[^\w .()-]", "_", PurePath(name.replace("\\", "/")).name).strip()
    # A number of nine digits in a name could be somebody's.
    return re.sub(r"\d{8,}", "…", plain)[-LONGEST_NAME:] or "bestand"


def _log(actor: Actor, verb: str, batch: Import, now: dt.datetime, details: Mapping[str, object]) -> None:
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=batch.pk, now=now, details=details)


def _not_for_you() -> Refusal:
    return Refusal("inlezen.rol", N_("Inlezen doet iemand van een loket of begeleiding."))


__all__ = ["choose_columns", "discard_import", "forget_old_imports", "upload_file"]
