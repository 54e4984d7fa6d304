"""The file of a version, as it was read: to download, with the hash to check it by."""

from __future__ import annotations

from overstap.rules import SchemeVersion
from overstap.rules.stored_files import stored_file

__all__ = ["file_name", "stored_file"]


def file_name(version: SchemeVersion) -> str:
    """What the file is called when it is saved."""
    return f"{version.id}-{version.valid_from.isoformat()}.yaml"
