"""What an amount comes to per region by a key, in whole cents (R-391)."""

from __future__ import annotations

from overstap.core.allocation import Key, allocate, bases
from overstap.treasury.models import AllocationKey


def shares_of(row: AllocationKey, amount_cents: int) -> dict[str, int]:
    """Divide an amount: cents that are left go to the largest remainders, equal ones in the order of the codes."""
    inputs = {one.region_code: one for one in row.inputs.all()}
    weights = [weight for _, weight in row.measures]
    base = bases(weights, {code: one.values for code, one in inputs.items()})
    return allocate(amount_cents, {code: Key(base[code], one.impact) for code, one in inputs.items()})
