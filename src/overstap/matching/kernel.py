"""The inner loops of the search: compiled, over arrays that `tables` and `search` have looked at.

Who scores highest is found in two steps. The first gives every opening a bound, more than it can score, in whole
numbers of two bytes, so that many openings are added at once. Each weight is written as so many sixty-thirds of the
highest that the skill weighs in the block, rounded up; each skill of a seeker gets a share of the room that two bytes
have, rounded up as well. The second step scores exactly, in double precision, whoever has a bound that reaches the best
so far. So the rounding costs some work and never an answer.

A block holds as many openings as the nearest caches hold bounds for; everyone passes one block before the next is taken
up. In a block, a skill that many openings ask is a whole column, any other a list of the openings that ask it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

BLOCK = 32_768
LANES = 512
COLUMN_SHARE = 24
"""A skill that one in so many openings of a block ask, is added faster as a column than as a list."""

NO_COLUMN = -1
LEVELS = 63
"""So many steps a weight has in a bound."""

HIGHEST = 65_535
ROOM = HIGHEST // LEVELS
CROWDED = ROOM // 2
"""Whoever names more skills than this has no room to share out, and is scored against everything."""

SLACK = 1 - 1e-9
"""More than rounding in double precision can move a bound."""


class Bench(NamedTuple):
    """What a block is worked out on (werkbank): bounds, who may be seen, the highest of each lane, room to score."""

    sums: NDArray[np.uint16]
    mask: NDArray[np.uint16]
    tops: NDArray[np.uint16]
    shares: NDArray[np.uint16]
    full: NDArray[np.float64]
    who: NDArray[np.int64]
    made: NDArray[np.float64]


@njit(cache=True)
def count_lists(starts, ids, size, firsts, columns):
    """Count where the list of each skill begins in each block, and number the columns; gives how many there are."""
    blocks = columns.shape[1]
    firsts[:] = 0
    for opening in range(len(starts) - 1):
        for place in range(starts[opening], starts[opening + 1]):
            firsts[ids[place], opening // BLOCK + 1] += 1
    begin = 0
    made = 0
    for skill in range(len(firsts)):
        firsts[skill, 0] = begin
        for block in range(blocks):
            if firsts[skill, block + 1] * COLUMN_SHARE > size:
                columns[skill, block] = made
                made += 1
            firsts[skill, block + 1] += firsts[skill, block]
        begin = firsts[skill, blocks]
    return made


@njit(cache=True)
def fill_lists(openings, lists):
    """Write the most that each skill weighs, the lists (who asks it, at which level), and the columns."""
    starts, ids, weights = openings
    free = lists.firsts[:, 0].copy()
    for opening in range(len(starts) - 1):
        block = opening // BLOCK
        for place in range(starts[opening], starts[opening + 1]):
            lists.most[ids[place], block] = max(lists.most[ids[place], block], weights[place])
    for opening in range(len(starts) - 1):
        block = opening // BLOCK
        for place in range(starts[opening], starts[opening + 1]):
            skill = ids[place]
            level = math.ceil(LEVELS * np.float64(weights[place]) / np.float64(lists.most[skill, block]))
            lists.who[free[skill]] = opening - block * BLOCK
            lists.what[free[skill]] = level
            free[skill] += 1
            if lists.columns[skill, block] != NO_COLUMN:
                lists.whole[lists.columns[skill, block], opening - block * BLOCK] = level


@njit(cache=True)
def _add_column(sums, share, column):
    for one in range(len(sums)):
        sums[one] += np.uint16(share * np.uint16(column[one]))


@njit(cache=True)
def _add_list(sums, share, who, what):
    for one in range(len(who)):
        sums[who[one]] += np.uint16(share * np.uint16(what[one]))


@njit(cache=True)
def _share_out(block, ids, weights, most, shares):
    """Share out the room of a bound over the skills of a seeker.

    Gives the most that anyone in the block can score, and how much of a bound one point of score takes: 0 when there
    are too many skills to share it among.
    """
    total = 0.0
    for place in range(len(ids)):
        total += np.float64(weights[place]) * most[ids[place], block]
    if total == 0 or len(ids) > CROWDED:
        return total, 0.0
    scale = (ROOM - len(ids)) / total
    for place in range(len(ids)):
        shares[place] = math.ceil(np.float64(weights[place]) * most[ids[place], block] * scale)
    return total, scale * LEVELS * SLACK


@njit(cache=True)
def _bound(block, size, ids, per_score, lists, bench):
    """Give every opening of the block its bound."""
    bench.sums[:] = 0
    if per_score == 0:
        bench.sums[:size] = HIGHEST
        return
    for place in range(len(ids)):
        skill, share = ids[place], bench.shares[place]
        column = lists.columns[skill, block]
        if column != NO_COLUMN:
            _add_column(bench.sums, share, lists.whole[column])
        else:
            here = slice(lists.firsts[skill, block], lists.firsts[skill, block + 1])
            _add_list(bench.sums, share, lists.who[here], lists.what[here])


@njit(cache=True)
def _cross_out(sums, mask, tops):
    """Cross out who may not be seen, and write down the highest bound of each lane."""
    tops[:] = 0
    for row in range(len(sums) // LANES):
        for lane in range(LANES):
            here = row * LANES + lane
            sums[here] &= mask[here]
            tops[lane] = max(tops[lane], sums[here])


@njit(cache=True)
def _height(tops, count):
    """The highest bound that is reached in at least `count` lanes; 0 when there is none."""
    low, high = 0, HIGHEST + 1
    while high - low > 1:
        middle = (low + high) >> 1
        reach = 0
        for lane in range(LANES):
            reach += tops[lane] >= np.uint16(middle)
        if reach >= count:
            low = middle
        else:
            high = middle
    return low


@njit(cache=True)
def _list(sums, tops, cut, below, who):
    """Write down who has a bound from `cut` to `below`; gives how many they are."""
    many = 0
    for lane in range(LANES):
        if tops[lane] >= cut:
            for here in range(lane, len(sums), LANES):
                who[many] = here
                many += cut <= sums[here] < below
    return many


@njit(cache=True)
def _score(many, low, openings, bench):
    """Score who was written down: term by term in the order of the skills, in double precision."""
    starts, ids, weights = openings
    for one in range(many):
        opening = low + bench.who[one]
        total = 0.0
        for place in range(starts[opening], starts[opening + 1]):
            total += bench.full[ids[place]] * np.float64(weights[place])
        bench.made[one] = total


@njit(cache=True)
def _insert(score, opening, numbers, scores, size):
    """Put an opening in its place among the best so far: highest first, of equal scores the lower number first."""
    at = size
    while at > 0 and (scores[at - 1] < score or (scores[at - 1] == score and numbers[at - 1] > opening)):
        if at < len(scores):
            scores[at], numbers[at] = scores[at - 1], numbers[at - 1]
        at -= 1
    if at < len(scores):
        scores[at], numbers[at] = score, opening
    return min(size + 1, len(scores))


@njit(cache=True)
def _take(low, cut, below, openings, bench, numbers, scores, size):
    """Score whoever has a bound from `cut` to `below`, and keep the best; gives how many are kept now."""
    many = _list(bench.sums, bench.tops, cut, below, bench.who)
    _score(many, low, openings, bench)
    for one in range(many):
        if bench.made[one] >= scores[-1]:
            size = _insert(bench.made[one], low + bench.who[one], numbers, scores, size)
    return size


@njit(cache=True)
def _keep_best(low, per_score, openings, bench, numbers, scores, size):
    """Keep the best of a block; gives how many are kept now."""
    count, below = len(scores), HIGHEST + 1
    if size < count <= LANES:
        # With nothing to compare with: those with the highest bounds first, so that there is.
        below = max(1, _height(bench.tops, count))
        size = _take(low, below, HIGHEST + 1, openings, bench, numbers, scores, size)
    cut = max(1, np.int64(scores[-1] * per_score))
    if cut < below:
        size = _take(low, cut, below, openings, bench, numbers, scores, size)
    return size


@njit(cache=True)
def _admit(mask, low, high, conditions, kind):
    """Write for one kind of seeker which openings of a block they may see: all bits, or none."""
    have, shortest, longest = conditions.have[kind], conditions.shortest[kind], conditions.longest[kind]
    reach = conditions.reach[kind]
    mask[:] = 0
    for opening in range(low, high):
        fits = (
            ((conditions.asks[opening] & ~have) == 0)
            & (conditions.least[opening] <= longest)
            & (conditions.most[opening] >= shortest)
            & reach[conditions.place[opening]]
        )
        mask[opening - low] = HIGHEST * fits


@njit(cache=True, nogil=True)
def search_block(block, lists, openings, seekers, turns, conditions, bench, best):
    """Let these seekers pass one block: `turns` holds their numbers, those of one kind after each other."""
    low, high = block * BLOCK, min(len(openings.starts) - 1, (block + 1) * BLOCK)
    bench.mask[:] = HIGHEST
    kind = -1
    for seeker in turns:
        here = slice(seekers.starts[seeker], seekers.starts[seeker + 1])
        ids, weights = seekers.ids[here], seekers.weights[here]
        numbers, scores = best.numbers[seeker], best.scores[seeker]
        total, per_score = _share_out(block, ids, weights, lists.most, bench.shares)
        if total == 0 or total < scores[-1] * SLACK:
            continue
        if conditions.some and conditions.kind[seeker] != kind:
            kind = conditions.kind[seeker]
            _admit(bench.mask, low, high, conditions, kind)
        _bound(block, high - low, ids, per_score, lists, bench)
        _cross_out(bench.sums, bench.mask, bench.tops)
        for place in range(len(ids)):
            bench.full[ids[place]] = weights[place]
        best.sizes[seeker] = _keep_best(low, per_score, openings, bench, numbers, scores, best.sizes[seeker])
        for place in range(len(ids)):
            bench.full[ids[place]] = 0
