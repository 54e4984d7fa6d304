"""Finding and reading all files of a folder of schemes, and telling every mistake in them at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar

from overstap.rules.budget import BudgetTable
from overstap.rules.budget_checks import check_budgets
from overstap.rules.catalogue import Catalogue
from overstap.rules.fact_changes import facts_on_top
from overstap.rules.funding_checks import check_shared_costs
from overstap.rules.installed import (
    DATA_ENVIRONMENT,
    InstalledFile,
    Stamp,
    check_file,
    facts_of,
    in_succession,
    installed_folder,
    read_manifest,
    stamp,
)
from overstap.rules.load_budget import read_budget
from overstap.rules.load_dictionary import DictionaryReader, read_documents
from overstap.rules.load_funding import Funding, read_funding
from overstap.rules.load_menu import read_card
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.model import Card, Document, Fact, SchemeVersion
from overstap.rules.problems import Problem, SchemeFilesError, did_you_mean
from overstap.rules.reader import Reader
from overstap.rules.scheme_lists import list_hash
from overstap.rules.yaml_nodes import UnreadableError, YamlNode, read_file

ENVIRONMENT = "OVERSTAP_SCHEMES"
_PACKAGE = Path(__file__).resolve().parents[1]
_APART = frozenset({"facts", "menu"})
_FUNDING = "geldstromen"
_BUDGETS = "begroting"
Read = TypeVar("Read")


class _Dated(Protocol):
    """Something of which there are versions."""

    @property
    def id(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


def schemes_folder() -> Path:
    """Give the folder to read when none is named: the environment's, the installed package's, or the repository's."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named) if named else shipped_folder()


def shipped_folder() -> Path:
    """Give the folder that came with the program: in the installed package, or in the repository."""
    for folder in (_PACKAGE / "schemes", _PACKAGE.parents[1] / "schemes"):
        if folder.is_dir():
            return folder
    return _PACKAGE / "schemes"


def load_catalogue(path: Path | str | None = None) -> Catalogue:
    """Read and check a folder of scheme files (catalogus).

    A folder is read once per process. Without `path`, what was published in this installation is read on top of the
    shipped files, and again as soon as something more is published; when that fails, the catalogue in use stays and
    `late_problems` tells why. Raises `SchemeFilesError`, whose `problems` name file, line, column, what is wrong and
    what to do, for all files together.
    """
    if path is not None:
        return _loaded.get(Path(path), None)
    return _loaded.get(*_folders_in_use())


def late_problems() -> tuple[Problem, ...]:
    """Tell why what was published last is not in use in this process; empty when all is."""
    return _loaded.problems.get(_folders_in_use(), ())


def _folders_in_use() -> tuple[Path, Path]:
    return _folders(os.environ.get(ENVIRONMENT), os.environ.get(DATA_ENVIRONMENT), os.getcwd())  # noqa: PTH109 (asked often)


@lru_cache(maxsize=32)
def _folders(_schemes: str | None, _data: str | None, _here: str) -> tuple[Path, Path]:
    """Give both folders; they are where the environment says, so they are looked for once for each environment."""
    return schemes_folder(), installed_folder()


