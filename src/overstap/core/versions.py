"""What people agree to: written the same way every time, with its digest, and how two of them differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from overstap.core.decision import N_

Content = Mapping[str, Any]


def written(content: Content) -> str:
    """Write what was agreed as one text: the same content always gives the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(content: Content | str) -> str:
    """Give the SHA-256 of a content, in hexadecimal signs."""
    text = content if isinstance(content, str) else written(content)
    return hashlib.sha256(text.encode()).hexdigest()


class Turn(StrEnum):
    """What happened to a part (soort wijziging)."""

    ADDED = "erbij"
    LEFT = "eruit"
    CHANGED = "anders"


class Form(StrEnum):
    """How a value reads (vorm van een waarde)."""

    TEXT = "tekst"
    DAY = "dag"
    MONEY = "bedrag"
    YES_NO = "ja_nee"


@dataclass(frozen=True, slots=True)
class Field:
    """A value that stands in an agreed item (gegeven van een onderdeel): how people call it and how it reads."""

    name: str
    label: str
    form: Form = Form.TEXT


ITEM_FIELDS = (
    Field("titel", N_("Wat")),
    Field("organisatie", N_("Van welke organisatie")),
    Field("uitvoerder", N_("Wie voert het uit")),
    Field("werkgever", N_("Bij welke werkgever")),
    Field("begint", N_("Begint op"), Form.DAY),
    Field("eindigt", N_("Eindigt op"), Form.DAY),
    Field("kosten", N_("Kosten"), Form.MONEY),
    Field("cofinanciering", N_("Anderen betalen mee"), Form.MONEY),
    Field("vergoeding_werkgever", N_("Vergoeding voor de werkgever"), Form.MONEY),
    Field("geldstroom", N_("Geldstroom")),
    Field("waarom", N_("Waarom")),
)
"""The values of an item that a reader compares; whatever else was frozen is there for who checks."""

WHOLE_FIELDS = (
    Field("doel", N_("Doel")),
    Field("vacatures", N_("Is er werk in deze richting"), Form.YES_NO),
)

PAYS = N_("betaalt")
PRIOR = "voorliggend"

_SEEN_BY_GUESTS = ("sleutel", "titel", "organisatie", "uitvoerder", "begint", "eindigt")
SEEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "werkgever": (*_SEEN_BY_GUESTS, "werkgever", "cofinanciering", "vergoeding_werkgever"),
        "aanbieder": (*_SEEN_BY_GUESTS, "kosten"),
    }
)
"""What an employer or a provider sees of their own item: what they do and what it costs, never why it is needed."""


def part_for(item: Content, side: str) -> dict[str, Any]:
    """Give the part of one item that a side from outside is shown, and agrees to."""
    return {name: item.get(name) for name in SEEN[side]}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions (wijziging): of which item, which value, from what to what.

    `payer` is the stream whose part it is, when it tells who pays.
    """

    turn: Turn
    item: str
    label: str = ""
    form: Form = Form.TEXT
    before: Any = None
    after: Any = None
    payer: str = ""


def differences(before: Content | None, after: Content) -> tuple[Change, ...]:
    """Tell what changed between two versions, in the order of the plan: the whole, then item by item."""
    if before is None:
        return ()
    then = {item["sleutel"]: item for item in before.get("onderdelen", ())}
    now = {item["sleutel"]: item for item in after.get("onderdelen", ())}
    changes = [*_changed("", WHOLE_FIELDS, before, after), *_checks(before, after)]
    for key, item in now.items():
        if key in then:
            changes += _changed(item["titel"], ITEM_FIELDS, then[key], item) + _payers(then[key], item)
        else:
            changes.append(Change(Turn.ADDED, item["titel"], after=item.get("waarom") or None))
    changes += [Change(Turn.LEFT, item["titel"]) for key, item in then.items() if key not in now]
    return tuple(changes)


def _changed(title: str, fields: Iterable[Field], before: Content, after: Content) -> list[Change]:
    return [
        Change(Turn.CHANGED, title, field.label, field.form, before.get(field.name), after.get(field.name))
        for field in fields
        if before.get(field.name) != after.get(field.name)
    ]


def _payers(before: Content, after: Content) -> list[Change]:
    """Tell for every stream what it paid of an item and what it would pay; a stream that is new paid nothing."""
    then, now = _split(before), _split(after)
    return [
        Change(Turn.CHANGED, after["titel"], PAYS, Form.MONEY, then.get(payer, 0), now.get(payer, 0), payer)
        for payer in {**then, **now}
        if then.get(payer, 0) != now.get(payer, 0)
    ]


def _split(item: Content) -> dict[str, int]:
    """Who pays what of a frozen item beside others who pay along, in cents by stream."""
    if item.get("soort") == PRIOR or not item.get("geldstroom"):
        return {}
    parts = {part["geldstroom"]: int(part["bedrag"]) for part in item.get("delen", ())}
    rest = int(item.get("kosten") or 0) - int(item.get("cofinanciering") or 0) - sum(parts.values())
    return {item["geldstroom"]: rest, **parts}


def _checks(before: Content, after: Content) -> list[Change]:
    then = {row["groep"]: row["beschikbaar"] for row in before.get("voorliggend", ())}
    now = {row["groep"]: row["beschikbaar"] for row in after.get("voorliggend", ())}
    return [
        Change(Turn.CHANGED, group, N_("Is er al hulp"), Form.YES_NO, then.get(group), available)
        for group, available in now.items()
        if then.get(group) != available
    ]
