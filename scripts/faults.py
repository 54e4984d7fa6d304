"""`make faults`: everything that can go wrong during a rush on a window, at length, with the figures.

`faults.py [--kills N] [--only NAME,…] [--seed N]`. Real processes, a PostgreSQL of its own that flushes every commit,
and SQLite. The exit status is 1 when an acknowledged claim was lost, one was granted twice, a ceiling was passed, or
someone was passed in the queue.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import with_postgres  # noqa: E402 (needs the path above)
from tests.faults.scene import Scene, Tally  # noqa: E402 (needs the path above)

CONTROL = "control"
BASES = ("PostgreSQL", "SQLite")
CLIENTS, PLACES = 12, 2_000
SMALL_DISK, PIECE = 192 * 1024 * 1024, 64 * 1024
# What a clock that is wrong says of the time; the clock of the database stays as it is.
OFF = """
import datetime, overstap.web.clock as clock, overstap.cli.program as program
def off(real): return lambda: real() + datetime.timedelta(seconds={seconds})
clock.real, program.edge_now = off(clock.real), off(program.edge_now)
"""


class Told(Exception):  # noqa: N818 (not an error: a reason to leave something out)
    """This machine cannot do it; the message says why."""


def crowd(scene: Scene, clients: int = CLIENTS) -> None:
    """Start what production runs, and let clients come."""
    if scene.base == "PostgreSQL":
        scene.start("settler 1", "worker")
        scene.start("settler 2", "worker")
        scene.serve("--without-worker")
    else:
        scene.serve()
    scene.gather(clients)


def kills(base: str, seed: int, times: int) -> tuple[int, Tally]:
    """Kill -9 of the server and of the settlers, at moments of chance."""
    with Scene(base, seed=seed, places=PLACES, euros=bool(seed % 2)).open() as scene:
        crowd(scene)
        return scene.kill_at_random(times), scene.tally()


def restarts(base: str, seed: int, times: int) -> tuple[int, Tally]:
    """The database stops at once, as when its machine fails, and comes back."""
    if base != "PostgreSQL":
        raise Told("SQLite has no server")
    with Scene(base, seed=seed, places=PLACES).open() as scene:
        crowd(scene)
        for _ in range(times):
            time.sleep(scene.chance.uniform(0.5, 3))
            scene.database("restart", "-m", "immediate")
        return times, scene.tally()


def control(base: str, seed: int, times: int) -> tuple[int, Tally]:
    """The same restarts on a database that answers before it wrote: this must lose claims, or we measure nothing."""
    if base != "PostgreSQL":
        raise Told("SQLite has no server")
    with Scene(base, seed=seed, places=PLACES).open() as scene:
        scene.sql("ALTER SYSTEM SET wal_writer_delay = '10s'")
        scene.sql(f"ALTER DATABASE {with_postgres.DATABASE} SET synchronous_commit = off")
        scene.database("restart", "-m", "fast")
        crowd(scene)
        for _ in range(times):
            time.sleep(scene.chance.uniform(0.5, 3))
            scene.database("restart", "-m", "immediate")
        return times, scene.tally()


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


def full_disk(base: str, seed: int, times: int) -> tuple[int, Tally]:
    """The disk of the database is full for a while, more than once."""
    with small_disk() as disk, Scene(base, seed=seed, places=PLACES, folder=disk).open() as scene:
        crowd(scene)
        for number in range(times):
            time.sleep(scene.chance.uniform(1, 3))
            filler = disk / f"filler {number}"
            fill_up(filler)
            time.sleep(scene.chance.uniform(2, 5))
            # What the database gave back in the meantime.
            fill_up(filler)
            time.sleep(scene.chance.uniform(1, 3))
            filler.unlink()
            if base == "PostgreSQL":
                # Whoever clears the disk starts the server again; it may have stopped itself.
                scene.database("restart", "-m", "immediate")
        return times, scene.tally()


def clocks(base: str, seed: int, times: int) -> tuple[int, Tally]:
    """The clocks of server and settlers jump five minutes back and forth between restarts; the database's does not."""
    with Scene(base, seed=seed, places=PLACES).open() as scene:
        crowd(scene)
        for number in range(times):
            time.sleep(scene.chance.uniform(1, 3))
            seconds = -300 if number % 2 == 0 else 300
            for name, program in scene.programs.items():
                program.kill()
                program.prelude = OFF.format(seconds=seconds if name == "server" else -seconds)
                program.start()
            scene.wait_for_server()
        time.sleep(2)
        return times, scene.tally()


SCENARIOS: dict[str, tuple[Callable[[str, int, int], tuple[int, Tally]], Callable[[int], int]]] = {
    "kills": (kills, lambda asked: asked),
    "restarts": (restarts, lambda asked: max(1, asked // 5)),
    CONTROL: (control, lambda asked: max(1, asked // 5)),
    "full-disk": (full_disk, lambda asked: max(1, asked // 12)),
    "clocks": (clocks, lambda asked: max(1, asked // 12)),
}


def main() -> int:
    """Run every scenario on both databases; 1 when something went wrong that may never go wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30, help="per database (default: %(default)s)")
    parser.add_argument("--only", default=",".join(SCENARIOS), help="which scenarios (default: %(default)s)")
    parser.add_argument("--base", default=",".join(BASES), help="which databases (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=20201123)
    asked = parser.parse_args()
    done, clean = 0, True
    for base in asked.base.split(","):
        if base == "PostgreSQL" and with_postgres.server_programs() is None:
            print("PostgreSQL is not on this machine.")
            continue
        for name in asked.only.split(","):
            scenario, times = SCENARIOS[name]
            start = time.monotonic()
            try:
                count, tally = scenario(base, asked.seed, times(asked.kills))
            except Told as why:
                print(f"{base:<11}{name:<10} left out: {why}", flush=True)
                continue
            if name == CONTROL:
                clean = clean and tally.lost > 0
                word = "as it must" if tally.lost else "MEASURES NOTHING"
            else:
                done, clean = done + count, clean and tally.is_clean
                word = "clean" if tally.is_clean else "WRONG"
            print(
                f"{base:<11}{name:<10}{count:4} times  {word}  {tally}  ({time.monotonic() - start:.0f} s)", flush=True
            )
    print(f"{done} faults: {'nothing lost, nothing doubled, nothing over, nobody passed' if clean else 'WRONG'}")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
