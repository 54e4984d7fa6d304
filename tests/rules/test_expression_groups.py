"""An expression as rows and groups for a form, and back without a change of meaning."""

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.rules import NOT_APPLICABLE, Catalogue, Fact, FactValue, Known, assess, load_catalogue, plain_of
from overstap.rules.drafting import with_version
from overstap.rules.editing import plain_of_text, rewrite
from overstap.rules.editing.groups import (
    COMPARISONS,
    DEEPEST,
    WITHOUT_VALUE,
    Group,
    Row,
    Words,
    clean,
    expression_of,
    group_of,
)
from overstap.rules.grammar import ExpressionError
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.loader import schemes_folder
from overstap.rules.model import SchemeVersion
from overstap.rules.reader import Reader
from overstap.rules.yaml_nodes import read_text

CATALOGUE = load_catalogue(schemes_folder())
VERSIONS = [version for versions in CATALOGUE.versions.values() for version in versions]


def test_rows_groups_and_what_no_row_can_show() -> None:
    group = group_of("a and not b and (c in (x, y) or not (d >= 3 or has(e))) and min(f, 2) > 1 and 18 <= g < grens")

    assert group == Group(
        "and",
        (
            Row("a", "waar"),
            Row("b", "niet_waar"),
            Group(
                "or",
                (
                    Row("c", "in", "x, y"),
                    Group("or", (Row("d", ">=", "3"), Row("e", "van_toepassing")), negated=True),
                ),
            ),
            Words("min(f, 2) > 1"),
            Group("and", (Row("g", ">=", "18"), Row("g", "<", "grens"))),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"),
        ("not has(a)", "not has(a)"),
        ("a in lijst", "a in lijst"),
        ("a in (b,)", "a in (b,)"),
        ("a not in (b, c)", "a not in (b, c)"),
        ("a == -3", "a == -3"),
        ("3 < a", "a > 3"),
        ("not (a or b)", "not (a or b)"),
        ("not (a == b)", "(not (a == b))"),
        ("a or (b and c)", "a or (b and c)"),
        ("(a if b else c) and d", "(a if b else c) and d"),
        ("not (not (a or b))", "(not (not (a or b)))"),
    ],
)
def test_writing_back(text: str, expected: str) -> None:
    assert expression_of(group_of(text)) == expected


def test_what_lies_too_deep_is_text() -> None:
    group: Any = group_of("a or (b and (c or (d and e)))")
    for _ in range(DEEPEST - 1):
        group = next(member for member in group.members if isinstance(member, Group))

    assert group.members == (Row("c", "waar"), Words("d and e"))
    assert expression_of(group_of("a or (b and (c or (d and e)))")) == "a or (b and (c or (d and e)))"


@pytest.mark.parametrize("text", ["", "a and", "a / 2 > 1", "a.b", "'x' == a"])
def test_what_is_no_expression_is_told(text: str) -> None:
    with pytest.raises(ExpressionError):
        group_of(text)


def regrouped(version: SchemeVersion) -> SchemeVersion:
    """The version after every condition went through the form and back."""
    text = (schemes_folder() / version.file).read_text(encoding="utf-8")
    tree: Any = plain_of_text(text)
    for condition in tree["conditions"] or []:
        condition["expression"] = expression_of(group_of(condition["expression"]))
    after = rewrite(text, tree)
    reader = Reader(version.file, [], CATALOGUE.sources)
    loader = SchemeLoader(reader, CATALOGUE.facts, CATALOGUE.sources)
    found = loader.read(read_text(after, version.file), hashlib.sha256(after.encode()).hexdigest())
    assert reader.problems == []
    return found


def drawn(fact: Fact, luck: random.Random) -> FactValue | None:
    if luck.random() < 0.25:  # not asked
        return None
    if fact.may_be_not_applicable and luck.random() < 0.3:
        return NOT_APPLICABLE
    return Known(plain_of(fact.type, luck.randint(fact.low, min(fact.high, fact.low + 80))))


def answers(catalogue: Catalogue, version: SchemeVersion, cases: list[dict[str, FactValue]]) -> list[Any]:
    found = [assess(catalogue, version.id, case, version.valid_from) for case in cases]
    return [(one.outcome, one.amount, one.refused_by, one.missing) for one in found]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: Path(version.file).as_posix())
def test_every_condition_of_every_scheme_means_the_same_after_the_form(version: SchemeVersion) -> None:
    luck = random.Random(version.file)
    cases = [
        {name: state for name in version.fact_ids if (state := drawn(CATALOGUE.facts[name], luck)) is not None}
        for _ in range(25)
    ]
    alone = Catalogue(CATALOGUE.sources, CATALOGUE.facts, {}, fact_hashes=CATALOGUE.fact_hashes)

    after = answers(with_version(alone, regrouped(version)), version, cases)

    assert after == answers(with_version(alone, version), version, cases)


names = st.sampled_from(["a", "b", "leeftijd"])
rows = (
    st.builds(Row, names, st.sampled_from(WITHOUT_VALUE))
    | st.builds(Row, names, st.sampled_from(COMPARISONS), st.sampled_from(["3", "-1", "grens"]))
    | st.builds(Row, names, st.sampled_from(["in", "not in"]), st.sampled_from(["x, y", "x,", "lijst"]))
)
words = st.builds(Words, st.sampled_from(["min(a, 2) > 1", "a if b else leeftijd", "not (not (a or b))"]))
joins = st.sampled_from(["and", "or"])


def groups(depth: int) -> st.SearchStrategy[Group]:
    inner = rows | words if depth == DEEPEST else rows | words | groups(depth + 1)
    return st.builds(Group, joins, st.lists(inner, min_size=1, max_size=3).map(tuple), st.booleans())


def truths(expression: str) -> list[bool]:
    """What an expression says for some numbers; what is not a comparison counts as true unless it is zero."""
    fixed = {"x": 1, "y": 2, "lijst": (1, 3), "grens": 2, "min": min, "has": lambda number: number != 1}
    return [
        bool(eval(expression, {"__builtins__": {}}, fixed | {"a": a, "b": b, "leeftijd": a + b}))  # noqa: S307 (ours)
        for a in range(-1, 4)
        for b in range(2)
    ]


@given(groups(1))
def test_what_a_form_shows_means_the_same_after_it_was_kept(group: Group) -> None:
    kept = expression_of(clean(group))
    again = expression_of(group_of(kept))

    assert truths(again) == truths(kept)
    assert expression_of(group_of(again)) == again
