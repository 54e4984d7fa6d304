"""Assessing a case: calculation, sharpening, grounds, what is missing, and the receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, partial

from overstap.core.decision import Bearing
from overstap.rules.asking import asking_order
from overstap.rules.assessment import Assessment, Bounds, OutputValue, RuleGround
from overstap.rules.catalogue import Catalogue
from overstap.rules.datatypes import DATE
from overstap.rules.evaluation import Evaluation, ReadCase, evaluate
from overstap.rules.fact_values import show
from overstap.rules.grounds import Grounds
from overstap.rules.model import SchemeVersion, Text
from overstap.rules.operations import Interval
from overstap.rules.problems import UnknownNameError
from overstap.rules.program import ParameterValue
from overstap.rules.receipt import LANGUAGE_VERSION, Input, Receipt, digest, digest_of_facts, read_input, text_of
from overstap.rules.sharpening import sharpen
from overstap.rules.telling import telling
from overstap.rules.values import REFUSED, Facts, Outcome, outcome_of
from overstap.rules.wording import NOT_IN_FORCE, fill


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
    _check_names(catalogue, case)
    return _assess(_Told(catalogue, case), scheme_id, on, overrides or {})


def assess_all(
    catalogue: Catalogue,
    case: Facts,
    on: date,
    scheme_ids: Iterable[str] | None = None,
    *,
    overrides: Mapping[str, Mapping[str, ParameterValue]] | None = None,
) -> tuple[Assessment, ...]:
    """Assess a case against several schemes, or against all that are in force on a day; reads the case once.

    `overrides` are regional values by scheme. The answers and the errors are those of `assess` for each of them.
    """
    _check_names(catalogue, case)
    told, regional = _Told(catalogue, case), overrides or {}
    wanted = [version.id for version in catalogue.schemes(on)] if scheme_ids is None else scheme_ids
    return tuple(_assess(told, scheme_id, on, regional.get(scheme_id) or {}) for scheme_id in wanted)


class _Told:
    """A case that is read once for several schemes: its intervals, and its facts as they stand on a receipt."""

    def __init__(self, catalogue: Catalogue, case: Facts) -> None:
        self.catalogue, self.case, self.read = catalogue, case, ReadCase(catalogue.facts, case)
        self._inputs: dict[str, Input] = {}

    def inputs(self, names: Iterable[str]) -> tuple[Input, ...]:
        """Give the facts that are known among these, as a receipt has them."""
        case, ready = self.case, self._inputs
        for name in names:
            if name in case and name not in ready:
                ready[name] = read_input(name, case[name])
        return tuple([ready[name] for name in names if name in ready])


def _check_names(catalogue: Catalogue, case: Facts) -> None:
    if not case.keys() <= catalogue.facts.keys():
        unknown = next(name for name in case if name not in catalogue.facts)
        raise UnknownNameError("fact", unknown, catalogue.facts)


def _assess(told: _Told, scheme_id: str, on: date, overrides: Mapping[str, ParameterValue]) -> Assessment:
    versions = told.catalogue.all_versions(scheme_id)
    for version in versions:
        if version.valid_on(on):
            evaluation = evaluate(version, told.catalogue.facts, told.case, on, overrides, read=told.read)
            return _assessment(told, evaluation, overrides)
    return _outside(versions, told.case, on)


def _outside(versions: tuple[SchemeVersion, ...], case: Facts, on: date) -> Assessment:
    nearest = next((version for version in reversed(versions) if version.valid_from <= on), versions[0])
    day = Text(show_day(on, "nl"), show_day(on, "en"))
    text = fill(NOT_IN_FORCE, lambda _name, language: day.get(language))
    ground = RuleGround("geldigheid", "voorwaarde", Outcome.NEE, Bearing.SPEAKS_AGAINST, text, Text("", ""))
    receipt = Receipt(nearest.id, None, on, "", "", LANGUAGE_VERSION, (), (), Outcome.NEE.value, None, (), digest(""))
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
        write_receipt=lambda: receipt,
        case=case,
    )


def show_day(day: date, language: str) -> str:
    """Write a date for people."""
    return show(DATE, day.toordinal(), language)


def _assessment(told: _Told, evaluation: Evaluation, overrides: Mapping[str, ParameterValue]) -> Assessment:
    """Put one assessment together."""
    catalogue, case = told.catalogue, told.case
    version, roots = evaluation.version, evaluation.prepared.roots
    sharpened = sharpen(evaluation)
    grounds = Grounds(evaluation, case, sharpened.refined)
    outcome = outcome_of(*grounds.interval(roots.outcome))
    claim = Bounds(*grounds.interval(roots.answers[-1])) if version.amount is not None else None
    outputs = grounds.outputs()
    mattering = sharpened.mattering
    asked = [name for name in asking_order(version, catalogue) if name in mattering] if mattering else []
    missing = tuple([name for name in asked if case.get(name) is not REFUSED])
    return Assessment(
        scheme_id=version.id,
        version=version.valid_from,
        on=evaluation.on,
        name=version.name,
        outcome=outcome,
        amount=claim,
        outputs=outputs,
        grounds=grounds.all(),
        missing=missing,
        withheld=tuple([name for name in asked if case.get(name) is REFUSED]),
        judgements_needed=tuple([name for name in missing if name in version.judgements]),
        outside_validity=False,
        legal_test_pending=version.legal_test_pending,
        write_receipt=partial(_receipt, told, grounds, overrides, outcome=outcome, claim=claim, outputs=outputs),
        evaluation=evaluation,
        case=case,
        refined=sharpened.refined,
    )


def _receipt(
    told: _Told,
    grounds: Grounds,
    overrides: Mapping[str, ParameterValue],
    *,
    outcome: Outcome,
    claim: Bounds | None,
    outputs: Mapping[str, OutputValue],
) -> Receipt:
    evaluation, refined = grounds.evaluation, grounds.refined
    version, catalogue = evaluation.version, told.catalogue
    return Receipt(
        scheme=version.id,
        version=version.valid_from,
        on=evaluation.on,
        file_hash=version.file_hash,
        facts_hash=_facts_hash(catalogue, version),
        language_version=LANGUAGE_VERSION,
        inputs=told.inputs(_in_order(version)),
        overrides=tuple(sorted(overrides.items())) if overrides else (),
        outcome=outcome.value,
        amount=(claim.lo, claim.hi) if claim else None,
        outputs=tuple(sorted([(name, (one.lo, one.hi)) for name, one in outputs.items()])),
        trace_hash=digest(_text(evaluation, refined)),
        dictionary=catalogue.dictionary,
    )


def _text(evaluation: Evaluation, refined: Mapping[int, Interval]) -> str:
    """Write every value, and behind them those that looking further gave."""
    text = telling(evaluation.prepared).text(evaluation.values)
    return f"{text};{text_of([refined[slot] for slot in sorted(refined)])}" if refined else text


@lru_cache(maxsize=512)
def _in_order(version: SchemeVersion) -> tuple[str, ...]:
    return tuple(sorted(version.fact_ids))


@lru_cache(maxsize=512)
def _facts_hash(catalogue: Catalogue, version: SchemeVersion) -> str:
    return digest_of_facts(catalogue.fact_hashes, version.fact_ids)
