"""A scheme as a page tells it, on a day and in a language; made once for each version of the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from overstap.rules import Catalogue, Fact, Instrument, SchemeVersion
from overstap.rules.reading import (
    ReadAnswer,
    ReadCondition,
    ReadParameter,
    ReadSource,
    ReadTerm,
    answers_read,
    condition_sentences,
    decision_tables,
    parameters_read,
    source_list,
    terms_read,
)
from overstap.rules.reading.tables import DecisionTable
from overstap.web.catalogue.examples import Example, examples_of
from overstap.web.catalogue.names import BLOCKS, CHANNELS, FOR_WHOM, KINDS, LAYERS, OWNERS, name_of
from overstap.web.catalogue.shelf import Standing, instruments_of, standing


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another scheme that this one has to do with."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Relations:
    """How a scheme stands to others (samenhang): which go before or after it, and which exclude it."""

    precedes: tuple[Neighbour, ...]
    follows: tuple[Neighbour, ...]
    excludes: tuple[Neighbour, ...]
    funding_order: tuple[str, ...]
    once_only: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.precedes or self.follows or self.excludes or self.funding_order or self.once_only)


@dataclass(frozen=True, slots=True)
class OnMenu:
    """An instrument of the menu that is given under the scheme, and the funds that pay it."""

    instrument: Instrument
    name: str
    summary: str
    stream: str


@dataclass(frozen=True, slots=True)
class SchemePage:
    """Everything that the page of a scheme tells."""

    stands: Standing
    name: str
    summary: str
    conditions: tuple[ReadCondition, ...]
    terms: tuple[ReadTerm, ...]
    answers: tuple[ReadAnswer, ...]
    tables: tuple[DecisionTable, ...]
    parameters: tuple[ReadParameter, ...]
    sources: tuple[ReadSource, ...]
    judged: tuple[str, ...]
    relations: Relations
    menu: tuple[OnMenu, ...]
    examples: tuple[Example, ...]
    versions: tuple[SchemeVersion, ...]
    blocks: tuple[str, ...]

    @property
    def version(self) -> SchemeVersion:
        """The version that is shown."""
        return self.stands.version

    @property
    def own_choices(self) -> bool:
        """Whether a value is ours, because the source leaves it open."""
        return any(not parameter.given_by_source for parameter in self.parameters)

    @property
    def for_whom(self) -> str:
        """For whom it is, in words."""
        return name_of(FOR_WHOM, self.version.beneficiary)

    @property
    def owner(self) -> str:
        """Whose scheme it is, in words."""
        return name_of(OWNERS, self.version.owner)

    @property
    def channel(self) -> str:
        """Through whom one comes to it, in words."""
        return name_of(CHANNELS, self.version.channel)

    @property
    def kinds(self) -> list[str]:
        """What it says, in words."""
        return [name_of(KINDS, kind) for kind in self.version.kinds]

    @property
    def block(self) -> str:
        """The building block in words; empty when it has none."""
        return name_of(BLOCKS, str(self.version.block)) if self.version.block else ""

    @property
    def layer(self) -> str:
        """The layer of support in words; empty when it has none."""
        return name_of(LAYERS, str(self.version.layer)) if self.version.layer else ""

    @property
    def first_examples(self) -> tuple[Example, ...]:
        """The examples that show at once: of each outcome the first, and those of the source itself."""
        first_of_each = {one.outcome: one for one in reversed(self.examples)}
        return tuple(one for one in self.examples if one.in_source or first_of_each[one.outcome] is one)

    @property
    def later_examples(self) -> tuple[Example, ...]:
        """The other examples."""
        return tuple(one for one in self.examples if one not in self.first_examples)

    @property
    def has_amount(self) -> bool:
        """Whether the scheme gives an amount."""
        return self.version.amount is not None


def scheme_page(files: Catalogue, scheme_id: str, day: dt.date, language: str) -> SchemePage:
    """Give the page of a scheme. Raises `UnknownNameError` for a scheme that does not exist."""
    stands = standing(files.all_versions(scheme_id), day)
    reading_day = day if stands.in_force else stands.version.valid_from
    return _page(files, stands, reading_day, "en" if language.startswith("en") else "nl")


@lru_cache(maxsize=512)
def _page(files: Catalogue, stands: Standing, day: dt.date, language: str) -> SchemePage:
    version = stands.version
    return SchemePage(
        stands=stands,
        name=version.name.get(language),
        summary=version.summary.get(language),
        conditions=tuple(condition_sentences(version, files, language, day)),
        terms=tuple(terms_read(version, files, language, day)),
        answers=tuple(answers_read(version, files, language, day)),
        tables=decision_tables(version, files, language, day),
        parameters=tuple(parameters_read(version, files, day, language)),
        sources=tuple(source_list(version)),
        judged=tuple(fact.label.get(language) for fact in judged_facts(files, version)),
        relations=_relations(files, version, day, language),
        menu=tuple(_on_menu(files, version.id, day, language)),
        examples=examples_of(files, version, language),
        versions=files.all_versions(version.id),
        blocks=tuple(text.get(language) for text in version.blocks.values()),
    )


def judged_facts(files: Catalogue, version: SchemeVersion) -> Iterator[Fact]:
    """The facts that only a professional can supply: judgements."""
    for name in version.fact_ids:
        fact = files.facts[name]
        if name in version.judgements or set(fact.origin) == {"judgement"}:
            yield fact


def _relations(files: Catalogue, version: SchemeVersion, day: dt.date, language: str) -> Relations:
    def named(ids: Iterator[str]) -> tuple[Neighbour, ...]:
        return tuple(
            Neighbour(one, standing(files.all_versions(one), day).version.name.get(language))
            for one in dict.fromkeys(ids)
        )

    others = [standing(versions, day).version for scheme, versions in files.versions.items() if scheme != version.id]
    excluding = (other.id for other in others if version.id in other.relations.get("excludes", ()))
    return Relations(
        precedes=named(iter(version.relations.get("precedes", ()))),
        follows=named(other.id for other in others if version.id in other.relations.get("precedes", ())),
        excludes=named(iter((*version.relations.get("excludes", ()), *excluding))),
        funding_order=tuple(text.get(language) for text in version.funding_order),
        once_only=version.once_only,
    )


def _on_menu(files: Catalogue, scheme_id: str, day: dt.date, language: str) -> Iterator[OnMenu]:
    streams = {stream.id: stream.name.get(language) for stream in files.streams(day)}
    for instrument in instruments_of(files, scheme_id, day):
        stream = streams.get(instrument.stream or "", "")
        yield OnMenu(instrument, instrument.name.get(language), instrument.summary.get(language), stream)
