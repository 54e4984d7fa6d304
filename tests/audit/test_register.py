"""Every deed of the program is one processing in the register, with a ground; all mistakes are told at once."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from overstap.audit.actions import record, record_denied, record_read
from overstap.audit.logbook import log_line, log_lines, subject_pseudonym
from overstap.audit.models import AuditLine, Mode
from overstap.core.actor import Actor, Role
from overstap.core.consent import Purpose
from overstap.parties.models import PartyKind
from overstap.rules import SchemeFilesError, load_catalogue
from overstap.rules.load_processings import (
    keeping_on,
    load_registers,
    read_keeping,
    read_registers,
    register_on,
    terms_on,
)
from overstap.rules.processings import UNKNOWN
from tests.architecture.sources import ROOT

DAY = dt.date(2021, 3, 1)
NOW = dt.datetime(2021, 3, 1, 9, 30, tzinfo=dt.UTC)
ADVISER = Actor(user_id=7, name="Robin", roles=frozenset({Role.ADVISER}), party_id=3, party_name="UWV")
SRC = ROOT / "src" / "overstap"
NAMES = ("OBJECT", "OBJECT_KIND", "KIND")
"""What modules call the constant with the kind of object that their lines are about."""


def constants(tree: ast.Module) -> dict[str, str]:
    return {
        target.id: str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    } | {
        name.id: str(value.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and isinstance(node.targets[0], ast.Tuple)
        for name, value in zip(node.targets[0].elts, node.value.elts, strict=False)
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant)
    }


def written() -> Iterator[tuple[str, str, str]]:
    """Kind of object, verb (or empty) and place of every line of the trail that a call spells out."""
    for path in sorted(SRC.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = constants(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            given = {one.arg: one.value for one in node.keywords}
            kind, verb = given.get("object_kind"), given.get("verb")
            text = known.get(kind.id) if isinstance(kind, ast.Name) else getattr(kind, "value", None)
            if isinstance(text, str) and "verb" in given:
                said = verb.value if isinstance(verb, ast.Constant) else ""
                yield text, str(said), f"{path.relative_to(SRC)}:{node.lineno}"


def test_every_line_that_the_program_writes_belongs_to_a_processing() -> None:
    register = register_on(DAY)
    found = list(written())

    homeless = sorted(
        {
            f"{kind}:{verb} ({place})"
            for kind, verb, place in found
            if register.activity_of(verb=verb, object_kind=kind, purpose="", reads=False) == UNKNOWN
        }
    )

    assert len(found) > 40
    assert homeless == [], "give these a processing in schemes/verwerkingen/register"


def test_every_purpose_has_exactly_one_processing() -> None:
    register = register_on(DAY)
    spoken = {purpose: [one.id for one in register.activities if purpose in one.purposes] for purpose in Purpose}

    assert {purpose: len(ids) for purpose, ids in spoken.items()} == dict.fromkeys(Purpose, 1)


def test_every_purpose_that_code_writes_is_known() -> None:
    register = register_on(DAY)
    found = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "purpose" and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
    known = set(register.by_purpose) | {""}

    # A name with a dot is what something is signed for.
    assert {one for one in found if "." not in one} - known == set()


def test_every_activity_has_a_ground_a_source_and_a_term_and_party_kinds_exist() -> None:
    register, keeping = register_on(DAY), keeping_on(DAY)
    records = {record.id for record in keeping.records}

    for one in register.activities:
        assert one.parties, one.id
        assert one.source, one.id
        assert one.keeping in records
        assert {kind for party in one.parties for kind in party.kinds} <= set(PartyKind.values), one.id
        assert all(special.law for special in one.special)


@pytest.mark.requirement("R-403")
def test_the_ground_of_uwv_to_help_who_is_threatened_stands_with_its_article() -> None:
    activity = register_on(DAY).activity("begeleiding")
    assert activity is not None

    uwv = next(party for party in activity.parties if "uwv" in party.kinds)

    assert uwv.ground == "publieke_taak"
    assert any("30a" in law.place and law.document.id == "wet-suwi" for law in uwv.law)


def test_a_term_without_a_source_stays_open_and_says_so() -> None:
    keeping = keeping_on(DAY)
    municipal, union = keeping.term("dossier_toegekend", "gemeente"), keeping.term("dossier_toegekend", "vakbond")
    broken = keeping.term("dossier_afgebroken", "gemeente")
    assert municipal is not None
    assert union is not None
    assert broken is not None

    assert (municipal.months, municipal.is_known) == (120, True)
    assert (union.months, union.is_known) == (None, False)
    assert broken.days == 42


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    for part in ("register", "bewaren"):
        folder = tmp_path / "verwerkingen" / part
        folder.mkdir(parents=True)
        source = ROOT / "schemes" / "verwerkingen" / part / "2020-12-01.yaml"
        text = source.read_text(encoding="utf-8")
        if part == "register":
            text = text.replace("ground: publieke_taak", "ground: geen_zin", 1)
            text = text.replace("purposes: [afstemming]", "purposes: [begeleiding]", 1)
            text = text.replace("keeping: geld", "keeping: goud", 1)
        (folder / "2020-12-01.yaml").write_text(text, encoding="utf-8")
    documents = load_catalogue().sources

    with pytest.raises(SchemeFilesError) as caught:
        read_registers(tmp_path, documents, read_keeping(tmp_path, documents))

    told = "\n".join(str(problem) for problem in caught.value.problems)
    assert "geen_zin" in told
    assert "belongs to 'begeleiding' already" in told
    assert "There is no kind of record 'goud'" in told
    assert len(caught.value.problems) == 3


def test_the_shipped_files_hold_no_mistake_and_name_their_urgencies() -> None:
    assert load_registers()
    assert {urgency.id for urgency in terms_on(DAY).urgencies} >= {"gezondheid_in_gevaar"}
    assert all("gezondheid" not in one.items for one in terms_on(DAY).urgencies if one.id == "termijn_loopt_af")


@pytest.mark.django_db
def test_a_line_of_the_log_has_the_fields_of_the_standard_and_names_nobody() -> None:
    record(actor=ADVISER, verb="antwoord", object_kind="dossier", object_id=5, subject_id=42, now=NOW, details={"x": 1})

    line = log_line(AuditLine.objects.latest("pk"), base="https://team.example")

    assert set(line) == {
        "trace_id", "span_id", "parent_span_id", "name", "start_time", "end_time", "status_code", "attributes",
        "resource",
    }  # fmt: skip
    assert (len(line["trace_id"]), len(line["span_id"]), line["status_code"]) == (32, 16, 1)
    assert line["start_time"] == "2021-03-01T09:30:00.000Z"
    activity = line["attributes"]["dpl.core.processing_activity_id"]
    assert activity == "https://team.example/verwerkingen/begeleiding/2020-12-01/"
    assert line["attributes"]["dpl.core.data_subject_id"] == subject_pseudonym(42)
    assert "Robin" not in str(line)


@pytest.mark.django_db
def test_a_look_is_of_the_purpose_a_refusal_is_an_error_and_no_subject_means_none() -> None:
    seen = {"actor": ADVISER, "verb": "dossier_openen", "object_kind": "dossier", "object_id": 5, "now": NOW}
    record_read(**seen, subject_id=42, purpose="afstemming")
    record_denied(**seen, subject_id=42, purpose="begeleiding")
    record(actor=ADVISER, verb="budget_vaststellen", object_kind="budget", object_id=1, now=NOW)

    looked, denied, plain = list(log_lines())[-3:]

    assert "/verwerkingen/afstemming/" in looked["attributes"]["dpl.core.processing_activity_id"]
    assert denied["status_code"] == 2
    assert "dpl.core.data_subject_id" not in plain["attributes"]
    assert AuditLine.objects.filter(mode=Mode.DENIED).count() == 1


@pytest.mark.django_db
def test_lines_from_before_the_register_have_a_processing_too() -> None:
    old = AuditLine(at=NOW, mode=Mode.WRITE, verb="antwoord", object_kind="dossier", object_id="5", actor_name="x")
    old.save(force_insert=True)

    line = log_line(old)

    assert line["attributes"]["dpl.core.processing_activity_id"] == "/verwerkingen/begeleiding/2020-12-01/"
    assert len(line["trace_id"]) == 32
