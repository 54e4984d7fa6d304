"""A change review finds exactly the classes of people whose answer changes."""

import datetime as dt
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    Catalogue,
    FactValue,
    Known,
    Outcome,
    SchemeVersion,
    assess,
    load_catalogue,
    number_of,
    plain_of,
)
from overstap.rules.review import ClassChange, NotComparableError, Review, ReviewWords, compare
from tests.rules.conftest import DAY
from tests.rules.written import FACTS, PLACEMENT, load

FILE = "proefplaats/2020-12-01.yaml"
OLD = PLACEMENT.replace(", {from: 2022-01-01, value: 30}", "")
CATALOGUE = load_catalogue()
PAIRS = [
    pytest.param(one, other, id=f"{one.id}: {one.valid_from} to {other.valid_from}")
    for versions in CATALOGUE.versions.values()
    for one, other in pairwise(versions)
]


def changed(folder: Path, *pairs: tuple[str, str]) -> tuple[Catalogue, Catalogue]:
    """Give the invented scheme and the same with other words in it."""
    text = OLD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return load(folder / "een", {FILE: OLD}), load(folder / "twee", {FILE: text})


def reviewed(one: Catalogue, other: Catalogue) -> Review:
    return compare(one, one.scheme("proefplaats", DAY), other, other.scheme("proefplaats", DAY), DAY)


def words(one: Catalogue, other: Catalogue, language: str = "nl") -> list[str]:
    version = other.scheme("proefplaats", DAY)
    return ReviewWords(reviewed(one, other), one, other, version, language).lines()


def test_a_higher_limit_of_age_opens_the_scheme_for_those_between(folder: Path) -> None:
    review = reviewed(*changed(folder, ("value: 27}]\n    source", "value: 30}]\n    source")))
    change = next(one for one in review.changes if one.direction == "opent")
    ages = next(one for one in change.facts if one.fact == "leeftijd")

    assert ages.ranges == ((27, 29),)
    assert review.covered == 1
    assert {one.direction for one in review.changes} == {"opent"}


def test_the_other_way_round_it_closes(folder: Path) -> None:
    one, other = changed(folder, ("value: 27}]\n    source", "value: 30}]\n    source"))

    assert {change.direction for change in reviewed(other, one).changes} == {"sluit"}


def test_a_line_reads_well(folder: Path) -> None:
    limit = ("expression: banenafspraak or jong", "expression: banenafspraak or jong or taal == A1")
    lines = words(*changed(folder, limit))

    assert any(
        line.startswith("“Banenafspraak” nee, “Leeftijd” 27 tot en met 100 jaar, ") and "van nee naar ja" in line
        for line in lines
    ), lines


def test_another_amount_changes_for_everybody_who_has_a_right(folder: Path) -> None:
    one, other = changed(folder, ("value: 30.00", "value: 40.00"))
    review = reviewed(one, other)

    assert {change.direction for change in review.changes} == {"meer"}
    assert all(change.before.outcome is Outcome.JA for change in review.changes)
    assert max(change.difference.hi for change in review.changes if change.difference) == 250_00


def test_a_text_alone_changes_nothing(folder: Path) -> None:
    lines = words(*changed(folder, ("U probeert werk uit.", "U kijkt of het werk past.")), "en")

    assert lines[0] == "There is no class for which anything changes."
    assert lines[-1] == "Every class was looked at (0 steps)."


def test_the_same_written_otherwise_changes_nothing(folder: Path) -> None:
    review = reviewed(*changed(folder, ("leeftijd < jong_onder", "not leeftijd >= jong_onder")))

    assert review.changes == ()


def test_a_question_that_is_new_is_named(folder: Path) -> None:
    lines = words(*changed(folder, ("    expression: inzet\n", "    expression: inzet and taal > A1\n")))

    assert any("“Taal” “eenvoudig”" in line and "van ja naar nee" in line for line in lines), lines


def test_an_output_that_changes_is_told_from_value_to_value(folder: Path) -> None:
    lines = words(*changed(folder, ("expression: taal < B2", "expression: taal < B1")))

    assert any("“Taal” “redelijk”" in line and "taalles van ja naar nee" in line for line in lines), lines


ADVICE = """\
outputs:
  taalles:
    type: enum
    values: [%s]
    expression: %s
    source: {document: werkdocument, place: par. 1}
"""
LES, GEEN, CURSUS = (f"{{id: {one}, label: {{nl: {one}, en: {one}}}}}" for one in ("les", "geen", "cursus"))


