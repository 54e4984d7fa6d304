"""The forms of making a plan together: who reads along, reactions, changes, training agreements, proof."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.arrangements.actions import GuestFields, Proof
from overstap.arrangements.drafts import TrainingTerms
from overstap.web.factfields import YesNoField
from overstap.web.forms import DatePartsField, HouseForm

Choices = list[tuple[Any, Any]]

PROOFS = (
    ("", _("Kies een soort stuk")),
    ("diploma", _("Diploma")),
    ("certificaat", _("Certificaat")),
    ("praktijkverklaring", _("Praktijkverklaring")),
    ("presentielijst", _("Presentielijst")),
    ("eindverslag", _("Eindverslag")),
    ("ander", _("Ander bewijs")),
)
SIDES = (("werkgever", _("De werkgever")), ("aanbieder", _("Wie de hulp of opleiding geeft")))
PERSON = "deelnemer"


class ChangeForm(HouseForm):
    """Why the arrangement changes."""

    because = forms.CharField(
        label=_("Waarom verandert het plan?"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("De deelnemer leest dit in een brief. Wat er verandert, zet het systeem er zelf bij."),
    )


class GuestForm(HouseForm):
    """Who reads along, and that the person agrees (R-125)."""

    side = forms.ChoiceField(label=_("Wie leest mee?"), choices=SIDES, widget=forms.RadioSelect)
    organisation = forms.CharField(label=_("Naam van de organisatie"), max_length=160)
    name = forms.CharField(label=_("Naam van wie daar meeleest"), max_length=160)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    language = forms.ChoiceField(
        label=_("Taal van de e-mail"), choices=(("nl", _("Nederlands")), ("en", _("Engels"))), required=False
    )
    with_name = forms.BooleanField(
        label=_("De deelnemer vindt het goed dat de eigen naam erbij staat"),
        required=False,
        help_text=_("Voor een leerovereenkomst is dit nodig."),
    )
    person_agrees = forms.BooleanField(
        label=_("De deelnemer vindt het goed dat deze organisatie dit onderdeel ziet"),
        required=False,
        help_text=_("Zij zien alleen dit onderdeel: wat, waar, wanneer en wat het kost. Niet waarom het nodig is."),
    )
    how = forms.CharField(label=_("Hoe zei de deelnemer dat?"), max_length=120, required=False)

    def guest(self) -> GuestFields:
        """Who it is."""
        given = self.cleaned_data
        return GuestFields(
            side=given["side"],
            organisation=given["organisation"],
            name=given["name"],
            email=given["email"],
            with_name=given["with_name"],
            language=given["language"] or "nl",
        )


class CorrectForm(HouseForm):
    """The right name and address of who reads along."""

    name = forms.CharField(label=_("Naam van wie daar meeleest"), max_length=160)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)


class RemarkForm(HouseForm):
    """A reaction to the plan or to one item."""

    text = forms.CharField(label=_("Wat wilt u zeggen?"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    proposal = forms.BooleanField(label=_("Ik wil dat er iets verandert"), required=False)


class RemarkAnswerForm(HouseForm):
    """What was done with a reaction."""

    taken_over = YesNoField(label=_("Neemt u dit over?"), error_messages={"required": _("Kies ja of nee.")})
    answer = forms.CharField(
        label=_("Uw antwoord"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kiest u nee? Schrijf dan op waarom. Wie reageerde, leest uw antwoord."),
    )


class ProofForm(HouseForm):
    """What shows that an item was finished."""

    kind = forms.ChoiceField(label=_("Welk stuk laat zien dat dit klaar is?"), choices=PROOFS)
    number = forms.CharField(label=_("Nummer of kenmerk van het stuk"), max_length=60)
    on = DatePartsField(label=_("Datum op het stuk"))

    def proof(self) -> Proof:
        """The paper."""
        given = self.cleaned_data
        return Proof(given["kind"], given["number"], given["on"])


class StepForm(HouseForm):
    """The next action of an item."""

    what = forms.CharField(label=_("Wat is de volgende stap?"), max_length=160)
    who = forms.ChoiceField(label=_("Wie doet dat?"))
    before = DatePartsField(label=_("Voor welke dag?"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(PERSON, _("De deelnemer")), *parties]  # type: ignore[attr-defined]

    @property
    def by_person(self) -> bool:
        """Whether the person does it."""
        return bool(self.cleaned_data["who"] == PERSON)

    @property
    def party_id(self) -> int | None:
        """The party that does it."""
        return None if self.by_person else int(self.cleaned_data["who"])


class TrainingForm(HouseForm):
    """What a training agreement says beside its parties."""

    starts_on = DatePartsField(label=_("Begint op"))
    ends_on = DatePartsField(label=_("Eindigt op"))
    hours = forms.IntegerField(label=_("Hoeveel uur per week?"), min_value=1)
    learned = forms.CharField(
        label=_("Wat leert de deelnemer?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=3000,
        help_text=_("Zet elk werkproces op een eigen regel, met de code als u die weet."),
    )
    mentor = forms.CharField(label=_("Wie begeleidt bij de werkgever?"), max_length=160, required=False)
    teacher = forms.CharField(label=_("Wie begeleidt vanuit de opleiding?"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """The days follow each other."""
        cleaned = super().clean() or {}
        begin: dt.date | None = cleaned.get("starts_on")
        end: dt.date | None = cleaned.get("ends_on")
        if begin and end and end < begin:
            self.add_error("ends_on", _("De einddatum ligt voor de begindatum."))
        return cleaned

    def terms(self) -> TrainingTerms:
        """What was filled in."""
        given = self.cleaned_data
        lines = tuple(line.strip() for line in given["learned"].splitlines() if line.strip())
        return TrainingTerms(
            given["starts_on"], given["ends_on"], given["hours"], lines, given["mentor"], given["teacher"]
        )
