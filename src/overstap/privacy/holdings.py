"""Everything that is kept about a person, found by the tables themselves: who adds a table need not remember this.

Whatever points to a participant, or to something that points to one, is about that participant.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from overstap.links.models import SafeLink
from overstap.parties.models import Membership, User
from overstap.people.models import Participant
from overstap.sealing import Secret

OBJECT_KINDS = {
    "people.participant": ("participant", "deelnemer"),
    "casework.case": ("dossier", "case"),
    "casework.handover": ("overdracht",),
    "casework.passing": ("doorgeven", "passing"),
    "casework.objection": ("bezwaar", "objection"),
    "arrangements.arrangement": ("arrangement",),
    "arrangements.arrangementitem": ("onderdeel",),
    "arrangements.coordination": ("afstemming",),
    "correspondence.letter": ("brief",),
}
"""How rows without a foreign key, such as safe links, name what they are about."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of one kind that are about some persons (bezit): model and primary keys."""

    model: type[models.Model]
    keys: tuple[Any, ...]

    @property
    def label(self) -> str:
        """The kind, as `context.model`."""
        return label_of(self.model)


def label_of(model: type[models.Model]) -> str:
    """The kind of a row, as `context.model`."""
    return f"{model._meta.app_label}.{model._meta.model_name}"  # noqa: SLF001 (the documented way)


def kinds_about_people() -> tuple[type[models.Model], ...]:
    """Every kind of row that belongs to a person, the person first."""
    found: dict[type[models.Model], None] = {Participant: None}
    waiting: deque[type[models.Model]] = deque([Participant])
    while waiting:
        for child, _ in _children(waiting.popleft()):
            if child not in found:
                found[child] = None
                waiting.append(child)
    return tuple(found)


def holdings(participant_ids: Collection[int]) -> tuple[Holding, ...]:
    """All rows about these persons, by kind; rows that belong to another person as well are theirs too."""
    keys: dict[type[models.Model], set[Any]] = {Participant: set(participant_ids)}
    waiting: deque[tuple[type[models.Model], set[Any]]] = deque([(Participant, set(participant_ids))])
    while waiting:
        parent, fresh = waiting.popleft()
        for child, field in _children(parent):
            found = set(_manager(child).filter(**{f"{field}__in": fresh}).order_by().values_list("pk", flat=True))
            new = found - keys.setdefault(child, set())
            if new:
                keys[child] |= new
                waiting.append((child, new))
    keys[SafeLink] = set(_links(keys))
    return tuple(Holding(model, tuple(sorted(held))) for model, held in keys.items() if held)


def own_accounts(participant_ids: Collection[int]) -> list[User]:
    """The accounts that are the person's alone; an account that also works somewhere stays."""
    working = Membership.objects.values("user_id")
    rows = User.objects.filter(participant__in=list(participant_ids)).exclude(pk__in=working)
    return list(rows.order_by("pk"))


def rows_of(holding: Holding) -> models.QuerySet[models.Model]:
    """The rows of a holding, in order."""
    return _manager(holding.model).filter(pk__in=holding.keys).order_by("pk")


def as_plain(row: models.Model) -> dict[str, Any]:
    """A row as plain values, what was sealed opened: for the person whose it is."""
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:  # noqa: SLF001 (the documented way to the fields)
        value = getattr(row, field.attname)
        told[field.name] = value.reveal() if isinstance(value, Secret) else value
    return told


def _manager(model: type[models.Model]) -> models.Manager[models.Model]:
    return model._default_manager  # noqa: SLF001 (as above)


def _children(parent: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The kinds of row that point to a kind, with the field that does."""
    for relation in parent._meta.related_objects:  # noqa: SLF001 (as above)
        child = relation.related_model
        if not relation.many_to_many:
            yield child, relation.field.name


def _links(keys: dict[type[models.Model], set[Any]]) -> Iterator[Any]:
    about = Q(pk__in=())
    for model, held in keys.items():
        for kind in OBJECT_KINDS.get(label_of(model), ()):
            about |= Q(object_kind=kind, object_id__in=[str(one) for one in held])
    yield from SafeLink.objects.filter(about).order_by("pk").values_list("pk", flat=True)
