"""Lists of vacancies and of tension as others keep them: every row read, and all that is wrong told together (R-360).

Pure: texts go in, values and problems come out. Which employer and which occupation are meant is for the action.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from overstap.core.decision import N_, Refusal
from overstap.core.demand import HOUSE, MOST_HOURS, MOST_PLACES, ContractKind, VacancyKind
from overstap.core.likeness import fold
from overstap.core.rows import EMPTY, NO_AMOUNT, NO_CHOICE, TURNED, RowProblem, RowReader, columns_of, row_refusal
from overstap.demand.job_posting import Posting, Postings

VACANCY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kvk": ("kvk nummer", "kvk", "kvknummer"),
    "werkgever": ("bedrijf", "naam werkgever", "organisatie"),
    "gemeente": ("vestiging", "plaats", "werkplaats"),
    "titel": ("functie", "vacature", "functietitel"),
    "beroep": ("beroepsnaam", "isco", "esco"),
    "tekst": ("omschrijving", "beschrijving"),
    "soort": ("soort plaats",),
    "contract": ("soort contract",),
    "uren van": ("uren minstens", "minimum uren"),
    "uren tot": ("uren hoogstens", "maximum uren", "uren"),
    "plaatsen": ("aantal plaatsen", "aantal"),
    "nodig": ("eisen", "competenties"),
    "handig": ("wensen", "pre"),
    "begint op": ("startdatum", "start"),
    "reageren tot": ("sluitingsdatum", "sluit op"),
    "loon van": ("minimum loon", "loon vanaf"),
    "loon tot": ("maximum loon",),
    "loon per": ("loon eenheid",),
    "kenmerk": ("eigen nummer", "vacaturenummer", "referentie"),
}
"""What a column can be, with the other headings under which it is known; all of them folded."""

TENSION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "beroep": ("isco", "esco", "beroepsnaam", "beroepsgroep"),
    "regio": ("arbeidsmarktregio", "regiocode"),
    "van": ("periode van", "begin"),
    "tot": ("periode tot", "einde"),
    "waarde": ("spanning", "typering"),
    "indicator": ("spanningsindicator",),
    "bron": ("herkomst",),
    "adres van de bron": ("url", "bron adres"),
    "gepubliceerd op": ("publicatiedatum", "datum"),
}
VACANCY_EXAMPLE = (
    "", "Voorbeeldbedrijf", "Tilburg", "Kok (voorbeeld)", "kok", "Koken voor zestig gasten", "regulier", "onbepaald",
    "24", "36", "2", "", "", "1-4-2021", "30-4-2021", "14,50", "16,00", "uur", "VB-1",
)  # fmt: skip
TENSION_EXAMPLE = ("kok", "AM26", "1-10-2020", "31-12-2020", "krap", "2,4", "Voorbeeldbron", "", "15-1-2021")
"""One invented row of each, in the order of its columns."""

NEEDED_OF_VACANCY = ("gemeente", "titel", "beroep", "uren tot", "kenmerk")
NEEDED_OF_TENSION = ("beroep", "van", "tot", "waarde", "bron", "gepubliceerd op")
WORDS_OF_TENSION = {"zeer ruim": 1, "ruim": 2, "gemiddeld": 3, "krap": 4, "zeer krap": 5}
CONTRACTS = {"onbepaald": "onbepaald", "vast": "onbepaald", "bepaald": "bepaald", "tijdelijk": "bepaald"}
LONGEST_TITLE, LONGEST_REFERENCE, LONGEST_TEXT, LONGEST_SOURCE = 120, 80, 20_000, 200


@dataclass(frozen=True, slots=True)
class ReadVacancy:
    """A vacancy as a list tells it (gelezen vacature): employer, place, occupation and competences still as words."""

    number: int
    kvk_number: str
    employer: str
    municipality: str
    title: str
    occupation: str
    description: str
    kind: str
    contract: str
    hours_least: int
    hours_most: int
    places: int
    needed: tuple[str, ...]
    welcome: tuple[str, ...]
    starts_on: dt.date | None
    closes_on: dt.date | None
    pay_from_cents: int | None
    pay_until_cents: int | None
    pay_per: str
    reference: str
    source: str = "csv"
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class ReadTension:
    """How hard people are to find, as somebody published it (gelezen spanning); `value` runs from 1 to 5."""

    number: int
    occupation: str
    region_code: str
    period_from: dt.date
    period_until: dt.date
    value: int
    indicator: Decimal | None
    source: str
    source_url: str
    published_on: dt.date


def vacancies_in(
    headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[tuple[ReadVacancy, ...], tuple[RowProblem, ...]]:
    """Read a table of vacancies: the good rows, and every problem of every other."""
    columns = columns_of(headings, VACANCY_COLUMNS)
    found, problems = [], []
    for number, cells in rows:
        reader = RowReader(number, cells, columns)
        one = _vacancy(reader)
        if reader.problems:
            problems += reader.problems
        else:
            found.append(one)
    problems += _twice(found)
    doubled = {one.number for one in problems}
    return tuple(one for one in found if one.number not in doubled), tuple(problems)


def vacancies_of(postings: Postings) -> tuple[tuple[ReadVacancy, ...], tuple[RowProblem, ...]]:
    """The same of descriptions that websites give; what they ask is taken over as welcome."""
    found = []
    problems = [
        RowProblem(
            one.number,
            one.field,
            Refusal("inlezen.jobposting", one.because, HOUSE, remedy=N_("Verander het bij de bron.")),
        )
        for one in postings.problems
    ]
    for one in postings.found:
        reference = one.reference or one.url[-LONGEST_REFERENCE:]
        if not reference:
            problems.append(RowProblem(one.number, "identifier", EMPTY))
            continue
        found.append(_of_posting(one, reference))
    problems += _twice(found)
    doubled = {one.number for one in problems}
    return tuple(one for one in found if one.number not in doubled), tuple(problems)


def tensions_in(
    headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[tuple[ReadTension, ...], tuple[RowProblem, ...]]:
    """Read a table of tension: the good rows, and every problem of every other."""
    columns = columns_of(headings, TENSION_COLUMNS)
    found, problems = [], []
    for number, cells in rows:
        reader = RowReader(number, cells, columns)
        one = _tension(reader)
        if reader.problems or one is None:
            problems += reader.problems
        else:
            found.append(one)
    problems += _told_twice(found)
    doubled = {one.number for one in problems}
    return tuple(one for one in found if one.number not in doubled), tuple(problems)


def _of_posting(one: Posting, reference: str) -> ReadVacancy:
    return ReadVacancy(
        one.number,
        "",
        one.employer,
        one.municipality,
        one.title,
        one.occupation or one.title,
        one.description,
        one.kind,
        one.contract,
        one.hours_least,
        one.hours_most,
        one.places,
        (),
        one.skills,
        one.starts_on,
        one.closes_on,
        one.pay_from_cents,
        one.pay_until_cents,
        one.pay_per,
        reference,
        "jobposting",
        one.url,
    )


def _vacancy(row: RowReader) -> ReadVacancy:
    kvk, employer = row.text("kvk", LONGEST_REFERENCE), row.text("werkgever", LONGEST_TITLE)
    if not kvk and not employer:
        row.wrong("werkgever", EMPTY)
    most = row.count("uren tot", MOST_HOURS)
    least = row.count("uren van", MOST_HOURS, default=most)
    if least > most and not row.problems:
        row.wrong("uren van", TURNED)
    return ReadVacancy(
        number=row.number,
        kvk_number=kvk,
        employer=employer,
        municipality=row.text("gemeente", LONGEST_TITLE, needed=True),
        title=row.text("titel", LONGEST_TITLE, needed=True),
        occupation=row.text("beroep", LONGEST_TEXT, needed=True),
        description=row.text("tekst", LONGEST_TEXT),
        kind=row.choice("soort", {one.value: one.value for one in VacancyKind}, default=VacancyKind.REGULAR.value),
        contract=row.choice("contract", CONTRACTS, default=ContractKind.PERMANENT.value),
        hours_least=least,
        hours_most=most,
        places=row.count("plaatsen", MOST_PLACES, default=1),
        needed=row.many("nodig"),
        welcome=row.many("handig"),
        starts_on=row.day("begint op"),
        closes_on=row.day("reageren tot"),
        pay_from_cents=row.cents("loon van"),
        pay_until_cents=row.cents("loon tot"),
        pay_per=row.choice("loon per", {"uur": "uur", "maand": "maand"}, default="uur"),
        reference=row.text("kenmerk", LONGEST_REFERENCE, needed=True),
    )


def _tension(row: RowReader) -> ReadTension | None:
    occupation = row.text("beroep", LONGEST_TEXT, needed=True)
    start, end = row.day("van", needed=True), row.day("tot", needed=True)
    published = row.day("gepubliceerd op", needed=True)
    source = row.text("bron", LONGEST_SOURCE, needed=True)
    value, told = _value(row), row.text("indicator", LONGEST_REFERENCE)
    indicator = _decimal(told)
    if told and indicator is None:
        row.wrong("indicator", NO_AMOUNT)
    if start is None or end is None or published is None:
        return None
    if end < start:
        row.wrong("tot", TURNED)
    region, address = row.text("regio", LONGEST_REFERENCE), row.text("adres van de bron", 300)
    if address and not address.startswith(("https://", "http://")):
        row.wrong("adres van de bron", NO_CHOICE)
    return ReadTension(row.number, occupation, region, start, end, value, indicator, source, address, published)


def _value(row: RowReader) -> int:
    text = fold(row.text("waarde", LONGEST_REFERENCE, needed=True))
    found = WORDS_OF_TENSION.get(text, int(text) if text in {"1", "2", "3", "4", "5"} else 0)
    if text and not found:
        row.wrong("waarde", NO_CHOICE)
    return found


def _twice(found: Sequence[ReadVacancy]) -> list[RowProblem]:
    """Rows with the reference that an earlier row of the same employer has."""
    first: dict[tuple[str, str], int] = {}
    problems = []
    for one in found:
        key = (fold(one.kvk_number or one.employer), one.reference)
        if key in first:
            refusal = row_refusal(
                "kenmerk_dubbel",
                N_("Dit kenmerk staat ook in regel %(regel)s."),
                N_("Geef elke vacature een eigen kenmerk."),
                regel=str(first[key]),
            )
            problems.append(RowProblem(one.number, "kenmerk", refusal))
        first.setdefault(key, one.number)
    return problems


def _told_twice(found: Sequence[ReadTension]) -> list[RowProblem]:
    """Rows about what an earlier row of the same source already told."""
    first: dict[tuple[object, ...], int] = {}
    problems = []
    for one in found:
        key = (fold(one.occupation), one.region_code, one.period_from, one.source)
        if key in first:
            refusal = row_refusal(
                "spanning_dubbel",
                N_("Dit staat ook in regel %(regel)s."),
                N_("Laat één van de twee regels over."),
                regel=str(first[key]),
            )
            problems.append(RowProblem(one.number, "beroep", refusal))
        first.setdefault(key, one.number)
    return problems


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**5 else None
