"""The repository stands by itself: it names no folder of a machine, nothing beside itself, and no package registry."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import NOT_OURS, ROOT, name_of

FORBIDDEN = {
    "a folder of a machine": re.compile(r"(?<![\w.-])/(?:home|root|Users|work|mnt|opt)/[\w.-]+"),
    "something beside the repository": re.compile(r"\.\./shared\b"),
    "a package registry": re.compile(r"registry\.npmjs|pypi\.org|pythonhosted|registry\.yarnpkg|jsdelivr|unpkg\.com"),
}


def text_files() -> list[Path]:
    """The files that git keeps; without git, every file that is ours."""
    if shutil.which("git") and (ROOT / ".git").exists():
        asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not NOT_OURS.intersection(path.parts)]


def findings(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in text_files():
        if path == Path(__file__):
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{name_of(path)}:{n}: {line.strip()[:100]}" for n, line in enumerate(lines, 1) if pattern.search(line)
        ]
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    assert findings(FORBIDDEN[what]) == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a folder of a machine", "see /home/someone/notes"),
        ("something beside the repository", "cat ../shared/requirements.md"),
        ("a package registry", "https://registry.npmjs.org/htmx"),
    ],
)
def test_the_search_finds_what_it_looks_for(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)
    assert not FORBIDDEN[what].search("a page at /mijn/home/ and src/overstap/work/")
