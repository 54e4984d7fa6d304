from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from overstap.background.actions import show_up
from overstap.background.queries import work_state
from overstap.cli import serving
from overstap.cli.__main__ import parser
from overstap.site.background import name_of_worker
from tests.conftest import START


class Server:
    """A server that is stopped as soon as it runs."""

    def run(self) -> None:
        raise SystemExit

    def close(self) -> None:
        pass


class Clerk:
    """A worker that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self) -> None:
        self.told.append("start")

    def stop(self) -> bool:
        self.told.append("stop")
        return True


@pytest.fixture
def clerk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    found = Clerk()
    monkeypatch.setattr("overstap.site.background.make_worker", lambda: found)
    before = signal.getsignal(signal.SIGTERM)
    yield found
    signal.signal(signal.SIGTERM, before)


@pytest.mark.django_db
def test_the_server_works_in_the_background_and_leaves_when_it_stops(clerk: Clerk) -> None:
    show_up(worker=name_of_worker(), task="loketten", now=START)

    serving.serve(Server(), with_worker=True)

    assert clerk.told == ["start", "stop"]
    assert work_state(now=START).workers == ()


@pytest.mark.django_db
def test_a_server_without_a_worker_starts_none(clerk: Clerk) -> None:
    serving.serve(Server(), with_worker=False)

    assert clerk.told == []


def test_a_worker_is_inside_unless_one_says_otherwise() -> None:
    assert not parser().parse_args(["serve"]).without_worker
    assert parser().parse_args(["serve", "--without-worker"]).without_worker
