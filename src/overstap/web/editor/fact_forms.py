"""The forms of a question: what it is called and asks, its answers, who answers it and how private it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.rules import Fact, Kind
from overstap.rules.binding import RESERVED
from overstap.rules.model import Changes, Origin, Sensitivity
from overstap.rules.reader import IDENTIFIER, PYTHON_WORDS, VALUE_ID
from overstap.web.editor.fact_values import Entry, entry_of
from overstap.web.editor.parameter_forms import unit_choices
from overstap.web.editor.parts import group, in_order, members, put, word
from overstap.web.editor.values import file_value, is_filled, value_field
from overstap.web.forms import HouseForm

FACT_TYPES = (
    ("boolean", _("ja of nee")),
    ("enum", _("een van een paar antwoorden")),
    ("integer", _("een heel getal")),
    ("money", _("een bedrag in euro's")),
    ("date", _("een datum")),
)
ORIGIN_NAMES = {
    Origin.PERSON: _("de persoon zelf"),
    Origin.CASE: _("de begeleider, uit het dossier"),
    Origin.REGISTER: _("een register"),
    Origin.JUDGEMENT: _("een professional, als oordeel"),
    Origin.CHANNEL: _("het loket"),
    Origin.ITEM: _("wie het onderdeel aanvraagt"),
}
SENSITIVITY_NAMES = {
    Sensitivity.GEWOON: _("gewoon"),
    Sensitivity.GEVOELIG: _("gevoelig: bijvoorbeeld over geld of familie"),
    Sensitivity.BIJZONDER: _("bijzonder: bijvoorbeeld over gezondheid of afkomst"),
}
CHANGES_NAMES = {
    Changes.UNKNOWN: _("dat is niet bekend"),
    Changes.PERSON: _("ja, iemand kan er zelf iets aan doen"),
    Changes.TIME: _("ja, het wordt vanzelf meer of waar"),
    Changes.NOT: _("nee"),
}
LANGUAGES = (("nl", _("Nederlands")), ("en", _("Engels")))
MORE_OPTIONS, FIRST_OPTIONS = 1, 3


class NewFactForm(HouseForm):
    """The id and the type of a question that is new; these cannot change any more once a scheme asks it."""

    name = forms.CharField(
        label=_("Naam in de regels"),
        max_length=60,
        help_text=_("Kleine letters met een streepje onderaan ertussen. Bijvoorbeeld: heeft_rijbewijs."),
    )
    type = forms.ChoiceField(label=_("Wat voor antwoord is het?"), choices=FACT_TYPES, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Eenheid van het getal"), required=False, help_text=_("Alleen voor een heel getal.")
    )
    values_of = forms.ChoiceField(
        label=_("Dezelfde antwoorden als een andere vraag?"),
        required=False,
        help_text=_("Alleen voor een van een paar antwoorden."),
    )
    absent = forms.BooleanField(label=_("De vraag kan niet van toepassing zijn"), required=False)

    def __init__(self, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        language = get_language() or "nl"
        shared = [(one.id, one.label.get(language)) for one in catalogue().facts.values() if one.choices]
        self.fields["unit"].choices = unit_choices()  # type: ignore[attr-defined]
        self.fields["values_of"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Nee, eigen antwoorden")),
            *sorted(shared, key=lambda one: one[1].lower()),
        ]

    def clean_name(self) -> str:
        """A name that nothing else has."""
        name = str(self.cleaned_data["name"]).strip()
        if not IDENTIFIER.fullmatch(name) or name in PYTHON_WORDS or name in RESERVED:
            raise ValidationError(_("Deze naam kan niet. Gebruik kleine letters, cijfers en het streepje onderaan."))
        if name in self.taken or name in catalogue().facts:
            raise ValidationError(_("Deze naam bestaat al. Kies een andere naam."))
        return name

    def entry(self) -> Entry:
        """The question as it begins."""
        typed = self.cleaned_data
        found: Entry = {"id": typed["name"], "label": {}, "question": {}, "type": typed["type"]}
        if typed["type"] == "integer":
            found["unit"] = typed["unit"] or "none"
        if typed["type"] == "enum":
            found |= {"values_of": typed["values_of"]} if typed["values_of"] else {"values": []}
        found["origin"] = [Origin.PERSON.value]
        if typed["absent"]:
            found["may_be_not_applicable"] = "true"
        return found


class FactForm(HouseForm):
    """Everything of a question that may change. `base` is the question as it is in force, None for a new one."""

    def __init__(self, *args: Any, base: Fact | None, entry: Entry, asked_by: Collection[str], **kwargs: Any) -> None:
        self.base, self.entry, self.asked_by = base, entry, asked_by
        self.now: Entry = (entry_of(base) if base is not None else {}) | entry
        self.options = self._options()
        super().__init__(*args, **kwargs)

    def _options(self) -> list[Entry]:
        """The answers that the question has, with their words as this draft has them."""
        changed = {word(group(one).get("id")): group(one) for one in members(self.entry.get("values"))}
        known = [group(one) for one in members(entry_of(self.base).get("values"))] if self.base is not None else []
        ids = {word(one.get("id")) for one in known}
        whole = [changed.get(word(one.get("id")), one) for one in known]
        return [*whole, *(one for name, one in changed.items() if name not in ids)]

    @property
    def kind(self) -> str:
        """The type as the file calls it."""
        return word(self.now.get("type"))

    @property
    def has_options(self) -> bool:
        """Tell whether the answers can be changed here."""
        return self.kind == Kind.ENUM and not self.entry.get("values_of")

    @property
    def rows(self) -> int:
        """How many rows of answers the form has."""
        if not self.has_options:
            return 0
        return len(self.options) + (MORE_OPTIONS if self.options else FIRST_OPTIONS)

    @property
    def has_bounds(self) -> bool:
        """Tell whether there are bounds that may still change."""
        return self.kind in {Kind.INTEGER, Kind.MONEY, Kind.DATE} and not self.asked_by

    def further_fields(self) -> dict[str, forms.Field]:
        """Texts in both languages, the answers, the bounds, and the ways of asking."""
        fields: dict[str, forms.Field] = {}
        for key, title, rows in (
            ("question", _("De vraag in het %(language)s"), 2),
            ("help", _("Uitleg bij de vraag in het %(language)s"), 3),
            ("label", _("Korte naam in het %(language)s"), 1),
        ):
            for language, called in LANGUAGES:
                fields[f"{key}_{language}"] = forms.CharField(
                    label=title % {"language": called},
                    required=key != "help",
                    widget=forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput(),
                    initial=word(group(self.now.get(key)).get(language)),
                )
        return fields | self._option_fields() | self._bound_fields() | self._way_fields()

    def _option_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for number in range(self.rows):
            here, told = (self.options[number] if number < len(self.options) else {}), {"number": number + 1}
            if not self.is_fixed(number):
                fields[f"option_{number}"] = forms.CharField(
                    label=_("Naam van antwoord %(number)d in de regels") % told,
                    required=False,
                    max_length=60,
                    initial=word(here.get("id")),
                )
            for language, called in LANGUAGES:
                fields[f"option_{language}_{number}"] = forms.CharField(
                    label=_("Antwoord %(number)d in het %(language)s") % {**told, "language": called},
                    required=False,
                    max_length=300,
                    initial=word(group(here.get("label")).get(language)),
                )
        for field in fields.values():
            field.needed_with_another = True  # type: ignore[attr-defined]
        return fields

    def is_fixed(self, number: int) -> bool:
        """Tell whether an answer exists already, so that only its words can change."""
        return self.base is not None and number < len(self.base.choices)

    def _bound_fields(self) -> dict[str, forms.Field]:
        if not self.has_bounds:
            return {}
        domain = group(self.now.get("domain"))
        return {
            "low": value_field({"type": self.kind}, domain.get("min"), label=_("Van"), required=True),
            "high": value_field({"type": self.kind}, domain.get("max"), label=_("Tot en met"), required=True),
        }

    def _way_fields(self) -> dict[str, forms.Field]:
        return {
            "origin": forms.MultipleChoiceField(
                label=_("Wie kan dit beantwoorden?"),
                choices=[(one.value, name) for one, name in ORIGIN_NAMES.items()],
                widget=forms.CheckboxSelectMultiple,
                initial=members(self.now.get("origin")),
            ),
            "sensitivity": forms.ChoiceField(
                label=_("Hoe gevoelig is dit?"),
                choices=[(one.value, name) for one, name in SENSITIVITY_NAMES.items()],
                widget=forms.RadioSelect,
                initial=word(self.now.get("sensitivity")) or Sensitivity.GEWOON.value,
                help_text=_("Een gevoelige vraag stellen wij alleen als het echt nodig is."),
            ),
            "changes": forms.ChoiceField(
                label=_("Kan het antwoord later anders zijn?"),
                choices=[(one.value, name) for one, name in CHANGES_NAMES.items()],
                widget=forms.RadioSelect,
                initial=word(self.now.get("changes")) or Changes.UNKNOWN.value,
            ),
            "legal_ground": forms.CharField(
                label=_("Waarom mogen wij dit vragen? (grondslag)"),
                required=False,
                max_length=400,
                initial=word(self.now.get("legal_ground")),
            ),
        }

    def option_rows(self) -> list[dict[str, Any]]:
        """The answers, for the screen: a fixed name as text, the rest as fields."""
        return [
            {
                "name": word(self.options[number].get("id")) if self.is_fixed(number) else "",
                "fields": [
                    self[name]
                    for name in (f"option_{number}", f"option_nl_{number}", f"option_en_{number}")
                    if name in self.fields
                ],
            }
            for number in range(self.rows)
        ]

    def text_fields(self) -> list[BoundField]:
        """The texts, for the screen."""
        return [self[f"{key}_{language}"] for key in ("question", "help", "label") for language, _name in LANGUAGES]

    def bound_fields(self) -> list[BoundField]:
        """The bounds, for the screen."""
        return [self[name] for name in ("low", "high") if name in self.fields]

    def way_fields(self) -> list[BoundField]:
        """Who answers and how private it is, for the screen."""
        return [self[name] for name in ("origin", "sensitivity", "changes", "legal_ground")]

    def clean(self) -> dict[str, Any]:
        """Help stands there in both languages, every answer is whole, bounds stand in order and only widen."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("help_nl")) != bool(cleaned.get("help_en")):
            empty = "help_en" if cleaned.get("help_nl") else "help_nl"
            self.add_error(empty, _("Vul deze tekst in beide talen in, of in geen van beide."))
        if self.has_options:
            self._check_options(cleaned)
        low, high = cleaned.get("low"), cleaned.get("high")
        if is_filled(low) and is_filled(high):
            self._check_bounds(low, high)
        return cleaned

    def _check_options(self, cleaned: dict[str, Any]) -> None:
        seen: set[str] = set()
        for number in range(self.rows):
            name = self._option_name(cleaned, number)
            texts = {language: cleaned.get(f"option_{language}_{number}") for language, _name in LANGUAGES}
            if not name and any(texts.values()):
                self.add_error(f"option_{number}", _("Geef dit antwoord een naam."))
            if name and not self.is_fixed(number) and not VALUE_ID.fullmatch(name):
                self.add_error(f"option_{number}", _("Deze naam kan niet. Gebruik letters, cijfers en _."))
            if name and name in seen and not self.is_fixed(number):
                self.add_error(f"option_{number}", _("Deze naam staat er al. Kies een andere naam."))
            for language, text in texts.items():
                if name and not text:
                    self.add_error(f"option_{language}_{number}", _("Vul dit antwoord in beide talen in."))
            seen.add(name)
        if len(seen - {""}) < 2:  # noqa: PLR2004 (with one answer there is nothing to ask)
            self.add_error("option_nl_0" if self.is_fixed(0) else "option_0", _("Vul minstens twee antwoorden in."))

    def _option_name(self, cleaned: dict[str, Any], number: int) -> str:
        if self.is_fixed(number):
            return word(self.options[number].get("id"))
        return str(cleaned.get(f"option_{number}") or "").strip()

    def _check_bounds(self, low: Any, high: Any) -> None:
        if low >= high:
            self.add_error("high", _("Dit moet hoger zijn dan het eerste."))
        elif self.base is not None:
            first, last = (one.toordinal() if hasattr(one, "toordinal") else one for one in (low, high))
            if first > self.base.low:
                self.add_error("low", _("De grens mag alleen ruimer worden. Maak anders een nieuwe vraag."))
            if last < self.base.high:
                self.add_error("high", _("De grens mag alleen ruimer worden. Maak anders een nieuwe vraag."))

    def as_entry(self) -> Entry:
        """The whole question as it stands in a file."""
        typed = self.cleaned_data
        fresh = dict(self.now)
        for key in ("question", "help", "label"):
            put(fresh, key, {"nl": typed[f"{key}_nl"], "en": typed[f"{key}_en"]} if typed[f"{key}_nl"] else None)
        if self.has_options:
            names = [self._option_name(typed, number) for number in range(self.rows)]
            fresh["values"] = [
                {"id": name, "label": {"nl": typed[f"option_nl_{number}"], "en": typed[f"option_en_{number}"]}}
                for number, name in enumerate(names)
                if name
            ]
        if self.has_bounds:
            fresh["domain"] = {key: file_value({"type": self.kind}, typed[one]) for key, one in BOUNDS}
        fresh["origin"] = in_order(members(self.now.get("origin")), typed["origin"])
        for key, usual in (("sensitivity", Sensitivity.GEWOON), ("changes", Changes.UNKNOWN)):
            put(fresh, key, typed[key] if typed[key] != usual or key in self.now else "")
        put(fresh, "legal_ground", typed["legal_ground"])
        return fresh


BOUNDS = (("min", "low"), ("max", "high"))
