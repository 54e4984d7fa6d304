"""Checking rows: every problem of every row, and what is read in when there is none that stops it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from overstap.casework.policy import catalogue, item_of, most_hours_per_week
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.core.likeness import Features, fold
from overstap.core.people import (
    LAST_NAME_LENGTH,
    NAME_LENGTH,
    OLDEST,
    YOUNGEST,
    Registration,
    age_on,
    refuse_contact,
)
from overstap.correspondence.actions import tidy_address
from overstap.correspondence.values import Address
from overstap.importing.fields import fact_ids
from overstap.importing.parsing import (
    CellError,
    read_citizen_number,
    read_count,
    read_date,
    read_fact,
    read_language,
    read_name,
    read_phone,
    read_yes_no,
)
from overstap.importing.problems import Problem
from overstap.rules import NOT_APPLICABLE
from overstap.rules.values import Absent, Plain

STATUS, EMPLOYED = "huidige_status", "in_dienst"
WITH_JOB = frozenset({"dienstverband_opgezegd", "tijdelijk_contract_stopt", "laatste_werkdag"})
WITHOUT_JOB = frozenset({"uitkering", "ww_einddatum", "ww_recht_maanden", "baan_verloren_op"})
DECIDING = frozenset({STATUS, "uitkering"})
NOT_APPLICABLE_SIGN = "nvt"


@dataclass(frozen=True, slots=True)
class General:
    """What holds for everyone in a file (algemeen): who says that they agreed, and answers for empty cells.

    `said` says how and where the agreement is kept; `all_agreed` that everybody said yes, when no column tells;
    `special_too` that they also agreed to keep what is about health.
    """

    said: str = ""
    all_agreed: bool = False
    special_too: bool = False
    municipality: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "zegt": self.said,
            "allen_akkoord": self.all_agreed,
            "bijzonder": self.special_too,
            "woonplaats": self.municipality,
            "antwoorden": dict(self.answers),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> General:
        """What was kept."""
        return cls(
            said=kept.get("zegt", ""),
            all_agreed=kept.get("allen_akkoord", False),
            special_too=kept.get("bijzonder", False),
            municipality=kept.get("woonplaats", ""),
            answers=dict(kept.get("antwoorden", {})),
        )


@dataclass(frozen=True, slots=True)
class Person:
    """What was read of one person (gelezen persoon)."""

    first_name: str
    last_name: str
    birth_date: dt.date
    email: str
    phone: str
    municipality: str
    language: str
    citizen_number: str
    facts: Mapping[str, Plain | Absent]
    profile: Mapping[str, str]
    address: Address = field(default_factory=Address)

    def registration(self) -> Registration:
        """As `people` registers someone."""
        return Registration(self.first_name, self.last_name, self.birth_date, self.email, self.phone, self.language)

    def features(self, number: str = "") -> Features:
        """By what this person is compared with others; `number` is the fingerprint of the citizen service number."""
        return Features.of(
            first_name=self.first_name,
            last_name=self.last_name,
            birth_date=self.birth_date,
            email=self.email,
            phone=self.phone,
            number=number,
        )

    def to_text(self) -> str:
        """As it is sealed."""
        facts = {
            name: {NOT_APPLICABLE_SIGN: True}
            if isinstance(value, Absent)
            else value.isoformat()
            if isinstance(value, dt.date)
            else value
            for name, value in self.facts.items()
        }
        return json.dumps(
            [self.first_name, self.last_name, self.birth_date.isoformat(), self.email, self.phone, self.municipality,
             self.language, self.citizen_number, facts, dict(self.profile),
             self.address.street, self.address.postcode, self.address.town],
            ensure_ascii=False,
        )  # fmt: skip

    @classmethod
    def from_text(cls, text: str) -> Person:
        """What was sealed."""
        first, last, born, email, phone, place, language, number, facts, profile, *post = json.loads(text)
        return cls(
            first, last, dt.date.fromisoformat(born), email, phone, place, language, number,
            {name: _unsealed(name, value) for name, value in facts.items()}, profile,
            Address(*post),
        )  # fmt: skip

    def special_items(self) -> frozenset[Item]:
        """The special parts of a file that these facts belong to."""
        known = catalogue().facts
        return frozenset(item_of(known[name]) for name in self.facts) - {Item.INTAKE}


def _unsealed(fact_id: str, value: Any) -> Plain | Absent:
    if isinstance(value, dict):
        return NOT_APPLICABLE
    return dt.date.fromisoformat(value) if catalogue().facts[fact_id].type.kind == "date" else value


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that was looked at (gecontroleerde regel): the person when nothing stops it, and every problem."""

    number: int
    person: Person | None
    problems: tuple[Problem, ...]


