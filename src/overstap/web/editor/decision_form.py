"""An outcome that chooses, on a form: what comes out when which rows hold, and what comes out otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.rules.editing.decisions import MOST_BRANCHES, Branch, Decision, decision_of, expression_of_decision
from overstap.rules.editing.groups import Group
from overstap.rules.grammar import ExpressionError, Source
from overstap.web.editor.group_form import (
    GroupBox,
    RowBox,
    TextBox,
    box_of,
    changed_box,
    check_box,
    group_from,
    numbered,
    sent_box,
)
from overstap.web.editor.problem_words import in_words

ADD, DROP, EARLIER = "keuze", "keuzeweg", "eerder"
Told = tuple[str, bool, "str | Promise"]
"""A mistake for the summary: the id of its place, whether that is a row, and what is wrong."""


@dataclass(slots=True)
class BranchBox:
    """One choice on the form (keuze)."""

    value: str
    box: GroupBox
    error: str | Promise = ""

    @property
    def name(self) -> str:
        """What its value is called when it is sent."""
        return f"keuze.{self.box.path.removeprefix('k')}.waarde"

    @property
    def id(self) -> str:
        """What a link to its value names."""
        return f"{self.box.path}-waarde"


@dataclass(slots=True)
class DecisionBox:
    """All choices on the form (beslissing)."""

    branches: list[BranchBox] = field(default_factory=list)
    otherwise: str = ""
    error: str | Promise = ""

    @property
    def takes_branches(self) -> bool:
        """Tell whether another choice may be added."""
        return len(self.branches) < MOST_BRANCHES

    @property
    def boxes(self) -> list[GroupBox]:
        """The rows of all choices."""
        return [one.box for one in self.branches]


def decision_box(expression: str) -> DecisionBox:
    """Put an expression on the form; what cannot be read all stands as what comes out."""
    try:
        found = decision_of(expression)
    except ExpressionError:
        return DecisionBox([], expression)
    return DecisionBox(
        [BranchBox(one.value, box_of(one.when, f"k{number}")) for number, one in enumerate(found.branches)],
        found.otherwise,
    )


def sent_decision(sent: Mapping[str, str]) -> DecisionBox:
    """Read what the form sent."""
    count = sent.get("keuze.aantal", "0")
    numbers = range(min(int(count) if count.isdigit() else 0, MOST_BRANCHES))
    branches = [BranchBox(sent.get(f"keuze.{one}.waarde", "").strip(), sent_box(sent, f"k{one}")) for one in numbers]
    return DecisionBox(branches, " ".join(sent.get("anders", "").split()))


def changed_decision(decision: DecisionBox, deed: str) -> DecisionBox:
    """Do what a button of the form asks: a choice comes, goes or moves up, or rows within one change."""
    what, _sep, where = deed.partition(":")
    number = int(where) if where.isdigit() else -1
    if what == ADD and decision.takes_branches:
        path = f"k{len(decision.branches)}"
        decision.branches.append(BranchBox("", changed_box(GroupBox(path), f"rij:{path}")))
    elif what == DROP and 0 <= number < len(decision.branches):
        del decision.branches[number]
    elif what == EARLIER and 0 < number < len(decision.branches):
        found = decision.branches
        found[number - 1], found[number] = found[number], found[number - 1]
    else:
        for one in decision.branches:
            changed_box(one.box, deed)
    for place, one in enumerate(decision.branches):
        numbered(one.box, f"k{place}")
    return decision


def check_decision(decision: DecisionBox, choices: Collection[str]) -> list[Told]:
    """Note at every choice what is not filled in; the answer is for the summary."""
    told: list[Told] = []
    for one in decision.branches:
        one.error = _wrong_value(one.value, choices)
        told += [(one.id, False, one.error)] if one.error else []
        if not one.box.members:
            told.append((one.box.path, False, _("Voeg minstens een regel toe: wanneer is het zo?")))
        told += [told_of(row) for row in check_box(one.box)]
    decision.error = _wrong_value(decision.otherwise, choices)
    return told + ([("anders", False, decision.error)] if decision.error else [])


def told_of(row: RowBox | TextBox) -> Told:
    """A wrong row for the summary."""
    return row.path.replace(".", "-"), isinstance(row, RowBox), row.error


def _wrong_value(text: str, choices: Collection[str]) -> str | Promise:
    if not text:
        return _("Kies wat eruit komt.") if choices else _("Schrijf wat eruit komt.")
    try:
        Source(text)
    except ExpressionError as error:
        return f"{in_words(error.message)} {in_words(error.advice)}".strip()
    return ""


def expression_from_decision(before: str, decision: DecisionBox) -> str:
    """The expression: as it was written when the form says the same, else made from the form."""
    after = Decision(
        tuple(Branch(one.value, group_from(one.box)) for one in decision.branches),
        decision.otherwise,
    )
    try:
        unchanged = before != "" and _plain(decision_of(before)) == _plain(after)
    except ExpressionError:
        unchanged = " ".join(before.split()) == decision.otherwise and not decision.branches
    return before if unchanged else expression_of_decision(after)


def _plain(decision: Decision) -> tuple[list[tuple[str, Group]], str]:
    return [(one.value, one.when) for one in decision.branches], " ".join(decision.otherwise.split())
