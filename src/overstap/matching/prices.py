"""What one place more would be worth, once the places are divided: compiled, over arrays that `flows` has looked at."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def prices_of(tails, heads, widths, costs, flows, remain, stay, places):
    """What one place more would save, from the shortest ways back to where places are left or people stay.

    `worth[i]` is what one person less in group `i` saves: they stay, or they hold a place that somebody else gets.
    """
    taken = np.zeros(len(places), np.int64)
    for way in range(len(tails)):
        taken[heads[way]] += flows[way]
    prices, worth = np.zeros(len(places), np.int64), np.zeros(len(remain), np.int64)
    for group in range(len(remain)):
        worth[group] = stay if remain[group] > 0 else 0
    moving = True
    while moving:
        moving = False
        for way in range(len(tails)):
            group, opening = tails[way], heads[way]
            if flows[way] > 0 and worth[group] < costs[way] + prices[opening]:
                worth[group] = costs[way] + prices[opening]
                moving = True
            if flows[way] < widths[way] and taken[opening] == places[opening]:
                saved = worth[group] - costs[way]
                if prices[opening] < saved:
                    prices[opening] = saved
                    moving = True
    return prices
