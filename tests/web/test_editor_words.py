"""What the loader says is said in Dutch on the screens: every sentence that is about a scheme file."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from django.utils.translation import override

from overstap.web.editor.problem_sentences import SENTENCES
from overstap.web.editor.problem_words import in_dutch, in_words
from tests.architecture.sources import ROOT, dotted, parsed, python_files

# What is said about other files, about receipts, or to who programs.
ELSEWHERE = {
    "load_windows.py",
    "archive.py",
    "budget_checks.py",
    "case_file.py",
    "load_budget.py",
    "load_dictionary.py",
    "load_funding.py",
    "load_menu.py",
    "loader.py",
    "replay.py",
}
SPEAKS = {"problem", "Problem", "ExpressionError", "fail", "_note", "_usage", "Unreachable"}
SENTENCE = re.compile(r"[A-Z'{].*[.?]")


def shape(node: ast.expr) -> str:
    """A text of the program with `{}` for what differs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def said() -> Iterator[tuple[str, str]]:
    for path in python_files("src/overstap/rules"):
        if path.name in ELSEWHERE or path.parent.name != "rules":
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", maxsplit=1)[-1] in SPEAKS:
                for argument in [*node.args, *(one.value for one in node.keywords)]:
                    text = shape(argument)
                    if " " in text and SENTENCE.fullmatch(text):
                        yield path.name, text


def test_every_sentence_of_the_loader_has_its_dutch() -> None:
    found = sorted(
        {f"{name}: {text}" for name, text in said() if in_dutch(text.replace("{}", "x")) == text.replace("{}", "x")}
    )

    assert len({text for _, text in said()}) > 100
    assert found == [], "give these words in overstap.web.editor.problem_sentences"


@pytest.mark.parametrize("english", SENTENCES)
def test_a_sentence_and_its_dutch_have_the_same_holes(english: str) -> None:
    holes = english.replace("{{}}", "{}").count("{}")
    used = {int(name) for _, name, _, _ in Formatter().parse(SENTENCES[english]) if name}

    assert used <= set(range(max(holes, 1)))
    assert SENTENCES[english].format(*["x"] * max(holes, 1))


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        (
            "'leeftyd' is not known here. Did you mean 'leeftijd'?",
            "'leeftyd' is hier niet bekend. Bedoelt u 'leeftijd'?",
        ),
        ("Did you mean 'leeftijd'?", "Bedoelt u 'leeftijd'?"),
        (
            "Here stands a number of weeks, but an amount of money is needed.",
            "Hier staat een aantal weken, maar nodig is een bedrag.",
        ),
        (
            "'max' has no value from 2021-01-01 until 2021-02-01.",
            "'max' heeft geen waarde van 2021-01-01 tot en met 2021-02-01.",
        ),
        ("Nothing fills '{weken}' in this text.", "Niets vult '{weken}' in deze tekst in."),
        ("Something that nobody gave words for.", "Something that nobody gave words for."),
        ("", ""),
    ],
)
def test_a_message_in_dutch(english: str, dutch: str) -> None:
    assert in_words(english) == dutch


def test_an_english_reader_gets_it_as_it_was_written() -> None:
    with override("en"):
        assert in_words("The list is empty.") == "The list is empty."


def test_the_files_that_are_left_out_are_there() -> None:
    assert {path.name for path in (ROOT / "src/overstap/rules").glob("*.py")} >= ELSEWHERE
