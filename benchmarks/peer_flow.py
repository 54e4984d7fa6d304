"""The peer of dividing: HiGHS, as scipy brings it. Talks JSON.

    peer_flow.py DATA

DATA is the file that `dividing.py` wrote.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix


def main() -> None:
    """Solve it once; tell seconds of CPU, cost and how many go somewhere."""
    data = np.load(sys.argv[1])
    tails, heads, costs = data["tails"], data["heads"], data["costs"]
    supply, places, staying = data["supply"], data["places"], float(data["staying"])
    many = len(tails)
    begun = time.process_time()
    rows, columns = np.concatenate([tails, len(supply) + heads]), np.concatenate([np.arange(many)] * 2)
    sums = csr_matrix((np.ones(2 * many), (rows, columns)), shape=(len(supply) + len(places), many))
    # Whoever goes saves what staying costs.
    found = linprog(
        costs - staying,
        A_ub=sums,
        b_ub=np.concatenate([supply, places]),
        bounds=np.column_stack([np.zeros(many), data["widths"]]),
        method="highs",
    )
    took = time.process_time() - begun
    placed = float(found.x.sum())
    json.dump({"seconds": took, "cost": float(found.fun) + staying * float(supply.sum()), "placed": placed}, sys.stdout)


if __name__ == "__main__":
    main()
