"""A process with a part of the clients of `treasury_load.py`: each thread is one client, who asks again when answered.

Reads how to do it as JSON from the first line of its input, says that it is ready, starts at the second line, and
prints one JSON list of `[sent, answered, key]` (seconds of the clock of the machine; without a key it is an error).
"""

from __future__ import annotations

import http.client
import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

import psycopg

PAUSE_SECONDS = 0.05
TWICE_EVERY = 10

Ask = Callable[["UUID | None"], str]


def plain_sql(asked: dict[str, Any]) -> Ask:
    """The peer: lock the row of the window, look, write the claim, count it; a transaction per claim."""
    held = threading.local()

    def ask(key: UUID | None) -> str:
        if not hasattr(held, "connection"):
            held.connection = psycopg.connect(asked["dsn"])
        if key is None:
            return ""
        connection: psycopg.Connection[Any] = held.connection
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT ceiling, held, waiting FROM plain_window WHERE id = 1 FOR UPDATE")
            ceiling, taken, waiting = cursor.fetchone() or (0, 0, 0)
            state, place = ("granted", taken + 1) if taken < ceiling else ("waiting", waiting + 1)
            cursor.execute(
                "INSERT INTO plain_claim (key, applicant, state, place) VALUES (%s, %s, %s, %s)",
                (key, key, state, place),
            )
            column = "held" if state == "granted" else "waiting"
            cursor.execute(f"UPDATE plain_window SET {column} = {column} + 1 WHERE id = 1")  # noqa: S608
        return str(key)

    return ask


def actions(asked: dict[str, Any]) -> Ask:
    """The actions of the product, as its own views call them."""
    from overstap.cli.program import start_django
    from overstap.site.settings import settings_module

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(os.environ))
    start_django()
    from overstap.allotment.actions import apply
    from overstap.allotment.queries import windows
    from overstap.core.decision import Refusal
    from overstap.web.clock import real
    from overstap.web.request import NOBODY

    def ask(key: UUID | None) -> str:
        if key is None:
            windows(real())
            return ""
        answer = apply(
            actor=NOBODY,
            key=key,
            window=asked["window"],
            applicant_key=key,
            applicant_kind="persoon",
            applicant_name="",
            amount=1,
            receipt={},
            now=real(),
        )
        return "" if isinstance(answer, Refusal) else str(answer.key)

    return ask


class Browser:
    """What a person has before them: fetches the page with the form, sends it, keeps its connection and its cookies."""

    def __init__(self, page: str) -> None:
        self._address = urlsplit(page)
        self._line = http.client.HTTPConnection(self._address.hostname or "", self._address.port, timeout=60)
        self._cookie = self._token = ""

    def send(self, fields: dict[str, str]) -> tuple[http.client.HTTPResponse, str]:
        """Send the form; the page is fetched first when that was not done."""
        try:
            if not self._token:
                self.open()
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self._cookie}
            text = urlencode({"csrfmiddlewaretoken": self._token, **fields})
            self._line.request("POST", self._address.path, text, headers)
            response = self._line.getresponse()
            return response, response.read().decode()
        except (OSError, http.client.HTTPException):
            # The next attempt opens a new connection; the page is still before us.
            self._line.close()
            raise

    def open(self) -> None:
        """Fetch the page with the form."""
        self._line.request("GET", self._address.path)
        response = self._line.getresponse()
        text = response.read().decode()
        cookies = [line.split(";")[0] for name, line in response.getheaders() if name.lower() == "set-cookie"]
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        self._cookie, self._token = "; ".join(cookies), found.group(1) if found else ""


def over_http(asked: dict[str, Any]) -> Ask:
    """The public form of the product, as a browser sends it."""
    held = threading.local()
    fields: dict[str, str] = asked["fields"]

    def ask(key: UUID | None) -> str:
        if not hasattr(held, "browser"):
            held.browser = Browser(asked["page"])
        if key is None:
            held.browser.open()
            return ""
        response, text = held.browser.send({name: text.replace("KEY", str(key)) for name, text in fields.items()})
        there = response.getheader("Location", "") if response.status in {302, 303} else text
        found = re.search(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", there)
        return found.group() if found and response.status in {200, 201, 302, 303} else ""

    return ask


WAYS = {"plain": plain_sql, "actions": actions, "http": over_http}


class Client:
    """One client: asks, waits for the answer, asks again.

    A patient one asks again with the same key until there is an answer, as a person does whose page did not come, and
    sends some of its keys once more afterwards. It goes on until it is told to stop and was answered at least once.
    """

    def __init__(self, ask: Ask, asked: dict[str, Any], ended: threading.Event) -> None:
        self._ask, self._requests, self._patient = ask, asked["requests"], asked.get("patient", False)
        self._ended = ended
        self.told: list[tuple[float, float, str]] = []
        self.errors = 0

    def run(self, start: threading.Event, opened: threading.Semaphore) -> None:
        """Ask; whoever comes for a rush has the page before them when it begins."""
        with suppress(Exception):
            self._ask(None)
        opened.release()
        start.wait()
        while self._goes_on():
            key, sent = uuid4(), time.monotonic()
            found = self._answer(key)
            while self._patient and not found and self._goes_on():
                time.sleep(PAUSE_SECONDS)
                found = self._answer(key)
            if found or not self._patient:
                self.told.append((sent, time.monotonic(), found))
            if self._patient and found and len(self.told) % TWICE_EVERY == 0 and self._answer(key) not in {"", found}:
                self.told.append((sent, time.monotonic(), "another answer"))

    def _goes_on(self) -> bool:
        return not (self._ended.is_set() and self.told) if self._patient else len(self.told) < self._requests

    def _answer(self, key: UUID) -> str:
        try:
            found = self._ask(key)
        except Exception as error:  # noqa: BLE001 (an error is what we count)
            if not self._patient:
                print(type(error).__qualname__, str(error)[:200], file=sys.stderr)
            found = ""
        self.errors += not found
        return found


def main() -> None:
    """Let the threads of this process run, and print what they were told."""
    asked = json.loads(sys.stdin.readline())
    os.environ.update(asked.get("environ", {}))
    ask = WAYS[asked["way"]](asked)
    start, ended = threading.Event(), threading.Event()
    clients = [Client(ask, asked, ended) for _ in range(asked["clients"])]
    opened = threading.Semaphore(0)
    threads = [threading.Thread(target=one.run, args=(start, opened)) for one in clients]
    for thread in threads:
        thread.start()
    for _ in threads:
        opened.acquire()
    print("ready", flush=True)
    sys.stdin.readline()
    start.set()
    if asked.get("patient"):
        sys.stdin.readline()
        ended.set()
    for thread in threads:
        thread.join()
    json.dump([one for client in clients for one in client.told], sys.stdout)


if __name__ == "__main__":
    main()
