"""Where the rows are kept: SQLite in the data folder, or PostgreSQL by address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

WAIT_FOR_LOCK_SECONDS = 20
KEEP_CONNECTION_SECONDS = 60

# WAL lets readers go on while one writer writes. FULL flushes every commit: what was acknowledged, money above all,
# is still there after a power cut; NORMAL would lose the last commits.
SQLITE_START = (
    "PRAGMA journal_mode = WAL;PRAGMA synchronous = FULL;PRAGMA foreign_keys = ON;PRAGMA temp_store = MEMORY;"
)


def sqlite(path: Path | str) -> dict[str, Any]:
    """Settings for one SQLite file: writers queue at the start of their transaction instead of failing at the end."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "timeout": WAIT_FOR_LOCK_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
    }


def postgres(url: str) -> dict[str, Any]:
    """Settings for PostgreSQL from an address such as `postgres://user:password@host:5432/name`.

    A socket folder may be given as `?host=/folder`; every query parameter goes to libpq as it stands.
    Without `options` there, compiling of queries (jit) is off.
    Raises ValueError when the address is of another kind or names no database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"OVERSTAP_DATABASE_URL: expected postgres://…, found {parts.scheme or 'no scheme'}://…")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError("OVERSTAP_DATABASE_URL names no database: postgres://user:password@host:5432/name")
    # Our questions are small and many: compiling one takes longer than answering it.
    options = {"options": "-c jit=off", **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": KEEP_CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