class _Loaded:
    """What this process has read: per folder the catalogue, and the stamp of the published files that are in it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.catalogues: dict[tuple[Path, Path | None], tuple[Stamp, Catalogue]] = {}
        self.problems: dict[tuple[Path, Path | None], tuple[Problem, ...]] = {}

    def get(self, folder: Path, installed: Path | None) -> Catalogue:
        key, now = (folder, installed), stamp(installed) if installed else None
        found = self.catalogues.get(key)
        if found is not None and found[0] == now:
            return found[1]
        with self.lock:
            found = self.catalogues.get(key)
            if found is None or found[0] != now:
                found = self.catalogues[key] = (now, self.read(key, found[1] if found else None))
            return found[1]

    def read(self, key: tuple[Path, Path | None], in_use: Catalogue | None) -> Catalogue:
        """Read the files; a mistake in what was added while the program runs leaves it as it was."""
        self.problems.pop(key, None)
        try:
            return FolderLoader(*key).load()
        except SchemeFilesError as error:
            if in_use is None:
                raise
            self.problems[key] = tuple(error.problems)
            return in_use


_loaded = _Loaded()


class FolderLoader:
    """Reads one folder, with what was published here on top."""

    def __init__(self, folder: Path, installed: Path | None = None) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.published: list[tuple[Path, InstalledFile]] = []
        if installed is not None:
            files, problems = read_manifest(installed)
            self.problems += problems
            self.published = [(installed / one.name, one) for one in files]
        self.fact_files = facts_of([one for _, one in self.published])

    def load(self) -> Catalogue:
        """Read everything; raise when anything is wrong."""
        if not self.folder.is_dir():
            raise SchemeFilesError(
                [
                    Problem(
                        str(self.folder),
                        0,
                        0,
                        "There is no such folder of schemes.",
                        f"Set {ENVIRONMENT} to the folder.",
                    )
                ]
            )
        documents = self.documents()
        facts = facts_on_top(self.dictionary(documents), self.installed_facts(), self.problems)
        versions = self.versions(facts, documents)
        cards = self.cards(documents, versions)
        funding = self.funding(documents)
        budgets = self.budgets(documents)
        self.problems += check_budgets(budgets, versions, funding)
        self.problems += check_shared_costs(funding, versions)
        if self.problems:
            raise SchemeFilesError(self.problems)
        hashes, listed = hash_facts(facts), list_hash(self.folder, self.fact_files)
        return Catalogue(documents, facts, versions, cards, hashes, funding, budgets, listed)

    def read(
        self,
        path: Path,
        read: Callable[[Reader, YamlNode], Read],
        documents: dict[str, Document] | None = None,
        *,
        shown: str = "",
    ) -> Read | None:
        """Read one file and take over its problems; None when it is no YAML."""
        shown = shown or path.relative_to(self.folder).as_posix()
        try:
            root = read_file(path, shown)
        except UnreadableError as error:
            self.problems.append(error.problem)
            return None
        reader = Reader(shown, [], documents)
        found = read(reader, root)
        self.problems += reader.problems
        return found

    def documents(self) -> dict[str, Document]:
        """Read `sources.yaml`."""
        return self.read(self.folder / "sources.yaml", read_documents) or {}

    def dictionary(self, documents: dict[str, Document]) -> dict[str, Fact]:
        """Read `facts/`."""
        dictionary = DictionaryReader()
        readers: list[Reader] = []

        def take(reader: Reader, root: YamlNode) -> None:
            dictionary.read(reader, root)
            readers.append(reader)

        for path in sorted((self.folder / "facts").glob("*.yaml")):
            self.read(path, take, documents)
        told = {id(reader): len(reader.problems) for reader in readers}
        facts = dictionary.finish()
        for reader in readers:
            self.problems += reader.problems[told[id(reader)] :]
        return facts

    def versions(self, facts: dict[str, Fact], documents: dict[str, Document]) -> dict[str, tuple[SchemeVersion, ...]]:
        """Read every scheme and check how its versions follow each other."""
        found: dict[str, list[SchemeVersion]] = {}
        for path, shown in [*self.shipped_files(), *self.installed_files()]:
            file_hash = hashlib.sha256(path.read_bytes()).hexdigest()

            def take(reader: Reader, root: YamlNode, file_hash: str = file_hash) -> SchemeVersion:
                return SchemeLoader(reader, facts, documents).read(root, file_hash)

            version = self.read(path, take, documents, shown=shown)
            if version is not None:
                self.check_name(path, version.id, version.valid_from.isoformat(), shown)
                found.setdefault(path.parent.name, []).append(version)
        for scheme_id, versions in found.items():
            versions.sort(key=lambda version: version.valid_from)
            versions[:] = in_succession(versions)
            self.check_order(versions)
            self.check_relations(scheme_id, versions, found)
        return {scheme_id: tuple(versions) for scheme_id, versions in found.items()}

    def shipped_files(self) -> list[tuple[Path, str]]:
        """Give the scheme files of the folder, each with its name in messages."""
        paths = (path for path in sorted(self.folder.glob("*/*.yaml")) if path.parent.name not in _APART)
        return [(path, path.relative_to(self.folder).as_posix()) for path in paths]

    def installed_files(self) -> list[tuple[Path, str]]:
        """Give the files that were published here and are still what was published; tell of the others."""
        schemes = [(path, one) for path, one in self.published if not one.holds_facts]
        return [(path, one.shown) for path, one in schemes if self.adds(path, one)]

    def installed_facts(self) -> list[tuple[str, str]]:
        """Give the files of facts that were published here, in their order; tell of those that were changed since."""
        found: list[tuple[str, str]] = []
        places = {one.name: path for path, one in self.published}
        for one in self.fact_files:
            problem = check_file(places[one.name].parents[1], one)
            if problem is not None:
                self.problems.append(problem)
            else:
                found.append((one.shown, places[one.name].read_text(encoding="utf-8")))
        return found

    def adds(self, path: Path, one: InstalledFile) -> bool:
        """Tell whether a published file adds a version; one that a release has brought along since does not."""
        problem = check_file(path.parents[1], one)
        shipped = self.folder / one.name
        if problem is not None:
            self.problems.append(problem)
        elif not shipped.exists():
            return True
        elif hashlib.sha256(shipped.read_bytes()).hexdigest() != one.sha256:
            self.problem_of(
                one.shown,
                "This version was published here, and another file for the same day was shipped.",
                "A published version is never replaced: give the shipped file another date.",
            )
        return False

    def check_name(self, path: Path, scheme_id: str, start: str, shown: str = "") -> None:
        """Tell when folder or file do not say what the file holds."""
        shown = shown or path.relative_to(self.folder).as_posix()
        if scheme_id and scheme_id != path.parent.name:
            self.problems.append(
                Problem(
                    shown,
                    1,
                    1,
                    f"The id is '{scheme_id}' but the folder '{path.parent.name}'.",
                    "Let them be the same.",
                )
            )
        if path.stem != start:
            self.problems.append(
                Problem(
                    shown, 1, 1, f"valid.from is {start} but the file is called {path.name}.", f"Call it {start}.yaml."
                )
            )

    def funding(self, documents: dict[str, Document]) -> tuple[Funding, ...]:
        """Read the funding streams and check how their versions follow each other."""
        found: list[Funding] = []
        for path in sorted((self.folder / "menu" / _FUNDING).glob("*.yaml")):
            version = self.read(path, read_funding, documents)
            if version is not None:
                self.check_name(path, version.id, version.valid_from.isoformat())
                found.append(version)
        found.sort(key=lambda version: version.valid_from)
        self.check_order(found)
        return tuple(found)

    def budgets(self, documents: dict[str, Document]) -> tuple[BudgetTable, ...]:
        """Read the budget tables and check how the versions of one follow each other."""
        found: dict[str, list[BudgetTable]] = {}
        for path in sorted((self.folder / _BUDGETS).glob("*/*.yaml")):
            table = self.read(path, read_budget, documents)
            if table is not None:
                self.check_name(path, table.id, table.valid_from.isoformat())
                found.setdefault(table.id, []).append(table)
        for tables in found.values():
            self.check_order(tables)
        whole = (table for tables in found.values() for table in tables)
        return tuple(sorted(whole, key=lambda one: (one.valid_from, one.specifies is not None, one.id)))

    def problem_of(self, file: str, message: str, advice: str = "") -> None:
        """Note a mistake of a file as a whole."""
        self.problems.append(Problem(file, 1, 1, message, advice))

    def check_order(self, versions: Sequence[_Dated]) -> None:
        """Tell of versions that hold on the same day."""
        for earlier, later in pairwise(versions):
            if earlier.valid_until is None or earlier.valid_until >= later.valid_from:
                file = getattr(later, "file", f"menu/{later.id}/{later.valid_from}.yaml")
                self.problem_of(
                    file,
                    f"This version starts on {later.valid_from}, while the one of {earlier.valid_from} still holds.",
                    "Give the earlier version an 'until' before this date.",
                )

    def check_relations(
        self, scheme_id: str, versions: list[SchemeVersion], known: dict[str, list[SchemeVersion]]
    ) -> None:
        """Tell of relations to schemes that do not exist."""
        for version in versions:
            for key, others in version.relations.items():
                for other in others:
                    if other not in known or other == scheme_id:
                        self.problem_of(
                            version.file,
                            f"'{key}' names '{other}', which is no other scheme.",
                            did_you_mean(other, known).strip(),
                        )

    def cards(self, documents: dict[str, Document], versions: dict[str, tuple[SchemeVersion, ...]]) -> tuple[Card, ...]:
        """Read the menu and check that its schemes exist."""
        found: dict[str, list[Card]] = {}
        for path in sorted((self.folder / "menu").glob("*/*.yaml")):
            if path.parent.name == _FUNDING:
                continue
            card = self.read(path, read_card, documents)
            if card is None:
                continue
            self.check_name(path, card.id, card.valid_from.isoformat())
            found.setdefault(card.id, []).append(card)
            for instrument in (one for cluster in card.clusters for one in cluster.instruments):
                if instrument.scheme is not None and instrument.scheme not in versions:
                    self.problem_of(
                        path.relative_to(self.folder).as_posix(),
                        f"The instrument '{instrument.id}' names a scheme '{instrument.scheme}' that does not exist.",
                        did_you_mean(instrument.scheme, versions).strip(),
                    )
        for cards in found.values():
            cards.sort(key=lambda card: card.valid_from)
            self.check_order(cards)
        return tuple(card for cards in found.values() for card in cards)


def hash_facts(facts: Mapping[str, Fact]) -> dict[str, str]:
    """Give the hash of the meaning of each fact."""
    return {name: hashlib.sha256(repr(_meaning(fact)).encode()).hexdigest() for name, fact in facts.items()}


def _meaning(fact: Fact) -> tuple[object, ...]:
    """What decides how an answer to a fact is understood."""
    return fact.id, fact.type, fact.low, fact.high, fact.may_be_not_applicable
