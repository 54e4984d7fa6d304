"""What templates need to show values the Dutch or English way, and refusals and texts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from overstap.casework.policy import catalogue
from overstap.core import money
from overstap.core.actor import SYSTEM
from overstap.core.decision import Refusal
from overstap.web import translation, wording
from overstap.web.deeds import sentence_for
from overstap.web.navigation import ROLE_NAMES

register = template.Library()

NO_AMOUNT = "\N{EN DASH}"


class BothLanguages(Protocol):
    """A text that knows itself in Dutch and in English."""

    @property
    def nl(self) -> str:
        """Dutch."""

    @property
    def en(self) -> str:
        """English."""


@register.filter
def euros(cents: int | None) -> str:
    """Write cents as euros: `{{ item.cost_cents|euros }}`; a dash when there is no amount."""
    return NO_AMOUNT if cents is None else money.euros(cents, get_language() or "nl")


@register.filter
def spoken(text: Mapping[str, str] | str | BothLanguages | None) -> str:
    """A text of a policy file in the reader's language: `{{ instrument.name|spoken }}`; plain text is translated."""
    if not text:
        return ""
    if isinstance(text, str):
        return translation.in_own_words(text)
    return translation.own_language(text if isinstance(text, Mapping) else {"nl": text.nl, "en": text.en})


@register.filter
def in_own_language(card: Any, field: str) -> str:
    """One of two texts of a card: `{{ fact|in_own_language:"label" }}` gives `label_nl` or `label_en`."""
    return str(getattr(card, f"{field}_{'en' if translation.in_english() else 'nl'}"))


@register.filter
def item_name(item: str) -> str:
    """What a part of a file is called: `{{ item|item_name }}`."""
    return str(wording.ITEM_NAMES.get(item, item))


@register.filter
def purpose_name(purpose: str) -> str:
    """What a purpose is called."""
    return str(wording.purpose_name(purpose))


@register.filter
def deed_name(verb: str) -> str:
    """What a deed of the trail is called."""
    return str(wording.deed_name(verb))


@register.filter
def step_for_person(what: str) -> str:
    """A next step in the words of the person whose file it is."""
    return str(wording.step_for_person(what))


@register.filter
def source_name(source: str) -> str:
    """Who supplied a fact."""
    return str(wording.SOURCE_NAMES.get(source, source))


@register.filter
def because(refusal: Refusal) -> str:
    """Why a rule said no."""
    return translation.sentence_of(refusal)


@register.filter
def remedy(refusal: Refusal) -> str:
    """What the reader can do about a refusal."""
    return translation.remedy_of(refusal)


@register.filter
def document_title(source: str) -> str:
    """A source for people: the title of a document that a rule names by its id, other words as they stand."""
    document = catalogue().sources.get(source)
    return document.title.get(get_language() or "nl") if document else source


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


@register.filter
def who_acted(name: str) -> str:
    """Who did something, by the name in the trail: `{{ deed.name|who_acted }}`; only the program is translated."""
    return gettext(SYSTEM.name) if name == SYSTEM.name else name


@register.filter
def verb_sentence(verb: str) -> str:
    """A verb of the audit trail as a sentence for people."""
    return gettext(sentence_for(verb))
