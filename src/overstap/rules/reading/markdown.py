"""A page per scheme in Markdown, made from its files."""

from __future__ import annotations

from collections.abc import Iterator

from overstap.rules.catalogue import Catalogue
from overstap.rules.model import Fact, SchemeVersion, Text
from overstap.rules.reading import headings
from overstap.rules.reading.cases import case_rows
from overstap.rules.reading.overview import (
    answers_read,
    condition_sentences,
    decision_tables,
    parameters_read,
    question_list,
    shown_day,
    source_list,
    terms_read,
    text_value,
)
from overstap.rules.reading.sentences import Outline, Sentences, capital
from overstap.rules.reading.speaker import Speaker
from overstap.rules.reading.versions import side_by_side
from overstap.rules.wording import fill

TOP = 2


def scheme_page(catalogue: Catalogue, scheme_id: str, language: str = "nl") -> str:
    """Give the page of a scheme: its versions side by side, then each version, the newest first."""
    versions = catalogue.all_versions(scheme_id)
    newest = versions[-1]
    lines = [f"# {newest.name.get(language)}", ""]
    other = headings.OTHER_LANGUAGE.get(language).format(scheme_id)
    lines += [f"{headings.GENERATED.get(language).format(scheme_id)} {other}", ""]
    if len(versions) == 1:
        return _text([*lines, *_Page(newest, catalogue, language, TOP).lines()])
    lines += _compared(versions, catalogue, language)
    for version in reversed(versions):
        title = headings.VERSION_FROM.get(language).format(shown_day(version.valid_from, language))
        lines += [f"## {title}", "", *_Page(version, catalogue, language, TOP + 1).lines()]
    return _text(lines)


def markdown(version: SchemeVersion, catalogue: Catalogue, language: str = "nl") -> str:
    """Give the page of one version."""
    return _text([f"# {version.name.get(language)}", "", *_Page(version, catalogue, language, TOP).lines()])


def index_page(catalogue: Catalogue, language: str = "nl") -> str:
    """Give the page that names all schemes."""
    lines = [f"# {headings.INDEX_TITLE.get(language)}", "", headings.INDEX_INTRO.get(language), ""]
    columns = [headings.NAME, headings.FOR_WHOM, headings.FROM, headings.WHAT]
    rows = []
    for scheme_id in sorted(catalogue.versions):
        versions = catalogue.versions[scheme_id]
        newest = versions[-1]
        starts = ", ".join(version.valid_from.isoformat() for version in versions)
        summary = _filled(newest.summary, newest, catalogue, language)
        whom = headings.WHOM[newest.beneficiary].get(language)
        rows.append([f"[{newest.name.get(language)}]({scheme_id}.md)", whom, starts, summary])
    return _text([*lines, *_table([column.get(language).rstrip("?") for column in columns], rows)])


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _table(columns: list[str], rows: list[list[str]]) -> list[str]:
    made = [f"| {' | '.join(_cell(column) for column in columns)} |", f"|{'---|' * len(columns)}"]
    made += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return [*made, ""]


def _filled(text: Text, version: SchemeVersion, catalogue: Catalogue, language: str) -> str:
    return fill(text, lambda name, wanted: text_value(version, catalogue, name, wanted)).get(language)


def _compared(versions: tuple[SchemeVersion, ...], catalogue: Catalogue, language: str) -> list[str]:
    rows = [
        [headings.PARTS[row.part].get(language), row.label, *row.cells]
        for row in side_by_side(versions, catalogue, language)
    ]
    starts = [shown_day(version.valid_from, language) for version in versions]
    columns = [headings.PART.get(language), headings.DIFFERENCE.get(language), *starts]
    return [f"## {headings.VERSIONS.get(language)}", "", *_table(columns, rows)]


def _bullets(outline: Outline, depth: int = 0) -> Iterator[str]:
    for level, line in outline.lines(depth):
        yield f"{'  ' * level}- {line}"


