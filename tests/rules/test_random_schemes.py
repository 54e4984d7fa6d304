"""Random schemes against brute force: Python itself calculates every completion of what is not known."""

import itertools
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import CodeType
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from overstap.rules import NOT_APPLICABLE, Catalogue, Facts, Known, Outcome, assess
from overstap.rules.load_dictionary import DictionaryReader, read_documents
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.reader import Reader
from overstap.rules.yaml_nodes import read_text
from tests.rules.written import SOURCE, SOURCES, scheme

DAY = date(2021, 2, 1)
TRUTHS, NUMBERS, COLOURS = ("a", "b", "c"), ("n", "m"), ("rood", "geel", "blauw")
ABSENT = object()
DOMAINS: dict[str, list[Any]] = {
    **{name: [False, True] for name in TRUTHS},
    **{name: [0, 1, 2, 3, 4] for name in NUMBERS},
    "veel": list(range(41)),
    "kleur": list(range(3)),
    "soms": [ABSENT, 0, 1, 2, 3],
}
KNOWN = {name: st.sampled_from(values) for name, values in DOMAINS.items()}
MOST_COMPLETIONS = 800
NO_MATTER = re.compile(r"\b(holds|fails|never|always)\b")
LABEL = "label: {nl: x, en: x}, question: {nl: x, en: x}, origin: [person]"
CHOICES = ", ".join(f"{{id: {one}, label: {{nl: x, en: x}}}}" for one in COLOURS)
FACTS = "facts:\n" + "\n".join(
    [
        *[f"  - {{id: {name}, {LABEL}, type: boolean}}" for name in TRUTHS],
        *[f"  - {{id: {name}, {LABEL}, type: integer, domain: {{min: 0, max: 4}}}}" for name in NUMBERS],
        f"  - {{id: veel, {LABEL}, type: integer, domain: {{min: 0, max: 40}}}}",
        f"  - {{id: kleur, {LABEL}, type: enum, values: [{CHOICES}]}}",
        f"  - {{id: soms, {LABEL}, type: integer, domain: {{min: 0, max: 3}}, may_be_not_applicable: true}}",
    ]
)

Texts = st.SearchStrategy[str]


@cache
def numbers(depth: int) -> Texts:
    """Expressions that give a number, so many levels deep at most."""
    leaves = st.sampled_from([*NUMBERS, "1", "2", "drempel"])
    if depth == 0:
        return leaves
    part, truth = numbers(depth - 1), truths(depth - 1)
    return st.one_of(
        leaves,
        st.builds("({} {} {})".format, part, st.sampled_from(["+", "-", "*"]), part),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), part, part),
        st.builds("({} if {} else {})".format, part, truth, part),
        st.builds("count_true({}, {})".format, truth, truth),
        st.builds("({} * ({}))".format, part, truth),
        st.builds("(soms if has(soms) else {})".format, part),
        st.builds("share({}, {}, max(1, {}))".format, part, part, part),
        st.builds("rounded({}, 2, {})".format, part, st.sampled_from(["up", "down"])),
    )


@cache
def truths(depth: int) -> Texts:
    """Expressions that are true or false, so many levels deep at most."""
    leaves = st.sampled_from([*TRUTHS, "has(soms)", "kleur == geel", "kleur < blauw", "kleur != rood"])
    if depth == 0:
        return leaves
    part, number = truths(depth - 1), numbers(depth - 1)
    return st.one_of(
        leaves,
        st.builds("({} {} {})".format, part, st.sampled_from(["and", "or"]), part),
        st.builds("(not {})".format, part),
        st.builds("({} {} {})".format, number, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), number),
        st.builds("({} in (1, 3))".format, number),
        st.builds("({} < {} <= {})".format, number, number, number),
        st.builds("(has(soms) and soms < {})".format, number),
        st.builds("({} if {} else {})".format, part, part, part),
    )


def read(condition: str, output: str) -> Catalogue:
    """Make a catalogue of one scheme without going through files; that a part decides nothing is no matter here."""
    documents = read_documents(Reader("sources.yaml", []), read_text(SOURCES, "sources.yaml"))
    dictionary = DictionaryReader()
    dictionary.read(Reader("facts.yaml", []), read_text(FACTS, "facts.yaml"))
    outputs = f"outputs:\n  getal: {{type: integer, expression: {output!r}, source: {SOURCE}}}\n"
    reader = Reader("proef.yaml", [], documents)
    text = scheme(repr(condition), outputs=outputs)
    version = SchemeLoader(reader, dictionary.facts, documents).read(read_text(text, "proef.yaml"), "")
    assert [problem for problem in reader.problems if not NO_MATTER.search(problem.message)] == []
    return Catalogue(documents, dictionary.facts, {version.id: (version,)})


def round_to(number: int, step: int, way: str) -> int:
    return number // step * step if way == "down" else -(-number // step) * step


