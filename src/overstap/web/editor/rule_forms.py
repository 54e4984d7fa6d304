"""What a rule of yes or no says, as a form: its name, a text for each answer, and its sources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from overstap.rules.reader import IDENTIFIER, PYTHON_WORDS
from overstap.web.editor.citing import CitingForm
from overstap.web.editor.parts import Tree, group, put, word
from overstap.web.forms import HouseForm

ANSWERS = (("yes", _("het zo is")), ("no", _("het niet zo is")), ("unknown", _("wij het nog niet weten")))
LANGUAGES = (("nl", _("Nederlands")), ("en", _("Engels")))
BOTH_OR_NONE = _("Vul deze tekst in beide talen in, of in geen van beide.")


def says_fields(*, required: bool) -> dict[str, forms.Field]:
    """A text for each answer in both languages."""
    fields: dict[str, forms.Field] = {}
    for key, name in ANSWERS:
        for language, called in LANGUAGES:
            label = _("Als %(answer)s: de tekst in het %(language)s") % {"answer": name, "language": called}
            widget = forms.Textarea({"rows": 2})
            fields[f"says_{key}_{language}"] = forms.CharField(label=label, required=required, widget=widget)
    return fields


def remedy_fields() -> dict[str, forms.Field]:
    """What the reader can do, in both languages."""
    labels = (
        ("nl", _("Wat kan iemand doen als het niet zo is? (Nederlands)")),
        ("en", _("Wat kan iemand doen als het niet zo is? (Engels)")),
    )
    return {
        f"remedy_{language}": forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": 2}))
        for language, label in labels
    }


def pair_fields(key: str, titles: tuple[Any, Any], *, rows: int = 1) -> dict[str, forms.Field]:
    """A text that may be left out, in both languages."""
    return {
        f"{key}_{language}": forms.CharField(
            label=title, required=False, widget=forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput()
        )
        for (language, _name), title in zip(LANGUAGES, titles, strict=True)
    }


def both_or_none(form: HouseForm, cleaned: dict[str, Any], key: str) -> None:
    """Say so when a text stands there in one language only."""
    if bool(cleaned.get(f"{key}_nl")) != bool(cleaned.get(f"{key}_en")):
        form.add_error(f"{key}_en" if cleaned.get(f"{key}_nl") else f"{key}_nl", BOTH_OR_NONE)


def pair(typed: dict[str, Any], key: str) -> dict[str, str] | None:
    """A text in both languages as it stands in a file; None when it was left out."""
    return {"nl": typed[f"{key}_nl"], "en": typed[f"{key}_en"]} if typed.get(f"{key}_nl") else None


def pair_initial(tree: Tree, key: str) -> dict[str, str]:
    """A text in both languages, as the values of two fields."""
    return {f"{key}_{language}": word(group(tree.get(key)).get(language)) for language, _name in LANGUAGES}


def says_initial(tree: Tree) -> dict[str, str]:
    """What is said for each answer, as the values of fields."""
    says = group(tree.get("says"))
    return {
        f"says_{key}_{language}": word(group(says.get(key)).get(language))
        for key, _name in ANSWERS
        for language, _called in LANGUAGES
    }


def says_of(typed: dict[str, Any]) -> Tree:
    """What is said for each answer as it stands in a file."""
    return {key: {language: typed[f"says_{key}_{language}"] for language in ("nl", "en")} for key, _name in ANSWERS}


class RuleForm(CitingForm):
    """What a rule is called and says, besides its rows; no other rule of its kind has its name."""

    taken_already = _("Een andere voorwaarde heet al zo. Kies een andere naam.")

    def __init__(self, *args: Any, taken: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def further_fields(self) -> dict[str, forms.Field]:
        """A text for each answer, and sources."""
        return says_fields(required=True) | super().further_fields()

    def clean_id(self) -> str:
        """A name that no other rule has."""
        name = str(self.cleaned_data["id"]).strip()
        if not IDENTIFIER.fullmatch(name) or name in PYTHON_WORDS:
            raise ValidationError(_("Deze naam kan niet. Gebruik kleine letters, cijfers en het streepje onderaan."))
        if name in self.taken:
            raise ValidationError(self.taken_already)
        return name

    def fill(self, fresh: Tree) -> None:
        """Write what was typed into the rule as it stands in a file."""
        fresh["source"] = self.sources()
        fresh["says"] = says_of(self.cleaned_data)

    def initial_of(self, present: Tree) -> dict[str, Any]:
        """The values of the fields for a rule of a file."""
        return {"id": word(present.get("id")), **says_initial(present)}

    def keep_remedy(self, fresh: Tree) -> None:
        """Write what the reader can do."""
        put(fresh, "remedy", pair(self.cleaned_data, "remedy"))
