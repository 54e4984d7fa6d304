"""The reader in C and the one in Python of the YAML library give the same nodes at the same places."""

from pathlib import Path

import pytest
import yaml

from overstap.rules import schemes_folder, yaml_nodes
from overstap.rules.yaml_nodes import Mapping, Scalar, Sequence, UnreadableError, YamlNode, read_text
from tests.rules.written import FACTS, PLACEMENT, SOURCES

TRICKY = """\
# a remark
a: {b: [1, 'twee', "drie"], c: ~}
d: >-
  lange
  tekst
e: |
  regel een
  regel twee
"f": n.v.t.
g:
  - h: 1
    i: [[], {}]
"""
FILES = sorted((schemes_folder() / "werkfit").glob("*.yaml"))
TEXTS = [TRICKY, PLACEMENT, FACTS, SOURCES, "", "leeg", *(path.read_text(encoding="utf-8") for path in FILES)]


def plain(node: YamlNode) -> tuple[object, ...]:
    """Give a node with all below it as plain values."""
    place = (node.line, node.column)
    if isinstance(node, Scalar):
        return (*place, node.text, node.quoted, node.block, node.end_line)
    if isinstance(node, Sequence):
        return (*place, [plain(item) for item in node.items])
    assert isinstance(node, Mapping)
    return (*place, [(plain(node.keys[key]), plain(value)) for key, value in node.entries.items()])


@pytest.mark.parametrize("text", TEXTS)
def test_both_readers_give_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = plain(read_text(text, "x"))
    monkeypatch.setattr(yaml_nodes, "_LOADER", yaml.SafeLoader)

    assert plain(read_text(text, "x")) == found


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: &b 1", (1, 4), "Anchors such as &b"),
        ("a: 1\nb: *a", (2, 4), "Aliases such as *a"),
        ("a: !!str 1", (1, 4), "Tags such as"),
        ("? [a]\n: 1", (1, 3), "A key is one word"),
        ("? &x [a]\n: 1", (1, 3), "Anchors such as &x"),
        ("a: 1\na: 2", (2, 1), "'a' stands here twice"),
        ("a: 1\n---\nb: 2", (2, 1), "more than one document"),
        ("[" * 30 + "]" * 30, (1, 25), "nested deeper than 24 levels"),
    ],
)
@pytest.mark.parametrize("reader", [yaml_nodes._LOADER, yaml.SafeLoader])
def test_both_readers_refuse_the_same_at_the_same_place(
    text: str, place: tuple[int, int], message: str, reader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "_LOADER", reader)
    with pytest.raises(UnreadableError) as told:
        read_text(text, "x")

    assert message in told.value.problem.message
    assert (told.value.problem.line, told.value.problem.column) == place


def test_a_file_that_is_read_gives_what_its_text_gives(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(TRICKY, encoding="utf-8")

    assert plain(yaml_nodes.read_file(path, "x")) == plain(read_text(TRICKY, "x"))
