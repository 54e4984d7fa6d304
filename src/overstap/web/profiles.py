"""Filling in a profile: one form per sort of line, for the person and for the adviser alike."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.casework.values import ProfileCard, ProfileEntryCard, ProfileLine, ProfileWish
from overstap.web.forms import DatePartsField, HouseForm

if TYPE_CHECKING:
    from collections.abc import Mapping

DECEMBER = 12

LEVEL_CHOICES = [
    ("", _("Kies een niveau")),
    ("A1", _("A1: een paar woorden")),
    ("A2", _("A2: korte, makkelijke zinnen")),
    ("B1", _("B1: over gewone dingen")),
    ("B2", _("B2: over bijna alles")),
    ("C1", _("C1: heel goed, ook moeilijke teksten")),
    ("C2", _("C2: alles, zoals iemand die ermee opgroeide")),
]

TRAVEL = [
    ("lopend", _("Te voet")),
    ("fiets", _("Fiets")),
    ("bromfiets", _("Bromfiets of scooter")),
    ("ov", _("Bus, trein, tram of metro")),
    ("auto", _("Auto")),
]

SOURCES = [
    ("", _("De deelnemer vertelde het mij")),
    ("document", _("Een document, bijvoorbeeld een diploma")),
    ("partij", _("Een andere organisatie")),
    ("register", _("Een register")),
]

KINDS: dict[str, tuple[Promise, Promise]] = {
    "werk": (_("Werk"), _("Werk dat u deed of doet, ook vrijwillig of thuis.")),
    "opleiding": (_("Opleidingen en cursussen"), _("Ook als u geen diploma haalde, of in een ander land.")),
    "competentie": (_("Wat u goed kunt"), _("Dingen die u kunt. Kies uit de lijst of schrijf het zelf op.")),
    "taal": (_("Talen"), _("Per taal hoe goed u luistert, leest, spreekt en schrijft.")),
    "bewijs": (_("Rijbewijs en certificaten"), _("Bijvoorbeeld rijbewijs B, VCA of heftruck.")),
}


FIELD_OF_RULE = {"profiel.gezondheid": "limits", "profiel.uren": "hours_per_week", "profiel.reistijd": "travel_minutes"}
"""Beside which field of the wishes a rule says no."""


class MonthField(forms.CharField):
    """A month as people write it: 3-2012, 03/2012 or 2012-03; gives its first day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read it; say how to write a month when it can't be read."""
        text = super().to_python(value)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{4})", text)
        month, year = (found[1], found[2]) if found else ("", "")
        turned = re.fullmatch(r"(\d{4})\s*[-/. ]\s*(\d{1,2})", text)
        if turned:
            month, year = turned[2], turned[1]
        if not month or not 1 <= int(month) <= DECEMBER or not int(year):
            raise ValidationError(_("Dit is geen maand. Schrijf maand en jaar: 3-2012."), code="no_month")
        return dt.date(int(year), int(month), 1)

    def prepare_value(self, value: Any) -> Any:
        """Write it as it is typed."""
        return f"{value.month}-{value.year}" if isinstance(value, dt.date) else value

    def run_validators(self, value: Any) -> None:
        """Check nothing more: the checks of a text do not fit the day that it was read into."""


class _LineForm(HouseForm):
    """What every sort of line has; a professional also says what it was taken from."""

    def __init__(self, *args: Any, professional: bool = False, **kwargs: Any) -> None:
        self.professional = professional
        super().__init__(*args, **kwargs)

    def further_fields(self) -> dict[str, forms.Field]:
        """Where a professional has it from."""
        if not self.professional:
            return {}
        return {
            "source": forms.ChoiceField(label=_("Hoe weet u dit?"), choices=SOURCES, required=False),
            "source_note": forms.CharField(
                label=_("Welk document of welke organisatie?"), required=False, max_length=160
            ),
        }

    def line(self, kind: str) -> ProfileLine:
        """The line as it was filled in."""
        values = {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}
        return ProfileLine(kind, values.pop("name", ""), **values)


