"""Reading one version of a scheme from its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from overstap.rules import tree
from overstap.rules.author_checks import Parts, check_reach, check_sources, check_unused
from overstap.rules.binding import Names
from overstap.rules.datatypes import BARE_NUMBER, BOOLEAN, DATE, MONEY, NUMBER, UNITS, DataType, Kind, integer
from overstap.rules.load_blocks import BLOCKS, Compiled, read_blocks, under_ceiling
from overstap.rules.load_cases import CaseReader
from overstap.rules.load_dictionary import read_choices
from overstap.rules.load_parameters import read_parameters
from overstap.rules.model import Amount, Choice, Condition, Document, Fact, Factor, Output, SchemeVersion, Text
from overstap.rules.problems import did_you_mean
from overstap.rules.program import Builder, Program
from overstap.rules.reader import DASHED, Reader
from overstap.rules.scheme_reader import SchemeReader
from overstap.rules.static_checks import check
from overstap.rules.tree import Node
from overstap.rules.yaml_nodes import Mapping as MappingNode
from overstap.rules.yaml_nodes import Scalar, YamlNode

BENEFICIARIES = ("persoon", "werkgever", "opleider", "gemeente", "organisatie")
BUILDING_BLOCKS = ("1", "2", "3", "4", "5")
SUPPORT_LAYERS = ("1", "2", "3")
ROLES = ("routering", "contactpunt", "doelgroep", "advies", "afstand", "termijnen", "opschorting", "overdracht")
"""What the working process of a file uses a scheme for."""
KINDS = ("ELIG", "ROUTE", "AMOUNT", "CAP", "PERIOD", "PROC", "GOV", "REPORT", "DATA", "DEF", "ACTOR", "REF")
_REQUIRED = ("id", "name", "summary", "owner", "beneficiary", "channel", "kinds", "requirements", "valid", "conditions")
_OPTIONAL = (
    "legal_test_pending",
    "parameters",
    "let",
    "outputs",
    "factors",
    "amount",
    "relations",
    "judgements",
    "not_expressed",
    "funding_order",
    "legal_basis",
    "notes",
    "motions",
    "cases",
    "block",
    "block_in_text",
    "layer",
    "role",
    *BLOCKS,
)
_NOTES = ("not_expressed", "legal_basis", "notes", "motions")
_OUTPUT_TYPES = (Kind.ENUM, Kind.MONEY, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE)


class Rules(NamedTuple):
    """The parts of a scheme that are calculated."""

    blocks: Compiled
    conditions: tuple[Condition, ...]
    placed: list[tuple[Condition, YamlNode]]
    outputs: Mapping[str, Output]
    factors: tuple[Factor, ...]
    outcome: Node
    amount: Amount | None
    program: Program


class SchemeLoader:
    """Reads one file (regelingbestand); `read` gives the version, which counts only when no problem was noted."""

    def __init__(self, reader: Reader, facts: Mapping[str, Fact], documents: Mapping[str, Document]) -> None:
        self.reader, self.facts = reader, facts
        reader.documents = documents
        types = {name: fact.type for name, fact in facts.items()}
        optional = frozenset(name for name, fact in facts.items() if fact.may_be_not_applicable)
        self.scheme = SchemeReader(reader, facts, Names(types, optional))
        self.let_labels: dict[str, Text] = {}

    def read(self, root: YamlNode, file_hash: str) -> SchemeVersion:
        """Read the whole file."""
        reader, scheme = self.reader, self.scheme
        fields = reader.fields(root, _REQUIRED, _OPTIONAL)
        scheme_id = reader.identifier(fields.get("id"), DASHED)
        self.validity(fields.get("valid"))
        rules = self.rules(scheme_id, fields, root)
        cases = CaseReader(scheme, rules.conditions, rules.outputs, has_amount=rules.amount is not None)
        version = SchemeVersion(
            id=scheme_id,
            valid_from=scheme.valid_from,
            valid_until=scheme.valid_until,
            parameters=scheme.parameters,
            lets=scheme.names.lets,
            conditions=rules.conditions,
            outputs=rules.outputs,
            factors=rules.factors,
            amount=rules.amount,
            ceiling=rules.blocks.ceiling,
            outcome=rules.outcome,
            program=rules.program,
            judgements=self.judgements(fields.get("judgements"), rules.program),
            blocks=rules.blocks.texts,
            cases=cases.read(root, fields.get("cases")),
            file=reader.file,
            file_hash=file_hash,
            fact_ids=used_facts(rules.program),
            let_labels=self.let_labels,
            **self.heading(fields),
        )
        if not reader.problems:
            self.look_closer(root, version, rules)
        return version

    def look_closer(self, root: YamlNode, version: SchemeVersion, rules: Rules) -> None:
        """Check what can only be said of a file that can be read: bounds, texts, what is unused or unreachable."""
        scheme = self.scheme
        check(scheme, rules.program, rules.placed)
        scheme.check_texts({*scheme.parameters, *scheme.names.lets, *version.fact_ids})
        roots = [one.expression for one in version.outputs.values()]
        roots += [one.expression for one in version.factors]
        roots += [version.amount.expression] if version.amount is not None else []
        parts = Parts(
            program=rules.program,
            placed=rules.placed,
            roots=roots,
            factors=version.factors,
            ceiling=version.ceiling,
            cases=version.cases,
            judgements=version.judgements,
            used_facts=version.fact_ids,
        )
        check_unused(scheme, parts, root)
        check_sources(scheme)
        if not self.reader.problems:
            check_reach(scheme, parts)

    def validity(self, node: YamlNode | None) -> None:
        """Read from when until when the version holds."""
        fields = self.reader.fields(node, ("from",), ("until",))
        self.scheme.valid_from = self.reader.day(fields.get("from"))
        self.scheme.valid_until = self.reader.day(fields["until"]) if "until" in fields else None
        if self.scheme.valid_until is not None and self.scheme.valid_until < self.scheme.valid_from:
            self.reader.problem(fields["until"], "The scheme ends before it starts.", "Correct the dates.")

    def rules(self, scheme_id: str, fields: Mapping[str, YamlNode], root: YamlNode) -> Rules:
        """Read everything that is calculated, in the order in which names become known."""
        scheme = self.scheme
        read_parameters(scheme, fields.get("parameters"))
        self.lets(fields.get("let"))
        blocks = read_blocks(scheme, scheme_id, fields)
        conditions, placed = self.conditions(fields.get("conditions"), root, blocks)
        outputs = self.outputs(fields.get("outputs"), blocks)
        if "conditions" in fields and not (conditions or outputs or scheme.parameters):
            self.reader.problem(
                fields["conditions"], "The scheme has no conditions, outputs or parameters.", "Write who it is for."
            )
        factors = tuple(self.factor(item) for item in self.reader.items(fields.get("factors")))
        self.unique([factor.id for factor in factors], fields.get("factors"), "factor")
        outcome = _all_hold(conditions)
        amount = self.amount(fields.get("amount"), outcome, blocks)
        program = self.program(outcome, outputs, factors, amount)
        return Rules(blocks, conditions, placed, outputs, factors, outcome, amount, program)

    def heading(self, fields: Mapping[str, YamlNode]) -> dict[str, Any]:
        """Read what is said about the scheme and calculated with nowhere."""
        reader = self.reader
        return {
            "name": reader.text(fields.get("name")),
            "summary": self.scheme.text(fields.get("summary")),
            "owner": reader.word(fields.get("owner")),
            "beneficiary": reader.one_of(fields.get("beneficiary"), BENEFICIARIES, BENEFICIARIES[0]),
            "channel": reader.word(fields.get("channel")),
            "kinds": tuple(reader.one_of(item, KINDS) for item in reader.items(fields.get("kinds"))),
            "requirements": reader.requirement_ids(fields.get("requirements")),
            "legal_test_pending": reader.flag(fields.get("legal_test_pending")),
            "relations": self.relations(fields.get("relations")),
            "once_only": self.once_only(fields.get("relations")),
            "notes": {key: reader.free_texts(fields.get(key)) for key in _NOTES},
            "funding_order": tuple(reader.text(item) for item in reader.items(fields.get("funding_order"))),
            "block": self.ranked(fields.get("block"), BUILDING_BLOCKS),
            "block_in_text": self.ranked(fields.get("block_in_text"), BUILDING_BLOCKS),
            "layer": self.ranked(fields.get("layer"), SUPPORT_LAYERS),
            "role": self.role(fields.get("role")),
        }

    def ranked(self, node: YamlNode | None, allowed: tuple[str, ...]) -> int | None:
        """Read a number out of a short list; None when the file does not say it."""
        return None if node is None else int(self.reader.one_of(node, allowed, allowed[0]))

    def role(self, node: YamlNode | None) -> str:
        """Read what the working process uses the scheme for; empty when it does not."""
        return "" if node is None else self.reader.one_of(node, ROLES, "")

    def lets(self, node: YamlNode | None) -> None:
        """Read the named expressions, in order: the text of one, or its text with a label for the reader."""
        names = self.scheme.names
        for name, written in self.reader.entries(node).items():
            entry = self.let_text(name, written)
            self.reader.check_identifier(name, entry)
            if names.type_of(name) is not None:
                self.reader.problem(
                    entry, f"'{name}' is already a fact, parameter or word of the language.", "Rename it."
                )
            bound = self.scheme.expression(entry, None)
            if bound is None:
                self.scheme.broken.add(name)
            else:
                names.lets[name] = bound

    def let_text(self, name: str, node: YamlNode) -> YamlNode:
        """Give the node that holds the expression of a named expression, after reading its label."""
        if not isinstance(node, MappingNode):
            return node
        fields = self.reader.fields(node, ("expression",), ("label", "notes"))
        if "label" in fields:
            self.let_labels[name] = self.reader.text(fields["label"])
        return fields.get("expression", node)

    def conditions(
        self, node: YamlNode | None, root: YamlNode, blocks: Compiled
    ) -> tuple[tuple[Condition, ...], list[tuple[Condition, YamlNode]]]:
        """Read the conditions, those of the blocks behind them, each with its place."""
        items = self.reader.items(node)
        placed = [(self.scheme.condition(item), item) for item in items]
        placed += [(condition, root) for condition in blocks.conditions]
        self.unique([condition.id for condition, _ in placed], node, "condition")
        return tuple(condition for condition, _ in placed), placed

    def unique(self, ids: list[str], node: YamlNode | None, what: str) -> None:
        """Tell of ids that stand twice."""
        for name in sorted({one for one in ids if one and ids.count(one) > 1}):
            if node is not None:
                self.reader.problem(node, f"The {what} '{name}' stands here twice.", "Give each its own id.")

    def outputs(self, node: YamlNode | None, blocks: Compiled) -> dict[str, Output]:
        """Read the outputs, those of the blocks behind them."""
        found = {name: self.output(name, entry) for name, entry in self.reader.entries(node).items()}
        return found | {output.id: output for output in blocks.outputs}

    def output(self, name: str, node: YamlNode) -> Output:
        """Read one output."""
        self.reader.check_identifier(name, node)
        fields = self.reader.fields(
            node, ("type", "expression", "source"), ("unit", "values", "values_of", "says", "label", "notes")
        )
        kind = self.reader.one_of(fields.get("type"), [one.value for one in _OUTPUT_TYPES], Kind.BOOLEAN.value)
        choices = self.output_choices(node, fields) if kind == Kind.ENUM else ()
        datatype = {Kind.MONEY.value: MONEY, Kind.DATE.value: DATE, Kind.BOOLEAN.value: BOOLEAN}.get(kind)
        if kind == Kind.ENUM:
            datatype = DataType(Kind.ENUM, values=tuple(choice.id for choice in choices))
        elif kind == Kind.INTEGER and "unit" in fields:
            datatype = integer(self.reader.one_of(fields["unit"], UNITS, "none"))
        says = self.says_per_value(fields.get("says"), datatype or NUMBER)
        expression = self.scheme.expression(fields.get("expression"), datatype)
        if datatype is None and expression is not None and expression.type.kind is not Kind.INTEGER:
            self.reader.problem(
                fields["expression"], f"Here stands {expression.type.describe()}, but a whole number is needed."
            )
        if datatype is None:
            datatype = expression.type if expression is not None and expression.type != BARE_NUMBER else NUMBER
        expression = expression or Node(tree.CONSTANT, datatype, "")
        label = self.reader.text(fields["label"]) if "label" in fields else None
        return Output(name, datatype, expression, self.reader.citations(fields.get("source")), label, choices, says)

    def output_choices(self, node: YamlNode, fields: Mapping[str, YamlNode]) -> tuple[Choice, ...]:
        """Read the values of an enumeration output, its own or those of a fact."""
        if "values_of" not in fields:
            return read_choices(self.reader, node, fields.get("values"))
        name = self.reader.word(fields["values_of"])
        if name in self.facts and self.facts[name].choices:
            return self.facts[name].choices
        names = [fact.id for fact in self.facts.values() if fact.choices]
        self.reader.problem(
            fields["values_of"], f"There is no enumeration fact '{name}'.", did_you_mean(name, names).strip()
        )
        return ()

    def says_per_value(self, node: YamlNode | None, kind: DataType) -> dict[str, Text]:
        """Read what an output says per value: the ids of an enumeration, or yes and no."""
        allowed = (*(kind.values or ("yes", "no")), "unknown")
        found = self.reader.fields(node, (), allowed) if node is not None else {}
        return {value: self.scheme.text(entry) for value, entry in found.items()}

    def factor(self, node: YamlNode) -> Factor:
        """Read one weighted ground."""
        fields = self.reader.fields(
            node, ("id", "expression", "source", "says"), ("weight", "points", "notes", "remedy")
        )
        weight: str | int | None = None
        weight_node = fields.get("weight")
        if isinstance(weight_node, Scalar) and weight_node.text.lstrip("-").isdigit():
            weight = self.reader.whole(weight_node)
        elif weight_node is not None:
            parameter = self.scheme.parameter(weight_node)
            weight = parameter.name if parameter else None
        return Factor(
            id=self.reader.identifier(fields.get("id")),
            expression=self.scheme.boolean(fields.get("expression")),
            source=self.reader.citations(fields.get("source")),
            says=self.scheme.says(fields.get("says")),
            weight=weight,
            speaks_for=self.reader.one_of(fields.get("points"), ("voor", "tegen"), "voor") == "voor",
        )

    def amount(self, node: YamlNode | None, outcome: Node, blocks: Compiled) -> Amount | None:
        """Read the amount and make the claim: nothing unless the conditions hold, at most the ceiling."""
        if node is None:
            return None
        fields = self.reader.fields(node, ("expression", "source"), ("unit", "notes"))
        if "unit" in fields:
            self.reader.one_of(fields["unit"], ("cents",), "cents")
        expression = self.scheme.expression(fields.get("expression"), MONEY)
        if expression is None:
            return None
        limited = under_ceiling(expression, blocks.ceiling, self.scheme)
        nothing = Node(tree.CONSTANT, MONEY, "0")
        claim = Node("choose", MONEY, expression.text, (outcome, limited, nothing))
        return Amount(limited, claim, self.reader.citations(fields.get("source")))

    def program(
        self, outcome: Node, outputs: Mapping[str, Output], factors: tuple[Factor, ...], amount: Amount | None
    ) -> Program:
        """Put all expressions in one program."""
        builder = Builder()
        builder.add(outcome)
        for output in outputs.values():
            builder.add(output.expression)
        if amount is not None:
            builder.add(amount.claim)
        for factor in factors:
            builder.add(factor.expression)
        for bound in self.scheme.names.lets.values():
            builder.add(bound)
        for root, _ in self.scheme.placed:
            builder.add(root)
        return builder.program

    def judgements(self, node: YamlNode | None, program: Program) -> tuple[str, ...]:
        """Read which facts are a professional's judgement.

        Without a list, those used that can come from nowhere else.
        """
        if node is None:
            return tuple(name for name in used_facts(program) if _only_judged(self.facts[name]))
        for item in self.reader.items(node):
            name = self.reader.word(item)
            fact = self.facts.get(name)
            if name and (fact is None or "judgement" not in fact.origin):
                judged = [one.id for one in self.facts.values() if "judgement" in one.origin]
                advice = did_you_mean(name, judged).strip() or "Name a fact with origin judgement."
                self.reader.problem(item, f"'{name}' is no fact with origin judgement.", advice)
        return self.reader.words(node)

    def relations(self, node: YamlNode | None) -> dict[str, tuple[str, ...]]:
        """Read the relations to other schemes; whether these exist is checked when all files are read."""
        if node is None:
            return {}
        fields = self.reader.fields(node, (), ("excludes", "precedes", "once_only", "notes"))
        return {key: self.reader.words(fields[key]) for key in ("excludes", "precedes") if key in fields}

    def once_only(self, node: YamlNode | None) -> bool:
        """Read whether the scheme is given once only."""
        entries = self.reader.entries(node)
        return self.reader.flag(entries["once_only"]) if "once_only" in entries else False


def used_facts(program: Program) -> tuple[str, ...]:
    """Give the facts that a program asks, each once, in the order of the file."""
    return tuple(dict.fromkeys(leaf.name for leaf in program.leaves if leaf.op in (tree.FACT, tree.APPLIES)))


def _all_hold(conditions: tuple[Condition, ...]) -> Node:
    """Give the outcome: all conditions hold; without conditions it is always yes."""
    if not conditions:
        return Node(tree.CONSTANT, BOOLEAN, "true", number=1)
    return Node("both", BOOLEAN, "", tuple(condition.expression for condition in conditions))


def _only_judged(fact: Fact) -> bool:
    return bool(fact.origin) and all(origin == "judgement" for origin in fact.origin)
