"""What the templates of the editor need to show values of a file."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext

from overstap.publication.checking import FACTS_ONLY

register = template.Library()


@register.filter
def as_list(value: Any) -> list[Any]:
    """Give a list: the value itself when it is one, a list of one when it is a group, else nothing."""
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    return [value] if isinstance(value, dict) else []


@register.filter
def as_id(path: str) -> str:
    """Give the path of a row as an id that a link can name."""
    return path.replace(".", "-")


@register.filter
def scheme_called(scheme_id: str) -> str:
    """Give the id of the scheme that a draft is about, or that it is about questions alone."""
    return gettext("de vragen") if scheme_id == FACTS_ONLY else scheme_id
