"""The forms about frameworks and periods. `key` makes that sending one twice counts once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.treasury.actions import Place
from overstap.treasury.queries import StreamCard
from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.translation import in_english
from overstap.web.treasury.forms import KeyField
from overstap.web.treasury.showing import COUNTRY

GRANT, REJECT = "toekennen", "afwijzen"
FILE_BYTES = 200_000
TEXT_LENGTH = 20_000


class KeyedForm(HouseForm):
    """A form whose command counts once."""

    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


def stream_choices(streams: Iterable[StreamCard]) -> list[tuple[str, str]]:
    """The streams by name, with the empty one first."""
    called = [(one.code, one.name_en if in_english() else one.name_nl) for one in streams]
    return [("", gettext("Kies een geldstroom")), *called]


def region_choices(names: Mapping[str, str], *, country: bool) -> list[tuple[str, str]]:
    """The regions by name, with the empty one first; optionally the whole country."""
    shown = [(code or COUNTRY, name) for code, name in names.items() if code or country]
    return [("", gettext("Kies een regio")), *shown]


class ReallocationForm(KeyedForm):
    """Which money goes where, and why (R-262)."""

    year = forms.TypedChoiceField(label=_("Jaar"), coerce=int)
    from_stream = forms.ChoiceField(label=_("Van geldstroom"))
    from_region = forms.ChoiceField(label=_("Van regio"))
    to_stream = forms.ChoiceField(label=_("Naar geldstroom"))
    to_region = forms.ChoiceField(label=_("Naar regio"))
    amount = EurosField(label=_("Bedrag in euro"), help_text=_("Hoogstens wat in het eerste budget nog vrij is."))
    because = forms.CharField(
        label=_("Waarom?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Waarom blijft hier geld over, en waarom is het daar nodig?"),
    )

    def __init__(
        self, *args: Any, streams: Iterable[StreamCard], names: Mapping[str, str], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        streams = tuple(streams)
        for side in ("from", "to"):
            self.fields[f"{side}_stream"].choices = stream_choices(streams)  # type: ignore[attr-defined]
            self.fields[f"{side}_region"].choices = region_choices(names, country=True)  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def place(self, side: str) -> Place:
        """One of both budgets: `from` or `to`."""
        region = self.cleaned_data[f"{side}_region"]
        return Place(self.cleaned_data[f"{side}_stream"], "" if region == COUNTRY else region)


class ReallocationDecisionForm(HouseForm):
    """What the framework keeper decides about a proposal."""

    decision = forms.ChoiceField(
        label=_("Uw besluit"),
        widget=forms.RadioSelect,
        choices=((GRANT, _("Het geld gaat naar het andere budget")), (REJECT, _("Het geld blijft waar het is"))),
    )
    source = forms.CharField(
        label=_("Besluit of reden"),
        max_length=200,
        help_text=_("In welk stuk staat uw besluit? Of: waarom wijst u het voorstel af?"),
    )


class AllocationKeyForm(KeyedForm):
    """A key as typed or as a file: one line per region."""

    name = forms.CharField(
        label=_("Naam van de verdeelsleutel"),
        max_length=40,
        help_text=_("Bestaat de naam al? Dan wordt dit de volgende versie."),
    )
    source = forms.CharField(
        label=_("Bron van de getallen"), max_length=200, help_text=_("Welk stuk of bestand, en van welke dag?")
    )
    file = forms.FileField(label=_("Bestand (CSV)"), required=False, help_text=_("Of vul de tabel hieronder in."))
    text = forms.CharField(
        label=_("Tabel"),
        required=False,
        max_length=TEXT_LENGTH,
        strip=False,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        help_text=_(
            "De eerste regel noemt de kolommen: regio, een of meer kolommen met getallen, crisisimpact. "
            "Daarna een regel per regio. Crisisimpact 100 is zo hard geraakt als het hele land. "
            "Met meer kolommen is er ook een regel “gewicht”."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A file goes before what is typed; one of both is needed."""
        cleaned = super().clean() or self.cleaned_data
        held = cleaned.get("file")
        if held is not None:
            cleaned["text"] = self._read(held)
        elif not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Kies een bestand of vul de tabel in."))
        return cleaned

    def _read(self, held: Any) -> str:
        if held.size > FILE_BYTES:
            self.add_error("file", _("Dit bestand is te groot. Een verdeelsleutel heeft een regel per regio."))
            return ""
        raw: bytes = held.read()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


