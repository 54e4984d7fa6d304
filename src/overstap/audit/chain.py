"""How a line of the trail goes into the chain: the hash over what it says and everything before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

START = b"\x00" * 32
SALT_BYTES = 16

PLAIN = (
    "id", "mode", "verb", "object_kind", "object_id", "subject_id", "by_subject", "actor_user_id", "party_id",
    "party_name", "purpose", "activity", "trace_id", "span_id", "parent_span_id", "took_ms",
)  # fmt: skip
COLUMNS = ("at", "actor_name", "details", *PLAIN)
"""What is read of a line, in this order."""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_dump_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Row(NamedTuple):
    """A line as the chain sees it: the moment, what may be destroyed, and the rest."""

    at: datetime
    name: str
    details: Mapping[str, Any]
    plain: tuple[Any, ...]

    @property
    def line_id(self) -> int:
        """The id of the line."""
        return int(self.plain[0])


def row_of(values: tuple[Any, ...]) -> Row:
    """A row from the values of `COLUMNS`."""
    return Row(values[0], values[1], values[2], values[3:])


def commitment(salt: bytes, content: str | Mapping[str, Any]) -> bytes:
    """Bind to a text or to details without telling them (verbintenis): nothing to try without the salt."""
    text = content if isinstance(content, str) else _dump_sorted(content)
    return hashlib.sha256(salt + text.encode()).digest()


def digest(previous: bytes, row: Row, name_commitment: bytes, details_commitment: bytes) -> bytes:
    """The hash of a line in the chain: over the one before it, the line itself and both commitments (SHA-256)."""
    said = _dump([row.at.astimezone(UTC).isoformat(timespec="microseconds"), *row.plain])
    return hashlib.sha256(previous + said.encode() + name_commitment + details_commitment).digest()


def digest_of_ids(line_ids: list[int]) -> str:
    """What the line of a destruction says about the lines that it made black."""
    return hashlib.sha256(_dump(sorted(line_ids)).encode()).hexdigest()
