"""The books as a file for who checks them: which days, which stream, and in which form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.treasury import queries
from overstap.treasury.queries import Export, ExportAsked, StreamCard
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english
from overstap.web.treasury.export_files import csv_pieces, xaf_pieces, xlsx_pieces
from overstap.web.treasury.looking_back import local_day
from overstap.web.treasury.showing import COUNTRY, MONEY, region_names, show

Pieces = Callable[[Export, dt.date], Iterator[bytes]]

FORMS: dict[str, tuple[str, Pieces]] = {
    "csv": ("text/csv; charset=utf-8", lambda export, _on: csv_pieces(export)),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda export, _on: xlsx_pieces(export),
    ),
    "xaf": ("application/xml", lambda export, on: xaf_pieces(export, made_on=on)),
}


class ExportForm(HouseForm):
    """Which part of the books, and in which form."""

    van = DatePartsField(label=_("Eerste dag"), help_text=_("Bijvoorbeeld 1 1 2021."))
    tot = DatePartsField(label=_("Laatste dag"), help_text=_("Deze dag telt mee."))
    geldstroom = forms.ChoiceField(label=_("Geldstroom"), required=False)
    regio = forms.ChoiceField(label=_("Regio"), required=False)
    vorm = forms.ChoiceField(
        label=_("Soort bestand"),
        widget=forms.RadioSelect,
        initial="csv",
        choices=(
            ("csv", _("CSV, voor een rekenblad")),
            ("xlsx", _("XLSX, voor Excel of LibreOffice")),
            ("xaf", _("XML Auditfile Financieel 3.2, voor een accountant")),
        ),
    )

    def __init__(
        self, *args: Any, streams: Iterable[StreamCard], names: Mapping[str, str], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        called = [(one.code, one.name_en if in_english() else one.name_nl) for one in streams]
        regions = [(code or COUNTRY, name) for code, name in names.items()]
        self.fields["geldstroom"].choices = [("", gettext("Alle geldstromen")), *called]  # type: ignore[attr-defined]
        self.fields["regio"].choices = [("", gettext("Alle regio's")), *regions]  # type: ignore[attr-defined]

    def clean_tot(self) -> dt.date:
        """A day that has not come has no entries."""
        day: dt.date = self.cleaned_data["tot"]
        if day > self.today:
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of een dag daarvoor."))
        return day

    def clean(self) -> dict[str, Any]:
        """The days come in order."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("van"), cleaned.get("tot")
        if since is not None and until is not None and until < since:
            self.add_error("tot", _("De laatste dag ligt voor de eerste dag. Kies een latere dag."))
        return cleaned

    def asked(self) -> ExportAsked:
        """What is asked, of a form that is right."""
        region = self.cleaned_data["regio"]
        return ExportAsked(
            since=self.cleaned_data["van"],
            until=self.cleaned_data["tot"],
            stream=self.cleaned_data["geldstroom"],
            region_code=None if not region else "" if region == COUNTRY else region,
        )


@reading_view(roles=MONEY)
def export(request: ActingRequest) -> HttpResponse:
    """Choose what to take along."""
    today = local_day(request.now)
    initial = {
        "van": dt.date(today.year, 1, 1),
        "tot": today,
        "geldstroom": request.GET.get("geldstroom", ""),
        "vorm": "csv",
    }
    return show(request, "export", form=_form(request, None, initial))


@reading_view(roles=MONEY)
def file(request: ActingRequest) -> HttpResponseBase:
    """The file itself, sent while it is made; that it was made is on the trail."""
    form = _form(request, request.GET, {})
    if not form.is_valid():
        return show(request, "export", form=form)
    kind = form.cleaned_data["vorm"]
    media, pieces = FORMS[kind]
    found = queries.open_export(request.actor, form.asked(), form=kind, now=request.now)
    answer = StreamingHttpResponse(pieces(found, local_day(request.now)), content_type=media)
    name = f"boekingen-{found.asked.since}-{found.asked.until}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _form(request: ActingRequest, data: Any, initial: dict[str, Any]) -> ExportForm:
    return ExportForm(
        data,
        streams=queries.framework_choices(),
        names=region_names(),
        today=local_day(request.now),
        initial=initial,
    )
