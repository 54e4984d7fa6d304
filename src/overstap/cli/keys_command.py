"""`overstap keys`: the keys that seal account numbers and service numbers, and changing them."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, start_django

if TYPE_CHECKING:
    from overstap.sealing.rotating import Progress

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

DESCRIPTION = """\
Look after the keys that seal single fields. The first key seals, all of them open. To change: stop the program, give
`overstap keys new`, start it again, give `overstap keys rotate`, and throw the old key away when `overstap keys
status` says that nothing is on it. Keep a copy of the keys apart from the copies of the database.
"""


def add_parser(verbs: "Verbs") -> None:
    """Add the verb with its three tasks."""
    keys = verbs.add_parser(
        "keys",
        help="the keys that seal single fields",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: overstap keys status",
    )
    tasks = keys.add_subparsers(dest="task", metavar="TASK", required=True)
    for name, told, handle in (
        (
            "status",
            "show which key sealed how much; exit status 1 when something is on a key that is not there",
            status,
        ),
        ("new", "put a fresh key first in the file, or print one where OVERSTAP_SEALING_KEYS is used", new),
        ("rotate", "seal everything again with the first key; may be stopped and started again", rotate),
    ):
        task = tasks.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
        task.set_defaults(handle=handle)


def status(_asked: argparse.Namespace) -> int:
    """Print how much each key sealed; 1 when something is on a key that is not ours."""
    start_django()
    from django.db import DatabaseError

    from overstap.sealing import SealingError
    from overstap.sealing.keyring import keyring
    from overstap.sealing.rotating import rows_per_key

    try:
        ours = [key.id for key in keyring().keys]
        counted = rows_per_key()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the values cannot be read ({reason}). Run `overstap migrate` first.") from error
    except SealingError as error:
        raise CannotStartError(str(error)) from error
    for place, key_id in enumerate(ours):
        total = sum(counter[key_id] for counter in counted.values())
        print(f"key {key_id}  {'seals and opens' if place == 0 else 'opens only'}: {total} values")
    for kind, counter in counted.items():
        told = ", ".join(f"{amount} on {key or 'no key'}" for key, amount in counter.items())
        print(f"  {kind}: {told or 'none'}")
    foreign = sorted({key for counter in counted.values() for key in counter} - set(ours))
    for key_id in foreign:
        print(f"MISSING  key {key_id or '(not sealed)'}: what is on it cannot be read", file=sys.stderr)
    return 1 if foreign else 0


def new(_asked: argparse.Namespace) -> int:
    """Make a key; where the environment holds the keys it is printed, for whoever keeps those."""
    start_django()
    from overstap.sealing.keyring import new_key, read_keys
    from overstap.site.datafolder import data_folder, put_sealing_key_first

    key = new_key()
    if os.environ.get("OVERSTAP_SEALING_KEYS"):
        print("Put this key first in OVERSTAP_SEALING_KEYS, before the others, everywhere at once:", file=sys.stderr)
        print(key)
        return 0
    put_sealing_key_first(data_folder(os.environ), key)
    print(f"Key {read_keys((key,)).current.id} now stands first. Start the program again, then `overstap keys rotate`.")
    return 0


def rotate(_asked: argparse.Namespace) -> int:
    """Seal everything again with the first key, and tell how far it is."""
    start_django()
    from django.db import DatabaseError

    from overstap.sealing import SealingError
    from overstap.sealing.rotating import reseal

    try:
        for progress in reseal():
            print(_line(progress), flush=True)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the values cannot be sealed again ({reason}).") from error
    except SealingError as error:
        raise CannotStartError(f"{error} What was done stays done.") from error
    print("Everything is on the first key. `overstap keys status` shows it.")
    return 0


def _line(progress: "Progress") -> str:
    return f"{progress.kind}: {progress.done} of {progress.total}"
