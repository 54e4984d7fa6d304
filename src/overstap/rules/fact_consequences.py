"""What a changed question does to the versions that ask it already: nothing may come out otherwise than it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from overstap.rules.assess import assess
from overstap.rules.catalogue import Catalogue
from overstap.rules.check_cases import differences
from overstap.rules.drafting import with_changes
from overstap.rules.fact_changes import FactChange
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.model import SchemeCase, SchemeVersion
from overstap.rules.problems import Problem
from overstap.rules.reader import Reader
from overstap.rules.yaml_nodes import read_text

Stored = Callable[[SchemeVersion], bytes | None]
"""Gives the file of a version, or None when it is gone."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A version that a changed question would break (schade): mistakes that it gets, and examples that fail."""

    scheme_id: str
    valid_from: date
    problems: tuple[Problem, ...] = ()
    cases: tuple[str, ...] = ()


def harm_done(catalogue: Catalogue, changes: Iterable[FactChange], stored: Stored) -> tuple[Harm, ...]:
    """Read every version again that asks a question with more answers than before, and try its examples (R-006)."""
    after = with_changes(catalogue, changes)
    wider = {name for name, number in catalogue.fact_hashes.items() if after.fact_hashes.get(name) != number}
    asking = [
        version
        for versions in catalogue.versions.values()
        for version in versions
        if wider and wider & set(version.fact_ids)
    ]
    found = (_harm(catalogue, after, version, stored) for version in asking)
    return tuple(one for one in found if one is not None)


def _harm(before: Catalogue, after: Catalogue, version: SchemeVersion, stored: Stored) -> Harm | None:
    data = stored(version)
    if data is None:
        return None
    reader = Reader(version.file, [], after.sources)
    root = read_text(data.decode("utf-8-sig"), version.file)
    again = SchemeLoader(reader, after.facts, after.sources).read(root, version.file_hash)
    if reader.problems:
        return Harm(version.id, version.valid_from, tuple(sorted(reader.problems)))
    again = replace(again, valid_until=version.valid_until)
    others = tuple(again if one is version else one for one in after.versions[version.id])
    files = replace(after, versions={**after.versions, version.id: others})
    wrong = tuple(
        case.name for case in again.cases if _fails(files, version.id, case) and not _fails(before, version.id, case)
    )
    return Harm(version.id, version.valid_from, (), wrong) if wrong else None


def _fails(catalogue: Catalogue, scheme_id: str, case: SchemeCase) -> bool:
    return bool(differences(assess(catalogue, scheme_id, case.given, case.on, overrides=case.overrides), case))