class WorkForm(_LineForm):
    """Work that someone did."""

    name = forms.CharField(label=_("Welk werk?"), max_length=160, help_text=_("Bijvoorbeeld: kok, chauffeur."))
    employer = forms.CharField(label=_("Bij wie?"), required=False, max_length=160)
    from_month = MonthField(label=_("Vanaf welke maand?"), help_text=_("Maand en jaar. Bijvoorbeeld 3-2012."))
    until_month = MonthField(label=_("Tot welke maand?"), help_text=_("Werkt u er nog? Laat dit leeg."))
    tasks = forms.CharField(
        label=_("Wat deed u daar?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class EducationForm(_LineForm):
    """An education or course."""

    name = forms.CharField(label=_("Welke opleiding of cursus?"), max_length=160)
    level = forms.CharField(
        label=_("Niveau"), required=False, max_length=40, help_text=_("Bijvoorbeeld: vmbo, mbo 3, hbo.")
    )
    field = forms.CharField(label=_("Richting"), required=False, max_length=120)
    diploma = forms.TypedChoiceField(
        label=_("Hebt u het diploma?"),
        choices=(("ja", _("Ja")), ("nee", _("Nee")), ("", _("Weet ik niet"))),
        coerce=lambda given: {"ja": True, "nee": False}[given],
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    year = forms.IntegerField(label=_("In welk jaar stopte het?"), required=False)


class CompetenceForm(_LineForm):
    """Something that someone can, in their own words."""

    name = forms.CharField(label=_("Wat kunt u goed?"), max_length=160)


class LanguageForm(_LineForm):
    """A language by skill."""

    name = forms.CharField(label=_("Welke taal?"), max_length=160)
    listening = forms.ChoiceField(label=_("Luisteren"), choices=LEVEL_CHOICES, required=False)
    reading = forms.ChoiceField(label=_("Lezen"), choices=LEVEL_CHOICES, required=False)
    speaking = forms.ChoiceField(label=_("Spreken"), choices=LEVEL_CHOICES, required=False)
    writing = forms.ChoiceField(label=_("Schrijven"), choices=LEVEL_CHOICES, required=False)


class LicenceForm(_LineForm):
    """A driving licence or certificate."""

    name = forms.CharField(label=_("Welk rijbewijs of certificaat?"), max_length=160)
    valid_until = DatePartsField(label=_("Geldig tot en met"), required=False)


FORMS: dict[str, type[_LineForm]] = {
    "werk": WorkForm,
    "opleiding": EducationForm,
    "competentie": CompetenceForm,
    "taal": LanguageForm,
    "bewijs": LicenceForm,
}


class WishesForm(HouseForm):
    """What someone wants, may be asked and when they can start."""

    wishes = forms.CharField(label=_("Wat wilt u graag?"), required=False, widget=forms.Textarea({"rows": 3}))
    limits = forms.CharField(
        label=_("Wat mag het werk niet vragen?"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Bijvoorbeeld: niet zwaar tillen, geen nachten. Schrijf niet waarom. Schrijf niets over ziekte."),
    )
    target_occupation = forms.CharField(label=_("Welk werk zoekt u?"), required=False, max_length=120)
    target_sector = forms.CharField(label=_("In welke sector?"), required=False, max_length=60)
    hours_per_week = forms.IntegerField(label=_("Hoeveel uur per week?"), required=False, min_value=1)
    available_from = DatePartsField(label=_("Vanaf welke dag kunt u beginnen?"), required=False)
    travel_minutes = forms.IntegerField(
        label=_("Hoeveel minuten wilt u hoogstens reizen?"), required=False, min_value=0
    )
    travel_by = forms.MultipleChoiceField(
        label=_("Hoe kunt u reizen?"), choices=TRAVEL, required=False, widget=forms.CheckboxSelectMultiple
    )

    def wish(self) -> ProfileWish:
        """What was filled in."""
        return ProfileWish(**{**self.cleaned_data, "travel_by": tuple(self.cleaned_data["travel_by"])})


def wishes_form(card: ProfileCard | None, data: Any = None) -> WishesForm:
    """The form with what is known."""
    known = {name: getattr(card, name) for name in WishesForm.base_fields} if card else {}
    return WishesForm(data, initial={**known, "travel_by": list(known.get("travel_by", ()))})


def line_form(
    kind: str, data: Any = None, *, card: ProfileEntryCard | None = None, professional: bool = False
) -> _LineForm:
    """The form of a sort of line, with what the line says."""
    initial: Mapping[str, Any] = {}
    if card is not None:
        initial = {name: getattr(card, name) for name in (*FORMS[kind].base_fields, "source", "source_note")}
        initial = {**initial, "diploma": {True: "ja", False: "nee", None: ""}[card.diploma]}
    return FORMS[kind](data, initial=dict(initial), professional=professional)


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one sort, with what the sort is called."""

    kind: str
    title: Promise
    intro: Promise
    entries: tuple[ProfileEntryCard, ...]


def sections(card: ProfileCard | None) -> tuple[Section, ...]:
    """The lines of a profile by sort, also the sorts without any."""
    entries = card.entries if card else ()
    return tuple(
        Section(kind, title, intro, tuple(one for one in entries if one.kind == kind))
        for kind, (title, intro) in KINDS.items()
    )


__all__ = ["FORMS", "KINDS", "Section", "line_form", "sections", "wishes_form"]
