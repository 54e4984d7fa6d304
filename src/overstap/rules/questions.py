"""The next question: a fact that can still change something and that may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from overstap.rules.assess import assess
from overstap.rules.catalogue import Catalogue
from overstap.rules.lookahead import Allowed, Overrides, QuestionReason, permission, ranked_questions
from overstap.rules.model import Fact, Origin
from overstap.rules.values import Facts

ASKABLE = frozenset({Origin.PERSON, Origin.CASE, Origin.JUDGEMENT})


def next_question(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: Iterable[Origin | str] = ASKABLE,
    overrides: Overrides | None = None,
    allowed: Allowed = None,
    look_ahead: bool = False,
) -> Fact | None:
    """Give the fact to ask next, or None when no answer can change anything any more (volgende vraag).

    Schemes go in the given order, facts in the order of their conditions; with `look_ahead` the fact that says most
    over all schemes goes first. Only facts that one of the `origins` can supply and that are `allowed` (because of
    consent) are asked, and a refused fact never again. `overrides` are regional values by scheme. Schemes not in
    force on the day ask nothing.
    """
    if look_ahead:
        reason = question_reason(
            catalogue, scheme_ids, facts, on, origins=origins, overrides=overrides, allowed=allowed
        )
        return reason.fact if reason else None
    wanted = frozenset(Origin(origin) for origin in origins)
    found = _in_file_order(catalogue, scheme_ids, facts, on, origins=wanted, overrides=overrides or {})
    return next(filter(permission(allowed), found), None)


def open_questions(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: Iterable[Origin | str] = ASKABLE,
    overrides: Overrides | None = None,
    allowed: Allowed = None,
    look_ahead: bool = False,
) -> tuple[Fact, ...]:
    """Give all facts that still matter for any of the schemes and may be asked, each once, in asking order."""
    if look_ahead:
        reasons = ranked_questions(
            catalogue, scheme_ids, facts, on, origins=origins, overrides=overrides, allowed=allowed
        )
        return tuple(reason.fact for reason in reasons)
    wanted = frozenset(Origin(origin) for origin in origins)
    found = _in_file_order(catalogue, scheme_ids, facts, on, origins=wanted, overrides=overrides or {})
    return tuple(dict.fromkeys(filter(permission(allowed), found)))


def question_reason(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: Iterable[Origin | str] = ASKABLE,
    overrides: Overrides | None = None,
    allowed: Allowed = None,
) -> QuestionReason | None:
    """Give the question that says most and why it is asked; None when there is none."""
    reasons = ranked_questions(catalogue, scheme_ids, facts, on, origins=origins, overrides=overrides, allowed=allowed)
    return reasons[0] if reasons else None


def _in_file_order(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: frozenset[Origin],
    overrides: Overrides,
) -> Iterator[Fact]:
    """Give the facts to ask, scheme by scheme; a later scheme is assessed only when it is reached."""
    for scheme_id in scheme_ids:
        for name in assess(catalogue, scheme_id, facts, on, overrides=overrides.get(scheme_id)).missing:
            fact = catalogue.facts[name]
            if not origins.isdisjoint(fact.origin):
                yield fact
