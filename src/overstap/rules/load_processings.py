"""Reading the register of processing and the terms of keeping; all mistakes are told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

from overstap.core.consent import Item
from overstap.rules.loader import load_catalogue, schemes_folder, shipped_folder
from overstap.rules.model import Document
from overstap.rules.problems import Problem, SchemeFilesError, did_you_mean
from overstap.rules.processings import (
    Activity,
    Deadline,
    KeepingList,
    KeepingRecord,
    KeepingTerm,
    LegalGround,
    PartyGround,
    PrivacyTerms,
    RefusalGround,
    Register,
    SpecialData,
    Urgency,
)
from overstap.rules.reader import DASHED, Reader
from overstap.rules.yaml_nodes import UnreadableError, YamlNode, read_file

FOLDER = "verwerkingen"
DEADLINES = ("verzoek_maanden", "verzoek_verlenging_maanden", "noodtoegang_uren", "noodtoegang_nakijken_dagen")
_SUBJECTS = ("deelnemer", "medewerker", "werkgever", "bezoeker")
SPECIAL = ("gezondheid", "schulden", "vakbond", "strafrechtelijk", "bsn")


class _Version(Protocol):
    @property
    def file(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


Version = TypeVar("Version", bound=_Version)


@lru_cache(maxsize=8)
def load_registers(folder: Path | None = None) -> tuple[Register, ...]:
    """Every version of the register, the oldest first. Raises `SchemeFilesError` with all mistakes at once."""
    where = folder or _home()
    return read_registers(where, load_catalogue(where).sources, load_keeping(folder))


@lru_cache(maxsize=8)
def load_keeping(folder: Path | None = None) -> tuple[KeepingList, ...]:
    """Every version of the terms of keeping, the oldest first. Raises `SchemeFilesError` with all mistakes at once."""
    where = folder or _home()
    return read_keeping(where, load_catalogue(where).sources)


@lru_cache(maxsize=8)
def load_terms(folder: Path | None = None) -> tuple[PrivacyTerms, ...]:
    """Every version of the terms of privacy, the oldest first. Raises `SchemeFilesError` with all mistakes at once."""
    where = folder or _home()
    return read_terms(where, load_catalogue(where).sources)


def terms_on(day: date) -> PrivacyTerms:
    """The terms of privacy that hold on a day; before the first version, the first."""
    return _on(load_terms(), day)


def _home() -> Path:
    """The folder in use, or the shipped one when it has no register: a deed is never without one."""
    named = schemes_folder()
    return named if (named / FOLDER).is_dir() else shipped_folder()


def register_on(day: date) -> Register:
    """The register that holds on a day; before the first one, the first."""
    return _on(load_registers(), day)


def keeping_on(day: date) -> KeepingList:
    """The terms of keeping that hold on a day; before the first list, the first."""
    return _on(load_keeping(), day)


def _on(versions: tuple[Version, ...], day: date) -> Version:
    return next((one for one in reversed(versions) if one.valid_from <= day), versions[0])


def read_registers(
    folder: Path, documents: Mapping[str, Document], keeping: tuple[KeepingList, ...]
) -> tuple[Register, ...]:
    """Read the register of a folder. Raises `SchemeFilesError` with all mistakes at once."""
    records = {record.id for one in keeping for record in one.records}
    return _read_all(folder, "register", documents, lambda reader, root: _RegisterReader(reader, records).read(root))


def read_keeping(folder: Path, documents: Mapping[str, Document]) -> tuple[KeepingList, ...]:
    """Read the terms of keeping of a folder. Raises `SchemeFilesError` with all mistakes at once."""
    return _read_all(folder, "bewaren", documents, _read_keeping)


def read_terms(folder: Path, documents: Mapping[str, Document]) -> tuple[PrivacyTerms, ...]:
    """Read the terms of privacy of a folder. Raises `SchemeFilesError` with all mistakes at once."""
    return _read_all(folder, "termijnen", documents, _read_terms)


def _read_all(
    folder: Path, part: str, documents: Mapping[str, Document], read: Callable[[Reader, YamlNode], Version]
) -> tuple[Version, ...]:
    problems: list[Problem] = []
    found: list[Version] = []
    for path in sorted((folder / FOLDER / part).glob("*.yaml")):
        shown = path.relative_to(folder).as_posix()
        try:
            root = read_file(path, shown)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        reader = Reader(shown, [], documents)
        version = read(reader, root)
        if version.valid_from.isoformat() != path.stem:
            reader.problem(root, "The file is not called after its first day.", f"Call it {version.valid_from}.yaml.")
        problems += reader.problems
        found.append(version)
    found.sort(key=lambda one: one.valid_from)
    problems += [
        Problem(later.file, 1, 1, f"The version of {earlier.valid_from} still holds.", "Give it an 'until'.")
        for earlier, later in pairwise(found)
        if earlier.valid_until is None or earlier.valid_until >= later.valid_from
    ]
    if not found and not problems:
        problems.append(Problem(f"{FOLDER}/{part}", 0, 0, "There is no file here.", "Add <valid.from>.yaml."))
    if problems:
        raise SchemeFilesError(problems)
    return tuple(found)


def _period(reader: Reader, node: YamlNode | None) -> tuple[date, date | None]:
    valid = reader.fields(node, ("from",), ("until",))
    return reader.day(valid.get("from")), reader.day(valid["until"]) if "until" in valid else None


class _RegisterReader:
    """Reads one version of the register; each purpose, kind of object and deed belongs to exactly one activity."""

    def __init__(self, reader: Reader, records: set[str]) -> None:
        self.reader, self.records = reader, records
        self.taken: dict[str, dict[str, str]] = {"purposes": {}, "objects": {}, "verbs": {}}

    def read(self, root: YamlNode) -> Register:
        reader = self.reader
        fields = reader.fields(root, ("kind", "valid", "activities"), ("notes",))
        reader.one_of(fields.get("kind"), ("verwerkingsregister",))
        start, until = _period(reader, fields.get("valid"))
        activities: list[Activity] = []
        for node in reader.items(fields.get("activities")):
            one = self.activity(node)
            if one.id in {other.id for other in activities}:
                reader.problem(node, f"The activity '{one.id}' stands here twice.", "Keep one of the two.")
            activities.append(one)
        return Register(
            file=reader.file,
            valid_from=start,
            valid_until=until,
            activities=tuple(activities),
            by_purpose=self.taken["purposes"],
            by_verb=self.taken["verbs"],
            by_object=self.taken["objects"],
        )

    def activity(self, node: YamlNode) -> Activity:
        reader = self.reader
        fields = reader.fields(
            node,
            ("id", "name", "goal", "subjects", "data", "parties", "recipients", "keeping", "source"),
            ("special", "purposes", "objects", "verbs", "notes"),
        )
        name = reader.identifier(fields.get("id"), DASHED)
        return Activity(
            id=name,
            name=reader.text(fields.get("name")),
            goal=reader.text(fields.get("goal")),
            subjects=tuple(reader.one_of(item, _SUBJECTS) for item in reader.items(fields.get("subjects"))),
            data=reader.words(fields.get("data")),
            special=tuple(self.special(item) for item in reader.items(fields.get("special"))),
            parties=tuple(self.party(item) for item in reader.items(fields.get("parties"))),
            recipients=reader.text(fields.get("recipients")),
            keeping=self.keeping(fields.get("keeping")),
            purposes=self.own("purposes", fields.get("purposes"), name),
            objects=self.own("objects", fields.get("objects"), name),
            verbs=self.own("verbs", fields.get("verbs"), name),
            source=reader.citations(fields.get("source")),
        )

    def own(self, what: str, node: YamlNode | None, activity: str) -> tuple[str, ...]:
        """Read a list of which every member may belong to one activity only."""
        found = []
        for item in self.reader.items(node):
            word = self.reader.word(item)
            other = self.taken[what].setdefault(word, activity)
            if other != activity:
                self.reader.problem(item, f"'{word}' belongs to '{other}' already.", "Let it belong to one activity.")
            found.append(word)
        return tuple(found)

    def keeping(self, node: YamlNode | None) -> str:
        record = self.reader.word(node)
        if node is not None and record and record not in self.records:
            advice = did_you_mean(record, self.records).strip() or "Add it to the terms of keeping."
            self.reader.problem(node, f"There is no kind of record '{record}'.", advice)
        return record

    def special(self, node: YamlNode) -> SpecialData:
        fields = self.reader.fields(node, ("category", "because", "law"))
        return SpecialData(
            self.reader.one_of(fields.get("category"), SPECIAL),
            self.reader.text(fields.get("because")),
            self.reader.citations(fields.get("law")),
        )

    def party(self, node: YamlNode) -> PartyGround:
        fields = self.reader.fields(node, ("kinds", "ground", "law"))
        ground = self.reader.one_of(fields.get("ground"), [one.value for one in LegalGround], LegalGround.CONSENT)
        return PartyGround(
            self.reader.words(fields.get("kinds")), LegalGround(ground), self.reader.citations(fields.get("law"))
        )


def _read_keeping(reader: Reader, root: YamlNode) -> KeepingList:
    fields = reader.fields(root, ("kind", "valid", "records", "terms"), ("notes",))
    reader.one_of(fields.get("kind"), ("bewaartermijnen",))
    start, until = _period(reader, fields.get("valid"))
    records = tuple(_record(reader, node) for node in reader.items(fields.get("records")))
    known = [record.id for record in records]
    terms = tuple(_term(reader, node, known) for node in reader.items(fields.get("terms")))
    for record in records:
        if record.id and not any(term.record == record.id and not term.kinds for term in terms):
            reader.problem(root, f"'{record.id}' has no term for every other party.", "Add one with kinds: [].")
    return KeepingList(reader.file, start, until, records, terms)


def _record(reader: Reader, node: YamlNode) -> KeepingRecord:
    fields = reader.fields(node, ("id", "name", "starts"), ("on_request",))
    return KeepingRecord(
        reader.identifier(fields.get("id")),
        reader.text(fields.get("name")),
        reader.text(fields.get("starts")),
        on_request="on_request" in fields and reader.flag(fields["on_request"]),
    )


def _term(reader: Reader, node: YamlNode, known: Iterable[str]) -> KeepingTerm:
    fields = reader.fields(node, ("record", "kinds", "start", "source"), ("months", "days", "forever", "notes"))
    given = [name for name in ("months", "days", "forever") if name in fields]
    if len(given) > 1:
        reader.problem(fields[given[1]], "A term is given in two ways.", "Give months, days or forever.")
    for name in ("months", "days"):
        if name in fields and reader.whole(fields[name]) <= 0:
            reader.problem(fields[name], "A term is longer than nothing.", "Leave it out when no source gives it.")
    return KeepingTerm(
        record=reader.one_of(fields.get("record"), known),
        kinds=reader.words(fields.get("kinds")),
        start=reader.word(fields.get("start")),
        months=reader.whole(fields["months"]) if "months" in fields else None,
        days=reader.whole(fields["days"]) if "days" in fields else None,
        forever=reader.flag(fields.get("forever")),
        source=reader.citations(fields.get("source")),
        notes=reader.word(fields["notes"]) if "notes" in fields else "",
    )


def _read_terms(reader: Reader, root: YamlNode) -> PrivacyTerms:
    fields = reader.fields(root, ("kind", "valid", "terms", "urgencies", "refusals"))
    reader.one_of(fields.get("kind"), ("privacytermijnen",))
    start, until = _period(reader, fields.get("valid"))
    terms = {name: _deadline(reader, node) for name, node in reader.entries(fields.get("terms")).items()}
    for name in DEADLINES:
        if name not in terms:
            reader.problem(root, f"The term '{name}' is missing.", "Add it, with its source.")
    return PrivacyTerms(
        reader.file,
        start,
        until,
        terms,
        tuple(_urgency(reader, node) for node in reader.items(fields.get("urgencies"))),
        tuple(_refusal(reader, node) for node in reader.items(fields.get("refusals"))),
    )


def _deadline(reader: Reader, node: YamlNode) -> Deadline:
    fields = reader.fields(node, ("value", "unit", "source"))
    unit = reader.one_of(fields.get("unit"), ("months", "days", "hours"))
    return Deadline(reader.whole(fields.get("value")), unit, reader.citations(fields.get("source")))


def _urgency(reader: Reader, node: YamlNode) -> Urgency:
    fields = reader.fields(node, ("id", "name", "items", "law"))
    items = tuple(reader.one_of(item, [one.value for one in Item]) for item in reader.items(fields.get("items")))
    name = reader.text(fields.get("name"))
    return Urgency(reader.identifier(fields.get("id")), name, items, reader.citations(fields.get("law")))


def _refusal(reader: Reader, node: YamlNode) -> RefusalGround:
    fields = reader.fields(node, ("id", "name", "law"))
    name = reader.text(fields.get("name"))
    return RefusalGround(reader.identifier(fields.get("id")), name, reader.citations(fields.get("law")))
