"""The form that all screens build on: our classes on every control, errors that say what to do, dates in parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import Refusal
from overstap.core.money import parse_euros
from overstap.web.translation import remedy_of, sentence_of

# Longer than any name or remark that a person types by hand.
LONG_TEXT = 4000

_CLASSES: tuple[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.CheckboxSelectMultiple, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.RadioSelect, "utrecht-radio-button utrecht-radio-button--html-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (
        (forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput),
        "utrecht-textbox utrecht-textbox--html-input",
    ),
)


_SENTENCES = {
    "required": _("Vul dit in."),
    "invalid_choice": _("Kies een van de antwoorden."),
    "max_length": _("Dit is te lang. Gebruik hoogstens %(limit_value)d tekens."),
    "min_value": _("Vul %(limit_value)s of meer in."),
    "max_value": _("Vul %(limit_value)s of minder in."),
}


class HouseForm(forms.Form):
    """A form of ours. Show it with `components/form.html`, or field by field with `components/field.html`."""

    required_css_class = "required"
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every control its class and every obligatory field a plain sentence for when it is empty."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields.update(self.further_fields())
        self.order_fields(self.field_order)
        for field in self.fields.values():
            dress(field)

    def further_fields(self) -> dict[str, forms.Field]:
        """Fields that are only known when the form is made, such as questions of the fact dictionary."""
        return {}

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        """Show what a rule said as an error of this form, or of one field."""
        remedy = remedy_of(refusal)
        self.add_error(field, f"{sentence_of(refusal)} {remedy}".strip())


def dress(field: forms.Field) -> None:
    """Put the house style on the control of a field."""
    for kind, classes in _CLASSES:
        if isinstance(field.widget, kind) and not field.widget.is_hidden:
            field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} {classes}".strip()
            break
    _speak_plainly(field)
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.max_length = LONG_TEXT
        field.validators.append(MaxLengthValidator(LONG_TEXT))


def _speak_plainly(field: forms.Field) -> None:
    """Put our sentences in the place of the usual ones; a field that brings its own keeps it."""
    usual: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        usual.update(getattr(kind, "default_error_messages", {}))
    for code, sentence in _SENTENCES.items():
        if field.error_messages.get(code) == usual.get(code):
            field.error_messages[code] = sentence


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes: quicker and safer to type than a calendar for a birth date."""

    template_name = "components/widgets/date_parts.html"
    use_fieldset = True
    is_date_parts = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "class": "utrecht-textbox utrecht-textbox--html-input"}
        sizes = {"day": 2, "month": 2, "year": 4}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({**box, "size": size, "maxlength": size}) for part, size in sizes.items()
        }
        super().__init__(widgets, dict(attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Name the three boxes."""
        context = super().get_context(name, value, attrs)
        labels = (_("Dag"), _("Maand"), _("Jaar"))
        for box, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            box["label"] = label
        return context

    def decompress(self, value: Any) -> list[Any]:
        """Split a date."""
        if isinstance(value, dt.date):
            return [value.day, value.month, value.year]
        return [None, None, None]


class DatePartsField(forms.MultiValueField):
    """A date typed in three parts; gives a `date`."""

    widget = DateParts

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.CharField(max_length=4), forms.CharField(max_length=4), forms.CharField(max_length=6))
        super().__init__(fields=parts, require_all_fields=True, **kwargs)
        self.error_messages["required"] = _("Vul een dag, een maand en een jaar in. Bijvoorbeeld 14 3 1985.")

    def compress(self, data_list: list[Any]) -> dt.date | None:
        """Join the parts; say so when no such day exists."""
        if not data_list:
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            return dt.date(year, month, day)
        except (TypeError, ValueError, OverflowError) as wrong:
            raise ValidationError(
                _("Deze datum bestaat niet. Vul een dag, een maand en een jaar in. Bijvoorbeeld 14 3 1985."),
                code="no_such_date",
            ) from wrong


class EurosField(forms.CharField):
    """An amount of money as people type it; gives whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> Any:
        """Read cents; say how to write an amount when it can't be read."""
        text = super().to_python(value)
        if not text:
            return None
        cents = parse_euros(text)
        if cents is None:
            raise ValidationError(_("Dit is geen bedrag. Schrijf het zo: 1250 of 1.250,50."), code="no_amount")
        return cents

    def run_validators(self, value: Any) -> None:
        """Check nothing more: the checks of a text do not fit the cents that it was read into."""
