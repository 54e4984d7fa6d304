"""The list of dictionary files of a folder of schemes, by which a receipt tells with what it was read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from overstap.rules.installed import InstalledFile

SOURCES = "sources.yaml"
_FACTS = "facts"


def dictionary_files(folder: Path) -> list[Path]:
    """Give the files with sources and facts that exist in a folder of schemes."""
    paths = [folder / SOURCES, *sorted((folder / _FACTS).glob("*.yaml"))]
    return [path for path in paths if path.is_file()]


def dictionary_list(folder: Path, on_top: Sequence[InstalledFile] = ()) -> str:
    """Write one line per dictionary file: the SHA-256 of its content, two spaces, its name.

    `on_top` are the files of facts that were published here, in the order in which they are read.
    """
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in dictionary_files(folder)
    ]
    return "".join([*lines, *(f"{one.sha256}  {one.shown}\n" for one in on_top)])


def list_hash(folder: Path, on_top: Sequence[InstalledFile] = ()) -> str:
    """Give the hash of the list."""
    return hashlib.sha256(dictionary_list(folder, on_top).encode()).hexdigest()
