"""A vacancy as a JobPosting of schema.org, going out and coming in; no address is ever fetched."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from overstap.core.decision import N_
from overstap.core.demand import MOST_HOURS, MOST_PLACES, ContractKind, Need, RequirementKind, VacancyKind
from overstap.core.money import as_number
from overstap.demand.lists import demand_choices
from overstap.demand.values import VacancyCard

CONTEXT = "https://schema.org/"
LONGEST_TEXT, LONGEST_TITLE, LONGEST_NAME = 20_000, 120, 120
MOST_SIZE = 5_000_000
MOST_POSTINGS = 2_000
DEEPEST = 12
PROOFS = frozenset({RequirementKind.LICENCE, RequirementKind.DIPLOMA, RequirementKind.RECOGNITION})
UNITS = {"uur": "HOUR", "maand": "MONTH"}
_PER = {code: name for name, code in UNITS.items()}
_TAGS = re.compile(r"<[^>]{0,300}>")
_SPACES = re.compile(r"[ \t\r\f\v]+")


def job_posting(card: VacancyCard, address: str) -> dict[str, Any]:
    """The description that search engines read; nobody's name or telephone stands in it."""
    asked = card.requirements
    skills = [one.name for one in asked if one.kind == RequirementKind.COMPETENCE]
    proofs = [one.name for one in asked if one.kind in PROOFS]
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "JobPosting",
        "title": card.title,
        "description": card.description or card.title,
        "identifier": {
            "@type": "PropertyValue", "name": card.employer_name, "value": card.reference or str(card.id),
        },
        "datePosted": card.created_at.date().isoformat(),
        "employmentType": _employment(card),
        "hiringOrganization": {"@type": "Organization", "name": card.employer_name},
        "jobLocation": {"@type": "Place", "address": _address_of(card)},
        "occupationalCategory": card.occupation_name,
        "relevantOccupation": {"@type": "Occupation", "@id": card.occupation_uri, "name": card.occupation_name},
        "workHours": f"{card.hours_least}-{card.hours_most} uur per week",
        "totalJobOpenings": card.places_left,
        "url": address,
    }  # fmt: skip
    if card.kind != VacancyKind.REGULAR:
        # No value of the employment type says that somebody learns for a diploma here.
        made["additionalType"] = card.kind
    if card.closes_on:
        made["validThrough"] = card.closes_on.isoformat()
    if card.starts_on:
        made["jobStartDate"] = card.starts_on.isoformat()
    if skills:
        made["skills"] = skills
    if proofs:
        made["qualifications"] = proofs
    if card.pay_from_cents is not None or card.pay_until_cents is not None:
        made["baseSalary"] = _salary(card)
    return made


