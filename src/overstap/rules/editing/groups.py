"""An expression as groups of rows that a form can show: en, of, niet, and rows of fact, comparison and value.

What does not fit a row is kept as the text that it is.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TypeAlias

from overstap.rules.grammar import ExpressionError, Source

DEEPEST = 3

TRUE, FALSE, APPLIES, APPLIES_NOT = "waar", "niet_waar", "van_toepassing", "niet_van_toepassing"
WITHOUT_VALUE = (TRUE, FALSE, APPLIES, APPLIES_NOT)
ONE_OF, NONE_OF = "in", "not in"
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
OPERATORS = (*WITHOUT_VALUE, *COMPARISONS, ONE_OF, NONE_OF)

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: ONE_OF,
    ast.NotIn: NONE_OF,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_WORDS = frozenset({"true", "false"})
_SIMPLE = (ast.Compare, ast.Call, ast.Name)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison (regel): a name, how it is compared, and with what; `value` holds members with commas for `in`."""

    name: str
    operator: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A part that no row can show (uitdrukking), as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Members that all hold, or of which one holds (groep); `negated` turns it round."""

    join: str
    members: tuple[Member, ...]
    negated: bool = False


Member: TypeAlias = "Row | Words | Group"


def group_of(expression: str) -> Group:
    """Give an expression as a group. Raises `ExpressionError` when it cannot be read."""
    source = Source(expression)
    found = _member(source, source.tree, depth=1)
    return found if isinstance(found, Group) else Group("and", (found,))


def _member(source: Source, node: ast.expr, depth: int) -> Member:
    found = _group(source, node, depth) or _row(node)
    return Words(source.quote(node)) if found is None else found


def _group(source: Source, node: ast.expr, depth: int) -> Group | None:
    if depth > DEEPEST:
        return None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _group(source, node.operand, depth)
        return None if inner is None or inner.negated else Group(inner.join, inner.members, negated=True)
    if isinstance(node, ast.BoolOp):
        join = "and" if isinstance(node.op, ast.And) else "or"
        return Group(join, tuple(_member(source, one, depth + 1) for one in node.values))
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        lefts = (node.left, *node.comparators[:-1])
        parts = zip(lefts, node.ops, node.comparators, strict=True)
        rows = [_comparison(left, sign, right) for left, sign, right in parts]
        whole = tuple(row for row in rows if row is not None)
        return Group("and", whole) if len(whole) == len(rows) else None
    return None


def _row(node: ast.expr) -> Row | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _row(node.operand)
        turned = {TRUE: FALSE, APPLIES: APPLIES_NOT}
        return Row(inner.name, turned[inner.operator]) if inner is not None and inner.operator in turned else None
    if isinstance(node, ast.Name) and node.id not in _WORDS:
        return Row(node.id, TRUE)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "has":
        (asked,) = node.args if len(node.args) == 1 else (None,)
        return Row(asked.id, APPLIES) if isinstance(asked, ast.Name) else None
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _comparison(node.left, node.ops[0], node.comparators[0])
    return None


def _comparison(left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Row | None:
    operator = _SIGNS.get(type(sign), "")
    if operator in (ONE_OF, NONE_OF):
        members = right.elts if isinstance(right, ast.Tuple) else [right]
        values = [_value(one) for one in members]
        if not isinstance(left, ast.Name) or not all(values):
            return None
        text = ", ".join(value for value in values if value)
        # A comma behind it keeps one written member apart from the name of a list.
        return Row(left.id, operator, f"{text}," if isinstance(right, ast.Tuple) and len(values) == 1 else text)
    if not isinstance(left, ast.Name) and isinstance(right, ast.Name):
        left, right, operator = right, left, _TURNED.get(operator, "")
    value = _value(right)
    return Row(left.id, operator, value) if isinstance(left, ast.Name) and value and operator else None


def _value(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
        return str(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _value(node.operand)
        return f"-{inner}" if inner and inner.isdigit() else None
    return None


def expression_of(group: Group) -> str:
    """Write a group as an expression; empty when it has no members."""
    text = f" {group.join} ".join(part for part in map(_written, group.members) if part)
    return f"not ({text})" if group.negated and text else text


def _written(member: Member) -> str:
    if isinstance(member, Row):
        return _row_text(member)
    if isinstance(member, Group):
        text = expression_of(member)
        return text if member.negated or len(member.members) == 1 or not text else f"({text})"
    text = " ".join(member.text.split())
    try:
        simple = isinstance(Source(text).tree, _SIMPLE)
    except ExpressionError:
        simple = False
    return text if simple or not text else f"({text})"


def _row_text(row: Row) -> str:
    shapes = {TRUE: "{}", FALSE: "not {}", APPLIES: "has({})", APPLIES_NOT: "not has({})"}
    if row.operator in shapes:
        return shapes[row.operator].format(row.name)
    value = row.value.strip()
    if row.operator in (ONE_OF, NONE_OF):
        members = [one.strip() for one in value.strip("()").split(",") if one.strip()]
        bare = len(members) == 1 and "," not in value
        value = members[0] if bare else f"({', '.join(members)}{',' if len(members) == 1 else ''})"
    return f"{row.name} {row.operator} {value}"


def clean(group: Group) -> Group:
    """Give a group without empty groups inside, and with a lone group of one member taken out of its brackets."""
    members: list[Member] = []
    for member in group.members:
        if isinstance(member, Group):
            inner = clean(member)
            if inner.members:
                members.append(inner)
        else:
            members.append(member)
    return Group(group.join, tuple(members), group.negated)
