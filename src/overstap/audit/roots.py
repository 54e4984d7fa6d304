"""Roots: where the chain stood at the end of a day, signed, with a copy outside the database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from overstap.rules.installed import data_folder
from overstap.sealing.signing import Signature, is_signed, public_keys, sign

PURPOSE = "audit.root"
FOLDER = "audit-roots"
HEAD = "kop.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Root:
    """Where the chain stood (wortel): the place, the highest line and the hash, on a day."""

    day: date
    place: int
    highest_line: int
    digest: str
    made_at: datetime

    def content(self) -> bytes:
        """What is signed, the same text for the same root."""
        told = {
            "format": _FORMAT,
            "dag": self.day.isoformat(),
            "plaats": self.place,
            "hoogste_regel": self.highest_line,
            "hash": self.digest,
            "gemaakt_op": self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class KeptRoot:
    """A root as a file outside the database holds it (bewaarde wortel)."""

    file: str
    root: Root
    signed: Signature


class UnreadableRootError(ValueError):
    """A file with a root cannot be read."""


def sign_root(root: Root) -> Signature:
    """Sign a root with the key of this installation."""
    return sign(root.content(), purpose=PURPOSE)


def is_ours(root: Root, signed: Signature, trusted: frozenset[str] = frozenset()) -> bool:
    """Tell whether a root was signed here: with a key of ours, or with one that the reader trusts."""
    known = trusted or frozenset(public_keys(purpose=PURPOSE))
    return signed.public_key in known and is_signed(root.content(), signed)


def roots_folder() -> Path:
    """Where the copies go; it need not exist. Copy it to another machine, or let it be one."""
    return data_folder() / FOLDER


def publish(root: Root, signed: Signature, folder: Path | None = None, *, head: bool = False) -> Path:
    """Write the copy outside the database; a day that has one keeps the first, the head is written over."""
    folder = folder or roots_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (HEAD if head else f"{root.day.isoformat()}.json")
    told = {
        "wortel": json.loads(root.content()),
        "handtekening": signed.signature,
        "publieke_sleutel": signed.public_key,
    }
    if head or not path.exists():
        text = json.dumps(told, indent=2, sort_keys=True) + "\n"
        # Whoever reads it meets the old file or the new one, never half of one.
        half = path.with_suffix(".half")
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    return path


def read_roots(folder: Path) -> tuple[KeptRoot, ...]:
    """The copies in a folder, by day. Raises UnreadableRootError."""
    return tuple(_read(path) for path in sorted(folder.glob("*.json")))


def _read(path: Path) -> KeptRoot:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        root = told["wortel"]
        return KeptRoot(
            file=path.name,
            root=Root(
                day=date.fromisoformat(root["dag"]),
                place=int(root["plaats"]),
                highest_line=int(root["hoogste_regel"]),
                digest=str(root["hash"]),
                made_at=datetime.fromisoformat(root["gemaakt_op"]),
            ),
            signed=Signature(str(told["publieke_sleutel"]), str(told["handtekening"])),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableRootError(f"{path.name}: {error}") from error
