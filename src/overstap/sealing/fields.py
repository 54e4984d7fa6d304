"""Model fields: a value that is kept sealed, and the fingerprint by which it is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Model
from django.db.models.lookups import In, IsNull, Lookup
from django.db.models.query_utils import DeferredAttribute

from overstap.sealing.seals import (
    FINGERPRINT_SIGNS,
    HIDDEN,
    Secret,
    fingerprint,
    fingerprints,
    key_of,
    seal,
)

_Given = TypeVar("_Given")
_Got = TypeVar("_Got")

if TYPE_CHECKING:

    class _Typed(models.Field[_Given, _Got]):
        """A field with the types of what it takes and gives."""

    _Text = models.CharField[Any, Any]
    _Question = Lookup[bool]
else:  # At run time the classes of Django know no types.

    class _Typed(models.Field):
        def __class_getitem__(cls, _types: object) -> type:
            return cls

    _Text, _Question = models.CharField, Lookup


class _SealedAttribute(DeferredAttribute):
    """What a row gives for a sealed field: always a `Secret`, also right after a text was put in."""

    field: SealedTextField[Any, Any]

    def __set__(self, instance: Model, value: object) -> None:
        instance.__dict__[self.field.attname] = Secret(value) if isinstance(value, str) else value


class SealedTextField(_Typed[_Given, _Got]):
    """A text that is kept sealed (verzegeld veld).

    A row gives a `Secret`; `reveal()` opens it. It takes a `str` or a `Secret`. `context` names what the value is, for
    instance "people.participant.bsn", and must never change: values sealed for another context do not open. Nothing
    can be looked up by it; put a `FingerprintField` beside it for that. `QuerySet.update` would leave that field
    behind: change a value with `save`, naming both in `update_fields`.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: Secret | str
        _pyi_private_get_type: Secret

    descriptor_class = _SealedAttribute
    description = "Sealed text"

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        """`context` is required; the checks of Django tell when it is missing."""
        self.context = context
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        """Kept as text."""
        return "TextField"

    def deconstruct(self) -> Any:
        """Keep the context in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "context": self.context}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Without a context a value could be moved to any other field."""
        missing = [] if self.context else [checks.Error("A sealed field needs a context.", obj=self, id="sealing.E001")]
        return [*super().check(**kwargs), *missing]

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Secret | None:
        """What the database keeps, not opened yet."""
        return None if value is None else Secret(token=value, context=self.context)

    def get_prep_value(self, value: Any) -> Any:
        """Seal; what was sealed for this field already stays the same."""
        if isinstance(value, Secret):
            if value.token and value.context == self.context:
                return value.token
            return seal(value.reveal(), context=self.context)
        return seal(value, context=self.context) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        """Read a text, or what a dump of the database holds."""
        if isinstance(value, str):
            return Secret(token=value, context=self.context) if key_of(value) else Secret(value)
        return value

    def value_to_string(self, obj: Model) -> str:
        """A dump holds the sealed value."""
        return str(self.get_prep_value(self.value_from_object(obj)) or "")

    def value_from_object(self, obj: Model) -> Any:
        """The secret of a row."""
        return getattr(obj, self.attname)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is one, and with which key: a sealed value is different every time."""
        if lookup_name in {"isnull", "sealed_with"}:
            return super().get_lookup(lookup_name)
        raise FieldError(f"“{self.name}” is sealed; look it up by its fingerprint.")


@SealedTextField.register_lookup
class SealedWith(_Question):
    """Whether a value begins as everything that one key sealed does."""

    lookup_name = "sealed_with"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column LIKE 'z1.key.%'`; the prefix holds no signs that LIKE would read otherwise."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} LIKE %s", (*parameters, f"{self.rhs}%")


SealedTextField.register_lookup(IsNull)


class FingerprintField(_Text):
    """The fingerprint of a sealed field of the same row (vingerafdruk), kept by itself when the row is saved.

    `filter(iban_print__of="NL91…")` finds rows by the text, with any key in use. Empty when there is no value, so that
    a unique constraint lets several rows be without.
    """

    description = "Fingerprint of a sealed text"

    def __init__(self, *args: Any, of: str = "", context: str = "", **kwargs: Any) -> None:
        """`of` names the sealed field; `context` is that of the fingerprint."""
        self.of, self.context = of, context
        super().__init__(*args, **{**kwargs, "max_length": FINGERPRINT_SIGNS, "null": True, "editable": False})

    def deconstruct(self) -> Any:
        """Keep what it is of in migrations."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "context": self.context}

    def pre_save(self, model_instance: Model, add: bool) -> str | None:  # noqa: FBT001, ARG002 (as Django calls it)
        """Take the fingerprint of the value that is saved beside it."""
        value = getattr(model_instance, self.of)
        text = value.reveal() if isinstance(value, Secret) else value
        taken = fingerprint(text, context=self.context) if text else None
        setattr(model_instance, self.attname, taken)
        return taken


@FingerprintField.register_lookup
class OfText(In):
    """`…__of=text`: the rows whose sealed value is that text."""

    lookup_name = "of"

    def __init__(self, lhs: Any, rhs: str | Secret | Sequence[str]) -> None:
        """Turn the text into its fingerprints; a text is never part of the question to the database."""
        text = rhs.reveal() if isinstance(rhs, Secret) else rhs
        if not isinstance(text, str):
            raise FieldError("A fingerprint is looked up by one text.")
        super().__init__(lhs, list(fingerprints(text, context=lhs.output_field.context)))


__all__ = ["HIDDEN", "FingerprintField", "OfText", "SealedTextField", "SealedWith"]
