"""`overstap …`: one command, a few verbs."""

import argparse
import os
import sys
from collections.abc import Sequence

from overstap.cli import (
    assess_command,
    audit_command,
    budget_command,
    demo_replay_command,
    keys_command,
    match_command,
    night_command,
    post_command,
    question_command,
    replay_command,
    schemes_command,
    screen_command,
    serving,
    storing,
    taxonomy_command,
    treasury_command,
    verify_command,
    what_if_command,
    worker_command,
)
from overstap.cli.program import CannotStartError, say_why
from overstap.site.settings import settings_module

EXAMPLES = """\
examples:
  overstap serve --demo --port 8000     the demo, with invented people, on http://localhost:8000
  overstap migrate                      bring the database to this version of the program
  overstap demo-reset                   throw the demo away and make it afresh
  overstap demo-replay ontwikkeladvies  a rush of the past again, and when the forecast would have warned
  overstap assess case.yaml             which schemes fit, why, and what is not known yet
  overstap next-question case.yaml      what to ask next, and why
  overstap what-if case.yaml            which one change turns an answer, and what turns by itself
  overstap replay receipt.json          calculate an answer of then again
  overstap screen people.parquet --on 2021-02-15 --out result.parquet    a whole table at once
  overstap budget sociaal-pakket        the money of the letters, printed beside computed
  overstap schemes list                 the schemes; also show, check, cases, diff, docs, register
  overstap night                        what has to happen once a day (let a timer call it)
  overstap worker                       background work in a process of its own; --status shows how it stands
  overstap treasury check               prove from its entries that the books are right
  overstap post bounces FOLDER          what mail servers sent back about our letters
  overstap keys status                  which key sealed what; also new and rotate
  overstap verify dossier.zip           whether a package with a file is as it was signed

environment:
  OVERSTAP_DATA            folder for everything that must be kept (default: ./overstap-data)
  OVERSTAP_DATABASE_URL    postgres://user:password@host:5432/name (default: SQLite in the data folder)
  OVERSTAP_ADDRESS         where people find this site, as it stands in letters (default: http://localhost:8000)
  OVERSTAP_SEALING_KEYS    the keys that seal single fields, first the one in use (default: made once in the folder)
  OVERSTAP_WITHOUT_WORKER  1: `serve` does no background work, because `overstap worker` does
"""


def parser() -> argparse.ArgumentParser:
    """All verbs with their options."""
    whole = argparse.ArgumentParser(
        prog="overstap",
        description="Van werk naar werk: one file, one arrangement, one account of the money.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    serving.add_parser(verbs)
    storing.add_parsers(verbs)
    demo_replay_command.add_parser(verbs)
    assess_command.add_parser(verbs)
    question_command.add_parser(verbs)
    what_if_command.add_parser(verbs)
    replay_command.add_parser(verbs)
    schemes_command.add_parser(verbs)
    budget_command.add_parser(verbs)
    screen_command.add_parser(verbs)
    treasury_command.add_parser(verbs)
    taxonomy_command.add_parser(verbs)
    match_command.add_parser(verbs)
    night_command.add_parser(verbs)
    post_command.add_parser(verbs)
    worker_command.add_parser(verbs)
    keys_command.add_parser(verbs)
    audit_command.add_parser(verbs)
    verify_command.add_parser(verbs)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status is 0 when it did what was asked."""
    asked = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(os.environ))
    try:
        status: int = asked.handle(asked)
    except CannotStartError as error:
        return say_why(error)
    return status


if __name__ == "__main__":
    sys.exit(main())
