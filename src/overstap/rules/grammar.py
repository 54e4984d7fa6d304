"""Reading the text of an expression into Python's own syntax tree, and refusing everything outside the language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

LONGEST, DEEPEST, MOST_NODES, LARGEST_LITERAL = 4_000, 40, 1_000, 10**12

_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.IfExp,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.Tuple,
)
_ADVICE: dict[type[ast.AST], str] = {
    ast.Div: "There is no division; use share(amount, part, whole).",
    ast.FloorDiv: "There is no division; use share(amount, part, whole).",
    ast.Pow: "Write the multiplication out.",
    ast.Attribute: "A name is one word without dots.",
    ast.List: "Write the members between round brackets: x in (a, b).",
    ast.Set: "Write the members between round brackets: x in (a, b).",
    ast.Is: "Use == to compare.",
    ast.IsNot: "Use != to compare.",
    ast.BitAnd: "Use 'and'.",
    ast.BitOr: "Use 'or'.",
    ast.keyword: "Give the arguments in order, without names.",
}
_NAMES: dict[type[ast.AST], str] = {
    ast.Div: "'/'",
    ast.FloorDiv: "'//'",
    ast.Pow: "'**'",
    ast.Mod: "'%'",
    ast.Attribute: "a dot",
    ast.Is: "'is'",
    ast.IsNot: "'is not'",
    ast.BitAnd: "'&'",
    ast.BitOr: "'|'",
    ast.keyword: "a named argument",
    ast.Lambda: "'lambda'",
    ast.Subscript: "square brackets",
    ast.NamedExpr: "':='",
    ast.JoinedStr: "a text",
    ast.Starred: "'*' before a name",
    ast.UAdd: "a leading '+'",
}


class ExpressionError(ValueError):
    """An expression is wrong at `offset` (characters from its start); `advice` says what to do."""

    def __init__(self, message: str, advice: str = "", offset: int = 0) -> None:
        self.message, self.advice, self.offset = message, advice, offset
        super().__init__(f"{message} {advice}".strip())


class Source:
    """The text of an expression together with its syntax tree, so that a node can be quoted and placed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]
        self.tree = self._parse()
        self._check()

    def _parse(self) -> ast.expr:
        if len(self.text) > LONGEST:
            raise ExpressionError(
                f"The expression is longer than {LONGEST} characters.", "Give parts of it a name under 'let'."
            )
        if not self.text.strip():
            raise ExpressionError("The expression is empty.", "Write what has to hold.")
        try:
            return ast.parse(f"({self.text}\n)", mode="eval").body
        except SyntaxError as error:
            offset = self._absolute(error.lineno or 1, (error.offset or 1) - 1)
            raise ExpressionError("The expression cannot be read.", f"Python says: {error.msg}.", offset) from None
        except (ValueError, MemoryError, RecursionError):
            raise ExpressionError("The expression cannot be read.", "Write it shorter and flatter.") from None

    def _absolute(self, line: int, column: int) -> int:
        if line > len(self._starts):
            return len(self.text)
        shifted = column - 1 if line == 1 else column  # for the bracket put before the text
        start = self._starts[line - 1]
        return max(0, min(start + shifted, len(self.text)))

    def offset(self, node: ast.AST) -> int:
        """Give where the node starts, in characters from the start of the text."""
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 1)
        return self._absolute(line, self._characters(line, column))

    def _characters(self, line: int, utf8_column: int) -> int:
        lines = f"({self.text}\n)".split("\n")
        return len(lines[line - 1].encode()[:utf8_column].decode(errors="ignore"))

    def quote(self, node: ast.AST) -> str:
        """Give the text of the node on one line."""
        end_line, end_column = getattr(node, "end_lineno", 1), getattr(node, "end_col_offset", 1)
        end = self._absolute(end_line, self._characters(end_line, end_column))
        return " ".join(self.text[self.offset(node) : end].split())

    def _check(self) -> None:
        for count, (node, depth) in enumerate(_walk(self.tree), start=1):
            if depth > DEEPEST or count > MOST_NODES:
                raise ExpressionError("The expression is too large.", "Give parts of it a name under 'let'.")
            if not isinstance(node, _ALLOWED):
                what = _NAMES.get(type(node), f"'{self.quote(node) or type(node).__name__}'")
                advice = _ADVICE.get(type(node), "See docs/scheme-language.md for what can be used.")
                raise ExpressionError(f"The language does not have {what}.", advice, self.offset(node))
            if isinstance(node, ast.Constant):
                self._check_literal(node)

    def _check_literal(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            return
        if not isinstance(node.value, int):
            raise ExpressionError(
                f"'{self.quote(node)}' is no whole number.",
                "There are no decimals, texts or empty values; an amount or date is a parameter.",
                self.offset(node),
            )
        if node.value > LARGEST_LITERAL:
            raise ExpressionError("The number is too large.", "", self.offset(node))


def _walk(root: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """Walk parents before children and operators after operands, without recursion."""
    pending = [(root, 0)]
    while pending:
        node, depth = pending.pop()
        yield node, depth
        inherited = getattr(node, "lineno", None)
        for child in reversed(list(ast.iter_child_nodes(node))):
            if inherited is not None and not hasattr(child, "lineno"):
                ast.copy_location(child, node)
            pending.append((child, depth + 1))
