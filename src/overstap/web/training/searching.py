"""The trainings that there are, for everyone: searched by words and by what somebody wants (R-230)."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from overstap.core.training import TrainingForm
from overstap.parties import queries as parties
from overstap.training import queries
from overstap.training.values import TrainingFilters
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.training.words import FORMS, sector_choices

WEEKS = ((4, _("hoogstens 4 weken")), (13, _("hoogstens 3 maanden")), (39, _("hoogstens 9 maanden")))
EUROS = ((500_00, _("hoogstens € 500")), (1000_00, _("hoogstens € 1.000")), (2500_00, _("hoogstens € 2.500")))
ANY = ("", _("Maakt niet uit"))


class SearchForm(HouseForm):
    """What somebody looks for; everything may stay empty."""

    zoek = forms.CharField(label=_("Wat wilt u leren?"), max_length=queries.LONGEST, required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    vorm = forms.ChoiceField(label=_("Hoe"), required=False)
    regio = forms.ChoiceField(label=_("Waar"), required=False)
    opleider = forms.TypedChoiceField(label=_("Opleider"), required=False, coerce=int, empty_value=None)
    weken = forms.TypedChoiceField(label=_("Hoe lang"), required=False, coerce=int, empty_value=None)
    prijs = forms.TypedChoiceField(label=_("Prijs"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict) -> None:
        """Fill in what there is to choose from."""
        super().__init__(data)
        choices = {
            "sector": [ANY, *sector_choices(queries.sectors())],
            "vorm": [ANY, *((one.value, FORMS[one]) for one in TrainingForm)],
            "regio": [("", _("Heel Nederland")), *((card.code, card.name) for card in parties.regions())],
            "opleider": [ANY, *((card.id, card.name) for card in queries.trainers())],
            "weken": [ANY, *WEEKS],
            "prijs": [ANY, *EUROS],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, object]:
        """What was filled in and can be chosen; the rest is as if it were empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}

    def filters(self) -> TrainingFilters:
        """The same as the catalogue asks it."""
        self.is_valid()
        given = self.cleaned_data
        return TrainingFilters(
            sector=given.get("sector", ""),
            form=given.get("vorm", ""),
            trainer_id=given.get("opleider"),
            weeks_most=given.get("weken"),
            cents_most=given.get("prijs"),
            region_code=given.get("regio", ""),
        )


@reading_view(roles="public")
def search(request: ActingRequest) -> HttpResponse:
    """Search the catalogue; an address tells the whole question, so that it can be passed on."""
    form = SearchForm(request.GET)
    filters = form.filters()
    number = request.GET.get("pagina", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1  # noqa: PLR2004
    text = form.cleaned_data.get("zoek", "")
    found = queries.search(text, filters, on=timezone.localdate(request.now), page=page)
    told = form.told
    context = {
        "form": form,
        "found": found,
        "forms": FORMS,
        "asked": bool(told),
        "narrowed": bool(set(told) - {"zoek"}),
        "again": urlencode(told),
    }
    return render(request, "training/search.html", context)


@reading_view(roles="public")
def training(request: ActingRequest, training_id: int) -> HttpResponse:
    """One training with everything that is known of it, from whom, and when somebody last looked."""
    card = queries.training(training_id)
    ended = card.ended_on is not None and card.ended_on < timezone.localdate(request.now)
    return render(request, "training/detail.html", {"card": card, "ended": ended})
