"""The second line behind the chain: the database itself refuses to change or remove a line of the trail.

One exception: the name and the details of a line may be emptied once a redaction of that line is written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

LINES, LINKS, ROOTS, REDACTIONS = "audit_auditline", "audit_chainlink", "audit_chainroot", "audit_redaction"
REFUSED = "the trail is never changed"
_FIXED = {
    LINES: (
        "id", "at", "mode", "verb", "object_kind", "object_id", "subject_id", "by_subject", "actor_user_id", "party_id",
        "party_name", "purpose", "activity", "trace_id", "span_id", "parent_span_id", "took_ms",
    ),
    LINKS: ("id", "place", "line_id", "name_commitment", "details_commitment", "digest"),
}  # fmt: skip
_EMPTY = {
    LINES: "(NEW.actor_name = OLD.actor_name OR NEW.actor_name = '') AND (NEW.details = OLD.details OR {no_details})",
    LINKS: (
        "(NEW.name_salt IS {same} OLD.name_salt OR NEW.name_salt IS NULL)"
        " AND (NEW.details_salt IS {same} OLD.details_salt OR NEW.details_salt IS NULL)"
    ),
}
_KEY = {LINES: "id", LINKS: "line_id"}


def install() -> None:
    """Let the database refuse; safe to repeat."""
    _execute(_drop_statements())
    _execute(_create_statements())


@contextmanager
def lifted() -> Iterator[None]:
    """Let the database allow it for a while: for emptying a demo, and for tests that plant a fault."""
    _execute(_drop_statements())
    try:
        yield
    finally:
        _execute(_create_statements())


def missing() -> tuple[str, ...]:
    """The triggers that should be there and are not."""
    question = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = {row[0] for row in cursor.fetchall()}
    return tuple(name for name in _names() if name not in found)


def _names() -> tuple[str, ...]:
    tables = (LINES, LINKS, ROOTS, REDACTIONS)
    kinds = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    return tuple(f"{table}_no_{kind}" for table in tables for kind in kinds)


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _allowed(table: str) -> str:
    """The condition under which a row may be emptied; nothing for tables that are never changed."""
    if table not in _FIXED:
        return ""
    postgres = connection.vendor == "postgresql"
    same = "NOT DISTINCT FROM" if postgres else ""
    empty = "NEW.details = '{}'::jsonb" if postgres else "NEW.details = '{}'"
    fixed = " AND ".join(f"NEW.{name} IS {same} OLD.{name}" for name in _FIXED[table])
    emptied = _EMPTY[table].format(same=same, no_details=empty)
    written = f"EXISTS (SELECT 1 FROM {REDACTIONS} AS r WHERE r.line_id = OLD.{_KEY[table]})"  # noqa: S608 (names of our own)
    return f"{fixed} AND {emptied} AND {written}"


def _drop_statements() -> list[str]:
    if connection.vendor == "postgresql":
        tables = (LINES, LINKS, ROOTS, REDACTIONS)
        kinds = ("update", "delete", "truncate")
        return [f"DROP TRIGGER IF EXISTS {table}_no_{kind} ON {table}" for table in tables for kind in kinds]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _names()]


def _create_statements() -> list[str]:
    return _for_postgres() if connection.vendor == "postgresql" else _for_sqlite()


def _for_sqlite() -> list[str]:
    made = []
    for table in (LINES, LINKS, ROOTS, REDACTIONS):
        allowed = _allowed(table)
        when = f" WHEN NOT ({allowed})" if allowed else ""
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        made.append(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{when} {refuse}")
        made.append(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    return made


def _for_postgres() -> list[str]:
    made = []
    for table in (LINES, LINKS, ROOTS, REDACTIONS):
        allowed = _allowed(table)
        let = f"IF TG_OP = 'UPDATE' THEN IF {allowed} THEN RETURN NEW; END IF; END IF;" if allowed else ""
        body = f"BEGIN {let} RAISE EXCEPTION '{REFUSED}'; END"
        made.append(f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        for kind, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            what = f"{table}_no_{kind} BEFORE {kind.upper()} ON {table}"
            made.append(f"CREATE TRIGGER {what} FOR EACH {each} EXECUTE FUNCTION {table}_refuse()")
    return made


def from_migration(_apps: Any, _editor: Any) -> None:
    """The step of a migration that installs them."""
    install()
