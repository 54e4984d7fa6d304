"""Reading the file of one case, as the command line takes it: which schemes, and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from overstap.rules.catalogue import Catalogue
from overstap.rules.fact_values import read_state
from overstap.rules.problems import Problem, did_you_mean
from overstap.rules.reader import Reader
from overstap.rules.values import FactValue
from overstap.rules.yaml_nodes import Mapping as MappingNode
from overstap.rules.yaml_nodes import UnreadableError, YamlNode, read_file


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a case file holds (dossierbestand); `schemes` is empty when it names none."""

    schemes: tuple[str, ...]
    facts: Mapping[str, FactValue]
    on: date | None


class CaseFileError(ValueError):
    """The case file cannot be used; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read_case_file(path: Path, catalogue: Catalogue) -> CaseFile:
    """Read `schemes`, `facts` and `on`; only `facts` is obligatory. Raises `CaseFileError`.

    What a test expects may stand beside them under `expect`; it is not read here.
    """
    try:
        root = read_file(path, str(path))
    except UnreadableError as error:
        raise CaseFileError([error.problem]) from None
    reader = Reader(str(path), [])
    fields = reader.fields(root, ("facts",), ("schemes", "on", "expect"))
    found = CaseFile(
        schemes=_schemes(reader, fields.get("schemes"), catalogue),
        facts=_facts(reader, fields.get("facts"), catalogue),
        on=reader.day(fields["on"]) if "on" in fields else None,
    )
    if reader.problems:
        raise CaseFileError(reader.problems)
    return found


def _schemes(reader: Reader, node: YamlNode | None, catalogue: Catalogue) -> tuple[str, ...]:
    for item in reader.items(node):
        name = reader.word(item)
        if name and name not in catalogue.versions:
            reader.problem(item, f"There is no scheme '{name}'.", did_you_mean(name, catalogue.versions).strip())
    return reader.words(node)


def _facts(reader: Reader, node: YamlNode | None, catalogue: Catalogue) -> dict[str, FactValue]:
    found: dict[str, FactValue] = {}
    for name, entry in reader.entries(node).items():
        fact = catalogue.facts.get(name)
        if fact is None:
            where = node.keys[name] if isinstance(node, MappingNode) else entry
            reader.problem(where, f"There is no fact '{name}'.", did_you_mean(name, catalogue.facts).strip())
            continue
        state = read_state(reader, fact, entry)
        if state is not None:
            found[name] = state
    return found
