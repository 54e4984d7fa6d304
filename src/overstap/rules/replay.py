"""Calculating a receipt again, and telling what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from overstap.rules.archive import MissingFilesError, Stored, stored_catalogue
from overstap.rules.assess import assess
from overstap.rules.assessment import Assessment
from overstap.rules.catalogue import Catalogue
from overstap.rules.problems import FactValueError, NotInForceError, OverrideError, SchemeFilesError, UnknownNameError
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
    """What came out when a receipt was calculated again (herberekening); `differences` names what is not the same.

    `from_archive` tells that the file version of that day was used because today's gives something else; `missing` is
    set when it was wanted but is not kept, and names the files.
    """

    differences: tuple[str, ...]
    assessment: Assessment | None
    from_archive: bool = False
    missing: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Tell whether everything is the same."""
        return not self.differences


def replay(receipt: Receipt, catalogue: Catalogue, stored: Stored | None = None) -> Replay:
    """Calculate a receipt again and compare everything on it (R-007).

    With the rules of today first. When these are no longer those of the receipt, and `stored` gives files by their
    hash, with the very files that the receipt names.
    """
    today = _calculated(receipt, catalogue)
    if today.identical or stored is None:
        return today
    try:
        then = _calculated(receipt, stored_catalogue(receipt, stored))
    except MissingFilesError as error:
        return replace(today, missing=error.files)
    except SchemeFilesError as error:
        told = f"the file of that day is no longer understood: {error.problems[0]}"
        return Replay((told,), None, from_archive=True)
    return replace(then, from_archive=True)


def _calculated(receipt: Receipt, catalogue: Catalogue) -> Replay:
    try:
        case = case_of(receipt, catalogue.facts)
        found = assess(catalogue, receipt.scheme, case, receipt.on, overrides=dict(receipt.overrides))
    except (UnknownNameError, NotInForceError, KeyError):
        return Replay(("a scheme, fact or parameter of the receipt no longer exists",), None)
    except (FactValueError, OverrideError, ValueError) as error:
        return Replay((f"a value of the receipt no longer fits: {error}",), None)
    differences = tuple(name for name in _COMPARED if getattr(found.receipt, name) != getattr(receipt, name))
    return Replay(differences, found)
