"""Files that want to hurt are refused politely, and quickly."""

from pathlib import Path

import pytest

from overstap.rules.yaml_nodes import LARGEST_FILE, Mapping, UnreadableError, read_file, read_text
from tests.rules.written import problems_of

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (BOMB, 1, "Anchors such as &a"),
        ("a: x\nb: *a\n", 2, "Aliases such as *a"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "Tags such as"),
        ("a: !include other.yaml\n", 1, "Tags such as !include"),
        ("[" * 5_000 + "]" * 5_000, 1, "nested deeper"),
        ("a:\n" + "".join(" " * depth + "- \n" for depth in range(1, 60)), 25, "nested deeper"),
        ("a: 1\n---\nb: 2\n", 2, "more than one document"),
        ("a: 1\na: 2\n", 2, "'a' stands here twice"),
        ("? [a, b]\n: 2\n", 1, "A key is one word"),
        ("a: [1, 2\n", 2, "This is not YAML"),
        ("a: b: c\n", 1, "This is not YAML"),
        ("a: \x07\n", 1, "This is not YAML"),
        ("a:\n\t- b\n", 2, "This is not YAML"),
        ("x" * (LARGEST_FILE + 1), 0, "larger than 512 KiB"),
    ],
)
def test_what_a_scheme_has_no_use_for_is_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(UnreadableError) as found:
        read_text(text, "proef.yaml")

    assert message in found.value.problem.message
    assert found.value.problem.line == line


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"a: \xe9\n")
    (tmp_path / "large.yaml").write_bytes(b"#" * (LARGEST_FILE + 1))
    for name, message in (("latin.yaml", "not UTF-8"), ("large.yaml", "larger"), ("niets.yaml", "cannot be read")):
        with pytest.raises(UnreadableError, match=message):
            read_file(tmp_path / name, name)


def test_what_looks_like_another_type_stays_text() -> None:
    node = read_text("on: yes\nno: 0x10\n1: 2021-02-01\n", "proef.yaml")

    assert isinstance(node, Mapping)
    assert list(node.entries) == ["on", "no", "1"]
    assert [getattr(one, "text", None) for one in node.entries.values()] == ["yes", "0x10", "2021-02-01"]


@pytest.mark.parametrize("text", ["", "- een\n- twee\n", "tekst", "null", "facts: {a: 1}", "facts: [een]"])
def test_a_file_of_another_shape_is_told_and_nothing_breaks(folder: Path, text: str) -> None:
    for name in ("facts/ander.yaml", "sources.yaml", "proefplaats/2020-12-01.yaml", "menu/algemeen/2020-12-01.yaml"):
        problems = problems_of(folder / name.replace("/", "-"), {name: text})

        assert any(one.file == name for one in problems)
