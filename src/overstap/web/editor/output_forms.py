"""The forms of an outcome: what it is called, its values, and what is said for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.rules import Fact, Kind
from overstap.rules.reader import IDENTIFIER, PYTHON_WORDS, VALUE_ID
from overstap.web.editor.citing import CitingForm
from overstap.web.editor.parameter_forms import unit_choices
from overstap.web.editor.parts import Tree, group, members, put, word
from overstap.web.editor.rule_forms import LANGUAGES, both_or_none, pair, pair_fields, pair_initial
from overstap.web.forms import HouseForm

OUTPUT_TYPES = (
    ("enum", _("een van een paar waarden, bijvoorbeeld een route of een advies")),
    ("boolean", _("ja of nee")),
    ("integer", _("een heel getal")),
    ("money", _("een bedrag in euro's")),
    ("date", _("een datum")),
)
MORE_VALUES, FIRST_VALUES = 1, 3
YES_AND_NO = (("yes", _("een ja")), ("no", _("een nee")))


class NewOutputForm(HouseForm):
    """The name and the type of an outcome that is new."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=60,
        help_text=_("Kleine letters met een streepje onderaan ertussen. Bijvoorbeeld: eerste_stap."),
    )
    type = forms.ChoiceField(label=_("Wat komt eruit?"), choices=OUTPUT_TYPES, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Eenheid van het getal"), required=False, help_text=_("Alleen voor een heel getal.")
    )
    values_of = forms.ChoiceField(
        label=_("Dezelfde waarden als de antwoorden van een vraag?"),
        required=False,
        help_text=_("Alleen voor een van een paar waarden."),
    )

    def __init__(
        self, *args: Any, taken: Collection[str] = (), known: Mapping[str, Fact] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        language = get_language() or "nl"
        facts = [(one.id, one.label.get(language)) for one in (known or catalogue().facts).values() if one.choices]
        self.fields["unit"].choices = unit_choices()  # type: ignore[attr-defined]
        self.fields["values_of"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Nee, eigen waarden")),
            *sorted(facts, key=lambda one: one[1].lower()),
        ]

    def clean_name(self) -> str:
        """A name that no other outcome has."""
        name = str(self.cleaned_data["name"]).strip()
        if not IDENTIFIER.fullmatch(name) or name in PYTHON_WORDS:
            raise ValidationError(_("Deze naam kan niet. Gebruik kleine letters, cijfers en het streepje onderaan."))
        if name in self.taken:
            raise ValidationError(_("Deze naam bestaat al. Kies een andere naam."))
        return name

    def definition(self) -> Tree:
        """The outcome as it begins."""
        typed = self.cleaned_data
        found: Tree = {"type": typed["type"]}
        if typed["type"] == "integer":
            found["unit"] = typed["unit"] or "none"
        if typed["type"] == "enum":
            found |= {"values_of": typed["values_of"]} if typed["values_of"] else {"values": []}
        return {**found, "expression": "", "source": []}


class OutputForm(CitingForm):
    """What an outcome is called, its values, and what is said for each. `known` are the questions of the draft."""

    def __init__(self, *args: Any, definition: Tree, known: Mapping[str, Fact], **kwargs: Any) -> None:
        self.definition = definition
        self.kind = word(definition.get("type"))
        self.values = [group(one) for one in members(definition.get("values"))]
        fact = known.get(word(definition.get("values_of")))
        language = get_language() or "nl"
        self.shared = [(one.id, one.label.get(language)) for one in fact.choices] if fact is not None else []
        super().__init__(*args, cited=definition.get("source"), **kwargs)

    @property
    def has_values(self) -> bool:
        """Tell whether the outcome has values of its own."""
        return self.kind == Kind.ENUM and not self.definition.get("values_of")

    @property
    def rows(self) -> int:
        """How many rows of values the form has."""
        return len(self.values) + (MORE_VALUES if self.values else FIRST_VALUES) if self.has_values else 0

    def further_fields(self) -> dict[str, forms.Field]:
        """Its name for the reader, its values with what is said for each, and sources."""
        fields = pair_fields(
            "label", (_("Naam voor de lezer, in het Nederlands"), _("Naam voor de lezer, in het Engels"))
        )
        if self.kind == Kind.INTEGER:
            unit = word(self.definition.get("unit")) or "none"
            fields["unit"] = forms.ChoiceField(label=_("Eenheid"), choices=unit_choices(), initial=unit)
        fields |= self._value_fields()
        for name, label in self._told_about():
            fields |= self._says_fields(name, label)
        for key, text in pair_initial(self.definition, "label").items():
            fields[key].initial = text
        return fields | super().further_fields()

    def _value_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for number in range(self.rows):
            here, told = (self.values[number] if number < len(self.values) else {}), {"number": number + 1}
            fields[f"value_{number}"] = forms.CharField(
                label=_("Naam van waarde %(number)d in de regels") % told,
                required=False,
                max_length=60,
                initial=word(here.get("id")),
            )
            for language, called in LANGUAGES:
                fields[f"value_{language}_{number}"] = forms.CharField(
                    label=_("Waarde %(number)d in het %(language)s") % {**told, "language": called},
                    required=False,
                    max_length=300,
                    initial=word(group(here.get("label")).get(language)),
                )
            fields |= self._says_fields(word(here.get("id")), _("waarde %(number)d") % told, f"row_{number}")
        for field in fields.values():
            field.needed_with_another = True  # type: ignore[attr-defined]
        return fields

    def _told_about(self) -> list[tuple[str, Any]]:
        """The values that something can be said for, beside the rows of own values."""
        known: list[tuple[str, Any]] = [(name, f"“{label}”") for name, label in self.shared]
        if self.kind == Kind.BOOLEAN:
            known = list(YES_AND_NO)
        return [*known, ("unknown", _("nog niet bekend"))]

    def _says_fields(self, name: str, label: Any, key: str = "") -> dict[str, forms.Field]:
        """What is said for one value, in both languages."""
        present = group(group(self.definition.get("says")).get(name)) if name else {}
        return {
            f"says_{language}_{key or name}": forms.CharField(
                label=_("Wat leest iemand bij %(value)s? (%(language)s)") % {"value": label, "language": called},
                required=False,
                widget=forms.Textarea({"rows": 2}),
                initial=word(present.get(language)),
            )
            for language, called in LANGUAGES
        }

    def value_rows(self) -> list[list[BoundField]]:
        """The rows of values, for the screen."""
        keys = ("value_{}", "value_nl_{}", "value_en_{}", "says_nl_row_{}", "says_en_row_{}")
        return [[self[key.format(number)] for key in keys] for number in range(self.rows)]

    def about_fields(self) -> list[BoundField]:
        """Its name for the reader and its unit, for the screen."""
        return [self[name] for name in ("label_nl", "label_en", "unit") if name in self.fields]

    def says_rows(self) -> list[list[BoundField]]:
        """What is said for the values that have no row, for the screen."""
        return [[self[f"says_{language}_{name}"] for language, _n in LANGUAGES] for name, _l in self._told_about()]

    def clean(self) -> dict[str, Any]:
        """A value has a name and words in both languages; a text is there in both languages."""
        cleaned = super().clean()
        both_or_none(self, cleaned, "label")
        seen: set[str] = set()
        for number in range(self.rows):
            name = cleaned.get(f"value_{number}") or ""
            texts = {language: cleaned.get(f"value_{language}_{number}") for language, _name in LANGUAGES}
            if not name and any(texts.values()):
                self.add_error(f"value_{number}", _("Geef deze waarde een naam."))
            if name and not VALUE_ID.fullmatch(name):
                self.add_error(f"value_{number}", _("Deze naam kan niet. Gebruik letters, cijfers en _."))
            elif name in seen:
                self.add_error(f"value_{number}", _("Deze naam staat er al. Kies een andere naam."))
            for language, text in texts.items():
                if name and not text:
                    self.add_error(f"value_{language}_{number}", _("Vul deze waarde in beide talen in."))
            seen.add(name or f" {number}")
        self._check_says(cleaned)
        return cleaned

    def _check_says(self, cleaned: dict[str, Any]) -> None:
        for key in (*(f"row_{number}" for number in range(self.rows)), *(name for name, _l in self._told_about())):
            texts = {language: cleaned.get(f"says_{language}_{key}") for language, _name in LANGUAGES}
            if any(texts.values()) and not all(texts.values()):
                empty = next(language for language, text in texts.items() if not text)
                self.add_error(f"says_{empty}_{key}", _("Vul deze tekst in beide talen in, of in geen van beide."))

    def choices(self) -> list[tuple[str, str]]:
        """The values that can come out, as they are filled in now; empty when it is no list of values."""
        if self.kind != Kind.ENUM:
            return []
        if not self.has_values:
            return self.shared
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        names = [(word(self[f"value_{number}"].value()), number) for number in range(self.rows)]
        return [(name, word(self[f"value_{language}_{number}"].value()) or name) for name, number in names if name]

    def fill(self, fresh: Tree) -> None:
        """Write what was typed into the outcome as it stands in a file."""
        typed = self.cleaned_data
        put(fresh, "label", pair(typed, "label"))
        if "unit" in self.fields:
            put(fresh, "unit", typed["unit"] if typed["unit"] != "none" or "unit" in fresh else "")
        says = dict(group(fresh.get("says")))
        if self.has_values:
            rows = [number for number in range(self.rows) if typed[f"value_{number}"]]
            fresh["values"] = [
                {
                    **(self.values[number] if number < len(self.values) else {}),
                    "id": typed[f"value_{number}"],
                    "label": {"nl": typed[f"value_nl_{number}"], "en": typed[f"value_en_{number}"]},
                }
                for number in rows
            ]
            gone = {word(one.get("id")) for one in self.values} - {typed[f"value_{number}"] for number in rows}
            says = {name: text for name, text in says.items() if name not in gone}
            for number in rows:
                self._put_says(says, typed[f"value_{number}"], f"row_{number}")
        for name, _label in self._told_about():
            self._put_says(says, name, name)
        put(fresh, "says", says)
        fresh["source"] = self.sources()

    def _put_says(self, says: Tree, name: str, key: str) -> None:
        texts = {language: self.cleaned_data[f"says_{language}_{key}"] for language, _name in LANGUAGES}
        put(says, name, texts if texts["nl"] else None)
