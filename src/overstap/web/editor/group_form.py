"""A condition as rows in groups on a form: what was sent, what comes and goes, and what is not filled in yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.rules.editing.groups import (
    DEEPEST,
    NONE_OF,
    ONE_OF,
    OPERATORS,
    WITHOUT_VALUE,
    Group,
    Row,
    Words,
    clean,
    expression_of,
    group_of,
)
from overstap.rules.grammar import ExpressionError, Source
from overstap.web.editor.problem_words import in_words

ROOT = "r"
MOST_MEMBERS = 40
_VALUE = re.compile(r"-?\d{1,12}|[A-Za-z][A-Za-z0-9_]*")

OPERATOR_NAMES: dict[str, Promise] = {
    "waar": _("is waar"),
    "niet_waar": _("is niet waar"),
    "==": _("is gelijk aan"),
    "!=": _("is niet gelijk aan"),
    "<": _("is minder of eerder dan"),
    "<=": _("is hoogstens of uiterlijk"),
    ">": _("is meer of later dan"),
    ">=": _("is minstens of op zijn vroegst"),
    "in": _("is een van"),
    "not in": _("is geen van"),
    "van_toepassing": _("is van toepassing"),
    "niet_van_toepassing": _("is niet van toepassing"),
}


@dataclass(slots=True)
class RowBox:
    """A row on the form (regel)."""

    path: str
    name: str = ""
    operator: str = "waar"
    value: str = ""
    error: str | Promise = ""
    kind: str = "rij"


@dataclass(slots=True)
class TextBox:
    """A piece of expression on the form (uitdrukking)."""

    path: str
    text: str = ""
    error: str | Promise = ""
    kind: str = "tekst"


@dataclass(slots=True)
class GroupBox:
    """A group on the form (groep)."""

    path: str
    join: str = "and"
    negated: bool = False
    members: list[Box] = field(default_factory=list)
    kind: str = "groep"

    @property
    def depth(self) -> int:
        """How deep it stands; the outermost is 1."""
        return self.path.count(".") + 1

    @property
    def is_root(self) -> bool:
        """Tell whether it is the outermost."""
        return self.depth == 1

    @property
    def takes_groups(self) -> bool:
        """Tell whether a group may be put into it."""
        return self.depth < DEEPEST


Box: TypeAlias = "RowBox | TextBox | GroupBox"


def box_of(group: Group, path: str = ROOT) -> GroupBox:
    """Put a group on the form."""
    box = GroupBox(path, group.join, group.negated, [_boxed(one) for one in group.members])
    return numbered(box, path)


def box_of_text(expression: str, path: str = ROOT) -> GroupBox:
    """Put an expression on the form; what cannot be read stands as text, and nothing as one empty row."""
    if not expression:
        return changed_box(GroupBox(path), f"rij:{path}")
    try:
        return box_of(group_of(expression), path)
    except ExpressionError:
        return box_of(Group("and", (Words(expression),)), path)


def _boxed(member: Group | Row | Words) -> Box:
    if isinstance(member, Group):
        return GroupBox("", member.join, member.negated, [_boxed(one) for one in member.members])
    if isinstance(member, Row):
        return RowBox("", member.name, member.operator, member.value)
    return TextBox("", member.text)


def sent_box(sent: Mapping[str, str], path: str = ROOT) -> GroupBox:
    """Read what the form sent."""
    count = sent.get(f"{path}.aantal", "0")
    box = GroupBox(path, "or" if sent.get(f"{path}.voeg") == "or" else "and", f"{path}.niet" in sent)
    for number in range(min(int(count) if count.isdigit() else 0, MOST_MEMBERS)):
        here = f"{path}.{number}"
        kind = sent.get(f"{here}.soort", "")
        if kind == "groep" and box.takes_groups:
            box.members.append(sent_box(sent, here))
        elif kind == "tekst":
            box.members.append(TextBox(here, sent.get(f"{here}.tekst", "")))
        elif kind == "rij":
            operator = sent.get(f"{here}.vergelijk", "")
            operator = operator if operator in OPERATORS else "waar"
            value = sent.get(f"{here}.waarde", "").strip()
            box.members.append(RowBox(here, sent.get(f"{here}.gegeven", ""), operator, value))
    return box


def changed_box(box: GroupBox, deed: str) -> GroupBox:
    """Do what a button of the form asks: add a row, a group or a piece of text, or take one away."""
    what, _, path = deed.partition(":")
    if what == "weg":
        _without(box, path)
    target = _find(box, path)
    if isinstance(target, GroupBox) and len(target.members) < MOST_MEMBERS:
        if what == "rij":
            target.members.append(RowBox(""))
        elif what == "tekst":
            target.members.append(TextBox(""))
        elif what == "groep" and target.takes_groups:
            target.members.append(GroupBox("", "or" if target.join == "and" else "and", members=[RowBox("")]))
    return numbered(box, box.path)


def _find(box: GroupBox, path: str) -> Box | None:
    if box.path == path:
        return box
    for one in box.members:
        found = _find(one, path) if isinstance(one, GroupBox) else one if one.path == path else None
        if found is not None:
            return found
    return None


def _without(box: GroupBox, path: str) -> None:
    box.members = [one for one in box.members if one.path != path]
    for one in box.members:
        if isinstance(one, GroupBox):
            _without(one, path)


def numbered(box: GroupBox, path: str) -> GroupBox:
    """Give everything on the form its path."""
    box.path = path
    for number, one in enumerate(box.members):
        if isinstance(one, GroupBox):
            numbered(one, f"{path}.{number}")
        else:
            one.path = f"{path}.{number}"
    return box


def check_box(box: GroupBox) -> list[RowBox | TextBox]:
    """Note at every row what is not filled in; the answer is the rows with something wrong."""
    wrong: list[RowBox | TextBox] = []
    for one in box.members:
        if isinstance(one, GroupBox):
            wrong += check_box(one)
            continue
        one.error = _wrong_text(one) if isinstance(one, TextBox) else _wrong_row(one)
        if one.error:
            wrong.append(one)
    return wrong


def _wrong_row(row: RowBox) -> str | Promise:
    if not row.name:
        return _("Kies waar deze regel over gaat, of haal de regel weg.")
    if row.operator not in WITHOUT_VALUE and not row.value:
        return _("Vul in waarmee u vergelijkt.")
    parts = [one.strip() for one in row.value.strip("()").split(",") if one.strip()]
    several = row.operator in (ONE_OF, NONE_OF)
    if row.operator not in WITHOUT_VALUE and (
        not all(map(_VALUE.fullmatch, parts)) or (len(parts) != 1 and not several)
    ):
        return _("Deze waarde kan niet. Vul een getal in, een naam uit de lijst, of meer namen met komma's ertussen.")
    return ""


def _wrong_text(box: TextBox) -> str | Promise:
    if not box.text.strip():
        return _("Schrijf een uitdrukking, of haal dit stuk weg.")
    try:
        Source(" ".join(box.text.split()))
    except ExpressionError as error:
        return f"{in_words(error.message)} {in_words(error.advice)}".strip()
    return ""


def group_from(box: GroupBox) -> Group:
    """The group that the form shows, without empty groups."""
    members = tuple(_member(one) for one in box.members)
    return clean(Group(box.join, members, box.negated))


def expression_from(before: str, box: GroupBox) -> str:
    """The expression that the form shows: as it was written when the rows say the same, else made from the rows."""
    after = group_from(box)
    try:
        unchanged = before != "" and group_of(before) == after
    except ExpressionError:
        unchanged = False
    return before if unchanged else expression_of(after)


def _member(one: Box) -> Group | Row | Words:
    if isinstance(one, GroupBox):
        return Group(one.join, tuple(_member(inner) for inner in one.members), one.negated)
    if isinstance(one, RowBox):
        return Row(one.name, one.operator, "" if one.operator in WITHOUT_VALUE else one.value)
    return Words(" ".join(one.text.split()))
