"""The forms of the cashier and the framework keeper."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.treasury.queries import StreamCard
from overstap.web.forms import EurosField, HouseForm
from overstap.web.translation import in_english
from overstap.web.treasury.looking_back import PastDayForm
from overstap.web.treasury.showing import COUNTRY

APPROVE, REJECT = "goedkeuren", "afwijzen"


class BoardForm(PastDayForm):
    """Which year, which region and which day the board shows."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, required=False)
    regio = forms.ChoiceField(label=_("Regio"), required=False)
    field_order = ("jaar", "regio", "op")

    def __init__(self, *args: Any, years: Iterable[int], names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        for always_filled in ("jaar", "regio"):
            self.fields[always_filled].needed_with_another = True  # type: ignore[attr-defined]
        regions = [(code, name) for code, name in names.items() if code]
        self.fields["regio"].choices = [("", gettext("Alle regio's")), *regions]  # type: ignore[attr-defined]


class KeyField(forms.Field):
    """The key of a command, made when the form was shown; gives a `UUID`."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> uuid.UUID | None:
        """Read the key; a broken one means that the form was tampered with."""
        if value in self.empty_values:
            return None
        try:
            return uuid.UUID(str(value))
        except ValueError as wrong:
            raise ValidationError(_("Open het formulier opnieuw en vul het nog een keer in."), code="broken") from wrong


class BudgetForm(HouseForm):
    """How much a region has of a stream in a year (R-251). `key` makes that sending it twice counts once."""

    key = KeyField()
    stream = forms.ChoiceField(label=_("Geldstroom"))
    region = forms.ChoiceField(label=_("Regio"))
    year = forms.TypedChoiceField(label=_("Jaar"), coerce=int)
    amount = EurosField(
        label=_("Budget in euro"),
        help_text=_("Het hele bedrag dat vanaf nu geldt. Bijvoorbeeld 1.250.000. Het verschil met nu wordt geboekt."),
    )
    source = forms.CharField(
        label=_("Besluit"),
        max_length=200,
        help_text=_("In welk besluit staat dit bedrag? Bijvoorbeeld een brief of een zaaknummer."),
    )

    def __init__(
        self, *args: Any, streams: Iterable[StreamCard], names: Mapping[str, str], years: Iterable[int], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        called = [(one.code, one.name_en if in_english() else one.name_nl) for one in streams]
        self.fields["stream"].choices = [("", gettext("Kies een geldstroom")), *called]  # type: ignore[attr-defined]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Kies een regio")),
            *((code or COUNTRY, name) for code, name in names.items()),
        ]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def region_code(self) -> str:
        """The code of the chosen region; empty for the whole country."""
        chosen = str(self.cleaned_data["region"])
        return "" if chosen == COUNTRY else chosen


class DecisionForm(HouseForm):
    """What a second person decides about a claim."""

    decision = forms.ChoiceField(
        label=_("Uw besluit"),
        widget=forms.RadioSelect,
        choices=((APPROVE, _("Goedkeuren")), (REJECT, _("Afwijzen"))),
    )
    because = forms.CharField(
        label=_("Reden"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Alleen nodig als u afwijst. De indiener leest dit."),
    )

    def clean(self) -> dict[str, Any]:
        """Who rejects says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == REJECT and not cleaned.get("because", "").strip():
            self.add_error("because", _("Schrijf op waarom u de aanspraak afwijst."))
        return cleaned


class RecoverForm(HouseForm):
    """Why money that was paid came back."""

    because = forms.CharField(
        label=_("Waarom komt het geld terug?"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=_("Bijvoorbeeld: de opleiding ging niet door, de bank stuurde het bedrag terug."),
    )  # fmt: skip
