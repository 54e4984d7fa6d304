"""Giving every name in an expression its meaning and every part its type."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce

from overstap.rules import tree
from overstap.rules.datatypes import (
    ANY_UNIT,
    BARE_NUMBER,
    BOOLEAN,
    DATE,
    NUMBER,
    DataType,
    Kind,
    unify,
)
from overstap.rules.grammar import ExpressionError, Source
from overstap.rules.problems import did_you_mean
from overstap.rules.tree import Node

TODAY_NAME = "peildatum"
RESERVED = frozenset({TODAY_NAME, "true", "false"})
_UNKNOWN = "It is no fact, parameter or 'let'; a value of an enumeration needs its fact on the other side."
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "less",
    ast.LtE: "less_equal",
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
}


@dataclass(slots=True)
class Names:
    """What the names of a file stand for (namen).

    Facts of the dictionary, parameters and named expressions of the scheme.
    """

    facts: Mapping[str, DataType]
    optional: frozenset[str] = frozenset()
    parameters: Mapping[str, DataType] = field(default_factory=dict)
    lets: dict[str, Node] = field(default_factory=dict)

    def type_of(self, name: str) -> DataType | None:
        """Give the type of a named thing, or None when there is none of that name."""
        if name == TODAY_NAME:
            return DATE
        if name in ("true", "false"):
            return BOOLEAN
        if name in self.lets:
            return self.lets[name].type
        return self.parameters.get(name) or self.facts.get(name)

    def known(self) -> list[str]:
        """Give all names that may be used."""
        return [*self.facts, *self.parameters, *self.lets, TODAY_NAME]


Function = Callable[["Binder", ast.Call, frozenset[str]], Node]


class Binder:
    """Binds one expression; `present` holds the facts known to apply at that point."""

    def __init__(self, source: Source, names: Names, functions: Mapping[str, Function]) -> None:
        self.source, self.names, self.functions = source, names, functions

    def fail(self, message: str, advice: str, at: ast.AST) -> ExpressionError:
        """Make the error that says what is wrong at a place in the text."""
        return ExpressionError(message, advice, self.source.offset(at))

    def node(self, op: str, kind: DataType, at: ast.AST, *args: Node, **more: object) -> Node:
        """Make a node that quotes its own text."""
        return Node(op, kind, self.source.quote(at), args, **more)  # type: ignore[arg-type]

    def expression(self, at: ast.expr, expected: DataType | None, present: frozenset[str]) -> Node:
        """Bind any expression."""
        match at:
            case ast.BoolOp():
                found = self.logic(at, present)
            case ast.UnaryOp(op=ast.Not()):
                found = self.node("negate", BOOLEAN, at, self.boolean(at.operand, present))
            case ast.UnaryOp():
                found = self.opposite(at, present)
            case ast.BinOp():
                found = self.arithmetic(at, present)
            case ast.Compare():
                found = self.comparison(at, present)
            case ast.IfExp():
                found = self.choice(at, expected, present)
            case ast.Call():
                found = self.call(at, present)
            case ast.Name():
                found = self.name(at, expected, present)
            case ast.Constant():
                found = self.literal(at)
            case _:
                raise self.fail("Members between brackets may only stand after 'in'.", "Write: x in (a, b).", at)
        return found

    def require(self, node: Node, expected: DataType, at: ast.AST) -> Node:
        """Check that a node has the expected type, letting a bare number take it over."""
        found = self.together(node, Node("", expected, ""))
        if found != expected:
            advice = ""
            if node.type == BOOLEAN and expected.kind in (Kind.INTEGER, Kind.MONEY):
                advice = "Count with count_true(...), or write (1 if ... else 0)."
            elif expected.kind is Kind.MONEY and node.type.kind is Kind.INTEGER:
                advice = "Money comes from a parameter or a fact."
            raise self.fail(f"Here stands {node.type.describe()}, but {expected.describe()} is needed.", advice, at)
        return node

    def together(self, left: Node, right: Node) -> DataType | None:
        """Give the common type of two nodes; a written 0 may stand for no money."""
        for one, other in ((left, right), (right, left)):
            if (
                one.op == tree.CONSTANT
                and one.number == 0
                and one.type.unit == ANY_UNIT
                and other.type.kind is Kind.MONEY
            ):
                return other.type
        return unify(left.type, right.type)

    def boolean(self, at: ast.expr, present: frozenset[str]) -> Node:
        """Bind something that is true or false."""
        node = self.expression(at, BOOLEAN, present)
        if node.type != BOOLEAN:
            raise self.fail(
                f"'{self.source.quote(at)}' is {node.type.describe()}, not true or false.",
                "Compare it with something.",
                at,
            )
        return node

    def logic(self, at: ast.BoolOp, present: frozenset[str]) -> Node:
        """Bind `and` and `or`; a fact tested by an earlier operand applies in the later ones."""
        certain, args = present, []
        for operand in at.values:
            args.append(self.boolean(operand, certain))
            certain |= _applying(operand, when=isinstance(at.op, ast.And))
        return self.node("both" if isinstance(at.op, ast.And) else "either", BOOLEAN, at, *args)

    def opposite(self, at: ast.UnaryOp, present: frozenset[str]) -> Node:
        """Bind a leading minus."""
        arg = self.expression(at.operand, None, present)
        if arg.type.kind not in (Kind.INTEGER, Kind.MONEY):
            raise self.fail(f"A minus before {arg.type.describe()} has no meaning.", "", at)
        if arg.op == tree.CONSTANT:
            return self.node(tree.CONSTANT, arg.type, at, number=-arg.number)
        return self.node("opposite", arg.type, at, arg)

    def arithmetic(self, at: ast.BinOp, present: frozenset[str]) -> Node:
        """Bind `+`, `-` and `*`."""
        left, right = self.expression(at.left, None, present), self.expression(at.right, None, present)
        if isinstance(at.op, ast.Mult):
            return self.node("multiply", self.product(left, right, at), at, left, right)
        for side, where in ((left, at.left), (right, at.right)):
            if side.type.kind not in (Kind.INTEGER, Kind.MONEY):
                advice = "Use days_between, weeks_between, months_between or plus_months."
                if side.type == BOOLEAN:
                    advice = "Count with count_true(...), multiply, or write (1 if ... else 0)."
                raise self.fail(f"'{side.text}' is {side.type.describe()}, which cannot be added.", advice, where)
        common = self.together(left, right)
        if common is None:
            raise self.mixed(left, right, at)
        return self.node("add" if isinstance(at.op, ast.Add) else "subtract", common, at, left, right)

    def product(self, left: Node, right: Node, at: ast.AST) -> DataType:
        """Give the type of a product: a true or false counts as 1 or 0, and one unit at most takes part."""
        for one, other in ((left.type, right.type), (right.type, left.type)):
            if one == BOOLEAN and other.kind in (Kind.INTEGER, Kind.MONEY):
                return NUMBER if other == BARE_NUMBER else other
            if one.kind is Kind.MONEY and other.kind is Kind.INTEGER:
                return one
            if one in (NUMBER, BARE_NUMBER) and other.kind is Kind.INTEGER:
                return one if other == BARE_NUMBER else other
        raise self.fail(
            f"{_capital(left.type.describe())} times {right.type.describe()} has no meaning.",
            "At most one side of a product has a unit.",
            at,
        )

    def mixed(self, left: Node, right: Node, at: ast.AST) -> ExpressionError:
        """Make the error for two types that do not go together."""
        return self.fail(
            f"'{left.text}' is {left.type.describe()} and '{right.text}' is {right.type.describe()}; these do not mix.",
            "Bring both to the same type and unit.",
            at,
        )

    def comparison(self, at: ast.Compare, present: frozenset[str]) -> Node:
        """Bind a comparison; a chain is the conjunction of its links."""
        operands = [at.left, *at.comparators]
        links = [
            self.link(at, left, op, right, present)
            for left, op, right in zip(operands, at.ops, operands[1:], strict=False)
        ]
        return links[0] if len(links) == 1 else self.node("both", BOOLEAN, at, *links)

    def link(self, at: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr, present: frozenset[str]) -> Node:
        """Bind one comparison of two operands."""
        text = self.source.quote(at) if len(at.ops) == 1 else f"{self.source.quote(left)} .. {self.source.quote(right)}"
        if isinstance(op, (ast.In, ast.NotIn)):
            found = self.membership(text, self.expression(left, None, present), right, present)
            return found if isinstance(op, ast.In) else Node("negate", BOOLEAN, text, (found,))
        one, other = self.sides(left, right, present)
        if self.together(one, other) is None or one.type.kind in (Kind.LIST, Kind.TABLE):
            raise self.mixed(one, other, at)
        return Node(COMPARISONS[type(op)], BOOLEAN, text, (one, other))

    def sides(self, left: ast.expr, right: ast.expr, present: frozenset[str]) -> tuple[Node, Node]:
        """Bind two operands where a bare name of one may be a value of the other's enumeration."""
        if isinstance(left, ast.Name) and self.names.type_of(left.id) is None:
            other = self.expression(right, None, present)
            return self.expression(left, other.type, present), other
        one = self.expression(left, None, present)
        return one, self.expression(right, one.type, present)

    def membership(self, text: str, one: Node, at: ast.expr, present: frozenset[str]) -> Node:
        """Bind `x in (...)`: members are written values or parameters, or the whole is one list parameter."""
        if isinstance(at, ast.Name):
            kind = self.names.parameters.get(at.id)
            if kind is None or kind.kind is not Kind.LIST or kind.item is None:
                raise self.fail(f"'{at.id}' is no list.", "After 'in' stands a list parameter or (a, b).", at)
            if unify(one.type, kind.item) is None:
                raise self.mixed(one, Node("", kind.item, at.id), at)
            return Node("one_of", BOOLEAN, text, (one,), static=(at.id,))
        if not isinstance(at, ast.Tuple) or not at.elts:
            raise self.fail("After 'in' stands a list parameter or (a, b).", "Write one member as (a,).", at)
        members: list[int | str] = []
        for element in at.elts:
            member = self.expression(element, one.type, present)
            if self.together(one, member) is None:
                raise self.mixed(one, member, element)
            if member.op not in (tree.CONSTANT, tree.PARAMETER):
                raise self.fail("A member after 'in' is a written value or a parameter.", "Use == and or.", element)
            members.append(member.name if member.op == tree.PARAMETER else member.number)
        return Node("one_of", BOOLEAN, text, (one,), static=tuple(members))

    def choice(self, at: ast.IfExp, expected: DataType | None, present: frozenset[str]) -> Node:
        """Bind `a if condition else b`."""
        condition = self.boolean(at.test, present)
        yes = self.expression(at.body, expected, present | _applying(at.test, when=True))
        no = self.expression(at.orelse, expected or yes.type, present | _applying(at.test, when=False))
        common = self.together(yes, no)
        if common is None:
            raise self.mixed(yes, no, at)
        return self.node("choose", common, at, condition, yes, no)

    def name(self, at: ast.Name, expected: DataType | None, present: frozenset[str]) -> Node:
        """Bind a name: a value of the expected enumeration, a named expression, a parameter, a fact or the date."""
        name = at.id
        is_value = expected is not None and expected.kind is Kind.ENUM and name in expected.values
        known = self.names.type_of(name)
        if is_value and expected is not None:
            if known == expected:
                raise self.fail(f"'{name}' is both a value and a name here.", "Rename one of the two.", at)
            return self.node(tree.CONSTANT, expected, at, number=expected.values.index(name))
        if known is None:
            values = expected.values if expected and expected.kind is Kind.ENUM else ()
            advice = did_you_mean(name, [*self.names.known(), *values]).strip()
            raise self.fail(f"'{name}' is not known here.", advice or _UNKNOWN, at)
        if name in ("true", "false"):
            return self.node(tree.CONSTANT, BOOLEAN, at, number=int(name == "true"))
        if name == TODAY_NAME:
            return self.node(tree.TODAY, DATE, at)
        if name in self.names.lets:
            return self.node(tree.LET, known, at, self.names.lets[name], name=name)
        if name in self.names.parameters:
            return self.node(tree.PARAMETER, known, at, name=name)
        if name in self.names.optional and name not in present:
            raise self.fail(
                f"'{name}' may be not applicable.",
                f"Test it first: has({name}) and ..., or ... if has({name}) else ....",
                at,
            )
        return self.node(tree.FACT, known, at, name=name)

    def literal(self, at: ast.Constant) -> Node:
        """Bind a written number, True or False."""
        if isinstance(at.value, bool):
            return self.node(tree.CONSTANT, BOOLEAN, at, number=int(at.value))
        return self.node(tree.CONSTANT, BARE_NUMBER, at, number=at.value)

    def call(self, at: ast.Call, present: frozenset[str]) -> Node:
        """Bind a function."""
        name = at.func.id if isinstance(at.func, ast.Name) else ""
        build = self.functions.get(name)
        if build is None:
            advice = did_you_mean(name, self.functions).strip()
            advice = advice or f"The functions are: {', '.join(sorted(self.functions))}."
            raise self.fail(f"There is no function '{name or self.source.quote(at.func)}'.", advice, at)
        return build(self, at, present)


def _applying(at: ast.expr, *, when: bool) -> frozenset[str]:
    """Give the facts that certainly apply when the expression is true (`when`) or false (not `when`)."""
    match at:
        case ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=name)]) if when:
            return frozenset({name})
        case ast.UnaryOp(op=ast.Not()):
            return _applying(at.operand, when=not when)
        case ast.BoolOp() if isinstance(at.op, ast.And) is when:
            return reduce(operator.or_, (_applying(value, when=when) for value in at.values))
    return frozenset()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
