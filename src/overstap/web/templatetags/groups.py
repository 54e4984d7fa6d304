"""What states of couplings are called in a template."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS: dict[str, Promise] = {
    "voorgesteld": _("voorgesteld"),
    "afgesproken": _("afgesproken"),
    "vervallen": _("vervallen"),
    "afgerond": _("afgerond"),
}


@register.filter
def coupling_words(state: str) -> str:
    """The state of a coupling."""
    return str(WORDS.get(state, state))


@register.filter
def coupling_tone(state: str) -> str:
    """The colour that goes with it; the words say the same."""
    return {"voorgesteld": "attention", "afgesproken": "good", "afgerond": "good"}.get(state, "neutral")
