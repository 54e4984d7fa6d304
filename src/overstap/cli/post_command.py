"""`overstap post`: what mail servers say about our letters, and a look at the letters themselves."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, edge_now, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

DONE = "verwerkt"
"""The folder within the mailbox where a message goes that was read."""

DESCRIPTION = """\
Read the messages that mail servers sent back (delivery status notifications, RFC 3464). FOLDER holds one message per
file, or is a Maildir. A letter that came back stands on the list of its desk at once, and goes on paper when there is
an address. Every message that was read moves to the folder `verwerkt`, so that the same command may run every minute.
"""


def add_parser(verbs: "Verbs") -> None:
    """Add the verb with its task."""
    post = verbs.add_parser("post", help="what comes back of the letters that were sent")
    tasks = post.add_subparsers(dest="task", metavar="TASK", required=True)
    bounces = tasks.add_parser(
        "bounces",
        help="read the messages that mail servers sent back",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: overstap post bounces /var/mail/overstap",
    )
    bounces.add_argument("folder", metavar="FOLDER", type=Path)
    bounces.set_defaults(handle=read_bounces)


def read_bounces(asked: argparse.Namespace) -> int:
    """Read what is in the folder and say what it came to; 0 also when there was nothing."""
    folder: Path = asked.folder
    if not folder.is_dir():
        raise CannotStartError(f"there is no folder {folder}.")
    start_django()
    from overstap.correspondence.actions import take_report

    done = folder / DONE
    counted: Counter[str] = Counter()
    for path in messages(folder):
        counted[take_report(source=path.read_bytes(), now=edge_now())] += 1
        done.mkdir(exist_ok=True)
        path.replace(done / path.name)
    said = {"mislukt": "came back", "bezorgd": "arrived", "vertraagd": "still on its way", "onbekend": "not ours"}
    told = ", ".join(f"{counted[name]} {meaning}" for name, meaning in said.items() if counted[name])
    print(f"{counted.total()} messages: {told}." if counted else "No messages.")
    return 0


def messages(folder: Path) -> list[Path]:
    """The files of a mailbox: those of the folder itself, and of `new` and `cur` of a Maildir; no links."""
    places = [folder, folder / "new", folder / "cur"]
    found = (path for place in places if place.is_dir() for path in sorted(place.iterdir()))
    return [path for path in found if path.is_file() and not path.is_symlink() and not path.name.startswith(".")]