def advising(folder: Path, values: str, expression: str) -> Catalogue:
    before, rest = OLD.split("outputs:\n", maxsplit=1)
    after = rest.split("factors:\n", maxsplit=1)[1].replace("taalles: true", "taalles: les")
    text = f"{before}{ADVICE % (values, expression)}factors:\n{after}"
    return load(folder, {FILE: text})


def test_values_of_an_answer_in_another_order_are_no_change(folder: Path) -> None:
    one = advising(folder / "een", f"{LES}, {GEEN}", "les if taal < B2 else geen")
    other = advising(folder / "twee", f"{GEEN}, {CURSUS}, {LES}", "les if taal < B2 else geen")

    assert reviewed(one, other).changes == ()


def test_a_new_value_of_an_answer_is_told_by_its_name(folder: Path) -> None:
    one = advising(folder / "een", f"{LES}, {GEEN}", "les if taal < B2 else geen")
    chain = "les if taal < B1 else cursus if taal < B2 else geen"
    lines = words(one, advising(folder / "twee", f"{GEEN}, {CURSUS}, {LES}", chain))

    assert any("“Taal” “redelijk”" in line and "taalles van les naar cursus" in line for line in lines), lines


def test_a_fact_that_means_something_else_cannot_be_compared(folder: Path) -> None:
    one, other = (load(folder / "een", {FILE: OLD}), FACTS.replace("id: A1", "id: A0"))
    new = load(folder / "twee", {FILE: OLD.replace("taal: A1", "taal: A0"), "facts/persoon.yaml": other})

    with pytest.raises(NotComparableError, match="'taal'"):
        reviewed(one, new)


def test_when_the_work_runs_out_the_rest_is_sampled_and_told(folder: Path) -> None:
    one, other = changed(folder, ("value: 27}]\n    source", "value: 30}]\n    source"))
    version, later = one.scheme("proefplaats", DAY), other.scheme("proefplaats", DAY)
    review = compare(one, version, other, later, DAY, budget=3)

    assert review.covered < 1
    assert review.drawn > 0
    assert not review.exact
    assert "steekproef" in ReviewWords(review, one, other, later, "nl").coverage()
    assert all(change.sampled for change in review.changes)


def inside(change: ClassChange, case: dict[str, FactValue], catalogue: Catalogue) -> bool:
    """Tell whether a full case belongs to a class."""
    for one in change.facts:
        value = case[one.fact]
        if not isinstance(value, Known):
            if not one.not_applicable:
                return False
            continue
        number = number_of(catalogue.facts[one.fact], value.value)
        if not any(low <= number <= high for low, high in one.ranges):
            return False
    return True


def drawn(luck: random.Random, catalogue: Catalogue, review: Review, names: list[str]) -> dict[str, FactValue]:
    """Draw a full case, often at the edge of a class."""
    edges: dict[str, list[int]] = {}
    for change in review.changes:
        for one in change.facts:
            edges.setdefault(one.fact, []).extend(end for interval in one.ranges for end in interval)
    case: dict[str, FactValue] = {}
    for name in names:
        fact = catalogue.facts[name]
        number = luck.choice([*edges.get(name, []), fact.low, fact.high, luck.randint(fact.low, fact.high)])
        number = min(max(number + luck.choice((-1, 0, 0, 0, 1)), fact.low), fact.high)
        absent = fact.may_be_not_applicable and luck.random() < 0.3
        case[name] = NOT_APPLICABLE if absent else Known(plain_of(fact.type, number))
    return case


def timeless(catalogue: Catalogue, version: SchemeVersion) -> Catalogue:
    """Give a catalogue in which one version always holds, with its parameters of the nearest day."""
    always = replace(version, valid_from=dt.date(1900, 1, 1), valid_until=None)
    return Catalogue(catalogue.sources, catalogue.facts, {version.id: (always,)})


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_person_is_in_a_class_that_changes_exactly_when_the_answer_does(
    one: SchemeVersion, other: SchemeVersion
) -> None:
    review = compare(CATALOGUE, one, CATALOGUE, other)
    names = list(dict.fromkeys((*one.fact_ids, *other.fact_ids)))
    luck = random.Random(other.id)
    alone = [timeless(CATALOGUE, each) for each in (one, other)]
    for _ in range(200):
        case = drawn(luck, CATALOGUE, review, names)
        before, after = (assess(each, one.id, case, review.on) for each in alone)
        hit = [change for change in review.changes if inside(change, case, CATALOGUE)]

        assert before.outcome is after.outcome or hit or not review.exact, case
        assert before.amount == after.amount or hit or not review.exact, case
        assert not review.exact or all(
            (change.before.outcome, change.after.outcome) == (before.outcome, after.outcome) for change in hit
        ), case
