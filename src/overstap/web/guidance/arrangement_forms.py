"""The forms of composing an arrangement."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.arrangements.values import PriorLine
from overstap.treasury.actions import Evidence
from overstap.web.factfields import YesNoField, fact, fact_field
from overstap.web.forms import DatePartsField, EurosField, HouseForm, dress
from overstap.web.treasury.words import PAPERS

Choices = list[tuple[Any, Any]]

VACANCIES = (("ja", _("Ja, er zijn vacatures")), ("nee", _("Nee, er is weinig werk")), ("", _("Dat weet ik nog niet")))
WEEKS = "weken_aanwezig"
PAPER_FIELDS = ("paper_kind", "paper_number", "paper_on")
SHOWN_BY = [(code, PAPERS[code]) for code in ("factuur", "presentielijst", "ander")]
"""The papers with which an adviser can show a claim; a voucher is handed in at the cashier."""
OUTSIDE = _("Niet van toepassing of onbekend")


class KeyField(forms.CharField):
    """A key of the form itself, which makes that sending it twice counts once; gives a UUID."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, max_length=36, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the key; a form of which it is broken has to be opened again."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return uuid.UUID(text)
        except ValueError as wrong:
            raise forms.ValidationError(_("Dit formulier is niet meer geldig. Open het opnieuw.")) from wrong

    def run_validators(self, value: Any) -> None:
        """Check nothing more: the checks of a text do not fit a key."""


class TargetForm(HouseForm):
    """What the arrangement works towards (R-055, R-127)."""

    target = forms.CharField(
        label=_("Naar welk werk of welke sector werkt de deelnemer toe?"),
        max_length=200,
        required=False,
        help_text=_(
            "Bijvoorbeeld een beroep, een sector of een bedrijf. Zonder doel kan het arrangement niet starten."
        ),
    )
    vacancies = forms.ChoiceField(
        label=_("Is daar werk in?"), choices=VACANCIES, widget=forms.RadioSelect, required=False
    )

    def has_vacancies(self) -> bool | None:
        """Whether there is work in it; None when nobody knows yet."""
        return {"ja": True, "nee": False}.get(self.cleaned_data["vacancies"])


class PriorChecksForm(HouseForm):
    """What each of the six groups has for this person (R-135); a group that is not looked at yet stays empty."""

    def __init__(self, *args: Any, priors: tuple[PriorLine, ...], **kwargs: Any) -> None:
        self.groups = tuple(line.group for line in priors)
        super().__init__(*args, **kwargs)
        for line in priors:
            label = _(line.label)
            self.fields[f"{line.group}_available"] = YesNoField(
                label=_("%(group)s: is daar hulp voor deze deelnemer?") % {"group": label},
                required=False,
                initial={True: "ja", False: "nee"}.get(line.available),  # type: ignore[arg-type]
            )
            explanation = forms.CharField(
                label=_("%(group)s: wat hebt u nagevraagd en wat was het antwoord?") % {"group": label},
                required=False,
                max_length=400,
                initial=line.explanation,
            )
            explanation.widget.attrs["class"] = "utrecht-textbox utrecht-textbox--html-input"
            self.fields[f"{line.group}_explanation"] = explanation
            for name in (f"{line.group}_available", f"{line.group}_explanation"):
                # The two belong together and the page says that it may be filled in bit by bit.
                self.fields[name].needed_with_another = True  # type: ignore[attr-defined]
            self.initial[f"{line.group}_available"] = {True: "ja", False: "nee"}.get(line.available)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """An answer and what was asked belong together."""
        cleaned = super().clean() or {}
        for group in self.groups:
            available, explanation = cleaned.get(f"{group}_available"), cleaned.get(f"{group}_explanation")
            if available is not None and not explanation:
                self.add_error(f"{group}_explanation", _("Schrijf op wat u hebt nagevraagd."))
            if explanation and available is None:
                self.add_error(f"{group}_available", _("Kies ja of nee."))
        return cleaned

    def answers(self) -> list[tuple[str, bool, str]]:
        """The answers that were given: group, available, explanation."""
        given = self.cleaned_data
        return [
            (group, given[f"{group}_available"], given[f"{group}_explanation"])
            for group in self.groups
            if given.get(f"{group}_available") is not None
        ]


