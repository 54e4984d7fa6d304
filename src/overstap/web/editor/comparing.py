"""Two texts beside each other: the lines that went and came, and a patch for who keeps the files in git."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

from overstap.rules import SchemeVersion
from overstap.rules.editing import emit_document, plain_of_text, rewrite
from overstap.rules.fact_changes import FACTS
from overstap.rules.installed import is_installed

CONTEXT = 2
MOST_LINES = 600
FOLDER = "schemes"


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of a comparison (regel): `kind` is weg, erbij, gelijk or plaats."""

    kind: str
    text: str


_KINDS = {"-": "weg", "+": "erbij", " ": "gelijk", "@": "plaats"}


def line_changes(before: str, after: str) -> tuple[LineChange, ...]:
    """What differs between two texts, with some lines around it; at most some hundreds of lines."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=CONTEXT)
    body = islice(lines, 2, MOST_LINES + 2)
    return tuple(LineChange(_KINDS[line[0]], line if line[0] == "@" else line[1:]) for line in body)


def patch_of(name: str, content: str, base: SchemeVersion | None, base_text: str, first_day: dt.date | None) -> str:
    """A patch for the repository, with the new file and the end of the version that it follows.

    The names start at the root of the repository, so `git apply` works there and in the folder `schemes`.
    """
    parts = []
    if base is not None and not is_installed(base) and first_day is not None and first_day > base.valid_from:
        parts.append(_piece(base.file, base_text, _ended(base_text, first_day), fresh=False))
        parts.append(_piece(name, "", content, fresh=True))
    else:
        parts.append(_piece(name, base_text if base else "", content, fresh=not base_text))
    return "".join(part for part in parts if part)


def facts_patch(facts: str, folder: Path, topic: str) -> str:
    """A patch for the dictionary: what changes in its files, and what is new in a file that is called `topic`."""
    before = {path.name: path.read_text(encoding="utf-8-sig") for path in sorted((folder / FACTS).glob("*.yaml"))}
    trees: dict[str, Any] = {name: plain_of_text(text) for name, text in before.items()}
    own = f"{topic.replace('-', '_')}.yaml"
    changes: Any = plain_of_text(facts)
    for entry in _groups(changes[FACTS]):
        known = next(
            (one for tree in trees.values() for one in _groups(tree[FACTS]) if one.get("id") == entry.get("id")), None
        )
        if known is None:
            trees.setdefault(own, {FACTS: []})[FACTS].append(entry)
        else:
            _merge(known, entry)
    pieces = []
    for name, tree in trees.items():
        text = rewrite(before[name], tree) if name in before else emit_document(tree)
        pieces.append(_piece(f"{FACTS}/{name}", before.get(name, ""), text, fresh=name not in before))
    return "".join(pieces)


def _groups(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _merge(known: dict[str, Any], entry: dict[str, Any]) -> None:
    """Write what changes into the entry that is there; answers by their id, new ones at the end."""
    for key, value in entry.items():
        if key == "values" and isinstance(known.get(key), list):
            places = {str(one.get("id")): number for number, one in enumerate(known[key])}
            for one in _groups(value):
                if str(one.get("id")) in places:
                    known[key][places[str(one.get("id"))]] = one
                else:
                    known[key].append(one)
        else:
            known[key] = value


def _ended(text: str, first_day: dt.date) -> str:
    """The text of the earlier version with the day before as its last, unless it ended already."""
    tree = plain_of_text(text)
    if not isinstance(tree, dict) or not isinstance(tree.get("valid"), dict):
        return text
    until, last = tree["valid"].get("until"), (first_day - dt.timedelta(days=1)).isoformat()
    if until is None or until > last:
        tree["valid"]["until"] = last
    return rewrite(text, tree)


def _piece(name: str, before: str, after: str, *, fresh: bool) -> str:
    if before == after:
        return ""
    name = f"{FOLDER}/{name}"
    source = "/dev/null" if fresh else f"a/{name}"
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), source, f"b/{name}")
    head = f"diff --git a/{name} b/{name}\n" + ("new file mode 100644\n" if fresh else "")
    return head + "".join(_with_end(line) for line in lines)


def _with_end(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
