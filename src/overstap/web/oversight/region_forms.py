"""The forms with which a region is set up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.parties import queries as parties
from overstap.parties.values import PartyCard
from overstap.web.forms import DatePartsField, HouseForm

NOBODY = 0
"""The choice that no party fills a function."""


def translated(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices whose names are Dutch sentences of the layers below, in the language of the reader."""
    return [(value, gettext(name)) for value, name in choices]


class CentreForm(HouseForm):
    """Which municipality takes the initiative (R-026)."""

    municipality = forms.ChoiceField(label=_("Welke gemeente is de centrumgemeente?"))

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Kies een gemeente")),
            *((name, name) for name in names),
        ]


class AgreementForm(HouseForm):
    """The day of the cooperation agreement (R-381)."""

    agreement_on = DatePartsField(
        label=_("Datum van de samenwerkingsafspraak"),
        help_text=_("De dag waarop alle partijen het eens werden over de crisisdienstverlening."),
    )


class OpeningForm(HouseForm):
    """The first day of the team."""

    live_on = DatePartsField(label=_("Eerste dag van het team"))


class ClosingForm(HouseForm):
    """The last day of the team, with its evaluation (R-009)."""

    closed_on = DatePartsField(label=_("Laatste dag van het team"))
    evaluation_report = forms.CharField(
        label=_("Waar staat het evaluatierapport?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld een webadres of een zaaknummer. Zonder rapport kan de regio niet sluiten."),
    )


class SeatForm(HouseForm):
    """Who takes a seat, and from when."""

    seat = forms.ChoiceField(label=_("Zetel"))
    party = forms.TypedChoiceField(label=_("Partij"), coerce=int)
    name = forms.CharField(label=_("Naam"), max_length=200)
    valid_from = DatePartsField(label=_("Vanaf welke dag?"))

    def __init__(self, *args: Any, here: Iterable[PartyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", gettext("Kies een zetel")), *translated(parties.SEAT_CHOICES)]  # type: ignore[attr-defined]
        self.fields["party"].choices = [("", gettext("Kies een partij")), *((one.id, one.name) for one in here)]  # type: ignore[attr-defined]


class LastDayForm(HouseForm):
    """The last day of something that ends."""

    until = DatePartsField(label=_("Laatste dag"))


class FunctionForm(HouseForm):
    """Which party fills a function; the partners divide the roles themselves (R-026)."""

    party = forms.TypedChoiceField(label=_("Welke partij vervult deze functie?"), coerce=int)
    agreed = forms.BooleanField(
        label=_("De partijen van wie de rol verandert, zijn het hiermee eens"),
        required=False,
        help_text=_("U bepaalt niet alleen welke rol een andere partij heeft. Wij bewaren dat u dit vastlegde."),
    )

    def __init__(self, *args: Any, here: Iterable[PartyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (NOBODY, gettext("Nog geen partij")),
            *((one.id, one.name) for one in here),
        ]


class FirstContactForm(HouseForm):
    """Which union takes up people who name no union (R-047)."""

    party = forms.TypedChoiceField(label=_("Welke vakbond?"), coerce=int)
    agreed = forms.BooleanField(label=_("De vakbonden zijn het hierover eens"), required=False)

    def __init__(self, *args: Any, unions: Iterable[PartyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(one.id, one.name) for one in unions]  # type: ignore[attr-defined]


class DeskForm(HouseForm):
    """The desk of a region (R-100)."""

    name = forms.CharField(label=_("Naam van het loket"), max_length=120)
    address = forms.CharField(label=_("Adres"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Schrijf het zo: loket@voorbeeld.nl.")},
    )
    opening_hours = forms.CharField(
        label=_("Openingstijden"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: maandag tot en met vrijdag, 9.00 tot 17.00 uur."),
    )
    digital_from = DatePartsField(label=_("Digitaal open vanaf"), required=False)
    physical_from = DatePartsField(label=_("Gebouw open vanaf"), required=False)


class NewPartyForm(HouseForm):
    """An organisation that is not known yet."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Soort organisatie"),
        help_text=_("Een private partner helpt mee. De regie blijft bij de partijen van het team."),
    )
    municipality = forms.CharField(
        label=_("Welke gemeente is het?"),
        max_length=60,
        required=False,
        help_text=_("Alleen invullen als de organisatie een gemeente is."),
    )
    valid_from = DatePartsField(label=_("Werkt mee vanaf"))
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl.")},
    )
    kvk_number = forms.CharField(
        label=_("KvK-nummer"),
        max_length=8,
        required=False,
        validators=[RegexValidator(r"^\d{8}$", _("Een KvK-nummer heeft 8 cijfers."))],
    )
    recognised_training_company = forms.BooleanField(label=_("Erkend leerbedrijf"), required=False)
    duo_recognised = forms.BooleanField(label=_("Opleider met erkenning van DUO"), required=False)

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", gettext("Kies een soort")), *translated(parties.PARTY_KIND_CHOICES)]  # type: ignore[attr-defined]

    def clean_municipality(self) -> str:
        """Give the official name of the municipality."""
        typed: str = self.cleaned_data["municipality"]
        official = parties.official_municipality(typed, self.on) if typed else ""
        if official is None:
            raise forms.ValidationError(gettext("Deze gemeente kennen wij niet. Kijk of de naam goed geschreven is."))
        return official


class KnownPartyForm(HouseForm):
    """An organisation that works in other regions already."""

    party = forms.TypedChoiceField(label=_("Partij"), coerce=int)
    valid_from = DatePartsField(label=_("Werkt mee vanaf"))

    def __init__(self, *args: Any, others: Iterable[PartyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", gettext("Kies een partij")), *((one.id, one.name) for one in others)]  # type: ignore[attr-defined]
