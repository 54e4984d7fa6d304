"""What the house does not do, wherever it stands: reading the clock below the edge, signals, floats for money."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, dotted, functions, name_of, parsed, python_files

CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "time.time",
    "Now",
}
# Without an argument these ask what time it is; with one they only convert.
CONVERTERS = {"timezone.localdate", "timezone.localtime"}
# The edge: here the clock is read, and passed down as `now`.
EDGE = {"src/overstap/cli/program.py", "src/overstap/web/clock.py"}
SIGNALS = {"django.db.models.signals", "django.dispatch", "django.core.signals"}
MONEY_PARTS = ("core", "rules", "treasury", "allotment", "payments", "arrangements", "casework", "oversight")


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if not (name in CONVERTERS and node.args):
                yield name, node.lineno


def clock_readings(path: Path) -> list[str]:
    return [
        f"{name_of(path)}:{line} {name}"
        for name, line in calls(path)
        if any(name == clock or name.endswith(f".{clock}") for clock in CLOCKS | CONVERTERS)
    ]


def imported(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def test_the_clock_is_read_at_the_edge_only() -> None:
    found = [line for path in python_files() if name_of(path) not in EDGE for line in clock_readings(path)]

    assert found == [], "take `now` as an argument"


def test_the_edge_reads_the_clock_or_it_is_no_edge() -> None:
    idle = [name_of(path) for path in python_files() if name_of(path) in EDGE and not clock_readings(path)]

    assert idle == []


def test_nothing_happens_by_signal() -> None:
    found = [
        f"{name_of(path)}:{line} {name}"
        for path in python_files()
        for name, line in imported(path)
        if name in SIGNALS or name.rsplit(".", 1)[0] in SIGNALS
    ]

    assert found == [], "an action does what it says, in one place"


def test_no_model_does_something_when_it_is_saved_or_deleted() -> None:
    found = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in python_files()
        if "models" in path.stem or "models" in path.parts
        for function in functions(parsed(path))
        if function.name in {"save", "delete", "clean", "full_clean"}
    ]

    assert found == [], "what a change brings about stands in an action"


@pytest.mark.parametrize("part", MONEY_PARTS)
def test_money_is_whole_cents_and_never_a_float(part: str) -> None:
    found = []
    for path in python_files(f"src/overstap/{part}"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in {"FloatField", "DecimalField"}:
                found.append(f"{name_of(path)}:{node.lineno} {node.attr}")
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and names_cents(node):
                found.append(
                    f"{name_of(path)}:{node.lineno} cents divided into fractions; use // and say who gets the rest"
                )
            if isinstance(node, ast.Call) and dotted(node.func) == "float" and names_cents(node):
                found.append(f"{name_of(path)}:{node.lineno} cents made a float")
            if isinstance(node, ast.AnnAssign | ast.arg) and is_float_of_cents(node):
                found.append(f"{name_of(path)}:{node.lineno} cents declared a float")

    assert found == []


def names_cents(node: ast.AST) -> bool:
    return any("cents" in dotted(part) for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute))


def is_float_of_cents(node: ast.AnnAssign | ast.arg) -> bool:
    name = node.arg if isinstance(node, ast.arg) else dotted(node.target)
    annotation = node.annotation
    return "cents" in name and annotation is not None and "float" in ast.unparse(annotation)


def test_no_access_to_a_model_from_a_face() -> None:
    """The screens and the command line ask queries and do actions; import-linter knows packages, this knows modules."""
    found = [
        f"{name_of(path)}:{line} {name}"
        for face in ("web", "cli")
        for path in python_files(f"src/overstap/{face}")
        for name, line in imported(path)
        if name.startswith("overstap.") and {"models", "access"}.intersection(name.split("."))
    ]

    assert found == [], "ask a query or do an action"


def test_inside_a_context_nothing_looks_upwards() -> None:
    order = ["models", "access", "queries", "actions"]
    found = []
    for path in python_files():
        context, *rest = path.relative_to(PACKAGE).with_suffix("").parts
        if not rest or rest[0] not in order:
            continue
        above = {f"overstap.{context}.{layer}" for layer in order[order.index(rest[0]) + 1 :]}
        found += [
            f"{name_of(path)}:{line} {name}"
            for name, line in imported(path)
            if any(name == layer or name.startswith(f"{layer}.") for layer in above)
        ]

    assert found == []


def test_no_module_takes_the_private_names_of_another() -> None:
    """A name with an underscore belongs to its module: whoever needs it elsewhere gives it a name for everyone."""
    taken = [
        f"{name_of(path)}: {node.module}.{one.name}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("overstap")
        for one in node.names
        if one.name.startswith("_") and not one.name.startswith("__")
    ]

    assert taken == []
