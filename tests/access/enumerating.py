"""What the code holds that a row of the access table has to speak of: doors, kinds of rows, shown fields."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from overstap.people.models import Participant
from tests.architecture.sources import ROOT

SOURCE = ROOT / "src" / "overstap"

PERSON_CONTEXTS = (
    "arrangements", "casework", "consent", "correspondence", "importing", "links", "people", "portability", "privacy"
)  # fmt: skip
"""The contexts that hold what belongs to a person."""

TELLING = frozenset({"participant_id", "subject_id", "case_id", "person_key", "for_whom", "answers", "birth_date"})
"""Names of columns that tell about somebody also where no foreign key does."""


def doors() -> dict[str, ast.FunctionDef]:
    """Every door to a protected object, as `context.name`: the functions called `access_…`, wherever they stand.

    An access code (toegangscode) is a thing, and a function about it is no door.
    """
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("access_") and "access_code" not in node.name:
                found[f"{path.relative_to(SOURCE).parts[0]}.{node.name}"] = node
    return found


def holdings() -> set[str]:
    """Every kind of row that tells something of somebody: tied to a person, or with a column that tells who it is."""
    models = [model for model in apps.get_models() if model.__module__.startswith("overstap.")]
    found: set[type[Model]] = {Participant}
    growing = True
    while growing:
        more = {model for model in models if model not in found and _tells(model, found)}
        growing = bool(more)
        found |= more
    return {model._meta.label for model in found}


def _tells(model: type[Model], known: set[type[Model]]) -> bool:
    return any(
        field.name in TELLING or (field.is_relation and field.related_model in known)
        for field in model._meta.concrete_fields
    )


def shown() -> dict[str, tuple[str, ...]]:
    """Every field of every frozen value that a query of a context with data of persons gives, by `context.Class`."""
    found: dict[str, tuple[str, ...]] = {}
    for path in _value_files():
        context = path.relative_to(SOURCE).parts[0]
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and _is_value(node):
                name = f"{context}.{node.name}"
                assert name not in found, f"two values are called {name}"
                found[name] = tuple(_fields(node))
    return found


def _value_files() -> Iterator[Path]:
    for context in PERSON_CONTEXTS:
        for path in sorted((SOURCE / context).rglob("*.py")):
            parts = path.relative_to(SOURCE).parts
            named = path.stem.endswith(("values", "cards")) or path.stem in {"queries", "emergencies", "access"}
            if named or {"values", "queries"} & set(parts[:-1]):
                yield path


def _is_value(node: ast.ClassDef) -> bool:
    frozen = any("dataclass" in ast.unparse(one) and "frozen=True" in ast.unparse(one) for one in node.decorator_list)
    return frozen and not node.name.startswith("_")


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id
