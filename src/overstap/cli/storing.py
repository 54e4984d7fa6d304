"""`overstap migrate` and `overstap demo-reset`: what is kept, brought up to date or made afresh."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from overstap.cli.program import prepare, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)


def add_parsers(verbs: "Verbs") -> None:
    """Add the two verbs."""
    migrate = verbs.add_parser(
        "migrate",
        help="bring the database to this version of the program",
        description="Bring the database to this version and load the parties and schemes it needs. Safe to repeat.",
        epilog="example: OVERSTAP_DATA=/srv/overstap overstap migrate",
    )
    migrate.set_defaults(handle=handle_migrate)
    reset = verbs.add_parser(
        "demo-reset",
        help="throw the demo away and make it afresh",
        description="Empty the database and fill it with the invented people of the demo, back on 15 February 2021.",
        epilog="example: overstap demo-reset --yes",
    )
    reset.add_argument("--yes", action="store_true", help="do not ask first")
    reset.set_defaults(handle=handle_reset)


def handle_migrate(_asked: argparse.Namespace) -> int:
    """Bring the database up to date; 0 when done."""
    start_django()
    prepare(demo=False)
    print("The database is up to date.")
    return 0


def handle_reset(asked: argparse.Namespace) -> int:
    """Empty and refill the demo; 1 when the answer to the question is not yes.

    Refuses a database that is not a demo: what real people told us is not to be thrown away by a command.
    """
    os.environ["OVERSTAP_DEMO"] = "1"
    start_django()
    from overstap.site import demo

    if not demo.may_be_reset():
        print("This database was not made by the demo; nothing was removed.", file=sys.stderr)
        return 1
    if not asked.yes and input("Throw away everything in the demo? Type yes: ").strip() != "yes":
        return 1
    demo.empty()
    prepare(demo=True)
    print("The demo is as new.")
    return 0
