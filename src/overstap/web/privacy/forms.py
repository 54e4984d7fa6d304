"""The forms of privacy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.web.forms import HouseForm

Choices = Iterable[tuple[str, Any]]


class AskForm(HouseForm):
    """What a person asks about their data."""

    right = forms.ChoiceField(label=_("Wat wilt u?"), widget=forms.RadioSelect)
    asked = forms.CharField(
        label=_("Vertel wat u precies wilt"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text=_("Wilt u iets laten verbeteren of maakt u bezwaar? Schrijf dan op waarover het gaat."),
    )

    def __init__(self, *args: Any, rights: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"].choices = list(rights)  # type: ignore[attr-defined]


class AskForOtherForm(AskForm):
    """What a person asks at a desk."""

    number = forms.CharField(label=_("Nummer van het dossier"), max_length=16)
    through = forms.CharField(
        label=_("Hoe vroeg de deelnemer het?"), max_length=120, help_text=_("Bijvoorbeeld: aan het loket, per brief.")
    )
    field_order = ("number", "right", "asked", "through")


class IdentifyForm(HouseForm):
    """How it was established who asks."""

    how = forms.CharField(
        label=_("Hoe stelde u vast wie het vraagt?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: paspoort gezien aan het loket. Bewaar geen kopie."),
    )


class ExtendForm(HouseForm):
    """Why it takes longer."""

    because = forms.CharField(
        label=_("Waarom duurt het langer?"), max_length=300, help_text=_("De deelnemer leest dit.")
    )


class GrantForm(HouseForm):
    """Doing what was asked, with a reason."""

    motivation = forms.CharField(
        label=_("Wat doet u, en waarom?"), widget=forms.Textarea({"rows": 4}), help_text=_("De deelnemer leest dit.")
    )


class DenyForm(GrantForm):
    """Not doing what was asked, on a ground."""

    ground = forms.ChoiceField(label=_("Op welke grond weigert u?"), widget=forms.RadioSelect)
    field_order = ("ground", "motivation")

    def __init__(self, *args: Any, grounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined]


class TermForm(HouseForm):
    """How long a kind of record is kept."""

    months = forms.IntegerField(label=_("Hoeveel maanden bewaart u dit?"), min_value=1, max_value=1200)
    because = forms.CharField(
        label=_("Waar staat dat?"), max_length=300, help_text=_("Bijvoorbeeld: besluit van de directie, met de datum.")
    )


class HoldForm(HouseForm):
    """A file that must stay."""

    number = forms.CharField(label=_("Nummer van het dossier"), max_length=16)
    because = forms.CharField(
        label=_("Waarom moet dit dossier blijven?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: er loopt een rechtszaak."),
    )


class EmergencyForm(HouseForm):
    """A need for which a file is opened without consent."""

    number = forms.CharField(label=_("Nummer van het dossier"), max_length=16)
    urgency = forms.ChoiceField(label=_("Wat is de nood?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Waarom moet u nu kijken?"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("De deelnemer en wie het nakijkt lezen dit."),
    )

    def __init__(self, *args: Any, urgencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urgency"].choices = list(urgencies)  # type: ignore[attr-defined]


class ReviewForm(HouseForm):
    """Whether emergency access was right."""

    verdict = forms.ChoiceField(
        label=_("Was de noodtoegang terecht?"),
        widget=forms.RadioSelect,
        choices=(("terecht", _("Terecht")), ("onterecht", _("Niet terecht: misbruik"))),
    )
    review = forms.CharField(label=_("Waarom vindt u dat?"), widget=forms.Textarea({"rows": 4}))
