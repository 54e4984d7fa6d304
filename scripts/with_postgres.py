"""Runs a command against a PostgreSQL of its own: `with_postgres.py COMMAND …`.

The cluster stands in a temporary folder, listens on a socket in it and on nothing else, and is gone afterwards.
PostgreSQL refuses to run as root, so root starts it as the user `postgres`.
Exit status 125 says that there is no PostgreSQL here.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

NOT_HERE = 125
DATABASE = "overstap"


def server_programs() -> Path | None:
    """The folder with the newest `initdb` and `pg_ctl` of this machine, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb")
    if installed:
        return installed[-1].parent
    return Path(found).resolve().parent if found else None


def as_owner() -> list[str]:
    """What to put before a command of the server, so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", owner(), "--regid", owner(), "--clear-groups"]


def owner() -> str:
    """The user that a cluster of root runs as."""
    known = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()
    return "postgres" if any(line.startswith("postgres:") for line in known) else "nobody"


def quietly(command: list[str], cwd: Path) -> None:
    """Run a command of the server; show what it said only when it failed."""
    done = subprocess.run(
        [*as_owner(), *command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def cluster(programs: Path, *, durable: bool = False, within: Path | None = None) -> Iterator[str]:
    """A running cluster; gives the address of an empty database in it.

    A durable one flushes every commit to the disk, as in use; the others are for tests.
    """
    folder = Path(tempfile.mkdtemp(prefix="overstap-pg-", dir=within or "/tmp"))  # noqa: S108 (a socket needs a short path)
    if os.geteuid() == 0:
        shutil.chown(folder, owner())
    data, log = folder / "data", folder / "log"
    control = [str(programs / "pg_ctl"), "--pgdata", str(data), "--silent", "-w"]
    try:
        quietly(
            [
                str(programs / "initdb"),
                "-D",
                str(data),
                "-U",
                DATABASE,
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C",
            ],
            folder,
        )
        # What is written here is thrown away, so nobody waits for the disk; locks and order are as always.
        quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
        flushed = "-c fsync=on -c synchronous_commit=on -c shared_buffers=256MB -c max_connections=200"
        options = f"-k {folder} -c listen_addresses='' {flushed if durable else quick}"
        # pg_ctl leaves the server behind; its output goes to the log, or the pipe would never close.
        quietly([*control, "--log", str(log), "-o", options, "start"], folder)
        quietly([str(programs / "createdb"), "-h", str(folder), "-U", DATABASE, DATABASE], folder)
        yield f"postgres:///{DATABASE}?host={folder}&user={DATABASE}"
    finally:
        if (data / "postmaster.pid").exists():
            quietly([*control, "-m", "immediate", "stop"], folder)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command; its exit status is ours."""
    command = sys.argv[1:]
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    programs = server_programs()
    if programs is None:
        print(
            "There is no PostgreSQL server on this machine (Debian, Ubuntu: apt install postgresql).",
            file=sys.stderr,
        )
        return NOT_HERE
    # Whoever stops us also wants the server gone: let it end by way of the `finally` above.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster(programs) as address:
        done = subprocess.run(command, env={**os.environ, "OVERSTAP_DATABASE_URL": address}, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
