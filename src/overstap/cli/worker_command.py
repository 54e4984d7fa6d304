"""`overstap worker`: background work in a process of its own, and how it stands."""

import argparse
import signal
import sys
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, edge_now, refuse_other_keys, start_django

if TYPE_CHECKING:
    from overstap.background.values import WorkState

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

DESCRIPTION = """\
Settles what came in at the windows, and does what comes back by itself: reservations that ran out, hand-overs that met
silence, reports, and proving every night that the books are right. `overstap serve` does the same in a thread of its
own; give that --without-worker where this runs. Start as many as you like: one settles, the others stand by. It may be
killed at any moment: what it was doing is done again, and counts once.
"""


def add_parser(verbs: "Verbs") -> None:
    """Add the verb."""
    worker = verbs.add_parser(
        "worker",
        help="do the background work in a process of its own",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: overstap worker --status",
    )
    what = worker.add_mutually_exclusive_group()
    what.add_argument(
        "--status", action="store_true", help="show who is at work, what is late and what failed; then stop"
    )
    what.add_argument("--again", type=int, metavar="JOB", help="let a job that failed be done once more; then stop")
    worker.set_defaults(handle=handle)


def handle(asked: argparse.Namespace) -> int:
    """Work until stopped; with --status 0 when all is well and 1 otherwise."""
    start_django()
    if asked.status:
        return show_status()
    if asked.again is not None:
        return do_again(asked.again)
    return work()


def work() -> int:
    """Work until SIGTERM or Ctrl-C; the step at hand is finished first."""
    from overstap.background.actions import leave
    from overstap.site.background import make_worker, name_of_worker

    refuse_older_tables()
    refuse_other_keys()
    worker = make_worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.ask_to_stop())
    worker.start()
    print("The worker is at work. (Ctrl-C stops)", flush=True)
    worker.wait()
    if not worker.stop():
        return 1
    leave(worker=name_of_worker())
    return 0


def refuse_older_tables() -> None:
    """Raise CannotStartError when the tables are of another version: the server or `overstap migrate` makes them.

    A worker does not do that itself, because it may start beside the server, and two that change tables at once clash.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the database cannot be used ({reason}). Is OVERSTAP_DATABASE_URL right?") from error
    if missing:
        raise CannotStartError("the tables are not those of this version. Run `overstap migrate` first.")


def do_again(job_id: int) -> int:
    """Put a failed job back; 1 when it did not fail."""
    from overstap.background.actions import try_again
    from overstap.core.actor import SYSTEM
    from overstap.core.decision import Refusal

    if isinstance(try_again(actor=SYSTEM, job_id=job_id, now=edge_now()), Refusal):
        raise CannotStartError(f"job {job_id} did not fail. `overstap worker --status` shows which did.")
    print(f"Job {job_id} will be done once more.")
    return 0


def show_status() -> int:
    """Print how background work stands."""
    from django.db import DatabaseError

    from overstap.background.queries import work_state

    try:
        state = work_state(now=edge_now())
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the jobs cannot be read ({reason}). Run `overstap migrate` first.") from error
    print("\n".join(status_lines(state)))
    if not state.is_well:
        print("Background work needs attention.", file=sys.stderr)
    return 0 if state.is_well else 1


def status_lines(state: "WorkState") -> list[str]:
    """Write the state out, a line per worker, per job that failed and per kind of job."""
    lines = [
        f"worker  {row.worker} {row.task}: seen {row.seen_at:%Y-%m-%d %H:%M:%S}{' (SILENT)' if row.silent else ''}"
        for row in state.workers
    ] or ["worker  none is at work"]
    lines += [f"FAILED  {row.id} {row.key}: {row.trouble} ({row.attempts} attempts)" for row in state.failed]
    lines += [
        f"latest  {row.key}: {row.state}{f' at {row.ended_at:%Y-%m-%d %H:%M:%S}' if row.ended_at else ''}"
        f"{f' ({row.trouble})' if row.trouble and not row.ended_at else ''}"
        for row in state.latest
    ]
    return [*lines, f"jobs waiting: {state.waiting}, late: {state.late}, failed: {len(state.failed)}"]
