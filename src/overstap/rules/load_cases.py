"""Reading the examples of a scheme file: what is given and what has to come out."""

from __future__ import annotations

from collections.abc import Mapping

from overstap.rules.datatypes import MONEY, DataType
from overstap.rules.fact_values import read_number, read_state
from overstap.rules.load_parameters import read_parameter_value
from overstap.rules.model import Condition, Expectation, Output, SchemeCase
from overstap.rules.problems import did_you_mean
from overstap.rules.program import ParameterValue
from overstap.rules.scheme_reader import SchemeReader
from overstap.rules.values import FactValue, Outcome
from overstap.rules.yaml_nodes import Mapping as MappingNode
from overstap.rules.yaml_nodes import Scalar, YamlNode

_EXPECTED = ("amount", "outputs", "missing", "refused_by", "outside_validity")


class CaseReader:
    """Reads the cases of one scheme against its facts, parameters, conditions and outputs."""

    def __init__(
        self,
        scheme: SchemeReader,
        conditions: tuple[Condition, ...],
        outputs: Mapping[str, Output],
        *,
        has_amount: bool,
    ) -> None:
        self.scheme, self.reader = scheme, scheme.reader
        self.conditions = [condition.id for condition in conditions]
        self.outputs, self.has_amount = outputs, has_amount

    def read(self, owner: YamlNode, node: YamlNode | None) -> tuple[SchemeCase, ...]:
        """Read all cases; there is at least one that passes and one that refuses."""
        cases = [self.case(item) for item in self.reader.items(node)]
        outcomes = {case.expect.outcome for case in cases if case.expect.outside_validity is not True}
        needed = {Outcome.JA: self.conditions or self.outputs, Outcome.NEE: self.conditions}
        for outcome, word in ((Outcome.JA, "passing"), (Outcome.NEE, "refusing")):
            if outcome not in outcomes and needed[outcome]:
                self.reader.problem(
                    node or owner, f"The scheme has no {word} case.", f"Add a case with expect: {{outcome: {outcome}}}."
                )
        names = [case.name for case in cases]
        for case in cases:
            if case.name and names.count(case.name) > 1:
                self.reader.problem(
                    node or owner, f"Two cases are called '{case.name}'.", "Give each its own name.", line=case.line
                )
        return tuple(cases)

    def case(self, node: YamlNode) -> SchemeCase:
        """Read one case."""
        fields = self.reader.fields(
            node, ("name", "on", "given", "expect"), ("parameters", "worked_example", "requirements", "notes", "source")
        )
        return SchemeCase(
            name=self.reader.word(fields.get("name"), "A name"),
            on=self.reader.day(fields.get("on")),
            given=self.given(fields.get("given")),
            overrides=self.overrides(fields.get("parameters")),
            expect=self.expectation(fields.get("expect")),
            worked_example=self.reader.flag(fields.get("worked_example")),
            requirements=self.reader.requirement_ids(fields.get("requirements")),
            line=node.line,
        )

    def given(self, node: YamlNode | None) -> dict[str, FactValue]:
        """Read the facts that are given."""
        found: dict[str, FactValue] = {}
        for name, entry in self.reader.entries(node).items():
            fact = self.scheme.facts.get(name)
            if fact is None:
                where = node.keys[name] if isinstance(node, MappingNode) else entry
                advice = (
                    did_you_mean(name, self.scheme.facts).strip() or "Add it to the dictionary under schemes/facts."
                )
                self.reader.problem(where, f"There is no fact '{name}'.", advice)
                continue
            state = read_state(self.reader, fact, entry)
            if state is not None:
                found[name] = state
        return found

    def overrides(self, node: YamlNode | None) -> dict[str, ParameterValue]:
        """Read values that a region has set."""
        found: dict[str, ParameterValue] = {}
        for name, entry in self.reader.entries(node).items():
            parameter = self.scheme.parameters.get(name)
            if parameter is None or not parameter.regional:
                names = [one.name for one in self.scheme.parameters.values() if one.regional]
                advice = did_you_mean(name, names).strip() or "Only a parameter with regional: true can be set."
                self.reader.problem(entry, f"'{name}' is no regional parameter.", advice)
                continue
            found[name] = read_parameter_value(self.scheme, parameter.type, entry)
        return found

    def expectation(self, node: YamlNode | None) -> Expectation:
        """Read what has to come out."""
        fields = self.reader.fields(node, ("outcome",), _EXPECTED)
        return Expectation(
            outcome=Outcome(
                self.reader.one_of(fields.get("outcome"), [one.value for one in Outcome], Outcome.ONBEKEND.value)
            ),
            amount=self.amount(fields.get("amount")),
            outputs=self.expected_outputs(fields.get("outputs")),
            missing=self.names(fields, "missing", self.scheme.facts, "fact"),
            refused_by=self.names(fields, "refused_by", self.conditions, "condition"),
            outside_validity=self.reader.flag(fields["outside_validity"]) if "outside_validity" in fields else None,
        )

    def amount(self, node: YamlNode | None) -> tuple[int, int] | None:
        """Read one amount, or the bounds of one."""
        if node is None:
            return None
        if not self.has_amount:
            self.reader.problem(node, "The scheme has no amount.", "Remove it, or add 'amount' to the scheme.")
        if isinstance(node, MappingNode):
            bounds = self.reader.fields(node, ("min", "max"))
            return self.reader.money(bounds.get("min")), self.reader.money(bounds.get("max"))
        cents = self.reader.money(node)
        return cents, cents

    def expected_outputs(self, node: YamlNode | None) -> dict[str, int | None]:
        """Read the values of outputs; None stands for not settled."""
        found: dict[str, int | None] = {}
        for name, entry in self.reader.entries(node).items():
            output = self.outputs.get(name)
            if output is None:
                advice = did_you_mean(name, self.outputs).strip()
                self.reader.problem(entry, f"The scheme has no output '{name}'.", advice)
            elif isinstance(entry, Scalar) and (entry.is_null or entry.text == Outcome.ONBEKEND):
                found[name] = None
            else:
                found[name] = self.output_value(output.type, entry)
        return found

    def output_value(self, kind: DataType, node: YamlNode) -> int | None:
        """Read the value of an output."""
        return self.reader.money(node) if kind == MONEY else read_number(self.reader, kind, node)

    def names(
        self, fields: Mapping[str, YamlNode], key: str, known: Mapping[str, object] | list[str], what: str
    ) -> frozenset[str] | None:
        """Read a list of known names; None when the case does not say."""
        if key not in fields:
            return None
        for item in self.reader.items(fields[key]):
            name = self.reader.word(item)
            if name and name not in known:
                self.reader.problem(item, f"There is no {what} '{name}'.", did_you_mean(name, known).strip())
        return frozenset(self.reader.words(fields[key]))
