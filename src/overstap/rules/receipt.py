"""The receipt of an assessment: enough to calculate it again later and see that nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from overstap.rules.fact_values import plain_of
from overstap.rules.model import Fact
from overstap.rules.operations import Interval
from overstap.rules.program import ParameterValue
from overstap.rules.values import Absent, FactValue, Known

LANGUAGE_VERSION = "1"


class Input(NamedTuple):
    """One fact on a receipt: its id, its state or value as text, and who supplied it."""

    fact: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which rules, which facts, which answer (ontvangstbewijs); R-007.

    `file_hash` is that of the scheme file, `facts_hash` that of the meaning of the facts used, `trace_hash` that of
    every value calculated on the way. `dictionary` is the hash of the list of files with sources and facts that the
    scheme was read with; empty on receipts from before these were kept.
    """

    scheme: str
    version: date | None
    on: date
    file_hash: str
    facts_hash: str
    language_version: str
    inputs: tuple[Input, ...]
    overrides: tuple[tuple[str, ParameterValue], ...]
    outcome: str
    amount: tuple[int, int] | None
    outputs: tuple[tuple[str, tuple[int, int]], ...]
    trace_hash: str
    dictionary: str = ""

    def to_json(self) -> str:
        """Write the receipt as JSON, the same text for the same receipt."""
        return json.dumps(
            {
                "scheme": self.scheme,
                "version": self.version.isoformat() if self.version else None,
                "on": self.on.isoformat(),
                "file_hash": self.file_hash,
                "facts_hash": self.facts_hash,
                "language_version": self.language_version,
                "inputs": {one.fact: {"value": one.value, "source": one.source} for one in self.inputs},
                "overrides": dict(self.overrides),
                "outcome": self.outcome,
                "amount": self.amount,
                "outputs": dict(self.outputs),
                "trace_hash": self.trace_hash,
                "dictionary": self.dictionary,
            },
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Receipt:
        """Read a receipt. Raises `ValueError` when it is none."""
        try:
            return cls._from(json.loads(text))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("This is no receipt of an assessment.") from error

    @classmethod
    def _from(cls, data: Mapping[str, Any]) -> Receipt:
        return cls(
            scheme=data["scheme"],
            version=date.fromisoformat(data["version"]) if data["version"] else None,
            on=date.fromisoformat(data["on"]),
            file_hash=data["file_hash"],
            facts_hash=data["facts_hash"],
            language_version=data["language_version"],
            inputs=tuple(Input(name, one["value"], one["source"]) for name, one in sorted(data["inputs"].items())),
            overrides=tuple(sorted((name, _tupled(value)) for name, value in data["overrides"].items())),
            outcome=data["outcome"],
            amount=tuple(data["amount"]) if data["amount"] is not None else None,
            outputs=tuple(sorted((name, (pair[0], pair[1])) for name, pair in data["outputs"].items())),
            trace_hash=data["trace_hash"],
            dictionary=data.get("dictionary", ""),
        )


def _tupled(value: Any) -> Any:
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value


_input: Callable[[tuple[str, str, str]], Input] = partial(tuple.__new__, Input)


def read_input(name: str, state: FactValue) -> Input:
    """Give one fact of a case as it stands on a receipt."""
    if isinstance(state, Absent):
        return Input(name, state.value)
    value = state.value
    if isinstance(value, bool):
        return _input((name, "true" if value else "false", state.source))
    return _input((name, value.isoformat() if isinstance(value, date) else str(value), state.source))


def case_of(receipt: Receipt, facts: Mapping[str, Fact]) -> dict[str, FactValue]:
    """Give the case of a receipt again.

    Raises `LookupError` for a fact that no longer exists, `ValueError` for a value that no longer fits.
    """
    return {one.fact: _state(one, facts[one.fact]) for one in receipt.inputs}


def _state(one: Input, fact: Fact) -> FactValue:
    for absent in Absent:
        if one.value == absent.value:
            return absent
    if fact.type.values:
        return Known(one.value, one.source)
    if one.value in ("true", "false"):
        return Known(one.value == "true", one.source)
    if "-" in one.value[1:]:
        return Known(date.fromisoformat(one.value), one.source)
    return Known(plain_of(fact.type, int(one.value)), one.source)


def text_of(values: Iterable[Interval]) -> str:
    """Write values as the text of which a receipt has the hash."""
    return ";".join([f"{low},{high}" for low, high in values])


def digest(text: str) -> str:
    """Give the hash of all values of a calculation, as `text_of` writes them."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_facts(hashes: Mapping[str, str], used: Iterable[str]) -> str:
    """Give the hash of the meaning of the facts used."""
    return hashlib.sha256("".join(hashes.get(name, "") for name in sorted(used)).encode()).hexdigest()
