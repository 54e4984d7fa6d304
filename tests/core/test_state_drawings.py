import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from overstap.core.moves import CASE_MOVES

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "state_drawings.py"


@pytest.fixture(scope="module")
def drawings() -> ModuleType:
    found = importlib.util.spec_from_file_location("state_drawings", SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_drawings_of_the_states_are_those_of_the_tables(drawings: ModuleType) -> None:
    assert drawings.stale() == [], "run scripts/state_drawings.py"


def test_a_drawing_shows_every_move_from_every_state(drawings: ModuleType) -> None:
    text = drawings.diagram(CASE_MOVES)
    arrows = [f"{source} --> {move.target}: {move.name}" for move in CASE_MOVES.table for source in move.sources]

    assert all(arrow in text for arrow in arrows)
    assert text.count("-->") == len(arrows) + 2


def test_a_drawing_that_was_changed_by_hand_is_found(
    drawings: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "FOLDER", tmp_path)
    drawings.main()
    (tmp_path / "case.md").write_text("iets anders", encoding="utf-8")
    (tmp_path / "oud.md").write_text("hoort er niet bij", encoding="utf-8")

    assert drawings.stale() == ["case.md", "oud.md"]
