"""Dividing an amount over regions by a key, to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

AVERAGE_IMPACT = 100
"""The crisis impact of a region that is hit as hard as the country as a whole."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a region weighs (verdeelsleutel): a base, and how hard the crisis hits it compared with `AVERAGE_IMPACT`.

    Both are whole numbers of zero or more.
    """

    base: int
    impact: int = AVERAGE_IMPACT

    @property
    def weight(self) -> int:
        """What counts in the division."""
        return self.base * self.impact


def allocate(total_cents: int, keys: Mapping[str, Key]) -> dict[str, int]:
    """Divide an amount in cents over regions by base and crisis impact (R-391).

    The shares add up to the amount: cents that are left go to the largest remainders, equal ones in the order of the
    codes. Without any weight nothing is divided and every share is zero. Raises ValueError for negative numbers.
    """
    if total_cents < 0 or any(key.base < 0 or key.impact < 0 for key in keys.values()):
        raise ValueError("an amount and the numbers of a key are never negative")
    whole = sum(key.weight for key in keys.values())
    if whole == 0:
        return dict.fromkeys(keys, 0)
    shares = {code: total_cents * key.weight // whole for code, key in keys.items()}
    left = total_cents - sum(shares.values())
    by_remainder = sorted(keys, key=lambda code: (-(total_cents * keys[code].weight % whole), code))
    for code in by_remainder[:left]:
        shares[code] += 1
    return shares
