"""Every deed, step, part, purpose and role of the program has words for people."""

import ast
from pathlib import Path

from overstap.arrangements.actions import agreeing, starting
from overstap.casework import steps
from overstap.core.actor import Role
from overstap.core.arrangement import ARRANGEMENT_MOVES, ITEM_MOVES
from overstap.core.consent import Item, Purpose
from overstap.core.moves import CASE_MOVES, HANDOVER_MOVES
from overstap.web.navigation import ROLE_NAMES
from overstap.web.wording import DEED_NAMES, ITEM_NAMES, PURPOSE_NAMES, STEPS_FOR_PERSON
from tests.architecture.sources import ROOT

# Contexts whose deeds touch the file of a person; money and installing have no person in their trail.
ABOUT_PEOPLE = ("people", "consent", "casework", "arrangements")

NOT_ABOUT_ONE_PERSON = {"regionale_waarde"}


def verbs_of(folder: Path) -> set[str]:
    """Every verb that code in a folder writes in the trail with its own name."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
    return found


def test_every_deed_in_a_file_has_a_sentence_for_the_person() -> None:
    verbs = set().union(*(verbs_of(ROOT / "src" / "overstap" / context) for context in ABOUT_PEOPLE))

    verbs |= {
        move.name for moves in (CASE_MOVES, HANDOVER_MOVES, ARRANGEMENT_MOVES, ITEM_MOVES) for move in moves.table
    }

    assert verbs
    assert sorted(verbs - DEED_NAMES.keys() - NOT_ABOUT_ONE_PERSON) == []


def test_every_next_step_of_the_house_has_words_for_the_person() -> None:
    named = {
        value
        for module in (steps, agreeing, starting)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value and name != "ON_LINE"
    }

    assert sorted(named - STEPS_FOR_PERSON.keys()) == []


def test_every_part_purpose_and_role_has_a_name() -> None:
    assert ITEM_NAMES.keys() == set(Item)
    assert PURPOSE_NAMES.keys() == set(Purpose)
    assert ROLE_NAMES.keys() == set(Role)
