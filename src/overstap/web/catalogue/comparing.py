"""Two versions of a scheme side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue as loaded
from overstap.rules import Catalogue, SchemeVersion, UnknownNameError
from overstap.rules.reading import DifferingRow, side_by_side
from overstap.web.catalogue.consequences import consequences
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest, wants_fragment

# Whether to work out for whom something changes.
WHO = "wie"

PARTS: dict[str, Promise] = {
    "geldigheid": _("Geldig"),
    "teksten": _("Teksten"),
    "parameters": _("Bedragen, termijnen en andere waarden"),
    "begrippen": _("Wat woorden betekenen"),
    "voorwaarden": _("Voorwaarden"),
    "uitleg": _("Uitleg bij de voorwaarden"),
    "uitkomsten": _("Wat eruit volgt"),
    "bronnen": _("Bronnen"),
}

BY_ID = frozenset({"voorwaarden", "uitleg"})
SOURCES = "bronnen"


@dataclass(frozen=True, slots=True)
class PartRows:
    """What differs in one part of the file.

    `by_id` tells that its rows are called by the Dutch ids of the file, `places` that its cells are places in Dutch
    documents.
    """

    title: str
    rows: tuple[DifferingRow, ...]
    by_id: bool
    places: bool


class VersionsForm(HouseForm):
    """Which two versions."""

    a = forms.ChoiceField(label=_("De versie vanaf"), error_messages={"invalid_choice": _("Deze versie bestaat niet.")})
    b = forms.ChoiceField(label=_("Naast die vanaf"), error_messages={"invalid_choice": _("Deze versie bestaat niet.")})

    def __init__(self, *args: Any, versions: tuple[SchemeVersion, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.valid_from), date_format(one.valid_from, "j F Y")) for one in versions]
        for name in ("a", "b"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


@reading_view(roles="public")
def compare(request: ActingRequest, scheme_id: str) -> HttpResponse:
    """What differs between two versions; the last two when none are chosen."""
    files, language = loaded(), get_language() or "nl"
    try:
        versions = files.all_versions(scheme_id)
    except UnknownNameError as unknown:
        raise Http404 from unknown
    earlier, later = (versions[-2], versions[-1]) if len(versions) > 1 else (versions[0], versions[0])
    usual = {"a": str(earlier.valid_from), "b": str(later.valid_from)}
    form = VersionsForm(usual | {name: request.GET[name] for name in usual if name in request.GET}, versions=versions)
    if form.is_valid():
        by_date = {str(one.valid_from): one for one in versions}
        earlier, later = by_date[form.cleaned_data["a"]], by_date[form.cleaned_data["b"]]
    asked = WHO in request.GET and earlier is not later
    context = {
        "form": form,
        "asked": asked,
        "found": consequences(files, earlier, later, language) if asked else None,
        "who_url": f"?{urlencode({'a': earlier.valid_from, 'b': later.valid_from, WHO: 'ja'})}",
        "earlier": earlier,
        "later": later,
        "name": later.name.get(language),
        "several": len(versions) > 1,
        "parts": differences(files, earlier, later, language),
    }
    template = "catalogue/_consequences.html" if wants_fragment(request) else "catalogue/compare.html"
    return render(request, template, context, status=400 if form.errors else 200)


@lru_cache(maxsize=64)
def differences(files: Catalogue, earlier: SchemeVersion, later: SchemeVersion, language: str) -> tuple[PartRows, ...]:
    """What differs, part by part."""
    rows = side_by_side((earlier, later), files, "en" if language.startswith("en") else "nl")
    return tuple(
        PartRows(str(PARTS.get(part, part)), tuple(those), part in BY_ID, part == SOURCES)
        for part, those in groupby(rows, lambda row: row.part)
    )
