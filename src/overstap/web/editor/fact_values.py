"""A question as it stands in a file of facts, and what a draft says of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from overstap.rules import Fact, Kind
from overstap.rules.fact_changes import FACTS
from overstap.rules.model import Changes
from overstap.web.editor.parts import Tree, group, members, word
from overstap.web.editor.values import file_euros

Entry = dict[str, Any]
_ORDER = (
    "id",
    "label",
    "question",
    "help",
    "type",
    "unit",
    "domain",
    "values",
    "values_of",
    "origin",
    "sensitivity",
    "may_be_not_applicable",
    "changes",
    "legal_ground",
    "notes",
)
_NEVER_TOLD = ("type", "unit", "may_be_not_applicable", "values_of")


def entry_of(fact: Fact) -> Entry:
    """A question of the dictionary as a whole entry."""
    found: Entry = {
        "id": fact.id,
        "label": {"nl": fact.label.nl, "en": fact.label.en},
        "question": {"nl": fact.question.nl, "en": fact.question.en},
        "type": fact.type.kind.value,
        "origin": [one.value for one in fact.origin],
        "sensitivity": fact.sensitivity.value,
    }
    if fact.help is not None:
        found["help"] = {"nl": fact.help.nl, "en": fact.help.en}
    if fact.type.kind is Kind.INTEGER:
        found["unit"] = fact.type.unit
    if fact.choices:
        found["values"] = [{"id": one.id, "label": {"nl": one.label.nl, "en": one.label.en}} for one in fact.choices]
    elif fact.type.kind is not Kind.BOOLEAN:
        found["domain"] = {"min": bound_of(fact, fact.low), "max": bound_of(fact, fact.high)}
    if fact.may_be_not_applicable:
        found["may_be_not_applicable"] = "true"
    if fact.changes is not Changes.UNKNOWN:
        found["changes"] = fact.changes.value
    return found


def bound_of(fact: Fact, number: int) -> str:
    """A bound as a file writes it."""
    if fact.type.kind is Kind.MONEY:
        return file_euros(number)
    return dt.date.fromordinal(number).isoformat() if fact.type.kind is Kind.DATE else str(number)


def entries(tree: Tree) -> list[Entry]:
    """What a draft says of questions."""
    return [group(one) for one in members(tree.get(FACTS))]


def entry_named(tree: Tree, name: str) -> Entry | None:
    """What a draft says of one question; None when it says nothing."""
    return next((one for one in entries(tree) if word(one.get("id")) == name), None)


def put_entry(tree: Tree, name: str, base: Fact | None, whole: Entry | None) -> None:
    """Write a question into a draft: only what differs from the one in force, or nothing when nothing does."""
    fresh = None if whole is None else _in_order(whole if base is None else _difference(base, whole))
    if fresh is not None and base is not None and list(fresh) == ["id"]:
        fresh = None
    found = entries(tree)
    place = next((number for number, one in enumerate(found) if word(one.get("id")) == name), len(found))
    rest = [*found[:place], *([fresh] if fresh is not None else []), *found[place + 1 :]]
    if rest or [key for key in tree if key != FACTS] == []:
        tree[FACTS] = rest
    else:
        tree.pop(FACTS, None)


def _difference(base: Fact, whole: Entry) -> Entry:
    """What differs from the question in force; an answer only when it is new or has other words."""
    before = entry_of(base)
    found = {key: value for key, value in whole.items() if key not in _NEVER_TOLD and value != before.get(key)}
    found["id"] = base.id
    known = members(before.get("values"))
    if "values" in found:
        found["values"] = [one for one in members(found["values"]) if one not in known]
    return found


def _in_order(entry: Entry) -> Entry:
    return {key: entry[key] for key in (*_ORDER, *entry) if key in entry}
