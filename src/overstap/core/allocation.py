"""Dividing an amount over regions by a key, to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

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


def bases(weights: Sequence[int], values: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Combine several numbers per region into one base (verdeelmaatstaven), exactly and in whole numbers.

    Each number counts by its share of the country, times the weight of that measure: with the weights 60 and 40 a
    region that has a tenth of all jobseekers and a fifth of all workers weighs 6 + 8 = 14 of a hundred. A measure that
    is zero everywhere counts for nothing. Raises ValueError for negative numbers or a row that is too short or long.
    """
    if any(weight < 0 for weight in weights) or any(number < 0 for row in values.values() for number in row):
        raise ValueError("the numbers of a key are never negative")
    totals = [sum(column) for column in zip(*values.values(), strict=True)] if values else [0] * len(weights)
    whole = lcm(*(total for total in totals if total))
    return {
        code: sum(
            weight * number * (whole // total)
            for weight, number, total in zip(weights, row, totals, strict=True)
            if total
        )
        for code, row in values.items()
    }
