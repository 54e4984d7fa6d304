"""Holding a scheme to its own cases."""

from __future__ import annotations

from overstap.rules.assess import assess
from overstap.rules.assessment import Assessment
from overstap.rules.catalogue import Catalogue
from overstap.rules.model import SchemeCase
from overstap.rules.values import Outcome


def check_case(catalogue: Catalogue, scheme_id: str, case: SchemeCase) -> tuple[str, ...]:
    """Assess a case and give what differs from its expectation, in English; empty when all is as expected."""
    found = assess(catalogue, scheme_id, case.given, case.on, overrides=case.overrides)
    return tuple(_differences(found, case))


def _differences(found: Assessment, case: SchemeCase) -> list[str]:
    expect = case.expect
    amount = (found.amount.lo, found.amount.hi) if found.amount else None
    pairs: list[tuple[str, object, object]] = [("outcome", expect.outcome, found.outcome)]
    if expect.amount is not None:
        pairs.append(("amount in cents", expect.amount, amount))
    if expect.missing is not None:
        pairs.append(("missing", sorted(expect.missing), sorted(found.missing)))
    if expect.refused_by is not None:
        pairs.append(("refused_by", sorted(expect.refused_by), sorted(found.refused_by)))
    pairs.append(("outside_validity", bool(expect.outside_validity), found.outside_validity))
    for name, value in expect.outputs.items():
        output = found.outputs.get(name)
        wanted = Outcome.ONBEKEND if value is None else value
        got = None if output is None else (output.lo if output.settled else Outcome.ONBEKEND)
        pairs.append((f"output {name}", wanted, got))
    return [f"{what}: expected {wanted}, found {got}" for what, wanted, got in pairs if wanted != got]
