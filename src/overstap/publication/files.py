"""The files of what was published here: written whole or not at all, named in a list, and kept by hash for ever.

The database holds the text as well and decides; a file that is not named in the list is not in force.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from overstap.rules import schemes_folder
from overstap.rules.archive import files_to_keep
from overstap.rules.installed import (
    MANIFEST,
    InstalledFile,
    archive_folder,
    check_file,
    facts_of,
    installed_folder,
    manifest_text,
    read_manifest,
)
from overstap.rules.scheme_lists import dictionary_list


def hash_of(text: str) -> str:
    """Give the hash of a file with this text."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old or the new one and never half of it, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Keep the name itself, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def archive(data: bytes) -> Path:
    """Keep a file by its hash, so that a receipt can be calculated again from the very text it was made with."""
    path = archive_folder() / f"{hashlib.sha256(data).hexdigest()}.yaml"
    if not path.exists():
        write_whole(path, data)
    return path


def archive_shipped() -> int:
    """Keep every shipped file that is in use now; the answer is how many are kept."""
    on_top = facts_of(tuple(listed().values()))
    return len([archive(data) for data in files_to_keep(schemes_folder(), on_top)])


def write_version(name: str, text: str) -> InstalledFile:
    """Write the file of a version and keep a copy by hash; it is in force only once the list names it."""
    data = text.encode()
    archive(data)
    write_whole(installed_folder() / name, data)
    return InstalledFile(name, hash_of(text))


def listed() -> dict[str, InstalledFile]:
    """Give what the list names; a list that cannot be read counts as empty, since it is written again."""
    return {one.name: one for one in read_manifest(installed_folder())[0]}


def is_sound(one: InstalledFile) -> bool:
    """Tell whether the file of a publication lies there as it was published."""
    return check_file(installed_folder(), one) is None


def lies_there(name: str) -> bool:
    """Tell whether there is a file of that name."""
    return (installed_folder() / name).is_file()


def write_list(files: Iterable[InstalledFile]) -> None:
    """Write the list; from now on what it names is in force in every process.

    The list of dictionary files is kept before it, because receipts name it from that moment.
    """
    found = tuple(files)
    archive(dictionary_list(schemes_folder(), facts_of(found)).encode())
    write_whole(installed_folder() / MANIFEST, manifest_text(found).encode())


def forget_all() -> None:
    """Put nothing in force any more: for a demo that starts afresh. The archive stays."""
    if listed():
        write_list(())
