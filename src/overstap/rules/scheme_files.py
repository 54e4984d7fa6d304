"""Reading one version of a scheme from a file of its own, against the dictionary beside it or one that is in use."""

from __future__ import annotations

import hashlib
from pathlib import Path

from overstap.rules.catalogue import Catalogue
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.loader import FolderLoader
from overstap.rules.model import Document, Fact, SchemeVersion
from overstap.rules.problems import SchemeFilesError
from overstap.rules.reader import Reader
from overstap.rules.yaml_nodes import UnreadableError, read_file

SOURCES = "sources.yaml"


def read_version(path: Path, catalogue: Catalogue) -> tuple[SchemeVersion, Catalogue]:
    """Read one scheme file (los bestand) and give it with the catalogue whose facts it uses.

    A file that lies in a folder of schemes (`<folder>/<scheme id>/<valid from>.yaml`, with a `sources.yaml`) is read
    with the facts of that folder, any other with those of `catalogue`. Whether it fits beside other versions is not
    asked. Raises `SchemeFilesError`.
    """
    documents, facts = _dictionary(path.parent.parent, catalogue)
    shown = path.as_posix()
    try:
        root = read_file(path, shown)
    except UnreadableError as error:
        raise SchemeFilesError([error.problem]) from None
    reader = Reader(shown, [], documents)
    version = SchemeLoader(reader, facts, documents).read(root, hashlib.sha256(path.read_bytes()).hexdigest())
    if reader.problems:
        raise SchemeFilesError(reader.problems)
    return version, Catalogue(documents, facts, {version.id: (version,)})


def _dictionary(folder: Path, catalogue: Catalogue) -> tuple[dict[str, Document], dict[str, Fact]]:
    if not (folder / SOURCES).is_file():
        return dict(catalogue.sources), dict(catalogue.facts)
    loader = FolderLoader(folder)
    documents = loader.documents()
    facts = loader.dictionary(documents)
    if loader.problems:
        raise SchemeFilesError(loader.problems)
    return documents, facts
