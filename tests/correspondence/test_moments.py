"""Every sort of letter is written at some moment: none lies unused, and no moment asks for one that is not there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import overstap
from overstap.correspondence.texts import sorts

SOURCE = Path(overstap.__file__).parent
SENDERS = frozenset({"send", "tell_person", "tell_desk", "tell_party", "tell_guest", "_tell", "_person"})


def words(node: ast.AST, named: dict[str, list[ast.AST]]) -> Iterator[str]:
    """The texts that an argument may come to: itself, a choice, a name, or a look-up in a table."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words(node.body, named)
        yield from words(node.orelse, named)
    elif isinstance(node, ast.Name):
        for value in named.get(node.id, ()):
            if not isinstance(value, ast.Name):
                yield from words(value, named)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from words(value, named)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        yield from words(node.func.value, named)
        for argument in node.args[1:]:
            yield from words(argument, named)


def asked_in(path: Path) -> Iterator[str]:
    """The texts that one module hands to whoever writes a letter."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    named.setdefault(target.id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in SENDERS:
                for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                    yield from words(argument, named)


def asked() -> frozenset[str]:
    modules = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts and "demo" not in path.parts]
    return frozenset(word for path in modules for word in asked_in(path))


@pytest.fixture(scope="module")
def moments() -> frozenset[str]:
    return asked()


@pytest.mark.parametrize("name", sorts())
def test_a_letter_has_a_moment_at_which_it_is_written(name: str, moments: frozenset[str]) -> None:
    assert name in moments


def test_a_letter_that_nobody_writes_is_found(tmp_path: Path) -> None:
    """A name in a list, a key or a sentence is no letter; a choice, a name and a table are."""
    module = tmp_path / "module.py"
    module.write_text(
        'LIST = ["besluit"]\nTABLE = {"gestopt": "uitkomst"}\nname = "nieuws" if LIST else "betaling"\n'
        'send(template=name, to="iemand")\n_tell(TABLE.get("x", "samengevoegd"))\nother("doorgegeven")\n',
        encoding="utf-8",
    )

    assert set(asked_in(module)) & sorts().keys() == {"nieuws", "betaling", "uitkomst", "samengevoegd"}
