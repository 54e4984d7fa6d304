"""Which request or job a deed belongs to, as W3C Trace Context says it: taken over from who asks, and given on."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?")


@dataclass(slots=True)
class Trace:
    """A request or job under way (spoorverband): `parent_span_id` is the operation of who asked, if they told it.

    The first line that is written is the operation itself; what it does more are its parts.
    """

    trace_id: str
    span_id: str
    parent_span_id: str = ""
    started: float = field(default_factory=time.monotonic)
    lines: int = 0

    def next_line(self) -> tuple[str, str]:
        """The span of the line that is about to be written, and the span that it is part of."""
        self.lines += 1
        if self.lines == 1:
            return self.span_id, self.parent_span_id
        return secrets.token_hex(8), self.span_id

    @property
    def traceparent(self) -> str:
        """What is given on to who is asked for something on behalf of this."""
        return f"00-{self.trace_id}-{self.span_id}-01"

    def took_ms(self) -> int:
        """How long it is under way, in milliseconds."""
        return int((time.monotonic() - self.started) * 1000)


_current: ContextVar[Trace | None] = ContextVar("overstap_trace", default=None)


def begin(traceparent: str = "") -> Trace:
    """A trace that goes on from a `traceparent`, or a fresh one when there is none or it cannot be read."""
    found = _TRACEPARENT.fullmatch(traceparent.strip())
    if found is None:
        return Trace(trace_id=secrets.token_hex(16), span_id=secrets.token_hex(8))
    return Trace(trace_id=found[1], span_id=secrets.token_hex(8), parent_span_id=found[2])


@contextmanager
def tracing(traceparent: str = "") -> Iterator[Trace]:
    """Let every line that is written inside belong to one trace."""
    trace = begin(traceparent)
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


def current() -> Trace:
    """The trace of this moment; a deed on its own is a trace by itself."""
    return _current.get() or begin()


def traceparent() -> str:
    """What is given on from here; empty outside a trace."""
    trace = _current.get()
    return trace.traceparent if trace else ""
