"""The forms of a parameter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.rules import Fact
from overstap.rules.binding import RESERVED
from overstap.rules.datatypes import UNITS
from overstap.rules.reader import IDENTIFIER, PYTHON_WORDS
from overstap.web.editor.citing import CitingForm
from overstap.web.editor.parts import group, members, word
from overstap.web.editor.showing import parse_day
from overstap.web.editor.values import file_value, is_filled, value_field
from overstap.web.forms import DatePartsField, HouseForm

TYPES = (
    ("integer", _("een heel getal")),
    ("money", _("een bedrag in euro's")),
    ("date", _("een datum")),
    ("boolean", _("ja of nee")),
    ("enum", _("een waarde uit een lijst van een gegeven")),
    ("list", _("meer waarden uit een lijst van een gegeven")),
    ("table", _("een tabel met treden")),
)
UNIT_NAMES = {
    "none": _("geen eenheid"),
    "years": _("jaren"),
    "months": _("maanden"),
    "weeks": _("weken"),
    "days": _("dagen"),
    "hours": _("uren"),
    "percent": _("procent"),
    "persons": _("personen"),
}
WITH_FACT = frozenset({"enum", "list"})


def unit_choices() -> list[tuple[str, str]]:
    """The units that a whole number can have."""
    return [(one, str(UNIT_NAMES.get(one, one))) for one in UNITS]


class NewParameterForm(HouseForm):
    """The name and the type of a parameter that is new."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=60,
        help_text=_("Kleine letters met een streepje onderaan ertussen. Bijvoorbeeld: bedrag_per_week."),
    )
    type = forms.ChoiceField(label=_("Wat voor waarde is het?"), choices=TYPES, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Eenheid van het getal"), required=False, help_text=_("Alleen voor een heel getal en voor een tabel.")
    )
    of = forms.ChoiceField(
        label=_("Lijst van welk gegeven?"),
        required=False,
        help_text=_("Alleen voor waarden uit een lijst."),
    )
    table_of = forms.ChoiceField(
        label=_("Wat geeft de tabel?"),
        required=False,
        choices=(("money", _("een bedrag in euro's")), ("integer", _("een heel getal"))),
        help_text=_("Alleen voor een tabel."),
    )

    def __init__(
        self, *args: Any, taken: Collection[str] = (), known: Mapping[str, Fact] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        language = get_language() or "nl"
        self.known = known or catalogue().facts
        facts = [(one.id, one.label.get(language)) for one in self.known.values() if one.choices]
        self.fields["unit"].choices = unit_choices()  # type: ignore[attr-defined]
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Kies een gegeven")),
            *sorted(facts, key=lambda one: one[1].lower()),
        ]

    def clean_name(self) -> str:
        """A name that nothing else has."""
        name = str(self.cleaned_data["name"]).strip()
        if not IDENTIFIER.fullmatch(name) or name in PYTHON_WORDS or name in RESERVED:
            raise ValidationError(_("Deze naam kan niet. Gebruik kleine letters, cijfers en het streepje onderaan."))
        if name in self.taken or name in self.known:
            raise ValidationError(_("Deze naam bestaat al. Kies een andere naam."))
        return name

    def clean(self) -> dict[str, Any]:
        """A value out of a list says out of which."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("type") in WITH_FACT and not cleaned.get("of"):
            self.add_error("of", _("Kies het gegeven waarvan u de lijst gebruikt."))
        return cleaned

    def definition(self) -> dict[str, Any]:
        """The parameter as it begins, without a value."""
        typed = self.cleaned_data
        found: dict[str, Any] = {"type": typed["type"]}
        if typed["type"] in WITH_FACT:
            found["of"] = typed["of"]
        elif typed["type"] == "integer":
            found["unit"] = typed["unit"] or "none"
        elif typed["type"] == "table":
            found |= {"of": typed["table_of"] or "money", "by": {"type": "integer", "unit": typed["unit"] or "none"}}
        return {**found, "values": [], "source": []}


class ParameterForm(CitingForm):
    """The values of a parameter, each from a day on, with one empty row; whether regions choose; and the source."""

    def __init__(
        self, *args: Any, definition: dict[str, Any], known: Mapping[str, Fact] | None = None, **kwargs: Any
    ) -> None:
        self.definition, self.known = definition, known
        self.rows = [group(one) for one in members(definition.get("values"))]
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """Two fields for every value, and for one more."""
        fields: dict[str, forms.Field] = {}
        for number in range(len(self.rows) + 1):
            here = self.rows[number] if number < len(self.rows) else {}
            label = {"number": number + 1}
            fields[f"from_{number}"] = DatePartsField(
                label=_("Vanaf welke dag (waarde %(number)d)") % label,
                required=False,
                initial=parse_day(word(here.get("from"))),
            )
            fields[f"value_{number}"] = value_field(
                self.definition,
                here.get("value"),
                facts=self.known,
                label=_("Waarde %(number)d") % label,
                required=False,
            )
        for field in fields.values():
            field.needed_with_another = True  # type: ignore[attr-defined]
        return fields | self._about_fields() | super().further_fields()

    def _about_fields(self) -> dict[str, forms.Field]:
        """What is said of all values together."""
        fields: dict[str, forms.Field] = {}
        if self.definition.get("type") == "integer":
            unit = word(self.definition.get("unit")) or "none"
            fields["unit"] = forms.ChoiceField(label=_("Eenheid"), choices=unit_choices(), initial=unit)
        for language, title in (
            ("nl", _("Naam voor de lezer, in het Nederlands")),
            ("en", _("Naam voor de lezer, in het Engels")),
        ):
            shown = word(group(self.definition.get("label")).get(language))
            fields[f"label_{language}"] = forms.CharField(label=title, required=False, max_length=200, initial=shown)
        fields["only_shown"] = forms.BooleanField(
            label=_("Alleen om te laten zien: deze regeling rekent er niet mee"),
            required=False,
            initial=self.definition.get("only_shown") == "true",
        )
        fields["regional"] = forms.BooleanField(
            label=_("Een regio mag een eigen waarde kiezen"),
            required=False,
            initial=self.definition.get("regional") == "true",
        )
        fields["given_by_source"] = forms.BooleanField(
            label=_("De waarde staat zo in de bron"),
            required=False,
            initial=self.definition.get("given_by_source") != "false",
            help_text=_("Kruis dit niet aan als de bron niets zegt en de waarde onze eigen keuze is."),
        )
        return fields

    def value_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The rows of values, for the screen."""
        return [(self[f"from_{number}"], self[f"value_{number}"]) for number in range(len(self.rows) + 1)]

    def other_fields(self) -> list[BoundField]:
        """What stands beside values and sources."""
        names = ("unit", "label_nl", "label_en", "regional", "given_by_source", "only_shown")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """A value has a day and a day a value; the days follow each other."""
        cleaned = super().clean()
        if bool(cleaned.get("label_nl")) != bool(cleaned.get("label_en")):
            empty = "label_en" if cleaned.get("label_nl") else "label_nl"
            self.add_error(empty, _("Vul deze tekst in beide talen in, of in geen van beide."))
        earlier = None
        for number in range(len(self.rows) + 1):
            day, value = cleaned.get(f"from_{number}"), cleaned.get(f"value_{number}")
            wrong = {f"from_{number}", f"value_{number}"} & self.errors.keys()
            if day and not is_filled(value) and not wrong:
                self.add_error(f"value_{number}", _("Vul de waarde in die vanaf deze dag geldt."))
            if is_filled(value) and not day and not wrong:
                self.add_error(f"from_{number}", _("Vul in vanaf welke dag deze waarde geldt."))
            if day and earlier and day <= earlier:
                self.add_error(
                    f"from_{number}", _("Deze dag ligt niet na de dag hierboven. De oudste waarde staat eerst.")
                )
            earlier = day or earlier
        return cleaned

    def values(self) -> list[dict[str, Any]]:
        """The values as they stand in a file; an emptied row is gone."""
        return [
            {
                **(self.rows[number] if number < len(self.rows) else {}),
                "from": self.cleaned_data[f"from_{number}"].isoformat(),
                "value": file_value(self.definition, self.cleaned_data[f"value_{number}"]),
            }
            for number in range(len(self.rows) + 1)
            if self.cleaned_data.get(f"from_{number}")
        ]
