"""The folder with everything that must be kept: database, keys, demo post."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from overstap.sealing.keyring import new_key

KEY_FILE = "secret-key"
SEALING_FILE = "sealing-keys"
KEY_MODE = 0o600
FOLDER_MODE = 0o700


def data_folder(environ: Mapping[str, str]) -> Path:
    """The data folder: `OVERSTAP_DATA`, or `overstap-data` in the working directory; made when missing."""
    folder = Path(environ.get("OVERSTAP_DATA") or "overstap-data").resolve()
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """The key that signs sessions: `OVERSTAP_SECRET_KEY`, or one that is made once and kept in the folder."""
    return environ.get("OVERSTAP_SECRET_KEY") or _made_once(folder / KEY_FILE, lambda: secrets.token_urlsafe(64))


def sealing_keys(environ: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """The keys that seal single fields: `OVERSTAP_SEALING_KEYS`, or a file that is made once, one key per line.

    The first seals, all of them open. Which of them are keys is judged where they are used.
    """
    given = environ.get("OVERSTAP_SEALING_KEYS")
    return tuple((given.replace(",", " ") if given else _made_once(folder / SEALING_FILE, new_key)).split())


def put_sealing_key_first(folder: Path, key: str) -> None:
    """Put a key before those in the file; whoever reads it meets the old file or the new one, never half of one."""
    path = folder / SEALING_FILE
    before = path.read_text(encoding="ascii") if path.exists() else ""
    _written(path, "\n".join([key, *before.split()]) + "\n").replace(path)


def _made_once(path: Path, make: Callable[[], str]) -> str:
    """What the file holds. Two processes that start together agree: it is made exclusively, the loser reads it."""
    if not path.exists():
        fresh = _written(path, make())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")


def _written(path: Path, text: str) -> Path:
    """The text in a file beside `path`, for its owner only and safely on disk."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, KEY_MODE)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return fresh
