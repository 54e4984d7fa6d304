"""The forms of the limits that many schemes have: a ceiling, a duration, a window, and a share that somebody pays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.rules import Fact, Kind
from overstap.rules.grammar import LONGEST
from overstap.rules.load_blocks import BLOCKS
from overstap.web.editor.amounts import ExpressionField
from overstap.web.editor.citing import CitingForm
from overstap.web.editor.parts import Tree, group, put, word
from overstap.web.editor.rule_forms import (
    ANSWERS,
    both_or_none,
    pair,
    pair_fields,
    pair_initial,
    remedy_fields,
    says_fields,
    says_initial,
    says_of,
)

PER = (("person", _("per persoon")), ("employer", _("per werkgever")), ("item", _("per aanvraag of onderdeel")))
BY = (
    ("persoon", _("de persoon")),
    ("werkgever", _("de werkgever")),
    ("opleider", _("de opleider")),
    ("partner", _("een partner")),
)


class LimitForm(CitingForm):
    """One limit. `tree` is the draft, `facts` are its questions."""

    part = ""
    with_texts = True

    def __init__(self, *args: Any, tree: Tree, facts: Mapping[str, Fact], **kwargs: Any) -> None:
        self.tree, self.facts = tree, facts
        self.own_names: tuple[str, ...] = ()
        self.present = group(tree.get(self.part))
        self.language = get_language() or "nl"
        super().__init__(*args, cited=self.present.get("source"), **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """What belongs to this limit, its texts, and sources."""
        fields = self.own_fields()
        self.own_names = tuple(fields)
        if self.with_texts:
            fields |= says_fields(required=False) | remedy_fields()
            for key, text in (says_initial(self.present) | pair_initial(self.present, "remedy")).items():
                fields[key].initial = text
        return fields | super().further_fields()

    def own_fields(self) -> dict[str, forms.Field]:
        """What belongs to this limit."""
        raise NotImplementedError

    def fill(self, fresh: Tree) -> None:
        """Write what belongs to this limit."""
        raise NotImplementedError

    def own_bound(self) -> list[BoundField]:
        """What belongs to this limit, for the screen."""
        return [self[name] for name in self.own_names]

    def text_bound(self) -> list[BoundField]:
        """Its texts, for the screen."""
        return [self[name] for name in self.fields if name.startswith(("says_", "remedy_"))]

    def parameter_field(
        self,
        key: str,
        label: Any,
        types: tuple[tuple[str, str], ...],
        *,
        required: bool = True,
        within: Tree | None = None,
    ) -> forms.ChoiceField:
        """A choice among the parameters of these types and units; an empty unit is any."""
        present = word((self.present if within is None else within).get(key))
        found = [
            (name, self._called(name, group(one)))
            for name, one in group(self.tree.get("parameters")).items()
            if _fits(group(one), types)
        ]
        return _choice(label, found, present, required=required)

    def _called(self, name: str, definition: Tree) -> str:
        label = word(group(definition.get("label")).get("en" if self.language.startswith("en") else "nl"))
        return f"{label} ({name})" if label else name

    def fact_field(
        self, key: str, label: Any, kinds: tuple[Kind, ...], *, empty: str, help_text: str | Promise = ""
    ) -> forms.ChoiceField:
        """A choice among the questions of these types; what the draft uses otherwise stays to be chosen."""
        facts = [one for one in self.facts.values() if one.type.kind in kinds]
        found = sorted(((one.id, f"{one.label.get(self.language)} ({one.id})") for one in facts), key=_by_label)
        return _choice(label, found, word(self.present.get(key)), required=False, empty=empty, help_text=str(help_text))

    def clean(self) -> dict[str, Any]:
        """The texts stand there for every answer, or for none."""
        cleaned = super().clean()
        if self.with_texts:
            both_or_none(self, cleaned, "remedy")
            names = [f"says_{key}_{language}" for key, _name in ANSWERS for language in ("nl", "en")]
            if any(cleaned.get(name) for name in names):
                for name in names:
                    if not cleaned.get(name):
                        self.add_error(name, _("Vul alle zes de teksten in, of geen ervan."))
        if not cleaned.get("document_0") and "document_0" not in self.errors:
            self.add_error("document_0", _("Kies in welk document dit staat."))
        return cleaned

    def block(self) -> Tree:
        """The limit as it stands in a file, keys in the order that they had."""
        fresh = dict(self.present)
        self.fill(fresh)
        fresh["source"] = self.sources()
        if self.with_texts:
            typed = self.cleaned_data
            put(fresh, "says", says_of(typed) if typed["says_yes_nl"] else None)
            put(fresh, "remedy", pair(typed, "remedy"))
        return fresh


def _by_label(pair: tuple[str, str]) -> str:
    return pair[1].lower()


def _fits(parameter: Tree, types: tuple[tuple[str, str], ...]) -> bool:
    kind, unit = word(parameter.get("type")), word(parameter.get("unit")) or "none"
    return any(kind == one and wanted in ("", unit) for one, wanted in types)


def _choice(
    label: Any,
    found: list[tuple[str, str]],
    present: str,
    *,
    required: bool,
    empty: str = "",
    help_text: str = "",
) -> forms.ChoiceField:
    if present and present not in dict(found):
        found = [*found, (present, present)]
    empty = empty or (gettext("Kies een parameter") if required else gettext("geen"))
    return forms.ChoiceField(
        label=label, choices=[("", empty), *found], initial=present, required=required, help_text=help_text
    )


class CeilingForm(LimitForm):
    """The most that somebody can get together."""

    part = "ceiling"

    def own_fields(self) -> dict[str, forms.Field]:
        """For whom, how much, and how much is used already."""
        standard = f"{word(self.tree.get('id')).replace('-', '_')}_gebruikt"
        return {
            "per": forms.ChoiceField(
                label=_("Het plafond geldt"), choices=PER, widget=forms.RadioSelect, initial=self.present.get("per")
            ),
            "amount": self.parameter_field("amount", _("Hoogte van het plafond"), (("money", ""), ("integer", ""))),
            "used": self.fact_field(
                "used",
                _("Hoeveel is er al gebruikt?"),
                (Kind.MONEY, Kind.INTEGER),
                empty=gettext("het gegeven %(name)s") % {"name": standard},
                help_text=_("Niet nodig bij een plafond per aanvraag of onderdeel."),
            ),
        }

    def fill(self, fresh: Tree) -> None:
        """Write what was chosen."""
        fresh |= {"per": self.cleaned_data["per"], "amount": self.cleaned_data["amount"]}
        put(fresh, "used", self.cleaned_data["used"])


class DurationForm(LimitForm):
    """How short and how long something lasts."""

    part = "duration"

    def own_fields(self) -> dict[str, forms.Field]:
        """What is measured, the bounds, the extension and when it is looked at again."""
        extension = group(self.present.get("extension"))
        fields: dict[str, forms.Field] = {
            "measured": ExpressionField(
                label=_("Welke duur is het?"),
                max_length=LONGEST,
                initial=word(self.present.get("measured")),
                help_text=_("Een gegeven of een berekening. Bijvoorbeeld: weken_aanwezig."),
            ),
            "minimum": self.parameter_field("minimum", _("Hoe lang minstens?"), (("integer", ""),), required=False),
            "maximum": self.parameter_field("maximum", _("Hoe lang hoogstens?"), (("integer", ""),), required=False),
            "when": ExpressionField(
                label=_("Wanneer mag het langer?"),
                required=False,
                max_length=LONGEST,
                initial=word(extension.get("when")),
                help_text=_("Laat dit leeg als er geen verlenging is."),
            ),
            "longer": self.parameter_field(
                "maximum", _("Hoe lang dan hoogstens?"), (("integer", ""),), required=False, within=extension
            ),
        }
        fields |= pair_fields(
            "asks",
            (_("Wat vragen wij bij een verlenging? (Nederlands)"), _("Wat vragen wij bij een verlenging? (Engels)")),
        )
        fields |= pair_fields(
            "reviews", (_("Wanneer kijken wij opnieuw? (Nederlands)"), _("Wanneer kijken wij opnieuw? (Engels)"))
        )
        for key, text in (pair_initial(extension, "asks") | pair_initial(self.present, "reviews")).items():
            fields[key].initial = text
        return fields

    def clean(self) -> dict[str, Any]:
        """There is a bound, and an extension says when and how long."""
        cleaned = super().clean()
        if not (cleaned.get("minimum") or cleaned.get("maximum")):
            self.add_error("minimum", _("Kies hoe lang het minstens of hoogstens duurt."))
        if cleaned.get("when") and not cleaned.get("longer"):
            self.add_error("longer", _("Kies hoe lang het dan hoogstens duurt."))
        if cleaned.get("longer") and not cleaned.get("when") and "when" not in self.errors:
            self.add_error("when", _("Schrijf wanneer het langer mag."))
        if cleaned.get("longer") and not cleaned.get("maximum"):
            self.add_error("maximum", _("Kies eerst hoe lang het gewoon hoogstens duurt."))
        if cleaned.get("asks_nl") and not cleaned.get("longer"):
            self.add_error("longer", _("Kies hoe lang het dan hoogstens duurt."))
        for key in ("asks", "reviews"):
            both_or_none(self, cleaned, key)
        return cleaned

    def fill(self, fresh: Tree) -> None:
        """Write what was chosen."""
        typed = self.cleaned_data
        fresh["measured"] = _kept(word(fresh.get("measured")), typed["measured"])
        for key in ("minimum", "maximum"):
            put(fresh, key, typed[key])
        extension: Tree = dict(group(fresh.get("extension")))
        if typed["longer"]:
            extension["when"] = _kept(word(extension.get("when")), typed["when"])
            extension["maximum"] = typed["longer"]
            put(extension, "asks", pair(typed, "asks"))
        put(fresh, "extension", extension if typed["longer"] else None)
        put(fresh, "reviews", pair(typed, "reviews"))


class WindowForm(LimitForm):
    """Between which days somebody can apply."""

    part = "window"

    def own_fields(self) -> dict[str, forms.Field]:
        """When it opens and closes, and which day counts."""
        return {
            "opens": self.parameter_field("opens", _("Vanaf welke dag?"), (("date", ""),)),
            "closes": self.parameter_field("closes", _("Tot en met welke dag?"), (("date", ""),), required=False),
            "date": self.fact_field(
                "date", _("Welke dag telt?"), (Kind.DATE,), empty=gettext("de dag waarvoor wordt gerekend")
            ),
        }

    def fill(self, fresh: Tree) -> None:
        """Write what was chosen."""
        fresh["opens"] = self.cleaned_data["opens"]
        for key in ("closes", "date"):
            put(fresh, key, self.cleaned_data[key])


class CofinancingForm(LimitForm):
    """Which share somebody pays."""

    part = "cofinancing"
    with_texts = False

    def own_fields(self) -> dict[str, forms.Field]:
        """Which part of what, and who pays it."""
        return {
            "percentage": self.parameter_field("percentage", _("Welk deel? (percentage)"), (("integer", "percent"),)),
            "of": ExpressionField(
                label=_("Van welk bedrag?"),
                max_length=LONGEST,
                initial=word(self.present.get("of")),
                help_text=_("Een gegeven, een begrip of een berekening. Bijvoorbeeld: kosten_scholing."),
            ),
            "by": forms.ChoiceField(
                label=_("Wie betaalt dit deel?"), choices=BY, widget=forms.RadioSelect, initial=self.present.get("by")
            ),
        }

    def fill(self, fresh: Tree) -> None:
        """Write what was chosen."""
        typed = self.cleaned_data
        fresh |= {"percentage": typed["percentage"], "of": _kept(word(fresh.get("of")), typed["of"]), "by": typed["by"]}


def _kept(before: str, typed: str) -> str:
    """An expression as it was written when only its line breaks differ."""
    return before if " ".join(before.split()) == typed else typed


FORMS: dict[str, type[LimitForm]] = {
    one.part: one for one in (CeilingForm, DurationForm, WindowForm, CofinancingForm) if one.part in BLOCKS
}
