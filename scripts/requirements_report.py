"""`make requirements`: which requirements a test shows, and which none does.

Collects the tests (runs none) and reads the marks `@pytest.mark.requirement("R-156")`; the list of requirements is
docs/requirements.toml. Ends with 1 when a test names a requirement that does not exist.

    requirements_report.py            per section: shown, and the titles that wait
    requirements_report.py --tests    besides, under each requirement the tests that show it
"""

import argparse
import contextlib
import io
import os
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


class Marks:
    """A plugin of pytest that notes which test names which requirement."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read the marks of everything that was collected; a test with many examples counts once."""
        for item in session.items:
            name = item.nodeid.split("[", maxsplit=1)[0]
            for mark in item.iter_markers("requirement"):
                for requirement in mark.args:
                    if name not in self.tests[requirement]:
                        self.tests[requirement].append(name)


def collected() -> dict[str, list[str]]:
    """Requirement -> the tests that name it."""
    marks = Marks()
    os.chdir(ROOT)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = pytest.main(["--collect-only", "-qq", "-p", "no:randomly"], plugins=[marks])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(f"{said.getvalue()}\nThe tests cannot be collected.")
    return marks.tests


def show(register: dict[str, Any], tests: dict[str, list[str]], *, with_tests: bool) -> None:
    """Print the sections one by one."""
    entries = {name: entry for name, entry in register.items() if name.startswith("R-")}
    for number, title in register["sections"].items():
        here = {name: entry for name, entry in entries.items() if str(entry["section"]) == number}
        shown = [name for name in here if tests.get(name)]
        print(f"\n{number}. {title}: {len(shown)} of {len(here)}")
        for name, entry in here.items():
            if tests.get(name):
                if with_tests:
                    print(f"  shown   {name} {entry['title']}")
                    print("".join(f"            {test}\n" for test in tests[name]), end="")
            else:
                print(f"  waits   {name} {entry['title']} [{entry['kind']}]")
    print(f"\n{sum(1 for name in entries if tests.get(name))} of {len(entries)} requirements are shown by a test.")


def main() -> int:
    """Print the report; 1 for a requirement that does not exist."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tests", action="store_true", help="name the tests as well")
    given = asked.parse_args()
    register = tomllib.loads((ROOT / "docs/requirements.toml").read_text(encoding="utf-8"))
    tests = collected()
    show(register, tests, with_tests=given.tests)
    unknown = {name: found for name, found in tests.items() if name not in register}
    for name, found in sorted(unknown.items()):
        print(f"unknown requirement {name} in {', '.join(found)}", file=sys.stderr)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
