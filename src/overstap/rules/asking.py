"""In which order to ask."""

from __future__ import annotations

from functools import lru_cache

from overstap.rules.catalogue import Catalogue
from overstap.rules.model import SchemeVersion
from overstap.rules.tree import Node


def asking_order(version: SchemeVersion, catalogue: Catalogue) -> tuple[str, ...]:
    """Give all facts of a scheme in the order in which to ask them.

    The facts of an earlier condition come first, then those of outputs, amount and factors; within one expression the
    least sensitive comes first, then the order of the text.
    """
    return _order(version, catalogue)


@lru_cache(maxsize=512)
def _order(version: SchemeVersion, catalogue: Catalogue) -> tuple[str, ...]:
    expressions: list[Node] = [condition.expression for condition in version.conditions]
    expressions += [output.expression for output in version.outputs.values()]
    if version.amount is not None:
        expressions.append(version.amount.expression)
    found: dict[str, None] = {}
    for expression in expressions:
        names = expression.facts()
        found |= dict.fromkeys(sorted(names, key=lambda name: catalogue.facts[name].sensitivity.rank))
    return tuple(found)
