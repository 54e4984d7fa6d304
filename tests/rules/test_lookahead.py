"""The question that says most over all schemes goes first, at the least cost to privacy."""

import datetime as dt
import random
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    REFUSED,
    Catalogue,
    Fact,
    FactValue,
    Known,
    load_catalogue,
    next_question,
    open_questions,
    plain_of,
    question_reason,
)
from overstap.rules.class_tables import ClassTable, class_table
from overstap.rules.evaluation import evaluate
from overstap.rules.lookahead import QuestionReason, ranked_questions
from overstap.rules.questions import ASKABLE
from tests.rules.written import SOURCE, load, scheme

DAY = dt.date(2021, 2, 1)
REAL = load_catalogue()
TODAY = dt.date(2021, 2, 15)
INTAKE = ("routering", "doelgroep", "selectie", "contactpunt", "afstand")
HARDLY = 0.1
WORDS = ("in file order", "looking ahead")


def ranked(catalogue: Catalogue, ids: list[str], case: dict[str, FactValue] | None = None) -> list[QuestionReason]:
    return list(ranked_questions(catalogue, ids, case or {}, DAY, origins=["person", "case", "judgement"]))


def two_schemes(folder: Path, first: str, second: str) -> Catalogue:
    other = scheme(second).replace("id: proef\n", "id: tweede\n")
    return load(folder, {"proef/2020-12-01.yaml": scheme(first), "tweede/2020-12-01.yaml": other})


def test_the_fact_that_most_schemes_need_goes_first(folder: Path) -> None:
    catalogue = two_schemes(folder, "taal < B2 and leeftijd < 40", "leeftijd < 40 and inzet")
    found = next_question(catalogue, ["proef", "tweede"], {}, DAY, look_ahead=True)
    in_order = next_question(catalogue, ["proef", "tweede"], {}, DAY)

    assert found is not None
    assert in_order is not None
    assert (found.id, in_order.id) == ("leeftijd", "taal")


def test_a_sensitive_question_goes_last_when_it_says_as_much(folder: Path) -> None:
    catalogue = two_schemes(folder, "banenafspraak and inzet", "banenafspraak and inzet")

    assert [one.fact.id for one in ranked(catalogue, ["proef", "tweede"])] == ["inzet", "banenafspraak"]


def test_a_question_can_be_sensitive_when_it_says_much_more(folder: Path) -> None:
    parts = " and ".join(f"(inzet or leeftijd > {20 + number} or taal < B2)" for number in range(3))
    catalogue = two_schemes(folder, f"banenafspraak and {parts}", f"banenafspraak and {parts}")

    assert ranked(catalogue, ["proef", "tweede"])[0].fact.id == "banenafspraak"


def test_a_scheme_with_more_money_counts_for_more(folder: Path) -> None:
    amount = f"amount: {{expression: bedrag, unit: cents, source: {SOURCE}}}\n"
    value = f"  bedrag: {{type: money, values: [{{from: 2020-12-01, value: 900.00}}], source: {SOURCE}}}"
    rich = scheme("inzet", amount=amount, parameters=value).replace("id: proef\n", "id: tweede\n")
    catalogue = load(folder, {"proef/2020-12-01.yaml": scheme("taal < B2"), "tweede/2020-12-01.yaml": rich})

    assert [one.fact.id for one in ranked(catalogue, ["proef", "tweede"])] == ["inzet", "taal"]


def test_what_may_not_be_asked_is_left_out(catalogue: Catalogue) -> None:
    every = {fact.id for fact in open_questions(catalogue, ["proefplaats"], {}, DAY, look_ahead=True)}

    def not_sensitive(fact: Fact) -> bool:
        return fact.sensitivity == "gewoon"

    for ahead in (True, False):
        limited = open_questions(catalogue, ["proefplaats"], {}, DAY, look_ahead=ahead, allowed=not_sensitive)
        named = open_questions(catalogue, ["proefplaats"], {}, DAY, look_ahead=ahead, allowed={"taal", "banenafspraak"})

        assert {fact.id for fact in limited} == every - {"banenafspraak", "uitkering_dagen"}
        assert {fact.id for fact in named} == {"taal", "banenafspraak"}
        assert next_question(catalogue, ["proefplaats"], {}, DAY, look_ahead=ahead, allowed=()) is None


def test_a_refused_fact_is_never_asked_again(catalogue: Catalogue) -> None:
    case: dict[str, FactValue] = {}
    while (question := next_question(catalogue, ["proefplaats"], case, DAY, look_ahead=True)) is not None:
        assert question.id not in case
        case[question.id] = REFUSED

    assert set(case) == {"leeftijd", "banenafspraak", "uitkering_dagen", "inzet", "taal", "weken"}


def test_the_same_case_gives_the_same_questions() -> None:
    ids = [version.id for version in REAL.schemes(TODAY)]
    first, again = (
        [(one.fact.id, one.worth) for one in ranked_questions(REAL, ids, {}, TODAY, origins=ASKABLE)] for _ in range(2)
    )

    assert first == again
    assert len(first) > 20


