"""The examples of a scheme file, which are its tests too, as a reader understands them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from overstap.rules import Catalogue, Fact, FactValue, Known, Outcome, SchemeCase, SchemeVersion, number_of, show
from overstap.rules.fact_values import show_interval
from overstap.rules.wording import STATES
from overstap.web.catalogue.names import OUTCOMES


@dataclass(frozen=True, slots=True)
class Told:
    """Something with its value, both in words."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Example:
    """A case with what must come out (voorbeeld); `name` is as its author wrote it, in Dutch."""

    name: str
    on: dt.date
    given: tuple[Told, ...]
    outcome: Outcome
    answers: tuple[Told, ...]
    amount: str
    in_source: bool

    @property
    def kind(self) -> str:
        """The colour of the outcome."""
        return OUTCOME_KINDS[self.outcome]

    @property
    def shown(self) -> str:
        """The outcome in words."""
        return str(OUTCOMES[self.outcome])


OUTCOME_KINDS = {Outcome.JA: "good", Outcome.NEE: "neutral", Outcome.ONBEKEND: "attention"}


def examples_of(files: Catalogue, version: SchemeVersion, language: str) -> tuple[Example, ...]:
    """All cases of a version: first those that the source itself works out, then yes, no and not known."""
    order = list(OUTCOME_KINDS)
    made = [_example(files, version, case, language) for case in version.cases]
    return tuple(sorted(made, key=lambda one: (not one.in_source, order.index(one.outcome))))


def shown_fact(fact: Fact, state: FactValue, language: str) -> str:
    """The value of a fact in words."""
    if isinstance(state, Known):
        return show(fact.type, number_of(fact, state.value), language, fact.choices)
    return STATES[state.value].get(language)


def _example(files: Catalogue, version: SchemeVersion, case: SchemeCase, language: str) -> Example:
    given = (
        Told(files.facts[name].label.get(language), shown_fact(files.facts[name], state, language))
        for name, state in case.given.items()
    )
    expected = case.expect.amount
    return Example(
        name=case.name,
        on=case.on,
        given=tuple(given),
        outcome=case.expect.outcome,
        answers=tuple(_answers(version, case, language)),
        amount=show_interval(version.amount.expression.type, expected, language) if version.amount and expected else "",
        in_source=case.worked_example,
    )


def _answers(version: SchemeVersion, case: SchemeCase, language: str) -> Iterator[Told]:
    for name, number in case.expect.outputs.items():
        output = version.outputs[name]
        if number is None or output.label is None:
            continue
        yield Told(output.label.get(language), show(output.type, number, language, output.choices))