class _Page:
    """Writes one version (bladzijde)."""

    def __init__(self, version: SchemeVersion, catalogue: Catalogue, language: str, level: int) -> None:
        self.version, self.catalogue, self.language, self.level = version, catalogue, language, level
        self.speaker = Speaker(version, catalogue, language)

    def say(self, text: Text, *parts: str) -> str:
        return text.get(self.language).format(*parts)

    def head(self, text: Text) -> list[str]:
        return [f"{'#' * self.level} {text.get(self.language)}", ""]

    def fill(self, text: Text) -> str:
        return _filled(text, self.version, self.catalogue, self.language)

    def lines(self) -> list[str]:
        parts = (
            self.what,
            self.amounts,
            self.validity,
            self.conditions,
            self.factors,
            self.answers,
            self.terms,
            self.tables,
            self.questions,
            self.parameters,
            self.sources,
            self.cases,
            self.limits,
        )
        return [line for part in parts for line in part()]

    def what(self) -> list[str]:
        version = self.version
        lines = [*self.head(headings.WHAT), self.fill(version.summary), ""]
        if version.legal_test_pending:
            lines += [self.say(headings.LEGAL_TEST), ""]
        lines += [*self.head(headings.FOR_WHOM), self.say(headings.BENEFICIARIES[version.beneficiary]), ""]
        for key, text in (("excludes", headings.EXCLUDES), ("precedes", headings.PRECEDES)):
            if version.relations.get(key):
                names = [self.catalogue.versions[one][-1].name.get(self.language) for one in version.relations[key]]
                lines += [self.say(text, ", ".join(names)), ""]
        if version.once_only:
            lines += [self.say(headings.ONCE_ONLY), ""]
        if version.funding_order:
            lines += [self.say(headings.FUNDING_ORDER), ""]
            lines += [f"{place}. {text.get(self.language)}" for place, text in enumerate(version.funding_order, 1)]
            lines.append("")
        return lines

    def amounts(self) -> list[str]:
        lines = self.head(headings.HOW_MUCH)
        found = [one for one in answers_read(self.version, self.catalogue, self.language) if one.id == "bedrag"]
        if self.version.amount is None:
            return [*lines, self.say(headings.NO_AMOUNT), ""]
        lines += [f"{found[0].sentence}.", "", f"*{found[0].source}*", ""]
        ceiling = self.version.ceiling
        if ceiling is not None:
            lines += [self.say(headings.CEILING[ceiling.per], self.speaker.parameter(ceiling.parameter)), ""]
        return lines

    def validity(self) -> list[str]:
        lines = [*self.head(headings.UNTIL_WHEN), shown_validity(self.version, self.language), ""]
        for block in self.version.blocks.values():
            lines += [self.fill(block), ""]
        return lines

    def conditions(self) -> list[str]:
        lines = self.head(headings.CONDITIONS)
        found = condition_sentences(self.version, self.catalogue, self.language)
        if not found:
            return [*lines, self.say(headings.NO_CONDITIONS), ""]
        lines += [self.say(headings.ALL_CONDITIONS), ""]
        for place, one in enumerate(found, 1):
            lines += [f"{place}. **{one.says}**"]
            lines += [f"    {line}" for line in _bullets(one.outline)]
            if one.judgement:
                lines.append(f"    - {self.say(headings.JUDGEMENT)}")
            lines.append(f"    - {self.say(headings.SOURCE)}: {one.source}")
        return [*lines, ""]

    def factors(self) -> list[str]:
        if not self.version.factors:
            return []
        lines = self.head(headings.FACTORS)
        reading = Sentences(self.speaker)
        for factor in self.version.factors:
            lines.append(f"- **{self.fill(factor.says.yes)}**")
            lines += [f"  {line}" for line in _bullets(reading.outline(factor.expression))]
            if factor.weight is not None:
                weight = factor.weight
                shown = self.speaker.parameter(weight) if isinstance(weight, str) else str(weight)
                lines.append(f"  - {self.say(headings.WEIGHT, shown)}")
        return [*lines, ""]

    def answers(self) -> list[str]:
        found = [one for one in answers_read(self.version, self.catalogue, self.language) if one.id != "bedrag"]
        if not found:
            return []
        lines = self.head(headings.ANSWERS)
        for one in found:
            words = self.say(headings.SEE_TABLE) if one.chained else f"{one.sentence}."
            lines += [f"- **{one.label}**: {words}", f"  - {self.say(headings.SOURCE)}: {one.source}"]
        return [*lines, ""]

    def terms(self) -> list[str]:
        found = terms_read(self.version, self.catalogue, self.language)
        if not found:
            return []
        lines = self.head(headings.TERMS)
        for term in found:
            lines.append(f"- “{term.label}”")
            lines += [f"  {line}" for line in _bullets(term.meaning)]
        return [*lines, ""]

    def tables(self) -> list[str]:
        found = decision_tables(self.version, self.catalogue, self.language)
        if not found:
            return []
        lines = self.head(headings.TABLES)
        for table in found:
            rows = [[*row.cells, row.outcome] for row in table.rows]
            lines += [f"{'#' * (self.level + 1)} {table.title}", "", table.rule, ""]
            lines += _table([*table.columns, table.outcome_column], rows)
        return lines

    def questions(self) -> list[str]:
        facts = question_list(self.version, self.catalogue)
        if not facts:
            return []
        columns = [headings.QUESTION, headings.ANSWER, headings.WHO]
        rows = [[fact.question.get(self.language), self.domain(fact), self.origins(fact)] for fact in facts]
        return [*self.head(headings.QUESTIONS), *_table([column.get(self.language) for column in columns], rows)]

    def domain(self, fact: Fact) -> str:
        if fact.choices:
            return ", ".join(choice.label.get(self.language) for choice in fact.choices)
        if fact.type.kind in headings.ASKED:
            return headings.ASKED[fact.type.kind].get(self.language)
        low, high = (self.speaker.value(fact.type, number) for number in (fact.low, fact.high))
        return self.say(headings.BETWEEN, low, high)

    def origins(self, fact: Fact) -> str:
        return ", ".join(headings.ORIGINS[origin.value].get(self.language) for origin in fact.origin)

    def parameters(self) -> list[str]:
        found = parameters_read(self.version, self.catalogue, None, self.language)
        if not found:
            return []
        rows = []
        for one in found:
            notes = [self.say(headings.REGIONAL)] if one.regional else []
            notes += [] if one.given_by_source else [self.say(headings.OUR_CHOICE)]
            note = " ".join(notes)
            rows += [
                [one.label, piece.shown, shown_day(piece.start, self.language), note, one.source]
                for piece in one.values
            ]
        columns = [headings.NAME, headings.VALUE, headings.FROM, headings.NOTE, headings.SOURCE]
        return [*self.head(headings.PARAMETERS), *_table([column.get(self.language) for column in columns], rows)]

    def sources(self) -> list[str]:
        lines = self.head(headings.SOURCES)
        for source in source_list(self.version):
            document = source.document
            reference = f" ({document.reference})" if document.reference else ""
            day = shown_day(document.date, self.language)
            lines.append(f"- {document.title.get(self.language)}, {day}{reference}")
            lines += [f"  - {place}" for place in source.places]
        for key, title in (("legal_basis", headings.LEGAL_BASIS), ("motions", headings.MOTIONS)):
            if self.version.notes[key]:
                lines += ["", f"**{self.say(title)}**", "", *(f"- {text}" for text in self.version.notes[key])]
        return [*lines, ""] if len(lines) > TOP else []

    def cases(self) -> list[str]:
        rows = case_rows(self.version, self.catalogue, self.language)
        if not rows:
            return []
        columns = [headings.NUMBER, headings.EXAMPLE, headings.ON, headings.GIVEN, headings.EXPECTED]
        made = []
        for place, row in enumerate(rows, 1):
            name = f"{capital(row.name)} ({self.say(headings.WORKED).lower()})" if row.worked else capital(row.name)
            given = "; ".join(row.changed if row.like_first else row.given) or self.say(headings.NOTHING)
            if row.like_first:
                given = self.say(headings.LIKE_FIRST, given)
            made.append([str(place), name, shown_day(row.on, self.language), given, "; ".join(row.expected)])
        return [*self.head(headings.CASES), *_table([column.get(self.language) for column in columns], made)]

    def limits(self) -> list[str]:
        lines: list[str] = []
        for key, text in (("not_expressed", headings.NOT_EXPRESSED), ("notes", headings.NOTES)):
            if self.version.notes[key]:
                lines += [*self.head(text), *(f"- {one}" for one in self.version.notes[key]), ""]
        return lines


def shown_validity(version: SchemeVersion, language: str = "nl") -> str:
    """Say from when until when a version holds."""
    first = shown_day(version.valid_from, language)
    if version.valid_until is None:
        return headings.IN_FORCE_OPEN.get(language).format(first)
    return headings.IN_FORCE.get(language).format(first, shown_day(version.valid_until, language))


def shown_whom(version: SchemeVersion, catalogue: Catalogue, language: str = "nl") -> list[str]:
    """Say in a few sentences what a version is and for whom."""
    summary = _filled(version.summary, version, catalogue, language)
    return [summary, headings.BENEFICIARIES[version.beneficiary].get(language)]
