"""The answers of a registration as lines to read over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from overstap.web.public.steps import AGREEMENT, Step, StepForm


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer, and the page where it can be changed."""

    label: str
    shown: str
    slug: str


def lines(steps: tuple[Step, ...], filled: Mapping[str, StepForm]) -> tuple[ReviewLine, ...]:
    """Every answer in order; what was left open says so."""
    found: list[ReviewLine] = []
    for step in steps:
        if step is AGREEMENT:
            continue
        form = filled[step.slug]
        for name, field in form.fields.items():
            found.append(ReviewLine(str(field.label), shown(field, form.cleaned_data.get(name)), step.slug))
    return tuple(found)


def _pairs(field: forms.Field) -> list[tuple[Any, Any]]:
    return list(getattr(field, "choices", ()))


def shown(field: forms.Field, value: Any) -> str:
    """An answer as people read it."""
    if value is None or value == "":
        return next((str(label) for key, label in _pairs(field) if key == ""), _("niet ingevuld"))
    if value is True or value is False:
        return _("Ja") if value else _("Nee")
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for key, label in _pairs(field) if str(key) == str(value)), str(value))
    return str(value)
