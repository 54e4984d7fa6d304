"""What the trail costs: writing a line with and without its place in the log, sealing, and proving a million lines.

    .venv/bin/python benchmarks/audit_chain.py [lines]
    .venv/bin/python scripts/with_postgres.py .venv/bin/python benchmarks/audit_chain.py [lines]

Runs in a database of its own: SQLite as it is shipped in a temporary folder, or the PostgreSQL that is lent to it. The
physical limit beside it is the bare hashing of the same texts.
"""

import datetime as dt
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LINES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
BATCH = 5_000
ALONE = 2_000
PER_LINE: dict[str, float] = {}
LIMIT, PROOF = "the limit: hashing such texts only", "proving the whole trail"
NOW = dt.datetime(2021, 3, 1, 9, 30, tzinfo=dt.UTC)


@contextmanager
def timed(what: str, count: int) -> Iterator[None]:
    """Say how long it took, and how long per line."""
    begun, busy = time.perf_counter(), time.process_time()
    yield
    took, busy = time.perf_counter() - begun, time.process_time() - busy
    told = f"{took:8.2f} s, of which {busy:8.2f} s at work  {busy / count * 1e6:8.1f} us per line"
    print(f"{what:<58} {told}", flush=True)
    PER_LINE[what] = busy / count


def start(folder: str) -> None:
    """An empty database in the folder."""
    kept_by = "postgres" if "OVERSTAP_DATABASE_URL" in os.environ else "sqlite"
    os.environ |= {"OVERSTAP_DATA": folder, "DJANGO_SETTINGS_MODULE": f"overstap.site.settings.{kept_by}"}
    print(f"on {kept_by}", flush=True)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def fill() -> None:
    """A million lines, five thousand in a transaction."""
    from django.db import transaction

    from overstap.audit.actions import Deed, record_many
    from overstap.core.actor import Actor, Role

    actor = Actor(user_id=7, name="Robin Bakker", roles=frozenset({Role.ADVISER}), party_id=3, party_name="UWV")
    for first in range(0, LINES, BATCH):
        some = range(first, min(first + BATCH, LINES))
        with transaction.atomic():
            record_many(
                Deed(actor, "antwoord", "dossier", number, NOW, {"gegeven": "uren", "van": number}) for number in some
            )


def write_alone() -> None:
    """One line at a time, as almost every deed does: as it is, and without activity and trace."""
    from django.db import transaction

    from overstap.audit import actions
    from overstap.audit.models import AuditLine
    from overstap.core.actor import Actor, Role

    actor = Actor(user_id=7, name="Robin Bakker", roles=frozenset({Role.ADVISER}), party_id=3, party_name="UWV")
    asked = {"actor": actor, "verb": "antwoord", "object_kind": "dossier", "object_id": 1, "now": NOW, "subject_id": 4}

    def bare(number: int) -> None:
        AuditLine(
            at=NOW, mode="schrijven", verb="antwoord", object_kind="dossier", object_id=str(number), subject_id=4,
            actor_user_id=7, actor_name="Robin Bakker", party_id=3, party_name="UWV", details={"van": number},
        ).save(force_insert=True)  # fmt: skip

    for turn in (1, 2):
        with timed(f"writing a line alone, without activity and trace ({turn})", ALONE), transaction.atomic():
            for number in range(ALONE):
                bare(number)
        with timed(f"writing a line alone, as it is ({turn})", ALONE), transaction.atomic():
            for number in range(ALONE):
                actions.record(**asked, details={"van": number})


def limit() -> None:
    """What the hashing alone takes."""
    from overstap.audit.models import AuditLine

    previous = b"\0" * 32
    texts = [str(row) for row in AuditLine.objects.values_list()[:BATCH]]
    with timed(LIMIT, len(texts)):
        for text in texts:
            previous = hashlib.sha256(previous + text.encode()).digest()


def main() -> None:
    """Measure everything once."""
    with tempfile.TemporaryDirectory() as folder:
        start(folder)
        from overstap.audit.proving import verify
        from overstap.audit.sealer import close_day, seal_lines

        write_alone()
        with timed("writing lines, five thousand at once", LINES):
            fill()
        with timed("sealing them", LINES):
            sealed = seal_lines(now=NOW)
        close_day(now=NOW)
        limit()
        with timed(PROOF, sealed):
            proof = verify(folder=Path(folder) / "audit-roots")
        print(f"{sealed} lines sealed, {proof.proven} proven, {len(proof.flaws)} flaws, {proof.roots} root")
        ratio = PER_LINE[PROOF] / max(PER_LINE[LIMIT], 1e-9)
        print(
            f"proving takes {ratio:.0f} times the bare hashing; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )


if __name__ == "__main__":
    main()
