"""Form fields made from the fact dictionary: the question, its help and its choices stand in the policy files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.rules import Fact
from overstap.web.forms import DatePartsField, EurosField

# More choices than this are a list to choose from instead of buttons.
MOST_BUTTONS = 9

YES_NO = (("ja", _("Ja")), ("nee", _("Nee")))


class BoundedDateField(DatePartsField):
    """A date that must lie within the domain of its fact."""

    def __init__(self, *, first: dt.date, last: dt.date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first, self.last = first, last

    def clean(self, value: Any) -> Any:
        """Say between which days the answer must lie."""
        day = super().clean(value)
        if day is not None and not self.first <= day <= self.last:
            bounds = {"first": f"{self.first:%d-%m-%Y}", "last": f"{self.last:%d-%m-%Y}"}
            raise ValidationError(_("Kies een datum van %(first)s tot en met %(last)s."), "out_of_range", bounds)
        return day


class YesNoField(forms.ChoiceField):
    """Yes or no; gives True or False, or None when it may stay open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> Any:
        """Turn the word into a truth value."""
        word = super().clean(value)
        return {"ja": True, "nee": False}.get(word)


def fact(fact_id: str) -> Fact:
    """A fact of the dictionary."""
    return catalogue().fact(fact_id)


def fact_field(asked: Fact, *, required: bool = True) -> forms.Field:
    """The form field for a fact, in the reader's language; it cleans to what the rules expect (euros become cents)."""
    language = get_language() or "nl"
    general: dict[str, Any] = {
        "label": asked.question.get(language),
        "help_text": asked.help.get(language) if asked.help else "",
        "required": required,
    }
    match asked.type.kind:
        case "boolean":
            return YesNoField(**general, error_messages={"required": _("Kies ja of nee.")})
        case "enum":
            choices = [(choice.id, choice.label.get(language)) for choice in asked.choices]
            if len(choices) > MOST_BUTTONS:
                return forms.ChoiceField(
                    choices=[("", _("Kies een antwoord")), *choices],
                    error_messages={"required": _("Kies een antwoord.")},
                    **general,
                )
            return forms.ChoiceField(
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies een antwoord.")},
                **general,
            )
        case "money":
            return EurosField(**general)
        case "date":
            return BoundedDateField(
                first=dt.date.fromordinal(asked.low), last=dt.date.fromordinal(asked.high), **general
            )
    return _number_field(asked, general)


def _number_field(asked: Fact, general: dict[str, Any]) -> forms.Field:
    bounds = {"low": asked.low, "high": asked.high}
    sentence = _("Vul een heel getal in van %(low)s tot en met %(high)s.") % bounds
    return forms.IntegerField(
        min_value=asked.low,
        max_value=asked.high,
        widget=forms.TextInput({"inputmode": "numeric", "size": 6, "class": "short"}),
        error_messages={"invalid": sentence, "min_value": sentence, "max_value": sentence, "required": sentence},
        **general,
    )
