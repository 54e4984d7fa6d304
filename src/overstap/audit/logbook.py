"""The trail as a log of data processing (logboek dataverwerkingen): a line per processing and per person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from overstap.audit.activities import activity_of
from overstap.audit.models import AuditLine, Mode
from overstap.sealing.seals import fingerprint

SUBJECT = "audit.subject"
SUBJECT_TYPE = "overstap-pseudoniem"
BATCH = 2_000

# The standard: 1 is OK, 2 is ERROR. A line stands only when the deed stood, so it is never unset.
_OK, _ERROR = 1, 2


def subject_pseudonym(subject_id: int) -> str:
    """The name of a person in the log: the same in every line, and nobody finds the person without the key."""
    return fingerprint(str(subject_id), context=SUBJECT)


def log_lines(
    *, since: datetime | None = None, until: datetime | None = None, base: str = ""
) -> Iterator[dict[str, Any]]:
    """The lines in the fields of the standard, the oldest first; `base` goes before the address of a processing."""
    lines = AuditLine.objects.order_by("pk")
    if since is not None:
        lines = lines.filter(at__gte=since)
    if until is not None:
        lines = lines.filter(at__lt=until)
    for line in lines.iterator(chunk_size=BATCH):
        yield log_line(line, base)


def log_line(line: AuditLine, base: str = "") -> dict[str, Any]:
    """One line in the fields of the standard."""
    activity = line.activity or activity_of(
        mode=line.mode, verb=line.verb, object_kind=line.object_kind, purpose=line.purpose, on=line.at
    )
    attributes: dict[str, Any] = {"dpl.core.processing_activity_id": f"{base}/verwerkingen/{activity}/"}
    if line.subject_id is not None:
        attributes["dpl.core.data_subject_id"] = subject_pseudonym(line.subject_id)
        attributes["dpl.core.data_subject_id_type"] = SUBJECT_TYPE
    return {
        # Lines from before traces were kept have an operation of their own.
        "trace_id": line.trace_id or f"{line.pk:032x}",
        "span_id": line.span_id or f"{line.pk:016x}",
        "parent_span_id": line.parent_span_id or None,
        "name": f"{line.object_kind}.{line.verb}",
        "start_time": _moment(line.at),
        "end_time": _moment(line.at + timedelta(milliseconds=line.took_ms)),
        "status_code": _ERROR if line.mode == Mode.DENIED else _OK,
        "attributes": attributes,
        "resource": {"attributes": {"service.name": "overstap"}},
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
