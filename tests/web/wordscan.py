"""Finds words that a screen would show in one language only: in templates and in the Python of the screens."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.template.base import Lexer, Token, TokenType

import messages
from tests.architecture.sources import PACKAGE

CATALOGUE = PACKAGE / "locale/en/LC_MESSAGES/django.po"

WORD = re.compile(r"[^\W\d_]{2,}")

# Attributes that people see or hear; `data-label` is shown by the style sheet on a small screen.
SPOKEN = frozenset(
    {"aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "data-label"}
)
BUTTONS = frozenset({"submit", "button", "reset"})

# What stands in these is no language of people.
SILENT = frozenset({"script", "style", "code"})

# Words that are the same for every reader: each language in the language switch names itself.
THE_SAME = frozenset({"Nederlands", "English", "Overstap", "NL"})

# Blocks that hold names of style classes.
STYLE_BLOCKS = frozenset({"manner", "width"})

# Filters that would show a literal as it stands.
SHOWING = re.compile(r"\|(?:default|default_if_none|yesno|pluralize|join|add):\s*(['\"])(?P<text>.*?)\1")

# A literal given to another template by name, such as `with text="…"`; these names steer the layout.
GIVEN = re.compile(r"\b(?P<name>\w+)=(['\"])(?P<text>.*?)\2")
STEERING = frozenset({"kind", "name", "id", "size", "tone"})

MARKS = frozenset(
    {
        "_",
        "N_",
        "gettext",
        "gettext_lazy",
        "gettext_noop",
        "ngettext",
        "ngettext_lazy",
        "pgettext",
        "pgettext_lazy",
        "npgettext",
    }
)
SHOWN_ARGUMENTS = frozenset({"label", "help_text", "empty_label", "title", "placeholder", "because", "remedy"})
SHOWN_CALLS = frozenset({"success", "info", "warning", "error", "add_message", "ValidationError", "add_error", "done"})
PHRASE = re.compile(r"^[A-Z“«(]?[^\W\d_]+(?:[,;:]? [^\W\d_]+)+[.?!…:]?$|^[A-Z][^\n]* [^\n]*[.?!]$")


class _Reader(HTMLParser):
    """Collects what a reader of the page sees or hears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        given = dict(attrs)
        spoken = [given.get(name) for name in SPOKEN & given.keys()]
        if tag == "input" and given.get("type") in BUTTONS:
            spoken.append(given.get("value"))
        self.found.extend(text for text in spoken if text)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def _literal(tokens: list[Token]) -> Iterator[str]:
    """What stands in a template outside tags and variables; what is marked for translation is left out."""
    inside = ""
    for token in tokens:
        words = token.contents.split() if token.token_type == TokenType.BLOCK else []
        if words and inside:
            inside = "" if words[0] == inside else inside
        elif words and words[0] in {"blocktranslate", "blocktrans", "comment"}:
            inside = f"end{words[0]}"
        elif words[:1] == ["block"] and STYLE_BLOCKS.intersection(words[1:]):
            inside = "endblock"
        elif token.token_type == TokenType.TEXT and not inside:
            yield token.contents
        elif token.token_type == TokenType.VAR and not inside:
            # What a variable gives is no word of the template.
            yield "0"


def _handed_on(tokens: list[Token]) -> Iterator[str]:
    """Literals that tags and variables would show as they stand."""
    for token in tokens:
        if token.token_type not in {TokenType.VAR, TokenType.BLOCK}:
            continue
        yield from (found["text"] for found in SHOWING.finditer(token.contents))
        if token.token_type == TokenType.BLOCK and token.contents.startswith(("include", "with ", "firstof")):
            yield from (
                found["text"]
                for found in GIVEN.finditer(token.contents)
                if found["name"] not in STEERING and (" " in found["text"] or found["text"][:1].isupper())
            )
        if token.token_type == TokenType.BLOCK and token.contents.startswith("firstof"):
            yield from re.findall(r"\s['\"](.*?)['\"]", token.contents)


def words_in_template(source: str, *, plain: bool = False) -> list[str]:
    """Every piece of text of a template that is not marked for translation; `plain` for a template of a letter."""
    tokens = Lexer(source).tokenize()
    if plain:
        pieces = "".join(_literal(tokens)).splitlines()
    else:
        reader = _Reader()
        reader.feed("".join(_literal(tokens)))
        reader.close()
        pieces = reader.found
    found = [" ".join(piece.split()) for piece in (*pieces, *_handed_on(tokens))]
    return [piece for piece in found if set(WORD.findall(piece)) - THE_SAME]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_text(node: ast.expr | None) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_is_text(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(WORD.search(node.value))


def _unmarked(call: ast.Call) -> Iterator[ast.expr]:
    """What a call shows to people as it stands."""
    if _name(call) in SHOWN_CALLS:
        sentences = call.args[1:] if _name(call) != "ValidationError" else call.args[:1]
        yield from (sentence for sentence in sentences if _is_text(sentence) and " " in ast.unparse(sentence))
    for keyword in call.keywords:
        if keyword.arg in SHOWN_ARGUMENTS and _is_text(keyword.value):
            yield keyword.value
        if keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
            yield from (value for value in keyword.value.values if _is_text(value))


def _docstrings(tree: ast.Module) -> set[int]:
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def words_in_python(source: str) -> list[str]:
    """Every text that a module would show in one language: given to a field or a message, or an unmarked phrase."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [ast.unparse(node) for call in calls for node in _unmarked(call)]
    known = _docstrings(tree)
    for call in calls:
        if _name(call) in MARKS | {"compile", "ImproperlyConfigured", "RuntimeError", "TypeError", "ValueError"}:
            known.update(id(node) for node in ast.walk(call))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or id(node) in known:
            continue
        # Single letters are a format of a date.
        if PHRASE.match(node.value) and WORD.search(node.value):
            found.append(ast.unparse(node))
    return found


def templates(package: Path) -> list[Path]:
    """Every template of ours."""
    return sorted(path for path in (package / "web/templates").rglob("*") if path.suffix in {".html", ".txt"})


@cache
def marked_texts() -> Catalog:
    """Every text that is marked for translation; gathering takes seconds, so it is done once."""
    return messages.gathered()


@cache
def english_catalogue() -> Catalog:
    """The catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")
