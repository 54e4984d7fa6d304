"""The text of a draft as the files that it becomes: the scheme, and the questions that it changes or adds."""

from __future__ import annotations

from overstap.rules.editing.emitting import emit_document
from overstap.rules.editing.plain import plain_of_text
from overstap.rules.editing.rewriting import rewrite

FACTS = "facts"


def split(text: str) -> tuple[str, str]:
    """Give the scheme file and the file of facts in a draft; empty for what it does not hold.

    Without questions the scheme file is the very text. Raises `UnreadableError`.
    """
    tree = plain_of_text(text)
    if not isinstance(tree, dict) or FACTS not in tree:
        return text, ""
    rest = {key: value for key, value in tree.items() if key != FACTS}
    facts = emit_document({FACTS: tree[FACTS]}) if tree[FACTS] else ""
    return (rewrite(text, rest) if rest else ""), facts
