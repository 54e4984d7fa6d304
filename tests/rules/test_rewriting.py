"""Changing a file keeps every line that did not change, and reads back as exactly what was meant."""

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from overstap.rules import schemes_folder
from overstap.rules.editing import emit_document, plain_of_text, rewrite
from overstap.rules.editing.plain import same

FILES = [path for path in sorted(schemes_folder().glob("*/*.yaml")) if path.parent.name not in {"facts", "menu"}]
SOME = FILES[::6]
"""Enough files for what is slow; every file goes through the round trips."""

SMALL = """\
# head
id: een          # the id
name: {nl: Een, en: "One"}   # both
kinds: [ELIG, CAP]

# about parameters
parameters:
  hoogte:
    type: money
    values: [{from: 2020-12-01, value: 30.00}]   # from the letter
    source: {document: brief, place: par. 1}
  # the second
  duur: {type: integer, values: [{from: 2020-12-01, value: 4}], source: {document: brief, place: par. 2}}
conditions:
  # first things first
  - id: een
    expression: >-
      leeftijd > 3
      and woont
    says: {yes: {nl: Ja, en: "Yes"}}
  - id: twee     # second
    expression: leeftijd < duur
notes:
  - a
  - b
  - c
empty:
last: x
"""


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def changed(text: str, *path: str | int, to: Any) -> tuple[str, Any]:
    """The text and the values after one value was set (or taken away: `to` is ...)."""
    tree = plain_of_text(text)
    assert isinstance(tree, dict)
    inside: Any = tree
    for key in path[:-1]:
        inside = inside[key]
    if to is ...:
        del inside[path[-1]]
    else:
        inside[path[-1]] = to
    return rewrite(text, tree), tree


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_that_did_not_change_stays_letter_for_letter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert rewrite(text, copy.deepcopy(plain_of_text(text))) == text


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_written_afresh_says_the_same(path: Path) -> None:
    tree = plain_of_text(path.read_text(encoding="utf-8"))

    assert same(plain_of_text(emit_document(tree)), tree)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    below = [leaf for key, one in members for leaf in leaves(one, (*path, key))]
    return below or [path]


@pytest.mark.parametrize("path", SOME, ids=named)
def test_one_changed_value_changes_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    places = leaves(plain_of_text(text))
    for place in random.Random(1).sample(places, min(3, len(places))):
        after, tree = changed(text, *place, to="iets: anders, met [tekens] # en meer")

        assert same(plain_of_text(after), tree)
        old, new = text.splitlines(), after.splitlines()
        kept = sum(line in new for line in old)
        assert len(old) - kept <= 12, f"{place}: {len(old) - kept} lines were written again"


@pytest.mark.parametrize("path", SOME, ids=named)
def test_members_of_lists_come_and_go(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree: Any = plain_of_text(text)
    for key in ("conditions", "cases"):
        members = tree.get(key) or []
        for index in sorted({0, len(members) // 2, len(members) - 1} - {-1, len(members)}):
            fewer = {**tree, key: members[:index] + members[index + 1 :]}
            more = {
                **tree,
                key: [*members[:index], {"id": "nieuw", "says": {"yes": {"nl": "J", "en": "Y"}}}, *members[index:]],
            }

            assert same(plain_of_text(rewrite(text, fewer)), fewer)
            after = rewrite(text, more)
            assert same(plain_of_text(after), more)
            assert all(line in after for line in text.splitlines())


@pytest.mark.parametrize(
    ("path", "to", "expected"),
    [
        (("id",), "twee", "id: twee          # the id"),
        (("name", "en"), "Another, one", 'name: {nl: Een, en: "Another, one"}   # both'),
        (("kinds",), ["ELIG"], "kinds: [ELIG]"),
        (("kinds", 1), "ROUTE", "kinds: [ELIG, ROUTE]"),
        (("parameters", "hoogte", "values", 0, "value"), "31.00", "value: 31.00}]   # from the letter"),
        (("parameters", "hoogte", "regional"), "true", "    regional: true\n  # the second"),
        (("parameters", "nieuw"), {"type": "money"}, "  nieuw: {type: money}\nconditions:"),
        (("conditions", 0, "expression"), "leeftijd > 4", "    expression: leeftijd > 4\n    says:"),
        (("conditions", 1, "id"), "drie", "  - id: drie     # second"),
        (("conditions", 0, "says", "no"), {"nl": "Nee", "en": "No"}, "says: {yes: {nl: Ja, en: Yes}, no: {nl: Nee"),
        (("notes", 1), ..., "  - a\n  - c\n"),
        (("empty",), "vol", "empty: vol\nlast"),
        (("last",), ..., "empty:\n"),
        (("parameters", "hoogte"), ..., "parameters:\n  # the second"),
    ],
)
def test_the_smallest_place_is_written_again(path: tuple[str | int, ...], to: Any, expected: str) -> None:
    after, tree = changed(SMALL, *path, to=to)

    assert same(plain_of_text(after), tree)
    assert expected in after
    for comment in ("# head", "# about parameters", "# first things first"):
        assert comment in after


def test_a_new_key_stands_where_it_was_put() -> None:
    tree: Any = plain_of_text(SMALL)
    after = rewrite(SMALL, {"id": "een", "owner": "werkgroep", **tree})

    assert "id: een          # the id\nowner: werkgroep\nname:" in after


def test_another_order_is_kept_at_the_cost_of_comments() -> None:
    tree: Any = plain_of_text(SMALL)
    tree["parameters"] = dict(reversed(tree["parameters"].items()))

    assert list(plain_of_text(rewrite(SMALL, tree))["parameters"]) == ["duur", "hoogte"]  # type: ignore[index,call-overload]


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30) | st.sampled_from(
    [
        "null",
        "~",
        "",
        "true",
        "- a",
        "a: b",
        "#x",
        "'",
        '"',
        "{",
        "[a]",
        "a, b",
        "@x",
        "%",
        "!x",
        "&x",
        "*x",
        "|",
        ">",
        "? ",
    ]
)
values = st.recursive(
    texts | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=4),
    max_leaves=12,
)
trees = st.dictionaries(st.sampled_from(["id", "name", "let", "cases"]), values, min_size=1)


@settings(max_examples=150)
@example({"id": [[]]}, {"id": ["", ""], "name": ""})
@given(trees, trees)
def test_any_value_becomes_any_other(before: Any, after: Any) -> None:
    text = emit_document(before)

    assert same(plain_of_text(text), before)
    assert same(plain_of_text(rewrite(text, after)), after)
