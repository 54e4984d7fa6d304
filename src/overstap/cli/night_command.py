"""`overstap night`: what has to happen once a day, for a timer of the machine to call."""

import argparse
import sys
from typing import TYPE_CHECKING

from overstap.cli.program import edge_now, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)


def add_parser(verbs: "Verbs") -> None:
    """Add the verb."""
    night = verbs.add_parser(
        "night",
        help="do what has to happen once a day",
        description=(
            "Return hand-overs that nobody answered, free money that was reserved too long, plan the reports, "
            "throw sessions away that ran out, and prove that the books are right. A worker does the same by itself; "
            "without one, let a timer call this every night. Safe to repeat."
        ),
        epilog="example: overstap night",
    )
    night.set_defaults(handle=handle)


def handle(_asked: argparse.Namespace) -> int:
    """Do the work and say what was done; 0 when done, 1 when the books are wrong."""
    start_django()
    from django.core.management import call_command

    from overstap.oversight.actions import CHECKS, DutyError, let_night_pass

    now = edge_now()
    done = [f"{duty.said}: {count}." for duty, count in let_night_pass(now=now)]
    # A session holds what a visitor typed of a registration; it is not kept longer than it can be used.
    call_command("clearsessions")
    print(*done)
    for check in CHECKS:
        try:
            print(f"{check.said}: {check.do(now)}.")
        except DutyError as error:
            print(f"{check.said}: {error}. Run `overstap treasury check`.", file=sys.stderr)
            return 1
    return 0
