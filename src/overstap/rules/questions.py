"""The next question: the first fact that can still change something and that may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from overstap.rules.assess import assess
from overstap.rules.catalogue import Catalogue
from overstap.rules.model import Fact, Origin
from overstap.rules.program import ParameterValue
from overstap.rules.values import Facts

ASKABLE = frozenset({Origin.PERSON, Origin.CASE, Origin.JUDGEMENT})


def next_question(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: Iterable[Origin | str] = ASKABLE,
    overrides: Mapping[str, Mapping[str, ParameterValue]] | None = None,
) -> Fact | None:
    """Give the fact to ask next, or None when no answer can change anything any more (volgende vraag).

    Schemes go in the given order, facts in the order of their conditions. Only facts that one of the `origins` can
    supply are asked, and a refused fact never again. `overrides` are regional values by scheme. Schemes not in force
    on the day ask nothing.
    """
    wanted = frozenset(Origin(origin) for origin in origins)
    return next(_askable(catalogue, scheme_ids, facts, on, origins=wanted, overrides=overrides or {}), None)


def open_questions(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: Iterable[Origin | str] = ASKABLE,
    overrides: Mapping[str, Mapping[str, ParameterValue]] | None = None,
) -> tuple[Fact, ...]:
    """Give all facts that still matter for any of the schemes and may be asked, each once, in asking order."""
    wanted = frozenset(Origin(origin) for origin in origins)
    return tuple(dict.fromkeys(_askable(catalogue, scheme_ids, facts, on, origins=wanted, overrides=overrides or {})))


def _askable(
    catalogue: Catalogue,
    scheme_ids: Iterable[str],
    facts: Facts,
    on: date,
    *,
    origins: frozenset[Origin],
    overrides: Mapping[str, Mapping[str, ParameterValue]],
) -> Iterator[Fact]:
    """Give the facts to ask, scheme by scheme; a later scheme is assessed only when it is reached."""
    for scheme_id in scheme_ids:
        for name in assess(catalogue, scheme_id, facts, on, overrides=overrides.get(scheme_id)).missing:
            fact = catalogue.facts[name]
            if not origins.isdisjoint(fact.origin):
                yield fact
