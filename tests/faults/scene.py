"""A rush on a window with everything that can go wrong: real processes, a database of its own, clients that hold on.

Used by the short tests beside it and by `scripts/faults.py`.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
from benchmarks.treasury_load import passed

import with_postgres
from tests.faults.mixer import Mixed, Mixer

ROOT = Path(__file__).resolve().parents[2]
WINDOW = "drukte"
PATIENCE_SECONDS = 120
KINDS = {
    "order": "open",
    "list": "open-list",
    "shared": "open-shared",
    "euros": "open-euros",
    "shared euros": "open-shared-euros",
}
"""The ways to allot, in places and in money that posts in the books, and the word that opens each."""
OVERSTAP = "import sys; from overstap.cli.__main__ import main; sys.exit(main())"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Program:
    """A process of the product that is started again after it was killed, always with the same arguments."""

    def __init__(self, name: str, environ: dict[str, str], *arguments: str, prelude: str = "") -> None:
        self.name, self._environ, self._arguments, self.prelude = name, environ, arguments, prelude
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting until it is ready."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", self.prelude + OVERSTAP, *self._arguments],
            env={**os.environ, **self._environ},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """Kill it on the spot (kill -9): it can finish and tell nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """Ask it to stop, as a machine does that is switched off."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_SECONDS / 4)
        except subprocess.TimeoutExpired:
            self.kill()


@dataclass(frozen=True)
class Tally:
    """What came of it: the first must not be zero, everything else must."""

    acknowledged: int
    lost: int
    doubled: int
    over: int
    passed: int
    gaps: int
    other_answers: int
    granted: int = 0
    mixed: Mixed | None = None
    problems: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing went wrong that may never go wrong."""
        wrong = (self.lost, self.doubled, self.over, self.passed, self.gaps, self.other_answers)
        # A rush in which nobody got through shows nothing.
        return self.acknowledged > 0 and not any(wrong) and not self.problems

    def __str__(self) -> str:
        """The figures on one line."""
        return (
            f"acknowledged {self.acknowledged:,}, lost {self.lost}, doubled {self.doubled}, over {self.over}, "
            f"passed {self.passed}, gaps {self.gaps}, other answers {self.other_answers}, granted {self.granted}"
            + (f", overtaken {self.mixed.overtaken}, repeated {self.mixed.repeated}" if self.mixed else "")
            + "".join(f"; {problem}" for problem in self.problems)
        )


@dataclass
class Crowd:
    """Clients in a process of their own, that ask again with the same key until there is an answer."""

    process: subprocess.Popen[str]

    @classmethod
    def gather(cls, spec: dict[str, Any], environ: dict[str, str]) -> Crowd:
        """Start the clients; they ask at once."""
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "benchmarks/load_client.py")],
            env={**os.environ, **environ},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(spec) + "\n")
        process.stdin.flush()
        assert process.stdout.readline().strip() == "ready"
        process.stdin.write("go\n")
        process.stdin.flush()
        return cls(process)

    def disperse(self) -> list[tuple[float, float, str]]:
        """Let them stop; gives what they were told."""
        out, _ = self.process.communicate("stop\n", timeout=PATIENCE_SECONDS)
        return [tuple(one) for one in json.loads(out)]