def job_posting_text(card: VacancyCard, address: str) -> str:
    """The same as text that can stand in any page: what would end a script in HTML is written in another way."""
    text = json.dumps(job_posting(card, address), ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _address_of(card: VacancyCard) -> dict[str, str]:
    told = {"@type": "PostalAddress", "addressLocality": card.site.municipality, "addressCountry": "NL"}
    return told | ({"postalCode": card.site.postcode} if card.site.postcode else {})


def _employment(card: VacancyCard) -> list[str]:
    kinds = ["FULL_TIME" if card.hours_most >= demand_choices().full_week else "PART_TIME"]
    if card.contract == ContractKind.TEMPORARY:
        kinds.append("TEMPORARY")
    if card.kind == "werkervaringsplaats":
        kinds.append("INTERN")
    return kinds


def _salary(card: VacancyCard) -> dict[str, Any]:
    bounds = {"minValue": card.pay_from_cents, "maxValue": card.pay_until_cents}
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": UNITS.get(card.pay_per, "HOUR")}
    value |= {name: as_number(cents, ".") for name, cents in bounds.items() if cents is not None}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


# --- Coming in --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PostingProblem:
    """What is wrong with a description (gebrek): which one, counted from 1 (0 for the text), where, and what to do."""

    number: int
    field: str
    because: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A description as it was read (gelezen vacature); its occupation is words, and somebody still says which it is."""

    number: int
    title: str
    description: str
    employer: str
    municipality: str
    postcode: str
    occupation: str
    contract: str
    kind: str
    hours_least: int
    hours_most: int
    places: int
    starts_on: dt.date | None
    closes_on: dt.date | None
    pay_from_cents: int | None
    pay_until_cents: int | None
    pay_per: str
    reference: str
    url: str
    skills: tuple[str, ...]
    qualifications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """All descriptions in a text (gelezen vacatures) and everything that is wrong with them."""

    found: tuple[Posting, ...]
    problems: tuple[PostingProblem, ...]


NOT_JSON = N_("Dit is geen JSON. Plak de tekst tussen de accolades, of kies het bestand dat de website geeft.")
TOO_LARGE = N_("Dit is te groot. Lees het in delen in.")
NOTHING = N_("Hierin staat geen vacature (JobPosting).")
MISSING = N_("Dit ontbreekt. Vul het aan bij de bron, of typ de vacature over.")
NO_DATE = N_("Dit is geen dag. Schrijf jaar-maand-dag, bijvoorbeeld 2021-03-01.")
NO_HOURS = N_("Dit is geen aantal uren per week van 1 tot en met 60.")
NO_AMOUNT = N_("Dit is geen bedrag in euro per uur of per maand.")
NO_NUMBER = N_("Dit is geen aantal plaatsen van 1 tot en met 1000.")
ABROAD = N_("Dit werk is niet in Nederland.")


def read_postings(text: str) -> Postings:
    """Read every JobPosting in a text: one, a list, or a graph; all that is wrong is told together."""
    if len(text) > MOST_SIZE:
        return Postings((), (PostingProblem(0, "", TOO_LARGE),))
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return Postings((), (PostingProblem(0, "", NOT_JSON),))
    described = list(_postings(document, 0))[: MOST_POSTINGS + 1]
    if not described:
        return Postings((), (PostingProblem(0, "", NOTHING),))
    if len(described) > MOST_POSTINGS:
        return Postings((), (PostingProblem(0, "", TOO_LARGE),))
    found, problems = [], []
    for number, one in enumerate(described, 1):
        reader = _Reader(number, one)
        posting = reader.read()
        problems += reader.problems
        if not reader.problems:
            found.append(posting)
    return Postings(tuple(found), tuple(problems))


def _postings(part: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The descriptions wherever they stand; what lies deeper than anyone writes is not looked at."""
    if depth > DEEPEST:
        return
    if isinstance(part, list):
        for one in part:
            yield from _postings(one, depth + 1)
    elif isinstance(part, dict):
        if "JobPosting" in _texts(part.get("@type")):
            yield part
        else:
            for name in ("@graph", "itemListElement", "item", "mainEntity"):
                yield from _postings(part.get(name), depth + 1)


def _texts(part: Any) -> list[str]:
    """The texts in what may be one text, a list of them, or things with a name."""
    parts = part if isinstance(part, list) else [part]
    found = [one.get("name") if isinstance(one, dict) else one for one in parts]
    return [_plain(one) for one in found if isinstance(one, str) and one.strip()]


def _plain(text: str) -> str:
    """Words without tags, without signs that no one sees, and with single spaces."""
    words = _TAGS.sub(" ", text[:LONGEST_TEXT].replace("<br>", "\n").replace("</p>", "\n"))
    seen = "".join(sign for sign in words if sign.isprintable() or sign == "\n")
    return _SPACES.sub(" ", seen).strip()


class _Reader:
    """Reads one description, field by field, and keeps what is wrong."""

    def __init__(self, number: int, part: dict[str, Any]) -> None:
        self.number = number
        self.part = part
        self.problems: list[PostingProblem] = []

    def read(self) -> Posting:
        """All of it; what could not be read is empty, and told."""
        address = self._address()
        least, most = self._hours()
        low, high, per = self._pay()
        types = {one.upper() for one in _texts(self.part.get("employmentType"))}
        return Posting(
            number=self.number,
            title=self._text("title", LONGEST_TITLE, needed=True),
            description=self._text("description", LONGEST_TEXT),
            employer=self._named("hiringOrganization"),
            municipality=self._of(address, "addressLocality"),
            postcode=next(iter(_texts(address.get("postalCode"))), "")[:7],
            occupation=self._text("occupationalCategory", LONGEST_NAME),
            contract=(ContractKind.TEMPORARY if types & {"TEMPORARY", "CONTRACTOR"} else ContractKind.PERMANENT).value,
            kind=self._kind(types),
            hours_least=least,
            hours_most=most,
            places=self._places(),
            starts_on=self._day("jobStartDate"),
            closes_on=self._day("validThrough"),
            pay_from_cents=low,
            pay_until_cents=high,
            pay_per=per,
            reference=self._reference(),
            url=self._url(),
            skills=tuple(_texts(self.part.get("skills"))),
            qualifications=tuple(_texts(self.part.get("qualifications"))),
        )

    def _wrong(self, field: str, because: str, detail: object = "") -> None:
        self.problems.append(PostingProblem(self.number, field, because, str(detail)[:80]))

    def _text(self, field: str, longest: int, *, needed: bool = False) -> str:
        found = next(iter(_texts(self.part.get(field))), "")[:longest]
        if needed and not found:
            self._wrong(field, MISSING)
        return found

    def _named(self, field: str) -> str:
        found = next(iter(_texts(self.part.get(field))), "")[:LONGEST_NAME]
        if not found:
            self._wrong(field, MISSING)
        return found

    def _address(self) -> dict[str, Any]:
        places = self.part.get("jobLocation")
        place = places[0] if isinstance(places, list) and places else places
        address = place.get("address") if isinstance(place, dict) else None
        if not isinstance(address, dict):
            return {}
        country = next(iter(_texts(address.get("addressCountry"))), "NL").upper()
        if country not in {"NL", "NLD", "NEDERLAND", "NETHERLANDS", "THE NETHERLANDS"}:
            self._wrong("jobLocation.address.addressCountry", ABROAD, country)
        return address

    def _of(self, address: dict[str, Any], field: str) -> str:
        found = next(iter(_texts(address.get(field))), "")[:60]
        if not found:
            self._wrong(f"jobLocation.address.{field}", MISSING)
        return found

    def _hours(self) -> tuple[int, int]:
        given = self.part.get("workHours")
        if given in {None, ""} if not isinstance(given, (list, dict)) else False:
            self._wrong("workHours", MISSING)
            return 1, 1
        numbers = [int(one) for one in re.findall(r"\d{1,3}", str(given)[:200])][:2]
        if not numbers or not 1 <= numbers[0] <= numbers[-1] <= MOST_HOURS:
            self._wrong("workHours", NO_HOURS, given)
            return 1, 1
        return numbers[0], numbers[-1]

    def _kind(self, types: set[str]) -> str:
        told = set(_texts(self.part.get("additionalType"))) & {one.value for one in VacancyKind}
        trainee = VacancyKind.EXPERIENCE if "INTERN" in types else VacancyKind.REGULAR
        return min(told) if told else trainee.value

    def _places(self) -> int:
        given = self.part.get("totalJobOpenings", 1)
        text = str(given).strip()
        if isinstance(given, bool) or not text.isdecimal() or not 1 <= int(text[:6]) <= MOST_PLACES:
            self._wrong("totalJobOpenings", NO_NUMBER, given)
            return 1
        return int(text)

    def _day(self, field: str) -> dt.date | None:
        given = self.part.get(field)
        if given is None or given == "":
            return None
        try:
            return dt.date.fromisoformat(str(given)[:10])
        except ValueError:
            self._wrong(field, NO_DATE, given)
            return None

    def _pay(self) -> tuple[int | None, int | None, str]:
        given = self.part.get("baseSalary")
        if given is None:
            return None, None, "uur"
        value = given.get("value") if isinstance(given, dict) else None
        value = value if isinstance(value, dict) else {"value": value, "unitText": _unit(given)}
        per = _PER.get(str(value.get("unitText", "")).upper())
        low, high = value.get("minValue", value.get("value")), value.get("maxValue", value.get("value"))
        cents = [None if one is None else _cents(one) for one in (low, high)]
        currency = str(given.get("currency", "EUR")).upper() if isinstance(given, dict) else "EUR"
        if per is None or currency != "EUR" or any(one == -1 for one in cents):
            self._wrong("baseSalary", NO_AMOUNT, json.dumps(given, ensure_ascii=False, default=str))
            return None, None, "uur"
        return cents[0], cents[1], per

    def _reference(self) -> str:
        given = self.part.get("identifier")
        value = given.get("value") if isinstance(given, dict) else given
        return _plain(str(value))[:80] if isinstance(value, (str, int)) else ""

    def _url(self) -> str:
        found = next(iter(_texts(self.part.get("url"))), "")
        return found[:500] if found.startswith(("https://", "http://")) else ""


def _unit(given: Any) -> Any:
    return given.get("unitText", "") if isinstance(given, dict) else ""


def _cents(given: Any) -> int:
    """Whole cents of a number as programs write it; -1 for what is none."""
    if isinstance(given, bool) or not isinstance(given, (int, float, str)):
        return -1
    text = str(given).strip()
    if not re.fullmatch(r"\d{1,7}(\.\d{1,4})?", text):
        return -1
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


WELCOME = Need.OPTIONAL.value
"""What a description asks is taken over as welcome: it does not say what is essential."""
