"""Files are where one looks for them, and short enough to read."""

import tomllib

from tests.architecture.sources import ROOT, functions, name_of, parsed, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_TEST = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "base_utils"}

EXCEPTIONS = tomllib.loads((ROOT / "tests/architecture/exceptions.toml").read_text(encoding="utf-8"))


def long_files() -> dict[str, int]:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files("src/overstap", "tests", "scripts")
    }
    return {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def long_functions() -> dict[str, int]:
    found = {}
    for path in python_files("src/overstap", "tests", "scripts"):
        longest = LONGEST_TEST if "tests" in path.parts else LONGEST_FUNCTION
        for function in functions(parsed(path)):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > longest:
                found[f"{name_of(path)}::{function.name}"] = length
    return found


def test_no_file_is_a_drawer() -> None:
    drawers = [
        name_of(path)
        for path in python_files("src/overstap", "tests", "scripts")
        if DRAWERS.intersection([path.stem, *path.relative_to(ROOT).parent.parts])
    ]

    assert drawers == [], "name a module after what it is about"


def test_no_file_is_longer_than_a_sitting() -> None:
    unexpected = {name: n for name, n in long_files().items() if name not in EXCEPTIONS["files"]}

    assert unexpected == {}, f"more than {LONGEST_FILE} lines: split by subject"


def test_no_function_is_longer_than_a_screen() -> None:
    unexpected = {name: n for name, n in long_functions().items() if name not in EXCEPTIONS["functions"]}

    assert unexpected == {}, f"more than {LONGEST_FUNCTION} lines: give the steps a name"


def test_every_exception_is_still_needed_and_has_a_reason() -> None:
    stale = (EXCEPTIONS["files"].keys() - long_files()) | (EXCEPTIONS["functions"].keys() - long_functions())
    reasons = [*EXCEPTIONS["files"].values(), *EXCEPTIONS["functions"].values()]

    assert stale == set()
    assert all(len(reason) > 20 for reason in reasons)
