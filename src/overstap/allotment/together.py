"""Doing together what several threads ask for at the same time, so that they wait for the disk once.

Who comes first does it, for itself and for those who came while it was busy with the turn before. Nobody waits for
company: alone, one goes at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class _Waiting(Generic[Asked, Answer]):
    """One that waits for its turn (wachtende)."""

    __slots__ = ("alike", "answer", "asked", "done", "key", "served")

    def __init__(self, asked: Asked, alike: Hashable, key: Hashable) -> None:
        self.asked, self.alike, self.key = asked, alike, key
        self.done = threading.Event()
        self.served = False
        self.answer: Answer


class Together(Generic[Asked, Answer]):
    """A deed that can be done for many at once (samen).

    `deed` gets what was asked, in the order in which it came, and gives as many answers; it has its own transaction. A
    turn holds at most `most`, all alike, with different keys. When a turn fails, each of it is done by itself: what is
    wrong with one harms no other, and who is alone gets the error.
    """

    def __init__(self, deed: Callable[[Sequence[Asked]], Sequence[Answer]], *, most: int) -> None:
        self._deed, self._most = deed, most
        self._lock = threading.Lock()
        self._queue: deque[_Waiting[Asked, Answer]] = deque()
        self._busy = False

    def do(self, asked: Asked, *, alike: Hashable, key: Hashable) -> Answer:
        """Have it done, by this thread or by another that is doing it already; raises what the deed raises."""
        mine: _Waiting[Asked, Answer] = _Waiting(asked, alike, key)
        with self._lock:
            self._queue.append(mine)
            leads, self._busy = not self._busy, True
        if not leads:
            self._wait(mine)
        if not mine.served and self._leads_with(mine):
            self._take_turn(mine)
        return mine.answer if mine.served else self._deed((asked,))[0]

    def _wait(self, mine: _Waiting[Asked, Answer]) -> None:
        """Wait for an answer, for a turn that failed, or to lead the next turn."""
        try:
            mine.done.wait()
        except BaseException:
            with self._lock:
                if mine in self._queue:
                    led = self._queue[0] is mine and mine.done.is_set()
                    self._queue.remove(mine)
                    if led:
                        self._appoint()
            raise

    def _appoint(self) -> None:
        """Let the first in the queue lead the next turn; the lock is held."""
        self._busy = bool(self._queue)
        if self._queue:
            self._queue[0].done.set()

    def _leads_with(self, mine: _Waiting[Asked, Answer]) -> bool:
        with self._lock:
            return bool(self._queue) and self._queue[0] is mine

    def _take_turn(self, mine: _Waiting[Asked, Answer]) -> None:
        """Do it for the first in the queue, which is `mine`, and for those who can go along."""
        with self._lock:
            turn = self._next_turn()
        try:
            answers = self._deed([one.asked for one in turn])
            for one, answer in zip(turn, answers, strict=True):
                one.answer, one.served = answer, True
        except Exception:
            if len(turn) == 1:
                raise
        finally:
            for one in turn:
                if one is not mine:
                    one.done.set()
            with self._lock:
                self._appoint()

    def _next_turn(self) -> list[_Waiting[Asked, Answer]]:
        turn: list[_Waiting[Asked, Answer]] = []
        keys: set[Hashable] = set()
        left: deque[_Waiting[Asked, Answer]] = deque()
        while self._queue and len(turn) < self._most:
            one = self._queue.popleft()
            if (turn and one.alike != turn[0].alike) or one.key in keys:
                left.append(one)
                continue
            turn.append(one)
            keys.add(one.key)
        left.extend(self._queue)
        self._queue = left
        return turn
