"""The forms of letters and messages, for the person and for those who help."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import N_
from overstap.correspondence.values import Address, PreferenceCard
from overstap.web.forms import HouseForm

CHANNELS = (
    ("", _("Wij kiezen wat het beste past")),
    ("email", _("Per e-mail")),
    ("mijn", _("In Mijn dossier, met een e-mail dat er iets is")),
    ("brief", _("Op papier, met de post")),
)
CAUSES = (
    ("printer", _("De printer stopte of het papier was slecht")),
    ("kwijt", _("De stapel is kwijtgeraakt")),
    ("envelop", _("Het adres stond niet goed voor het venster")),
    ("anders", _("Een andere reden")),
)

TOLD = N_("Wij sturen uw post vanaf nu zoals u het wilt.")


class PreferenceForm(HouseForm):
    """How letters come: way, language, size and address."""

    channel = forms.ChoiceField(
        label=_("Hoe wilt u uw post krijgen?"), choices=CHANNELS, required=False, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("In welke taal?"), choices=(("nl", _("Nederlands")), ("en", _("Engels"))), widget=forms.RadioSelect
    )
    large_print = forms.BooleanField(label=_("Grote letters op papier"), required=False)
    street = forms.CharField(
        label=_("Straat en huisnummer"), required=False, max_length=120, help_text=_("Nodig voor post op papier.")
    )
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    town = forms.CharField(label=_("Plaats"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("street", "street-address"), ("postcode", "postal-code"), ("town", "address-level2")):
            self.fields[name].widget.attrs["autocomplete"] = kind

    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "channel": given["channel"],
            "language": given["language"],
            "large_print": given["large_print"],
            "address": Address(given["street"], given["postcode"], given["town"]),
        }


FIELD_OF = {"post.geen_adres": "street", "post.adres": "postcode", "post.geen_mailadres": "channel"}
"""Which field a refusal of a preference is about."""


def first_shown(card: PreferenceCard) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    return {
        "channel": card.channel,
        "language": card.language,
        "large_print": card.large_print,
        "street": card.address.street,
        "postcode": card.address.postcode,
        "town": card.address.town,
    }


class MessageForm(HouseForm):
    """One message."""

    text = forms.CharField(
        label=_("Uw bericht"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Schrijf wat u wilt vragen of vertellen.")},
    )


class AgainForm(HouseForm):
    """Why a run is printed again."""

    cause = forms.ChoiceField(label=_("Waarom opnieuw?"), choices=CAUSES, widget=forms.RadioSelect)
    explanation = forms.CharField(label=_("Toelichting"), required=False, max_length=200)


class SettleForm(HouseForm):
    """How the person got the news after all."""

    how = forms.CharField(
        label=_("Hoe kreeg de persoon het nieuws?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: gebeld op 15 februari."),
        error_messages={"required": _("Schrijf op hoe de persoon het nieuws kreeg.")},
    )
