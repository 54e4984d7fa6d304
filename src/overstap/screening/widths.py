"""How wide the numbers of an answer are: as narrow as the bounds of a scheme allow, whatever the table holds.

A column of the same question is therefore of the same sort for every table, in every piece and for every version.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from overstap.rules import Catalogue, Kind, SchemeVersion
from overstap.screening.batch import Overrides, Wish, amount_names, settings_of
from overstap.screening.kernel import dtype_of
from overstap.screening.plan import Pair, Planner, Presence, Today

NUMBERS = frozenset({Kind.INTEGER, Kind.MONEY})


def narrow_columns(
    catalogue: Catalogue, version: SchemeVersion, days: tuple[date, date], regions: Sequence[Overrides], wish: Wish
) -> dict[str, pl.DataType]:
    """Give the columns that a version answers with in a period; its numbers in the narrowest sort that holds them."""
    found = wish.columns(version)
    if not any(dtype.is_integer() for dtype in found.values()):
        return found
    # Everything may be missing and nothing needs to apply: the bounds of any other table lie within these.
    present = {
        name: Presence(gaps=True, inapplicable=catalogue.facts[name].may_be_not_applicable) for name in version.fact_ids
    }
    planner = Planner(catalogue.facts, present, Today(days[0].toordinal(), days[1].toordinal()))
    settings, _ = settings_of(version, days[0], regions)
    answers = planner.answers(version, settings)
    pairs: dict[tuple[str, str], Pair] = {}
    if answers.claim is not None:
        pairs[amount_names(version.id)] = answers.claim
    for name, pair in answers.outputs.items() if wish.outputs else ():
        if version.outputs[name].type.kind in NUMBERS:
            pairs[f"{version.id}.{name}_min", f"{version.id}.{name}_max"] = pair
    for names, pair in pairs.items():
        found |= {name: dtype_of(column) for name, column in zip(names, pair, strict=True)}
    return found
