"""Asking a scheme about a file, and keeping what it answered with its grounds and receipt."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from overstap.casework.models import Assessment, Case
from overstap.casework.policy import Use, catalogue, item_of, local_day, overrides
from overstap.casework.values import AssessmentCard, GroundCard, MissingFact, OutputCard
from overstap.rules import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from overstap.core.consent import Item
    from overstap.rules import Facts, OutputValue, RuleGround

ADVICE = "advies"
NEUTRAL = "neutraal"


@dataclass(frozen=True, slots=True)
class Said:
    """What a scheme says about a settled answer (toelichting), and where that is written."""

    nl: str
    en: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scheme answered about a set of facts (antwoord), not kept yet; `version` is None outside its validity."""

    scheme: str
    version: dt.date | None
    outcome: str
    outputs: tuple[OutputCard, ...]
    says: Mapping[str, Said]
    grounds: tuple[GroundCard, ...]
    missing: tuple[MissingFact, ...]
    receipt: dict[str, Any]

    def output(self, name: str) -> str | None:
        """Give the settled value of an output; None while it is open."""
        return next((found.value for found in self.outputs if found.id == name), None)

    def said(self, name: str) -> Said:
        """Give the sentence that belongs to the settled value of an output; empty when the scheme has none."""
        return self.says.get(name, Said("", "", ""))


def assess_facts(scheme_id: str, facts: Facts, *, region_code: str, on: dt.date) -> Answer:
    """Ask a scheme about facts on a day, with what the region chose for itself."""
    found = assess(catalogue(), scheme_id, facts, on, overrides=overrides(region_code, scheme_id, on))
    return Answer(
        scheme=scheme_id,
        version=found.version,
        outcome=found.outcome.value,
        outputs=tuple(_output(value) for value in found.outputs.values()),
        says={name: _said(value) for name, value in found.outputs.items()},
        grounds=tuple(_ground(ground) for ground in found.grounds),
        missing=tuple(_missing(fact_id) for fact_id in found.missing),
        receipt=json.loads(found.receipt.to_json()),
    )


def record_assessment(case: Case, answer: Answer, *, now: dt.datetime) -> Assessment:
    """Keep an answer with the file: advice, never a decision (R-111), with the version that gave it (R-007)."""
    row = assessment_row(case, answer, now=now)
    row.save(force_insert=True)
    return row


def assessment_row(case: Case, answer: Answer, *, now: dt.datetime) -> Assessment:
    """Give the row that keeps an answer, not stored yet."""
    return Assessment(
        case=case,
        scheme=answer.scheme,
        scheme_version=answer.version or local_day(now),
        outcome=answer.outcome,
        outputs={
            found.id: {"waarde": found.value, "nl": found.shown_nl, "en": found.shown_en} for found in answer.outputs
        },
        grounds=[
            {
                "condition": one.condition,
                "bearing": one.bearing,
                "nl": one.nl,
                "en": one.en,
                "source": one.source,
                "facts": list(one.facts),
            }
            for one in answer.grounds
        ],
        missing=[one.fact_id for one in answer.missing],
        receipt=answer.receipt,
        made_at=now,
    )


def assessment_card(
    row: Assessment,
    *,
    items: frozenset[Item],
    decided: bool = False,
    related: tuple[AssessmentCard, ...] = (),
) -> AssessmentCard:
    """Show a kept assessment in the words it was given in, whatever the scheme says today.

    A reader who may not see health or debts does not see them through a reason or an answer either: reasons that stand
    on such facts are left out, and of the answers only the advice stays.
    """
    versions = catalogue().versions.get(row.scheme, ())
    version = next((one for one in versions if one.valid_from == row.scheme_version), None)
    outputs = tuple(OutputCard(name, value["waarde"], value["nl"], value["en"]) for name, value in row.outputs.items())
    hidden = hidden_facts(row.receipt.get("inputs", {}), items)
    return AssessmentCard(
        id=row.pk,
        scheme=row.scheme,
        scheme_nl=version.name.nl if version else row.scheme,
        scheme_en=version.name.en if version else row.scheme,
        scheme_version=row.scheme_version,
        outcome=row.outcome,
        advice=row.outputs.get(ADVICE, {}).get("waarde"),
        outputs=tuple(one for one in outputs if not hidden or one.id == ADVICE),
        grounds=tuple(
            GroundCard(**(ground | {"facts": tuple(ground["facts"])}))
            for ground in row.grounds
            if not hidden_facts(ground["facts"], items)
        ),
        missing=tuple(_missing(fact_id) for fact_id in row.missing),
        made_at=row.made_at,
        decided=decided,
        related=related,
        is_advice=version is not None and version.role == Use.ADVICE,
        legal_test_pending=version is not None and version.legal_test_pending,
    )


def hidden_facts(fact_ids: Iterable[str], items: frozenset[Item]) -> frozenset[str]:
    """Which of these facts belong to a part of the file that is not among `items`."""
    known = catalogue().facts
    return frozenset(one for one in fact_ids if one in known and item_of(known[one]) not in items)


def _missing(fact_id: str) -> MissingFact:
    fact = catalogue().facts.get(fact_id)
    return MissingFact(fact_id, fact.label.nl if fact else fact_id, fact.label.en if fact else fact_id)


def _output(value: OutputValue) -> OutputCard:
    plain = value.value
    written = None if plain is None else {True: "ja", False: "nee"}[plain] if isinstance(plain, bool) else str(plain)
    return OutputCard(value.id, written, value.shown("nl"), value.shown("en"))


def _said(value: OutputValue) -> Said:
    return Said(value.says.nl if value.says else "", value.says.en if value.says else "", value.source.nl)


def _ground(ground: RuleGround) -> GroundCard:
    bearing = ground.bearing.value if ground.bearing else NEUTRAL
    return GroundCard(ground.id, bearing, ground.text.nl, ground.text.en, ground.source.nl, ground.facts)
