"""What functions of their own tell of a calculation is what is told node by node."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from itertools import product

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    REFUSED,
    FactValue,
    Known,
    SchemeVersion,
    TraceNode,
    assess,
    load_catalogue,
    plain_of,
)
from overstap.rules.evaluation import Evaluation, evaluate
from overstap.rules.operations import Interval
from overstap.rules.receipt import text_of
from overstap.rules.sharpening import sharpen
from overstap.rules.telling import OFTEN
from overstap.rules.trace import deciding_of, deciding_parts, told_values, trees_of
from overstap.rules.written_trace import MOST_KEPT, branches, function, written_deciding, written_text, written_trees

REAL = load_catalogue()
VERSIONS = [version for versions in REAL.versions.values() for version in versions]
TRUTHS: list[Interval] = [(0, 0), (0, 1), (1, 1)]
NUMBERS: list[Interval] = [(3, 3), (3, 8), (-1, -1)]
ARGS = {
    **{op: [[TRUTHS] * number for number in (1, 2, 3, 4)] for op in ("both", "either")},
    "choose": [[TRUTHS, NUMBERS, NUMBERS], [TRUTHS, TRUTHS, TRUTHS]],
    "negate": [[TRUTHS]],
    "add": [[NUMBERS, NUMBERS]],
    "share": [[NUMBERS, NUMBERS, NUMBERS]],
}


def drawn(version: SchemeVersion, luck: random.Random) -> dict[str, FactValue]:
    case: dict[str, FactValue] = {}
    share = luck.choice([0, 0.3, 0.7, 0.9, 1])
    for name in version.fact_ids:
        fact = REAL.facts[name]
        if luck.random() < share:
            near = luck.choice([fact.low, fact.high, luck.randint(fact.low, fact.high)])
            case[name] = Known(plain_of(fact.type, near), luck.choice(["persoon", "register", ""]))
            if luck.random() < 0.2:
                case[name] = NOT_APPLICABLE if fact.may_be_not_applicable else REFUSED
    return case


def calculated(version: SchemeVersion) -> Iterator[tuple[Evaluation, list[Interval], dict[str, FactValue]]]:
    """Calculate a few invented cases of a version, each with its values as they are told."""
    luck = random.Random(version.id)
    for _ in range(12):
        case = drawn(version, luck)
        evaluation = evaluate(version, REAL.facts, case, version.valid_from)
        yield evaluation, told_values(evaluation, case, sharpen(evaluation).refined), case


@pytest.mark.parametrize("version", VERSIONS, ids=lambda one: f"{one.id}@{one.valid_from}")
def test_a_function_tells_of_every_version_what_is_told_node_by_node(version: SchemeVersion) -> None:
    found = list(calculated(version))
    prepared = found[0][0].prepared
    trees, deciding, text = written_trees(prepared), written_deciding(prepared), written_text(prepared)
    for evaluation, values, case in found:
        plain = trees_of(prepared, values, case)

        assert list(trees(values, case).items()) == list(plain.items())
        assert deciding(values) == deciding_of(prepared, values)
        assert text(evaluation.values) == text_of(evaluation.values)


@pytest.mark.parametrize("op", ARGS)
def test_what_decides_is_written_for_every_combination_of_values(op: str) -> None:
    """Also for values that do not follow from the arguments, as when looking further settled one."""
    for kinds in ARGS[op]:
        values = [*kinds, TRUTHS if op in ("both", "either", "negate") else NUMBERS]
        for constant in (None, *range(len(kinds))):
            for *args, value in product(*values):
                fixed = {} if constant is None or args[constant][0] != args[constant][1] else {constant: args[constant]}

                assert told(op, args, value, fixed) == deciding_parts(op, value, args), (op, args, value, fixed)


def told(op: str, args: list[Interval], value: Interval, fixed: dict[int, Interval]) -> list[bool]:
    """Let what was written tell; a constant has no name there."""
    slots = [*args, value]
    names = {f"{side}{slot}": bounds[side == "h"] for slot, bounds in enumerate(slots) for side in "lh"}
    known = {name: number for name, number in names.items() if int(name[1:]) not in fixed}
    for branch in branches(op, len(args), range(len(args)), fixed):
        if not branch.condition or eval(branch.condition, {}, known):  # noqa: S307 - our own text
            return [bool(eval(branch.decides.get(place, "False"), {}, known)) for place in range(len(args))]  # noqa: S307
    pytest.fail("No branch holds.")


def test_a_version_that_is_asked_often_tells_the_same() -> None:
    case = drawn(REAL.scheme("selectie", dt.date(2021, 2, 15)), random.Random(3))
    first = assess(REAL, "selectie", case, dt.date(2021, 2, 15))
    before = (dict(first.trace), first.trail, first.receipt, first.trail and first.trail.deciding)
    for _ in range(2 * max(OFTEN.values()) + 1):
        again = assess(REAL, "selectie", case, dt.date(2021, 2, 15))

        assert (dict(again.trace), again.trail, again.receipt, again.trail and again.trail.deciding) == before


def test_text_around_a_written_function_gives_it_nothing_but_its_names() -> None:
    with pytest.raises(NameError):
        function(["def reading(v):", "return open(v)"], {})(())


def test_what_is_kept_between_persons_is_of_one_fact_with_few_values() -> None:
    amounts = {name for name, fact in REAL.facts.items() if fact.type.kind.value in ("money", "date")}
    kept = 0
    for version in VERSIONS:
        found = list(calculated(version))
        prepared = found[0][0].prepared
        trees, text = written_trees(prepared), written_text(prepared)
        for evaluation, values, case in found:
            trees(values, case)
            text(evaluation.values)
        for part in remembered(trees):
            kept += 1
            names = {node.name for node in parts_of(part) if node.op in ("fact", "applies")}

            assert len(names) == 1
            assert not names & amounts
        assert all(len(one) <= MOST_KEPT for one in (*memories(trees), *memories(text)))

    assert kept


def memories(written: Callable[..., object]) -> list[dict[object, TraceNode]]:
    names: dict[str, dict[object, TraceNode]] = getattr(written, "__globals__")  # noqa: B009 - of a function only
    return [memory for name, memory in names.items() if name.startswith("kept")]


def remembered(written: Callable[..., object]) -> Iterator[TraceNode]:
    for memory in memories(written):
        yield from memory.values()


def parts_of(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for child in node.children:
        yield from parts_of(child)
