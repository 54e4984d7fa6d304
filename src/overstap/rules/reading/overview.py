"""The reading views of a version: its conditions, terms, answers, questions, parameters and sources in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from overstap.rules import tree
from overstap.rules.catalogue import Catalogue
from overstap.rules.datatypes import BOOLEAN, DATE
from overstap.rules.fact_values import show
from overstap.rules.model import Citation, Citations, Document, Fact, Parameter, SchemeVersion
from overstap.rules.reading.sentences import Outline, Sentences, capital
from overstap.rules.reading.speaker import Speaker, human
from overstap.rules.reading.tables import DecisionTable, TableMaker
from overstap.rules.trace import cite, expressions
from overstap.rules.tree import Node
from overstap.rules.wording import fill


@dataclass(frozen=True, slots=True)
class ReadCondition:
    """A condition in words (voorwaarde), generated from its expression; `says` is what its author wrote for yes."""

    id: str
    sentence: str
    source: str
    outline: Outline
    says: str
    facts: tuple[str, ...]
    judgement: bool


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A named expression that sentences refer to (begrip), with what it means."""

    name: str
    label: str
    meaning: Outline


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """A further answer or the amount in words (uitkomst); `chained` tells that a table reads better."""

    id: str
    label: str
    sentence: str
    source: str
    chained: bool = False


@dataclass(frozen=True, slots=True)
class DatedShown:
    """A value of a parameter in words with the days on which it holds."""

    start: date
    end: date | None
    shown: str


