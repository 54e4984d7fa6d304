"""The settings, per kind of storage; `settings_module` chooses one by the environment."""

from collections.abc import Mapping


def settings_module(environ: Mapping[str, str]) -> str:
    """The settings module for this environment: PostgreSQL when `OVERSTAP_DATABASE_URL` is given, else SQLite."""
    kind = "postgres" if environ.get("OVERSTAP_DATABASE_URL") else "sqlite"
    return f"overstap.site.settings.{kind}"