class Checker:
    """Checks the rows of one file: knows its columns, the municipalities of the day, and what may be read."""

    def __init__(
        self,
        *,
        mapping: Mapping[int, str],
        general: General,
        municipalities: tuple[str, ...],
        citizen_numbers: bool,
        today: dt.date,
    ) -> None:
        """`citizen_numbers` tells that the party has a legal ground for them; without, the column is not read."""
        self._columns = {name: column for column, name in mapping.items()}
        if not citizen_numbers:
            self._columns.pop("bsn", None)
        self._general, self._today = general, today
        self._places = {fold(name): name for name in municipalities}
        for other, name in OTHER_NAMES.items():
            if fold(name) in self._places:
                self._places.setdefault(other, name)

    def check(self, number: int, cells: tuple[str, ...]) -> Checked:
        """Look at one row; all its problems together."""
        row = _Row(self, cells)
        person = row.person()
        problems = tuple(row.problems)
        return Checked(number, None if any(one.stops for one in problems) else person, problems)

    def cell(self, cells: tuple[str, ...], name: str) -> str:
        """The text of a field in a row; empty when no column holds it."""
        column = self._columns.get(name)
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def has(self, name: str) -> bool:
        """Tell whether a column holds this field."""
        return name in self._columns

    @property
    def general(self) -> General:
        """What holds for everyone."""
        return self._general

    @property
    def today(self) -> dt.date:
        """The day of the check."""
        return self._today

    def place(self, text: str) -> str | None:
        """The official name of a municipality; None for one that there is not."""
        return self._places.get(fold(text))


OTHER_NAMES = {"den haag": "'s-Gravenhage", "den bosch": "'s-Hertogenbosch", "the hague": "'s-Gravenhage"}


