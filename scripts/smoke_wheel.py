"""Installs the wheel of dist/ in a fresh virtual environment in an empty folder, and asks it for its pages.

What an organisation does on its own server: the lock file with hashes, the wheel, `overstap serve`. Nothing of the
checkout may be needed.
"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 180
READY = re.compile(r"(http://\S+)/")
CASE = "on: 2021-02-15\nfacts: {}\n"
INSIDE = ("schemes/sources.yaml", "web/static/vendor/utrecht.css", "web/static/vendor/htmx.min.js")


def run(*command: str, cwd: Path) -> str:
    """Run a command of the fresh environment; stop with its words when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OVERSTAP", "PYTHON"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def install(folder: Path) -> Path:
    """A virtual environment with the wheel; gives its `overstap`."""
    wheels = sorted((ROOT / "dist").glob("overstap-*.whl"))
    if not wheels:
        raise SystemExit("No wheel in dist/; run `make wheel` first.")
    try:
        run(sys.executable, "-m", "venv", "installed", cwd=folder)
    except SystemExit:
        run(sys.executable, "-m", "virtualenv", "-q", "installed", cwd=folder)
    pip = [
        str(folder / "installed/bin/python"),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
    ]
    run(*pip, "--require-hashes", "-r", str(ROOT / "requirements/run.txt"), cwd=folder)
    run(*pip, "--no-index", str(wheels[-1]), cwd=folder)
    return folder / "installed/bin/overstap"


@contextlib.contextmanager
def serving(program: Path, folder: Path) -> Iterator[str]:
    """The program, running on a free port; gives its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OVERSTAP", "PYTHON"))}
    process = subprocess.Popen(
        [program, "serve", "--port", "0"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    giving_up = threading.Timer(PATIENCE_SECONDS, process.kill)
    giving_up.start()
    try:
        said = ""
        for line in process.stdout or ():
            said += line
            if found := READY.search(line):
                yield found.group(1)
                return
        raise SystemExit(f"`overstap serve` ended before it was ready:\n{said}")
    finally:
        giving_up.cancel()
        process.terminate()
        process.wait(timeout=30)


def ask(address: str) -> bytes:
    """The page at an address of the running program."""
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 (our own address)
        body: bytes = answer.read()
    return body


def main() -> int:
    """Install, look inside, serve, ask."""
    with tempfile.TemporaryDirectory(prefix="overstap-wheel-") as name:
        folder = Path(name)
        program = install(folder)
        package = next((folder / "installed").glob("lib/python3*/site-packages/overstap"))
        missing = [path for path in INSIDE if not (package / path).is_file()]
        if missing:
            raise SystemExit(f"Not in the wheel: {', '.join(missing)}")
        case = folder / "case.yaml"
        case.write_text(CASE, encoding="utf-8")
        if not run(str(program), "assess", str(case), cwd=folder).strip():
            raise SystemExit("`overstap assess` found nothing in the schemes of the wheel.")
        if "overstap serve" not in run(str(program), "--help", cwd=folder):
            raise SystemExit("`overstap --help` shows no example.")
        with serving(program, folder) as address:
            page = ask(f"{address}/")
            sheet = ask(f"{address}/static/vendor/utrecht.css")
        if b"<html" not in page or b"utrecht" not in sheet:
            raise SystemExit("The first page or its style sheet did not come.")
    print("wheel: installs with the lock file alone, serves its first page and its style, and carries its schemes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
