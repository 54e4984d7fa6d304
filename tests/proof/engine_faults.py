"""Faults to plant in the rest of the engine, and in one execution only."""

import importlib
from typing import Any

from overstap.rules import evaluation, fact_values, program
from overstap.rules.algebra import ScalarAlgebra
from overstap.rules.class_tables import ClassTable
from overstap.rules.classes import Classifier, Setting
from overstap.rules.compiled import SourceAlgebra
from overstap.rules.program import Builder
from overstap.rules.refinement import Refinement
from overstap.rules.values import Outcome
from overstap.screening import kernel, plan
from overstap.screening.algebra import ColumnAlgebra
from overstap.screening.graph import FLOOR_DIVIDE, LESS_EQUAL, Graph
from tests.proof.operation_faults import OPERATION_FAULTS
from tests.proof.planting import EngineFault

assess_module = importlib.import_module("overstap.rules.assess")  # the package has a function of that name
_interval_of = fact_values.interval_of
_hull, _classes, _less_equal = Refinement._hull, Classifier.classes, Graph.less_equal
_source_where, _source_extreme = SourceAlgebra.where, SourceAlgebra._extreme
_planned_fact, _runs, _member = plan.Planner.fact, kernel._runs, kernel._member
_static, _dtype_of = program._static, kernel.dtype_of


def _open_is_lowest(*args: Any) -> Any:
    """A question that was not answered counts as the lowest value, as zero does elsewhere."""
    domain, applies = _interval_of(*args)
    return (domain[0], domain[0]), (applies[0], applies[0])


def _absent_applies(*args: Any) -> Any:
    return _interval_of(*args)[0], (1, 1)


def _first_parameter(parameters: Any, day: Any) -> Any:
    return {name: one.values[0].value for name, one in parameters.items()}


def _one_member_only(step: Any, parameters: Any) -> Any:
    found = _static(step, parameters)
    return found[:1] if step.op == "one_of" else found


_placed = Builder._place


def _place_without_static(self: Any, node: Any, args: Any) -> int:
    key = (node.op, args, node.name, node.number)
    if key not in self._known:
        self._known[key] = _placed(self, node, args)
    return int(self._known[key])


def _first_class_only(self: Any, slot: int, whole: Any) -> Any:
    found: Any = whole
    for name in self.reach(self.values, (slot,), {}):
        found = self.with_setting(self.values, name, self.open(name).settings[0])[slot]
        break
    return found


def _without_last_class(self: Any, fact: Any) -> Any:
    found = _classes(self, fact)
    return found[:-1] if len(found) > 1 else found


def _classes_one_late(self: Any, fact: Any) -> Any:
    return tuple(
        Setting(
            (min(one.value[0] + 1, fact.fact.high), max(one.value[1], min(one.value[0] + 1, fact.fact.high))),
            one.applies,
        )
        if one.value[0] > fact.fact.low
        else one
        for one in _classes(self, fact)
    )


def _same_pattern(self: Any, values: Any) -> Any:
    return ()


def _unknown_is_no(low: int, high: int) -> Outcome:
    return Outcome.JA if low == 1 else Outcome.NEE


