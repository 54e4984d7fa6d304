"""Assessing a case: calculation, sharpening, grounds, what is missing, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from overstap.core.decision import Bearing
from overstap.rules.asking import asking_order
from overstap.rules.assessment import Assessment, Bounds, OutputValue, RuleGround
from overstap.rules.catalogue import Catalogue
from overstap.rules.class_tables import class_table
from overstap.rules.classes import FactSlots
from overstap.rules.datatypes import DATE
from overstap.rules.evaluation import Evaluation, evaluate
from overstap.rules.fact_values import show, show_interval
from overstap.rules.model import Choice, Condition, Factor, Output, Says, SchemeVersion, Text
from overstap.rules.operations import Interval
from overstap.rules.problems import UnknownNameError
from overstap.rules.program import ParameterValue
from overstap.rules.receipt import LANGUAGE_VERSION, Receipt, digest, digest_of_facts, read_inputs
from overstap.rules.refinement import OpenFact, Refinement
from overstap.rules.trace import cite
from overstap.rules.values import NOT_APPLICABLE, REFUSED, Facts, Outcome, outcome_of
from overstap.rules.wording import NOT_IN_FORCE, STATES, fill


def assess(
    catalogue: Catalogue,
    scheme_id: str,
    case: Facts,
    on: date,
    *,
    overrides: Mapping[str, ParameterValue] | None = None,
) -> Assessment:
    """Assess a case against the version of a scheme that is in force on a day (toetsen).

    `overrides` are the values that a region has set for parameters marked regional. On a day that no version covers
    the outcome is no with `outside_validity`; an older version never comes back (R-006). Raises `UnknownNameError`
    for an unknown scheme or fact, `FactValueError` for a value that does not fit and `OverrideError` for a wrong
    regional value.
    """
    for name in case:
        if name not in catalogue.facts:
            raise UnknownNameError("fact", name, catalogue.facts)
    versions = catalogue.all_versions(scheme_id)
    version = next((version for version in versions if version.valid_on(on)), None)
    if version is None:
        return _outside(versions, case, on)
    evaluation = evaluate(version, catalogue.facts, case, on, overrides)
    return _Assessor(catalogue, version, evaluation, case, dict(overrides or {})).assessment()


def _outside(versions: tuple[SchemeVersion, ...], case: Facts, on: date) -> Assessment:
    nearest = next((version for version in reversed(versions) if version.valid_from <= on), versions[0])
    day = Text(show_day(on, "nl"), show_day(on, "en"))
    text = fill(NOT_IN_FORCE, lambda _name, language: day.get(language))
    ground = RuleGround("geldigheid", "voorwaarde", Outcome.NEE, Bearing.SPEAKS_AGAINST, text, Text("", ""))
    receipt = Receipt(nearest.id, None, on, "", "", LANGUAGE_VERSION, (), (), Outcome.NEE.value, None, (), digest(()))
    return Assessment(
        scheme_id=nearest.id,
        version=None,
        on=on,
        name=nearest.name,
        outcome=Outcome.NEE,
        amount=None,
        outputs={},
        grounds=(ground,),
        missing=(),
        withheld=(),
        judgements_needed=(),
        outside_validity=True,
        legal_test_pending=nearest.legal_test_pending,
        receipt=receipt,
        case=case,
    )


def show_day(day: date, language: str) -> str:
    """Write a date for people."""
    return show(DATE, day.toordinal(), language)


class _Assessor:
    """Puts one assessment together."""

    def __init__(
        self,
        catalogue: Catalogue,
        version: SchemeVersion,
        evaluation: Evaluation,
        case: Facts,
        overrides: dict[str, ParameterValue],
    ) -> None:
        self.catalogue, self.version, self.evaluation = catalogue, version, evaluation
        self.case, self.overrides, self.program = case, overrides, version.program
        self.refined: dict[int, Interval] = {}
        self.mattering: set[str] = set()
        self._refine()

    def slots_of_answers(self) -> list[int]:
        """Give the slots of the outputs and the claim."""
        found = [self.program.slot(output.expression) for output in self.version.outputs.values()]
        if self.version.amount is not None:
            found.append(self.program.slot(self.version.amount.claim))
        return found

    def _refine(self) -> None:
        values, answers = self.evaluation.values, self.slots_of_answers()
        outcome = self.program.slot(self.version.outcome)
        roots = [
            *(one.expression for one in self.version.conditions),
            *(one.expression for one in self.version.factors),
        ]
        grounds = [self.program.slot(root) for root in roots]
        wanted = [slot for slot in dict.fromkeys((outcome, *answers, *grounds)) if values[slot][0] != values[slot][1]]
        if not wanted:
            return
        search = Refinement(self.evaluation.steps, values, self._open_facts(), outcome=outcome, answers=answers)
        for slot in wanted:
            self.refined[slot] = search.hull(slot)
        self._agree(outcome)
        low, high = self.interval(outcome)
        if high == 1 and (low == 0 or any(_open(self.interval(slot)) for slot in answers)):
            self.mattering = search.mattering()

    def _agree(self, outcome: int) -> None:
        """A condition known to fail settles the outcome, and a settled outcome of no settles the claim."""
        if any(self.interval(self.program.slot(one.expression)) == (0, 0) for one in self.version.conditions):
            self.refined[outcome] = (0, 0)
        if self.interval(outcome) == (0, 0) and self.version.amount is not None:
            self.refined[self.program.slot(self.version.amount.claim)] = (0, 0)

    def _open_facts(self) -> list[OpenFact]:
        classes = class_table(self.evaluation)
        return [
            OpenFact(FactSlots(self.catalogue.facts[name], *slots), classes.of(name))
            for name, slots in self.evaluation.fact_slots.items()
            if any(slot is not None and _open(self.evaluation.values[slot]) for slot in slots)
        ]

    def interval(self, slot: int) -> Interval:
        """Give the sharpest interval known of a slot."""
        return self.refined.get(slot, self.evaluation.values[slot])

    def assessment(self) -> Assessment:
        """Give the assessment."""
        version, claim = self.version, None
        outcome = outcome_of(*self.interval(self.program.slot(version.outcome)))
        if version.amount is not None:
            claim = Bounds(*self.interval(self.program.slot(version.amount.claim)))
        outputs = {name: self.output(output) for name, output in version.outputs.items()}
        asked = [name for name in asking_order(version, self.catalogue) if name in self.mattering]
        missing = tuple(name for name in asked if self.case.get(name) is not REFUSED)
        grounds = (*map(self.condition, version.conditions), *map(self.factor, version.factors))
        return Assessment(
            scheme_id=version.id,
            version=version.valid_from,
            on=self.evaluation.on,
            name=version.name,
            outcome=outcome,
            amount=claim,
            outputs=outputs,
            grounds=grounds,
            missing=missing,
            withheld=tuple(name for name in asked if self.case.get(name) is REFUSED),
            judgements_needed=tuple(name for name in missing if name in version.judgements),
            outside_validity=False,
            legal_test_pending=version.legal_test_pending,
            receipt=self.receipt(outcome, claim, outputs),
            evaluation=self.evaluation,
            case=self.case,
            refined=self.refined,
        )

    def receipt(self, outcome: Outcome, claim: Bounds | None, outputs: Mapping[str, OutputValue]) -> Receipt:
        """Make the receipt."""
        return Receipt(
            scheme=self.version.id,
            version=self.version.valid_from,
            on=self.evaluation.on,
            file_hash=self.version.file_hash,
            facts_hash=digest_of_facts(self.catalogue.fact_hashes, self.version.fact_ids),
            language_version=LANGUAGE_VERSION,
            inputs=read_inputs(self.case, self.version.fact_ids),
            overrides=tuple(sorted(self.overrides.items())),
            outcome=outcome.value,
            amount=(claim.lo, claim.hi) if claim else None,
            outputs=tuple(sorted((name, (one.lo, one.hi)) for name, one in outputs.items())),
            trace_hash=digest([*self.evaluation.values, *(self.refined[slot] for slot in sorted(self.refined))]),
        )

    def output(self, output: Output) -> OutputValue:
        """Give the value of an output."""
        low, high = self.interval(self.program.slot(output.expression))
        key = "unknown"
        if low == high:
            key = output.type.values[low] if output.type.values else ("yes" if low else "no")
        says = output.says.get(key)
        return OutputValue(
            output.id,
            output.type,
            low,
            high,
            cite(output.source),
            output.label,
            output.choices,
            fill(says, self.shown) if says else None,
        )

    def condition(self, condition: Condition) -> RuleGround:
        """Give the ground of a condition."""
        outcome = outcome_of(*self.interval(self.program.slot(condition.expression)))
        remedy = fill(condition.remedy, self.shown) if condition.remedy and outcome is Outcome.NEE else None
        return RuleGround(
            id=condition.id,
            kind="voorwaarde",
            outcome=outcome,
            bearing=_BEARINGS[outcome],
            text=fill(_said(condition.says, outcome), self.shown),
            source=cite(condition.source),
            remedy=remedy,
            judgement=condition.judgement,
            facts=condition.expression.facts(),
        )

    def factor(self, factor: Factor) -> RuleGround:
        """Give the ground of a factor: it points somewhere when it is true, nowhere when it is false."""
        outcome = outcome_of(*self.interval(self.program.slot(factor.expression)))
        bearing: Bearing | None = Bearing.OPEN if outcome is Outcome.ONBEKEND else None
        if outcome is Outcome.JA:
            bearing = Bearing.SPEAKS_FOR if factor.speaks_for else Bearing.SPEAKS_AGAINST
        weight = self.evaluation.parameter(factor.weight) if isinstance(factor.weight, str) else factor.weight
        return RuleGround(
            id=factor.id,
            kind="factor",
            outcome=outcome,
            bearing=bearing,
            text=fill(_said(factor.says, outcome), self.shown),
            source=cite(factor.source),
            weight=weight if isinstance(weight, int) else None,
            facts=factor.expression.facts(),
        )

    def shown(self, name: str, language: str) -> str:
        """Write the value of a parameter, fact or named expression in a text."""
        version = self.version
        if name in version.parameters:
            return self._shown_parameter(name, language)
        if name in version.lets:
            node = version.lets[name]
            return show_interval(node.type, self.interval(self.program.slot(node)), language)
        if self.case.get(name) is NOT_APPLICABLE:
            return STATES[NOT_APPLICABLE.value].get(language)
        fact = self.catalogue.facts[name]
        slot = self.evaluation.fact_slots[name][0]
        interval = self.evaluation.values[slot] if slot is not None else (fact.low, fact.high)
        if _open(interval):
            return "unknown" if language == "en" else "onbekend"
        return show_interval(fact.type, interval, language, fact.choices)

    def _shown_parameter(self, name: str, language: str) -> str:
        kind, value = self.version.parameters[name].type, self.evaluation.parameter(name)
        if isinstance(value, int):
            return show(kind, value, language, self._choices(kind.values))
        item = kind.item
        if item is None or any(isinstance(member, tuple) for member in value):
            return name
        return ", ".join(show(item, int(member), language, self._choices(item.values)) for member in value)  # type: ignore[arg-type]

    def _choices(self, values: tuple[str, ...]) -> tuple[Choice, ...]:
        return next((one.choices for one in self.catalogue.facts.values() if values and one.type.values == values), ())


_BEARINGS = {
    Outcome.JA: Bearing.SPEAKS_FOR,
    Outcome.NEE: Bearing.SPEAKS_AGAINST,
    Outcome.ONBEKEND: Bearing.OPEN,
}


def _said(says: Says, outcome: Outcome) -> Text:
    return {Outcome.JA: says.yes, Outcome.NEE: says.no, Outcome.ONBEKEND: says.unknown}[outcome]


def _open(interval: Interval) -> bool:
    return bool(interval[0] != interval[1])
