"""`overstap treasury check`: proves from the entries alone that the books, the windows and the payments are right."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)


def add_parser(verbs: "Verbs") -> None:
    """Add the verb with its one task."""
    treasury = verbs.add_parser(
        "treasury",
        help="look after the books",
        description="Look after the books of the treasury.",
        epilog="example: overstap treasury check",
    )
    tasks = treasury.add_subparsers(dest="task", metavar="TASK", required=True)
    check = tasks.add_parser(
        "check",
        help="prove that the books are right",
        description=(
            "Count every ledger again from its entries: debits equal credits, totals and ends of days equal entries, "
            "no ceiling passed at any moment, nothing counted twice, every deed on the trail; and every window from "
            "its applications. Others may go on working. The exit status is 1 when something is wrong."
        ),
        epilog="example: overstap treasury check --json",
    )
    check.add_argument("--json", action="store_true", help="print the problems as JSON, for a program to read")
    check.set_defaults(handle=handle)


def handle(asked: argparse.Namespace) -> int:
    """Check; 0 when the books are right, 1 with one line per problem otherwise."""
    start_django()
    from django.db import DatabaseError

    from overstap.oversight.queries import prove_everything

    try:
        problems = prove_everything()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the books cannot be read ({reason}). Run `overstap migrate` first.") from error
    if asked.json:
        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(f"WRONG  {problem.part}: {problem.invariant}: {problem.where}: {problem.found}")
        print("The books are right." if not problems else f"{len(problems)} problems found.")
    return 1 if problems else 0