class AllocateForm(HouseForm):
    """What is divided: an amount of a stream in a year."""

    stream = forms.ChoiceField(label=_("Geldstroom"))
    year = forms.TypedChoiceField(label=_("Jaar"), coerce=int)
    amount = EurosField(label=_("Bedrag voor alle regio's samen"), help_text=_("In euro's, bijvoorbeeld 1.000.000"))

    def __init__(self, *args: Any, streams: Iterable[StreamCard], years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stream"].choices = stream_choices(streams)  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class AllocationDecisionForm(AllocateForm):
    """The decision about what the preview showed: the same amount, with its source."""

    key = KeyField()
    source = forms.CharField(
        label=_("Besluit"), max_length=200, help_text=_("In welk besluit staat deze verdeling? Bijvoorbeeld een brief.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for shown_above in ("stream", "year", "amount"):
            self.fields[shown_above].widget = forms.HiddenInput()


class ContributionForm(KeyedForm):
    """What UWV or the centre municipality of a region gets in a year (R-257)."""

    year = forms.TypedChoiceField(label=_("Jaar"), coerce=int)
    region = forms.ChoiceField(label=_("Regio"))
    recipient = forms.ChoiceField(
        label=_("Voor wie?"),
        widget=forms.RadioSelect,
        choices=(("uwv", _("UWV")), ("centrumgemeente", _("De centrumgemeente"))),
    )
    amount = EurosField(label=_("Bedrag in euro"), help_text=_("Bijvoorbeeld 50.000"))
    source = forms.CharField(
        label=_("Besluit"), max_length=200, help_text=_("In welk besluit staat dit bedrag? Bijvoorbeeld een brief.")
    )

    def __init__(self, *args: Any, names: Mapping[str, str], years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["region"].choices = region_choices(names, country=False)  # type: ignore[attr-defined]


class ApplicationForm(KeyedForm):
    """What a social partner applied for at the ministry (R-258)."""

    organisation = forms.CharField(label=_("Naam van de organisatie"), max_length=160)
    kind = forms.ChoiceField(label=_("Soort organisatie"))
    purpose = forms.ChoiceField(label=_("Waarvoor?"), widget=forms.RadioSelect)
    amount = EurosField(label=_("Gevraagd bedrag in euro"))
    received_on = DatePartsField(label=_("Ontvangen op"))

    def __init__(
        self, *args: Any, kinds: Iterable[tuple[str, str]], purposes: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", gettext("Kies een soort")), *kinds]  # type: ignore[attr-defined]
        self.fields["purpose"].choices = list(purposes)  # type: ignore[attr-defined]


class ApplicationDecisionForm(HouseForm):
    """What the ministry decides about an application."""

    decision = forms.ChoiceField(
        label=_("Uw besluit"),
        widget=forms.RadioSelect,
        choices=((GRANT, _("Toekennen")), (REJECT, _("Afwijzen"))),
    )
    amount = EurosField(label=_("Toegekend bedrag in euro"), required=False, help_text=_("Alleen als u toekent."))
    source = forms.CharField(label=_("Besluit"), max_length=200, help_text=_("In welk stuk staat dit besluit?"))

    def clean(self) -> dict[str, Any]:
        """Who grants says how much."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == GRANT and not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Vul in hoeveel u toekent."))
        return cleaned

    def granted_cents(self) -> int:
        """The amount; nothing when rejected."""
        return int(self.cleaned_data["amount"]) if self.cleaned_data["decision"] == GRANT else 0


class CapacityForm(KeyedForm):
    """Who brings which people to a region (R-258)."""

    region = forms.ChoiceField(label=_("Regio"))
    task = forms.CharField(label=_("Wat doen deze mensen?"), max_length=160)
    hours = forms.IntegerField(label=_("Uren per week samen"), min_value=1, max_value=32_000)
    begins_on = DatePartsField(label=_("Eerste dag"))
    ends_on = DatePartsField(label=_("Laatste dag"))
    agreed = forms.MultipleChoiceField(
        label=_("Wie zijn het eens over wie wat doet?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Pas als alle vier het eens zijn, legt u de mensen en uren vast."),
    )

    def __init__(
        self, *args: Any, names: Mapping[str, str], agreeing: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices(names, country=False)  # type: ignore[attr-defined]
        self.fields["agreed"].choices = list(agreeing)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            raise ValidationError(_("De laatste dag ligt voor de eerste dag."))
        return cleaned


class ReversalForm(KeyedForm):
    """Why an entry has to be undone."""

    because = forms.CharField(
        label=_("Wat ging er fout?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Een collega leest dit en beslist. De reden komt bij de boeking te staan."),
    )


class ReversalDecisionForm(HouseForm):
    """What a second person decides about a reversal."""

    decision = forms.ChoiceField(
        label=_("Uw besluit"),
        widget=forms.RadioSelect,
        choices=((GRANT, _("Boek tegen")), (REJECT, _("Laat de boeking staan"))),
    )
    because = forms.CharField(
        label=_("Reden"), required=False, max_length=300, help_text=_("Alleen nodig als de boeking blijft staan.")
    )

    def clean(self) -> dict[str, Any]:
        """Who leaves the entry says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == REJECT and not cleaned.get("because", "").strip():
            self.add_error("because", _("Schrijf op waarom de boeking blijft staan."))
        return cleaned
