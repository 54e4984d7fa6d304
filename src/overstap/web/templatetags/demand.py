"""What codes of vacancies are called in a template: `{{ card.state|state_words }}`."""

from __future__ import annotations

from django import template

from overstap.web.demand.words import CONTRACTS, KINDS, NEEDS, PAY_PER, PHYSICAL, STATE_TONES, STATES, TENSIONS

register = template.Library()


@register.filter
def state_words(code: str) -> str:
    """The state of a vacancy."""
    return str(STATES.get(code, code))


@register.filter
def state_tone(code: str) -> str:
    """The colour that goes with a state; the words say the same."""
    return STATE_TONES.get(code, "neutral")


@register.filter
def kind_words(code: str) -> str:
    """The kind of place."""
    return str(KINDS.get(code, code))


@register.filter
def contract_words(code: str) -> str:
    """The kind of contract, inside a sentence."""
    words = str(CONTRACTS.get(code, code))
    return words[:1].lower() + words[1:]


@register.filter
def need_words(code: str) -> str:
    """Whether it is needed or welcome."""
    return str(NEEDS.get(code, code))


@register.filter
def physical_words(code: str) -> str:
    """What work asks of the body."""
    return str(PHYSICAL.get(code, code))


@register.filter
def per_words(code: str) -> str:
    """An hour or a month."""
    return str(PAY_PER.get(code, code))


@register.filter
def tension_words(value: int) -> str:
    """How tight the labour market is, from 1 to 5."""
    return str(TENSIONS.get(value, value))
