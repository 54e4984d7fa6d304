"""The forms of the guidance workplace."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.web.forms import DatePartsField, HouseForm

STATES = (
    ("", _("Alle")),
    ("aangemeld", _("Aangemeld")),
    ("intake", _("Intake")),
    ("beoordeeld", _("Beoordeeld")),
    ("begeleiding", _("In begeleiding")),
    ("eigen_dienstverlening", _("Geholpen door eigen dienstverlening")),
    ("geplaatst", _("Aan het werk")),
    ("afgesloten", _("Afgesloten")),
)


class DecisionForm(HouseForm):
    """The decision on an advice: always by a person, always with a motivation (R-111)."""

    kind = forms.ChoiceField(
        label=_("Uw besluit"),
        choices=(
            ("aanvullende_hulp", _("Aanvullende hulp van het team")),
            ("eigen_dienstverlening", _("Hulp uit de eigen dienstverlening")),
        ),
        widget=forms.RadioSelect,
        help_text=_("Het advies is een hulpmiddel. U mag afwijken. Leg dan uit waarom."),
    )
    motivation = forms.CharField(
        label=_("Waarom besluit u dit?"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("De deelnemer kan dit lezen."),
    )


class DiagnosisForm(HouseForm):
    """The result of a diagnosis tool (R-103, R-114)."""

    tool = forms.CharField(label=_("Naam van het instrument"), max_length=120)
    tool_version = forms.CharField(label=_("Versie"), max_length=40)
    taken_on = DatePartsField(label=_("Datum van afname"))
    result = forms.CharField(label=_("Uitkomst"), widget=forms.Textarea({"rows": 3}))


class OwnServiceForm(HouseForm):
    """What a party already did from its own services (R-095)."""

    what = forms.CharField(label=_("Welke hulp gaf u al zelf?"), max_length=200)
    started_on = DatePartsField(label=_("Sinds wanneer"))


class NextStepForm(HouseForm):
    """What happens next, by whom, before when."""

    what = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=200)
    who = forms.ChoiceField(
        label=_("Wie doet dit?"), choices=(("partij", _("Mijn organisatie")), ("persoon", _("De deelnemer")))
    )
    due_on = DatePartsField(label=_("Uiterlijk op"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_due_on(self) -> dt.date:
        """A step lies ahead."""
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("Deze datum is voorbij. Kies vandaag of later."))
        return due_on


class ReasonForm(HouseForm):
    """A reason, asked where a refusal or a withdrawal must be explained."""

    reason = forms.CharField(label=_("Reden"), widget=forms.Textarea({"rows": 2}), max_length=1000)


class OutcomeForm(HouseForm):
    """New work (R-004, R-005)."""

    employer = forms.CharField(label=_("Nieuwe werkgever"), max_length=120)
    occupation = forms.CharField(label=_("Beroep"), max_length=120)
    old_contract_until = DatePartsField(
        label=_("Laatste dag van het oude werk"), required=False, help_text=_("Laat leeg als er geen oud werk was.")
    )
    new_contract_from = DatePartsField(label=_("Eerste dag van het nieuwe werk"))
    hours_per_week = forms.IntegerField(label=_("Uren per week"), min_value=1)
    contract = forms.ChoiceField(
        label=_("Soort contract"),
        choices=(("vast", _("Vast")), ("tijdelijk", _("Tijdelijk")), ("zelfstandig", _("Zelfstandig"))),
    )
    benefit_between = forms.ChoiceField(
        label=_("Was er een uitkering tussen het oude en het nieuwe werk?"),
        choices=(("nee", _("Nee")), ("ja", _("Ja"))),
        widget=forms.RadioSelect,
    )
