"""Draws `docs/states` from the tables of moves; with `--check` it only says which pages are out of date."""

import sys
from pathlib import Path

from overstap.core.arrangement import ARRANGEMENT_MOVES, ITEM_MOVES
from overstap.core.moves import (
    CASE_MOVES,
    CORRECTION_MOVES,
    HANDOVER_MOVES,
    OBJECTION_MOVES,
    PASSING_MOVES,
    SIGNAL_MOVES,
    Moves,
)
from overstap.core.publication import DRAFT_MOVES

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "states"

TABLES: dict[str, tuple[str, Moves]] = {
    "case": ("The states of a file (dossier)", CASE_MOVES),
    "handover": ("The states of a hand-over (overdracht)", HANDOVER_MOVES),
    "arrangement": ("The states of an arrangement (persoonlijk arrangement)", ARRANGEMENT_MOVES),
    "item": ("The states of an item of an arrangement (onderdeel)", ITEM_MOVES),
    "signal": ("The states of a signal to the steering group (knelpunt)", SIGNAL_MOVES),
    "passing": ("The states of a file that passes on to another party (overgang)", PASSING_MOVES),
    "objection": ("The states of an objection or a complaint (bezwaar of klacht)", OBJECTION_MOVES),
    "correction": ("The states of a request for correction (correctieverzoek)", CORRECTION_MOVES),
    "draft": ("The states of a draft of a scheme (concept)", DRAFT_MOVES),
}


def diagram(moves: Moves) -> str:
    """The drawing of a table in Mermaid, in the order of the table."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.id}: {state.label}" for state in moves.states]
    lines.append(f"    [*] --> {moves.initial}")
    order = [state.id for state in moves.states]
    for move in moves.table:
        lines += [f"    {source} --> {move.target}: {move.name}" for source in order if source in move.sources]
    lines += [f"    {state.id} --> [*]" for state in moves.states if state.final]
    return "\n".join(lines)


def page(title: str, moves: Moves) -> str:
    """The page of a table: the drawing, and who makes which move."""
    rows = [f"| `{move.name}` | {move.label} | {', '.join(sorted(move.who))} |" for move in moves.table]
    return "\n".join(
        [
            f"# {title}",
            "",
            "Drawn by `scripts/state_drawings.py` from the table in `overstap.core`; do not edit by hand.",
            f"Source: {moves.source}.",
            "",
            "```mermaid",
            diagram(moves),
            "```",
            "",
            "| move | button | who |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def pages() -> dict[Path, str]:
    """Every page with its text."""
    return {FOLDER / f"{name}.md": page(title, moves) for name, (title, moves) in TABLES.items()}


def stale() -> list[str]:
    """The names of the pages that differ from their table, are missing, or belong to no table."""
    wanted = pages()
    present = set(FOLDER.glob("*.md"))
    changed = {path for path, text in wanted.items() if path not in present or path.read_text(encoding="utf-8") != text}
    return sorted(path.name for path in changed | (present - wanted.keys()))


def main() -> int:
    """Write the pages, or tell which are out of date."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"docs/states/{name} is out of date: run scripts/state_drawings.py", file=sys.stderr)
        return 1 if stale() else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
