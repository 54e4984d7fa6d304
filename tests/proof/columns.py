"""The execution over columns of a table, as the proofs see it."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from overstap.rules import NOT_APPLICABLE, Catalogue, Facts, Known
from overstap.rules import operations as engine
from overstap.rules.datatypes import BOOLEAN, NUMBER
from overstap.rules.model import Fact, Text
from overstap.rules.operations import Interval
from overstap.screening.algebra import ColumnAlgebra
from overstap.screening.batch import fact_inputs
from overstap.screening.columns import evaluate_table
from overstap.screening.graph import Column, Graph
from overstap.screening.kernel import Kernel, dtype_of_bounds
from overstap.screening.plan import Planner, Presence, Today
from overstap.screening.population import FactNumbers
from tests.proof.executions import MOST_KNOWN, Arguments, Setup, Slots, differing, points

PATTERNS = 3


class Columnar:
    """Columns of polars; what a table holds everywhere is simplified beforehand, so several tables are tried."""

    name = "columns"

    def slots(self, at: Setup, cases: Sequence[Facts]) -> list[Slots]:
        """Put all cases in one table, then those without gaps in some facts in tables of their own."""
        found = self._table(at, cases)
        for chosen in self._patterns(at, cases):
            again = self._table(at, [cases[index] for index in chosen])
            for index, slots in zip(chosen, again, strict=True):
                if slots != found[index]:
                    found[index] = slots
        return found

    @staticmethod
    def _table(at: Setup, cases: Sequence[Facts]) -> list[Slots]:
        catalogue = Catalogue({}, at.facts, {at.version.id: (at.version,)})
        by_slot = evaluate_table(catalogue, at.version, cases, at.on, at.overrides)
        return [list(slots) for slots in zip(*by_slot, strict=True)]

    @staticmethod
    def _patterns(at: Setup, cases: Sequence[Facts]) -> Iterable[list[int]]:
        """Give the cases in which every fact is known, applies or not, and those in which some facts always apply."""
        luck = random.Random(at.name)
        names = at.version.fact_ids
        everywhere = [index for index, case in enumerate(cases) if all(name in case for name in names)]
        yield from [everywhere] if everywhere else []
        for _ in range(PATTERNS):
            held = [name for name in names if luck.random() < 0.5]
            chosen = [i for i, case in enumerate(cases) if all(isinstance(case.get(name), Known) for name in held)]
            if chosen and len(chosen) < len(cases):
                yield chosen
        absent = [name for name in names if at.facts[name].may_be_not_applicable]
        for name in absent:
            chosen = [index for index, case in enumerate(cases) if case.get(name) is NOT_APPLICABLE]
            yield from [chosen] if chosen else []

    def operation(self, name: str, static: Any, rows: Sequence[Arguments]) -> list[Interval]:
        """Calculate with open arguments, with arguments that have one number per row, and with known arguments."""
        found = self._run(name, static, rows)
        for places, chosen in points(rows):
            differing(found, chosen, self._run(name, static, [rows[index] for index in chosen], single=places))
        for place in range(len(rows[0])):
            for known in list(dict.fromkeys(row[place] for row in rows))[:MOST_KNOWN]:
                chosen = [index for index, row in enumerate(rows) if row[place] == known]
                again = self._run(name, static, [rows[index] for index in chosen], known={place: known})
                differing(found, chosen, again)
        chosen, domains = as_facts(rows)
        if chosen:
            differing(found, chosen, self._run(name, static, [rows[index] for index in chosen], facts=domains))
        return found

    @staticmethod
    def _run(
        name: str,
        static: Any,
        rows: Sequence[Arguments],
        *,
        single: Sequence[int] = (),
        known: Mapping[int, Interval] | None = None,
        facts: Sequence[Interval] = (),
    ) -> list[Interval]:
        graph = Graph()
        inputs: dict[str, pl.Series] = {}
        pairs = [_fact(graph, inputs, place, domain, rows) for place, domain in enumerate(facts)]
        for place in range(len(pairs), len(rows[0])):
            if known and place in known:
                pairs.append((graph.const(known[place][0]), graph.const(known[place][1])))
                continue
            low, high = min(row[place][0] for row in rows), max(row[place][1] for row in rows)
            mask = low >= 0 and high <= 1
            ends = []
            for end in range(1 if place in single else 2):
                column = graph.input(f"{place}:{end}", low, high, mask=mask)
                dtype = Kernel.natural(column)
                numbers = pl.Series([row[place][end] for row in rows], dtype=pl.Int64)
                inputs[f"{place}:{end}"] = numbers == 1 if mask else numbers.cast(dtype)
                ends.append(column)
            pairs.append((ends[0], ends[-1]))
        low, high = engine.OPERATIONS[name](ColumnAlgebra(graph), static, *pairs)
        found = Kernel({"lo": graph.column(low), "hi": graph.column(high)}).run(inputs, len(rows))
        lows, highs = (found[end].cast(pl.Int64).to_list() for end in ("lo", "hi"))
        return list(zip(lows, highs, strict=True))


def as_facts(rows: Sequence[Arguments]) -> tuple[list[int], list[Interval]]:
    """Give the rows in which every argument is one number or the whole of its domain, as a fact is, and the domains."""
    places = range(len(rows[0]))
    domains = [(min(row[place][0] for row in rows), max(row[place][1] for row in rows)) for place in places]
    chosen = [
        index
        for index, row in enumerate(rows)
        if all(one[0] == one[1] or one == domain for one, domain in zip(row, domains, strict=True))
    ]
    return chosen, domains


def _fact(
    graph: Graph, inputs: dict[str, pl.Series], place: int, domain: Interval, rows: Sequence[Arguments]
) -> tuple[Column, Column]:
    """Make the columns of an argument as those of a fact are made: its values, and where it has one."""
    fact = Fact(f"f{place}", NO_TEXT, NO_TEXT, BOOLEAN if domain == (0, 1) else NUMBER, *domain, origin=())
    held = [row[place][0] if row[place][0] == row[place][1] else None for row in rows]
    numbers = pl.Series(held, dtype=dtype_of_bounds(*domain))
    presence = Presence(gaps=None in held)
    read = FactNumbers(numbers == 1 if fact.type is BOOLEAN else numbers, None)
    catalogue = Catalogue({}, {fact.id: fact}, {})
    inputs |= fact_inputs(catalogue, {fact.id: read}, {fact.id: presence})
    return Planner(catalogue.facts, {fact.id: presence}, Today(0, 0), graph).fact(fact)


NO_TEXT = Text("", "")
COLUMNS = Columnar()
