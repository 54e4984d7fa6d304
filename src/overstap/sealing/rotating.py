"""Sealing everything again with the first key, so that an older key can be thrown away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from overstap.sealing.errors import SealingError, UnknownKeyError
from overstap.sealing.fields import FingerprintField, SealedTextField
from overstap.sealing.keyring import UNKNOWN, keyring
from overstap.sealing.seals import Secret, fingerprint, key_of, prefix_of, seal

BATCH = 200
TWICE = "{kind} {pk}: another row has the same value. Keep one of the two, and start again."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one kind of row is (voortgang)."""

    kind: str
    done: int
    total: int


def sealed_kinds() -> tuple[tuple[type[models.Model], tuple[SealedTextField[Any, Any], ...]], ...]:
    """Every kind of row that keeps something sealed, with those fields."""
    found = []
    for model in apps.get_models():
        fields = tuple(field for field in model._meta.local_concrete_fields if isinstance(field, SealedTextField))  # noqa: SLF001 (the documented way to the fields)
        if fields:
            found.append((model, fields))
    return tuple(found)


def rows_per_key() -> dict[str, Counter[str]]:
    """How many values each key sealed, per field: what is on no key of ours cannot be read."""
    counted: dict[str, Counter[str]] = {}
    for model, fields in sealed_kinds():
        for field in fields:
            kept = model._default_manager.values_list(field.attname, flat=True)  # noqa: SLF001 (as above)
            tokens = (one.token for one in kept.iterator(chunk_size=2000) if one is not None)
            counted[f"{_label(model)}.{field.name}"] = Counter(map(key_of, tokens))
    return counted


def keys_fit() -> None:
    """Raise UnknownKeyError when something was sealed with a key that is not among ours; opens nothing."""
    ours = keyring().keys
    for model, fields in sealed_kinds():
        for field in fields:
            unknown = Q(**{f"{field.name}__isnull": False})
            for key in ours:
                unknown &= ~Q(**{f"{field.name}__sealed_with": prefix_of(key)})
            foreign = model._default_manager.filter(unknown).order_by().values_list(field.attname, flat=True).first()  # noqa: SLF001 (as above)
            if foreign is not None:
                raise UnknownKeyError(UNKNOWN.format(key_id=key_of(foreign.token) or "?"))


def reseal(*, batch: int = BATCH) -> Iterator[Progress]:
    """Seal everything again with the first key, a batch per transaction, and say how far it is.

    Stopped at any moment it goes on where it was. Others may go on working. Raises SealingError for a value that does
    not open or that is there twice, with the row and never the value.
    """
    for model, fields in sealed_kinds():
        waiting = model._default_manager.filter(_not_current(fields))  # noqa: SLF001 (as above)
        done, total, last = 0, waiting.count(), 0
        yield Progress(_label(model), 0, total)
        while True:
            with transaction.atomic():
                rows = waiting.filter(pk__gt=last).select_for_update(of=("self",)).order_by("pk")
                taken = list(rows.only("pk", *(field.attname for field in fields))[:batch])
                for row in taken:
                    _reseal_row(model, row, fields)
            if not taken:
                break
            done, last = done + len(taken), taken[-1].pk
            yield Progress(_label(model), done, max(total, done))


def _not_current(fields: tuple[SealedTextField[Any, Any], ...]) -> Q:
    prefix = prefix_of(keyring().current)
    waiting = Q()
    for field in fields:
        waiting |= Q(**{f"{field.name}__isnull": False}) & ~Q(**{f"{field.name}__sealed_with": prefix})
    return waiting


def _reseal_row(model: type[models.Model], row: models.Model, fields: tuple[SealedTextField[Any, Any], ...]) -> None:
    changed: dict[str, object] = {}
    prints = [field for field in model._meta.local_concrete_fields if isinstance(field, FingerprintField)]  # noqa: SLF001 (as above)
    for field in fields:
        value = getattr(row, field.attname)
        if not isinstance(value, Secret):
            continue
        try:
            text = value.reveal()
        except SealingError as error:
            raise type(error)(f"{_label(model)} {row.pk}: {error}") from None
        changed[field.attname] = Secret(token=seal(text, context=field.context), context=field.context)
        changed |= {
            one.attname: fingerprint(text, context=one.context) for one in prints if one.of == field.name and text
        }
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001 (as above)
    except IntegrityError:
        raise SealingError(TWICE.format(kind=_label(model), pk=row.pk)) from None


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower  # noqa: SLF001 (as above)