def test_looking_ahead_asks_among_the_same_facts() -> None:
    ids = [version.id for version in REAL.schemes(TODAY)]
    ahead = open_questions(REAL, ids, {}, TODAY, look_ahead=True)

    assert {fact.id for fact in ahead} == {fact.id for fact in open_questions(REAL, ids, {}, TODAY)}
    assert next_question(REAL, ids, {}, TODAY, look_ahead=True) == ahead[0]


def test_a_reason_names_the_schemes_that_an_answer_can_settle(folder: Path) -> None:
    catalogue = two_schemes(folder, "inzet", "inzet and taal < B2 or leeftijd > 40")
    reason = next(one for one in ranked(catalogue, ["proef", "tweede"]) if one.fact.id == "inzet")

    assert (reason.settles, reason.narrows) == (("proef",), ("tweede",))
    assert reason.text() == (
        "Met dit antwoord weten wij misschien meteen genoeg voor: Proefplaats. Dit antwoord telt mee voor: Proefplaats."
    )
    assert reason.text("en").startswith("With this answer we may at once know enough for:")


def test_there_is_no_reason_when_nothing_is_open(catalogue: Catalogue) -> None:
    case = {"leeftijd": Known(50), "banenafspraak": Known(False)}

    assert question_reason(catalogue, ["proefplaats"], case, DAY) is None
    assert question_reason(catalogue, ["proefplaats"], {}, dt.date(2019, 1, 1)) is None


def test_an_answer_that_only_narrows_an_amount_is_asked_after_yes_or_no_is_known(catalogue: Catalogue) -> None:
    asked: list[str] = []
    answers = {"leeftijd": Known(20), "uitkering_dagen": NOT_APPLICABLE, "inzet": Known(True), "taal": Known("B2")}
    case: dict[str, FactValue] = {"proefplaats_gebruikt": Known(0)}
    while (question := next_question(catalogue, ["proefplaats"], case, DAY, look_ahead=True)) is not None:
        asked.append(question.id)
        case[question.id] = answers.get(question.id, Known(3))

    assert asked[-2:] in (["taal", "weken"], ["weken", "taal"])


@cache
def tables() -> dict[str, ClassTable]:
    """The classes of every fact, of the first scheme that asks it."""
    found: dict[str, ClassTable] = {}
    for version in REAL.schemes(TODAY):
        table = class_table(evaluate(version, REAL.facts, {}, TODAY))
        found = dict.fromkeys(version.fact_ids, table) | found
    return found


def person(place: int) -> dict[str, FactValue]:
    """Give someone of whom everything is known: a class of each fact, and a value from it or from anywhere.

    Each fact has a luck of its own, so that the same persons come back when a fact is added.
    """
    case: dict[str, FactValue] = {}
    for name, table in sorted(tables().items()):
        luck = random.Random(f"{place} {name}")
        fact, setting = REAL.facts[name], luck.choice(table.of(name))
        number = luck.choice([setting.value[0], luck.randint(fact.low, fact.high)])
        case[name] = NOT_APPLICABLE if setting.applies == (0, 0) else Known(plain_of(fact.type, number))
    return case


def walked(full: dict[str, FactValue], ids: Collection[str], *, ahead: bool) -> list[Fact]:
    """Ask until nothing is open; what nobody is asked is known from the start."""
    case = {name: value for name, value in full.items() if ASKABLE.isdisjoint(REAL.facts[name].origin)}
    asked: list[Fact] = []
    while (question := next_question(REAL, ids, case, TODAY, look_ahead=ahead)) is not None:
        asked.append(question)
        case[question.id] = full[question.id]
    return asked


@pytest.mark.parametrize(("which", "persons"), [("intake", 240), ("all for persons", 30)])
def test_looking_ahead_takes_fewer_questions_than_the_order_of_the_files(which: str, persons: int) -> None:
    ids = INTAKE if which == "intake" else [one.id for one in REAL.schemes(TODAY) if one.beneficiary == "persoon"]
    people = [person(place) for place in range(persons)]
    means = {}

    assert len({tuple(sorted((name, str(value)) for name, value in one.items())) for one in people}) == persons
    for ahead in (False, True):
        walks = [walked(one, ids, ahead=ahead) for one in people]
        sensitive = sum(fact.sensitivity.rank > 0 for walk in walks for fact in walk)
        means[ahead] = (sum(map(len, walks)) / persons, sensitive / persons)
    shown = [
        f"{words} {count:.2f} ({hard:.2f} sensitive)"
        for words, (count, hard) in zip(WORDS, means.values(), strict=True)
    ]
    print(f"\nquestions per person, {which}: {', '.join(shown)}")  # noqa: T201 - the figures are what this is about

    assert means[True][0] < means[False][0]
    assert means[True][1] <= means[False][1] + HARDLY
