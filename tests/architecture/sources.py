"""The source files that the tests about the codebase look at, read and parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "overstap"

# What is fetched, built or generated is not ours to judge.
NOT_OURS = {".git", ".venv", "node_modules", "vendor", "migrations", "__pycache__", "dist", "build", "overstap-data"}


def _ours(path: Path) -> bool:
    return not NOT_OURS.intersection(path.relative_to(ROOT).parts)


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Every Python file of ours under the folders, `src/overstap` by default."""
    starts = folders or ("src/overstap",)
    return tuple(path for start in starts for path in sorted((ROOT / start).rglob("*.py")) if _ours(path))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, also inside others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
