"""`overstap schemes docs`: a page per scheme in Dutch and English, and whether pages are still right."""

from __future__ import annotations

import argparse
from pathlib import Path

from overstap.cli.schemes_replies import WRONG_FILES, Reply, Subparsers, WrongInputError, answering
from overstap.rules import Catalogue, load_catalogue
from overstap.rules.reading import index_page, scheme_page

ENGLISH = "en"
INDEX = "README.md"


def add_parser(parts: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = parts.add_parser(
        "docs",
        help="write a page per scheme, in Dutch and English",
        epilog="example: overstap schemes docs --write docs/schemes",
    )
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--write", metavar="FOLDER", help="write the pages; pages of schemes that are gone are removed")
    chosen.add_argument(
        "--check", metavar="FOLDER", help="tell which pages are not as they would be written (status 1)"
    )
    parser.set_defaults(handle=answering(docs))


def docs(asked: argparse.Namespace) -> Reply:
    """Write or check the pages."""
    catalogue = load_catalogue()
    folder = Path(asked.write or asked.check)
    if asked.check:
        if not folder.is_dir():
            raise WrongInputError(f"There is no folder '{folder}'.")
        wrong = stale(catalogue, folder)
        advice = [f"Run: overstap schemes docs --write {folder}"] if wrong else []
        return Reply(wrong=[*wrong, *advice], status=WRONG_FILES if wrong else 0)
    written = pages(catalogue)
    for name, text in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    gone = [path for path in _present(folder) if path.relative_to(folder).as_posix() not in written]
    for path in gone:
        path.unlink()
    return Reply(lines=[f"{len(written)} pages in {folder}, {len(gone)} removed"])


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Give every page by its name in the folder."""
    found = {INDEX: index_page(catalogue), f"{ENGLISH}/{INDEX}": index_page(catalogue, "en")}
    for scheme_id in catalogue.versions:
        found[f"{scheme_id}.md"] = scheme_page(catalogue, scheme_id)
        found[f"{ENGLISH}/{scheme_id}.md"] = scheme_page(catalogue, scheme_id, "en")
    return found


def stale(catalogue: Catalogue, folder: Path) -> list[str]:
    """Give a line for every page that is missing, differs or is of no scheme."""
    wanted = pages(catalogue)
    found = {path.relative_to(folder).as_posix(): path for path in _present(folder)}
    lines = [f"{name}: missing" for name in wanted if name not in found]
    lines += [f"{name}: of no scheme" for name in found if name not in wanted]
    lines += [
        f"{name}: differs"
        for name, path in found.items()
        if name in wanted and path.read_text(encoding="utf-8") != wanted[name]
    ]
    return sorted(lines)


def _present(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.md"), *(folder / ENGLISH).glob("*.md")])
