"""Calculating a receipt again, and telling what differs."""

from __future__ import annotations

from dataclasses import dataclass

from overstap.rules.assess import assess
from overstap.rules.assessment import Assessment
from overstap.rules.catalogue import Catalogue
from overstap.rules.problems import FactValueError, NotInForceError, OverrideError, UnknownNameError
from overstap.rules.receipt import Receipt, case_of

_COMPARED = (
    "version",
    "file_hash",
    "facts_hash",
    "language_version",
    "outcome",
    "amount",
    "outputs",
    "trace_hash",
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out when a receipt was calculated again (herberekening); `differences` names what is not the same."""

    differences: tuple[str, ...]
    assessment: Assessment | None

    @property
    def identical(self) -> bool:
        """Tell whether everything is the same."""
        return not self.differences


def replay(receipt: Receipt, catalogue: Catalogue) -> Replay:
    """Calculate a receipt again with the rules of today and compare everything on it (R-007)."""
    try:
        case = case_of(receipt, catalogue.facts)
        found = assess(catalogue, receipt.scheme, case, receipt.on, overrides=dict(receipt.overrides))
    except (UnknownNameError, NotInForceError, KeyError):
        return Replay(("a scheme, fact or parameter of the receipt no longer exists",), None)
    except (FactValueError, OverrideError, ValueError) as error:
        return Replay((f"a value of the receipt no longer fits: {error}",), None)
    differences = tuple(name for name in _COMPARED if getattr(found.receipt, name) != getattr(receipt, name))
    return Replay(differences, found)
