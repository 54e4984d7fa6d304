"""The forms of desks for many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from overstap.brokerage.actions import CentreFields
from overstap.brokerage.values import MemberCard
from overstap.web.centres.words import PARTNERS, REASONS
from overstap.web.forms import DatePartsField, EurosField, HouseForm

MOST_PEOPLE = 100_000
MOST_HOURS = 168
"""A week has no more; what is allowed is told by the rules."""
FIELD_OF = {
    "centrum.acuut": "reason",
    "centrum.omvang": "jobs",
    "centrum.tijdelijk": "ends_on",
    "centrum.geld": "budget",
    "centrum.partij": "name",
    "centrum.uitgave": "cents",
    "groepen.aanwezig": "attended",
}
"""Which field a refusal is about."""


class CentreForm(HouseForm):
    """A desk for the people of one company."""

    region = forms.ChoiceField(label=_("In welke regio staat het centrum?"))
    reason = forms.ChoiceField(label=_("Wat is er aan de hand?"), choices=list(REASONS.items()))
    jobs = forms.IntegerField(label=_("Hoeveel banen verdwijnen er?"), min_value=1, max_value=MOST_PEOPLE)
    starts_on = DatePartsField(label=_("Wanneer gaat het open?"))
    ends_on = DatePartsField(
        label=_("Wanneer sluit het?"), help_text=_("Een centrum is tijdelijk. U kunt het eerder sluiten.")
    )
    budget = EurosField(label=_("Hoeveel geld is er nodig?"))

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]

    def centre(self, employer_id: int) -> CentreFields:
        """The centre as it was filled in."""
        given = self.cleaned_data
        return CentreFields(
            employer_id=employer_id,
            region_code=given["region"],
            reason=given["reason"],
            jobs=given["jobs"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            budget_cents=given["budget"],
        )


class PartnerForm(HouseForm):
    """A party that takes part."""

    kind = forms.ChoiceField(label=_("Soort partij"), choices=list(PARTNERS.items()))
    name = forms.CharField(label=_("Naam van de partij"), max_length=120)


class SessionForm(HouseForm):
    """A meeting for a group."""

    place = forms.CharField(label=_("Waar is het?"), max_length=120)
    on = DatePartsField(label=_("Op welke dag?"))
    at = forms.TimeField(
        label=_("Hoe laat?"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        help_text=_("Bijvoorbeeld 10:00."),
        error_messages={"invalid": _("Dit is geen tijd. Schrijf het zo: 10:00.")},
    )
    capacity = forms.IntegerField(label=_("Hoeveel mensen kunnen er komen?"), min_value=1, max_value=MOST_PEOPLE)

    def starts_at(self) -> dt.datetime:
        """When it begins, here."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"]))


class RoomForm(HouseForm):
    """What a region promises."""

    region = forms.ChoiceField(label=_("Welke regio?"))
    people_per_week = forms.IntegerField(
        label=_("Hoeveel mensen per week?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Vul 0 in als de regio niets meer kan."),
    )

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]


class ExpenseForm(HouseForm):
    """What was paid."""

    what = forms.CharField(label=_("Waarvoor?"), max_length=120)
    cents = EurosField(label=_("Welk bedrag?"))
    on = DatePartsField(label=_("Wanneer is het betaald?"))


class IntakeForm(HouseForm):
    """Which file with people belongs to this centre."""

    batch = forms.TypedChoiceField(label=_("Welk ingelezen bestand?"), coerce=int)

    def __init__(self, *args: Any, batches: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["batch"].choices = batches  # type: ignore[attr-defined]


class AttendanceForm(HouseForm):
    """How many people came."""

    attended = forms.IntegerField(label=_("Hoeveel mensen waren er?"), min_value=0, max_value=MOST_PEOPLE)


class AskForm(HouseForm):
    """Whom to ask for work that was kept."""

    members = forms.TypedMultipleChoiceField(
        label=_("Wie nodigt u uit?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Sequence[MemberCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.name}, {one.occupation}" if one.occupation else one.name) for one in people
        ]


class StartedForm(HouseForm):
    """Who started, and when."""

    invitation = forms.IntegerField(widget=forms.HiddenInput)
    on = DatePartsField(label=_("Op welke dag begon het werk?"))
    hours = forms.IntegerField(label=_("Hoeveel uur per week?"), min_value=1, max_value=MOST_HOURS)
