"""What templates need to show values the Dutch or English way, and refusals and texts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from overstap.core import money
from overstap.core.decision import Refusal
from overstap.web import translation
from overstap.web.navigation import ROLE_NAMES

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """Write cents as euros: `{{ item.cost_cents|euros }}`; a dash when there is no amount."""
    return "–" if cents is None else money.euros(cents, get_language() or "nl")


@register.filter
def spoken(text: Mapping[str, str] | str | None) -> str:
    """A text of a policy file in the reader's language: `{{ instrument.name|spoken }}`; plain text is translated."""
    if not text:
        return ""
    return gettext(text) if isinstance(text, str) else translation.own_language(text)


@register.filter
def because(refusal: Refusal) -> str:
    """Why a rule said no."""
    return translation.sentence_of(refusal)


@register.filter
def remedy(refusal: Refusal) -> str:
    """What the reader can do about a refusal."""
    return translation.remedy_of(refusal)


@register.filter
def role_name(role: str) -> str:
    """The name of a role for people: `{{ role|role_name }}`."""
    return str(ROLE_NAMES.get(role, role))


@register.simple_tag
def money_bar(paid: int, committed: int, reserved: int, ceiling: int) -> SafeString:
    """The drawn part of a budget bar (SVG, hidden from screen readers: the table beside it says the same).

    All in cents; what is drawn over the ceiling is cut off at the end of the bar.
    """
    whole = max(ceiling, paid + committed + reserved, 1)
    x = 0.0
    parts: list[str] = []
    for kind, cents in (("paid", paid), ("committed", committed), ("reserved", reserved)):
        width = round(100 * cents / whole, 3)
        parts.append(f'<rect class="money-bar__{kind}" x="{x:.3f}" y="0" width="{width}" height="10"/>')
        x += width
    drawn = "".join(parts)
    return mark_safe(  # noqa: S308 (numbers only)
        '<svg class="money-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="money-bar__free" x="0" y="0" width="100" height="10"/>{drawn}</svg>'
    )


@register.filter
def item_of(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Look a key up in a mapping: `{{ names|item_of:code }}`; empty when it is not there."""
    return mapping.get(key, "")
