"""Weighs an instrument for one person: which schemes speak, what they say, what is still missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from overstap.arrangements.item_facts import FIELDS, SETTLED_LATER, asked_with_item
from overstap.arrangements.values import CeilingLeft, ChoiceLine, Fit, GroundLine, Question, SchemeRefusal, Words
from overstap.casework.models import RegionalValue
from overstap.casework.policy import overrides
from overstap.core.decision import Bearing, Refusal
from overstap.rules import Assessment, Catalogue, Fact, FactValue, Instrument, Outcome, Text, assess
from overstap.rules.program import ParameterValue

ORDER_OF_FUNDS = "financieringsvolgorde"
CHOSEN_STREAM = "gekozen_geldstroom"
REVIEW = "_toets"
USED = "_gebruikt"


@dataclass(frozen=True, slots=True)
class Weighing:
    """What all schemes of an instrument say together (weging).

    `assessments` stands in the order of the schemes: the first one is pinned on the item. `open_facts` are missing
    facts that someone has to answer now; what is only settled at the start of the arrangement is left out of it.
    `withheld` are facts that matter and that the person does not want to give. `beside` are the schemes of other
    streams that pay a part: they have to say yes too.
    """

    assessments: tuple[Assessment, ...]
    grounds: tuple[GroundLine, ...]
    open_facts: tuple[Fact, ...]
    withheld: tuple[Fact, ...] = ()
    beside: tuple[Assessment, ...] = ()

    @property
    def fit(self) -> Fit:
        """Whether the instrument fits."""
        outcomes = {assessment.outcome for assessment in (*self.assessments, *self.beside)}
        if Outcome.NEE in outcomes:
            return Fit.NO
        if self.withheld:
            return Fit.UNKNOWN
        if not self.open_facts:
            return Fit.YES
        return Fit.POSSIBLE if all(asked_with_item(fact) for fact in self.open_facts) else Fit.UNKNOWN

    @property
    def settled(self) -> bool:
        """Whether every scheme says yes without reserve: what the start of an arrangement asks."""
        return all(one.outcome is Outcome.JA for one in (*self.assessments, *self.beside))

    @property
    def main(self) -> Assessment | None:
        """The assessment that is pinned on the item."""
        return self.assessments[0] if self.assessments else None

    def reviews_until(self, ends_on: date | None) -> tuple[date, ...]:
        """Give the days on which has to be looked whether someone can move on, as a scheme says (R-178)."""
        if self.main is None or ends_on is None:
            return ()
        days = {value.value for name, value in self.main.outputs.items() if name.endswith(REVIEW)}
        return tuple(sorted(day for day in days if isinstance(day, date) and day <= ends_on))

    def refusal(self) -> Refusal | None:
        """Give the first ground that says no as a refusal, in words of the scheme file."""
        against = next((ground for ground in self.grounds if ground.bearing is Bearing.SPEAKS_AGAINST), None)
        return refusal_of(against) if against else None


def refusal_of(against: GroundLine) -> SchemeRefusal:
    """Turn a ground that says no into a refusal, in words of the scheme file."""
    remedy = against.remedy or Words("", "")
    return SchemeRefusal(
        rule=against.condition,
        because=against.because.nl,
        source=against.source.nl,
        remedy=remedy.nl,
        because_en=against.because.en,
        source_en=against.source.en,
        remedy_en=remedy.en,
    )


def grounds_of(assessment: Assessment) -> tuple[GroundLine, ...]:
    """Turn the grounds of an assessment that point somewhere into values of this context."""
    return tuple(
        GroundLine(
            condition=f"{assessment.scheme_id}.{ground.id}",
            bearing=ground.bearing,
            because=Words(ground.text.nl, ground.text.en),
            source=Words(ground.source.nl, ground.source.en),
            remedy=words(ground.remedy),
        )
        for ground in assessment.grounds
        if ground.bearing is not None
    )


def receipt_of(assessment: Assessment | None) -> dict[str, Any]:
    """Give the receipt of an assessment as it is kept with an item."""
    receipt: dict[str, Any] = json.loads(assessment.receipt.to_json()) if assessment else {}
    return receipt


def schemes_of(catalogue: Catalogue, instrument: Instrument, on: date) -> tuple[str, ...]:
    """Give the schemes that speak about an instrument: its own, that of its stream, and the order of funds."""
    of_stream = (instrument.stream or "").replace("_", "-")
    ordered = catalogue.facts[CHOSEN_STREAM].type.values if CHOSEN_STREAM in catalogue.facts else ()
    wanted = [instrument.scheme, of_stream, ORDER_OF_FUNDS if instrument.stream in ordered else None]
    in_force = {version.id for version in catalogue.schemes(on)}
    return tuple(dict.fromkeys(scheme for scheme in wanted if scheme and scheme in in_force))


class Weigher:
    """Weighs instruments for one region on one day, and reads what the region chose only once per scheme."""

    def __init__(self, catalogue: Catalogue, *, region_code: str, on: date) -> None:
        self.catalogue = catalogue
        self.region_code = region_code
        self.on = on
        self._own: frozenset[str] | None = None
        self._overrides: dict[str, Mapping[str, ParameterValue]] = {}
        self._answers: dict[tuple[str, frozenset[tuple[str, FactValue]]], Assessment] = {}

    def weigh(
        self, instrument: Instrument, facts: Mapping[str, FactValue], beside: tuple[Assessment, ...] = ()
    ) -> Weighing:
        """Assess every scheme of an instrument with the same facts; `beside` are the answers about other streams."""
        wanted = schemes_of(self.catalogue, instrument, self.on)
        assessments = tuple(one for one in (self.assess_one(scheme, facts) for scheme in wanted) if one is not None)
        unsettled = [one for one in (*assessments, *beside) if one.outcome is Outcome.ONBEKEND]
        missing = dict.fromkeys(fact for one in unsettled for fact in one.missing if fact not in SETTLED_LATER)
        withheld = dict.fromkeys(fact for one in unsettled for fact in one.withheld)
        grounds = dict.fromkeys(ground for one in (*assessments, *beside) for ground in grounds_of(one))
        return Weighing(
            assessments=assessments,
            grounds=tuple(grounds),
            open_facts=tuple(self.catalogue.facts[fact] for fact in missing),
            withheld=tuple(self.catalogue.facts[fact] for fact in withheld),
            beside=beside,
        )

    def assess_one(self, scheme: str, facts: Mapping[str, FactValue]) -> Assessment | None:
        """Assess one scheme, with what the region chose; None when it is not in force."""
        if not any(version.valid_on(self.on) for version in self.catalogue.versions.get(scheme, ())):
            return None
        asked = (scheme, frozenset(facts.items()))
        if asked not in self._answers:
            self._answers[asked] = assess(self.catalogue, scheme, facts, self.on, overrides=self._chosen(scheme))
        return self._answers[asked]

    def _chosen(self, scheme: str) -> Mapping[str, ParameterValue]:
        if self._own is None:
            rows = RegionalValue.objects.filter(region__code=self.region_code, valid_from__lte=self.on)
            self._own = frozenset(rows.order_by().values_list("scheme", flat=True))
        if scheme not in self._overrides:
            own = overrides(self.region_code, scheme, self.on) if scheme in self._own else {}
            self._overrides[scheme] = own
        return self._overrides[scheme]


def ceiling_code(catalogue: Catalogue, instrument: Instrument, on: date) -> tuple[str, int] | None:
    """Give the ceiling per person of an instrument (code and limit in cents), or None when it has none (R-156)."""
    for scheme in schemes_of(catalogue, instrument, on):
        version = catalogue.scheme(scheme, on)
        if version.ceiling is not None and version.ceiling.per == "person" and version.ceiling.used:
            limit = version.parameters[version.ceiling.parameter].on(on)
            return version.ceiling.used.removesuffix(USED), int(str(limit))
    return None


def ceiling_left(code: tuple[str, int] | None, used_cents: int) -> CeilingLeft | None:
    """Give what is left of a ceiling."""
    return CeilingLeft(code=code[0], limit_cents=code[1], used_cents=used_cents) if code else None


def words(text: Text | None) -> Words | None:
    """Turn a text of the scheme files into a value of this context."""
    return Words(nl=text.nl, en=text.en) if text is not None else None


def question_of(fact: Fact) -> Question:
    """Turn a missing fact into a question for a form."""
    return Question(
        fact=fact.id,
        label=Words(fact.label.nl, fact.label.en),
        question=Words(fact.question.nl, fact.question.en),
        help=words(fact.help),
        kind=fact.type.kind.value,
        unit=fact.type.unit,
        low=fact.low,
        high=fact.high,
        choices=tuple(ChoiceLine(choice.id, Words(choice.label.nl, choice.label.en)) for choice in fact.choices),
        with_item=asked_with_item(fact),
        field=FIELDS.get(fact.id, ""),
    )
