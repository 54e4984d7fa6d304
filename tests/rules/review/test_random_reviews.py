"""Random pairs of versions against brute force: Python itself calculates both for every possible person."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from overstap.rules import Outcome
from overstap.rules.review import ClassChange, compare
from tests.rules.test_random_schemes import (
    ABSENT,
    DAY,
    MOST_COMPLETIONS,
    WIDE,
    by_python,
    every_completion,
    numbers,
    read,
    truths,
)


def inside(change: ClassChange, person: dict[str, Any]) -> bool:
    """Tell whether a person belongs to a class."""
    for one in change.facts:
        value = person[one.fact]
        if value is ABSENT:
            if not one.not_applicable:
                return False
        elif not any(low <= int(value) <= high for low, high in one.ranges):
            return False
    return True


def outcome(holds: bool) -> Outcome:
    return Outcome.JA if holds else Outcome.NEE


def hold_against_brute_force(before: tuple[str, str], after: tuple[str, str]) -> None:
    one, other = read(*before), read(*after)
    versions = one.scheme("proef", DAY), other.scheme("proef", DAY)
    people = every_completion({}, list(dict.fromkeys((*versions[0].fact_ids, *versions[1].fact_ids))))
    assume(len(people) <= MOST_COMPLETIONS)
    review = compare(one, versions[0], other, versions[1], DAY)
    codes = [[compile(text, "text", "eval") for text in pair] for pair in (before, after)]
    for person in people:
        answers = [by_python(condition, output, person) for condition, output in codes]
        hit = [change for change in review.changes if inside(change, person)]

        assert answers[0] == answers[1] or hit or not review.exact, person
        for change in hit:
            told = (change.before.outcome, change.after.outcome)
            assert change.sampled or told == (outcome(answers[0][0]), outcome(answers[1][0])), person
            assert not change.sampled or not review.exact


@settings(max_examples=40)
@given(condition=truths(2), other=truths(2), output=numbers(1), another=numbers(1))
def test_everybody_whose_answer_changes_is_in_a_class_that_says_so(
    condition: str, other: str, output: str, another: str
) -> None:
    hold_against_brute_force((condition, output), (other, another))


@settings(max_examples=30)
@given(condition=truths(3), part=truths(1), output=numbers(1))
def test_a_condition_with_one_part_more_changes_only_for_whom_that_part_decides(
    condition: str, part: str, output: str
) -> None:
    hold_against_brute_force((condition, output), (f"({condition}) and {part}", output))


@settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    condition=st.builds("({} {} {})".format, st.sampled_from(WIDE), st.sampled_from(["<", ">="]), numbers(1)),
    limit=st.builds("({} {} {})".format, st.sampled_from(WIDE), st.sampled_from(["<", ">="]), numbers(1)),
    output=st.sampled_from(WIDE),
    another=st.sampled_from(WIDE),
)
def test_what_is_calculated_with_is_told_soundly(condition: str, limit: str, output: str, another: str) -> None:
    hold_against_brute_force((condition, output), (limit, another))


@settings(max_examples=20)
@given(condition=truths(3), output=numbers(2))
def test_a_version_beside_itself_never_changes(condition: str, output: str) -> None:
    one, other = read(condition, output), read(condition, output)
    review = compare(one, one.scheme("proef", DAY), other, other.scheme("proef", DAY), DAY)

    assert review.changes == ()
    assert review.exact
