"""What who keeps the catalogue fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.training import LONGEST_WEEKS, MOST_HOURS
from overstap.training.values import AgreementFields, TrainerFields, TrainingCard, TrainingFields
from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.training.words import FORMS, KINDS, SORTS, SOURCES

Choices = Sequence[tuple[Any, str | Promise]]


class TrainerForm(HouseForm):
    """A trainer."""

    name = forms.CharField(label=_("Naam van de opleider"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort opleider"), choices=list(KINDS.items()))
    kvk_number = forms.CharField(label=_("KvK-nummer"), max_length=12, required=False)
    duo_recognised = forms.BooleanField(label=_("DUO erkent deze opleider"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def fields_of(self) -> TrainerFields:
        """What was filled in."""
        return TrainerFields(**self.cleaned_data)


class TrainingForm(HouseForm):
    """A training, with what it teaches."""

    trainer_id = forms.TypedChoiceField(label=_("Opleider"), coerce=int)
    name = forms.CharField(label=_("Naam van de opleiding"), max_length=160)
    summary = forms.CharField(label=_("Waar gaat het over?"), max_length=1000, required=False, widget=forms.Textarea)
    sort = forms.ChoiceField(label=_("Soort"), choices=list(SORTS.items()))
    form = forms.ChoiceField(label=_("Vorm"), choices=list(FORMS.items()))
    weeks = forms.IntegerField(label=_("Hoeveel weken?"), min_value=1, max_value=LONGEST_WEEKS)
    hours_per_week = forms.IntegerField(
        label=_("Hoeveel uren per week?"), min_value=0, max_value=MOST_HOURS, required=False
    )
    price = EurosField(label=_("Prijs"), help_text=_("De hele prijs, met boeken en examen."))
    exempt_vat = forms.BooleanField(label=_("Vrij van btw"), required=False)
    certificate = forms.CharField(label=_("Diploma of certificaat"), max_length=160, required=False)
    certificate_recognised = forms.BooleanField(label=_("Het certificaat is erkend"), required=False)
    third_path = forms.BooleanField(label=_("Kan in de derde leerweg"), required=False)
    crebo = forms.CharField(label=_("Crebonummer"), max_length=10, required=False)
    starts = forms.CharField(label=_("Wanneer begint het?"), max_length=160, required=False)
    municipality = forms.CharField(label=_("Plaats"), max_length=60, required=False)
    region_code = forms.ChoiceField(label=_("Regio"), required=False)
    sector = forms.CharField(label=_("Sector"), max_length=40, required=False)
    source = forms.ChoiceField(label=_("Waar weten wij dit van?"), choices=list(SOURCES.items()))
    source_name = forms.CharField(label=_("Naam van de sector of de lijst"), max_length=160, required=False)
    url = forms.URLField(label=_("Webpagina"), required=False, assume_scheme="https")
    checked_on = DatePartsField(label=_("Nagekeken op"))

    def __init__(self, *args: Any, trainers: Choices, regions: Choices, **kwargs: Any) -> None:
        """Fill in what there is to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["trainer_id"].choices = [("", _("Kies een opleider")), *trainers]  # type: ignore[attr-defined]
        self.fields["region_code"].choices = [("", _("Heel Nederland of online")), *regions]  # type: ignore[attr-defined]

    def fields_of(self, teaches: tuple[str, ...]) -> TrainingFields:
        """What was filled in."""
        given = dict(self.cleaned_data)
        cents, hours = given.pop("price"), given.pop("hours_per_week") or 0
        return TrainingFields(cents=cents, hours_per_week=hours, teaches=teaches, **given)

    @staticmethod
    def initial_of(card: TrainingCard) -> dict[str, Any]:
        """A training as the form shows it."""
        same = (
            "name", "summary", "sort", "form", "weeks", "hours_per_week", "exempt_vat", "certificate",
            "certificate_recognised", "third_path", "crebo", "starts", "municipality", "region_code", "sector",
            "source", "source_name", "url", "checked_on",
        )  # fmt: skip
        return {name: getattr(card, name) for name in same} | {"trainer_id": card.trainer.id, "price": card.cents}


class AgreementForm(HouseForm):
    """What parties agreed about the offer."""

    name = forms.CharField(label=_("Naam van de afspraak"), max_length=160)
    region_code = forms.ChoiceField(label=_("Regio"))
    sector = forms.CharField(label=_("Sector"), max_length=40, required=False)
    parties = forms.TypedMultipleChoiceField(
        label=_("Partijen"), coerce=int, widget=forms.CheckboxSelectMultiple, help_text=_("Kies er ten minste twee.")
    )
    agreed_on = DatePartsField(label=_("Afgesproken op"))
    valid_until = DatePartsField(label=_("Geldt tot en met"))
    places = forms.IntegerField(label=_("Aantal plaatsen"), min_value=0, max_value=100_000)
    document_url = forms.URLField(label=_("Adres van het document"), required=False, assume_scheme="https")
    text = forms.CharField(label=_("Wat is afgesproken?"), max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, parties: Choices, regions: Choices, **kwargs: Any) -> None:
        """Fill in what there is to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = parties  # type: ignore[attr-defined]
        self.fields["region_code"].choices = regions  # type: ignore[attr-defined]

    def fields_of(self) -> AgreementFields:
        """What was filled in."""
        given = dict(self.cleaned_data)
        return AgreementFields(party_ids=tuple(given.pop("parties")), **given)
