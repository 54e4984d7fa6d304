"""Between the clients and the server: messages come late, in another order, twice, again long after, or unanswered.

Pages pass as they are. What is sent with a form may wait, so that a later one passes it; may be sent twice at the same
moment; may be sent once more seconds later, when others have come; and its answer may be lost on the way back.
"""

from __future__ import annotations

import contextlib
import http.client
import random
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LATE, TWICE, AGAIN, UNANSWERED = 0.4, 0.25, 0.25, 0.15
LONGEST_SECONDS, LONG_AFTER_SECONDS = 0.4, 4.0
PATIENCE_SECONDS = 60
KEPT = ("Content-Type", "Cookie", "Host")

Answer = tuple[int, list[tuple[str, str]], bytes]


@dataclass(frozen=True)
class Mixed:
    """How often messages were mixed up, and how often two answers to one message named two applications."""

    overtaken: int = 0
    twice: int = 0
    again: int = 0
    unanswered: int = 0
    differing: int = 0

    @property
    def repeated(self) -> int:
        """How many messages reached the server more than once by what we did."""
        return self.twice + self.again


@dataclass(frozen=True)
class Message:
    """What a client sends."""

    way: str
    path: str
    headers: dict[str, str]
    body: bytes

    def key(self) -> str:
        """The key that makes it the same message however often it comes."""
        return parse_qs(self.body.decode()).get("key", [""])[0]


class Mixer:
    """The go-between: it listens on a port of its own, and sends on to that of the server."""

    def __init__(self, server_port: int, seed: int) -> None:
        self._server_port, self._chance, self._lock = server_port, random.Random(seed), threading.Lock()
        self._waiting: list[int] = []
        self._came = self._overtaken = self._twice = self._again = self._unanswered = 0
        self._named: dict[str, set[str]] = defaultdict(set)
        self._later: list[threading.Thread] = []
        self.port = 0

    @contextlib.contextmanager
    def running(self) -> Iterator[Mixer]:
        """Listen, until the end of the block; what was to be sent again is sent by then."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.rest()
            server.shutdown()
            server.server_close()
            thread.join()

    def rest(self) -> None:
        """Wait until everything that was to come again has come."""
        with self._lock:
            later, self._later = self._later, []
        for thread in later:
            thread.join()

    def mixed(self) -> Mixed:
        """What was done so far."""
        with self._lock:
            differing = sum(len(names) > 1 for names in self._named.values())
            return Mixed(self._overtaken, self._twice, self._again, self._unanswered, differing)

    def pass_on(self, message: Message) -> Answer | None:
        """Send a message to the server, mixed up by chance; None when the client gets no answer."""
        with self._lock:
            fate = [self._chance.random() for _ in range(4)]
            wait, after = self._chance.uniform(0.02, LONGEST_SECONDS), self._chance.uniform(0.5, LONG_AFTER_SECONDS)
            self._came += 1
            number = self._came
            self._waiting.append(number)
        if fate[0] < LATE:
            time.sleep(wait)
        with self._lock:
            self._overtaken += any(earlier < number for earlier in self._waiting)
            self._waiting.remove(number)
        copy = threading.Thread(target=self._once_more, args=(message, 0.0), daemon=True) if fate[1] < TWICE else None
        if copy is not None:
            copy.start()
        if fate[2] < AGAIN:
            later = threading.Thread(target=self._once_more, args=(message, after), daemon=True)
            later.start()
            with self._lock:
                self._later.append(later)
        answer = self.send(message)
        if copy is not None:
            copy.join()
        if fate[3] < UNANSWERED:
            with self._lock:
                self._unanswered += answer is not None
            return None
        return answer

    def _once_more(self, message: Message, after: float) -> None:
        time.sleep(after)
        reached = self.send(message) is not None
        with self._lock:
            if after:
                self._again += reached
            else:
                self._twice += reached

    def send(self, message: Message) -> Answer | None:
        """Send it as it is; None when the server is not there or breaks off."""
        line = http.client.HTTPConnection("127.0.0.1", self._server_port, timeout=PATIENCE_SECONDS)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(line):
            line.request(message.way, message.path, message.body or None, message.headers)
            response = line.getresponse()
            answer = response.status, response.getheaders(), response.read()
            found = NUMBER.search(response.getheader("Location", "") or "")
            if message.body and found:
                with self._lock:
                    self._named[message.key()].add(found.group())
            return answer
        return None


def _handler(mixer: Mixer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._tell(mixer.send(self._message()))

        def do_POST(self) -> None:
            self._tell(mixer.pass_on(self._message()))

        def log_message(self, *_said: object) -> None:
            """Say nothing: the clients count what went wrong."""

        def _message(self) -> Message:
            headers = {name: value for name in KEPT if (value := self.headers.get(name))}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            return Message(self.command, self.path, headers, body)

        def _tell(self, answer: Answer | None) -> None:
            if answer is None:
                self.close_connection = True
                return
            status, headers, body = answer
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in {"transfer-encoding", "content-length", "connection"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

    return Handler
