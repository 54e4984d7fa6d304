"""`overstap taxonomy import|list|show|use`: the lists of occupations and competences of this installation."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, edge_now, start_django

if TYPE_CHECKING:
    from overstap.taxonomy.importers import ListSource
    from overstap.taxonomy.values import EditionCard

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

EVERY = 20_000


def add_parser(verbs: "Verbs") -> None:
    """Add the verb with its tasks."""
    taxonomy = verbs.add_parser(
        "taxonomy",
        help="read in and choose lists of occupations and competences",
        description="The lists of occupations and competences: versions stand side by side, one of each is in use.",
        epilog="example: overstap taxonomy import esco esco-v1.2.0-nl-csv.zip --version 1.2.0",
    )
    tasks = taxonomy.add_subparsers(dest="task", metavar="TASK", required=True)
    reading = tasks.add_parser(
        "import",
        help="read in a list",
        description="Read in a list from its official file. Twice is the same as once; a wrong row stops all of it.",
    )
    reading.add_argument("list", choices=("esco", "titels", "vdab", "competentnl"), help="which list")
    reading.add_argument("file", type=Path, nargs="?", help="the file as it was downloaded; not for competentnl")
    reading.add_argument("--version", default="", help="the version of ESCO or CompetentNL, which do not say it")
    reading.add_argument(
        "--leave-out", action="store_true", help="leave wrong rows out and tell them, instead of stopping"
    )
    reading.set_defaults(handle=handle_import)
    tasks.add_parser("list", help="show which versions are there").set_defaults(handle=handle_list)
    show = tasks.add_parser("show", help="show what is known of a version, or of a concept by its address")
    show.add_argument("what", help="a number from `overstap taxonomy list`, or the address of a concept")
    show.set_defaults(handle=handle_show)
    use = tasks.add_parser("use", help="take a version in use")
    use.add_argument("number", type=int, help="a number from `overstap taxonomy list`")
    use.set_defaults(handle=handle_use)


def handle_import(asked: argparse.Namespace) -> int:
    """Read a list in; 0 when done, 1 with one line for each wrong row otherwise."""
    start_django()
    from overstap.taxonomy.actions import import_list
    from overstap.taxonomy.reading.problems import BrokenListError, UnreadableListError

    try:
        done = import_list(source=_source(asked), now=edge_now(), leave_out=asked.leave_out, told=_tell)
    except UnreadableListError as error:
        raise CannotStartError(str(error)) from error
    except BrokenListError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"Nothing was read in: {error.problems.count} mistakes. Mend them, or add --leave-out.", file=sys.stderr)
        return 1
    for problem in done.left_out:
        print(f"left out: {problem}", file=sys.stderr)
    written = done.written
    if written.nothing_new:
        print("Nothing new: all of it was there already.")
    else:
        print(
            f"Read in: {written.concepts} concepts, {written.labels} names, {written.relations} relations, "
            f"{written.mappings} mappings; {len(done.left_out.places)} rows were left out."
        )
    return 0


def _source(asked: argparse.Namespace) -> "ListSource":
    from overstap.taxonomy.importers import Esco, Titles, Vdab

    if asked.list == "competentnl":
        return _competentnl(asked.version)
    if asked.file is None:
        raise CannotStartError("name the file that was downloaded.")
    if asked.list == "esco":
        if not asked.version:
            raise CannotStartError(
                "the file of ESCO does not say its version; add --version, for instance --version 1.2.0."
            )
        return Esco(asked.file, asked.version)
    return Titles(asked.file) if asked.list == "titels" else Vdab(asked.file)


def _competentnl(version: str) -> "ListSource":
    from overstap.taxonomy.importers import CompetentNl

    address = os.environ.get("OVERSTAP_COMPETENTNL_URL", "https://sparql.competentnl.nl")
    key = os.environ.get("OVERSTAP_COMPETENTNL_KEY", "")
    if not (key and version):
        raise CannotStartError("CompetentNL is asked with a key in OVERSTAP_COMPETENTNL_KEY and with --version.")
    return CompetentNl(address, key, version)


def _tell(step: str, rows: int) -> None:
    if step == "check":
        print("Checking every row ...", file=sys.stderr, flush=True)
    elif rows % EVERY == 0:
        print(f"{rows} rows written ...", file=sys.stderr, flush=True)


def handle_list(_asked: argparse.Namespace) -> int:
    """Print a line for each version."""
    start_django()
    from overstap.taxonomy.queries import editions

    for one in editions():
        print(f"{one.id:>4}  {'in use' if one.in_use else '      '}  {_line(one)}")
    return 0


def _line(one: "EditionCard") -> str:
    counts = ", ".join(f"{number} {kind}" for kind, number in one.counts)
    return f"{one.scheme} {one.version} [{' '.join(one.languages)}]: {counts}"


def handle_show(asked: argparse.Namespace) -> int:
    """Print what is known; 1 when there is no such version or concept."""
    start_django()
    from overstap.taxonomy.queries import concept, edition, mappings_of, skills_of

    one = edition(int(asked.what)) if asked.what.isdigit() else None
    if one is not None:
        print(_line(one))
        print(f"{one.name}. {one.source}. {one.licence}")
        print(
            f"{one.labels} names, {one.relations} relations, {one.mappings} mappings; read in {one.loaded_at:%Y-%m-%d}."
        )
        return 0
    found = concept(asked.what)
    if found is None:
        raise CannotStartError(f"there is no version or concept {asked.what!r}. See `overstap taxonomy list`.")
    print(f"{found.name} ({found.name_en}): {found.kind}, {found.scheme} {found.version}, ISCO {found.isco or '-'}")
    for skill in skills_of(asked.what):
        print(f"  {skill.need}: {skill.concept.name}")
    for mapping in mappings_of(asked.what, scheme=found.scheme):
        print(f"  {mapping.kind} in {mapping.scheme}: {mapping.other_uri}")
    return 0


def handle_use(asked: argparse.Namespace) -> int:
    """Take a version in use; 0 also when it was."""
    start_django()
    from overstap.core.actor import SYSTEM
    from overstap.core.decision import NotFoundError
    from overstap.taxonomy.actions import use_edition

    try:
        changed = use_edition(actor=SYSTEM, edition_id=asked.number, now=edge_now())
    except NotFoundError as error:
        raise CannotStartError(f"there is no version {asked.number}. See `overstap taxonomy list`.") from error
    print("Taken in use." if changed else "It was in use already.")
    return 0
