"""Sentences of the layers below, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext

from overstap.core.decision import Refusal


def in_english() -> bool:
    """Tell whether the reader chose English."""
    return (get_language() or "nl").startswith("en")


def sentence_of(refusal: Refusal) -> str:
    """Why a rule said no, translated and with its places filled.

    A refusal in the words of a policy file brings its English along.
    """
    if in_english() and (english := getattr(refusal, "because_en", "")):
        return str(english)
    because = gettext(refusal.because)
    return because % dict(refusal.details) if refusal.details else because


def remedy_of(refusal: Refusal) -> str:
    """What the reader can do about a refusal, translated; empty when there is nothing to say."""
    if in_english() and (english := getattr(refusal, "remedy_en", "")):
        return str(english)
    if not refusal.remedy:
        return ""
    remedy = gettext(refusal.remedy)
    return remedy % dict(refusal.details) if refusal.details else remedy


def own_language(text: Mapping[str, str]) -> str:
    """Choose from a text that policy files give in both languages: `{"nl": …, "en": …}`."""
    return text["en"] if in_english() and text.get("en") else text["nl"]
