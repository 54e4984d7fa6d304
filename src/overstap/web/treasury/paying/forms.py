"""The forms of payments."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.web.forms import DatePartsField, EurosField, HouseForm
from overstap.web.treasury.forms import KeyField
from overstap.web.treasury.paying.words import PAYEES

CONFIRM, REJECT = "bevestigen", "afwijzen"


class RunForm(HouseForm):
    """Which claims go to the bank together, and on which day."""

    key = KeyField()
    execution_on = DatePartsField(
        label=_("Dag van uitvoering"),
        help_text=_("Een werkdag na vandaag, waarop banken open zijn. Bijvoorbeeld 16 2 2021."),
    )
    claims = forms.MultipleChoiceField(
        label=_("Aanspraken"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één aanspraak.")},
    )

    def __init__(self, *args: Any, claims: Iterable[uuid.UUID], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["claims"].choices = [(str(key), str(key)) for key in claims]  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        """The claims that are ticked, as they stand in the form."""
        return [str(value) for value in self["claims"].value() or ()]


class AccountForm(HouseForm):
    """A proposal for an account number."""

    key = KeyField()
    holder = forms.CharField(
        label=_("Naam van de rekeninghouder"), max_length=140, help_text=_("Zoals de bank de naam kent.")
    )
    iban = forms.CharField(
        label=_("Rekeningnummer (IBAN)"), max_length=50, help_text=_("Bijvoorbeeld NL91 ABNA 0417 1643 00.")
    )
    because = forms.CharField(
        label=_("Waar rust dit op?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Bijvoorbeeld: brief van 3 februari, nagebeld op het nummer dat wij al kenden."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for name in ("holder", "iban"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class PayeeForm(AccountForm):
    """A new payee with the first account number."""

    field_order = ("key", "recipient", "kind", "holder", "iban", "because")

    recipient = forms.CharField(
        label=_("Ontvanger"), max_length=160, help_text=_("Precies zoals de naam op de toezegging staat.")
    )
    kind = forms.ChoiceField(label=_("Soort ontvanger"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", gettext("Kies een soort")), *PAYEES.items()]  # type: ignore[attr-defined]


class StreamAccountForm(AccountForm):
    """A proposal for the account that a stream pays from."""

    field_order = ("key", "stream", "holder", "iban", "because")

    stream = forms.ChoiceField(label=_("Geldstroom"))

    def __init__(self, *args: Any, streams: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stream"].choices = [("", gettext("Kies een geldstroom")), *streams]  # type: ignore[attr-defined]


class AccountDecisionForm(HouseForm):
    """What a second person says of a proposed account number."""

    decision = forms.ChoiceField(
        label=_("Uw besluit"),
        widget=forms.RadioSelect,
        choices=(
            (CONFIRM, _("Bevestigen: ik heb het nummer zelf nagegaan")),
            (REJECT, _("Afwijzen of intrekken")),
        ),
    )
    answer = forms.CharField(
        label=_("Reden"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Alleen nodig als u afwijst."),
    )

    def clean(self) -> dict[str, Any]:
        """Who rejects says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == REJECT and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Schrijf op waarom u het rekeningnummer afwijst."))
        return cleaned


class ReasonForm(HouseForm):
    """Why something is done."""

    because = forms.CharField(label=_("Reden"), max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = label or self.fields["because"].label
        self.fields["because"].help_text = help_text


class StatementForm(HouseForm):
    """A file of the bank."""

    file = forms.FileField(
        label=_("Bestand van de bank"),
        widget=forms.FileInput({"accept": ".xml,application/xml,text/xml"}),
        help_text=_("Een afschrift als camt.053 (xml)."),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg."),
            "missing": _("Kies een bestand."),
        },
    )


class LinkForm(HouseForm):
    """Which payment a line of the bank is."""

    end_to_end = forms.CharField(
        label=_("Kenmerk van de betaling"),
        max_length=35,
        help_text=_("Het staat in de betaalopdracht onder de naam van de ontvanger."),
    )


class PeriodForm(HouseForm):
    """A period, and the day on which it is looked at."""

    van = DatePartsField(label=_("Van"), required=False)
    tot_en_met = DatePartsField(label=_("Tot en met"), required=False)
    op = DatePartsField(
        label=_("Zoals bekend op"), required=False, help_text=_("Wat later is gebeurd of vastgelegd, telt niet mee.")
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The period ends after it begins, and a day that has not come cannot be told."""
        cleaned = super().clean() or self.cleaned_data
        start, last, known = (cleaned.get(name) for name in ("van", "tot_en_met", "op"))
        if start and last and last < start:
            self.add_error("tot_en_met", _("De laatste dag ligt voor de eerste."))
        if known and known > self.today:
            self.add_error("op", _("Deze dag moet nog komen. Kies vandaag of een dag daarvoor."))
        return cleaned


class VoucherForm(HouseForm):
    """A voucher and the bill that comes with it."""

    key = KeyField()
    number = forms.CharField(
        label=_("Nummer van de voucher"), max_length=20, help_text=_("Bijvoorbeeld 7KQM-2RTV-9XW3.")
    )
    provider = forms.CharField(label=_("Opleider die de factuur stuurt"), max_length=160)
    bill_number = forms.CharField(label=_("Nummer van de factuur"), max_length=60)
    bill_on = DatePartsField(label=_("Datum van de factuur"))
    amount = EurosField(label=_("Bedrag van de factuur in euro"))
    file = forms.FileField(
        label=_("Bestand van de factuur"),
        required=False,
        help_text=_("Wij bewaren alleen de vingerafdruk (SHA-256). U bewaart het bestand zelf."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
