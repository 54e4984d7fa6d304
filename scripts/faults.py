"""`make faults`: everything that can go wrong during a rush on a window, at length, with a table of what came of it.

`faults.py [--kills N] [--seeds N] [--seed FIRST] [--only NAME,…] [--base NAME,…]`. Real processes, a PostgreSQL of its
own that flushes every commit, and SQLite. Every way to allot is killed with every seed; of every second seed the
messages are mixed up as well. The exit status is 1 when an acknowledged claim was lost, one was decided or granted
twice, a ceiling was passed, someone was passed in the queue, or fewer programs were killed than `--at-least`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import with_postgres  # noqa: E402 (needs the path above)
from tests.faults.scene import KINDS, Scene, Tally  # noqa: E402 (needs the path above)

CONTROL, LEFT_OUT = "control", "left out"
BASES = ("PostgreSQL", "SQLite")
CLIENTS, PLACES, MANY_PLACES = 12, 40, 300
LINE = "{:<11}{:<10}{:<13}{:>9} {:>6} {:>12} {:>8} {:>5} {:>8} {:>5} {:>7} {:>5} {:>7} {:>10} {:>9} {:>8} {:>5}  {}"
HEAD = (
    *("database", "what", "kind", "seed", "faults", "acknowledged", "granted", "lost", "doubled", "over", "passed"),
    *("gaps", "differ", "overtaken", "repeated", "unheard", "s", ""),
)
SMALL_DISK, PIECE = 192 * 1024 * 1024, 64 * 1024
# What a clock that is wrong says of the time; the clock of the database stays as it is.
OFF = """
import datetime, overstap.web.clock as clock, overstap.cli.program as program
def off(real): return lambda: real() + datetime.timedelta(seconds={seconds})
clock.real, program.edge_now = off(clock.real), off(program.edge_now)
"""


class Told(Exception):  # noqa: N818 (not an error: a reason to leave something out)
    """This machine cannot do it; the message says why."""


@dataclass(frozen=True)
class Case:
    """One run: what stands under it, how the window allots, the seed, how often it breaks, and what is mixed up."""

    base: str
    kind: str
    seed: int
    times: int
    mixed: bool = False

    def scene(self, places: int = MANY_PLACES, folder: Path | None = None) -> contextlib.AbstractContextManager[Scene]:
        """The database and the window of this run."""
        return Scene(self.base, seed=self.seed, places=places, kind=self.kind, folder=folder).open()


def crowd(scene: Scene, *, apart: bool = True, mixed: bool = False) -> None:
    """Start what production runs, and let clients come; `apart` has settlers of their own beside the server."""
    settlers = 0 if not apart else 2 if scene.base == "PostgreSQL" else 1
    for number in range(settlers):
        scene.start(f"settler {number + 1}", "worker")
    scene.serve(*(["--without-worker"] if settlers else []))
    if mixed:
        scene.mix()
    scene.gather(CLIENTS)


def kills(case: Case) -> tuple[int, Tally]:
    """Kill -9 of the server, of the settlers and of whoever divides, at moments of chance."""
    with case.scene(PLACES) as scene:
        crowd(scene, apart=case.mixed or case.base == "PostgreSQL", mixed=case.mixed)
        killed = scene.kill_at_random(case.times)
        tally = scene.tally()
        return killed + scene.divided, tally


def messages(case: Case) -> tuple[int, Tally]:
    """Nothing is killed: messages come late, in another order, twice, long after, and stay without an answer."""
    with case.scene(MANY_PLACES) as scene:
        crowd(scene, mixed=True)
        time.sleep(2.0 * case.times)
        tally = scene.tally()
        return tally.mixed.repeated if tally.mixed else 0, tally


def restarts(case: Case) -> tuple[int, Tally]:
    """The database stops at once, as when its machine fails, and comes back."""
    if case.base != "PostgreSQL":
        raise Told("SQLite has no server")
    with case.scene() as scene:
        crowd(scene)
        stop_at_once(scene, case.times)
        return case.times, scene.tally()


def stop_at_once(scene: Scene, times: int) -> None:
    """The database stops without a word and starts again, so many times."""
    for _ in range(times):
        time.sleep(scene.chance.uniform(0.5, 3))
        scene.database("restart", "-m", "immediate")


def control(case: Case) -> tuple[int, Tally]:
    """The same restarts on a database that answers before it wrote: this must lose claims, or we measure nothing."""
    if case.base != "PostgreSQL":
        raise Told("SQLite has no server")
    with case.scene() as scene:
        scene.sql("ALTER SYSTEM SET wal_writer_delay = '10s'")
        scene.sql(f"ALTER DATABASE {with_postgres.DATABASE} SET synchronous_commit = off")
        scene.database("restart", "-m", "fast")
        crowd(scene)
        stop_at_once(scene, case.times)
        return case.times, scene.tally()


@contextlib.contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of its own of a few megabytes; needs root."""
    folder = Path(tempfile.mkdtemp(prefix="overstap-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=0777", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        folder.rmdir()
        raise Told("making a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)  # noqa: S607
        folder.rmdir()


def fill_up(filler: Path) -> None:
    """Take every byte that the disk has left."""
    with contextlib.suppress(OSError), filler.open("ab", buffering=0) as file:
        while True:
            file.write(b"\0" * PIECE)
    with contextlib.suppress(OSError), filler.open("ab", buffering=0) as file:
        while True:
            file.write(b"\0")


def full_disk(case: Case) -> tuple[int, Tally]:
    """The disk of the database is full for a while, more than once."""
    with small_disk() as disk, case.scene(folder=disk) as scene:
        crowd(scene)
        for number in range(case.times):
            time.sleep(scene.chance.uniform(1, 3))
            filler = disk / f"filler {number}"
            fill_up(filler)
            time.sleep(scene.chance.uniform(2, 5))
            # What the database gave back in the meantime.
            fill_up(filler)
            time.sleep(scene.chance.uniform(1, 3))
            filler.unlink()
            if case.base == "PostgreSQL":
                # Whoever clears the disk starts the server again; it may have stopped itself.
                scene.database("restart", "-m", "immediate")
        return case.times, scene.tally()


def clocks(case: Case) -> tuple[int, Tally]:
    """The clocks of server and settlers jump five minutes back and forth between restarts; the database's does not."""
    with case.scene() as scene:
        crowd(scene)
        for number in range(case.times):
            time.sleep(scene.chance.uniform(1, 3))
            seconds = -300 if number % 2 == 0 else 300
            for name, program in scene.programs.items():
                program.kill()
                program.prelude = OFF.format(seconds=seconds if name == "server" else -seconds)
                program.start()
            scene.wait_for_server()
        time.sleep(2)
        return case.times, scene.tally()


SCENARIOS: dict[str, Callable[[Case], tuple[int, Tally]]] = {
    "kills": kills,
    "messages": messages,
    "restarts": restarts,
    CONTROL: control,
    "full-disk": full_disk,
    "clocks": clocks,
}
ELSEWHERE = {"messages": 4, "restarts": 5, CONTROL: 5, "full-disk": 2, "clocks": 2}


def cases(name: str, base: str, seeds: Iterable[int], times: int) -> Iterator[Case]:
    """Every way to allot with every seed when programs are killed; what takes longer once, on a budget."""
    for number, seed in enumerate(seeds):
        if name == "kills":
            for at, kind in enumerate(KINDS):
                yield Case(base, kind, seed + 100 * at, times, mixed=number % 2 == 1)
        elif number == 0:
            yield Case(base, "euros", seed, ELSEWHERE[name], mixed=name == "messages")


Outcome = tuple[int, Tally, float]


def run(one: tuple[str, Case]) -> Outcome | str:
    """Run a case; gives how often it broke, what came of it and how long it took, or why there is nothing to tell."""
    name, case = one
    start = time.monotonic()
    try:
        done, tally = SCENARIOS[name](case)
    except Told as why:
        return f"{LEFT_OUT}: {why}"
    except (AssertionError, OSError, SystemExit, subprocess.SubprocessError) as error:
        return f"{case.kind} {case.seed} WRONG: {error}"
    return done, tally, time.monotonic() - start


class Table:
    """What is printed, and whether it is as it must be."""

    def __init__(self) -> None:
        self.faults: dict[str, int] = dict.fromkeys(SCENARIOS, 0)
        self.told: list[Tally] = []
        self.clean = True
        print(LINE.format(*HEAD), flush=True)

    def add(self, name: str, case: Case, outcome: Outcome | str) -> None:
        """One run, or why there was none; the control must lose something, everything else nothing."""
        if isinstance(outcome, str):
            print(f"{case.base:<11}{name:<10}{outcome}", flush=True)
            self.clean = self.clean and outcome.startswith(LEFT_OUT)
            return
        done, tally, seconds = outcome
        right = tally.lost > 0 if name == CONTROL else tally.is_clean
        self.clean = self.clean and right
        if name != CONTROL:
            self.faults[name] += done
            self.told.append(tally)
        word = ("as it must" if right else "MEASURES NOTHING") if name == CONTROL else "clean" if right else "WRONG"
        mixed = (tally.mixed.overtaken, tally.mixed.repeated, tally.mixed.unanswered) if tally.mixed else ("", "", "")
        seen = (tally.acknowledged, tally.granted, tally.lost, tally.doubled, tally.over, tally.passed, tally.gaps)
        who = (case.base, name, case.kind, case.seed, done)
        print(LINE.format(*who, *seen, tally.other_answers, *mixed, f"{seconds:.0f}", word), flush=True)
        for problem in tally.problems:
            print(f"    {problem}", flush=True)

    def end(self, at_least: int, seconds: float) -> bool:
        """Say what it came to; whether all of it was right."""
        enough = self.faults["kills"] >= at_least
        names = ("acknowledged", "lost", "doubled", "over", "passed", "gaps", "other_answers")
        sums = ", ".join(f"{name.replace('_', ' ')} {sum(getattr(one, name) for one in self.told):,}" for name in names)
        print(", ".join(f"{name} {done}" for name, done in self.faults.items() if name != CONTROL))
        print(f"{sums}; {seconds / 60:.1f} minutes")
        if not enough:
            print(f"Fewer than {at_least} programs were killed.")
        print("WRONG" if not (self.clean and enough) else "nothing lost, doubled or over; nobody passed")
        return self.clean and enough


def main() -> int:
    """Run every scenario on both databases; 1 when something went wrong that may never go wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=5, help="of programs in each run (default: %(default)s)")
    parser.add_argument("--at-least", type=int, default=50, help="programs killed in all (default: %(default)s)")
    parser.add_argument("--only", default=",".join(SCENARIOS), help="which scenarios (default: %(default)s)")
    parser.add_argument("--base", default=",".join(BASES), help="which databases (default: %(default)s)")
    parser.add_argument("--seeds", type=int, default=2, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=20201123, help="the first (default: %(default)s)")
    parser.add_argument("--beside", type=int, default=2, help="how many runs at the same time (default: %(default)s)")
    asked = parser.parse_args()
    began, table = time.monotonic(), Table()
    seeds = range(asked.seed, asked.seed + asked.seeds)
    bases = [base for base in asked.base.split(",") if base != "PostgreSQL" or with_postgres.server_programs()]
    if bases != asked.base.split(","):
        print("PostgreSQL is not on this machine.")
    every = [
        (name, case)
        for name in asked.only.split(",")
        for base in bases
        for case in cases(name, base, seeds, asked.kills)
    ]
    with ThreadPoolExecutor(asked.beside) as pool:
        for (name, case), outcome in zip(every, pool.map(run, every), strict=True):
            table.add(name, case, outcome)
    at_least = asked.at_least if "kills" in asked.only else 0
    return 0 if table.end(at_least, time.monotonic() - began) else 1


if __name__ == "__main__":
    sys.exit(main())