FUNCTIONS = {
    "min": min,
    "max": max,
    "count_true": lambda *parts: sum(map(bool, parts)),
    "has": lambda value: value is not ABSENT,
    "share": lambda amount, part, whole: amount * part // whole,
    "rounded": round_to,
    "up": "up",
    "down": "down",
    "drempel": 3,
    **{name: rank for rank, name in enumerate(COLOURS)},
}


def by_python(condition: CodeType, output: CodeType, facts: Mapping[str, Any]) -> tuple[bool, int | None]:
    """Calculate with Python: whether it holds and, when it does, the output."""
    names = {"__builtins__": {}, **FUNCTIONS, **facts}
    holds = bool(eval(condition, names))  # noqa: S307 - the expression was made by the test
    return holds, eval(output, names) if holds else None  # noqa: S307


def state(name: str, value: Any) -> Any:
    if value is ABSENT:
        return NOT_APPLICABLE
    return Known(COLOURS[value] if name == "kleur" else value)


def every_completion(known: Mapping[str, Any], used: list[str]) -> list[dict[str, Any]]:
    open_facts = [name for name in used if name not in known]
    rest = {name: known.get(name, DOMAINS[name][0]) for name in DOMAINS}
    return [
        {**rest, **dict(zip(open_facts, values, strict=True))}
        for values in itertools.product(*(DOMAINS[name] for name in open_facts))
    ]


@settings(max_examples=200)
@given(condition=truths(3), output=numbers(2), known=st.fixed_dictionaries({}, optional=KNOWN))
@example(condition="(a and (not a))", output="n", known={})
@example(condition="(not (not (n < 1 <= n)))", output="m", known={})
@example(condition="((n < 2) and (b or (n >= 2)))", output="m", known={})
def test_an_answer_is_what_all_completions_agree_on(condition: str, output: str, known: dict[str, Any]) -> None:
    catalogue = read(condition, output)
    used = list(catalogue.scheme("proef", DAY).fact_ids)
    completions = every_completion(known, used)
    assume(len(completions) <= MOST_COMPLETIONS)
    holds, gives = compile(condition, "condition", "eval"), compile(output, "output", "eval")
    results = {tuple(one.items()): by_python(holds, gives, one) for one in completions}

    case: Facts = {name: state(name, value) for name, value in known.items()}
    found = assess(catalogue, "proef", case, DAY)

    check_outcome(found.outcome, {holds for holds, _ in results.values()})
    values = [value for _, value in results.values() if value is not None]
    if values:
        assert found.outputs["getal"].lo <= min(values) <= max(values) <= found.outputs["getal"].hi
    assert set(found.missing) == mattering(results, used, known)


WIDE = [
    "(veel - n)",
    "(veel * n)",
    "min(veel, n + 20)",
    "(veel if a else 40 - veel)",
    "share(veel, n, 5)",
    "(veel + 7)",
]


@settings(max_examples=60)
@given(
    condition=st.builds(
        "({} {} {}) and {}".format, st.sampled_from(WIDE), st.sampled_from(["<", ">="]), numbers(1), truths(1)
    ),
    output=st.sampled_from(WIDE),
    known=st.fixed_dictionaries({}, optional={name: KNOWN[name] for name in ("a", "n", "soms", "kleur")}),
)
def test_a_fact_that_is_calculated_with_leaves_the_answer_sound(
    condition: str, output: str, known: dict[str, Any]
) -> None:
    catalogue = read(condition, output)
    used = list(catalogue.scheme("proef", DAY).fact_ids)
    completions = every_completion(known, used)
    assume(len(completions) <= 4 * MOST_COMPLETIONS)
    holds, gives = compile(condition, "condition", "eval"), compile(output, "output", "eval")
    results = {tuple(one.items()): by_python(holds, gives, one) for one in completions}
    found = assess(catalogue, "proef", {name: state(name, value) for name, value in known.items()}, DAY)
    possible = {holds for holds, _ in results.values()}

    assert found.outcome is Outcome.ONBEKEND or possible == {found.outcome is Outcome.JA}
    assert mattering(results, used, known) <= set(found.missing)


def check_outcome(outcome: Outcome, possible: set[bool]) -> None:
    expected = Outcome.ONBEKEND if len(possible) == 2 else Outcome.JA if True in possible else Outcome.NEE

    assert outcome is expected


def mattering(
    results: Mapping[tuple[tuple[str, Any], ...], tuple[bool, int | None]], used: list[str], known: Mapping[str, Any]
) -> set[str]:
    """The open facts for which two completions that differ in nothing else give another result."""
    found = set()
    for name in used:
        if name in known:
            continue
        groups: dict[tuple[Any, ...], set[tuple[bool, int | None]]] = {}
        for key, result in results.items():
            groups.setdefault(tuple(pair for pair in key if pair[0] != name), set()).add(result)
        if any(len(group) > 1 for group in groups.values()):
            found.add(name)
    return found
