"""The environment of the peers: what our speed is held against, installed apart, with its hashes checked."""

from __future__ import annotations

import json
import subprocess
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".venv" / "bench"


def peer_python() -> str:
    """Give the Python of the peers' environment; made when it is not there or its list has changed."""
    listed = (HERE / "peers.txt").read_text(encoding="utf-8")
    mark, python = PEERS / "peers.txt", PEERS / "bin" / "python"
    if not mark.is_file() or mark.read_text(encoding="utf-8") != listed:
        print("Installing the peers in an environment of their own …", flush=True)
        venv.create(PEERS, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r"]
        subprocess.run([*pip, str(HERE / "peers.txt")], check=True)
        mark.write_text(listed, encoding="utf-8")
    return str(python)


def measured(python: str, script: str, *arguments: object) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    command = [python, str(HERE / script), *map(str, arguments)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found