def _truncate(dividend: Any, divisor: Any) -> Any:
    return -(-dividend // divisor) if dividend < 0 else dividend // divisor


def _source_where_swapped(self: Any, condition: Any, yes: Any, no: Any) -> Any:
    return _source_where(self, condition, no, yes)


def _source_or_for_and(self: Any, joint: str, sign: str, fold: Any, values: Any) -> Any:
    return _source_extreme(self, "or", sign, fold, values)


def _source_minus_reversed(self: Any, left: Any, right: Any) -> Any:
    return _source_difference(self, right, left)


_source_difference = SourceAlgebra.difference


def _columns_min_of_two(self: Any, *values: Any) -> Any:
    return self._fold(self.graph.least, values[:2])


def _graph_less_equal_as_less(self: Any, left: Any, right: Any) -> Any:
    return self.less(left, right)


def _graph_always_equal_bounds(self: Any, condition: Any, yes: Any, no: Any) -> Any:
    graph = self.graph
    return graph.where(graph.truth(graph.column(condition)), graph.column(no), graph.column(yes))


def _result_forgotten(*given: Any) -> Any:
    """The width of a sum is that of its two parts."""
    return _dtype_of(*(given[1:] if len(given) == 3 else given))


def _gaps_are_lowest(self: Any, fact: Any) -> Any:
    low, _ = _planned_fact(self, fact)
    return low, low


def _last_run_lost(members: int, width: int) -> list[tuple[int, int]]:
    found = _runs(members, width)
    return found[:-1] if len(found) > 1 else found


def _gap_not_seen(column: Any, dtype: Any) -> Any:
    test, guarded = _member(column, dtype)
    if not guarded:
        return test, guarded
    return lambda series, known: test(series, known | ~known), guarded


def _truncating_column(dividend: Any, divisor: Any) -> Any:
    return ((dividend + divisor - 1) // divisor).zip_with(dividend < 0, dividend // divisor)


ELSEWHERE = [
    EngineFault(
        "an unanswered question counts as its lowest value", (evaluation, "interval_of"), _open_is_lowest, ("cases",)
    ),
    EngineFault("not applicable counts as applicable", (evaluation, "interval_of"), _absent_applies, ("cases",)),
    EngineFault("a parameter keeps its first value", (evaluation, "parameter_values"), _first_parameter, ("cases",)),
    EngineFault("a list keeps one member", (program, "_static"), _one_member_only, ("cases",)),
    EngineFault(
        "parts that differ only in their list share a slot",
        (Builder, "_place"),
        _place_without_static,
        ("cases",),
        reads=True,
    ),
    EngineFault(
        "sharpening stops after the first class (bound too narrow)",
        (Refinement, "_hull"),
        _first_class_only,
        ("schemes", "cases"),
    ),
    EngineFault(
        "sharpening is left out", (Refinement, "hull"), lambda self, slot: self.values[slot], ("schemes", "cases")
    ),
    EngineFault(
        "the last class of a fact is lost (bound too narrow)",
        (Classifier, "classes"),
        _without_last_class,
        ("schemes",),
    ),
    EngineFault("classes start a number late", (Classifier, "classes"), _classes_one_late, ("schemes", "cases")),
    EngineFault("an open answer is kept for every case", (ClassTable, "pattern"), _same_pattern, ("schemes", "cases")),
    EngineFault("unknown is told as no", (assess_module, "outcome_of"), _unknown_is_no, ("cases",)),
    EngineFault(
        "scalar only: division rounds towards zero",
        (ScalarAlgebra, "floordiv"),
        staticmethod(_truncate),
        touches=("rounded",),
    ),
    EngineFault("scalar only: max for min", (ScalarAlgebra, "min"), staticmethod(lambda *values: max(values))),
    EngineFault(
        "scalar only: branches swapped",
        (ScalarAlgebra, "where"),
        staticmethod(lambda condition, yes, no: no if condition else yes),
    ),
    EngineFault("compiled only: branches swapped", (SourceAlgebra, "where"), _source_where_swapped),
    EngineFault("compiled only: 'or' for 'and'", (SourceAlgebra, "_extreme"), _source_or_for_and),
    EngineFault("compiled only: difference reversed", (SourceAlgebra, "difference"), _source_minus_reversed),
    EngineFault("columns only: the third of min is lost", (ColumnAlgebra, "min"), _columns_min_of_two),
    EngineFault("columns only: '<' for '<='", (Graph, "less_equal"), _graph_less_equal_as_less),
    EngineFault("columns only: branches swapped", (ColumnAlgebra, "where"), _graph_always_equal_bounds),
    EngineFault(
        "columns only: division rounds towards zero",
        (kernel._RUN, FLOOR_DIVIDE),
        _truncating_column,
        touches=("rounded",),
    ),
    EngineFault(
        "columns only: '<' for '<=' while running", (kernel._RUN, LESS_EQUAL), lambda left, right: left < right
    ),
    EngineFault(
        "columns only: a sum in the width of its parts", (kernel, "dtype_of"), _result_forgotten, ("wide", "schemes")
    ),
    EngineFault(
        "columns only: a gap counts as the lowest value", (plan.Planner, "fact"), _gaps_are_lowest, ("schemes",)
    ),
    EngineFault("columns only: the last run of values is lost", (kernel, "_runs"), _last_run_lost),
    EngineFault("columns only: a test of values does not see a gap", (kernel, "_member"), _gap_not_seen),
]

ENGINE_FAULTS = [*OPERATION_FAULTS, *ELSEWHERE]
