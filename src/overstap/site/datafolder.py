"""The folder with everything that must be kept: database, secret key, demo post."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

KEY_FILE = "secret-key"
KEY_MODE = 0o600
FOLDER_MODE = 0o700


def data_folder(environ: Mapping[str, str]) -> Path:
    """The data folder: `OVERSTAP_DATA`, or `overstap-data` in the working directory; made when missing."""
    folder = Path(environ.get("OVERSTAP_DATA") or "overstap-data").resolve()
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """The key that signs sessions: `OVERSTAP_SECRET_KEY`, or one that is made once and kept in the folder.

    Two processes that start together agree on one key: the file is made exclusively, the loser reads it.
    """
    given = environ.get("OVERSTAP_SECRET_KEY")
    if given:
        return given
    path = folder / KEY_FILE
    fresh = folder / f"{KEY_FILE}.{os.getpid()}"
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, KEY_MODE)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
