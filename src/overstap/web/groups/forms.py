"""The forms of groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.brokerage.actions import SurplusFields
from overstap.demand.values import SiteCard
from overstap.web.forms import DatePartsField, HouseForm

FIELD_OF = {"groepen.aantal": "people", "groepen.dagen": "until_on", "groepen.te_veel": "people", "vraag.vol": "people"}
"""Which field a refusal is about."""

MOST_PEOPLE = 100_000


class SurplusForm(HouseForm):
    """People of one occupation whom an employer can no longer keep."""

    site = forms.TypedChoiceField(label=_("Op welke vestiging?"), coerce=int)
    people = forms.IntegerField(label=_("Om hoeveel mensen gaat het?"), min_value=1, max_value=MOST_PEOPLE)
    from_on = DatePartsField(label=_("Vanaf welke dag kunnen zij weg?"))
    until_on = DatePartsField(label=_("Tot welke dag werken zij er nog?"), required=False)
    social_plan = forms.CharField(
        label=_("Wat staat er in het sociaal plan?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
    social_plan_url = forms.URLField(label=_("Adres van het sociaal plan"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, sites: Sequence[SiteCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [(one.id, one.municipality) for one in sites]  # type: ignore[attr-defined]

    def surplus(self, occupation_uri: str) -> SurplusFields:
        """The surplus as it was filled in."""
        given = self.cleaned_data
        return SurplusFields(
            site_id=given["site"],
            occupation_uri=occupation_uri,
            people=given["people"],
            from_on=given["from_on"],
            until_on=given["until_on"],
            social_plan=given["social_plan"],
            social_plan_url=given["social_plan_url"],
        )


class CoupleForm(HouseForm):
    """Coupling to a vacancy by hand."""

    vacancy = forms.IntegerField(
        label=_("Nummer van de vacature"), min_value=1, help_text=_("Het nummer staat in het adres van de vacature.")
    )
    people = forms.IntegerField(label=_("Hoeveel mensen?"), min_value=1, max_value=MOST_PEOPLE)


class NumberForm(HouseForm):
    """A number of people of a coupling."""

    people = forms.IntegerField(label=_("Hoeveel mensen?"), min_value=0, max_value=MOST_PEOPLE)
