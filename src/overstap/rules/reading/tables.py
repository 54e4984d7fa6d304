"""Decision tables: what a scheme decides, row by row, from the tree of its expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from overstap.rules import tree
from overstap.rules.datatypes import BOOLEAN, DataType
from overstap.rules.model import Output, SchemeVersion, Text
from overstap.rules.reading import words
from overstap.rules.reading.sentences import Clause, Sentences, capital
from overstap.rules.reading.speaker import human
from overstap.rules.tree import Node

MOST_ROWS, MOST_COLUMNS = 16, 9
_JOINERS = ("both", "either")

Terms = list[list[Clause]]
Branch = tuple[tuple[Node, ...], str]
"""What has to hold, all at once, and what comes out then."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row: a cell per column, and what follows from it (rij); `when` holds the conditions behind the cells."""

    cells: tuple[str, ...]
    outcome: str
    when: tuple[Clause, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """What is decided from what (beslistabel); `rule` says how its rows are read."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[DecisionRow, ...]
    outcome_column: str
    rule: str


class TableMaker:
    """Makes the tables of one version."""

    def __init__(self, version: SchemeVersion, sentences: Sentences) -> None:
        self.version, self.sentences, self.say = version, sentences, sentences.say

    def tables(self) -> tuple[DecisionTable, ...]:
        """Give a table for the outcome, and one for every answer and amount that depends on something."""
        found = [self.outcome()] if self.version.conditions else []
        outputs = self.version.outputs.values()
        for one in outputs:
            if one.type == BOOLEAN or self._deciding(one.expression):
                speaker = replace(self.sentences.speaker, output=one)
                found.append(TableMaker(self.version, Sentences(speaker)).output(one))
        amount = self.version.amount
        if amount is not None and self._deciding(amount.expression) is not None:
            found.append(self._chain("bedrag", self.say(_AMOUNT), amount.expression))
        return tuple(found)

    def outcome(self) -> DecisionTable:
        """Give the table of yes or no: by facts when that stays small, else a row per condition."""
        terms = self.terms([(condition.expression, True) for condition in self.version.conditions])
        title = self.say(_ENTITLED)
        if terms is not None and len(self._subjects(terms)) <= MOST_COLUMNS:
            found = [(term, self.say(words.ENTITLED)) for term in terms]
            return self._table("recht", title, found, self.say(words.REFUSED))
        rows = [
            DecisionRow(
                (capital(self.sentences.clause(condition.expression)),),
                self.say(words.REFUSED),
                (Clause("", "", node=condition.expression, holds=False),),
            )
            for condition in self.version.conditions
        ]
        rows.append(DecisionRow((capital(self.say(words.ELSE_ROW)),), self.say(words.ENTITLED)))
        columns, rule = (self.say(words.UNLESS),), self.say(words.EVERY_CONDITION)
        return DecisionTable("recht", title, columns, tuple(rows), self.say(words.OUTCOME_COLUMN), rule)

    def output(self, output: Output) -> DecisionTable:
        """Give the table of one answer."""
        language = self.sentences.speaker.language
        title = output.label.get(language) if output.label else capital(human(output.id))
        if output.type == BOOLEAN and self._deciding(output.expression) is None:
            return self._yes_or_no(output, title)
        return self._chain(output.id, title, output.expression)

    def _yes_or_no(self, output: Output, title: str) -> DecisionTable:
        terms = self.terms([(output.expression, True)])
        if terms is None or len(self._subjects(terms)) > MOST_COLUMNS:
            met: list[Branch] = [((output.expression,), self.say(words.MET))]
            return self._in_words(output.id, title, met, self.say(words.NOT_MET))
        return self._table(output.id, title, [(term, self.say(words.MET)) for term in terms], self.say(words.NOT_MET))

    def _chain(self, name: str, title: str, node: Node) -> DecisionTable:
        branches = self._branches(node)
        *chosen, (_, last) = branches
        rows: list[tuple[list[Clause], str]] = []
        for wanted, value in chosen:
            terms = self.terms([(condition, True) for condition in wanted])
            if terms is None or len(rows) + len(terms) > MOST_ROWS:
                return self._in_words(name, title, chosen, last)
            rows += [(term, value) for term in terms]
        if len(self._subjects([term for term, _ in rows])) > MOST_COLUMNS:
            return self._in_words(name, title, chosen, last)
        return self._table(name, title, rows, last)

    def _deciding(self, node: Node) -> Node | None:
        """Give the choice that an expression comes down to, if it is one."""
        while node.op == tree.LET:
            node = node.args[0]
        return node if node.op == "choose" else None

    def _branches(self, node: Node) -> list[Branch]:
        """Give the branches of a choice in order, each with all that has to hold; the last holds when none does.

        A branch that is a choice itself gives several, so that the first that is true counts.
        """
        choice = self._deciding(node)
        if choice is None:
            return [((), self._shown(node, node.type))]
        condition, yes, no = choice.args
        inner = [((condition, *wanted), value) for wanted, value in self._within(yes, node.type)]
        return [*inner, *self._within(no, node.type)]

    def _within(self, node: Node, kind: DataType) -> list[Branch]:
        return self._branches(node) if self._deciding(node) is not None else [((), self._shown(node, kind))]

    def _shown(self, node: Node, kind: DataType) -> str:
        if node.op == tree.CONSTANT:
            return self.sentences.speaker.value(kind, node.number).strip("“”")
        return self.sentences.value(node)

    # --- Rows -----------------------------------------------------------------------------------

    def terms(self, wanted: list[tuple[Node, bool]]) -> Terms | None:
        """Give the ways in which all of these hold, each a list of clauses; None when there are too many."""
        found: Terms = [[]]
        for node, holds in wanted:
            ways = self._ways(node, holds=holds)
            if ways is None or len(found) * len(ways) > MOST_ROWS:
                return None
            joined = ([*one, *(clause for clause in other if clause not in one)] for one, other in product(found, ways))
            found = _shortest([term for term in joined if not _contradicts(term)])
        return found

    def _ways(self, node: Node, *, holds: bool) -> Terms | None:
        node = self.sentences.bare(node)
        if node.op == "negate":
            return self._ways(node.args[0], holds=not holds)
        if node.op in _JOINERS:
            parts = [(arg, holds) for arg in node.args]
            if (node.op == "both") is holds:
                return self.terms(parts)
            ways = [self._ways(arg, holds=holds) for arg in node.args]
            if any(way is None for way in ways) or sum(len(way or ()) for way in ways) > MOST_ROWS:
                return None
            return _shortest([term for way in ways for term in way or ()])
        atom, opposite = (self.sentences.atom(node, holds=way) for way in (holds, not holds))
        if atom is None or opposite is None or not atom.predicate:
            return None
        return [[replace(atom, opposite=opposite.predicate, node=node, holds=holds)]]

    def _subjects(self, terms: Terms) -> list[str]:
        return list(dict.fromkeys(clause.subject for term in terms for clause in term))

    def _table(self, name: str, title: str, rows: list[tuple[list[Clause], str]], last: str) -> DecisionTable:
        subjects = self._subjects([term for term, _ in rows])
        made = [
            DecisionRow(tuple(self._cell(term, subject) for subject in subjects), value, tuple(term))
            for term, value in rows
        ]
        dash = self.say(words.ANY)
        made.append(DecisionRow((self.say(words.ELSE_ROW), *(dash,) * (len(subjects) - 1)), last))
        columns = tuple(capital(subject.strip("“”") if subject.count("“") == 1 else subject) for subject in subjects)
        rule = self.say(words.FIRST_ROW)
        return DecisionTable(name, title, columns, tuple(made), self.say(words.OUTCOME_COLUMN), rule)

    def _cell(self, term: list[Clause], subject: str) -> str:
        said = [clause.predicate.removeprefix("is ") for clause in term if clause.subject == subject]
        return self.sentences.speaker.listed(said) or self.say(words.ANY)

    def _in_words(self, name: str, title: str, branches: Sequence[Branch], last: str) -> DecisionTable:
        comma = words.COMMA_AND.get(self.sentences.speaker.language)
        rows = []
        for wanted, value in branches:
            shown = comma.join(self.sentences.clause(condition, inner=len(wanted) > 1) for condition in wanted)
            when = tuple(Clause("", "", node=condition) for condition in wanted)
            rows.append(DecisionRow((capital(shown),), value, when))
        rows.append(DecisionRow((capital(self.say(words.ELSE_ROW)),), last))
        rule, outcome = self.say(words.FIRST_ROW), self.say(words.OUTCOME_COLUMN)
        return DecisionTable(name, title, (self.say(words.IN_WORDS),), tuple(rows), outcome, rule)


def _contradicts(term: list[Clause]) -> bool:
    """Tell whether a clause and its opposite stand in one row, so that nobody can be in it."""
    said = {(clause.subject, clause.predicate) for clause in term}
    return any((clause.subject, clause.opposite) in said for clause in term)


def _shortest(terms: Terms) -> Terms:
    """Leave out a row that asks more than another does."""
    kept: Terms = []
    for index, term in enumerate(terms):
        mine = set(term)
        others = [set(other) for other in (*kept, *terms[index + 1 :])]
        if not any(other <= mine for other in others):
            kept.append(term)
    return kept


_ENTITLED = Text("Past de regeling?", "Does the scheme fit?")
_AMOUNT = Text("Bedrag", "Amount")
