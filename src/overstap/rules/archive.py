"""File versions by hash: reading the scheme of a receipt again when the installation has moved on.

A scheme cannot be read without the dictionary of that day, so a list of the dictionary files with their hashes is kept
beside them, under a hash of its own. A receipt names the hash of its scheme file and that of the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from overstap.rules.catalogue import Catalogue
from overstap.rules.fact_changes import read_facts_on_top
from overstap.rules.installed import SHOWN, InstalledFile
from overstap.rules.load_dictionary import DictionaryReader, read_documents
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.loader import hash_facts
from overstap.rules.model import Document, Fact
from overstap.rules.problems import Problem, SchemeFilesError
from overstap.rules.reader import Reader
from overstap.rules.receipt import Receipt
from overstap.rules.scheme_lists import SOURCES, dictionary_files, dictionary_list
from overstap.rules.yaml_nodes import UnreadableError, YamlNode, read_text

Stored = Callable[[str], bytes | None]
"""Gives a file by the SHA-256 of its content, or None when it is not kept."""
_APART = frozenset({"menu", "facts"})


class MissingFilesError(LookupError):
    """Files that a receipt was made with are not kept (ontbrekende bestanden); `files` names them."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self.files = files
        super().__init__(f"These file versions are not kept here: {'; '.join(files)}.")


def kept_in(folder: Path) -> Stored:
    """Give the files of an archive folder, each called after its hash; one that was changed since is not given."""

    def read(name: str) -> bytes | None:
        try:
            data = (folder / f"{name}.yaml").read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == name else None

    return read


def files_to_keep(folder: Path, on_top: Sequence[InstalledFile] = ()) -> Iterator[bytes]:
    """Give everything of a folder of schemes that a receipt may refer to (te bewaren bestanden).

    `on_top` are the files of facts that were published here: the list of the dictionary names them too.
    """
    for path in sorted(folder.glob("*/*.yaml")):
        if path.parent.name not in _APART:
            yield path.read_bytes()
    for path in dictionary_files(folder):
        yield path.read_bytes()
    yield dictionary_list(folder, on_top).encode()


def stored_catalogue(receipt: Receipt, stored: Stored) -> Catalogue:
    """Read the scheme of a receipt, and the dictionary that it was read with, from the files kept by hash.

    Raises `MissingFilesError` naming every file that is not kept, and `SchemeFilesError` when this version of the
    program no longer understands them.
    """
    if receipt.version is None:
        raise MissingFilesError(())
    scheme_name = f"{receipt.scheme}/{receipt.version}.yaml"
    listing = stored(receipt.dictionary) if receipt.dictionary else None
    wanted = {scheme_name: receipt.file_hash}
    if listing is None:
        absent = (_named("the list of dictionary files", receipt.dictionary),)
        gone = () if stored(receipt.file_hash) else (_named(scheme_name, receipt.file_hash),)
        raise MissingFilesError((*gone, *absent))
    for line in listing.decode().splitlines():
        number, _, name = line.partition("  ")
        wanted[name] = number
    found = {name: data for name, number in wanted.items() if (data := stored(number)) is not None}
    if found.keys() != wanted.keys():
        raise MissingFilesError(tuple(_named(name, wanted[name]) for name in wanted if name not in found))
    return _read(scheme_name, receipt.file_hash, found)


def _named(name: str, number: str) -> str:
    return f"{name} (sha256 {number})" if number else f"{name} (the receipt does not name one)"


def _read(scheme_name: str, file_hash: str, files: dict[str, bytes]) -> Catalogue:
    problems: list[Problem] = []
    documents: dict[str, Document] = {}

    def opened(name: str) -> tuple[Reader, YamlNode]:
        try:
            return Reader(name, problems, documents), read_text(files[name].decode("utf-8-sig"), name)
        except (UnreadableError, UnicodeDecodeError) as error:
            told = error.problem if isinstance(error, UnreadableError) else Problem(name, 0, 0, "This is no text.")
            raise SchemeFilesError([told]) from None

    documents |= read_documents(*opened(SOURCES))
    dictionary = DictionaryReader()
    names = [name for name in files if name not in (SOURCES, scheme_name)]
    on_top = [name for name in names if name.startswith(f"{SHOWN}/")]
    for name in sorted(set(names) - set(on_top)):
        dictionary.read(*opened(name))
    texts = [(name, files[name].decode("utf-8-sig")) for name in on_top]
    facts: dict[str, Fact] = read_facts_on_top(dictionary.finish(), texts)
    reader, root = opened(scheme_name)
    version = SchemeLoader(reader, facts, documents).read(root, file_hash)
    if problems:
        raise SchemeFilesError(problems)
    return Catalogue(documents, facts, {version.id: (version,)}, fact_hashes=hash_facts(facts))
