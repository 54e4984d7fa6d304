"""A requirement that a test names exists, and the list has one entry for each."""

import re
import tomllib

from tests.architecture.sources import ROOT, name_of, python_files

KINDS = {"ELIG", "ROUTE", "AMOUNT", "CAP", "PERIOD", "PROC", "GOV", "REPORT", "DATA", "DEF", "ACTOR", "REF"}
REGISTER = tomllib.loads((ROOT / "docs/requirements.toml").read_text(encoding="utf-8"))
ENTRIES = {name: entry for name, entry in REGISTER.items() if re.fullmatch(r"R-\d{3}", name)}


def test_the_register_is_complete_and_every_entry_says_what_where_and_of_which_kind() -> None:
    assert len(ENTRIES) == 342
    assert set(REGISTER) - set(ENTRIES) == {"sources", "sections"}
    assert [name for name, entry in ENTRIES.items() if set(entry) != {"title", "kind", "section", "source"}] == []
    assert {kind for entry in ENTRIES.values() for kind in entry["kind"].split("/")} <= KINDS
    assert {str(entry["section"]) for entry in ENTRIES.values()} <= REGISTER["sections"].keys()
    assert {entry["source"][:2] for entry in ENTRIES.values()} <= REGISTER["sources"].keys()


def test_every_requirement_that_a_test_or_the_code_names_exists() -> None:
    unknown = [
        f"{name_of(path)}: {name}"
        for path in python_files("src/overstap", "tests", "scripts")
        for name in re.findall(r"\bR-\d{3}\b", path.read_text(encoding="utf-8"))
        if name not in ENTRIES
    ]

    assert unknown == []
