"""Reading the windows: when one can apply for what a scheme has, how much there is, and how it is divided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from overstap.core.allotment import Unit, Way
from overstap.rules.catalogue import Catalogue
from overstap.rules.datatypes import Kind
from overstap.rules.loader import load_catalogue, schemes_folder
from overstap.rules.model import Citations, SchemeVersion, Text
from overstap.rules.problems import Problem, SchemeFilesError, did_you_mean
from overstap.rules.reader import DASHED, Reader
from overstap.rules.yaml_nodes import UnreadableError, YamlNode, read_file

FOLDER = "loketten"
_HERE = ZoneInfo("Europe/Amsterdam")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_KINDS = {Unit.EUROS: Kind.MONEY, Unit.PLACES: Kind.INTEGER}
_NEEDED = (
    "kind", "id", "name", "valid", "scheme", "version", "unit", "way", "applicants", "funded", "answer_days", "source",
)  # fmt: skip
_OPTIONAL = (
    "waiting_list", "opens", "opens_time", "last_day", "closes_time", "registrations", "most_per_application",
    "stream", "region", "year", "requirements", "notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WindowRule:
    """A window as the files give it: amounts in cents or places; `closes_at` is the first moment it is closed.

    A file holds from the day on which its contents were known; without `opens_at` the window is only announced (R-228).
    """

    id: str
    file: str
    name: Text
    valid_from: date
    valid_until: date | None
    scheme: str
    scheme_version: date
    unit: Unit
    way: Way
    waiting_list: bool
    applicants: tuple[str, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    registrations: int | None
    funded: int
    most_per_application: int | None
    answer_days: int
    stream: str
    region: str
    year: int | None
    source: Citations
    requirements: tuple[str, ...]


def load_windows(folder: Path | None = None) -> tuple[WindowRule, ...]:
    """Read every version of every window, the oldest first. Raises `SchemeFilesError` with all mistakes at once."""
    return _read_once(folder or schemes_folder())


def windows_on(day: date) -> tuple[WindowRule, ...]:
    """The windows as they were known on a day, in order of id."""
    known = [rule for rule in load_windows() if rule.valid_from <= day]
    latest = {rule.id: rule for rule in known if rule.valid_until is None or day <= rule.valid_until}
    return tuple(latest[name] for name in sorted(latest))


@lru_cache(maxsize=8)
def _read_once(folder: Path) -> tuple[WindowRule, ...]:
    return read_windows(folder, load_catalogue(folder))


def read_windows(folder: Path, catalogue: Catalogue) -> tuple[WindowRule, ...]:
    """Read the windows of a folder, with its catalogue at hand. Raises `SchemeFilesError` with all mistakes at once."""
    problems: list[Problem] = []
    rules: list[WindowRule] = []
    for path in sorted((folder / FOLDER).glob("*/*.yaml")):
        shown = path.relative_to(folder).as_posix()
        try:
            root = read_file(path, shown)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        reader = Reader(shown, [], dict(catalogue.sources))
        rule = _WindowReader(reader, catalogue).read(root)
        if (rule.id, rule.valid_from.isoformat()) != (path.parent.name, path.stem):
            reader.problem(root, "Folder and file do not say what the file holds.", "Call it <id>/<valid.from>.yaml.")
        problems += reader.problems
        rules.append(rule)
    problems += _overlaps(rules)
    if problems:
        raise SchemeFilesError(problems)
    return tuple(sorted(rules, key=lambda rule: (rule.valid_from, rule.id)))


def _overlaps(rules: list[WindowRule]) -> list[Problem]:
    ordered = sorted(rules, key=lambda rule: (rule.id, rule.valid_from))
    return [
        Problem(later.file, 1, 1, f"The version of {earlier.valid_from} still holds.", "Give it an 'until'.")
        for earlier, later in pairwise(ordered)
        if earlier.id == later.id and (earlier.valid_until is None or earlier.valid_until >= later.valid_from)
    ]


class _WindowReader:
    """Reads one file of a window."""

    def __init__(self, reader: Reader, catalogue: Catalogue) -> None:
        self.reader, self.catalogue = reader, catalogue

    def read(self, root: YamlNode) -> WindowRule:
        reader = self.reader
        fields = reader.fields(root, _NEEDED, _OPTIONAL)
        reader.one_of(fields.get("kind"), ("loket",))
        valid = reader.fields(fields.get("valid"), ("from",), ("until",))
        unit = Unit(reader.one_of(fields.get("unit"), list(Unit), Unit.PLACES))
        opens, closes = self.moments(fields)
        version = self.version(fields)
        return WindowRule(
            id=reader.identifier(fields.get("id"), DASHED),
            file=reader.file,
            name=reader.text(fields.get("name")),
            valid_from=reader.day(valid.get("from")),
            valid_until=reader.day(valid["until"]) if "until" in valid else None,
            scheme=version.id if version else "",
            scheme_version=version.valid_from if version else date.min,
            unit=unit,
            way=Way(reader.one_of(fields.get("way"), list(Way), Way.IN_ORDER)),
            waiting_list=reader.flag(fields.get("waiting_list"), default=True),
            applicants=reader.words(fields.get("applicants")),
            opens_at=opens,
            closes_at=closes,
            registrations=self.amount(version, fields.get("registrations"), Kind.INTEGER),
            funded=self.amount(version, fields.get("funded"), _KINDS[unit]) or 0,
            most_per_application=self.amount(version, fields.get("most_per_application"), _KINDS[unit]),
            answer_days=reader.whole(fields.get("answer_days")),
            stream=reader.word(fields["stream"]) if "stream" in fields else "",
            region=reader.word(fields["region"]) if "region" in fields else "",
            year=reader.whole(fields["year"]) if "year" in fields else None,
            source=reader.citations(fields.get("source")),
            requirements=reader.requirement_ids(fields.get("requirements")),
        )

    def version(self, fields: Mapping[str, YamlNode]) -> SchemeVersion | None:
        """The version of the scheme that the window belongs to."""
        name, start = self.reader.word(fields.get("scheme")), self.reader.day(fields.get("version"))
        for version in self.catalogue.versions.get(name, ()):
            if version.valid_from == start:
                return version
        if name and "version" in fields:
            known = [one.valid_from.isoformat() for one in self.catalogue.versions.get(name, ())]
            advice = f"Choose from: {', '.join(known)}." if known else did_you_mean(name, self.catalogue.versions)
            self.reader.problem(fields["version"], f"'{name}' has no version of {start}.", advice.strip())
        return None

    def amount(self, version: SchemeVersion | None, node: YamlNode | None, kind: Kind) -> int | None:
        """An amount: the name of a parameter of the scheme, or `{value: ..}` where the scheme has none."""
        if node is None or version is None:
            return None
        if hasattr(node, "entries"):
            value = self.reader.fields(node, ("value",)).get("value")
            return self.reader.money(value) if kind is Kind.MONEY else self.reader.whole(value)
        name = self.reader.word(node)
        parameter = version.parameters.get(name)
        if parameter is None or parameter.type.kind is not kind:
            advice = did_you_mean(name, version.parameters).strip() or "Name a parameter, or write {value: ..}."
            self.reader.problem(node, f"'{version.id}' has no parameter '{name}' of this kind.", advice)
            return None
        found = parameter.on(version.valid_from, None)
        return found if isinstance(found, int) else None

    def moments(self, fields: Mapping[str, YamlNode]) -> tuple[datetime | None, datetime | None]:
        """When it opens, and the first moment at which it is closed; days are days in the Netherlands."""
        if "opens" not in fields:
            return None, None
        opens = datetime.combine(self.reader.day(fields["opens"]), self.clock(fields.get("opens_time")), _HERE)
        if "last_day" not in fields:
            return opens, None
        last = self.reader.day(fields["last_day"])
        if "closes_time" in fields:
            return opens, datetime.combine(last, self.clock(fields["closes_time"]), _HERE)
        return opens, datetime.combine(last + timedelta(days=1), time(), _HERE)

    def clock(self, node: YamlNode | None) -> time:
        """A time of day."""
        if node is None:
            return time()
        text = self.reader.word(node)
        if not _TIME.fullmatch(text):
            self.reader.problem(node, f"'{text}' is no time.", 'Write a time as "09:00".')
            return time()
        return time.fromisoformat(text)
