"""Reading plain values out of YAML nodes while collecting every problem.

Each method gives a usable value even when what stands in the file is wrong, so that one reading finds all mistakes;
whatever was read is thrown away when there is any problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from datetime import date

from overstap.rules.model import Citation, Citations, Document, Text
from overstap.rules.problems import Problem, did_you_mean
from overstap.rules.yaml_nodes import Mapping, Scalar, Sequence, YamlNode

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
VALUE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
DASHED = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
REQUIREMENT = re.compile(r"[A-Z]{1,3}-\d{2,4}[a-z]?")
PYTHON_WORDS = frozenset(
    {"and", "or", "not", "in", "if", "else", "is", "for", "lambda", "true", "false", "None", "True", "False"}
)
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_MONEY = re.compile(r"(-?)(\d{1,15})(?:\.(\d{2}))?")
_FLAGS = {
    "true": True,
    "True": True,
    "yes": True,
    "ja": True,
    "false": False,
    "False": False,
    "no": False,
    "nee": False,
}
_LONG_AGO = date(1900, 1, 1)
NO_TEXT = Text("", "")


class Reader:
    """Reads one file (lezer); `documents` are the sources that may be cited."""

    def __init__(self, file: str, problems: list[Problem], documents: MappingType[str, Document] | None = None) -> None:
        self.file, self.problems, self.documents = file, problems, documents or {}
        self.cited: list[tuple[Document, YamlNode]] = []

    def problem(self, node: YamlNode, message: str, advice: str = "", *, line: int = 0, column: int = 0) -> None:
        """Note a mistake at a node, or at a place inside it."""
        self.problems.append(Problem(self.file, line or node.line, column or node.column, message, advice))

    def fields(
        self, node: YamlNode | None, required: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, YamlNode]:
        """Give the entries of a mapping after telling of unknown and missing keys.

        An empty optional entry is left out.
        """
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            self.problem(node, "Keys with values are needed here.", f"Needed: {', '.join(required) or 'key: value'}.")
            return {}
        required = list(required)
        known = [*required, *optional]
        for key, where in node.keys.items():
            if key not in known:
                advice = did_you_mean(key, known).strip() or f"Known here: {', '.join(known)}."
                self.problem(where, f"'{key}' is no key here.", advice)
        for key in required:
            if key not in node.entries:
                self.problem(node, f"'{key}' is missing.", f"Add '{key}:'.")
        return {
            key: value
            for key, value in node.entries.items()
            if key in known and (key in required or not (isinstance(value, Scalar) and value.is_null))
        }

    def entries(self, node: YamlNode | None) -> dict[str, YamlNode]:
        """Give the entries of a mapping whose keys are free."""
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return {}
        if isinstance(node, Mapping):
            return node.entries
        self.problem(node, "Keys with values are needed here.", "Write 'name: value' on each line.")
        return {}

    def items(self, node: YamlNode | None) -> list[YamlNode]:
        """Give the members of a list."""
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return []
        if isinstance(node, Sequence):
            return node.items
        self.problem(node, "A list is needed here.", "Write [a, b], or a line with '- ' for each member.")
        return []

    def word(self, node: YamlNode | None, what: str = "A text") -> str:
        """Give a filled-in text."""
        if node is None:
            return ""
        if not isinstance(node, Scalar) or node.is_null or not node.text.strip():
            self.problem(node, f"{what} is needed here.")
            return ""
        return node.text.strip()

    def identifier(self, node: YamlNode | None, pattern: re.Pattern[str] = IDENTIFIER) -> str:
        """Give an id of the right form."""
        text = self.word(node, "An id")
        if text and node is not None:
            self.check_identifier(text, node, pattern)
        return text

    def check_identifier(self, text: str, node: YamlNode, pattern: re.Pattern[str] = IDENTIFIER) -> None:
        """Tell when an id does not have the right form."""
        if not pattern.fullmatch(text):
            form = (
                "letters, digits and underscores" if pattern is not DASHED else "lower case letters, digits and hyphens"
            )
            lower = " in lower case" if pattern is IDENTIFIER else ""
            self.problem(node, f"'{text}' cannot be an id.", f"Use {form}{lower}, starting with a letter.")
        elif text in PYTHON_WORDS:
            self.problem(node, f"'{text}' is a word of the language.", "Choose another id.")

    def one_of(self, node: YamlNode | None, known: Iterable[str], default: str = "") -> str:
        """Give one of the known words."""
        if node is None:
            return default
        text, known = self.word(node, "A word"), list(known)
        if text and text not in known:
            advice = did_you_mean(text, known).strip() or f"Choose from: {', '.join(known)}."
            self.problem(node, f"'{text}' is not accepted here.", advice)
            return default or known[0]
        return text or default

    def flag(self, node: YamlNode | None, *, default: bool = False) -> bool:
        """Give true or false."""
        if node is None:
            return default
        if isinstance(node, Scalar) and not node.quoted and node.text in _FLAGS:
            return _FLAGS[node.text]
        self.problem(node, "Here stands true or false.")
        return default

    def whole(self, node: YamlNode | None, default: int = 0) -> int:
        """Give a whole number."""
        if node is None:
            return default
        if isinstance(node, Scalar) and not node.quoted and _WHOLE.fullmatch(node.text):
            return int(node.text)
        self.problem(node, f"{shown(node)} is no whole number.", "Write digits only, without a point or leading zero.")
        return default

    def money(self, node: YamlNode | None, default: int = 0) -> int:
        """Give an amount in cents."""
        if node is None:
            return default
        found = _MONEY.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
        if found is None:
            self.problem(
                node,
                f"{shown(node)} is no amount in euros.",
                "Write euros with two decimals and a point, such as 810.00.",
            )
            return default
        return int(found[1] + found[2]) * 100 + int(found[1] + (found[3] or "0"))

    def day(self, node: YamlNode | None, default: date = _LONG_AGO) -> date:
        """Give a date."""
        if node is None:
            return default
        text = node.text.strip() if isinstance(node, Scalar) else ""
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.problem(node, f"{shown(node)} is no date.", "Write a date as 2021-02-01.")
        return default

    def text(self, node: YamlNode | None) -> Text:
        """Give a text that has to stand there in Dutch and English."""
        if node is None:
            return NO_TEXT
        if isinstance(node, Scalar):
            self.problem(node, "The text is given in one language only.", "Write {nl: ..., en: ...}.")
            return NO_TEXT
        found = self.fields(node, ("nl", "en"))
        return Text(self.word(found.get("nl"), "The Dutch text"), self.word(found.get("en"), "The English text"))

    def words(self, node: YamlNode | None) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(self.word(item) for item in self.items(node))

    def free_texts(self, node: YamlNode | None) -> tuple[str, ...]:
        """Give one text or a list of texts, each plain or in both languages (then the Dutch one)."""
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Sequence) else [node]
        return tuple(self.text(item).nl if isinstance(item, Mapping) else self.word(item) for item in nodes)

    def requirement_ids(self, node: YamlNode | None) -> tuple[str, ...]:
        """Give a list of requirement ids."""
        for item in self.items(node):
            if isinstance(item, Scalar) and not REQUIREMENT.fullmatch(item.text):
                self.problem(item, f"{shown(item)} is no requirement id.", "Write it as R-110.")
        return self.words(node)

    def citations(self, node: YamlNode | None) -> Citations:
        """Give one or more places in known documents; a rule without a source is a mistake."""
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Sequence) else [node]
        if not nodes:
            self.problem(node, "A source is missing.", "Write source: {document: ..., place: ...}.")
        return tuple(self._citation(item) for item in nodes)

    def _citation(self, node: YamlNode) -> Citation:
        found = self.fields(node, ("document", "place"))
        name = self.word(found.get("document"), "The id of a document")
        place = self.word(found.get("place"), "The place in the document")
        document = self.documents.get(name)
        if document is None:
            if name:
                advice = did_you_mean(name, self.documents).strip() or "Add the document to sources.yaml."
                self.problem(found["document"], f"There is no source document '{name}'.", advice)
            document = Document(name, NO_TEXT, "", _LONG_AGO)
        self.cited.append((document, node))
        return Citation(document, place)


def shown(node: YamlNode) -> str:
    """Quote what stands in the file, shortened."""
    if isinstance(node, Scalar):
        return f"'{node.text[:40]}'"
    return "A list" if isinstance(node, Sequence) else "A group of keys"
