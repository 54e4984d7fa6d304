"""The number of a voucher: cannot be guessed, cannot be misread, and tells a typing error by itself."""

from __future__ import annotations

from collections.abc import Callable

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the signs that people take for another: 0 and O, 1 and I and L, and the U that looks like a V."""

RANDOM_SIGNS = 11
GROUP = 4


def new_number(draw: Callable[[int], int]) -> str:
    """Make a number such as `7KQM-2RTV-9XW3`; `draw(n)` gives a random number below n."""
    body = "".join(SIGNS[draw(len(SIGNS))] for _ in range(RANDOM_SIGNS))
    return _grouped(body + _check(body))


def read_number(typed: str) -> str | None:
    """The number as it is kept, however it was typed; None when a sign is wrong or two changed places."""
    body = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(body) != RANDOM_SIGNS + 1 or not set(body) <= set(SIGNS) or _check(body[:-1]) != body[-1]:
        return None
    return _grouped(body)


def _check(body: str) -> str:
    """The check sign, by the rule of Luhn for this many signs: one wrong sign or a swap of neighbours shows."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += sum(divmod(value, len(SIGNS)))
    return SIGNS[-total % len(SIGNS)]


def _grouped(body: str) -> str:
    return "-".join(body[place : place + GROUP] for place in range(0, len(body), GROUP))
