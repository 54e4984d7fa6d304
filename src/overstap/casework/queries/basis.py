"""What was known when an advice was given, shown again as it was: the frozen receipt, not the file of today."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overstap.casework.access import open_case
from overstap.casework.assessing import assessment_card
from overstap.casework.facts import SHOWN_STATES, shown_value
from overstap.casework.models import Assessment, Decision, FactState
from overstap.casework.policy import catalogue, item_of
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.rules import NOT_APPLICABLE, Known, Receipt
from overstap.rules.receipt import case_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overstap.casework.values import AssessmentCard
    from overstap.core.actor import Actor
    from overstap.rules import Fact, FactValue


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One answer as it was at that moment (gegeven van toen)."""

    label_nl: str
    label_en: str
    shown_nl: str
    shown_en: str


@dataclass(frozen=True, slots=True)
class KnownScheme:
    """What one scheme said, and the answers that it stood on."""

    card: AssessmentCard
    inputs: tuple[KnownFact, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that stood under an advice and the decision on it (wat toen bekend was)."""

    assessment: AssessmentCard
    known: tuple[KnownScheme, ...]
    diagnoses: tuple[Mapping[str, str], ...]
    warnings: tuple[str, ...]


def basis(actor: Actor, case_id: int, assessment_id: int, now: dt.datetime) -> Basis:
    """Give what was known at an assessment; answers about health or debts only to who may see them.

    Raises NotFoundError for who may not see the advice, or when the assessment is of another file.
    """
    case, sight = open_case(actor, case_id, now=now)
    row = Assessment.objects.filter(pk=assessment_id, case=case).first()
    if Item.ADVICE not in sight.standing or row is None:
        raise NotFoundError(assessment_id)
    decision = Decision.objects.filter(assessment=row).first()
    frozen = decision.basis if decision else {}
    ids = frozen.get("beoordelingen") or [row.pk]
    rows = Assessment.objects.filter(case=case, pk__in=ids).order_by("id")
    return Basis(
        assessment=assessment_card(row, items=sight.items),
        known=tuple(KnownScheme(assessment_card(one, items=sight.items), _inputs(one, sight.items)) for one in rows),
        diagnoses=tuple(frozen.get("diagnoses", ())),
        warnings=tuple(frozen.get("waarschuwingen", ())),
    )


def _inputs(row: Assessment, items: frozenset[Item]) -> tuple[KnownFact, ...]:
    facts = catalogue().facts
    receipt = Receipt.from_json(json.dumps(row.receipt))
    readable = tuple(one for one in receipt.inputs if one.fact in facts and item_of(facts[one.fact]) in items)
    return tuple(
        KnownFact(facts[name].label.nl, facts[name].label.en, *_shown(facts[name], value))
        for name, value in sorted(case_of(replace(receipt, inputs=readable), facts).items())
    )


def _shown(fact: Fact, value: FactValue) -> tuple[str, str]:
    if isinstance(value, Known):
        return shown_value(fact, value.value, "nl"), shown_value(fact, value.value, "en")
    return SHOWN_STATES[FactState.NOT_APPLICABLE if value is NOT_APPLICABLE else FactState.REFUSED]
