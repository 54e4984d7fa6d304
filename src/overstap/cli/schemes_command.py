"""`overstap schemes …`: the files of the schemes, read, checked, compared and published from the command line."""

from __future__ import annotations

import argparse

from overstap.cli import schemes_checking, schemes_diff, schemes_docs, schemes_reading, schemes_register
from overstap.cli.schemes_replies import Subparsers

EXAMPLES = """\
examples:
  overstap schemes list --on 2021-02-15
  overstap schemes show praktijkleren --depth alles
  overstap schemes check schemes                     every mistake in every file, and every example
  overstap schemes cases werkfit
  overstap schemes diff doelgroep 2020-12-01 2022-06-01
  overstap schemes diff old.yaml new.yaml --population people.parquet
  overstap schemes docs --write docs/schemes
  overstap schemes register --organisation "Gemeente X" --contact algoritmes@x.nl --out register.csv
"""


def add_parser(verbs: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb with its own verbs."""
    whole = verbs.add_parser(
        "schemes",
        help="list, show, check, compare and publish the schemes",
        description="The schemes are files; these verbs read, check, compare and publish them.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = whole.add_subparsers(dest="part", metavar="VERB", required=True)
    schemes_reading.add_parsers(parts)
    schemes_checking.add_parsers(parts)
    schemes_diff.add_parser(parts)
    schemes_docs.add_parser(parts)
    schemes_register.add_parser(parts)
