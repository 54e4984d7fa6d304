"""The rush on a window: 64 clients, 30,000 requests for 22,000 places, beside a lock per claim in plain SQL.

`treasury_load.py [--requests N] [--places N] [--clients N] [--only plain,actions,http] [--sqlite]`; PostgreSQL of its
own, with every commit flushed to the disk. The exit status is 1 when an answer was an error, a place too many or too
few was given, a claim was lost, or someone was passed who had their answer before the other asked.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "src")]

import with_postgres  # noqa: E402 (the script beside us)

PROCESSES = 4
PATIENCE_SECONDS = 900
GOAL_RATIO, GOAL_ACTIONS_MS, GOAL_HTTP_MS = 3.0, 100.0, 1000.0
WINDOW = "drukte"

PLAIN_TABLES = """
CREATE TABLE plain_window (id int PRIMARY KEY, ceiling bigint, held bigint DEFAULT 0, waiting bigint DEFAULT 0,
    CHECK (held <= ceiling));
CREATE TABLE plain_claim (id bigserial PRIMARY KEY, key uuid UNIQUE NOT NULL, applicant uuid NOT NULL,
    state text NOT NULL, place bigint NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
"""

Told = list[tuple[float, float, str]]


@dataclass(frozen=True)
class Wanted:
    """How large the rush is."""

    requests: int
    places: int
    clients: int


@dataclass
class Outcome:
    """What one way made of the rush."""

    name: str
    told: Told
    ranks: dict[str, int]
    granted: int
    decided_seconds: float
    faults: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Claims that were decided, per second from the first question to the last decision."""
        return len(self.ranks) / self.decided_seconds

    @property
    def answered_rate(self) -> float:
        """Answers per second."""
        return len(self.told) / (max(one[1] for one in self.told) - min(one[0] for one in self.told))

    def percentile(self, share: float) -> float:
        """How long this share of the clients waited at most, in milliseconds."""
        waits = sorted(answered - sent for sent, answered, _ in self.told)
        return 1000 * waits[min(len(waits) - 1, int(share * len(waits)))]

    def judge(self, wanted: Wanted) -> None:
        """Look for what must never be: errors, lost or doubled claims, too many places, somebody passed."""
        keys = [key for _, _, key in self.told if key]
        errors = len(self.told) - len(keys)
        lost = len(set(keys) - self.ranks.keys())
        checks = {
            "errors": errors,
            "lost": lost,
            "doubled": len(keys) - len(set(keys)),
            "passed": passed(self.told, self.ranks),
            "gaps": len(self.ranks) - max(self.ranks.values(), default=0),
            "off the ceiling": self.granted - min(wanted.places, len(keys)),
        }
        self.faults = [f"{name} {count}" for name, count in checks.items() if count]


def passed(told: Told, ranks: dict[str, int]) -> int:
    """Count who was ranked after somebody who only asked when they had their answer already."""
    events = [(sent, 1, key) for sent, _, key in told if key in ranks]
    events += [(answered, 0, key) for _, answered, key in told if key in ranks]
    highest, sent_after, found = 0, {}, 0
    for _, is_question, key in sorted(events):
        if is_question:
            sent_after[key] = highest
        else:
            highest = max(highest, ranks[key])
    return found + sum(ranks[key] < before for key, before in sent_after.items())


def rush(way: str, wanted: Wanted, **asked: object) -> Told:
    """Let all clients ask, and give what they were told."""
    each = wanted.requests // wanted.clients
    spec = {"way": way, "clients": wanted.clients // PROCESSES, "requests": each, **asked}
    command = [sys.executable, str(ROOT / "benchmarks/load_client.py")]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(PROCESSES)
    ]
    for process in running:
        assert process.stdin  # noqa: S101 (for the type checker)
        process.stdin.write(json.dumps(spec) + "\n")
        process.stdin.flush()
    for process in running:
        assert process.stdout  # noqa: S101
        if process.stdout.readline().strip() != "ready":
            raise SystemExit(f"{way}: a client did not start")
    told: Told = []
    for process in running:
        assert process.stdin  # noqa: S101
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        told += [tuple(one) for one in json.loads(process.communicate()[0])]
    return told


# --- The three ways ----------------------------------------------------------------------------------


def plain(address: str, wanted: Wanted) -> Outcome:
    """The peer: one transaction per claim, with a lock on the row of the window."""
    import psycopg

    dsn = address.replace("postgres://", "postgresql://")
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(PLAIN_TABLES)
        connection.execute("INSERT INTO plain_window (id, ceiling) VALUES (1, %s)", (wanted.places,))
        told = rush("plain", wanted, dsn=dsn)
        rows = connection.execute("SELECT key::text, state, place FROM plain_claim").fetchall()
    ranks = {key: place + (wanted.places if state == "waiting" else 0) for key, state, place in rows}
    granted = sum(state == "granted" for _, state, _ in rows)
    first, last = min(one[0] for one in told), max(one[1] for one in told)
    return Outcome("plain SQL, row lock per claim", told, ranks, granted, last - first)


def product(way: str, name: str, environ: dict[str, str], wanted: Wanted, **asked: object) -> Outcome:
    """The product: ask, wait until the settler has decided on everything, and read what became of it."""
    waiter = subprocess.Popen(
        [sys.executable, str(ROOT / "benchmarks/load_window.py"), "ready+wait", WINDOW, str(PATIENCE_SECONDS)],
        env={**os.environ, **environ},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert waiter.stdout  # noqa: S101 (for the type checker)
    waiter.stdout.readline()
    told = rush(way, wanted, environ=environ, window=WINDOW, **asked)
    first = min(one[0] for one in told)
    found = json.loads(waiter.communicate("go\n")[0])
    # The clock of the machine is one for all processes.
    return Outcome(name, told, found["ranks"], found["granted"], found["until"] - first)


def in_product(environ: dict[str, str], what: str, number: int) -> dict[str, Any]:
    """Ask something of the product in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/load_window.py"), what, WINDOW, str(number)],
        env={**os.environ, **environ},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout) if done.stdout.strip() else {}


@contextmanager
def running(environ: dict[str, str], *arguments: str, sign: str) -> Iterator[str]:
    """A verb of the product as a process of its own; gives the line with which it says that it is ready."""
    command = [str(Path(sys.executable).parent / "overstap"), *arguments]
    process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout  # noqa: S101
        line = next((line for line in process.stdout if sign in line), None)
        if line is None:
            raise SystemExit(f"overstap {' '.join(arguments)} did not start")
        yield line
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def through_actions(environ: dict[str, str], wanted: Wanted, base: str) -> Outcome:
    """Clients that call the action, and a worker that settles."""
    in_product(environ, "prepare+open", wanted.places)
    with running(environ, "worker", sign="at work"):
        return product("actions", f"actions, {base}", environ, wanted)


def through_http(environ: dict[str, str], wanted: Wanted, base: str) -> Outcome:
    """Clients that send the form of the public page to `overstap serve`, with the settler inside it as usual."""
    in_product(environ, "prepare+open", wanted.places)
    with running(environ, "serve", "--port", "0", sign="ready") as line:
        address = line.split()[3].replace("localhost", "127.0.0.1").rstrip("/")
        form = in_product(environ, "form", 0)
        return product("http", f"HTTP, {base}", environ, wanted, page=address + form["path"], fields=form["fields"])


# --- The whole ----------------------------------------------------------------------------------------


def show(outcome: Outcome, peer: Outcome | None) -> None:
    """Print a line."""
    ratio = f"{outcome.rate / peer.rate:5.1f}x" if peer else "      "
    print(
        f"{outcome.name:<32}{outcome.rate:8.0f}/s {ratio}  answers {outcome.answered_rate:6.0f}/s"
        f"  p50 {outcome.percentile(0.5):6.1f} ms  p99 {outcome.percentile(0.99):7.1f} ms"
        f"  granted {outcome.granted:,}  {', '.join(outcome.faults) or 'no fault'}",
        flush=True,
    )


def verdicts(outcomes: Sequence[Outcome], peer: Outcome | None) -> Iterator[str]:
    """Say which goals were met."""
    for one in outcomes:
        if one.name.startswith("actions, PostgreSQL") and peer:
            met = one.rate >= GOAL_RATIO * peer.rate and one.percentile(0.99) <= GOAL_ACTIONS_MS
            yield f"actions: goal 3x plain SQL with p99 <= 100 ms: {'met' if met else 'NOT MET'}"
        if one.name.startswith("HTTP, PostgreSQL"):
            met = one.percentile(0.99) <= GOAL_HTTP_MS and not one.faults
            yield f"HTTP: goal p99 <= 1 s and nobody gets an error: {'met' if met else 'NOT MET'}"


def main() -> int:
    """Run the ways one after another; 1 when something happened that must never happen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=30_000)
    parser.add_argument("--places", type=int, default=22_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--only", default="plain,actions,http")
    parser.add_argument("--sqlite", action="store_true", help="the product on SQLite as well")
    asked = parser.parse_args()
    wanted = Wanted(asked.requests // asked.clients * asked.clients, asked.places, asked.clients)
    programs = with_postgres.server_programs()
    if programs is None:
        raise SystemExit("There is no PostgreSQL server on this machine.")
    ways = {"actions": through_actions, "http": through_http}
    outcomes, peer = [], None
    print(
        f"{wanted.requests:,} requests for {wanted.places:,} places, {wanted.clients} clients, {os.cpu_count()} cores"
    )
    with ExitStack() as stack:
        data = Path(tempfile.mkdtemp(prefix="overstap-load-"))
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        bases = ["PostgreSQL", *(["SQLite"] if asked.sqlite else [])]
        if "plain" in asked.only:
            with with_postgres.cluster(programs, durable=True) as address:
                outcomes.append(peer := plain(address, wanted))
            peer.judge(wanted)
            show(peer, None)
        for base in bases:
            for name, way in ways.items():
                if name not in asked.only:
                    continue
                with ExitStack() as one:
                    environ = {"OVERSTAP_DATA": str(data / f"{base}-{name}")}
                    if base == "PostgreSQL":
                        environ["OVERSTAP_DATABASE_URL"] = one.enter_context(
                            with_postgres.cluster(programs, durable=True)
                        )
                    outcomes.append(way(environ, wanted, base))
                outcomes[-1].judge(wanted)
                show(outcomes[-1], peer)
    print(*verdicts(outcomes, peer), sep="\n")
    return 1 if any(one.faults for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
