"""Schemes that were published in this installation: a folder of its own, read on top of the shipped files.

The folder holds files as `<scheme-id>/<valid-from>.yaml`, changed questions as `facts/<number>.yaml`, and a list of
them with their hashes. Only what the list names is in force, so a file that was half written, or put there by hand,
is never read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

from overstap.rules.problems import Problem

DATA_ENVIRONMENT = "OVERSTAP_DATA"
DEFAULT_DATA = "overstap-data"
FOLDER = "schemes"
ARCHIVE = "scheme-archive"
MANIFEST = "manifest.json"
SHOWN = "published"
"""What stands before the name of such a file in messages and in `SchemeVersion.file`."""

_PUT_BACK = f"Put the copy from the folder '{ARCHIVE}' back, called after its hash; publish a change as a new version."
_FORMAT = 1
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*/\d{4}-\d\d-\d\d\.yaml|facts/\d{4,9}\.yaml")
_FACTS = "facts/"
_HASH = re.compile(r"[0-9a-f]{64}")

Stamp = tuple[int, int, int] | None


class _Version(Protocol):
    """What the succession of versions asks of one."""

    @property
    def file(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


Version = TypeVar("Version", bound=_Version)


@dataclass(frozen=True, slots=True)
class InstalledFile:
    """One file that the list names (hier gepubliceerd bestand): its name within the folder and its hash."""

    name: str
    sha256: str

    @property
    def shown(self) -> str:
        """Its name in messages."""
        return f"{SHOWN}/{self.name}"

    @property
    def holds_facts(self) -> bool:
        """Tell whether it is a file of facts on top of the dictionary, and no version of a scheme."""
        return self.name.startswith(_FACTS)


def facts_file(number: int) -> str:
    """Give the name of the file of facts that was published here with this number; they are read in this order."""
    return f"{_FACTS}{number:04d}.yaml"


def facts_of(files: Sequence[InstalledFile]) -> list[InstalledFile]:
    """Give the files of facts, in the order in which they are read."""
    return sorted((one for one in files if one.holds_facts), key=lambda one: (len(one.name), one.name))


def data_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Give the data folder of the installation; it need not exist."""
    return Path((os.environ if environ is None else environ).get(DATA_ENVIRONMENT) or DEFAULT_DATA).resolve()


def installed_folder() -> Path:
    """Give the folder with what was published here; it need not exist."""
    return data_folder() / FOLDER


def archive_folder() -> Path:
    """Give the folder with every file version that was ever in force here, called after its hash."""
    return data_folder() / ARCHIVE


def stamp(folder: Path) -> Stamp:
    """Give what tells cheaply whether something was published since: one look at the list; None without a list."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def read_manifest(folder: Path) -> tuple[tuple[InstalledFile, ...], tuple[Problem, ...]]:
    """Read the list, with what is wrong with it; no list is an empty list."""
    shown = f"{SHOWN}/{MANIFEST}"
    try:
        return _listed(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))), ()
    except FileNotFoundError:
        return (), ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        advice = "Start the program with 'overstap migrate': it writes the list again from the database."
        return (), (Problem(shown, 0, 0, f"The list of published files cannot be read: {error}.", advice),)


def _listed(data: Any) -> tuple[InstalledFile, ...]:
    if data["format"] != _FORMAT:
        raise ValueError(f"format {data['format']} is not known here")
    files = tuple(InstalledFile(str(one["file"]), str(one["sha256"])) for one in data["files"])
    for one in files:
        if not (_NAME.fullmatch(one.name) and _HASH.fullmatch(one.sha256)):
            raise ValueError(f"'{one.name}' is no scheme file with a hash")
    return files


def manifest_text(files: Sequence[InstalledFile]) -> str:
    """Write the list, the same text for the same files."""
    listed = [{"file": one.name, "sha256": one.sha256} for one in sorted(files, key=lambda one: one.name)]
    return json.dumps({"format": _FORMAT, "files": listed}, indent=2) + "\n"


def check_file(folder: Path, one: InstalledFile) -> Problem | None:
    """Tell when a published file is gone or is no longer what was published."""
    try:
        found = hashlib.sha256((folder / one.name).read_bytes()).hexdigest()
    except OSError as error:
        return Problem(one.shown, 0, 0, f"The published file cannot be read: {error.strerror}.", _PUT_BACK)
    if found != one.sha256:
        return Problem(one.shown, 0, 0, "The file was changed after it was published.", _PUT_BACK)
    return None


def verify(folder: Path) -> tuple[Problem, ...]:
    """Look at every published file again, and tell what is not as it was published."""
    files, problems = read_manifest(folder)
    return problems + tuple(problem for one in files if (problem := check_file(folder, one)) is not None)


def is_installed(version: _Version) -> bool:
    """Tell whether a version was published here and not shipped."""
    return version.file.startswith(f"{SHOWN}/")


def in_succession(versions: Sequence[Version]) -> list[Version]:
    """Let a version end on the day before the next one starts, when at least one of the two was published here.

    Shipped files close each other themselves and are never changed; `versions` stand in order of date.
    """
    found = list(versions)
    for index, (earlier, later) in enumerate(pairwise(versions)):
        overlaps = earlier.valid_until is None or earlier.valid_until >= later.valid_from
        if overlaps and earlier.valid_from < later.valid_from and (is_installed(earlier) or is_installed(later)):
            until = later.valid_from - timedelta(days=1)
            found[index] = replace(earlier, valid_until=until)  # type: ignore[type-var]
    return found
