"""The functions of the language: how each is called, what it takes and what it gives."""

from __future__ import annotations

import ast

from overstap.rules import tree
from overstap.rules.binding import Binder, Function
from overstap.rules.datatypes import BARE_NUMBER, BOOLEAN, DATE, NUMBER, Kind, integer, unify
from overstap.rules.grammar import ExpressionError
from overstap.rules.operations import WAYS
from overstap.rules.tree import Node

Present = frozenset[str]


def _usage(binder: Binder, at: ast.Call, name: str, shape: str) -> ExpressionError:
    return binder.fail(f"{name} is called as {shape}.", "", at)


def _extreme(operation: str, name: str) -> Function:
    def build(binder: Binder, at: ast.Call, present: Present) -> Node:
        if len(at.args) < 2:  # noqa: PLR2004
            raise _usage(binder, at, name, f"{name}(a, b, ...) with two or more values")
        args = [binder.expression(arg, None, present) for arg in at.args]
        common = next((arg.type for arg in args if arg.type != BARE_NUMBER), BARE_NUMBER)
        for one, where in zip(args, at.args, strict=True):
            if one.type.kind not in (Kind.INTEGER, Kind.MONEY, Kind.DATE):
                raise binder.fail(f"{name} of {one.type.describe()} has no meaning.", "", where)
            binder.require(one, common, where)
        return binder.node(operation, common, at, *args)

    return build


def _way(binder: Binder, at: ast.expr) -> str:
    if isinstance(at, ast.Name) and at.id in WAYS:
        return at.id
    raise binder.fail("The way of rounding is down, up or half_up.", "", at)


def _share(binder: Binder, at: ast.Call, present: Present) -> Node:
    if len(at.args) not in (3, 4):
        raise _usage(binder, at, "share", "share(amount, part, whole) or share(amount, part, whole, way)")
    amount, part, whole = (binder.expression(arg, None, present) for arg in at.args[:3])
    if amount.type.kind not in (Kind.INTEGER, Kind.MONEY):
        raise binder.fail(f"A share of {amount.type.describe()} has no meaning.", "", at.args[0])
    if part.type.kind not in (Kind.INTEGER, Kind.MONEY) or (
        binder.together(part, whole) is None and whole.type != BARE_NUMBER
    ):
        raise binder.mixed(part, whole, at)
    if part.type.kind is Kind.MONEY and whole.type.kind is not Kind.MONEY:
        raise binder.mixed(part, whole, at)
    way = _way(binder, at.args[3]) if len(at.args) == 4 else "down"  # noqa: PLR2004
    return binder.node("share", amount.type, at, amount, part, whole, static=way)


def _rounded(binder: Binder, at: ast.Call, present: Present) -> Node:
    if len(at.args) != 3:  # noqa: PLR2004
        raise _usage(binder, at, "rounded", "rounded(x, step, way)")
    value, step = binder.expression(at.args[0], None, present), binder.expression(at.args[1], None, present)
    if value.type.kind not in (Kind.INTEGER, Kind.MONEY):
        raise binder.fail(f"{value.type.describe().capitalize()} cannot be rounded.", "", at.args[0])
    if step.op not in (tree.CONSTANT, tree.PARAMETER):
        raise binder.fail("The step of rounded is a whole number or a parameter.", "", at.args[1])
    common = binder.together(value, step)
    if common is None or (common.kind is Kind.MONEY and step.op == tree.CONSTANT):
        raise binder.mixed(value, step, at)
    return binder.node("rounded", common, at, value, step, static=_way(binder, at.args[2]))


def _between(unit: str) -> Function:
    def build(binder: Binder, at: ast.Call, present: Present) -> Node:
        name = f"{unit}_between"
        if len(at.args) != 2:  # noqa: PLR2004
            raise _usage(binder, at, name, f"{name}(a, b)")
        dates = [binder.require(binder.expression(arg, DATE, present), DATE, arg) for arg in at.args]
        return binder.node(name, integer(unit), at, *dates)

    return build


def _plus_months(binder: Binder, at: ast.Call, present: Present) -> Node:
    if len(at.args) != 2:  # noqa: PLR2004
        raise _usage(binder, at, "plus_months", "plus_months(date, months)")
    day = binder.require(binder.expression(at.args[0], DATE, present), DATE, at.args[0])
    months = binder.expression(at.args[1], None, present)
    if months.type not in (integer("months"), BARE_NUMBER):
        raise binder.fail(f"The second of plus_months is {months.type.describe()}.", "Give months.", at.args[1])
    return binder.node("plus_months", DATE, at, day, months)


def _bracket(binder: Binder, at: ast.Call, present: Present) -> Node:
    if len(at.args) != 2 or not isinstance(at.args[1], ast.Name):  # noqa: PLR2004
        raise _usage(binder, at, "bracket", "bracket(x, table)")
    table = binder.names.parameters.get(at.args[1].id)
    if table is None or table.kind is not Kind.TABLE or table.key is None or table.item is None:
        raise binder.fail(f"'{at.args[1].id}' is no table.", "Give a parameter of type table.", at.args[1])
    key = binder.expression(at.args[0], table.key, present)
    if unify(key.type, table.key) is None:
        raise binder.mixed(key, Node("", table.key, at.args[1].id), at)
    return binder.node("bracket", table.item, at, key, static=at.args[1].id)


def _count_true(binder: Binder, at: ast.Call, present: Present) -> Node:
    if not at.args:
        raise _usage(binder, at, "count_true", "count_true(a, b, ...)")
    return binder.node("count_true", NUMBER, at, *[binder.boolean(arg, present) for arg in at.args])


def _has(binder: Binder, at: ast.Call, _present: Present) -> Node:
    if len(at.args) != 1 or not isinstance(at.args[0], ast.Name):
        raise _usage(binder, at, "has", "has(fact)")
    name = at.args[0].id
    if name not in binder.names.facts:
        raise binder.fail(f"'{name}' is no fact.", "has() asks whether a fact applies.", at.args[0])
    if name not in binder.names.optional:
        raise binder.fail(
            f"'{name}' always applies, so has({name}) is always true.",
            "Leave it out, or give the fact may_be_not_applicable: true.",
            at,
        )
    return binder.node(tree.APPLIES, BOOLEAN, at, name=name)


FUNCTIONS: dict[str, Function] = {
    "min": _extreme("smallest", "min"),
    "max": _extreme("largest", "max"),
    "share": _share,
    "rounded": _rounded,
    "days_between": _between("days"),
    "weeks_between": _between("weeks"),
    "months_between": _between("months"),
    "years_between": _between("years"),
    "plus_months": _plus_months,
    "bracket": _bracket,
    "count_true": _count_true,
    "has": _has,
}