@dataclass(frozen=True, slots=True)
class ReadParameter:
    """A parameter in words (parameter): its value on the day asked, and all its dated values."""

    name: str
    label: str
    shown: str
    values: tuple[DatedShown, ...]
    regional: bool
    given_by_source: bool
    source: str


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document with every place in it that the version cites (bron)."""

    document: Document
    places: tuple[str, ...]


def _sentences(version: SchemeVersion, catalogue: Catalogue, language: str, on: date | None) -> Sentences:
    return Sentences(Speaker(version, catalogue, language, on))


def sentence(
    node: Node, version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> str:
    """Give an expression as part of a sentence: a condition as a clause, anything else as what it stands for.

    Parameters stand with their value on the day; without a day with the first value and what it becomes later.
    """
    reading = _sentences(version, catalogue, language, on)
    return reading.clause(node) if node.type == BOOLEAN else reading.value(node)


def outline(
    node: Node, version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> Outline:
    """Give a condition as a sentence with points below it."""
    reading = _sentences(version, catalogue, language, on)
    return reading.outline(node) if node.type == BOOLEAN else Outline(reading.value(node))


def condition_sentences(
    version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> list[ReadCondition]:
    """Give every condition in words, in the order in which people are asked."""
    reading = _sentences(version, catalogue, language, on)
    found = []
    for condition in version.conditions:
        said = fill(condition.says.yes, lambda name, wanted: text_value(version, catalogue, name, wanted, on))
        found.append(
            ReadCondition(
                id=condition.id,
                sentence=f"{capital(reading.clause(condition.expression))}.",
                source=cite(condition.source).get(language),
                outline=reading.outline(condition.expression),
                says=said.get(language),
                facts=condition.expression.facts(),
                judgement=condition.judgement,
            )
        )
    return found


def text_value(version: SchemeVersion, catalogue: Catalogue, name: str, language: str, on: date | None = None) -> str:
    """Give what stands for a name between braces in a text, when there is no case."""
    speaker = Speaker(version, catalogue, language, on)
    if name in version.parameters:
        return speaker.parameter(name)
    return speaker.named(name) if name in version.lets else speaker.fact(name)


def terms_read(
    version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> list[ReadTerm]:
    """Give the named expressions that the sentences refer to by name, in the order of the file."""
    reading = _sentences(version, catalogue, language, on)
    used = {node.name: node for root in roots(version) for node in root.walk() if node.op == tree.LET}
    found = []
    for name in version.lets:
        node = used.get(name)
        if node is None or not reading.speaker.is_term(node):
            continue
        inside = node.args[0]
        meaning = reading.outline(inside) if inside.type == BOOLEAN else Outline(reading.value(inside))
        found.append(ReadTerm(name, reading.speaker.named(name).strip("“”"), meaning))
    return found


def roots(version: SchemeVersion) -> tuple[Node, ...]:
    """Give every expression of a version: conditions, answers, factors, the amount without its conditions."""
    found = [node for name, node in expressions(version).items() if name not in ("bedrag", "uitkomst:bedrag")]
    if version.amount is not None:
        found.append(version.amount.expression)
    return tuple(found)


def answers_read(
    version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> list[ReadAnswer]:
    """Give the amount and the further answers in words."""
    reading = _sentences(version, catalogue, language, on)
    found = []
    if version.amount is not None:
        label = "Amount" if language == "en" else "Bedrag"
        shown = capital(reading.value(_meant(version.amount.expression)))
        found.append(ReadAnswer("bedrag", label, shown, cite(version.amount.source).get(language)))
    for output in version.outputs.values():
        label = output.label.get(language) if output.label else capital(human(output.id))
        speaker = replace(reading.speaker, output=output)
        shown = capital(Sentences(speaker).value(_meant(output.expression)))
        chained = sum(1 for node in output.expression.walk() if node.op == "choose") > 1
        found.append(ReadAnswer(output.id, label, shown, cite(output.source).get(language), chained))
    return found


def _meant(node: Node) -> Node:
    """Give what a named expression means where an answer is nothing but that expression."""
    return node.args[0] if node.op == tree.LET and node.type != BOOLEAN else node


def decision_tables(
    version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> tuple[DecisionTable, ...]:
    """Give all decision tables of a version: yes or no, each answer that is chosen, the amount when it is chosen."""
    return TableMaker(version, _sentences(version, catalogue, language, on)).tables()


def decision_table(
    version: SchemeVersion, catalogue: Catalogue, language: str = "nl", on: date | None = None
) -> DecisionTable | None:
    """Give the first table: whether the scheme fits, or for a route its answer; None when nothing is decided."""
    return next(iter(decision_tables(version, catalogue, language, on)), None)


def question_list(version: SchemeVersion, catalogue: Catalogue) -> list[Fact]:
    """Give the facts that the version asks, in the order of its conditions."""
    return [catalogue.facts[name] for name in version.fact_ids]


def parameters_read(
    version: SchemeVersion, catalogue: Catalogue, on: date | None = None, language: str = "nl"
) -> list[ReadParameter]:
    """Give the parameters with their value on a day and all their dated values, in words."""
    speaker = Speaker(version, catalogue, language, on or version.valid_from)
    return [_parameter(speaker, parameter) for parameter in version.parameters.values()]


def _parameter(speaker: Speaker, parameter: Parameter) -> ReadParameter:
    values = tuple(
        DatedShown(piece.start, piece.end, "; ".join(speaker.values(parameter.type, piece.value)))
        for piece in parameter.values
    )
    return ReadParameter(
        name=parameter.name,
        label=capital(speaker.named(parameter.name).strip("“”")),
        shown=speaker.parameter(parameter.name),
        values=values,
        regional=parameter.regional,
        given_by_source=parameter.given_by_source,
        source=cite(parameter.source).get(speaker.language),
    )


def citations(version: SchemeVersion) -> tuple[Citation, ...]:
    """Give every citation of a version, in the order of the file, each once."""
    groups: list[Citations] = [parameter.source for parameter in version.parameters.values()]
    groups += [condition.source for condition in version.conditions]
    groups += [output.source for output in version.outputs.values()]
    groups += [factor.source for factor in version.factors]
    groups += [part.source for part in (version.amount, version.ceiling) if part is not None]
    return tuple(dict.fromkeys(citation for group in groups for citation in group))


def source_list(version: SchemeVersion) -> list[ReadSource]:
    """Give the documents that a version cites with the places in them, the first cited first."""
    places: dict[str, tuple[Document, list[str]]] = {}
    for citation in citations(version):
        places.setdefault(citation.document.id, (citation.document, []))[1].append(citation.place)
    return [ReadSource(document, tuple(dict.fromkeys(found))) for document, found in places.values()]


def shown_day(day: date, language: str) -> str:
    """Write a date for people."""
    return show(DATE, day.toordinal(), language)
