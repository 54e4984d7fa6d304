"""The forms of new work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.placement.values import PlacementFields, VacancyChoice
from overstap.taxonomy.queries import find
from overstap.taxonomy.values import ConceptKind
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.placing.words import BECAUSE, CONTRACTS, THROUGH

MOST_FOUND = 6
FIELD_OF = {
    "plaatsing.uren": "hours_per_week",
    "plaatsing.startdag": "starts_on",
    "plaatsing.zonder_vacature": "through",
    "plaatsing.geen_beurt": "through",
    "plaatsing.dubbel": "vacancy",
    "plaatsing.vacature_verlopen": "vacancy",
    "vraag.niet_open": "vacancy",
    "vraag.vol": "vacancy",
}
"""Which field a refusal is about."""


class PlacementForm(HouseForm):
    """New work: a vacancy of the list, or work that was found elsewhere and is written by hand."""

    vacancy = forms.TypedChoiceField(
        label=_("Welke vacature?"), required=False, coerce=int, empty_value=None,
        help_text=_("Staat het werk er niet bij? Laat dit leeg en vul de werkgever en het beroep in."),
    )  # fmt: skip
    employer_name = forms.CharField(label=_("Werkgever"), required=False, max_length=120)
    occupation = forms.CharField(label=_("Beroep"), required=False, max_length=120)
    occupation_uri = forms.ChoiceField(label=_("Welk beroep is dit?"), required=False, widget=forms.RadioSelect)
    through = forms.ChoiceField(
        label=_("Hoe is het werk gevonden?"), choices=list(THROUGH.items()), widget=forms.RadioSelect
    )
    contract = forms.ChoiceField(label=_("Contract"), choices=list(CONTRACTS.items()), widget=forms.RadioSelect)
    hours_per_week = forms.IntegerField(label=_("Uren per week"), min_value=1, max_value=999)
    starts_on = DatePartsField(label=_("Eerste werkdag"))

    def __init__(self, *args: Any, choices: Sequence[VacancyChoice], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.id), f"{one.title}, {one.employer}") for one in choices]
        self.fields["vacancy"].choices = [("", _("Niet uit de lijst")), *listed]  # type: ignore[attr-defined]
        typed = (self.data.get("occupation") or "").strip()[:120]
        found = find(typed, ConceptKind.OCCUPATION, MOST_FOUND, language=language) if typed else ()
        self.fields["occupation_uri"].choices = [  # type: ignore[attr-defined]
            (one.concept.uri, one.concept.name) for one in found
        ]
        if not found:
            del self.fields["occupation_uri"]

    def clean(self) -> dict[str, Any]:
        """Without a vacancy there is an employer, and an occupation that somebody confirmed."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("vacancy") is None and "vacancy" not in self.errors:
            if not given.get("employer_name"):
                self.add_error("employer_name", gettext("Vul de werkgever in, of kies een vacature."))
            if not given.get("occupation"):
                self.add_error("occupation", gettext("Vul het beroep in, of kies een vacature."))
            elif "occupation_uri" not in self.fields:
                self.add_error("occupation", gettext("Dit beroep kennen wij niet. Schrijf het anders."))
            elif not given.get("occupation_uri") and "occupation_uri" not in self.errors:
                self.add_error("occupation_uri", gettext("Kies welk beroep het best past."))
        return given

    def placement(self) -> PlacementFields:
        """What was agreed."""
        given = self.cleaned_data
        return PlacementFields(
            vacancy_id=given["vacancy"],
            employer_name=given["employer_name"],
            occupation_uri=given.get("occupation_uri", ""),
            contract=given["contract"],
            hours_per_week=given["hours_per_week"],
            starts_on=given["starts_on"],
            through=given["through"],
        )


class StartForm(HouseForm):
    """The first day of work."""

    on = DatePartsField(label=_("Eerste werkdag"))


class StopForm(HouseForm):
    """The last day of work, and why."""

    on = DatePartsField(label=_("Laatste werkdag"))
    because = forms.ChoiceField(label=_("Waarom stopt het?"), choices=list(BECAUSE.items()), widget=forms.RadioSelect)


class CancelForm(HouseForm):
    """Why agreed work does not begin."""

    because = forms.ChoiceField(
        label=_("Waarom gaat het niet door?"), choices=list(BECAUSE.items()), widget=forms.RadioSelect
    )
