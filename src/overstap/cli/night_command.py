"""`overstap night`: what has to happen once a day, for a timer of the machine to call."""

import argparse
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
            "throw sessions away that ran out. "
            "Let a timer call it every night; safe to repeat."
        ),
        epilog="example: overstap night",
    )
    night.set_defaults(handle=handle)


def handle(_asked: argparse.Namespace) -> int:
    """Do the work and say what was done; 0 when done."""
    start_django()
    from django.core.management import call_command

    from overstap.oversight.actions import let_night_pass

    done = let_night_pass(now=edge_now())
    # A session holds what a visitor typed of a registration; it is not kept longer than it can be used.
    call_command("clearsessions")
    print(
        f"Hand-overs returned: {done.handovers_returned}. Reservations expired: {done.reservations_expired}. "
        f"Reports planned: {done.reports_planned}."
    )
    return 0
