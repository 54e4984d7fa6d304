"""The key of a name, kept by itself beside the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Model

from overstap.core.sounding import LONGEST_KEY, name_key

if TYPE_CHECKING:
    _Text = models.CharField[Any, Any]
else:  # At run time the classes of Django know no types.
    _Text = models.CharField


class NameKeyField(_Text):
    """How the name of a row sounds (klanksleutel), written whenever the row is saved: it says no more than the name.

    `QuerySet.update` of a name would leave it behind: change a name with `save`.
    """

    description = "How a name sounds"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to choose: the key comes from `first_name` and `last_name`."""
        super().__init__(*args, **{**kwargs, "max_length": LONGEST_KEY, "default": "", "editable": False})

    def deconstruct(self) -> Any:
        """Keep what is fixed out of migrations."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "default", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: Model, add: bool) -> str:  # noqa: FBT001, ARG002 (as Django calls it)
        """Take the key of the name that is saved beside it."""
        key = name_key(getattr(model_instance, "first_name", ""), getattr(model_instance, "last_name", ""))
        setattr(model_instance, self.attname, key)
        return key