class PriorItemForm(HouseForm):
    """Help that is already there (R-121): it takes no money of the team."""

    title = forms.CharField(label=_("Welke hulp is er al?"), max_length=160)
    providing_party = forms.TypedChoiceField(label=_("Van welke organisatie?"), coerce=int)
    provider = forms.CharField(label=_("Wie voert het uit?"), max_length=160, required=False)
    starts_on = DatePartsField(label=_("Begint op"), required=False)
    ends_on = DatePartsField(label=_("Eindigt op"), required=False)
    cost = EurosField(label=_("Wat kost het?"), required=False)
    stream = forms.ChoiceField(label=_("Wie betaalt dat?"), required=False)
    motivation = forms.CharField(label=_("Waarom helpt dit?"), max_length=400, required=False)

    def __init__(self, *args: Any, parties: Choices, streams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["providing_party"].choices = [("", _("Kies een organisatie")), *parties]  # type: ignore[attr-defined]
        self.fields["stream"].choices = [("", OUTSIDE), *streams]  # type: ignore[attr-defined]


class HowForm(HouseForm):
    """How the person said yes, when a professional records it (R-120)."""

    how = forms.CharField(
        label=_("Hoe gaf de deelnemer akkoord?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: in het gesprek van vandaag, aan de telefoon of per brief."),
    )


class AskForm(HouseForm):
    """Which party looks along, and that the person agrees (R-122, R-125)."""

    party = forms.TypedChoiceField(label=_("Welke organisatie kijkt mee?"), coerce=int)
    person_agrees = forms.BooleanField(
        label=_("De deelnemer vindt het goed dat deze organisatie het arrangement ziet"),
        required=False,
        help_text=_("Gaf de deelnemer deze toestemming al eerder? Dan kan dit leeg blijven."),
    )
    how = forms.CharField(label=_("Hoe zei de deelnemer dat?"), max_length=120, required=False)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", _("Kies een organisatie")), *parties]  # type: ignore[attr-defined]


class AnswerForm(HouseForm):
    """What my party says of the arrangement of another."""

    agreed = YesNoField(
        label=_("Is uw organisatie het eens met dit arrangement?"), error_messages={"required": _("Kies ja of nee.")}
    )
    remark = forms.CharField(
        label=_("Opmerking"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        help_text=_("Kiest u nee? Schrijf dan op wat er anders moet."),
    )


class ReviewForm(HouseForm):
    """A look at whether someone can move on to regular work (R-178)."""

    due_on = forms.ChoiceField(label=_("Voor welk toetsmoment?"))
    can_move_on = YesNoField(
        label=_("Kan de deelnemer naar gewoon werk?"), error_messages={"required": _("Kies ja of nee.")}
    )
    finding = forms.CharField(
        label=_("Wat hebt u gezien en besproken?"), widget=forms.Textarea({"rows": 3}), max_length=400
    )

    def __init__(self, *args: Any, days: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].choices = days  # type: ignore[attr-defined]


class ClaimForm(HouseForm):
    """What every claim has: the paper that shows it, and a key so that pressing twice asks once (R-261)."""

    key = KeyField()
    paper_kind = forms.ChoiceField(label=_("Welk stuk laat zien dat dit klopt?"))
    paper_number = forms.CharField(
        label=_("Nummer of kenmerk van het stuk"),
        max_length=60,
        help_text=_("Bijvoorbeeld het nummer van de factuur. Noem geen naam van de deelnemer: de kassier leest dit."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    paper_on = DatePartsField(label=_("Datum op het stuk"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["paper_kind"].choices = [("", _("Kies een soort stuk")), *SHOWN_BY]  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid.uuid4())

    def clean_paper_on(self) -> dt.date:
        """No day that is still to come."""
        on: dt.date = self.cleaned_data["paper_on"]
        if on > self._today:
            raise forms.ValidationError(_("Deze datum moet nog komen. Kijk de datum op het stuk na."))
        return on

    @property
    def paper(self) -> Evidence:
        """The paper behind the claim."""
        given = self.cleaned_data
        return Evidence(given["paper_kind"], given["paper_number"], given["paper_on"])


class FeeForm(ClaimForm):
    """The fee for the employer, by weeks of presence (R-201)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks = fact_field(fact(WEEKS))
        weeks.label = _("Hoeveel weken was de deelnemer in deze periode aanwezig?")
        dress(weeks)
        self.fields["weeks_present"] = weeks
        self.order_fields(("weeks_present", *PAPER_FIELDS, "key"))
        self.initial.setdefault("paper_kind", "presentielijst")


class CostForm(ClaimForm):
    """What an item cost."""

    amount = EurosField(label=_("Welk bedrag moet er betaald worden?"))
    stream = forms.ChoiceField(label=_("Uit welke geldstroom?"), required=False)
    field_order = ("stream", "amount", *PAPER_FIELDS, "key")

    def __init__(self, *args: Any, streams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(streams) > 1:
            self.fields["stream"].choices = streams  # type: ignore[attr-defined]
        else:
            del self.fields["stream"]
