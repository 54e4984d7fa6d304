"""One visitor who tries one or more schemes out: what was answered, what comes next, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from overstap.rules import Catalogue, Fact, Origin, Outcome, SchemeVersion
from overstap.rules.lookahead import QuestionReason, ranked_questions
from overstap.web.catalogue.answers import Answers
from overstap.web.catalogue.asking import is_sensitive
from overstap.web.catalogue.examples import shown_fact
from overstap.web.catalogue.moment import Moment
from overstap.web.catalogue.outcome import Shown, outcome_of

EVERYONE = frozenset(Origin)
# What people know of themselves; what others have to tell would be asked in vain.
OF_A_PERSON = frozenset({Origin.PERSON})
# The kinds of a scheme that gives something.
GIVING = frozenset({"ELIG", "AMOUNT"})
# More questions than this are no form but a burden.
MOST_ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, to look over, change or take back."""

    id: str
    label: str
    shown: str
    sensitive: bool


@dataclass
class Trial:
    """Trying schemes out (proberen)."""

    files: Catalogue
    versions: tuple[SchemeVersion, ...]
    answers: Answers
    moment: Moment
    language: str
    origins: frozenset[Origin] = EVERYONE

    @property
    def scheme_ids(self) -> list[str]:
        """The schemes that are tried."""
        return [version.id for version in self.versions]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that the schemes ask and that the visitor may supply."""
        names = dict.fromkeys(name for version in self.versions for name in version.fact_ids)
        return tuple(fact for name in names if not self.origins.isdisjoint((fact := self.files.facts[name]).origin))

    def fact(self, fact_id: str) -> Fact | None:
        """A fact that may be asked here."""
        return next((fact for fact in self.facts if fact.id == fact_id), None)

    @cached_property
    def ranked(self) -> tuple[QuestionReason, ...]:
        """Every question that can still change something: first the one that says most at the least cost to privacy."""
        return tuple(
            ranked_questions(self.files, self.scheme_ids, self.answers.facts, self.moment.day, origins=self.origins)
        )

    @property
    def next(self) -> Fact | None:
        """The question that matters most now; None when nothing can change any more."""
        return self.ranked[0].fact if self.ranked else None

    @property
    def questions_left(self) -> int:
        """How many questions can still change something."""
        return len(self.ranked)

    def why(self, fact: Fact) -> str:
        """Why a question is asked: which schemes its answer can decide or bring closer."""
        known = next((reason for reason in self.ranked if reason.fact is fact), None)
        return known.text(self.language) if known is not None else ""

    @property
    def given(self) -> tuple[Given, ...]:
        """The answers that these schemes use, in the order in which they were given."""
        asked = {fact.id: fact for fact in self.facts}
        return tuple(
            Given(
                name,
                asked[name].label.get(self.language),
                shown_fact(asked[name], state, self.language),
                is_sensitive(asked[name]),
            )
            for name, state in self.answers.facts.items()
            if name in asked
        )

    @property
    def given_elsewhere(self) -> int:
        """How many answers were given that only other schemes use."""
        return len(self.answers.facts) - len(self.given)

    @property
    def fits_on_a_page(self) -> bool:
        """Whether all questions together are a form that one can fill in."""
        return 1 < len(self.facts) <= MOST_ON_A_PAGE

    @cached_property
    def outcomes(self) -> tuple[Shown, ...]:
        """What comes out for each scheme."""
        return tuple(
            outcome_of(self.files, one, self.answers, self.moment.day, self.language, in_full=len(self.versions) == 1)
            for one in self.scheme_ids
        )

    def with_outcome(self, *wanted: Outcome) -> tuple[Shown, ...]:
        """The schemes with an outcome."""
        return tuple(shown for shown in self.outcomes if shown.outcome in wanted)

    @property
    def fitting(self) -> tuple[Shown, ...]:
        """The schemes that fit."""
        return self.with_outcome(Outcome.JA)

    @property
    def possible(self) -> tuple[Shown, ...]:
        """The schemes that may still fit; those with the fewest questions left first."""
        return tuple(sorted(self.with_outcome(Outcome.ONBEKEND), key=lambda shown: len(shown.needed)))

    @property
    def refused(self) -> tuple[Shown, ...]:
        """The schemes that do not fit."""
        return self.with_outcome(Outcome.NEE)


def on_trial(files: Catalogue, moment: Moment, beneficiary: str) -> tuple[SchemeVersion, ...]:
    """The schemes in force that give something to somebody; what only routes or defines is left out."""
    return tuple(
        version
        for version in files.schemes(moment.day)
        if version.beneficiary == beneficiary and version.conditions and not GIVING.isdisjoint(version.kinds)
    )


def beneficiaries(files: Catalogue, moment: Moment, order: Iterable[str]) -> list[str]:
    """For whom there are schemes to try on a day."""
    return [one for one in order if on_trial(files, moment, one)]
