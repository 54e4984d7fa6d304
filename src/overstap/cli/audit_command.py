"""`overstap audit`: prove that nobody changed the trail, seal it, and give it as a log of data processing."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from overstap.cli.program import CannotStartError, edge_now, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

HERE = ZoneInfo("Europe/Amsterdam")


def add_parser(verbs: "Verbs") -> None:
    """Add the verb with its tasks."""
    audit = verbs.add_parser(
        "audit",
        help="prove the trail, seal it, export it",
        description="Look after the trail: who looked at what, and who changed it.",
        epilog="example: overstap audit verify --roots elsewhere/audit-roots",
    )
    tasks = audit.add_subparsers(dest="task", metavar="TASK", required=True)
    proving = tasks.add_parser(
        "verify",
        help="prove that no line was changed, removed, put in or moved",
        description=(
            "Calculate the whole chain again and hold it against the signed roots. Every line that is not as it was "
            "sealed is named. The exit status is 1 when something is wrong."
        ),
        epilog="example: overstap audit verify --json",
    )
    proving.add_argument("--roots", type=Path, metavar="FOLDER", help="copies of the roots (default: the data folder)")
    proving.add_argument("--key", action="append", default=[], metavar="HEX", help="a public key to believe")
    proving.add_argument("--json", action="store_true", help="print what was found as JSON, for a program to read")
    proving.set_defaults(handle=verify)
    sealing = tasks.add_parser("seal", help="seal what is new, now", description="Seal every line without a seal.")
    sealing.add_argument("--close-day", action="store_true", help="also sign where the chain stands")
    sealing.set_defaults(handle=seal)
    keys = tasks.add_parser(
        "key", help="the public key of the roots", description="Print the public keys that prove the roots."
    )
    keys.set_defaults(handle=key)
    logging = tasks.add_parser(
        "ldv",
        help="the log of data processing, as JSON lines",
        description="Print the trail in the fields of Logboek Dataverwerkingen, one line per processing and person.",
        epilog="example: overstap audit ldv --since 2021-03-01 --until 2021-04-01",
    )
    for name, told in (("since", "from this day on"), ("until", "up to and not on this day")):
        logging.add_argument(f"--{name}", type=date.fromisoformat, metavar="DAY", help=told)
    logging.add_argument("--base", default="", metavar="ADDRESS", help="what stands before the address of a processing")
    logging.set_defaults(handle=ldv)


def verify(asked: argparse.Namespace) -> int:
    """Prove the trail; 0 when nothing is wrong, 1 with a line per flaw otherwise."""
    start_django()
    from django.db import DatabaseError

    from overstap.audit.proving import verify as prove
    from overstap.audit.roots import roots_folder

    if asked.roots is not None and not asked.roots.is_dir():
        raise CannotStartError(f"there is no folder '{asked.roots}'.")
    try:
        proof = prove(folder=asked.roots or roots_folder(), trusted=frozenset(asked.key))
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the trail cannot be read ({reason}). Run `overstap migrate` first.") from error
    if asked.json:
        print(json.dumps(asdict(proof), ensure_ascii=False, indent=2))
        return 1 if proof.flaws else 0
    for flaw in proof.flaws:
        where = f"line {flaw.line_id}" if flaw.line_id is not None else "chain"
        place = f", place {flaw.place}" if flaw.place is not None else ""
        print(f"WRONG  {where}{place}: {flaw.what}: {flaw.told}")
    told = f"{proof.proven} lines proven, {proof.redacted} of them made black, {proof.roots} roots"
    print(f"{told}, {proof.waiting} lines wait for a seal.")
    print("The trail is whole." if not proof.flaws else f"{len(proof.flaws)} flaws found.")
    return 1 if proof.flaws else 0


def seal(asked: argparse.Namespace) -> int:
    """Seal what is new."""
    start_django()
    from overstap.audit.sealer import close_day, keep_head

    print(f"{keep_head(now=edge_now())} lines sealed.")
    if asked.close_day:
        root = close_day(now=edge_now())
        print(f"Signed: place {root.place}, {root.digest}" if root else "The day was closed already.")
    return 0


def key(_asked: argparse.Namespace) -> int:
    """Print the public keys, the one that signs first."""
    start_django()
    from overstap.audit.roots import PURPOSE
    from overstap.sealing import SealingError
    from overstap.sealing.signing import public_keys

    try:
        print("\n".join(public_keys(purpose=PURPOSE)))
    except SealingError as error:
        raise CannotStartError(str(error)) from error
    return 0


def ldv(asked: argparse.Namespace) -> int:
    """Print the log."""
    start_django()
    from overstap.audit.logbook import log_lines

    for line in log_lines(since=_start(asked.since), until=_start(asked.until), base=asked.base.rstrip("/")):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), HERE) if day else None
