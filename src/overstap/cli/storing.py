"""`overstap migrate` and `overstap demo-reset`: what is kept, brought up to date or made afresh."""

import argparse
import os
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, migrate, prepare, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)


def add_parsers(verbs: "Verbs") -> None:
    """Add the two verbs."""
    migrating = verbs.add_parser(
        "migrate",
        help="bring the database to this version of the program",
        description="Bring the database to this version and load the parties and schemes it needs. Safe to repeat.",
        epilog="example: OVERSTAP_DATA=/srv/overstap overstap migrate",
    )
    migrating.set_defaults(handle=handle_migrate)
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
    prepare(demo=os.environ.get("OVERSTAP_DEMO") == "1")
    print("The database is up to date.")
    return 0


def handle_reset(asked: argparse.Namespace) -> int:
    """Empty and refill the demo; 1 when the answer to the question is not yes.

    Raises CannotStartError for a database that is not a demo: what real people told us no command throws away.
    """
    os.environ["OVERSTAP_DEMO"] = "1"
    start_django()
    from overstap.publication.actions import forget_publications
    from overstap.site.installation import InstallationKind, empty_demo, installation_kind

    migrate()
    if installation_kind() is InstallationKind.REAL:
        raise CannotStartError("this database was not made by the demo; nothing was removed.")
    if not asked.yes and input("Throw away everything in the demo? Type yes: ").strip() != "yes":
        return 1
    empty_demo()
    forget_publications()
    prepare(demo=True)
    print("The demo is as new.")
    return 0
