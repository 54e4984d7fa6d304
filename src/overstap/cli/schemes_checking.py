"""`overstap schemes check` and `cases`: every mistake in the files at once, and every example held to its scheme."""

from __future__ import annotations

import argparse
from pathlib import Path

from overstap.cli.schemes_replies import WRONG_FILES, Reply, Subparsers, WrongInputError, answering, chosen
from overstap.rules import Catalogue, SchemeFilesError, load_catalogue
from overstap.rules.check_cases import check_case
from overstap.rules.installed import installed_folder
from overstap.rules.load_processings import FOLDER, read_keeping, read_registers, read_terms
from overstap.rules.load_windows import read_windows
from overstap.rules.loader import FolderLoader, schemes_folder


def add_parsers(parts: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verbs."""
    checking = parts.add_parser(
        "check",
        help="every mistake in every file, and every example",
        description="Read a folder of schemes. Exit status 1 when something is wrong; all of it is told.",
        epilog="example: overstap schemes check schemes",
    )
    checking.add_argument("folder", nargs="?", metavar="FOLDER", help="the folder (default: the one in use)")
    checking.set_defaults(handle=answering(check))
    examples = parts.add_parser(
        "cases",
        help="hold schemes to their examples",
        description="Run the examples in the files. Exit status 1 when one does not come out as its file says.",
        epilog="example: overstap schemes cases werkfit",
    )
    examples.add_argument("ids", nargs="*", metavar="ID", help="only these schemes")
    examples.set_defaults(handle=answering(run_cases))


def check(asked: argparse.Namespace) -> Reply:
    """Check a folder."""
    folder = Path(asked.folder) if asked.folder else schemes_folder()
    if not folder.is_dir():
        raise WrongInputError(f"There is no folder '{folder}'.")
    try:
        # What was published in this installation lies on top of the folder in use, and can be wrong as well.
        catalogue = FolderLoader(folder, None if asked.folder else installed_folder()).load()
        read_windows(folder, catalogue)
        if (folder / FOLDER).is_dir():
            read_registers(folder, catalogue.sources, read_keeping(folder, catalogue.sources))
            read_terms(folder, catalogue.sources)
    except SchemeFilesError as error:
        files = {problem.file for problem in error.problems}
        counted = f"{len(error.problems)} mistakes in {len(files)} files of {folder}"
        return Reply(wrong=[*map(str, error.problems), counted], status=WRONG_FILES)
    failed = [line for name in sorted(catalogue.versions) for line in _failed(catalogue, name)]
    versions = [version for versions in catalogue.versions.values() for version in versions]
    counted = (
        f"{len(catalogue.versions)} schemes in {len(versions)} versions, {len(catalogue.facts)} facts, "
        f"{len(catalogue.sources)} sources, {sum(len(one.cases) for one in versions)} examples"
    )
    if failed:
        return Reply(lines=[counted], wrong=[*failed, f"{len(failed)} examples do not come out"], status=WRONG_FILES)
    return Reply(lines=[f"{counted}: nothing is wrong"])


def run_cases(asked: argparse.Namespace) -> Reply:
    """Run the examples of schemes and count them."""
    catalogue = load_catalogue()
    names = chosen(catalogue, asked.ids)
    lines, wrong, count = [], [], 0
    width = max(len(name) for name in names)
    for name in names:
        cases = [case for version in catalogue.all_versions(name) for case in version.cases]
        failed = _failed(catalogue, name)
        ids = sorted({one for case in cases for one in case.requirements})
        count += len(cases)
        wrong += failed
        passed = len(cases) - len(failed)
        lines.append(
            f"{name:<{width}}  {len(cases):4} cases  {passed:4} passed  {len(failed):3} failed  {', '.join(ids)}"
        )
    lines.append(f"{count} cases, {count - len(wrong)} passed, {len(wrong)} failed")
    return Reply(lines=lines, wrong=wrong, status=WRONG_FILES if wrong else 0)


def _failed(catalogue: Catalogue, name: str) -> list[str]:
    """Give a line for every example that does not come out."""
    found = []
    for version in catalogue.all_versions(name):
        for case in version.cases:
            differences = check_case(catalogue, name, case)
            if differences:
                found.append(f"{version.file}:{case.line}: case '{case.name}': {'; '.join(differences)}")
    return found
