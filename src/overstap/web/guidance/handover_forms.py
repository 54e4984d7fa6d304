"""The forms of hand-overs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.queries import AnswerTime
from overstap.casework.targets import Target
from overstap.core.consent import Item
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.translation import in_english
from overstap.web.wording import ITEM_NAMES


def answer_time_text(found: AnswerTime | None) -> str:
    """How long a party takes to answer, with the number and the period; empty when there are too few answers."""
    if found is None:
        return ""
    days = ngettext("%(n)s dag", "%(n)s dagen", found.days) % {"n": found.days}
    return gettext("antwoordt gemiddeld in %(days)s (%(count)s keer in %(months)s maanden)") % {
        "days": days,
        "count": found.count,
        "months": found.months,
    }


class HandoverForm(HouseForm):
    """An offer to hand over the file, or to ask another party for help (R-123, R-420)."""

    kind = forms.ChoiceField(
        label=_("Wat draagt u over?"),
        choices=(
            ("hulp", _("Alleen een hulpvraag: u blijft eerstverantwoordelijk")),
            ("dossier", _("Het hele dossier: de andere partij wordt eerstverantwoordelijk")),
        ),
        widget=forms.RadioSelect,
    )
    target = forms.ChoiceField(label=_("Waarvoor is de hulp?"), required=False)
    to_party = forms.TypedChoiceField(label=_("Aan wie?"), coerce=int)
    because = forms.CharField(
        label=_("Waarom?"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("De andere partij en de deelnemer lezen dit. Schrijf niets over gezondheid of bedragen."),
    )
    items = forms.MultipleChoiceField(
        label=_("Wat mag de andere partij zien?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Niets gekozen? Dan bij hulp alleen hoe u de deelnemer bereikt, en bij een dossier alles wat nodig is."
        ),
    )
    person_agrees = forms.BooleanField(
        label=_("De deelnemer vindt dit goed"),
        help_text=_("De andere partij ziet daarna de gegevens die u koos. Zonder akkoord kan het niet."),
    )
    how = forms.CharField(
        label=_("Hoe gaf de deelnemer akkoord?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: in het gesprek van vandaag."),
    )

    def __init__(
        self,
        *args: Any,
        parties: list[tuple[int, str]],
        targets: Collection[Target] = (),
        items: Collection[Item] = (),
        **kwargs: Any,
    ) -> None:
        """Fill the choices: what can be asked, the parties of the region, and what may be shared."""
        super().__init__(*args, **kwargs)
        self.fields["to_party"].choices = [("", _("Kies een partij")), *parties]  # type: ignore[attr-defined]
        names = [(one.id, one.en if in_english() else one.nl) for one in targets]
        self.fields["target"].choices = [("", _("Een andere vraag")), *names]  # type: ignore[attr-defined]
        self.fields["items"].choices = [(item.value, ITEM_NAMES[item]) for item in Item if item in items]  # type: ignore[attr-defined]

    def offered(self) -> dict[str, Any]:
        """What the action asks for."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "target": given["target"] if given["kind"] == "hulp" else "",
            "to_party_id": given["to_party"],
            "because": given["because"],
            "items": frozenset(Item(item) for item in given["items"]) or None,
            "person_agrees": given["person_agrees"],
            "agreed_through": given["how"],
        }


class RefuseForm(HouseForm):
    """Why an offer is not taken, and where it does belong."""

    reason = forms.CharField(label=_("Reden"), widget=forms.Textarea({"rows": 2}), max_length=1000)
    elsewhere = forms.TypedChoiceField(
        label=_("Bij wie hoort dit wel?"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Dan kan de afzender het meteen goed doorsturen."),
    )

    def __init__(self, *args: Any, parties: list[tuple[int, str]] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        """Fill the parties of the region; without any the question is left out."""
        super().__init__(*args, **kwargs)
        if parties:
            self.fields["elsewhere"].choices = [("", _("Dat weet ik niet")), *parties]  # type: ignore[attr-defined]
        else:
            del self.fields["elsewhere"]


class RedirectForm(HouseForm):
    """Another receiver for what went to the wrong one."""

    to_party = forms.TypedChoiceField(label=_("Aan wie wel?"), coerce=int)
    person_agrees = forms.BooleanField(label=_("De deelnemer vindt dit goed"))
    how = forms.CharField(label=_("Hoe gaf de deelnemer akkoord?"), max_length=120)

    def __init__(self, *args: Any, parties: list[tuple[int, str]], **kwargs: Any) -> None:
        """Fill the parties of the region."""
        super().__init__(*args, **kwargs)
        self.fields["to_party"].choices = [("", _("Kies een partij")), *parties]  # type: ignore[attr-defined]


class InviteForm(HouseForm):
    """Where the safe link goes."""

    email = forms.EmailField(label=_("E-mailadres van de ontvanger"), max_length=200)


class QuestionForm(HouseForm):
    """A question about a hand-over."""

    question = forms.CharField(
        label=_("Uw vraag"),
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
        help_text=_("Schrijf niets over gezondheid of schulden."),
    )


class AnswerForm(HouseForm):
    """The answer to a question about a hand-over."""

    answer = forms.CharField(
        label=_("Uw antwoord"),
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
        help_text=_("Schrijf niets over gezondheid of schulden."),
    )


class FirstContactForm(HouseForm):
    """The day on which the receiver first spoke the person."""

    on = DatePartsField(label=_("Datum van het eerste gesprek"))


def choices_of(
    parties: Collection[Any], times: Mapping[int, AnswerTime], first_kinds: Collection[str] = ()
) -> list[tuple[int, str]]:
    """Parties to choose from with how fast they answer; those that usually do this first."""
    ordered = sorted(parties, key=lambda card: card.kind not in first_kinds)
    return [
        (card.id, f"{card.name}: {text}" if (text := answer_time_text(times.get(card.id))) else card.name)
        for card in ordered
    ]
