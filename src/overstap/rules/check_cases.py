"""Holding a scheme to its own cases."""

from __future__ import annotations

from dataclasses import dataclass

from overstap.rules.assess import assess
from overstap.rules.assessment import Assessment
from overstap.rules.catalogue import Catalogue
from overstap.rules.model import SchemeCase
from overstap.rules.values import Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise than a case expects (verschil): `what` names it, `output` which answer."""

    what: str
    wanted: object
    found: object
    output: str = ""

    def __str__(self) -> str:
        what = f"{self.what} {self.output}".strip()
        return f"{what}: expected {self.wanted}, found {self.found}"


def check_case(catalogue: Catalogue, scheme_id: str, case: SchemeCase) -> tuple[str, ...]:
    """Assess a case and give what differs from its expectation, in English; empty when all is as expected."""
    found = assess(catalogue, scheme_id, case.given, case.on, overrides=case.overrides)
    return tuple(map(str, differences(found, case)))


def differences(found: Assessment, case: SchemeCase) -> tuple[Difference, ...]:
    """Give what differs between what came out and what a case expects."""
    expect = case.expect
    amount = (found.amount.lo, found.amount.hi) if found.amount else None
    pairs: list[Difference] = [Difference("outcome", expect.outcome, found.outcome)]
    if expect.amount is not None:
        pairs.append(Difference("amount in cents", expect.amount, amount))
    if expect.missing is not None:
        pairs.append(Difference("missing", sorted(expect.missing), sorted(found.missing)))
    if expect.refused_by is not None:
        pairs.append(Difference("refused_by", sorted(expect.refused_by), sorted(found.refused_by)))
    pairs.append(Difference("outside_validity", bool(expect.outside_validity), found.outside_validity))
    for name, value in expect.outputs.items():
        output = found.outputs.get(name)
        wanted = Outcome.ONBEKEND if value is None else value
        got = None if output is None else (output.lo if output.settled else Outcome.ONBEKEND)
        pairs.append(Difference("output", wanted, got, output=name))
    return tuple(one for one in pairs if one.wanted != one.found)
