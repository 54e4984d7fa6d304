"""Words for desks for many."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from overstap.web.centres.words import ANSWERS, PARTNERS, REASONS, STEPS

register = template.Library()


@register.filter
def reason_words(code: str) -> Promise | str:
    """Why many lose their work."""
    return REASONS.get(code, code)


@register.filter
def partner_words(code: str) -> Promise | str:
    """A kind of party."""
    return PARTNERS.get(code, code)


@register.filter
def partners_words(codes: Iterable[str]) -> str:
    """Kinds of which one is enough."""
    return str(_(" of ")).join(str(PARTNERS.get(code, code)) for code in codes)


@register.filter
def step_words(code: str) -> Promise | str:
    """A step of the funnel."""
    return STEPS.get(code, code)


@register.filter
def answer_words(code: str) -> Promise | str:
    """What somebody said to an invitation."""
    return ANSWERS.get(code, code)
