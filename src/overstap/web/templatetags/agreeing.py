"""How a frozen value reads: a day, an amount, yes or no, or words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from overstap.arrangements.queries import group_label, stream_names
from overstap.core.versions import Form
from overstap.web.templatetags.components import NO_AMOUNT, euros, spoken

register = template.Library()


@register.filter
def told(value: Any, form: str = "tekst") -> str:
    """Show a frozen value: `{{ change.before|told:change.form }}`; a dash when there was none."""
    if value is None or value == "":
        return NO_AMOUNT
    if form == Form.DAY:
        return date_format(dt.date.fromisoformat(str(value)), "j F Y")
    if form == Form.MONEY:
        return euros(int(value))
    if form == Form.YES_NO:
        return gettext("ja") if value else gettext("nee")
    return spoken(str(value))


@register.filter
def item_or_group(name: str) -> str:
    """The name of what changed: an item by its title, a group of providers by its label."""
    label = group_label(name)
    return gettext(label) if label else spoken(name)


@register.filter
def stream_name(code: str) -> str:
    """The name of a funding stream in the reader's language: `{{ change.payer|stream_name }}`."""
    return spoken(stream_names().get(code)) or code
