"""The product as a visitor meets it: `overstap serve --demo` in a process of its own, and Debian's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WAIT_MILLISECONDS = 60_000
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _with_database(url: str, name: str) -> str:
    """Name another database in an address; one over a socket has no host, so it is cut as text."""
    address, mark, options = url.partition("?")
    return f"{address.rsplit('/', 1)[0]}/{name}{mark}{options}"


def _own_database(url: str) -> Iterator[str]:
    """Make a database of our own on the server of the run, and drop it afterwards."""
    name = f"overstap_browser_{uuid.uuid4().hex[:8]}"
    at_server = _with_database(url, "postgres")
    with psycopg.connect(at_server, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield _with_database(url, name)
    with psycopg.connect(at_server, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def storage() -> Iterator[dict[str, str]]:
    """Environment that names the storage: a file in the data folder, or a database of our own on PostgreSQL."""
    url = os.environ.get("OVERSTAP_DATABASE_URL")
    if not url:
        yield {}
        return
    for own in _own_database(url):
        yield {"OVERSTAP_DATABASE_URL": own}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, storage: dict[str, str]) -> Iterator[str]:
    """The address of a running demo."""
    if running := os.environ.get("OVERSTAP_RUNNING_DEMO"):
        yield running
        return
    folder: Path = tmp_path_factory.mktemp("demo")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("OVERSTAP_", "DJANGO_"))}
    environment |= {"OVERSTAP_DATA": str(folder / "data"), "OVERSTAP_DEMO": "1", **storage}
    log = folder / "serve.log"
    with log.open("w") as out:
        serving = subprocess.Popen(
            [sys.executable, "-m", "overstap.cli", "serve", "--demo", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=out,
            env=environment,
            cwd=folder,
            text=True,
        )
    try:
        assert serving.stdout is not None
        for line in serving.stdout:
            if found := re.search(r"http://\S+", line):
                yield found.group().rstrip("/").replace("localhost", "127.0.0.1")
                break
        else:
            pytest.fail(f"the demo did not start:\n{log.read_text()}")
    finally:
        serving.terminate()
        serving.wait(timeout=20)
        if serving.stdout is not None:
            serving.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; the tests are skipped, saying so, where none is installed.

    It goes when its module is done: as long as it is there a loop of asyncio runs in this thread, and Django then
    refuses every question to the database of any other test.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A fresh visitor at desktop size who reads Dutch."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.set_default_timeout(WAIT_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    """One page of that visitor."""
    return visitor.new_page()


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """Somebody else, on a phone of their own."""
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844}, locale="nl-NL")
    context.set_default_timeout(WAIT_MILLISECONDS)
    yield context
    context.close()
