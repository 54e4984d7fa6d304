"""The peers of the search: sparse_dot_topn, and scipy with numpy's partition, on one thread. Talks JSON.

    peer_search.py DATA COUNT batch|scipy|one ROUNDS

DATA is the file that `matching.py` wrote. Scores of the best are put beside it, for comparing.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

AT_ONCE = 2_000


def matrices(path: str) -> tuple[csr_matrix, csr_matrix]:
    """People by skills, and skills by openings."""
    data = np.load(path)
    made = [
        csr_matrix(
            (data[f"{who}_weights"], data[f"{who}_ids"], data[f"{who}_starts"].astype(np.int32)),
            shape=(len(data[f"{who}_starts"]) - 1, int(data["width"])),
        )
        for who in ("people", "openings")
    ]
    return made[0], made[1].T.tocsr()


def with_scipy(people: csr_matrix, openings: csr_matrix, count: int) -> np.ndarray:
    """The whole product, some people at a time, and of each row the best."""
    best = np.zeros((people.shape[0], count), np.float32)
    for first in range(0, people.shape[0], AT_ONCE):
        found = people[first : first + AT_ONCE] @ openings
        for row in range(found.shape[0]):
            scores = found.data[found.indptr[row] : found.indptr[row + 1]]
            if len(scores) > count:
                scores = np.partition(scores, len(scores) - count)[-count:]
            best[first + row, : len(scores)] = np.sort(scores)[::-1]
    return best


def with_topn(people: csr_matrix, openings: csr_matrix, count: int) -> np.ndarray:
    """The product that keeps the best of each row only."""
    found = sp_matmul_topn(people, openings, top_n=count, sort=True)
    best = np.zeros((people.shape[0], count), np.float32)
    for row in range(found.shape[0]):
        scores = found.data[found.indptr[row] : found.indptr[row + 1]][:count]
        best[row, : len(scores)] = scores
    return best


def timed(people: csr_matrix, openings: csr_matrix, count: int, *, way: str, rounds: int) -> list[float]:
    """Seconds of CPU: the best round for everyone, or one per person."""
    took = []
    search = with_topn if way == "batch" else with_scipy
    if way == "one":
        for row in range(people.shape[0]):
            one = people[row]
            begun = time.process_time()
            search(one, openings, count)
            took.append(time.process_time() - begun)
        return took
    for _ in range(rounds):
        begun = time.process_time()
        if way == "batch":
            sp_matmul_topn(people, openings, top_n=count, sort=True)
        else:
            search(people, openings, count)
        took.append(time.process_time() - begun)
    return [min(took)]


def main() -> None:
    """Measure, write the scores, tell the times."""
    path, count, way, rounds = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    people, openings = matrices(path)
    took = timed(people, openings, count, way=way, rounds=rounds)
    scores = (with_topn if way == "batch" else with_scipy)(people, openings, count)
    np.save(Path(path).with_suffix(f".{way}.npy"), scores)
    json.dump({"seconds": took}, sys.stdout)


if __name__ == "__main__":
    main()
