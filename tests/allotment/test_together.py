"""Those who ask at the same time are served together, each with its own answer and its own error."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from overstap.allotment.together import Together

PATIENCE = 10


class Desk:
    """Doubles numbers, a turn at a time; a turn can be held up, and a negative number spoils the turn it is in."""

    def __init__(self) -> None:
        self.turns: list[tuple[int, ...]] = []
        self.held, self.busy = threading.Event(), threading.Event()
        self.held.set()

    def serve(self, asked: Sequence[int]) -> list[int]:
        self.turns.append(tuple(asked))
        self.busy.set()
        assert self.held.wait(PATIENCE)
        if min(asked) < 0:
            raise ValueError(f"negative: {min(asked)}")
        return [2 * number for number in asked]


def crowd(desk: Desk, together: Together[int, int], numbers: Sequence[int], **keys: int) -> dict[int, object]:
    """Let the first come alone and all others while it is being served; what each heard."""
    heard: dict[int, object] = {}

    def ask(place: int, number: int) -> None:
        try:
            heard[place] = together.do(number, alike="window", key=keys.get(f"n{place}", place))
        except ValueError as error:
            heard[place] = str(error)

    threads = [threading.Thread(target=ask, args=(place, number)) for place, number in enumerate(numbers)]
    desk.held.clear()
    threads[0].start()
    assert desk.busy.wait(PATIENCE)
    for count, thread in enumerate(threads[1:], start=1):
        thread.start()
        while len(together._queue) < count:
            threading.Event().wait(0.001)
    desk.held.set()
    for thread in threads:
        thread.join(PATIENCE)
    return heard


def test_who_comes_while_a_turn_is_busy_goes_along_with_the_next() -> None:
    desk = Desk()
    together = Together(desk.serve, most=100)

    heard = crowd(desk, together, [1, 2, 3, 4])

    assert desk.turns == [(1,), (2, 3, 4)]
    assert heard == {0: 2, 1: 4, 2: 6, 3: 8}


def test_a_turn_is_no_larger_than_agreed_and_the_rest_follows_in_order() -> None:
    desk = Desk()
    together = Together(desk.serve, most=2)

    heard = crowd(desk, together, [1, 2, 3, 4, 5, 6])

    assert desk.turns == [(1,), (2, 3), (4, 5), (6,)]
    assert heard == {place: 2 * (place + 1) for place in range(6)}


def test_the_same_key_never_comes_twice_in_one_turn() -> None:
    desk = Desk()
    together = Together(desk.serve, most=100)

    heard = crowd(desk, together, [1, 2, 2, 3], n2=1)

    assert desk.turns == [(1,), (2, 3), (2,)]
    assert heard == {0: 2, 1: 4, 2: 4, 3: 6}


def test_what_is_wrong_with_one_harms_no_other() -> None:
    desk = Desk()
    together = Together(desk.serve, most=100)

    heard = crowd(desk, together, [1, 2, -3, 4])

    assert heard == {0: 2, 1: 4, 2: "negative: -3", 3: 8}
    assert desk.turns[:2] == [(1,), (2, -3, 4)]
    assert sorted(desk.turns[2:]) == [(-3,), (2,), (4,)]


def test_windows_do_not_share_a_turn() -> None:
    turns: list[tuple[str, ...]] = []

    def serve(asked: Sequence[str]) -> list[str]:
        turns.append(tuple(asked))
        return list(asked)

    together = Together(serve, most=100)

    answers = [together.do(name, alike=name, key=name) for name in ("a", "b")]

    assert answers == ["a", "b"]
    assert turns == [("a",), ("b",)]


def test_after_an_error_the_next_is_served() -> None:
    desk = Desk()
    together = Together(desk.serve, most=100)

    with pytest.raises(ValueError, match="negative"):
        together.do(-1, alike="window", key=1)

    assert together.do(5, alike="window", key=2) == 10
