"""Sources in a form: rows of a document and the place in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.web.editor.parts import group, word
from overstap.web.forms import HouseForm

LONGEST_PLACE = 400


class CitingForm(HouseForm):
    """A form that ends with sources: those that are there, and one empty row."""

    def __init__(self, *args: Any, cited: Any = None, **kwargs: Any) -> None:
        self.as_list = isinstance(cited, list) and bool(cited)
        self.cited = [group(one) for one in (cited if isinstance(cited, list) else [cited] if cited else [])]
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """Two fields for every source, and for one more."""
        fields: dict[str, forms.Field] = {}
        for number in range(len(self.cited) + 1):
            here = self.cited[number] if number < len(self.cited) else {}
            fields[f"document_{number}"] = forms.ChoiceField(
                label=_("Document %(number)d") % {"number": number + 1},
                choices=_documents(word(here.get("document"))),
                required=False,
                initial=word(here.get("document")),
            )
            fields[f"place_{number}"] = forms.CharField(
                label=_("Plaats in document %(number)d") % {"number": number + 1},
                required=False,
                max_length=LONGEST_PLACE,
                initial=word(here.get("place")),
            )
        for field in fields.values():
            field.needed_with_another = True  # type: ignore[attr-defined]
        return fields

    def source_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The rows, for the screen."""
        return [(self[f"document_{number}"], self[f"place_{number}"]) for number in range(len(self.cited) + 1)]

    def clean(self) -> dict[str, Any]:
        """A document comes with a place, and a place with a document."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(len(self.cited) + 1):
            document, place = cleaned.get(f"document_{number}"), cleaned.get(f"place_{number}")
            if document and not place:
                self.add_error(f"place_{number}", ValidationError(_("Schrijf waar het in het document staat.")))
            if place and not document:
                self.add_error(f"document_{number}", ValidationError(_("Kies het document.")))
        return cleaned

    def sources(self) -> Any:
        """What was filled in, as it stands in a file: one source, a list of them, or nothing."""
        typed: Mapping[str, Any] = self.cleaned_data
        rows = [
            {
                **(self.cited[number] if number < len(self.cited) else {}),
                "document": typed[f"document_{number}"],
                "place": typed[f"place_{number}"],
            }
            for number in range(len(self.cited) + 1)
            if typed.get(f"document_{number}")
        ]
        return rows[0] if len(rows) == 1 and not self.as_list else rows


def _documents(present: str) -> list[tuple[str, str]]:
    language = get_language() or "nl"
    known = {one.id: one.title.get(language) for one in catalogue().sources.values()}
    if present:
        known.setdefault(present, present)
    return [("", gettext("Kies een document")), *sorted(known.items(), key=lambda one: one[1].lower())]
