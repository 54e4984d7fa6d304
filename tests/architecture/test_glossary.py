"""The words: every central type is in the glossary with its Dutch term, and every entry is a type in the code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, dotted, name_of, parsed, python_files

GLOSSARY = tomllib.loads((ROOT / "docs/glossary.toml").read_text(encoding="utf-8"))
# A Dutch term in brackets, with the requirements behind it: (dossier), ((warme) overdracht, R-123).
TERM = re.compile(r"\(((?:\([a-z]+\) )?[a-zëéèïü &-]+)(?:, R-\d{3}[^)]*)?\)")
STORED = ("Model", "AbstractBaseUser")


def first_line(found: ast.ClassDef) -> str:
    return (ast.get_docstring(found) or "").split("\n", maxsplit=1)[0]


def classes(*folders: str) -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in python_files(*folders):
        yield from ((path, node) for node in parsed(path).body if isinstance(node, ast.ClassDef))


def is_stored(found: ast.ClassDef) -> bool:
    return any(dotted(base).rsplit(".", maxsplit=1)[-1] in STORED for base in found.bases)


def is_value(path: Path, found: ast.ClassDef) -> bool:
    """A value that the rules of the house speak about: plain types of core, and the model of a scheme."""
    speaks = path.parent.name == "core" or name_of(path).endswith(("rules/model.py", "rules/values.py"))
    return speaks and not found.bases and TERM.search(first_line(found)) is not None


def central() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path, node in classes("src/overstap"):
        if is_stored(node) or is_value(path, node):
            found.setdefault(node.name, []).append(path)
    return found


def test_every_central_type_is_in_the_glossary() -> None:
    assert sorted(central().keys() - GLOSSARY.keys()) == [], "write these down in docs/glossary.toml"


@pytest.mark.parametrize("name", GLOSSARY)
def test_every_word_is_a_type_that_says_its_term_first(name: str) -> None:
    entry = GLOSSARY[name]
    lines = [
        first_line(node)
        for path, node in classes("src/overstap")
        if node.name == name and path.is_relative_to(PACKAGE / entry["where"])
    ]

    assert lines, f"no type {name} in {entry['where']}"
    assert any(entry["term"] in line for line in lines), f"({entry['term']}) is not in: {lines}"


def test_every_word_says_what_it_is_and_where_it_comes_from() -> None:
    register = (ROOT / "docs/requirements.toml").read_text(encoding="utf-8")
    incomplete = [
        name for name, entry in GLOSSARY.items() if set(entry) != {"term", "where", "meaning", "source", "not"}
    ]
    unfounded = [
        (name, source)
        for name, entry in GLOSSARY.items()
        for source in entry["source"].split(", ")
        if f"[{source}]" not in register
    ]

    assert incomplete == []
    assert unfounded == []


def test_no_type_is_called_by_a_word_that_means_something_else() -> None:
    avoided = {word.lower(): name for name, entry in GLOSSARY.items() for word in entry["not"]}
    wrong = [f"{name_of(path)}: {node.name}" for path, node in classes("src/overstap") if node.name.lower() in avoided]

    assert wrong == []
