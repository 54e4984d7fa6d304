"""What comes out of trying, in the words of the page: the outcome, why, what is still needed, what would change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from overstap.core.money import euros
from overstap.rules import (
    Assessment,
    Catalogue,
    Depth,
    Kind,
    Outcome,
    RuleGround,
    SchemeVersion,
    assess,
    explain,
    shown_amount,
)
from overstap.rules.wording import OUTCOMES
from overstap.web.catalogue.answers import Answers
from overstap.web.catalogue.examples import Told
from overstap.web.catalogue.shelf import standing
from overstap.web.catalogue.working import Part, working_of

# So many questions are seen at a glance; the others unfold.
FEW = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground in words, with what someone can do about it."""

    bearing: str
    because: str
    source: str
    remedy: str
    judgement: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A question that can still change the outcome."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The outcome of one scheme for what was answered so far."""

    scheme_id: str
    name: str
    summary: str
    outcome: Outcome
    headline: str
    sentence: str
    amount: str
    answers: tuple[Told, ...]
    reasons: tuple[Reason, ...]
    needed: tuple[Open, ...]
    withheld: tuple[Open, ...]
    working: tuple[Part, ...]
    legal_test_pending: bool
    outside_validity: bool
    next_from: dt.date | None

    @property
    def first_needed(self) -> tuple[Open, ...]:
        """The questions to begin with."""
        return self.needed[:FEW]

    @property
    def later_needed(self) -> tuple[Open, ...]:
        """The other questions."""
        return self.needed[FEW:]

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The grounds that say no, when it is no."""
        return tuple(reason for reason in self.reasons if reason.bearing == "tegen")


def outcome_of(
    files: Catalogue, scheme_id: str, answers: Answers, day: dt.date, language: str, *, in_full: bool = True
) -> Shown:
    """Assess what was answered so far and put it in words, with the whole calculation when asked `in_full`."""
    language = "en" if language.startswith("en") else "nl"
    found = assess(files, scheme_id, answers.facts, day)
    stands = standing(files.all_versions(scheme_id), day)
    outcome = _outcome(found)
    return Shown(
        scheme_id=scheme_id,
        name=found.name.get(language),
        summary=stands.version.summary.get(language),
        outcome=outcome,
        headline=_headline(found, outcome, language),
        sentence=_sentence(found, language),
        amount=_amount(files, stands.version, found, language),
        answers=tuple(
            Told(output.label.get(language), output.says.get(language) if output.says else output.shown(language))
            for output in found.outputs.values()
            if output.label is not None and output.settled
        ),
        reasons=tuple(_reason(ground, language) for ground in found.grounds if ground.bearing is not None),
        needed=_open(files, found.missing, language),
        withheld=_open(files, found.withheld, language),
        working=working_of(files, stands.version, found, language) if in_full else (),
        legal_test_pending=found.legal_test_pending,
        outside_validity=found.outside_validity,
        next_from=stands.next_from,
    )


def _decides(found: Assessment) -> bool:
    """Whether the scheme says yes or no; one that only answers has no conditions."""
    return found.outside_validity or any(ground.kind == "voorwaarde" for ground in found.grounds)


def _outcome(found: Assessment) -> Outcome:
    """Yes, no or not known; a scheme that only answers is not known as long as its first answer is open."""
    if _decides(found) or all(output.settled for output in list(found.outputs.values())[:1]):
        return found.outcome
    return Outcome.ONBEKEND


def _headline(found: Assessment, outcome: Outcome, language: str) -> str:
    """The outcome in a few words: whether it fits, or the answer of a scheme that only answers."""
    if outcome is Outcome.ONBEKEND:
        return gettext("Nog niet bekend")
    if _decides(found):
        return gettext("Ja, dit past") if outcome is Outcome.JA else gettext("Nee, dit past niet")
    for output in found.outputs.values():
        shown = output.shown(language)
        return shown[:1].upper() + shown[1:]
    return gettext("Hier valt niets te toetsen")


def _sentence(found: Assessment, language: str) -> str:
    """The shortest explanation, without the name and the outcome that stand above it; the answers stand below it."""
    if not _decides(found):
        return ""
    said = explain(found, Depth.SENTENCE, language).removeprefix(f"{found.name.get(language)}:").strip()
    return said.removeprefix(f"{OUTCOMES[found.outcome].get(language).capitalize()}.").strip()


def _amount(files: Catalogue, version: SchemeVersion, found: Assessment, language: str) -> str:
    """The amount or its limits; nothing when the only limit is what anyone may fill in."""
    if found.amount is None or found.outcome is Outcome.NEE:
        return ""
    typed = [files.facts[name] for name in version.fact_ids]
    widest = max((fact.high for fact in typed if fact.type.kind is Kind.MONEY), default=None)
    if found.amount.settled:
        return shown_amount(found.amount, language)
    if widest is not None and found.amount.hi >= widest:
        return ""
    if found.amount.lo:
        return shown_amount(found.amount, language)
    return gettext("hoogstens %(amount)s") % {"amount": euros(found.amount.hi, language)}


def _reason(ground: RuleGround, language: str) -> Reason:
    return Reason(
        bearing=str(ground.bearing.value) if ground.bearing else "",
        because=ground.text.get(language),
        source=ground.source.get(language),
        remedy=ground.remedy.get(language) if ground.remedy else "",
        judgement=ground.judgement,
    )


def _open(files: Catalogue, names: Iterable[str], language: str) -> tuple[Open, ...]:
    return tuple(Open(name, files.facts[name].label.get(language)) for name in names)