class _Row:
    """One row while it is looked at."""

    def __init__(self, checker: Checker, cells: tuple[str, ...]) -> None:
        self._checker, self._cells = checker, cells
        self.problems: list[Problem] = []

    def _text(self, name: str) -> str:
        return self._checker.cell(self._cells, name)

    def _note(self, name: str, sort: str) -> None:
        self.problems.append(Problem(name, sort))

    def person(self) -> Person | None:
        first, last = self._names()
        born, (email, phone), place = self._born(), self._reach(), self._place()
        language, number = self._language(), self._number()
        self._agreement()
        facts = self._facts()
        if born is None or place is None:
            return None
        return Person(
            first, last, born, email, phone, place, language, number, facts, self._profile(), self._address(place)
        )

    def _names(self) -> tuple[str, str]:
        first, last, particle = self._text("voornaam"), self._text("achternaam"), self._text("tussenvoegsel")
        whole = self._text("naam")
        if whole and not (first and last):
            try:
                read = read_name(whole)
                first, last = first or read.first, last or read.last
            except CellError:
                self._note("naam", "leeg")
                return "", ""
        if particle and not fold(last).startswith(f"{fold(particle)} "):
            last = f"{particle} {last}".strip()
        by_whole = self._checker.has("naam") and not self._checker.has("achternaam")
        for name, text, most in (("voornaam", first, NAME_LENGTH), ("achternaam", last, LAST_NAME_LENGTH)):
            if not text:
                self._note("naam" if by_whole else name, "leeg")
            elif len(text) > most:
                self._note("naam" if by_whole else name, "lang")
        return " ".join(first.split()), " ".join(last.split())

    def _born(self) -> dt.date | None:
        text = self._text("geboortedatum")
        if not text:
            self._note("geboortedatum", "leeg")
            return None
        try:
            born = read_date(text, self._checker.today)
        except CellError:
            self._note("geboortedatum", "datum")
            return None
        if not YOUNGEST <= age_on(born, self._checker.today) <= OLDEST:
            self._note("geboortedatum", "datum_kan_niet")
            return None
        return born

    def _reach(self) -> tuple[str, str]:
        email, phone = self._text("email").lower(), self._text("telefoon")
        wrong = False
        if phone:
            try:
                phone = read_phone(phone)
                wrong = refuse_contact(email="", phone=phone, language="nl") is not None
            except CellError:
                wrong = True
            if wrong:
                self._note("telefoon", "telefoon")
        if email and (len(email) > LONGEST_EMAIL or refuse_contact(email=email, phone="", language="nl") is not None):
            self._note("email", "email")
            wrong = True
        if not email and not phone and not wrong:
            self._note("telefoon" if self._checker.has("telefoon") else "email", "onbereikbaar")
        return email, phone

    def _place(self) -> str | None:
        text = self._text("woonplaats") or self._checker.general.municipality
        if not text:
            self._note("woonplaats", "leeg")
            return None
        place = self._checker.place(text)
        if place is None:
            self._note("woonplaats", "gemeente")
        return place

    def _language(self) -> str:
        try:
            return read_language(self._text("taal"))
        except CellError:
            self._note("taal", "taal")
            return "nl"

    def _address(self, municipality: str) -> Address:
        """Where the postman comes; without a town of its own that of the municipality. Nothing when it is not whole."""
        street = " ".join(f"{self._text('straat')} {self._text('huisnummer')}".split())
        postcode = self._text("postcode")
        if not street and not self._text("huisnummer"):
            # A postcode alone is what other systems export; nobody meant it for an envelope.
            return Address()
        found = tidy_address(Address(street, postcode, self._text("postplaats") or municipality))
        if isinstance(found, Refusal):
            self._note("postcode", "adres")
            return Address()
        return found

    def _number(self) -> str:
        text = self._text("bsn")
        if not text:
            return ""
        try:
            return read_citizen_number(text)
        except CellError:
            self._note("bsn", "bsn")
            return ""

    def _agreement(self) -> None:
        if not self._checker.has("toestemming"):
            if not self._checker.general.all_agreed:
                self._note("toestemming", "akkoord_onbekend")
            return
        try:
            if not read_yes_no(self._text("toestemming")):
                self._note("toestemming", "geen_akkoord")
        except CellError:
            self._note("toestemming", "akkoord_onbekend")

    def _facts(self) -> dict[str, Plain | Absent]:
        found: dict[str, Plain | Absent] = dict(self._answers())
        employed = found.get(STATUS) == EMPLOYED
        for name in WITHOUT_JOB if employed else WITH_JOB:
            found.pop(name, None)
        if found.get("uitkering") != "ww":
            for name in ("ww_einddatum", "ww_recht_maanden"):
                found.pop(name, None)
        elif "ww_einddatum" not in found:
            found["ww_einddatum"] = NOT_APPLICABLE
        return found

    def _answers(self) -> Iterator[tuple[str, Plain]]:
        known, general = catalogue().facts, self._checker.general
        for name in sorted(fact_ids()):
            text = self._text(name) or general.answers.get(name, "")
            if not text or (item_of(known[name]) is not Item.INTAKE and not general.special_too):
                if name == STATUS and not text:
                    self._note(name, "leeg")
                continue
            try:
                yield name, read_fact(name, text, self._checker.today)
            except CellError:
                is_choice = known[name].type.kind == "enum"
                left_out = "keuze_weggelaten" if is_choice else "waarde_weggelaten"
                self._note(name, "keuze" if name in DECIDING else left_out)

    def _profile(self) -> dict[str, str]:
        found = {}
        if occupation := self._text("doelberoep"):
            found["doelberoep"] = occupation[:LONGEST_OCCUPATION]
        if hours := self._text("uren_per_week"):
            try:
                count = read_count(hours)
            except CellError:
                count = 0
            if 0 < count <= most_hours_per_week(self._checker.today):
                found["uren_per_week"] = str(count)
            else:
                self._note("uren_per_week", "waarde_weggelaten")
        return found


LONGEST_EMAIL = 254
LONGEST_OCCUPATION = 120
