"""The forms of reading in: the file, what its columns are, and what holds for everyone in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from overstap.importing.checking import General
from overstap.importing.fields import ImportField
from overstap.importing.reading.tables import DELIMITERS, ENCODINGS, Reading
from overstap.importing.values import ColumnCard, MappingPage
from overstap.web.factfields import fact, fact_field
from overstap.web.forms import HouseForm
from overstap.web.translation import own_language

FOR_EVERYONE = ("huidige_status", "dienstverband_opgezegd", "tijdelijk_contract_stopt", "uitkering")
COLUMN = "kolom_"

_DELIMITER_NAMES = {";": _("puntkomma ;"), ",": _("komma ,"), "\t": _("tab"), "|": _("streep |")}
_ENCODING_NAMES = {
    "utf-8": _("UTF-8 (gewoon)"),
    "cp1252": _("Windows (West-Europa)"),
    "iso-8859-15": _("ISO 8859-15"),
    "utf-16": _("UTF-16"),
}


class UploadForm(HouseForm):
    """A file with people."""

    file = forms.FileField(
        label=_("Bestand met mensen"),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx,.ods"}),
        help_text=_("Uit Excel (xlsx), LibreOffice (ods) of als csv. Hoogstens 10 MB. Een regel per persoon."),
        max_length=200,
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg."),
            "missing": _("Kies een bestand."),
            "invalid": _("Kies een bestand."),
        },
    )


class ColumnsForm(HouseForm):
    """How the file is read, what each column is, and what holds for everyone."""

    said = forms.CharField(
        label=_("Hoe zeiden deze mensen ja, en waar is dat vastgelegd?"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld: op papier, map ontslagronde. Uw naam en organisatie komen erbij te staan."),
    )
    all_agreed = forms.BooleanField(
        label=_("Iedereen in dit bestand doet vrijwillig mee en weet wie het dossier gaat zien"),
        required=False,
        help_text=_("Niet nodig als een kolom per persoon ja of nee zegt."),
    )
    special_too = forms.BooleanField(
        label=_("Zij gaven ook apart toestemming voor gegevens over gezondheid"),
        required=False,
        help_text=_("Zonder deze toestemming nemen wij zulke kolommen niet over, zoals de banenafspraak."),
    )
    municipality = forms.CharField(label=_("Gemeente, als die voor iedereen gelijk is"), max_length=60, required=False)

    def __init__(self, *args: Any, page: MappingPage, **kwargs: Any) -> None:
        """`page` tells the columns; what was chosen before stands filled in."""
        self._page = page
        kept = page.general
        start: dict[str, Any] = {
            "said": kept.said,
            "all_agreed": kept.all_agreed,
            "special_too": kept.special_too,
            "municipality": kept.municipality,
            "encoding": page.reading.encoding,
            "delimiter": page.reading.delimiter,
            "sheet": page.reading.sheet,
            "headings_at": page.reading.headings_at,
        }
        start |= {f"{COLUMN}{one.number}": one.field for one in page.columns}
        start |= {name: kept.answers[name] for name in FOR_EVERYONE if name in kept.answers}
        super().__init__(*args, initial=start, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """How it is read, the columns, and the questions that can have one answer for everyone."""
        page = self._page
        found: dict[str, forms.Field] = {}
        if page.kind == "csv":
            found["encoding"] = _choice(_("Tekenset"), [(one, _ENCODING_NAMES[one]) for one in ENCODINGS])
            found["delimiter"] = _choice(
                _("Teken tussen de kolommen"), [(one, _DELIMITER_NAMES[one]) for one in DELIMITERS]
            )
        else:
            found["sheet"] = _choice(_("Blad"), [(one, one) for one in page.sheets])
        found["headings_at"] = forms.IntegerField(label=_("Regel met de koppen"), min_value=1, max_value=50)
        nothing = [("", _("Niet inlezen"))]
        choices = nothing + sorted(((one.id, _name(one)) for one in page.choices), key=lambda one: one[1])
        for column in page.columns:
            found[f"{COLUMN}{column.number}"] = _choice(column.heading or _("Zonder kop"), choices, required=False)
        for name in FOR_EVERYONE:
            found[name] = fact_field(fact(name), required=False)
            found[name].label = own_language({"nl": fact(name).label.nl, "en": fact(name).label.en})
            found[name].help_text = ""
        return found

    def columns(self) -> list[tuple[ColumnCard, BoundField]]:
        """The columns with their choice."""
        return [(one, self[f"{COLUMN}{one.number}"]) for one in self._page.columns]

    def reading_fields(self) -> list[BoundField]:
        """How the file is read."""
        names = ("encoding", "delimiter", "sheet", "headings_at")
        return [self[name] for name in names if name in self.fields]

    def everyone_fields(self) -> list[BoundField]:
        """What holds for everyone."""
        return [self[name] for name in (*FOR_EVERYONE, "municipality")]

    def agreement_fields(self) -> list[BoundField]:
        """Who says that they agreed."""
        return [self[name] for name in ("said", "all_agreed", "special_too")]

    def reading(self) -> Reading:
        """How somebody wants it read; what is not filled in well is guessed."""
        data = self.cleaned_data
        return Reading(
            encoding=data.get("encoding", ""),
            delimiter=data.get("delimiter", ""),
            sheet=data.get("sheet", ""),
            headings_at=data.get("headings_at") or 0,
        )

    def mapping(self) -> dict[int, str]:
        """Which column is what."""
        data = self.cleaned_data
        found = {one.number: data.get(f"{COLUMN}{one.number}", "") for one in self._page.columns}
        return {number: name for number, name in found.items() if name}

    def general(self) -> General:
        """What holds for everyone."""
        data = self.cleaned_data
        answers = {name: _as_text(data.get(name)) for name in FOR_EVERYONE}
        return General(
            said=data["said"],
            all_agreed=data["all_agreed"],
            special_too=data["special_too"],
            municipality=data["municipality"].strip(),
            answers={name: text for name, text in answers.items() if text},
        )


def _choice(label: Any, choices: list[tuple[str, Any]], *, required: bool = True) -> forms.ChoiceField:
    # A tab and a blank are choices here, and no space to be trimmed away.
    return forms.ChoiceField(label=label, choices=choices, required=required)


def _name(one: ImportField) -> str:
    return own_language({"nl": one.label_nl, "en": one.label_en})


def _as_text(value: object) -> str:
    """An answer as a cell would hold it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else str(value)
