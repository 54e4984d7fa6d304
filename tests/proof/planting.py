"""Planting a fault in the engine for a while: one function is replaced, and everything that was kept is forgotten."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from overstap.rules import Catalogue
from overstap.rules.loader import FolderLoader, schemes_folder
from overstap.rules.operations import OPERATIONS

_MISSING = object()
_PACKAGES = ("overstap.rules", "overstap.screening")


@dataclass(frozen=True)
class EngineFault:
    """One thing wrong in the engine (motorfout).

    `place` is an object and the name in it that is replaced, or the name of an operation. `proofs` are the proofs to
    ask, the one that should find it first. `touches` are the operations to look at first. With `reads`, files are read
    with the fault in place.
    """

    name: str
    place: tuple[Any, str] | str
    wrong: Any
    proofs: tuple[str, ...] = ("operations", "schemes", "cases", "bounds")
    reads: bool = False
    touches: tuple[str, ...] = ()


@contextmanager
def planted(fault: EngineFault) -> Iterator[None]:
    """Replace what the fault replaces, and put it back afterwards."""
    put = _put_operation(fault.place) if isinstance(fault.place, str) else _put_attribute(*fault.place)
    before = put(fault.wrong)
    forget()
    try:
        yield
    finally:
        put(before)
        forget()


def _put_operation(name: str) -> Callable[[Any], Any]:
    def put(value: Any) -> Any:
        before, OPERATIONS[name] = OPERATIONS[name], value
        return before

    return put


def _put_attribute(owner: Any, name: str) -> Callable[[Any], Any]:
    def put(value: Any) -> Any:
        own = owner if isinstance(owner, Mapping) else vars(owner)
        before = own.get(name, _MISSING)
        if isinstance(owner, dict):
            owner[name] = value
        else:
            setattr(owner, name, value)
        return before

    return put


def forget() -> None:
    """Empty every cache of the engine."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_PACKAGES):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def fresh_catalogue() -> Catalogue:
    """Read the files with the engine as it is now."""
    return FolderLoader(schemes_folder()).load()
