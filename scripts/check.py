"""`make check`: every check that needs no test run, side by side; says at the end which ones failed."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

# The slowest first, so that the others fit beside it.
CHECKS = {
    "types": ["mypy"],
    "layers": ["lint-imports", "--no-cache"],
    "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "templates": ["djlint", "src/overstap", "--lint", "--quiet"],
    "style": ["ruff", "check", "--quiet", "."],
    "layout": ["ruff", "format", "--check", "--quiet", "."],
}


class Outcome(NamedTuple):
    """How one check ended."""

    name: str
    ok: bool
    seconds: float
    said: str


def run(name: str) -> Outcome:
    """Run one check and keep what it said."""
    start = time.monotonic()
    program, *rest = CHECKS[name]
    done = subprocess.run(
        [str(BIN / program), *rest],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "overstap.site.settings.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode == 0, time.monotonic() - start, done.stdout.strip())


def main() -> int:
    """Run all; 1 when one failed."""
    failed = []
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        for future in as_completed([pool.submit(run, name) for name in CHECKS]):
            outcome = future.result()
            print(
                f"{'ok    ' if outcome.ok else 'FAILED'} {outcome.name:<11}{outcome.seconds:5.1f} s",
                flush=True,
            )
            if not outcome.ok:
                failed.append(outcome.name)
                print(outcome.said, flush=True)
    print(f"check: {len(CHECKS) - len(failed)} of {len(CHECKS)} ok{'; failed: ' + ', '.join(failed) if failed else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
