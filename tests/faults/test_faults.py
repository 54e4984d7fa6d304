"""The short form of `make faults`: a few kills during a rush, on the database of this run."""

from __future__ import annotations

import os

import pytest

from tests.conftest import LOOPBACK
from tests.faults.scene import Scene

BASE = "PostgreSQL" if os.environ.get("OVERSTAP_DATABASE_URL") else "SQLite"

pytestmark = [pytest.mark.allow_hosts(LOOPBACK)]


@pytest.mark.requirement("R-252")
@pytest.mark.parametrize("kind", ["shared euros", "list"])
def test_nothing_is_lost_doubled_or_over_when_the_server_and_the_settler_are_killed(kind: str) -> None:
    with Scene(BASE, seed=4, places=10, kind=kind).open() as scene:
        scene.serve(*(["--without-worker"] if BASE == "PostgreSQL" else []))
        if BASE == "PostgreSQL":
            scene.start("settler", "worker")
        scene.mix()
        scene.gather(4)
        scene.kill_at_random(3, longest=1)
        tally = scene.tally()

    assert tally.is_clean, str(tally)
    assert tally.mixed is not None
    assert tally.mixed.repeated > 0
