"""Values of policy in forms: the right field for each type, and the value as it stands in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.core.money import as_number, euros, parse_euros
from overstap.rules import Fact
from overstap.web.editor.parts import group, members, word
from overstap.web.editor.showing import parse_day
from overstap.web.forms import DatePartsField, EurosField

LONGEST_VALUE = 4000
_LINE = re.compile(r"\s*(-?[\d.,]+)\s*[:=]\s*(\S+)\s*")
_WHOLE = re.compile(r"-?\d{1,15}")


def file_euros(cents: int) -> str:
    """Cents as a file writes them."""
    return as_number(cents, ".")


def shown_euros(text: str) -> str:
    """An amount of a file as people type it."""
    cents = parse_euros(text.replace(".", ","))
    return text.replace(".", ",") if cents is not None else text


class ListField(forms.CharField):
    """Several values with commas between them; gives a list of texts."""

    def to_python(self, value: Any) -> Any:
        """Split the text."""
        text = super().to_python(value) or ""
        return [one.strip() for one in text.replace("\n", ",").split(",") if one.strip()]

    def run_validators(self, value: Any) -> None:
        """Check nothing more: the checks of a text do not fit a list."""


class TableField(forms.CharField):
    """A table, one row per line: `from: value`; gives the rows as a file has them."""

    widget = forms.Textarea({"rows": 5, "class": "code"})

    def __init__(self, *, money_in: bool, money_out: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.money_in, self.money_out = money_in, money_out

    def to_python(self, value: Any) -> Any:
        """Read the lines."""
        rows = []
        for number, line in enumerate((super().to_python(value) or "").splitlines(), 1):
            found = _LINE.fullmatch(line)
            if line.strip():
                parts = found.groups() if found else ("", "")
                start, result = _number(parts[0], money=self.money_in), _number(parts[1], money=self.money_out)
                if start is None or result is None:
                    raise ValidationError(
                        _("Regel %(number)d klopt niet. Schrijf vanaf: waarde. Bijvoorbeeld 27: 250,00."),
                        params={"number": number},
                    )
                rows.append({"from": start, "value": result})
        return rows

    def run_validators(self, value: Any) -> None:
        """Check nothing more."""


def _number(text: str, *, money: bool) -> str | None:
    if money:
        cents = parse_euros(text)
        return None if cents is None else file_euros(cents)
    return text if _WHOLE.fullmatch(text) else None


def value_field(
    definition: dict[str, Any], present: Any, *, facts: Mapping[str, Fact] | None = None, **general: Any
) -> forms.Field:
    """The field for a value of a parameter; `present` is what the file holds now, `facts` those of the draft."""
    match word(definition.get("type")):
        case "boolean":
            choices = [("", gettext("Kies ja of nee")), ("true", gettext("ja")), ("false", gettext("nee"))]
            return forms.ChoiceField(choices=choices, initial=present, **general)
        case "money":
            return EurosField(initial=shown_euros(word(present)), **general)
        case "date":
            return DatePartsField(initial=parse_day(word(present)), **general)
        case "enum":
            return forms.ChoiceField(
                choices=_enum_choices(definition, word(present), facts), initial=present, **general
            )
        case "list" | "table":
            return _many_field(definition, present, general)
    widget = forms.TextInput({"inputmode": "numeric", "class": "short"})
    wrong = {"invalid": _("Vul een heel getal in.")}
    return forms.IntegerField(initial=word(present) or None, widget=widget, error_messages=wrong, **general)


def _many_field(definition: dict[str, Any], present: Any, general: dict[str, Any]) -> forms.Field:
    if definition.get("type") == "list":
        shown = ", ".join(map(word, members(present)))
        general["help_text"] = _("Met komma's ertussen.")
        return ListField(initial=shown, max_length=LONGEST_VALUE, **general)
    money_in = group(definition.get("by")).get("type") == "money"
    money_out = definition.get("of") == "money"
    rows = [group(one) for one in members(present)]
    lines = [f"{word(one.get('from'))}: {word(one.get('value'))}" for one in rows]
    shown = "\n".join(line.replace(".", ",") if money_out or money_in else line for line in lines)
    general["help_text"] = _("Een regel per trede: vanaf welke waarde, dan wat eruit komt. Bijvoorbeeld 27: 250,00.")
    return TableField(initial=shown, money_in=money_in, money_out=money_out, max_length=LONGEST_VALUE, **general)


def _enum_choices(
    definition: dict[str, Any], present: str, facts: Mapping[str, Fact] | None = None
) -> list[tuple[str, str]]:
    language = get_language() or "nl"
    fact = (facts or catalogue().facts).get(word(definition.get("values_of") or definition.get("of")))
    known = [(one.id, one.label.get(language)) for one in fact.choices] if fact else []
    if present and present not in dict(known):
        known.append((present, present))
    return [("", gettext("Kies een waarde")), *known]


def file_value(definition: dict[str, Any], typed: Any) -> Any:
    """A typed value as the file holds it."""
    kind = word(definition.get("type"))
    if kind == "money":
        return file_euros(typed)
    if kind == "date":
        return typed.isoformat()
    return typed if isinstance(typed, list) else str(typed)


def is_filled(typed: Any) -> bool:
    """Tell whether something was typed; zero is something."""
    return typed is not None and typed not in ("", [])


def shown_value(definition: dict[str, Any], value: Any) -> str:
    """A value of a file in the words of the reader; as it is written when it does not fit its type."""
    kind = word(definition.get("type"))
    if kind == "table":
        rows = [group(one) for one in members(value)]
        inner = {"type": word(definition.get("of"))}
        return "; ".join(f"{word(one.get('from'))}: {shown_value(inner, one.get('value'))}" for one in rows)
    if kind == "list":
        return ", ".join(shown_value({**definition, "type": "enum"}, one) for one in members(value))
    text = word(value)
    if kind == "boolean":
        return {"true": gettext("ja"), "false": gettext("nee")}.get(text, text)
    if kind == "enum":
        return dict(_enum_choices(definition, text)).get(text, text)
    cents = parse_euros(text.replace(".", ",")) if kind == "money" else None
    if cents is not None:
        return euros(cents, get_language() or "nl")
    return shown_day(text) if kind == "date" else text


def shown_day(text: str) -> str:
    """A day of a file as people write it; as it is when it is none."""
    day = parse_day(text)
    return text if day is None else date_format(day, "j F Y")
