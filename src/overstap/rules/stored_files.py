"""The file of a version as it was read, from the archive or from where it lies."""

from __future__ import annotations

import hashlib

from overstap.rules.installed import SHOWN, archive_folder, installed_folder
from overstap.rules.loader import schemes_folder
from overstap.rules.model import SchemeVersion

_PUBLISHED = f"{SHOWN}/"


def stored_file(version: SchemeVersion) -> bytes | None:
    """The bytes of the file that was read; None when it is gone, or is no longer the file that was read."""
    places = [archive_folder() / f"{version.file_hash}.yaml"]
    if version.file.startswith(_PUBLISHED):
        places.append(installed_folder() / version.file.removeprefix(_PUBLISHED))
    else:
        places.append(schemes_folder() / version.file)
    for place in places:
        if place.is_file():
            stored = place.read_bytes()
            if hashlib.sha256(stored).hexdigest() == version.file_hash:
                return stored
    return None
