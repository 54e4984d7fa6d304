"""From schemes to columns: which numbers of a table go into a program, and which columns come out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from overstap.rules import Fact, SchemeVersion, tree
from overstap.rules.datatypes import Kind
from overstap.rules.program import ParameterValue, Program, bind_parameters, run
from overstap.screening.algebra import ColumnAlgebra
from overstap.screening.graph import Column, Graph

Pair = tuple[Column, Column]
TODAY = "peildatum"


@dataclass(frozen=True, slots=True)
class Presence:
    """What a table holds of a fact (aanwezigheid): whether some rows lack it, and whether to some it does not apply."""

    gaps: bool = False
    inapplicable: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """The date of the assessment: one day, or a column of day numbers between two."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ByRegion:
    """A parameter with a value per region (regionale waarde): the name of the column with the value for each row."""

    name: str
    low: int
    high: int
    mask: bool = False


Setting = ParameterValue | ByRegion


@dataclass(frozen=True, slots=True)
class Answers:
    """The columns of one scheme (antwoordkolommen): lowest and highest of the outcome, the claim and each output."""

    version: SchemeVersion
    outcome: Pair
    claim: Pair | None
    outputs: Mapping[str, Pair]
    ground: Column | None


@dataclass(slots=True)
class Planner:
    """Puts the programs of schemes in one graph, over a table of which it is known what it holds."""

    facts: Mapping[str, Fact]
    present: Mapping[str, Presence]
    today: Today
    graph: Graph = field(default_factory=Graph)

    def slots(self, version: SchemeVersion, parameters: Mapping[str, Setting]) -> list[Pair]:
        """Give the column pair of every slot of a scheme."""
        program = version.program
        nothing = self.graph.const(0)
        values: list[Pair] = [(nothing, nothing)] * program.size
        for leaf in program.leaves:
            if leaf.op == tree.FACT:
                values[leaf.slot] = self.fact(self.facts[leaf.name])
            elif leaf.op == tree.APPLIES:
                values[leaf.slot] = self.applies(self.facts[leaf.name])
            elif leaf.op == tree.TODAY:
                values[leaf.slot] = _twice(self.graph.input(TODAY, self.today.first, self.today.last))
            else:
                setting = parameters[leaf.name] if leaf.op == tree.PARAMETER else leaf.number
                if isinstance(setting, ByRegion):
                    values[leaf.slot] = _twice(
                        self.graph.input(setting.name, setting.low, setting.high, mask=setting.mask)
                    )
                elif isinstance(setting, int):
                    values[leaf.slot] = _twice(self.graph.const(setting))
        # Lists and tables are part of the steps; a region's own are planned apart, so here they are plain values.
        known = {name: value for name, value in parameters.items() if not isinstance(value, ByRegion)}
        run(bind_parameters(program, known), values, ColumnAlgebra(self.graph))
        column = self.graph.column
        return [(column(low), column(high)) for low, high in values]

    def fact(self, fact: Fact) -> Pair:
        """Give the columns of a fact's lowest and highest value."""
        presence = self.present.get(fact.id)
        if presence is None:
            return self.graph.const(fact.low), self.graph.const(fact.high)
        mask = fact.type.kind is Kind.BOOLEAN
        values = self.graph.input(fact.id, fact.low, fact.high, mask=mask)
        if not presence.gaps:
            return _twice(values)
        settled = self.graph.input(is_settled(fact.id, presence), 0, 1, mask=True)
        if mask:
            return values, self.graph.either(values, self.graph.negation(settled))
        return self.graph.gap(values, settled, fact.low), self.graph.gap(values, settled, fact.high)

    def applies(self, fact: Fact) -> Pair:
        """Give the columns of whether a fact certainly and possibly applies."""
        presence = self.present.get(fact.id)
        if presence is None:
            return self.graph.const(0), self.graph.const(1)
        surely = self.graph.input(is_known(fact.id), 0, 1, mask=True) if presence.gaps else None
        possibly = self.graph.input(may_apply(fact.id), 0, 1, mask=True) if presence.inapplicable else None
        if surely is None:
            return _twice(possibly if possibly is not None else self.graph.const(1))
        return surely, possibly if possibly is not None else self.graph.const(1)

    def answers(self, version: SchemeVersion, parameters: Mapping[str, Setting], *, grounds: bool = False) -> Answers:
        """Give the columns that answer for one scheme."""
        slots, program = self.slots(version, parameters), version.program
        outcome = slots[program.slot(version.outcome)]
        return Answers(
            version=version,
            outcome=outcome,
            claim=slots[program.slot(version.amount.claim)] if version.amount is not None else None,
            outputs={name: slots[program.slot(one.expression)] for name, one in version.outputs.items()},
            ground=self.ground(version, program, slots) if grounds else None,
        )

    def ground(self, version: SchemeVersion, program: Program, slots: list[Pair]) -> Column:
        """Give the number of the condition that decides: the first that fails, else the first open one; 0 for yes."""
        graph, found = self.graph, self.graph.const(0)
        pairs = [slots[program.slot(condition.expression)] for condition in version.conditions]
        numbered = list(enumerate(pairs, start=1))
        for number, (low, _) in reversed(numbered):
            found = graph.where(graph.truth(low), found, graph.const(number))
        for number, (_, high) in reversed(numbered):
            found = graph.where(graph.truth(high), found, graph.const(number))
        return found


def is_settled(fact_id: str, presence: Presence) -> str:
    """Give the name of the mask of rows where a fact has a value or does not apply."""
    return f"{fact_id}:bepaald" if presence.inapplicable else is_known(fact_id)


def is_known(fact_id: str) -> str:
    """Give the name of the mask of rows where a fact has a value."""
    return f"{fact_id}:bekend"


def may_apply(fact_id: str) -> str:
    """Give the name of the mask of rows where a fact is not said to be inapplicable."""
    return f"{fact_id}:toepasbaar"


def _twice(column: Column) -> Pair:
    return column, column


def periods(version: SchemeVersion) -> Iterator[tuple[date, date]]:
    """Give the periods, both days included, within which no parameter of a version changes."""
    last = version.valid_until or date.max
    starts = {version.valid_from}
    for parameter in version.parameters.values():
        for piece in parameter.values:
            starts |= {piece.start} if version.valid_from < piece.start <= last else set()
            after = date.fromordinal(piece.end.toordinal() + 1) if piece.end not in (None, date.max) else None
            starts |= {after} if after is not None and version.valid_from < after <= last else set()
    ordered = sorted(starts)
    for index, start in enumerate(ordered):
        end = date.fromordinal(ordered[index + 1].toordinal() - 1) if index + 1 < len(ordered) else last
        yield start, end