class Scene:
    """One database, the programs on it, and a window."""

    def __init__(
        self, base: str, *, seed: int, places: int = 400, kind: str = "order", folder: Path | None = None
    ) -> None:
        self.base, self.seed, self.chance, self.places, self.kind = base, seed, random.Random(seed), places, kind
        self._folder = folder
        self.mixer: Mixer | None = None
        self.environ: dict[str, str] = {}
        self.programs: dict[str, Program] = {}
        self.port = free_port()
        self.divided = 0
        self._stack = contextlib.ExitStack()
        self._crowds: list[Crowd] = []
        self._told: list[tuple[float, float, str]] = []

    @contextlib.contextmanager
    def open(self) -> Iterator[Scene]:
        """Make the database and open the window; everything is gone afterwards."""
        with contextlib.ExitStack() as stack:
            data = Path(tempfile.mkdtemp(prefix="overstap-faults-", dir=self._folder))
            stack.callback(shutil.rmtree, data, ignore_errors=True)
            self.environ = {"OVERSTAP_DATA": str(data), "OVERSTAP_DEMO": "0", "OVERSTAP_DATABASE_URL": ""}
            if self.base == "PostgreSQL":
                programs = with_postgres.server_programs()
                assert programs is not None
                address = stack.enter_context(with_postgres.cluster(programs, durable=True, within=self._folder))
                self.environ["OVERSTAP_DATABASE_URL"] = address
            kind = "postgres" if self.base == "PostgreSQL" else "sqlite"
            self.environ["DJANGO_SETTINGS_MODULE"] = f"overstap.site.settings.{kind}"
            self.ask(f"prepare+{KINDS[self.kind]}", self.places)
            stack.callback(self._leave)
            self._stack = stack
            yield self

    def mix(self) -> None:
        """From now on let what clients send come late, in another order and more than once."""
        self.mixer = self._stack.enter_context(Mixer(self.port, self.seed).running())

    def _leave(self) -> None:
        for crowd in self._crowds:
            crowd.process.kill()
            crowd.process.wait()
        for program in self.programs.values():
            program.kill()

    def ask(self, what: str, number: int = 0) -> dict[str, Any]:
        """Ask something of the product in a process of its own."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "benchmarks/load_window.py"), what, WINDOW, str(number)],
            env={**os.environ, **self.environ},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{what}: {done.stderr[-600:]}")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
        return found

    def start(self, name: str, *arguments: str, prelude: str = "") -> Program:
        """Start a program of the product."""
        self.programs[name] = Program(name, self.environ, *arguments, prelude=prelude)
        self.programs[name].start()
        return self.programs[name]

    def serve(self, *options: str, prelude: str = "") -> Program:
        """Start the server, and wait until it answers."""
        program = self.start("server", "serve", "--port", str(self.port), *options, prelude=prelude)
        self.wait_for_server()
        return program

    def wait_for_server(self) -> None:
        """Wait until the server answers: the first page takes longer than the others."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
            with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(line):
                line.request("GET", "/loketten/")
                if line.getresponse().status == HTTPStatus.OK:
                    return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def gather(self, clients: int, way: str = "http", **asked: Any) -> None:
        """Let clients come: by the public form, or by the action itself."""
        spec = {"way": way, "clients": clients, "requests": 0, "patient": True, "window": WINDOW, **asked}
        if way == "http":
            spec |= self.ask("form")
            spec["page"] = f"http://127.0.0.1:{self.mixer.port if self.mixer else self.port}{spec['path']}"
        self._crowds.append(Crowd.gather(spec, self.environ))

    def kill_at_random(self, times: int, *, longest: float = 1.5) -> int:
        """Kill a program on the spot and start it again, so many times, at moments of chance."""
        for _ in range(times):
            time.sleep(self.chance.uniform(0.05, longest))
            victim = self.chance.choice(sorted(self.programs))
            self.programs[victim].kill()
            self.programs[victim].start()
            if victim == "server" and self.chance.random() < 0.8:
                self.wait_for_server()
        return times

    def divide(self, kills: int = 0) -> int:
        """Have what is left divided or offered; whoever starts to do so is first killed on the spot so many times."""
        command = [sys.executable, str(ROOT / "benchmarks/load_window.py"), "divide", WINDOW, "0"]
        killed = 0
        for _ in range(kills):
            process = subprocess.Popen(
                command,
                env={**os.environ, **self.environ},
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(self.chance.uniform(0.6, 1.4))
            killed += process.poll() is None
            process.kill()
            process.wait()
        self.ask("divide")
        return killed

    def database(self, *words: str) -> None:
        """Tell the server of the database to stop, start or restart."""
        folder = Path(parse_qs(urlsplit(self.environ["OVERSTAP_DATABASE_URL"]).query)["host"][0])
        programs = with_postgres.server_programs()
        assert programs is not None
        control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-l", str(folder / "log"), "-s", "-w"]
        with_postgres.quietly([*control, *words], folder)

    def sql(self, statement: str) -> None:
        """Run a statement on the database itself."""
        address = self.environ["OVERSTAP_DATABASE_URL"].replace("postgres://", "postgresql://")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)

    def disperse(self) -> None:
        """Let all clients stop."""
        for crowd in self._crowds:
            self._told += crowd.disperse()
        self._crowds = []

    def tally(self) -> Tally:
        """Let everything come to rest, and count."""
        self.disperse()
        if self.mixer is not None:
            self.mixer.rest()
        self.ask("wait+close" if self.kind.startswith("shared") else "wait", PATIENCE_SECONDS)
        self.divided = self.divide(2) if self.kind not in {"order", "euros"} else 0
        found = self.ask("wait+count+check", PATIENCE_SECONDS)
        ranks: dict[str, int] = found["ranks"]
        first: dict[str, tuple[float, float, str]] = {}
        for one in self._told:
            first.setdefault(one[2], one)
        strange = first.pop("another answer", None)
        mixed = self.mixer.mixed() if self.mixer is not None else None
        return Tally(
            acknowledged=len(first),
            lost=len(first.keys() - ranks.keys()),
            doubled=found["doubled"],
            over=found["over"],
            passed=passed(list(first.values()), ranks),
            gaps=max(ranks.values(), default=0) - len(ranks),
            other_answers=int(strange is not None) + (mixed.differing if mixed else 0),
            granted=found["granted"],
            mixed=mixed,
            problems=tuple(found["problems"]),
        )
