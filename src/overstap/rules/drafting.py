"""Reading a scheme that is still being written: what is wrong with it, and what it answers to its own cases."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from overstap.rules.assess import assess
from overstap.rules.assessment import Assessment
from overstap.rules.catalogue import Catalogue
from overstap.rules.check_cases import Difference, differences
from overstap.rules.fact_changes import FACTS, FactChange, FactsOnTop
from overstap.rules.installed import SHOWN, in_succession
from overstap.rules.load_scheme import SchemeLoader
from overstap.rules.loader import hash_facts
from overstap.rules.model import SchemeCase, SchemeVersion
from overstap.rules.problems import Problem, did_you_mean
from overstap.rules.reader import Reader
from overstap.rules.yaml_nodes import Mapping, UnreadableError, YamlNode, read_text

DRAFT_FILE = "concept.yaml"
_LACKS_CASE = re.compile(r"The scheme has no (passing|refusing) case\.")


@dataclass(frozen=True, slots=True, eq=False)
class DraftReading:
    """A draft as the loader reads it (gelezen concept).

    `version` and `catalogue` (all schemes with the draft among them) are there when nothing is wrong; a draft of
    questions alone has no `version`.
    """

    problems: tuple[Problem, ...]
    version: SchemeVersion | None = None
    catalogue: Catalogue | None = None
    facts: tuple[FactChange, ...] = ()
    """The questions that the draft changes or adds."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came out of one case (uitkomst van een voorbeeld), beside what had to come out."""

    case: SchemeCase
    found: Assessment
    differences: tuple[Difference, ...]
    outside: bool
    """The day of the case is no day of this version, so that it shows nothing about it."""

    @property
    def as_expected(self) -> bool:
        """Tell whether the case shows what it should."""
        return not (self.differences or self.outside)


def read_draft(text: str, catalogue: Catalogue, *, needs_cases: bool = True) -> DraftReading:
    """Read a draft as it would be read once published, among the schemes in force; every problem is told.

    Without `needs_cases` it may still lack the examples that a scheme must have, to try the rules that are there.
    """
    reader = Reader(DRAFT_FILE, [], catalogue.sources)
    try:
        root = read_text(text, DRAFT_FILE)
    except UnreadableError as error:
        return DraftReading((error.problem,))
    scheme, changes = _without_facts(reader, root, catalogue)
    catalogue = with_changes(catalogue, changes)
    if scheme is None:
        found = tuple(sorted(reader.problems))
        return DraftReading(found, None, None if found else catalogue, changes)
    file_hash = hashlib.sha256(text.encode()).hexdigest()
    version = SchemeLoader(reader, catalogue.facts, catalogue.sources).read(scheme, file_hash)
    _check_relations(reader, scheme, version, catalogue)
    _check_place(reader, scheme, version, catalogue)
    if not needs_cases:
        reader.problems[:] = [one for one in reader.problems if not _LACKS_CASE.fullmatch(one.message)]
    if reader.problems:
        return DraftReading(tuple(sorted(reader.problems)), facts=changes)
    version = replace(version, file=f"{SHOWN}/{version.id}/{version.valid_from}.yaml")
    return DraftReading((), version, with_version(catalogue, version), changes)


def _without_facts(
    reader: Reader, root: YamlNode, catalogue: Catalogue
) -> tuple[YamlNode | None, tuple[FactChange, ...]]:
    """Give the part of a draft that is a scheme, None when it holds questions alone, and what changes for these."""
    if not isinstance(root, Mapping) or FACTS not in root.entries:
        return root, ()
    part = Mapping(root.line, root.column, {FACTS: root.entries[FACTS]}, {FACTS: root.keys[FACTS]})
    changes = FactsOnTop(catalogue.facts).read(reader, part)
    for change in changes:
        _check_bounds(reader, change, catalogue)
    entries = {key: node for key, node in root.entries.items() if key != FACTS}
    if not entries:
        return None, changes
    return Mapping(root.line, root.column, entries, {key: root.keys[key] for key in entries}), changes


def _check_bounds(reader: Reader, change: FactChange, catalogue: Catalogue) -> None:
    """Tell when the bounds of a question change that a published version asks: they are part of what it decides."""
    before, after = change.before, change.after
    if before is None or before.choices or (before.low, before.high) == (after.low, after.high):
        return
    users = schemes_asking(catalogue, before.id)
    if users:
        reader.problem(
            change.place,
            f"The bounds of '{before.id}' stay what they are, because published schemes ask it: {', '.join(users)}.",
            "Make a new question with another id.",
        )


def schemes_asking(catalogue: Catalogue, fact_id: str) -> tuple[str, ...]:
    """Give every scheme of which a version asks a question, in order of id."""
    return tuple(
        scheme_id
        for scheme_id in sorted(catalogue.versions)
        if any(fact_id in version.fact_ids for version in catalogue.versions[scheme_id])
    )


def with_changes(catalogue: Catalogue, changes: Iterable[FactChange]) -> Catalogue:
    """Give the catalogue with changed facts in it; the versions stay as they were read."""
    on_top = FactsOnTop(catalogue.facts)
    for change in changes:
        on_top.take(change)
    return replace(catalogue, facts=on_top.facts, fact_hashes=hash_facts(on_top.facts)) if changes else catalogue


def with_version(catalogue: Catalogue, version: SchemeVersion) -> Catalogue:
    """Give the catalogue with one version more, which ends the one before it."""
    versions = sorted((*catalogue.versions.get(version.id, ()), version), key=lambda one: one.valid_from)
    return replace(catalogue, versions={**catalogue.versions, version.id: tuple(in_succession(versions))})


def case_results(reading: DraftReading) -> tuple[CaseResult, ...]:
    """Hold a draft to its own cases; empty when it cannot be read."""
    if reading.version is None or reading.catalogue is None:
        return ()
    return tuple(_result(reading.catalogue, reading.version, case) for case in reading.version.cases)


def _result(catalogue: Catalogue, version: SchemeVersion, case: SchemeCase) -> CaseResult:
    found = assess(catalogue, version.id, case.given, case.on, overrides=case.overrides)
    outside = not version.valid_on(case.on) and not case.expect.outside_validity
    return CaseResult(case, found, differences(found, case), outside)


def _check_place(reader: Reader, root: YamlNode, version: SchemeVersion, catalogue: Catalogue) -> None:
    """Tell when the draft has no place of its own among the versions that are there."""
    node = root.entries.get("valid", root) if isinstance(root, Mapping) else root
    others = catalogue.versions.get(version.id, ())
    for other in others:
        if other.valid_from == version.valid_from:
            reader.problem(
                node,
                f"There is a version from {other.valid_from} already; a published version is never replaced.",
                "Choose another first day.",
            )
    later = next((other for other in others if other.valid_from > version.valid_from), None)
    if later is not None and (version.valid_until is None or version.valid_until >= later.valid_from):
        reader.problem(
            node,
            f"A later version starts on {later.valid_from}.",
            f"Let this one end before {later.valid_from}: fill in 'until'.",
        )


def _check_relations(reader: Reader, root: YamlNode, version: SchemeVersion, catalogue: Catalogue) -> None:
    node = root.entries.get("relations", root) if isinstance(root, Mapping) else root
    for key, others in version.relations.items():
        for other in others:
            if other not in catalogue.versions or other == version.id:
                advice = did_you_mean(other, catalogue.versions).strip()
                reader.problem(node, f"'{key}' names '{other}', which is no other scheme.", advice)
